//! Where the facts of two documents agree, differ, or stand alone.
//!
//! "Differs" is said only of two figures that count the same thing in surely linked sentences, that
//! nothing else pairs better with, and that no rounding reconciles. Whatever is doubtful stands
//! alone: a wrong alarm costs more trust than a missed one.

use std::collections::{BTreeMap, HashSet};

use crate::compare::facts::disputes::{disputes, paired as given};
use crate::compare::facts::extract::facts_of_both;
use crate::compare::facts::fact::{Fact, Kind, Value};
use crate::compare::facts::groups::Groups;
use crate::compare::facts::near::near;
use crate::compare::facts::pairing::{Link, Pair};
use crate::compare::facts::slots::replaced;
use crate::compare::side::Side;
use crate::text::Span;

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
    paired(left, right, facts_of_both(left, right), links)
}

/// Returns the [`ledger`] of two documents whose facts are known: as [`facts_of_both`] returns them.
pub fn paired(left: &[&str], right: &[&str], facts: [Vec<Fact>; 2], links: &[Link]) -> Ledger {
    let pair = Pair::new([left, right], facts, links);
    let mut groups = Groups::of(&pair.facts);
    for (a, b) in pair.compatible() {
        groups.join(a, b);
    }
    let given = given(&pair);
    let replaced = replaced(&pair, &|side, fact| given[side][fact]);
    let mut disputed = [0, 1].map(|side| covered(&pair, side, &replaced));
    let settled = |side: usize, fact: usize| {
        let elsewhere = groups.has_other_side(side, fact) && is_distinctive(&pair.facts[side][fact]);
        given[side][fact] || elsewhere || disputed[side].contains(&fact)
    };
    let mut rows: Vec<Row> = replaced.iter().map(|[a, b]| differing(a, b)).collect();
    for dispute in disputes(&pair, &settled) {
        rows.push(differing(&pair.facts[0][dispute.left], &pair.facts[1][dispute.right]));
        disputed[0].insert(dispute.left);
        disputed[1].insert(dispute.right);
    }
    rows.extend(alone_or_agreed(&pair.facts, &mut groups, &disputed));
    rows.extend(near(&pair.facts).into_iter().map(|(side, a, b)| Row {
        kind: Kind::Designator,
        status: Status::Near,
        items: vec![item(side, a), item(side, b)],
    }));
    Ledger::of(rows)
}

fn differing(left: &Fact, right: &Fact) -> Row {
    let items = vec![item(Side::Left, left), item(Side::Right, right)];
    Row { kind: left.kind(), status: Status::Differs, items }
}

/// Returns the facts of a side that are, or are part of, a figure that stands in another's place.
fn covered(pair: &Pair<'_>, side: usize, replaced: &[[Fact; 2]]) -> HashSet<usize> {
    let figures = replaced.iter().map(|figures| &figures[side]);
    let over = |figure: &Fact| {
        let (sentence, span) = (figure.sentence, figure.span);
        let facts = &pair.facts[side];
        let inside = move |at: &usize| {
            let fact = &facts[*at];
            fact.span.overlaps(span) && !matches!(fact.kind(), Kind::Quote | Kind::Source)
        };
        pair.of(side, sentence).filter(inside)
    };
    figures.flat_map(over).collect()
}

/// Returns a row for each group of facts, without the facts under dispute.
fn alone_or_agreed(facts: &[Vec<Fact>; 2], groups: &mut Groups, disputed: &[HashSet<usize>; 2]) -> Vec<Row> {
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (index, side) in [(0, Side::Left), (1, Side::Right)] {
        let open = |at: &usize| !disputed[index].contains(at);
        for (at, fact) in facts[index].iter().enumerate().filter(|(at, _)| open(at)) {
            let fresh = || Row { kind: fact.kind(), status: Status::Agree, items: Vec::new() };
            rows.entry(groups.root_of(index, at)).or_insert_with(fresh).items.push(item(side, fact));
        }
    }
    rows.into_values().map(|row| Row { status: status(&row.items), ..row }).collect()
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

fn status(items: &[Item]) -> Status {
    let on = |side: Side| items.iter().any(|item| item.side == side);
    match (on(Side::Left), on(Side::Right)) {
        (true, true) => Status::Agree,
        (true, false) => Status::OnlyLeft,
        _ => Status::OnlyRight,
    }
}
