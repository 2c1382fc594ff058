//! Where the facts of two documents agree, differ, or stand alone.
//!
//! "Differs" is said only of two figures that count the same thing in surely linked sentences, that
//! nothing else pairs better with, and that no rounding reconciles. Whatever is doubtful stands
//! alone: a wrong alarm costs more trust than a missed one.

use std::collections::BTreeMap;

use super::aliases::Aliases;
use super::disputes::{Dispute, disputes};
use super::extract::facts;
use super::fact::{Fact, Kind, Value};
use super::near::near;
use super::pairing::{Linked, compatible};
use crate::compare::side::Side;
use crate::text::Span;

/// A linked pair of sentences: the left one, the right one, and the probability that they say the same.
pub type Link = (usize, usize, f64);

/// What the two documents say about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// They give different values for the same thing.
    Differs,
    /// Two designators of one document are nearly equal; one may be a slip.
    Near,
    /// Both give it.
    Agree,
    /// Only the left document gives it.
    OnlyLeft,
    /// Only the right document gives it.
    OnlyRight,
}

impl Status {
    fn mirrored(self) -> Self {
        match self {
            Status::OnlyLeft => Status::OnlyRight,
            Status::OnlyRight => Status::OnlyLeft,
            same => same,
        }
    }
}

/// One place where a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// In which document.
    pub side: Side,
    /// In which of its sentences, from 0.
    pub sentence: usize,
    /// Its own characters as bytes of that sentence: "five".
    pub span: Span,
    /// The same with what is counted: "five S-400 divisions".
    pub phrase: Span,
}

/// One fact and every place where it stands, left ones first, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// What kind of fact.
    pub kind: Kind,
    /// What the documents say about it.
    pub status: Status,
    /// The places; for `Differs` both sides have one, for `Near` both are on one side.
    pub items: Vec<Item>,
}

/// All facts of two documents; rows by kind, then status, then place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Ledger {
    /// Returns the ledger with the sides exchanged, as if the documents had been given the other way round.
    pub fn mirrored(self) -> Self {
        let rows = self.rows.into_iter().map(|row| {
            let items = row.items.into_iter().map(|item| Item { side: item.side.other(), ..item });
            Row { status: row.status.mirrored(), items: items.collect(), ..row }
        });
        Self::of(rows.collect())
    }

    /// Returns how many facts differ.
    pub fn differing(&self) -> usize {
        self.rows.iter().filter(|row| row.status == Status::Differs).count()
    }

    fn of(mut rows: Vec<Row>) -> Self {
        for row in &mut rows {
            row.items.sort_unstable();
        }
        rows.sort_unstable();
        Self { rows }
    }
}

/// Returns the ledger of two documents, one sentence a string, whose sentences are linked by `links`.
///
/// Links with indices outside the documents are ignored. `ledger(b, a)` with the links turned round
/// is `ledger(a, b).mirrored()`. Time is linear in the sentences and links.
pub fn ledger(left: &[&str], right: &[&str], links: &[Link]) -> Ledger {
    let texts = [left, right];
    let found = [facts(left), facts(right)];
    let linked = Linked::new(&found, links);
    let mut groups = Groups::new(&found);
    for (a, b) in compatible(&found, &linked) {
        let (a, b) = (groups.of[0][a], groups.of[1][b]);
        groups.join(a, b);
    }
    let settled =
        |side: usize, fact: usize| groups.has_other_side(side, fact) && is_distinctive(&found[side][fact]);
    let disputes = disputes(&texts, &found, &linked, &settled);
    let mut rows: Vec<Row> = disputes.iter().map(|dispute| differs(&found, dispute)).collect();
    rows.extend(groups.rows(&found, &disputes));
    rows.extend(near(&found).map(|(side, a, b)| {
        let items = vec![item(side, a), item(side, b)];
        Row { kind: Kind::Designator, status: Status::Near, items }
    }));
    Ledger::of(rows)
}

fn differs(found: &[Vec<Fact>; 2], dispute: &Dispute) -> Row {
    let (a, b) = (&found[0][dispute.left], &found[1][dispute.right]);
    Row { kind: a.kind(), status: Status::Differs, items: vec![item(Side::Left, a), item(Side::Right, b)] }
}

fn item(side: Side, fact: &Fact) -> Item {
    Item { side, sentence: fact.sentence, span: fact.span, phrase: fact.phrase }
}

/// Tells whether an equal fact anywhere in the other document is surely the same one.
fn is_distinctive(fact: &Fact) -> bool {
    match &fact.value {
        Value::Number { amount, unit } => amount.low >= 100.0 || (amount.low > 12.0 && !unit.is_empty()),
        Value::Percent { amount, .. } => amount.low.fract() != 0.0 || amount.low > 12.0,
        Value::Date(date) => date.year.is_some() || (date.month.is_some() && date.day.is_some()),
        Value::Time(_) => false,
        _ => true,
    }
}

/// Facts of both documents that are one, by union of groups.
struct Groups {
    /// The group of each fact, for each side.
    of: [Vec<usize>; 2],
    /// The group each group was joined to; a root is its own.
    parent: Vec<usize>,
    /// Whether each root has facts on the left and on the right.
    sides: Vec<[bool; 2]>,
}

impl Groups {
    /// Groups the facts whose folded values are equal.
    fn new(found: &[Vec<Fact>; 2]) -> Self {
        let names = found.iter().flatten().filter_map(|fact| match &fact.value {
            Value::Name(key) | Value::Source(key) => Some(key.as_str()),
            _ => None,
        });
        let aliases = Aliases::among(names);
        let mut ids: BTreeMap<(Kind, String), usize> = BTreeMap::new();
        let mut sides: Vec<[bool; 2]> = Vec::new();
        let of = [0, 1].map(|side| {
            let group = |fact: &Fact| {
                let fresh = ids.len();
                let id = *ids.entry((fact.kind(), identity(&fact.value, &aliases))).or_insert(fresh);
                sides.resize(sides.len().max(id + 1), [false; 2]);
                sides[id][side] = true;
                id
            };
            found[side].iter().map(group).collect()
        });
        Self { of, parent: (0..sides.len()).collect(), sides }
    }

    fn root(&self, mut group: usize) -> usize {
        while self.parent[group] != group {
            group = self.parent[group];
        }
        group
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parent[b] = a;
            self.sides[a] = [self.sides[a][0] | self.sides[b][0], self.sides[a][1] | self.sides[b][1]];
        }
    }

    fn has_other_side(&self, side: usize, fact: usize) -> bool {
        self.sides[self.root(self.of[side][fact])][1 - side]
    }

    /// Returns a row for each group, without the facts under dispute.
    fn rows(&self, found: &[Vec<Fact>; 2], disputes: &[Dispute]) -> Vec<Row> {
        let mut items: Vec<Vec<Item>> = vec![Vec::new(); self.parent.len()];
        let mut kinds: Vec<Option<Kind>> = vec![None; self.parent.len()];
        let disputed: [std::collections::HashSet<usize>; 2] =
            [disputes.iter().map(|d| d.left).collect(), disputes.iter().map(|d| d.right).collect()];
        for (side, name) in [(0, Side::Left), (1, Side::Right)] {
            for (at, fact) in found[side].iter().enumerate().filter(|(at, _)| !disputed[side].contains(at)) {
                let root = self.root(self.of[side][at]);
                items[root].push(item(name, fact));
                kinds[root] = Some(fact.kind());
            }
        }
        let row = |(items, kind): (Vec<Item>, Option<Kind>)| {
            Some(Row { kind: kind?, status: status(&items), items })
        };
        items.into_iter().zip(kinds).filter_map(row).collect()
    }
}

fn status(items: &[Item]) -> Status {
    let on = |side: Side| items.iter().any(|item| item.side == side);
    match (on(Side::Left), on(Side::Right)) {
        (true, true) => Status::Agree,
        (true, false) => Status::OnlyLeft,
        _ => Status::OnlyRight,
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
