//! Pairs of facts of linked sentences: those that can be one, and those that contradict each other.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::facts::amount::Likeness;
use crate::compare::facts::context::{Context, Demand};
use crate::compare::facts::fact::{Fact, Kind, Measure, Value};
use crate::compare::facts::lexicon::Class;

/// A linked pair of sentences: the left one, the right one, and the probability that they say the same.
pub type Link = (usize, usize, f64);

/// The least probability of a link whose facts may be called different.
pub(super) const SURE: f64 = 0.7;

/// The most facts of one sentence that are paired: a line of a thousand figures is a table, and
/// the pairs of all of them are too many.
const MOST: usize = 64;

/// Two documents with their facts and the links between their sentences.
pub(super) struct Pair<'a> {
    /// The sentences of each side.
    texts: [&'a [&'a str]; 2],
    /// The facts of each side.
    pub(super) facts: [Vec<Fact>; 2],
    /// The links inside the documents.
    pub(super) links: Vec<Link>,
}

impl<'a> Pair<'a> {
    /// Returns the pair with these facts of both documents; links that lead outside are left out.
    pub(super) fn new(texts: [&'a [&'a str]; 2], facts: [Vec<Fact>; 2], links: &[Link]) -> Self {
        let inside = |(a, b, _): &&Link| *a < texts[0].len() && *b < texts[1].len();
        Self { texts, facts, links: links.iter().filter(inside).copied().collect() }
    }

    /// Returns the indices of the facts of a sentence.
    pub(super) fn of(&self, side: usize, sentence: usize) -> Range<usize> {
        let facts = &self.facts[side];
        let start = facts.partition_point(|fact| fact.sentence < sentence);
        let count = facts[start..].iter().take(MOST).take_while(|fact| fact.sentence == sentence).count();
        start..start + count
    }

    /// Returns a sentence.
    pub(super) fn text(&self, side: usize, sentence: usize) -> &'a str {
        self.texts[side].get(sentence).copied().unwrap_or_default()
    }

    /// Returns the pairs of facts, left and right, of linked sentences that can be the same.
    pub(super) fn compatible(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for &(a, b, _) in &self.links {
            for left in self.of(0, a) {
                let same = |&right: &usize| self.likeness(left, right) == Some(Likeness::Same);
                pairs.extend(self.of(1, b).filter(same).map(|right| (left, right)));
            }
        }
        pairs
    }

    /// Returns what a left and a right fact say about each other.
    fn likeness(&self, left: usize, right: usize) -> Option<Likeness> {
        self.facts[0][left].value.likeness(&self.facts[1][right].value)
    }

    /// Returns the one fact of sentence `across` on the other side that measures what `fact`
    /// measures, `None` when there is none or there are several.
    fn only_rival(&self, side: usize, fact: usize, across: usize) -> Option<usize> {
        let value = &self.facts[side][fact].value;
        let is_rival = |&at: &usize| {
            let other = &self.facts[1 - side][at].value;
            value.likeness(other).is_some() || may_count_the_same(value, other)
        };
        let mut rivals = self.of(1 - side, across).filter(is_rival);
        rivals.next().filter(|_| rivals.next().is_none())
    }

    /// Tells whether a left and a right fact cannot both be right.
    fn contradict(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.facts[0][left], &self.facts[1][right]);
        if self.likeness(left, right) != Some(Likeness::Different) {
            return false;
        }
        let labelled = |side: usize, fact: &Fact| fact.span.of(self.text(side, fact.sentence)).contains(' ');
        let context = |side: usize, fact: &Fact| Context::of(self.text(side, fact.sentence), fact);
        match a.kind() {
            Kind::Quote => true,
            // "Phase 2" and "Phase 3" are two phases of one thing.
            Kind::Designator if labelled(0, a) || labelled(1, b) => false,
            kind => self.is_one_setting(kind, a, b) && context(0, a).fits(&context(1, b), demand(&a.value)),
        }
    }

    /// Tells whether the sentences of two facts of `kind` can speak of one time and one model: "In
    /// 2018 it built five" and "In 2019 it built six" are two years' figures, and neither the years
    /// nor the figures contradict each other.
    fn is_one_setting(&self, kind: Kind, a: &Fact, b: &Fact) -> bool {
        let settings: &[Kind] = match kind {
            Kind::Date => &[Kind::Designator, Kind::Number, Kind::Percent, Kind::Money],
            Kind::Designator => &[Kind::Date],
            _ => &[Kind::Date, Kind::Designator],
        };
        settings.iter().all(|&setting| {
            let of = |side: usize, sentence: usize| {
                self.of(side, sentence).filter(move |&at| self.facts[side][at].kind() == setting)
            };
            let pairs = of(0, a.sentence).flat_map(|left| of(1, b.sentence).map(move |right| (left, right)));
            let found: Vec<_> = pairs.filter_map(|(left, right)| self.likeness(left, right)).collect();
            !found.contains(&Likeness::Different) || found.contains(&Likeness::Same)
        })
    }
}

/// Tells whether `other` may count what `value` counts without a noun: "seven of the 12 hostages"
/// has hostages twice, and the second figure of "3 regiments in the north and 9 in the south"
/// counts regiments.
fn may_count_the_same(value: &Value, other: &Value) -> bool {
    matches!(value, Value::Quantity { measure: Measure::Count(_), .. })
        && matches!(other, Value::Quantity { measure, .. } if measure.is_open())
}

fn demand(value: &Value) -> Demand {
    match value {
        Value::Quantity { measure: Measure::Count(unit), .. }
            if !Class::MeasureStem.has(unit.strip_suffix(" old").unwrap_or(unit)) =>
        {
            Demand::Some
        }
        _ => Demand::Much,
    }
}

/// Returns pairs of a left and a right fact that contradict each other; each fact is in one at most.
///
/// `settled` tells of a side's fact whether it cannot be disputed.
pub(super) fn disputes(pair: &Pair<'_>, settled: &impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut candidates: Vec<Link> = Vec::new();
    for &(a, b, probability) in pair.links.iter().filter(|link| link.2 >= SURE) {
        for left in pair.of(0, a).filter(|&left| !settled(0, left)) {
            if let Some(right) = pair.only_rival(0, left, b).filter(|&right| !settled(1, right))
                && pair.only_rival(1, right, a) == Some(left)
                && pair.contradict(left, right)
            {
                candidates.push((left, right, probability));
            }
        }
    }
    mutual_best(&candidates).map(|(left, right, _)| (left, right)).collect()
}

/// Returns the links that are strictly the most probable ones of both their ends.
pub(super) fn mutual_best(links: &[Link]) -> impl Iterator<Item = Link> {
    // The greatest probability of each end and how many links have it.
    let mut best: [HashMap<usize, (f64, usize)>; 2] = Default::default();
    for &(left, right, probability) in links {
        for (side, end) in [left, right].into_iter().enumerate() {
            let best = best[side].entry(end).or_insert((probability, 0));
            if probability > best.0 {
                *best = (probability, 0);
            }
            best.1 += usize::from(probability >= best.0);
        }
    }
    links.iter().copied().filter(move |(left, right, probability)| {
        let only = Some(&(*probability, 1));
        best[0].get(left) == only && best[1].get(right) == only
    })
}
