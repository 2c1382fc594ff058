//! Figures that replace one another: "we have fixed 19" beside "we have fixed 21".
//!
//! In two sentences of otherwise the same words it does not matter what a figure counts: the common
//! words show that both measure one thing, with or without a unit and in any language. Little else
//! may differ: "Twelve were killed in Kabul" beside "Five were injured in Kabul" is two facts, so
//! a replaced figure is trusted only where next to nothing else was replaced.
//!
//! Bare figures need no word of any language: digits, and the numerals of Chinese and Japanese. A
//! lone "2027" or the 五 of 五人 is not a fact elsewhere; too much else is written so.

use std::ops::Range;

use crate::compare::Cancelled;
use crate::compare::facts::amount::{Agreement, Amount};
use crate::compare::facts::dates::Date;
use crate::compare::facts::disputes::{ComparedFacts, SURE, contradict, mutual_best};
use crate::compare::facts::fact::{Fact, FactKind, FactValue, Measure};
use crate::compare::facts::lexicon::is_opener;
use crate::compare::wording::{Interner, TokenizedSentence, replacements};
use crate::text::Span;

/// The common words must weigh this many times as much as the words that only one side has.
const ADDED: u32 = 4;

/// The common words must weigh this many times as much as the words replaced beside the figures.
const REPLACED: u32 = 8;

/// The least weight of the common words with which figures of different kinds may be replaced at
/// once: "In 2018 it built five" and "In 2019 it built six" are two years, not two versions.
const LONG: u32 = 120;

/// The longest bare figure in bytes; a longer one is an account number or the column of a table.
const LONGEST: usize = 32;

/// Returns the figures that replace one another and cannot be the same, each left before right.
///
/// `is_paired` tells of a side's fact whether a linked sentence has it too. Only the mutual best
/// links are used, so that each sentence is in one pair at most. An error as soon as they are no longer
/// `wanted`.
pub(super) fn replaced(
    pair: &ComparedFacts<'_>,
    is_paired: &impl Fn(usize, usize) -> bool,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<[Fact; 2]>, Cancelled> {
    let sure = mutual_best(&pair.links).filter(|link| link.2 >= SURE);
    let may_differ = |(a, b): &(usize, usize)| {
        pair.text(0, *a) != pair.text(1, *b) && may_have_figure(pair, 0, *a) && may_have_figure(pair, 1, *b)
    };
    let linked: Vec<(usize, usize)> = sure.map(|(a, b, _)| (a, b)).filter(may_differ).collect();
    let mut interner = Interner::new();
    interner.learn_cut_words(linked.iter().flat_map(|(a, b)| [pair.text(0, *a), pair.text(1, *b)]));
    let mut found = Vec::new();
    for (a, b) in linked {
        wanted().then_some(()).ok_or(Cancelled)?;
        let sentences = [pair.text(0, a), pair.text(1, b)].map(|text| interner.sentence(text));
        found.extend(LinkedSentences { pair, at: [a, b], sentences, is_paired }.replaced());
    }
    Ok(found)
}

fn may_have_figure(pair: &ComparedFacts<'_>, side: usize, sentence: usize) -> bool {
    pair.of(side, sentence).any(|at| pair.facts[side][at].is_figure())
        || pair.text(side, sentence).chars().any(is_numeral)
}

/// Two linked sentences.
struct LinkedSentences<'a, F> {
    pair: &'a ComparedFacts<'a>,
    /// The indices of the sentences.
    at: [usize; 2],
    sentences: [TokenizedSentence<'a>; 2],
    is_paired: &'a F,
}

/// Tokens of the left sentence and the tokens of the right one in their place.
type Replacement = [Range<usize>; 2];

impl<F: Fn(usize, usize) -> bool> LinkedSentences<'_, F> {
    fn replaced(&self) -> Vec<[Fact; 2]> {
        let Some(replacements) = replacements(&self.sentences[0], &self.sentences[1]) else {
            return Vec::new();
        };
        let (mut found, mut added, mut lost, mut outside) = (Vec::new(), 0, 0, 0);
        for replacement in &replacements {
            let [left, right] = [0, 1].map(|side| self.sentences[side].weight(replacement[side].clone()));
            outside += left;
            match self.figures(replacement) {
                Some(figures) => found.push(figures),
                None if self.renames(replacement) || self.has_figure(replacement) => return Vec::new(),
                None => (added, lost) = (added + left.max(right), lost + left.min(right)),
            }
        }
        let all = self.sentences[0].weight(0..self.sentences[0].tokens.len());
        let common = all.saturating_sub(outside);
        found.dedup();
        let trusted = added * ADDED <= common && lost * REPLACED <= common;
        if !trusted || (common < LONG && is_another_case(&found)) {
            return Vec::new();
        }
        found.retain(|figures| self.differ(figures));
        found
    }

    /// Returns the two figures that a replacement consists of.
    fn figures(&self, replacement: &Replacement) -> Option<[Fact; 2]> {
        let spans = [self.span(0, replacement)?, self.span(1, replacement)?];
        let known = [0, 1].map(|side| self.only_figure(side, spans[side]).cloned());
        let bare = |side: usize| bare_figure(self.sentences[side].text, self.at[side], spans[side]);
        let figures = match known {
            [Some(a), Some(b)] if a.kind() == b.kind() => [a, b],
            _ => [bare(0)?, bare(1)?],
        };
        let fits = |side: usize| {
            let TokenizedSentence { text, tokens } = &self.sentences[side];
            let figure = &figures[side];
            let fills = tokens[replacement[side].clone()]
                .iter()
                .all(|token| token.is_empty() || token.span.overlaps(figure.span));
            fills && !is_label(text, figure)
        };
        (figures[0].kind() == figures[1].kind() && fits(0) && fits(1)).then_some(figures)
    }

    fn span(&self, side: usize, replacement: &Replacement) -> Option<Span> {
        let tokens = self.sentences[side].tokens.get(replacement[side].clone())?;
        Some(Span::new(tokens.first()?.span.start, tokens.last()?.span.end))
    }

    /// Returns the figures of a sentence that overlap `span`.
    fn overlapping(&self, side: usize, span: Span) -> impl Iterator<Item = &Fact> {
        let facts = self.pair.of(side, self.at[side]).map(move |at| &self.pair.facts[side][at]);
        facts.filter(move |fact| fact.is_figure() && fact.span.overlaps(span))
    }

    fn only_figure(&self, side: usize, span: Span) -> Option<&Fact> {
        let mut overlapping = self.overlapping(side, span);
        overlapping.next().filter(|_| overlapping.next().is_none())
    }

    /// Tells whether a name replaces another: statements about two people are two facts.
    fn renames(&self, replacement: &Replacement) -> bool {
        [0, 1].iter().all(|&side| {
            let TokenizedSentence { text, tokens } = &self.sentences[side];
            let capital = |span: Span| span.of(text).starts_with(char::is_uppercase);
            let mut tokens = tokens[replacement[side].clone()].iter();
            tokens.any(|token| !token.is_empty() && token.span.start > 0 && capital(token.span))
        })
    }

    /// Tells whether a replacement contains a figure: another one beside it then is measured too.
    fn has_figure(&self, replacement: &Replacement) -> bool {
        let has = |side: usize| {
            let span = self.span(side, replacement);
            span.is_some_and(|span| self.overlapping(side, span).next().is_some())
        };
        has(0) || has(1)
    }

    /// Tells whether two figures that replace one another cannot be the same.
    fn differ(&self, figures: &[Fact; 2]) -> bool {
        let [a, b] = figures;
        let is_paired = |side: usize| {
            let mut of = self.pair.of(side, self.at[side]);
            of.any(|at| self.pair.facts[side][at] == figures[side] && (self.is_paired)(side, at))
        };
        a.value.replacement_agreement(&b.value) == Agreement::Different
            && !is_paired(0)
            && !is_paired(1)
            && !contradict([(self.sentences[0].text, a), (self.sentences[1].text, b)])
    }
}

/// Tells whether a figure only identifies one of several things: "Chapter 3", "Step 4 of the
/// plan", the number of a paragraph. Two of them are two things.
fn is_label(text: &str, figure: &Fact) -> bool {
    let written = figure.span.of(text);
    let before = text[..figure.span.start].trim_start();
    let first_word = before.split_once(char::is_whitespace).is_some_and(|(_, rest)| rest.is_empty());
    match &figure.value {
        FactValue::Designator { .. } => written.contains(' '),
        FactValue::Quantity { measure, .. } if measure.is_open() => {
            is_enumerator(text, figure.span)
                || (first_word && written.len() <= 3 && !is_opener(&before.trim_end().to_lowercase()))
        }
        _ => is_enumerator(text, figure.span),
    }
}

/// Tells whether a date or a designator was replaced and something else too: the sentences may
/// speak of another time or another thing.
fn is_another_case(figures: &[[Fact; 2]]) -> bool {
    let mut settings =
        figures.iter().filter(|[a, _]| matches!(a.kind(), FactKind::Date | FactKind::Designator));
    figures.len() > 1 && settings.next().is_some()
}

/// Tells whether a number only numbers its paragraph, its note or its page: "3. The parties", `[12]`.
fn is_enumerator(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end();
    let after = text[span.end..].chars().next();
    let opens = !before.chars().any(char::is_alphanumeric);
    let closed = matches!(after, None | Some('.' | ')' | ']' | ':' | '\t' | '、' | '．'));
    (opens && closed) || (before.ends_with('[') && after == Some(']'))
}

const IDEOGRAPHIC_DIGITS: &str = "〇一二三四五六七八九";

/// Tells whether a character is a digit or an ideograph of a number.
fn is_numeral(c: char) -> bool {
    c.is_numeric() || IDEOGRAPHIC_DIGITS.contains(c) || "十百千万億兆两兩".contains(c)
}

/// Returns the figure that the bytes `span` of a sentence are part of and fill, `None` when they
/// have other characters than digits and the marks between them.
fn bare_figure(text: &str, sentence: usize, span: Span) -> Option<Fact> {
    // Of 十二 and 十五 only the second numeral differs.
    let before = text[..span.start].trim_end_matches(is_numeral);
    let after = text[span.end..].trim_start_matches(is_numeral);
    let span = Span::new(before.len(), text.len() - after.len());
    let written = span.of(text);
    let joins = |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’');
    let whole = written.chars().all(is_numeral)
        || (written.starts_with(char::is_numeric) && written.chars().all(joins));
    // In "the 2018 deal" the year only identifies the deal.
    let article = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let noun = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let identifies = article.eq_ignore_ascii_case("the") && noun;
    (whole && written.len() <= LONGEST && !identifies).then(|| Fact {
        value: value(written),
        sentence,
        span,
        phrase: span,
    })
}

fn value(written: &str) -> FactValue {
    let digits = written.chars().count() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    let year = written.parse().ok().filter(|year| digits && (1500..=2100).contains(year));
    if let Some(year) = year {
        return FactValue::Date(Date::of_year(year));
    }
    let plain: String = written.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let value = plain.parse().ok().or_else(|| ideographic(written)).unwrap_or_else(|| hash(written));
    FactValue::Quantity { amount: Amount::exact(value, 0.0), measure: Measure::Count(String::new()) }
}

/// Returns the value of a number in ideographs: 二百五十 is 250, 二〇二五 is 2025.
fn ideographic(written: &str) -> Option<f64> {
    let digit = |c: char| {
        let ideograph = IDEOGRAPHIC_DIGITS.chars().position(|digit| digit == c);
        ideograph.map(|at| at as f64).or_else(|| c.to_digit(10).map(f64::from))
    };
    if let Some(digits) = written.chars().map(digit).collect::<Option<Vec<f64>>>() {
        return Some(digits.into_iter().fold(0.0, |value, digit| value * 10.0 + digit));
    }
    let (mut total, mut section, mut ones) = (0.0, 0.0, None);
    for c in written.chars() {
        match c {
            '十' => section += ones.take().unwrap_or(1.0) * 1e1,
            '百' => section += ones.take().unwrap_or(1.0) * 1e2,
            '千' => section += ones.take().unwrap_or(1.0) * 1e3,
            '万' | '億' | '兆' => {
                let scale = if c == '万' {
                    1e4
                } else if c == '億' {
                    1e8
                } else {
                    1e12
                };
                total += (section + ones.take().unwrap_or(0.0)) * scale;
                section = 0.0;
            }
            '两' | '兩' => ones = Some(2.0),
            _ => ones = Some(digit(c)?),
        }
    }
    Some(total + section + ones.unwrap_or(0.0))
}

/// Returns a value that distinguishes designators of several numbers, such as the versions 1.2.3 and 1.2.4.
fn hash(written: &str) -> f64 {
    written.chars().fold(0.0, |value, c| value * 256.0 % 9_007_199_254_740_881.0 + f64::from(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_whole_and_no_epithet() {
        let cases = [
            ("until 2027", "2027", Some("2027")),
            ("十二人", "二", Some("十二")),
            ("version 1.2.3 there", "1.2.3", Some("1.2.3")),
            ("won 3:1 there", "3:1", None),
            ("the 2018 deal", "2018", None),
            ("by ten", "ten", None),
        ];
        for (text, part, expected) in cases {
            let start = text.find(part).unwrap();
            let found = bare_figure(text, 0, Span::new(start, start + part.len()));
            assert_eq!(found.map(|fact| fact.span.of(text)), expected, "{text}");
        }
    }

    #[test]
    fn enumerators_are_known_by_their_place() {
        for (text, part, expected) in
            [("3. The parties", "3", true), ("shown [12]", "12", true), ("by 12.", "12", false)]
        {
            let start = text.find(part).unwrap();
            assert_eq!(is_enumerator(text, Span::new(start, start + part.len())), expected, "{text}");
        }
    }

    #[test]
    fn ideographs_have_values() {
        for (written, value) in
            [("二百五十", 250.0), ("二〇二五", 2025.0), ("十二", 12.0), ("三万", 30_000.0)]
        {
            assert_eq!(ideographic(written), Some(value), "{written}");
        }
    }
}
