//! Which names of two documents are one: "Putin" and "Vladimir Putin", "CAATSA" and its long form.
//!
//! Asked of both documents at once, because the second account often gives only the short form.
//! A short form with two candidates stays a name of its own.

use std::collections::{HashMap, HashSet};

use crate::compare::facts::lexicon::{is_company, is_direction, is_grammar};
use crate::compare::facts::spellings::{is_country, is_country_word, spelling};

/// The full form of every name that has a longer one.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    full: HashMap<String, String>,
}

impl Aliases {
    /// Returns the aliases among all `keys` of both documents, in time linear in their words.
    pub(super) fn among<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let names: HashSet<&str> = keys.map(bare).collect();
        let mut longer: HashMap<String, Candidate<'_>> = HashMap::new();
        for &name in names.iter().filter(|name| name.contains(' ')) {
            for short in short_forms(name) {
                longer.entry(short).and_modify(|found| found.add(name)).or_insert(Candidate::One(name));
            }
        }
        let full = names.iter().filter_map(|&name| match longer.get(name)? {
            Candidate::One(full) if *full != name => Some((name.to_owned(), (*full).to_owned())),
            _ => None,
        });
        Self { full: full.collect() }
    }

    /// Returns the fullest form of `key`.
    pub(super) fn resolve<'a>(&'a self, key: &'a str) -> &'a str {
        let mut name = bare(key);
        // A full form can have a fuller one ("ministry of defence" behind an acronym); each step
        // adds words, so that a few suffice and no circle can keep us.
        for _ in 0..3 {
            match self.full.get(name) {
                Some(full) => name = full,
                None => break,
            }
        }
        name
    }
}

/// The full forms found for a short one.
enum Candidate<'a> {
    One(&'a str),
    Several,
}

impl<'a> Candidate<'a> {
    fn add(&mut self, name: &'a str) {
        *self = match self {
            // Of two forms that end alike the longer one is the same name with more said.
            Candidate::One(known) if name.ends_with(*known) => Candidate::One(name),
            Candidate::One(known) if known.ends_with(name) => return,
            _ => Candidate::Several,
        };
    }
}

/// Returns `key` without "Corporation", "Ltd" and the like at its end.
fn bare(key: &str) -> &str {
    match key.rsplit_once(' ') {
        Some((name, last)) if is_company(last) => bare(name),
        _ => key,
    }
}

/// Returns the ways a name of several words is shortened: its last words, its initials.
fn short_forms(name: &str) -> Vec<String> {
    let mut forms = endings(name);
    let words = || name.split([' ', '-']);
    let letters = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    for initials in [letters(&mut words()), letters(&mut words().filter(|word| !is_grammar(word)))] {
        if initials.chars().count() >= 3 && !forms.contains(&initials) {
            forms.push(initials);
        }
    }
    forms
}

/// Returns the ends of `name` that can stand for it. What follows "of" cannot ("Times of India" is
/// not India), nor what a compass word or "New" makes another place of.
fn endings(name: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for (at, _) in name.match_indices(' ') {
        let (before, after) = (&name[..at], &name[at + 1..]);
        let last = before.rsplit(' ').next().unwrap_or_default();
        if is_grammar(last) || is_grammar(after.split(' ').next().unwrap_or_default()) || is_direction(last) {
            break;
        }
        let place = !after.contains(' ') && (is_country_word(after) || spelling(after) != after);
        if !(place || is_country(after) || is_common(after)) {
            forms.push(after.to_owned());
        }
    }
    forms
}

/// Tells whether a last word is too common to stand for a longer name.
fn is_common(last: &str) -> bool {
    matches!(
        last,
        "states" | "kingdom" | "nations" | "union" | "times" | "post" | "news" | "today" | "city" | "street"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_find_their_full_name() {
        let names = [
            "vladimir putin",
            "putin",
            "times of india",
            "india",
            "countering america adversaries through sanctions act",
            "caatsa",
            "ministry of defence",
            "india ministry of defence",
            "sukhoi",
            "sukhoi corporation",
            "south asia",
            "asia",
            "john smith",
            "jane smith",
            "smith",
            "united states",
            "iaf",
            "india air force",
        ];
        let aliases = Aliases::among(names.into_iter());
        let cases = [
            ("putin", "vladimir putin"),
            ("india", "india"),
            ("caatsa", "countering america adversaries through sanctions act"),
            ("ministry of defence", "india ministry of defence"),
            ("sukhoi corporation", "sukhoi"),
            ("asia", "asia"),
            ("smith", "smith"),
            ("iaf", "india air force"),
        ];
        for (name, full) in cases {
            assert_eq!(aliases.resolve(name), full, "{name}");
        }
    }
}
