//! Pairs of facts that contradict each other.

use super::amount::Likeness;
use super::context::{Context, Demand};
use super::fact::{Fact, Value};
use super::lexicon::is_measure_stem;
use super::pairing::{Linked, likeness};

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
/// `settled` tells of a side's fact whether the other document gives it somewhere.
pub(super) fn disputes(
    texts: &[&[&str]; 2],
    found: &[Vec<Fact>; 2],
    linked: &Linked,
    settled: &impl Fn(usize, usize) -> bool,
) -> Vec<Dispute> {
    let paired = paired(found, linked);
    let open = |side: usize, fact: usize| !paired[side][fact] && !settled(side, fact);
    let mut candidates = Vec::new();
    for &(a, b, probability) in linked.links.iter().filter(|link| link.2 >= SURE) {
        for left in linked.of(0, a).filter(|&left| open(0, left)) {
            let Some(right) = only_rival(found, linked, 0, left, b).filter(|&right| open(1, right)) else {
                continue;
            };
            let mutual = only_rival(found, linked, 1, right, a) == Some(left);
            if mutual && is_contradiction(texts, &found[0][left], &found[1][right]) {
                candidates.push(Dispute { left, right, probability });
            }
        }
    }
    best(candidates)
}

/// Tells of each fact whether a linked sentence gives it too.
fn paired(found: &[Vec<Fact>; 2], linked: &Linked) -> [Vec<bool>; 2] {
    let mut paired = [vec![false; found[0].len()], vec![false; found[1].len()]];
    for (left, right) in super::pairing::compatible(found, linked) {
        paired[0][left] = true;
        paired[1][right] = true;
    }
    paired
}

/// Returns the one fact of sentence `across` on the other side that measures what `fact` measures,
/// `None` when there is none or there are several to choose from.
fn only_rival(
    found: &[Vec<Fact>; 2],
    linked: &Linked,
    side: usize,
    fact: usize,
    across: usize,
) -> Option<usize> {
    let value = &found[side][fact].value;
    let other = 1 - side;
    let mut rivals =
        linked.of(other, across).filter(|&at| likeness(value, &found[other][at].value).is_some());
    let first = rivals.next()?;
    rivals.next().is_none().then_some(first)
}

fn is_contradiction(texts: &[&[&str]; 2], a: &Fact, b: &Fact) -> bool {
    if likeness(&a.value, &b.value) != Some(Likeness::Different) {
        return false;
    }
    let around = |side: usize, fact: &Fact| Context::around(texts[side][fact.sentence], fact.phrase);
    around(0, a).fits(&around(1, b), demand(&a.value))
}

fn demand(value: &Value) -> Demand {
    match value {
        Value::Number { unit, .. } if !is_measure_stem(unit) => Demand::Some,
        _ => Demand::Much,
    }
}

/// Returns the candidates that are strictly the likeliest for both of their facts.
fn best(candidates: Vec<Dispute>) -> Vec<Dispute> {
    let mut top: [std::collections::HashMap<usize, (f64, usize)>; 2] = Default::default();
    for dispute in &candidates {
        for (side, fact) in [(0, dispute.left), (1, dispute.right)] {
            let entry = top[side].entry(fact).or_insert((f64::NEG_INFINITY, 0));
            if dispute.probability > entry.0 {
                *entry = (dispute.probability, 1);
            } else if dispute.probability == entry.0 {
                entry.1 += 1;
            }
        }
    }
    let is_best = |dispute: &Dispute| {
        top[0].get(&dispute.left) == Some(&(dispute.probability, 1))
            && top[1].get(&dispute.right) == Some(&(dispute.probability, 1))
    };
    candidates.into_iter().filter(is_best).collect()
}
