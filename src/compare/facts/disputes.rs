//! Pairs of facts that contradict each other.

use std::collections::HashMap;

use crate::compare::facts::amount::Likeness;
use crate::compare::facts::context::{Context, Demand};
use crate::compare::facts::fact::{Fact, Kind, Value};
use crate::compare::facts::lexicon::is_measure_stem;
use crate::compare::facts::pairing::{Pair, likeness};

/// The probability from which a link is sure enough to speak of a difference.
const SURE: f64 = 0.7;

/// Two facts that cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dispute {
    /// Index of the left fact.
    pub(super) left: usize,
    /// Index of the right fact.
    pub(super) right: usize,
    /// The probability of the link they stand in.
    probability: f64,
}

/// Returns the disputes of two documents; each fact is in one at most.
///
/// `settled` tells of a side's fact whether there is nothing to dispute about it.
pub(super) fn disputes(pair: &Pair<'_>, settled: &impl Fn(usize, usize) -> bool) -> Vec<Dispute> {
    let open = |side: usize, fact: usize| !settled(side, fact);
    let mut candidates = Vec::new();
    for &(a, b, probability) in pair.links.iter().filter(|link| link.2 >= SURE) {
        for left in pair.of(0, a).filter(|&left| open(0, left)) {
            let rival = only_rival(pair, 0, left, b).filter(|&right| open(1, right));
            if let Some(right) = rival
                && only_rival(pair, 1, right, a) == Some(left)
                && is_contradiction(pair, left, right)
            {
                candidates.push(Dispute { left, right, probability });
            }
        }
    }
    best(candidates)
}

/// Tells of each fact whether a linked sentence gives it too.
pub(super) fn paired(pair: &Pair<'_>) -> [Vec<bool>; 2] {
    let mut paired = [vec![false; pair.facts[0].len()], vec![false; pair.facts[1].len()]];
    for (left, right) in pair.compatible() {
        paired[0][left] = true;
        paired[1][right] = true;
    }
    paired
}

/// Returns the one fact of sentence `across` on the other side that measures what `fact` measures,
/// `None` when there is none or there are several to choose from.
fn only_rival(pair: &Pair<'_>, side: usize, fact: usize, across: usize) -> Option<usize> {
    let value = pair.value(side, fact);
    let is_rival = |&at: &usize| {
        let other = pair.value(1 - side, at);
        likeness(value, other).is_some() || is_open(value, other)
    };
    let mut rivals = pair.of(1 - side, across).filter(is_rival);
    let first = rivals.next()?;
    rivals.next().is_none().then_some(first)
}

/// Tells whether `other` may count what `value` counts without saying so: "seven of the 12 hostages"
/// gives hostages twice, and the second of "3 regiments in the north and 9 in the south" regiments.
fn is_open(value: &Value, other: &Value) -> bool {
    let Value::Number { unit, .. } = other else { return false };
    matches!(value, Value::Number { .. }) && unit.is_empty()
}

fn is_contradiction(pair: &Pair<'_>, left: usize, right: usize) -> bool {
    let (a, b) = (&pair.facts[0][left], &pair.facts[1][right]);
    if pair.likeness(left, right) != Some(Likeness::Different) {
        return false;
    }
    let labelled = |side: usize, fact: &Fact| fact.span.of(pair.sentence(side, fact)).contains(' ');
    match a.kind() {
        Kind::Quote => true,
        // "Phase 2" and "Phase 3" are two phases of one thing.
        Kind::Designator if labelled(0, a) || labelled(1, b) => false,
        kind => is_one_setting(pair, kind, a, b) && is_one_thing(pair, a, b),
    }
}

fn is_one_thing(pair: &Pair<'_>, a: &Fact, b: &Fact) -> bool {
    let context = |side: usize, fact: &Fact| Context::of(pair.sentence(side, fact), fact);
    context(0, a).fits(&context(1, b), demand(&a.value))
}

/// Tells whether the sentences of two facts of `kind` leave it open that they speak of one time and
/// one model: "In 2018 it built five" and "In 2019 it built six" are two years' figures, and
/// neither the years nor the figures contradict each other.
fn is_one_setting(pair: &Pair<'_>, kind: Kind, a: &Fact, b: &Fact) -> bool {
    let settings: &[Kind] = match kind {
        Kind::Date => &[Kind::Designator, Kind::Number, Kind::Percent, Kind::Money],
        Kind::Designator => &[Kind::Date],
        _ => &[Kind::Date, Kind::Designator],
    };
    settings.iter().all(|&setting| {
        let of = |side: usize, sentence: usize| {
            pair.of(side, sentence).filter(move |&at| pair.facts[side][at].kind() == setting)
        };
        let pairs = of(0, a.sentence).flat_map(|left| of(1, b.sentence).map(move |right| (left, right)));
        let found: Vec<_> = pairs.filter_map(|(left, right)| pair.likeness(left, right)).collect();
        !found.contains(&Likeness::Different) || found.contains(&Likeness::Same)
    })
}

fn demand(value: &Value) -> Demand {
    match value {
        Value::Number { unit, .. } if !is_measure_stem(unit) => Demand::Some,
        _ => Demand::Much,
    }
}

/// Returns the candidates that are strictly the likeliest for both of their facts.
fn best(candidates: Vec<Dispute>) -> Vec<Dispute> {
    let mut top: [HashMap<usize, (f64, usize)>; 2] = Default::default();
    for dispute in &candidates {
        for (side, fact) in [(0, dispute.left), (1, dispute.right)] {
            let best = top[side].entry(fact).or_insert((dispute.probability, 0));
            if dispute.probability > best.0 {
                *best = (dispute.probability, 1);
            } else if dispute.probability >= best.0 {
                best.1 += 1;
            }
        }
    }
    let is_best = |dispute: &Dispute| {
        let only = Some(&(dispute.probability, 1));
        top[0].get(&dispute.left) == only && top[1].get(&dispute.right) == only
    };
    candidates.into_iter().filter(is_best).collect()
}
