//! Designators of one document that are so nearly equal that one is likely a slip of the pen.
//!
//! Two are nearly equal when the letters are the same and one number is the other with a single
//! digit left out (`Su-5` beside `Su-57`), or when the letters look like one Cyrillic letter or are
//! two spellings of it (the С of `С-400` is an S) before numbers of three digits or more that have
//! all digits but one in common (`C-500` beside `S-400`). With the letters equal, a digit *changed*
//! says nothing: `S-300` and `S-400`, `A320` and `A330`, `F-15` and `F-16` are families.
//!
//! And a slip is rare while an established designator is not: the suspect stands once in its
//! document and nowhere in the other one (more often than once only with look-alike letters, and
//! beside one that both documents have, because a transliteration is kept up); the established one stands more than once or in both
//! documents, and its number has two digits or more. A series (`CT1` to `CT17`) is no row of slips:
//! no other number of its class may be as long as the suspect's.

use std::collections::HashMap;

use crate::compare::facts::fact::{Fact, Value};
use crate::compare::side::Side;

/// Returns pairs of nearly equal designators, the suspect first, each with its side.
pub(super) fn near<'a>(found: &'a [Vec<Fact>; 2]) -> Vec<(Side, &'a Fact, &'a Fact)> {
    let models = [models(&found[0]), models(&found[1])];
    let mut pairs = Vec::new();
    for (side, name) in [(0, Side::Left), (1, Side::Right)] {
        let elsewhere = |model: &Model<'a>| models[1 - side].contains_key(&model.key);
        let here = models[side].values();
        let index = Index::of(here.clone(), |model| model.count > 1 || elsewhere(model));
        let shared = Index::of(here.clone(), elsewhere);
        let near = |model: &Model<'a>| match model.count {
            1 => index.near(&model.key),
            _ => shared.look_alike(&model.key),
        };
        let suspects = here.filter(|model| !elsewhere(model));
        pairs.extend(suspects.filter_map(|model| Some((name, model.first, near(model)?))));
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

/// The fewest digits of numbers that look-alike letters may stand before.
const TWIN: usize = 3;

/// The established designators of one document, by what they might be mistaken for.
#[derive(Default)]
struct Index<'a> {
    /// By letters and number.
    exact: HashMap<(&'a str, &'a str), &'a Fact>,
    /// By letters and number less one digit.
    shortened: HashMap<(&'a str, String), &'a Fact>,
    /// By letters and number with one digit masked, for numbers long enough to have a twin.
    masked: HashMap<(&'a str, String), &'a Fact>,
    /// How many numbers of a length a class has.
    lengths: HashMap<(&'a str, usize), usize>,
}

impl<'a> Index<'a> {
    /// Returns the index of those among `models` that are established.
    fn of<'m>(models: impl Iterator<Item = &'m Model<'a>>, established: impl Fn(&Model<'a>) -> bool) -> Self
    where
        'a: 'm,
    {
        let mut index = Self::default();
        for model in models {
            let (class, number, _) = model.key;
            *index.lengths.entry((class, number.len())).or_default() += 1;
            if number.len() > 1 && established(model) {
                keep_first(&mut index.exact, (class, number), model.first);
                for short in shortened(number) {
                    keep_first(&mut index.shortened, (class, short), model.first);
                }
                for mask in masked(number) {
                    keep_first(&mut index.masked, (class, mask), model.first);
                }
            }
        }
        index
    }

    /// Returns the first established designator that `suspect` is nearly equal to.
    fn near(&self, suspect: &Key<'a>) -> Option<&'a Fact> {
        let (class, number, _) = *suspect;
        if !self.is_lone(suspect) {
            return None;
        }
        let longer = self.shortened.get(&(class, number.to_owned()));
        let shorter = shortened(number)
            .into_iter()
            .filter_map(|short| self.exact.get(&(class, short.as_str())).copied());
        first(longer.copied().into_iter().chain(shorter)).or_else(|| self.look_alike(suspect))
    }

    /// Returns the first established designator whose letters `suspect` may have confused; one of
    /// the same number before one of another.
    fn look_alike(&self, suspect: &Key<'a>) -> Option<&'a Fact> {
        let (class, number, _) = *suspect;
        if !self.is_lone(suspect) {
            return None;
        }
        first(self.twins(class, number)).or_else(|| first(self.changed(class, number)))
    }

    /// Tells whether no other number of the suspect's letters is as long: in a series none is a slip.
    fn is_lone(&self, suspect: &Key<'a>) -> bool {
        self.lengths.get(&(suspect.0, suspect.1.len())) == Some(&1)
    }

    /// Returns the designators of the same number before letters mistaken for `class`.
    fn twins(&self, class: &str, number: &'a str) -> impl Iterator<Item = &'a Fact> {
        let twins = look_alikes(class).into_iter().filter(move |_| number.len() >= TWIN);
        twins.filter_map(move |class| self.exact.get(&(class, number)).copied())
    }

    /// Returns the designators with one other digit before letters mistaken for `class`.
    fn changed(&self, class: &str, number: &str) -> impl Iterator<Item = &'a Fact> {
        let masks = masked(number);
        let of = move |class: &'static str| -> Vec<&'a Fact> {
            masks.iter().filter_map(|mask| self.masked.get(&(class, mask.clone())).copied()).collect()
        };
        look_alikes(class).into_iter().flat_map(of)
    }
}

fn first<'a>(facts: impl Iterator<Item = &'a Fact>) -> Option<&'a Fact> {
    facts.min_by_key(|fact| (fact.sentence, fact.span))
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

/// Returns `number` with each of its digits masked in turn, if it is long enough to have a twin.
fn masked(number: &str) -> Vec<String> {
    let masked = |at: usize| number.chars().enumerate().map(|(i, c)| if i == at { '*' } else { c }).collect();
    (0..number.len()).filter(|_| number.len() >= TWIN).map(masked).collect()
}

/// Latin and Cyrillic letters that look like, or are spelt for, one Cyrillic letter.
const LETTERS: [&[&str]; 7] = [
    &["c", "s", "с"],
    &["b", "v", "в"],
    &["h", "n", "н"],
    &["p", "r", "р"],
    &["x", "kh", "h", "х"],
    &["y", "u", "у"],
    &["m", "м"],
];

/// Returns the letters that are mistaken for `class`.
fn look_alikes(class: &str) -> Vec<&'static str> {
    let others = LETTERS.iter().filter(|letters| letters.contains(&class));
    others.flat_map(|letters| letters.iter().copied()).filter(|letter| *letter != class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::facts::extract::facts;

    #[test]
    fn a_digit_left_out_is_near_and_a_family_is_not() {
        let cases = [
            ("The Su-5 and the Su-57 flew. The Su-57 and the Su-30 won.", 1),
            ("An S-40 beside an S-400 beside an S-400.", 1),
            ("A C-400 beside an S-400 beside an S-400.", 1),
            ("A C-500 beside an S-400 beside an S-400.", 1),
            ("A P-800 beside an R-800 beside an R-800.", 1),
            ("A C-130 beside an S-400 beside an S-400.", 0),
            ("A C-17 beside an S-16 beside an S-16.", 0),
            ("A C-500, a C-400, an S-400 and an S-400.", 0),
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
