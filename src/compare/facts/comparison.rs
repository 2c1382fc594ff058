//! The facts of two documents: those that agree, differ, or are in one of them only.
//!
//! "Differs" is said only of two figures that count the same thing in surely linked sentences,
//! have no better counterpart, and are no roundings of one figure. A doubtful fact counts as one
//! document's own: a false alarm costs more trust than a missed one. Facts are one fact when their values
//! are equal, when one is the short form of the other's name ("Putin" and "Vladimir Putin"), or when
//! they are compatible and in linked sentences.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::compare::Cancelled;
use crate::compare::comparison::Side;
use crate::compare::facts::disputes::{ComparedFacts, LinkedPair, disputes};
use crate::compare::facts::extract::facts_of_both;
use crate::compare::facts::fact::{Fact, FactKind, FactValue, Measure};
use crate::compare::facts::lexicon::{WordClass, is_country, is_country_word, spelling};
use crate::compare::facts::near::near;
use crate::compare::facts::replaced::replaced;
use crate::text::Span;

/// What the two documents say about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// They give different values for the same thing.
    Differs,
    /// Two designators of one document are nearly equal; one may be a misspelling.
    Near,
    /// Both have it.
    Agree,
    /// Only the left document has it.
    OnlyLeft,
    /// Only the right document has it.
    OnlyRight,
}

impl Status {
    fn mirrored(self) -> Self {
        match self {
            Status::OnlyLeft => Status::OnlyRight,
            Status::OnlyRight => Status::OnlyLeft,
            Status::Differs | Status::Near | Status::Agree => self,
        }
    }
}

/// One occurrence of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactOccurrence {
    /// Its document.
    pub side: Side,
    /// The index of its sentence.
    pub sentence: usize,
    /// Its own characters as bytes of that sentence: "five".
    pub span: Span,
    /// The same with the counted noun: "five S-400 divisions".
    pub phrase: Span,
}

/// One fact and all its occurrences, left ones first, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ComparedFact {
    /// Its kind.
    pub kind: FactKind,
    /// What the documents say about it.
    pub status: Status,
    /// Its occurrences; for `Differs` both sides have one, for `Near` both are on one side.
    pub items: Vec<FactOccurrence>,
}

/// All facts of two documents; rows by kind, then status, then place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactComparison {
    /// The rows.
    pub rows: Vec<ComparedFact>,
}

impl FactComparison {
    /// Returns the facts with the sides exchanged, as if the documents had been given in the other order.
    pub fn mirrored(self) -> Self {
        let rows = self.rows.into_iter().map(|row| {
            let items = row.items.into_iter().map(|item| FactOccurrence { side: item.side.other(), ..item });
            ComparedFact { status: row.status.mirrored(), items: items.collect(), ..row }
        });
        Self::of(rows.collect())
    }

    /// Returns how many facts differ.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|row| row.status == Status::Differs).count()
    }

    fn of(mut rows: Vec<ComparedFact>) -> Self {
        for row in &mut rows {
            row.items.sort_unstable();
        }
        rows.sort_unstable();
        Self { rows }
    }
}

/// Returns the sentences that only one document has by how often they are among those that state a fact only
/// it has, `stated`; equal ones stay in their order.
pub fn most_telling_first(mut only: Vec<usize>, stated: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for sentence in stated {
        *counts.entry(sentence).or_default() += 1;
    }
    only.sort_by_key(|sentence| std::cmp::Reverse(counts.get(sentence).copied().unwrap_or_default()));
    only
}

/// Returns the facts of two documents, one sentence a string, whose sentences are linked by `links`.
///
/// Links with indices outside the documents are ignored. `compare_facts(b, a)` with mirrored links is
/// `compare_facts(a, b).mirrored()`. Time is linear in the sentences and links. An error as soon as the facts
/// are no longer `wanted`.
pub fn compare_facts(
    left: &[&str],
    right: &[&str],
    links: &[LinkedPair],
    wanted: &dyn Fn() -> bool,
) -> Result<FactComparison, Cancelled> {
    compare_known_facts(left, right, facts_of_both(left, right, wanted)?, links, wanted)
}

/// Returns what [`compare_facts`] does for documents whose facts, as [`facts_of_both`] returns them, are known.
pub fn compare_known_facts(
    left: &[&str],
    right: &[&str],
    facts: [Vec<Fact>; 2],
    links: &[LinkedPair],
    wanted: &dyn Fn() -> bool,
) -> Result<FactComparison, Cancelled> {
    let pair = ComparedFacts::new([left, right], facts, links);
    let mut groups = Groups::of(&pair.facts);
    let mut given = pair.facts.each_ref().map(|facts| vec![false; facts.len()]);
    for (a, b) in pair.compatible(wanted)? {
        groups.join(a, b);
        (given[0][a], given[1][b]) = (true, true);
    }
    let replaced = replaced(&pair, &|side, fact| given[side][fact], wanted)?;
    let mut disputed = [0, 1].map(|side| covered(&pair, side, &replaced));
    let settled = |side: usize, fact: usize| {
        let elsewhere = groups.has_other_side(side, fact) && pair.facts[side][fact].is_distinctive();
        given[side][fact] || elsewhere || disputed[side].contains(&fact)
    };
    let mut rows: Vec<ComparedFact> = replaced.iter().map(|[a, b]| differing(a, b)).collect();
    for (left, right) in disputes(&pair, &settled, wanted)? {
        rows.push(differing(&pair.facts[0][left], &pair.facts[1][right]));
        disputed[0].insert(left);
        disputed[1].insert(right);
    }
    rows.extend(grouped(&pair.facts, &groups, &disputed));
    rows.extend(near(&pair.facts).into_iter().map(|(side, a, b)| ComparedFact {
        kind: FactKind::Designator,
        status: Status::Near,
        items: vec![item(side, a), item(side, b)],
    }));
    Ok(FactComparison::of(rows))
}

fn differing(left: &Fact, right: &Fact) -> ComparedFact {
    let items = vec![item(Side::Left, left), item(Side::Right, right)];
    ComparedFact { kind: left.kind(), status: Status::Differs, items }
}

/// Returns the facts of a side that are, or are part of, a replaced figure.
fn covered(pair: &ComparedFacts<'_>, side: usize, replaced: &[[Fact; 2]]) -> HashSet<usize> {
    let mut covered = HashSet::new();
    for figures in replaced {
        let figure = &figures[side];
        covered.extend(pair.of(side, figure.sentence).filter(|at| {
            let fact = &pair.facts[side][*at];
            fact.span.overlaps(figure.span) && !matches!(fact.kind(), FactKind::Quote | FactKind::Source)
        }));
    }
    covered
}

/// Returns a row for each group of facts, without the disputed facts.
fn grouped(facts: &[Vec<Fact>; 2], groups: &Groups, disputed: &[HashSet<usize>; 2]) -> Vec<ComparedFact> {
    let mut rows: BTreeMap<usize, ComparedFact> = BTreeMap::new();
    for (index, side, status) in [(0, Side::Left, Status::OnlyLeft), (1, Side::Right, Status::OnlyRight)] {
        for (at, fact) in facts[index].iter().enumerate().filter(|(at, _)| !disputed[index].contains(at)) {
            let new = || ComparedFact { kind: fact.kind(), status, items: Vec::new() };
            let row = rows.entry(groups.root(index, at)).or_insert_with(new);
            row.items.push(item(side, fact));
            row.status = if row.status == status { status } else { Status::Agree };
        }
    }
    rows.into_values().collect()
}

fn item(side: Side, fact: &Fact) -> FactOccurrence {
    FactOccurrence { side, sentence: fact.sentence, span: fact.span, phrase: fact.phrase }
}

/// The groups of the facts of both documents, a union-find structure.
struct Groups {
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
    fn of(facts: &[Vec<Fact>; 2]) -> Self {
        let names = facts.iter().flatten().filter_map(|fact| match &fact.value {
            FactValue::Name(key) | FactValue::Source(key) => Some(key.as_str()),
            _ => None,
        });
        let aliases = Aliases::among(names);
        let mut ids: HashMap<(FactKind, String), usize> = HashMap::new();
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
    fn root(&self, side: usize, fact: usize) -> usize {
        let mut group = self.of[side][fact];
        while self.parent[group] != group {
            group = self.parent[group];
        }
        group
    }

    /// Joins the groups of a left and a right fact.
    fn join(&mut self, left: usize, right: usize) {
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
    fn has_other_side(&self, side: usize, fact: usize) -> bool {
        self.sides[self.root(side, fact)][1 - side]
    }
}

/// Returns the key of a fact; facts of one kind with equal keys are the same anywhere in the documents.
fn identity(value: &FactValue, aliases: &Aliases) -> String {
    match value {
        FactValue::Quantity { amount, measure: Measure::Count(unit) } => {
            format!("{} {} {unit}", amount.low, amount.high)
        }
        FactValue::Quantity { amount, measure } => format!("{} {} {measure:?}", amount.low, amount.high),
        FactValue::Date(date) => format!("{date:?}"),
        FactValue::Time(minutes) => format!("at {minutes}"),
        FactValue::Designator { class, number, variant } => format!("{class} {number} {variant}"),
        FactValue::Name(key) | FactValue::Source(key) => aliases.resolve(key).to_owned(),
        FactValue::Quote(words) => words.clone(),
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
        Some((name, last)) if WordClass::Company.has(last) => without_company(name),
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
    for initials in
        [initials(&mut words()), initials(&mut words().filter(|word| !WordClass::Grammar.has(word)))]
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
        if WordClass::Grammar.has(last) || WordClass::Grammar.has(next) || WordClass::Direction.has(last) {
            break;
        }
        let place = !after.contains(' ') && (is_country_word(after) || spelling(after) != after);
        if !(place || is_country(after) || WordClass::CommonEnding.has(after)) {
            forms.push(after.to_owned());
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn facts_that_are_no_longer_wanted_are_given_up_at_every_stage() {
        let left = ["The ferry carried 12 cars in May.", "Its crew of 9 was hurt."];
        let right = ["The ferry carried 14 cars in May.", "Its crew of 9 was not hurt."];
        let links = [(0, 0, 0.9), (1, 1, 0.9)];
        let asked = Cell::new(0);
        let up_to = |limit: usize| {
            asked.set(0);
            compare_facts(&left, &right, &links, &|| {
                asked.set(asked.get() + 1);
                asked.get() <= limit
            })
        };
        let found = up_to(usize::MAX).unwrap();
        let all = asked.get();
        // Each sentence is read twice, and each link is visited three times.
        assert_eq!((found.differing(), all), (1, 2 * 4 + 3 * 2));
        for limit in 0..all {
            assert_eq!((up_to(limit), asked.get()), (Err(Cancelled), limit + 1));
        }
        assert_eq!(up_to(all), Ok(found));
    }

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
