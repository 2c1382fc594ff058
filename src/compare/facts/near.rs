//! Designators of one document that are so nearly equal that one is likely a misspelling.
//!
//! Two are nearly equal when the letters are the same and one number is the other with a single
//! digit left out (`Su-5` beside `Su-57`), or when the letters look like one Cyrillic letter or are
//! two spellings of it (the С of `С-400` is an S) before numbers of three digits or more that
//! differ in one digit at most (`C-500` beside `S-400`). With equal letters a changed digit
//! says nothing: `S-300` and `S-400`, `A320` and `A330`, `F-15` and `F-16` are families.
//!
//! A misspelling is rare while an established designator is not: the suspect occurs once in its
//! document and not in the other one (more often only with look-alike letters, and beside one that
//! both documents have, because a transliteration is repeated); the established one occurs more
//! than once or in both documents, and its number has two digits or more. In a series (`CT1` to
//! `CT17`) none is a misspelling: no other number of its class may be as long as the suspect's.

use std::collections::{BTreeMap, HashMap};

use crate::compare::comparison::Side;
use crate::compare::facts::fact::{Fact, FactValue};

/// The fewest digits of numbers behind look-alike letters.
const LOOK_ALIKE_DIGITS: usize = 3;

/// A document with more designators than this is a list of parts, and none is suspected; all
/// others are compared pair by pair.
const MOST: usize = 1_000;

/// Latin and Cyrillic letters that look like, or are transliterated from, one Cyrillic letter.
const LOOK_ALIKES: [&[&str]; 7] = [
    &["c", "s", "с"],
    &["b", "v", "в"],
    &["h", "n", "н"],
    &["p", "r", "р"],
    &["x", "kh", "h", "х"],
    &["y", "u", "у"],
    &["m", "м"],
];

/// The letters, the number and the variant of a designator.
type DesignatorKey<'a> = (&'a str, &'a str, &'a str);

/// A designator of one document: its first fact and how many there are.
type Designators<'a> = BTreeMap<DesignatorKey<'a>, (&'a Fact, usize)>;

/// Returns pairs of nearly equal designators, the suspect first, each with its side.
pub(super) fn near(facts: &[Vec<Fact>; 2]) -> Vec<(Side, &Fact, &Fact)> {
    let designators = [designators(&facts[0]), designators(&facts[1])];
    let mut pairs = Vec::new();
    for (side, name) in [(0, Side::Left), (1, Side::Right)] {
        let [here, there] = [&designators[side], &designators[1 - side]];
        if here.len() > MOST {
            continue;
        }
        let mut lengths: HashMap<(&str, usize), usize> = HashMap::new();
        for (class, number, _) in here.keys() {
            *lengths.entry((*class, number.len())).or_default() += 1;
        }
        let suspects =
            here.iter().filter(|(key, _)| !there.contains_key(*key) && lengths[&(key.0, key.1.len())] == 1);
        for (suspect, (fact, count)) in suspects {
            let once = *count == 1;
            let established = here.iter().filter(|(key, (_, count))| {
                key.1.len() > 1 && ((once && *count > 1) || there.contains_key(*key))
            });
            let near = established.filter_map(|(key, (fact, _))| Some((rank(suspect, key, once)?, *fact)));
            let first = near.min_by_key(|(rank, fact)| (*rank, fact.sentence, fact.span));
            pairs.extend(first.map(|(_, established)| (name, *fact, established)));
        }
    }
    pairs.sort_by_key(|(side, suspect, _)| (*side, suspect.sentence, suspect.span));
    pairs
}

fn designators(facts: &[Fact]) -> Designators<'_> {
    let mut found = Designators::new();
    for fact in facts {
        if let FactValue::Designator { class, number, variant } = &fact.value {
            found.entry((class, number, variant)).or_insert((fact, 0)).1 += 1;
        }
    }
    found
}

/// Returns how near a suspect is to an established designator: 0 with a digit left out, which only
/// suspects that occur `once` can have, 1 with look-alike letters, 2 with a changed digit besides.
fn rank(suspect: &DesignatorKey<'_>, established: &DesignatorKey<'_>, once: bool) -> Option<u8> {
    let (a, b) = (suspect.1, established.1);
    if suspect.0 == established.0 {
        return (once && (lacks_digit(a, b) || lacks_digit(b, a))).then_some(0);
    }
    let look_alike =
        LOOK_ALIKES.iter().any(|letters| letters.contains(&suspect.0) && letters.contains(&established.0));
    let changed = a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count();
    let comparable = look_alike && a.len() == b.len() && a.len() >= LOOK_ALIKE_DIGITS;
    (comparable && changed <= 1).then_some(1 + changed as u8)
}

/// Tells whether `short` is `long` with one digit left out.
fn lacks_digit(short: &str, long: &str) -> bool {
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    !short.is_empty() && short.len() + 1 == long.len() && short[same..] == long[same + 1..]
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
    fn a_designator_of_both_documents_is_no_misspelling() {
        let text = "The Su-5 and the Su-57 beside the Su-57.";
        assert_eq!(near(&[facts(&[text]), facts(&["The Su-5 flew."])]).len(), 0);
    }
}
