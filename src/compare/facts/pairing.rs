//! Which facts of linked sentences can be one.

use std::ops::Range;

use crate::compare::facts::amount::Likeness;
use crate::compare::facts::fact::{Fact, Value};
use crate::compare::facts::spellings::spelling;

/// A linked pair of sentences: the left one, the right one, and the probability that they say the same.
pub type Link = (usize, usize, f64);

/// The most facts of one sentence that are paired: a line of a thousand figures is a table, and
/// every one against every other would take for ever.
const MOST: usize = 64;

/// Two documents with their facts and the links between their sentences.
pub(super) struct Pair<'a> {
    /// The sentences of each side.
    texts: [&'a [&'a str]; 2],
    /// The facts of each side.
    pub(super) facts: [Vec<Fact>; 2],
    /// Where the facts of each sentence begin, for each side; one more at the end.
    starts: [Vec<usize>; 2],
    /// The links between sentences that have facts.
    pub(super) links: Vec<Link>,
    /// All links between sentences.
    pub(super) all: Vec<Link>,
}

impl<'a> Pair<'a> {
    /// Returns the pair with these facts of both documents; links that lead outside are left out.
    pub(super) fn new(texts: [&'a [&'a str]; 2], facts: [Vec<Fact>; 2], links: &[Link]) -> Self {
        let starts = [starts(&facts[0]), starts(&facts[1])];
        let mut pair = Self { texts, facts, starts, links: Vec::new(), all: Vec::new() };
        let useful = |&&(a, b, _): &&Link| !pair.of(0, a).is_empty() && !pair.of(1, b).is_empty();
        let all = links.iter().filter(|(a, b, _)| *a < texts[0].len() && *b < texts[1].len());
        pair.links = links.iter().filter(useful).copied().collect();
        pair.all = all.copied().collect();
        pair
    }

    /// Returns the indices of the facts of a sentence.
    pub(super) fn of(&self, side: usize, sentence: usize) -> Range<usize> {
        let starts = &self.starts[side];
        match (starts.get(sentence), starts.get(sentence + 1)) {
            (Some(&start), Some(&end)) => start..end.min(start + MOST),
            _ => 0..0,
        }
    }

    /// Returns the value of a fact.
    pub(super) fn value(&self, side: usize, fact: usize) -> &Value {
        &self.facts[side][fact].value
    }

    /// Returns the sentence a fact stands in.
    pub(super) fn sentence(&self, side: usize, fact: &Fact) -> &'a str {
        self.text(side, fact.sentence)
    }

    /// Returns a sentence.
    pub(super) fn text(&self, side: usize, sentence: usize) -> &'a str {
        self.texts[side].get(sentence).copied().unwrap_or_default()
    }

    /// Returns the pairs of facts, left and right, that linked sentences give in compatible words.
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
    pub(super) fn likeness(&self, left: usize, right: usize) -> Option<Likeness> {
        likeness(self.value(0, left), self.value(1, right))
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

/// Returns what two facts in linked sentences say about each other, or `None` when they measure
/// different things. Symmetric.
pub(super) fn likeness(a: &Value, b: &Value) -> Option<Likeness> {
    match (a, b) {
        (Value::Number { amount: a, unit: x }, Value::Number { amount: b, unit: y }) => {
            if x.is_empty() || y.is_empty() {
                return a.equals(*b).then_some(Likeness::Same);
            }
            (x == y).then(|| a.likeness(*b))
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
        (Value::Quote(a), Value::Quote(b)) => quotations(a, b),
        _ => None,
    }
}

/// Two designators are one when one only leaves out the variant (`Su-30` for `Su-30MKI`); they
/// exclude each other when either letters or number are the same.
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

/// The most words on either side by which two wordings of one quotation differ, and the most
/// words of a quotation that are looked at.
const REWORDED: usize = 3;
const QUOTED: usize = 200;

/// The fewest words that are a sentence of somebody's and no phrase that many use.
const SENTENCE: usize = 6;

/// Two quotations are one when one is a part of the other; they are different wordings of one when
/// a few words of it are others and twice as many are not.
fn quotations(a: &str, b: &str) -> Option<Likeness> {
    let part = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    if part(a, b) || part(b, a) {
        return Some(Likeness::Same);
    }
    let [a, b]: [Vec<&str>; 2] = [a, b].map(|words| words.split(' ').take(QUOTED).map(spelling).collect());
    if a.len().abs_diff(b.len()) > REWORDED {
        return None;
    }
    let common = common(&a, &b);
    if common == a.len() && common == b.len() {
        return Some(Likeness::Same);
    }
    if a.len() < SENTENCE || b.len() < SENTENCE {
        return is_respelt(&a, &b).then_some(Likeness::Different);
    }
    let changed = a.len().max(b.len()) - common;
    (changed <= REWORDED && common >= 2 * changed).then_some(Likeness::Different)
}

/// Tells whether two short quotations differ in the form of one word: "cannot" beside "can't".
fn is_respelt(a: &[&str], b: &[&str]) -> bool {
    let begins_alike = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= 3;
    let mut changed = a.iter().zip(b).filter(|(a, b)| a != b);
    let first = changed.next().is_some_and(|(a, b)| begins_alike(a, b));
    a.len() == b.len() && first && changed.next().is_none()
}

/// Returns how many words two sequences have in common, in order.
fn common(a: &[&str], b: &[&str]) -> usize {
    let mut best = vec![0; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word == other { diagonal + 1 } else { above.max(best[at]) };
            diagonal = above;
        }
    }
    best[b.len()]
}
