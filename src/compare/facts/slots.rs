//! Figures that stand in one another's place: "we have fixed 19" beside "we have fixed 21".
//!
//! In two sentences of otherwise the same words nobody needs to know what a figure counts: the
//! words around it vouch that both measure one thing, with or without a unit and in any language.
//! What surprises is how little else may differ. "Twelve were killed in Kabul" beside "Five were
//! injured in Kabul" is two facts, so a slot is trusted only where next to nothing else was replaced.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::facts::amount::{Amount, Hedge, Likeness};
use crate::compare::facts::context::contradict;
use crate::compare::facts::dates::Date;
use crate::compare::facts::fact::{Fact, Kind, Value};
use crate::compare::facts::figures::{is_enumerator, is_numeral, raw};
use crate::compare::facts::lexicon::is_opener;
use crate::compare::facts::pairing::{Link, Pair, likeness};
use crate::compare::wording;
use crate::compare::wording::{Lexicon, Line};
use crate::text::Span;

/// The probability from which a link is sure enough to look at its slots.
const SURE: f64 = 0.7;

/// What is common must weigh so many times as much as what only one side says.
const ADDED: u32 = 4;

/// What is common must weigh so many times as much as what is replaced beside the figures.
const REPLACED: u32 = 8;

/// The words that must be common, by weight, for two figures of different kinds to be replaced at
/// once: "In 2018 it built five" and "In 2019 it built six" are two years, not two versions.
const LONG: u32 = 120;

/// Returns the figures that stand in one another's place and cannot be one, a left and a right one each.
///
/// `is_paired` tells of a side's fact whether a linked sentence gives it too. Only sentences that
/// are linked with none better are looked at, so that each stands in one pair at most.
pub(super) fn replaced(pair: &Pair<'_>, is_paired: &impl Fn(usize, usize) -> bool) -> Vec<[Fact; 2]> {
    let mut lexicon = Lexicon::new();
    let mut found = Vec::new();
    for (a, b, _) in mutual(&pair.all) {
        let texts = [pair.text(0, a), pair.text(1, b)];
        if texts[0] == texts[1] || !(may_figure(pair, 0, a) && may_figure(pair, 1, b)) {
            continue;
        }
        let lines = texts.map(|text| lexicon.line(text));
        found.extend(Sentences { pair, at: [a, b], lines, is_paired }.replaced());
    }
    found
}

/// Tells whether a sentence may hold a figure.
fn may_figure(pair: &Pair<'_>, side: usize, sentence: usize) -> bool {
    pair.of(side, sentence).any(|at| is_figure(&pair.facts[side][at]))
        || pair.text(side, sentence).chars().any(is_numeral)
}

fn is_figure(fact: &Fact) -> bool {
    !matches!(fact.kind(), Kind::Name | Kind::Quote | Kind::Source)
}

/// Returns the sure links of sentences that have no other one as good.
fn mutual(links: &[Link]) -> Vec<Link> {
    let mut best: [HashMap<usize, (f64, usize)>; 2] = Default::default();
    for &(a, b, probability) in links {
        for (side, at) in [(0, a), (1, b)] {
            let top = best[side].entry(at).or_insert((probability, 0));
            if probability > top.0 {
                *top = (probability, 1);
            } else if probability >= top.0 {
                top.1 += 1;
            }
        }
    }
    let only = |side: usize, at: usize, probability: f64| best[side].get(&at) == Some(&(probability, 1));
    let mutual = links.iter().filter(|(a, b, p)| *p >= SURE && only(0, *a, *p) && only(1, *b, *p));
    mutual.copied().collect()
}

/// Two linked sentences.
struct Sentences<'a, F> {
    pair: &'a Pair<'a>,
    at: [usize; 2],
    lines: [Line<'a>; 2],
    is_paired: &'a F,
}

impl<F: Fn(usize, usize) -> bool> Sentences<'_, F> {
    fn replaced(&self) -> Vec<[Fact; 2]> {
        let Some(slots) = wording::slots(&self.lines[0], &self.lines[1]) else { return Vec::new() };
        let slots: Vec<[Range<usize>; 2]> = slots.into_iter().map(|slot| [slot.left, slot.right]).collect();
        let (mut found, mut added, mut lost) = (Vec::new(), 0, 0);
        for slot in &slots {
            let [left, right] = [0, 1].map(|side| self.weight(side, &slot[side]));
            match self.figures(slot) {
                Some(figures) => found.push(figures),
                None if self.renames(slot) || self.counts(slot) => return Vec::new(),
                None => (added, lost) = (added + left.max(right), lost + left.min(right)),
            }
        }
        let outside = slots.iter().map(|slot| self.weight(0, &slot[0])).sum();
        let common = self.lines[0].weight().saturating_sub(outside);
        found.dedup();
        let vouched = added * ADDED <= common && lost * REPLACED <= common;
        if !vouched || (common < LONG && is_another_case(&found)) {
            return Vec::new();
        }
        found.retain(|figures| self.differ(figures));
        found
    }

    /// Returns the figures that fill a slot on both sides.
    fn figures(&self, slot: &[Range<usize>; 2]) -> Option<[Fact; 2]> {
        let spans = [self.span(0, &slot[0])?, self.span(1, &slot[1])?];
        let known = [0, 1].map(|side| self.known(side, spans[side]));
        let figures = match known {
            [Some(a), Some(b)] if a.kind() == b.kind() => [a.clone(), b.clone()],
            _ => {
                let [a, b] = [0, 1].map(|side| raw(self.lines[side].text, self.at[side], spans[side]));
                let (a, b) = (a?, b?);
                (a.kind() == b.kind()).then_some([a, b])?
            }
        };
        let full = [0, 1].iter().all(|&side| self.fills(side, &slot[side], figures[side].span));
        let counts = [0, 1].iter().all(|&side| !is_label(self.lines[side].text, &figures[side]));
        (full && counts).then_some(figures)
    }

    fn span(&self, side: usize, tokens: &Range<usize>) -> Option<Span> {
        let tokens = self.lines[side].tokens.get(tokens.clone())?;
        Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
    }

    /// Returns the only figure of a sentence that reaches into `span`.
    fn known(&self, side: usize, span: Span) -> Option<&Fact> {
        let facts = self.pair.of(side, self.at[side]).map(|at| &self.pair.facts[side][at]);
        let mut inside = facts.filter(|fact| is_figure(fact) && fact.span.overlaps(span));
        let first = inside.next()?;
        inside.next().is_none().then_some(first)
    }

    /// Tells whether a slot holds no telling word beside the figure.
    fn fills(&self, side: usize, tokens: &Range<usize>, figure: Span) -> bool {
        let tokens = &self.lines[side].tokens[tokens.clone()];
        tokens.iter().all(|token| token.is_empty() || token.span.overlaps(figure))
    }

    fn weight(&self, side: usize, tokens: &Range<usize>) -> u32 {
        self.lines[side].tokens[tokens.clone()].iter().map(|token| token.weight).sum()
    }

    /// Tells whether a slot puts one name for another: what is told of two people is two facts.
    fn renames(&self, slot: &[Range<usize>; 2]) -> bool {
        [0, 1].iter().all(|&side| {
            let tokens = &self.lines[side].tokens[slot[side].clone()];
            let text = self.lines[side].text;
            let capital = |span: Span| span.of(text).starts_with(char::is_uppercase);
            tokens.iter().any(|token| !token.is_empty() && token.span.start > 0 && capital(token.span))
        })
    }

    /// Tells whether a slot holds a figure: another one beside it then is measured too.
    fn counts(&self, slot: &[Range<usize>; 2]) -> bool {
        [0, 1].iter().any(|&side| {
            let span = self.span(side, &slot[side]).unwrap_or_default();
            let facts = self.pair.of(side, self.at[side]).map(|at| &self.pair.facts[side][at]);
            facts.filter(|fact| is_figure(fact)).any(|fact| fact.span.overlaps(span))
        })
    }

    /// Tells whether two figures of one slot cannot be one.
    fn differ(&self, figures: &[Fact; 2]) -> bool {
        let [a, b] = figures;
        let paired = |side: usize, figure: &Fact| {
            let of = self.pair.of(side, self.at[side]);
            of.clone().any(|at| self.pair.facts[side][at] == *figure && (self.is_paired)(side, at))
        };
        in_one_slot(&a.value, &b.value) == Likeness::Different
            && !paired(0, a)
            && !paired(1, b)
            && !contradict([(self.lines[0].text, a), (self.lines[1].text, b)])
    }
}

/// Tells whether a figure only says which of several things is meant: "Chapter 3", "Step 4 of the
/// plan", the number of a paragraph. Two of them are two things.
fn is_label(text: &str, figure: &Fact) -> bool {
    let written = figure.span.of(text);
    let before = text[..figure.span.start].trim_start();
    let first_word = before.split_once(char::is_whitespace).is_some_and(|(_, rest)| rest.is_empty());
    match &figure.value {
        Value::Designator { .. } => written.contains(' '),
        Value::Number { unit, .. } if unit.is_empty() => {
            is_enumerator(text, figure.span)
                || (first_word && written.len() <= 3 && !is_opener(&before.trim_end().to_lowercase()))
        }
        _ => is_enumerator(text, figure.span),
    }
}

/// Tells whether a date or a designator was replaced and something else too: what is told may be
/// told of another time or another thing.
fn is_another_case(figures: &[[Fact; 2]]) -> bool {
    let settings = figures.iter().filter(|[a, _]| matches!(a.kind(), Kind::Date | Kind::Designator));
    figures.len() > 1 && settings.count() > 0
}

/// Returns what two figures in one slot say about each other: what is unsure elsewhere is a
/// difference here, because the slot vouches that one thing is measured. Symmetric.
fn in_one_slot(a: &Value, b: &Value) -> Likeness {
    let told = match (a, b) {
        (Value::Number { amount: a, unit: x }, Value::Number { amount: b, unit: y }) => {
            if x != y && !x.is_empty() && !y.is_empty() {
                return Likeness::Unsure;
            }
            Some(amounts(*a, *b))
        }
        (Value::Percent { amount: a, share: x }, Value::Percent { amount: b, share: y }) if x == y => {
            Some(amounts(*a, *b))
        }
        (Value::Money { amount: a, currency: x }, Value::Money { amount: b, currency: y }) if x == y => {
            Some(amounts(*a, *b))
        }
        (Value::Date(a), Value::Date(b)) if shape(a) != shape(b) => a.likeness(b).or(Some(Likeness::Unsure)),
        (Value::Date(_), Value::Date(_))
        | (Value::Time(_), Value::Time(_))
        | (Value::Designator { .. }, Value::Designator { .. }) => Some(vouched(likeness(a, b))),
        _ => None,
    };
    told.unwrap_or(Likeness::Unsure)
}

/// Returns the likeness of two values for one thing, given what is said where that is not known.
fn vouched(likeness: Option<Likeness>) -> Likeness {
    if likeness == Some(Likeness::Same) { Likeness::Same } else { Likeness::Different }
}

/// Returns the likeness of two amounts of one thing; a hedge that both have says nothing.
fn amounts(a: Amount, b: Amount) -> Likeness {
    let bare = |amount: Amount| Amount { hedge: Hedge::Exact, ..amount };
    let (a, b) = if a.hedge == b.hedge { (bare(a), bare(b)) } else { (a, b) };
    match a.likeness(b) {
        Likeness::Unsure if a.is_rounder_than(b) || b.is_rounder_than(a) => Likeness::Unsure,
        Likeness::Unsure => Likeness::Different,
        sure => sure,
    }
}

/// Returns which parts of a date are given.
fn shape(date: &Date) -> [bool; 5] {
    [
        date.year.is_some(),
        date.month.is_some(),
        date.day.is_some(),
        date.weekday.is_some(),
        date.part.is_some(),
    ]
}
