//! Which facts of linked sentences can be one.

use super::amount::Likeness;
use super::fact::{Fact, Value};
use super::ledger::Link;

/// The most facts of one sentence that are paired: a line of a thousand figures is a table, and
/// every one against every other would take for ever.
const MOST: usize = 64;

/// The links, with the facts of their sentences.
pub(super) struct Linked {
    /// Where the facts of each sentence begin, for each side; one more at the end.
    starts: [Vec<usize>; 2],
    /// The links whose sentences have facts.
    pub(super) links: Vec<Link>,
}

impl Linked {
    /// Returns the links of `links` between sentences that have facts.
    pub(super) fn new(found: &[Vec<Fact>; 2], links: &[Link]) -> Self {
        let starts = [starts(&found[0]), starts(&found[1])];
        let linked = Self { starts, links: Vec::new() };
        let useful = |&&(a, b, _): &&Link| !linked.of(0, a).is_empty() && !linked.of(1, b).is_empty();
        let links = links.iter().filter(useful).copied().collect();
        Self { links, ..linked }
    }

    /// Returns the indices of the facts of a sentence.
    pub(super) fn of(&self, side: usize, sentence: usize) -> std::ops::Range<usize> {
        let starts = &self.starts[side];
        match (starts.get(sentence), starts.get(sentence + 1)) {
            (Some(&start), Some(&end)) => start..end.min(start + MOST),
            _ => 0..0,
        }
    }
}

fn starts(facts: &[Fact]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(facts.last().map_or(1, |fact| fact.sentence + 2));
    for (at, fact) in facts.iter().enumerate() {
        while starts.len() <= fact.sentence {
            starts.push(at);
        }
    }
    starts.push(facts.len());
    starts
}

/// Returns the pairs of facts, left and right, that linked sentences give in compatible words.
pub(super) fn compatible(found: &[Vec<Fact>; 2], linked: &Linked) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for &(a, b, _) in &linked.links {
        for left in linked.of(0, a) {
            let fits = |&right: &usize| {
                likeness(&found[0][left].value, &found[1][right].value) == Some(Likeness::Same)
            };
            pairs.extend(linked.of(1, b).filter(fits).map(|right| (left, right)));
        }
    }
    pairs
}

/// Returns what two facts in linked sentences say about each other, or `None` when they measure
/// different things. Symmetric.
pub(super) fn likeness(a: &Value, b: &Value) -> Option<Likeness> {
    match (a, b) {
        (Value::Number { amount: a, unit: x }, Value::Number { amount: b, unit: y }) => {
            if x == y && !x.is_empty() {
                Some(a.likeness(*b))
            } else if x.is_empty() || y.is_empty() {
                a.equals(*b).then_some(Likeness::Same)
            } else {
                None
            }
        }
        (Value::Percent { amount: a, share: x }, Value::Percent { amount: b, share: y }) => {
            (x == y).then(|| a.likeness(*b))
        }
        (Value::Money { amount: a, currency: x }, Value::Money { amount: b, currency: y }) => {
            (x == y).then(|| a.likeness(*b))
        }
        (Value::Date(a), Value::Date(b)) => a.likeness(b),
        (Value::Time(a), Value::Time(b)) => Some(if a == b { Likeness::Same } else { Likeness::Unsure }),
        (Value::Designator { .. }, Value::Designator { .. }) => designators(a, b),
        _ => None,
    }
}

/// Two designators are one when one only leaves out the variant (`Su-30` for `Su-30MKI`); they
/// exclude each other when letters or number are the same and the other is not.
fn designators(a: &Value, b: &Value) -> Option<Likeness> {
    let (
        Value::Designator { class: class_a, number: a, variant: variant_a },
        Value::Designator { class: class_b, number: b, variant: variant_b },
    ) = (a, b)
    else {
        return None;
    };
    let variants = variant_a == variant_b || variant_a.is_empty() || variant_b.is_empty();
    match (class_a == class_b, a == b) {
        (true, true) if variants => Some(Likeness::Same),
        (true, true) => Some(Likeness::Unsure),
        (true, false) => Some(Likeness::Different),
        (false, true) if a.len() >= 2 && class_a.len() == class_b.len() => Some(Likeness::Different),
        _ => None,
    }
}
