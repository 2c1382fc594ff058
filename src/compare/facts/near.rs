//! Designators of one document that are so nearly equal that one is likely a slip of the pen.
//!
//! Two are nearly equal when the letters are the same and one number is the other with a single
//! digit left out (`Su-5` beside `Su-57`), or when the letters are the look-alikes C and S before
//! the same number of three digits or more (the Cyrillic С of `С-400` is an S). A digit *changed*
//! says nothing: `S-300` and `S-400`, `A320` and `A330`, `F-15` and `F-16` are families.
//!
//! And a slip is rare while an established designator is not: the suspect stands once in its
//! document and nowhere in the other one; the established one stands more than once or in both
//! documents, and its number has two digits or more. A series (`CT1` to `CT17`) is no row of slips:
//! no other number of its class may be as long as the suspect's.

use std::collections::HashMap;

use super::fact::{Fact, Value};
use crate::compare::side::Side;

/// Returns pairs of nearly equal designators, the suspect first, each with its side.
pub(super) fn near(found: &[Vec<Fact>; 2]) -> Vec<(Side, &Fact, &Fact)> {
    let models = [models(&found[0]), models(&found[1])];
    let mut pairs = Vec::new();
    for (side, name) in [(0, Side::Left), (1, Side::Right)] {
        let elsewhere = |model: &Model<'_>| models[1 - side].contains_key(&model.key);
        let index = Index::of(&models[side], &elsewhere);
        let suspects = models[side].values().filter(|model| model.count == 1 && !elsewhere(model));
        pairs.extend(suspects.filter_map(|model| Some((name, model.first, index.near(&model.key)?))));
    }
    pairs.sort_by_key(|(side, suspect, _)| (*side, suspect.sentence, suspect.span));
    pairs
}

/// What tells designators apart: letters, number, variant.
type Key<'a> = (&'a str, &'a str, &'a str);

/// A designator of one document.
struct Model<'a> {
    key: Key<'a>,
    first: &'a Fact,
    count: usize,
}

fn models(facts: &[Fact]) -> HashMap<Key<'_>, Model<'_>> {
    let mut models: HashMap<Key<'_>, Model<'_>> = HashMap::new();
    for fact in facts {
        if let Value::Designator { class, number, variant } = &fact.value {
            let key = (class.as_str(), number.as_str(), variant.as_str());
            models.entry(key).or_insert(Model { key, first: fact, count: 0 }).count += 1;
        }
    }
    models
}

/// The established designators of one document, by what they might be mistaken for.
struct Index<'a> {
    /// By letters and number.
    exact: HashMap<(&'a str, &'a str), &'a Fact>,
    /// By letters and number less one digit.
    shortened: HashMap<(&'a str, String), &'a Fact>,
    /// How many numbers of a length a class has.
    lengths: HashMap<(&'a str, usize), usize>,
}

impl<'a> Index<'a> {
    fn of(models: &HashMap<Key<'a>, Model<'a>>, elsewhere: &impl Fn(&Model<'a>) -> bool) -> Self {
        let mut index = Self { exact: HashMap::new(), shortened: HashMap::new(), lengths: HashMap::new() };
        for model in models.values() {
            let (class, number, _) = model.key;
            *index.lengths.entry((class, number.len())).or_default() += 1;
            if number.len() > 1 && (model.count > 1 || elsewhere(model)) {
                keep_first(&mut index.exact, (class, number), model.first);
                for short in shortened(number) {
                    keep_first(&mut index.shortened, (class, short), model.first);
                }
            }
        }
        index
    }

    /// Returns the first established designator that `suspect` is nearly equal to.
    fn near(&self, suspect: &Key<'a>) -> Option<&'a Fact> {
        let (class, number, _) = *suspect;
        if self.lengths.get(&(class, number.len())) != Some(&1) {
            return None;
        }
        let longer = self.shortened.get(&(class, number.to_owned()));
        let shorter = shortened(number)
            .into_iter()
            .filter_map(|short| self.exact.get(&(class, short.as_str())).copied());
        let twins = look_alikes(class).iter().filter(|_| number.len() >= 3);
        let twins = twins.filter_map(|class| self.exact.get(&(*class, number)).copied());
        longer.copied().into_iter().chain(shorter).chain(twins).min_by_key(|fact| (fact.sentence, fact.span))
    }
}

/// Keeps the fact that stands first, whatever order a map gives them in.
fn keep_first<'a, K: std::hash::Hash + Eq>(map: &mut HashMap<K, &'a Fact>, key: K, fact: &'a Fact) {
    let place = |fact: &Fact| (fact.sentence, fact.span);
    let kept = map.entry(key).or_insert(fact);
    if place(fact) < place(kept) {
        *kept = fact;
    }
}

/// Returns `number` with each of its digits left out in turn.
fn shortened(number: &str) -> Vec<String> {
    let left_out = |at: usize| number.chars().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| c).collect();
    (0..number.len()).map(left_out).filter(|short: &String| !short.is_empty()).collect()
}

/// Returns the letters that are mistaken for `class`.
fn look_alikes(class: &str) -> &'static [&'static str] {
    match class {
        "c" | "с" => &["s"],
        "s" => &["c", "с"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::super::extract::facts;
    use super::*;

    #[test]
    fn a_digit_left_out_is_near_and_a_family_is_not() {
        let cases = [
            ("The Su-5 and the Su-57 flew. The Su-57 and the Su-30 won.", 1),
            ("An S-40 beside an S-400 beside an S-400.", 1),
            ("A C-400 beside an S-400 beside an S-400.", 1),
            ("An S-300 beside an S-400 beside an S-400.", 0),
            ("An F-15 beside an F-16 beside an F-16.", 0),
            ("Routes CT1, CT2, CT17 and CT17.", 0),
            ("Routes CT1, CT1 and CT10.", 0),
            ("A Su-5 beside a Su-57.", 0),
            ("A Su-5, a Su-5, a Su-57 and a Su-57.", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(near(&[facts(&[text]), Vec::new()]).len(), expected, "{text}");
        }
    }

    #[test]
    fn what_the_other_document_knows_is_no_slip() {
        let text = "The Su-5 and the Su-57 beside the Su-57.";
        assert_eq!(near(&[facts(&[text]), facts(&["The Su-5 flew."])]).len(), 0);
    }
}
