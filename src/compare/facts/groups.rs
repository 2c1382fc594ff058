//! Groups of facts that are one fact: equal values, short and full forms of one name ("Putin" and
//! "Vladimir Putin", "CAATSA" and its long form), and compatible values in linked sentences.

use std::collections::{HashMap, HashSet};

use crate::compare::facts::fact::{Fact, Kind, Measure, Value};
use crate::compare::facts::lexicon::{Class, is_country, is_country_word, spelling};

/// The groups of the facts of both documents, a union-find structure.
pub(super) struct Groups {
    /// The group of each fact, for each side.
    of: [Vec<usize>; 2],
    /// The group that each group was joined to; a root is its own.
    parent: Vec<usize>,
    /// How many groups each root contains.
    size: Vec<usize>,
    /// Whether each root has facts on the left and on the right.
    sides: Vec<[bool; 2]>,
}

impl Groups {
    /// Groups the facts whose folded values are equal.
    pub(super) fn of(facts: &[Vec<Fact>; 2]) -> Self {
        let names = facts.iter().flatten().filter_map(|fact| match &fact.value {
            Value::Name(key) | Value::Source(key) => Some(key.as_str()),
            _ => None,
        });
        let aliases = Aliases::among(names);
        let mut ids: HashMap<(Kind, String), usize> = HashMap::new();
        let mut sides: Vec<[bool; 2]> = Vec::new();
        let of = [0, 1].map(|side| {
            let group = |fact: &Fact| {
                let id = *ids.entry((fact.kind(), identity(&fact.value, &aliases))).or_insert(sides.len());
                sides.resize(sides.len().max(id + 1), [false; 2]);
                sides[id][side] = true;
                id
            };
            facts[side].iter().map(group).collect()
        });
        Self { of, parent: (0..sides.len()).collect(), size: vec![1; sides.len()], sides }
    }

    /// Returns the root of the group of a fact.
    pub(super) fn root(&self, side: usize, fact: usize) -> usize {
        let mut group = self.of[side][fact];
        while self.parent[group] != group {
            group = self.parent[group];
        }
        group
    }

    /// Makes one group of those of a left and a right fact.
    pub(super) fn join(&mut self, left: usize, right: usize) {
        let (a, b) = (self.root(0, left), self.root(1, right));
        // The larger one keeps its root, so that no chain grows longer than the logarithm of its facts.
        let (root, joined) = if self.size[a] < self.size[b] { (b, a) } else { (a, b) };
        if root != joined {
            self.parent[joined] = root;
            self.size[root] += self.size[joined];
            self.sides[root] = [0, 1].map(|side| self.sides[root][side] || self.sides[joined][side]);
        }
    }

    /// Tells whether the other document has the fact too.
    pub(super) fn has_other_side(&self, side: usize, fact: usize) -> bool {
        self.sides[self.root(side, fact)][1 - side]
    }
}

/// Returns what makes two facts of one kind the same anywhere in the documents.
fn identity(value: &Value, aliases: &Aliases) -> String {
    match value {
        Value::Quantity { amount, measure: Measure::Count(unit) } => {
            format!("{} {} {unit}", amount.low, amount.high)
        }
        Value::Quantity { amount, measure } => format!("{} {} {measure:?}", amount.low, amount.high),
        Value::Date(date) => format!("{date:?}"),
        Value::Time(minutes) => format!("at {minutes}"),
        Value::Designator { class, number, variant } => format!("{class} {number} {variant}"),
        Value::Name(key) | Value::Source(key) => aliases.resolve(key).to_owned(),
        Value::Quote(words) => words.clone(),
    }
}

/// The full form of every name that has a longer one.
///
/// It comes from both documents at once, because the second account often gives only the short
/// form. A short form with two candidates stays a name of its own.
#[derive(Debug, Default)]
struct Aliases {
    full: HashMap<String, String>,
}

impl Aliases {
    /// Returns the aliases among all `keys` of both documents, in time linear in their words.
    fn among<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let names: HashSet<&str> = keys.map(without_company).collect();
        // The full form of each short one; `None` when there are several.
        let mut longer: HashMap<String, Option<&str>> = HashMap::new();
        for &name in names.iter().filter(|name| name.contains(' ')) {
            for short in short_forms(name) {
                let full = longer.entry(short).or_insert(Some(name));
                // Of two forms that end alike the longer one is the same name with more said.
                *full = match *full {
                    Some(known) if name.ends_with(known) => Some(name),
                    Some(known) if known.ends_with(name) => Some(known),
                    _ => None,
                };
            }
        }
        let full = names.iter().filter_map(|&name| {
            let full = longer.get(name).copied().flatten().filter(|full| *full != name)?;
            Some((name.to_owned(), full.to_owned()))
        });
        Self { full: full.collect() }
    }

    /// Returns the fullest form of `key`.
    fn resolve<'a>(&'a self, key: &'a str) -> &'a str {
        let mut name = without_company(key);
        // A full form can have a fuller one ("ministry of defence" behind an acronym); three steps
        // suffice, and the limit ends a cycle.
        for _ in 0..3 {
            name = self.full.get(name).map_or(name, String::as_str);
        }
        name
    }
}

/// Returns `key` without "Corporation", "Ltd" and the like at its end.
fn without_company(key: &str) -> &str {
    match key.rsplit_once(' ') {
        Some((name, last)) if Class::Company.has(last) => without_company(name),
        _ => key,
    }
}

/// Returns the short forms of a name of several words: its last words, its initials.
fn short_forms(name: &str) -> Vec<String> {
    let mut forms = endings(name);
    let initials = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    let words = || name.split([' ', '-']);
    for initials in [initials(&mut words()), initials(&mut words().filter(|word| !Class::Grammar.has(word)))]
    {
        if initials.chars().count() >= 3 && !forms.contains(&initials) {
            forms.push(initials);
        }
    }
    forms
}

/// Returns the ends of `name` that can mean it. The words behind "of" cannot ("Times of India" is
/// not India), nor those that a compass word or "New" makes another place of.
fn endings(name: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for (at, _) in name.match_indices(' ') {
        let (before, after) = (&name[..at], &name[at + 1..]);
        let last = before.rsplit(' ').next().unwrap_or_default();
        let next = after.split(' ').next().unwrap_or_default();
        if Class::Grammar.has(last) || Class::Grammar.has(next) || Class::Direction.has(last) {
            break;
        }
        let place = !after.contains(' ') && (is_country_word(after) || spelling(after) != after);
        if !(place || is_country(after) || Class::CommonEnding.has(after)) {
            forms.push(after.to_owned());
        }
    }
    forms
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
