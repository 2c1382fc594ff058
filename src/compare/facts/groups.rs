//! Which facts of two documents are one fact.

use std::collections::HashMap;

use crate::compare::facts::aliases::Aliases;
use crate::compare::facts::fact::{Fact, Kind, Value};

/// Facts of both documents, grouped: first by equal folded values, then by what is joined.
pub(super) struct Groups {
    /// The group of each fact, for each side.
    of: [Vec<usize>; 2],
    /// The group each group was joined to; a root is its own.
    parent: Vec<usize>,
    /// How many groups each root stands for.
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
                if id == sides.len() {
                    sides.push([false; 2]);
                }
                sides[id][side] = true;
                id
            };
            facts[side].iter().map(group).collect()
        });
        Self { of, parent: (0..sides.len()).collect(), size: vec![1; sides.len()], sides }
    }

    /// Returns the group a fact belongs to.
    pub(super) fn root_of(&mut self, side: usize, fact: usize) -> usize {
        let root = self.root(self.of[side][fact]);
        self.of[side][fact] = root;
        root
    }

    /// Makes one group of those of a left and a right fact.
    pub(super) fn join(&mut self, left: usize, right: usize) {
        let (a, b) = (self.root_of(0, left), self.root_of(1, right));
        // The larger one keeps its root, so that no chain grows longer than the logarithm of its facts.
        let (root, joined) = if self.size[a] < self.size[b] { (b, a) } else { (a, b) };
        if root != joined {
            self.parent[joined] = root;
            self.size[root] += self.size[joined];
            let [left, right] = self.sides[joined];
            self.sides[root] = [self.sides[root][0] | left, self.sides[root][1] | right];
        }
    }

    /// Tells whether the other document has the fact too.
    pub(super) fn has_other_side(&self, side: usize, fact: usize) -> bool {
        self.sides[self.root(self.of[side][fact])][1 - side]
    }

    fn root(&self, mut group: usize) -> usize {
        while self.parent[group] != group {
            group = self.parent[group];
        }
        group
    }
}

/// Returns what makes two facts of one kind the same wherever they stand.
fn identity(value: &Value, aliases: &Aliases) -> String {
    match value {
        Value::Number { amount, unit } => format!("{} {} {unit}", amount.low, amount.high),
        Value::Percent { amount, share } => format!("{} {} {share:?}", amount.low, amount.high),
        Value::Money { amount, currency } => format!("{} {} {currency}", amount.low, amount.high),
        Value::Date(date) => format!("{date:?}"),
        Value::Time(minutes) => format!("at {minutes}"),
        Value::Designator { class, number, variant } => format!("{class} {number} {variant}"),
        Value::Name(key) | Value::Source(key) => aliases.resolve(key).to_owned(),
        Value::Quote(words) => words.clone(),
    }
}
