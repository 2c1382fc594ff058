//! The facts of two documents: those that agree, differ, or are in one of them only.
//!
//! "Differs" is said only of two figures that count the same thing in surely linked sentences,
//! have no better counterpart, and are no roundings of one figure. A doubtful fact counts as one
//! document's own: a false alarm costs more trust than a missed one.

use std::collections::{BTreeMap, HashSet};

use crate::compare::comparison::Side;
use crate::compare::facts::disputes::{Link, Pair, disputes};
use crate::compare::facts::extract::facts_of_both;
use crate::compare::facts::fact::{Fact, Kind};
use crate::compare::facts::groups::Groups;
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
pub struct Item {
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
pub struct Row {
    /// Its kind.
    pub kind: Kind,
    /// What the documents say about it.
    pub status: Status,
    /// Its occurrences; for `Differs` both sides have one, for `Near` both are on one side.
    pub items: Vec<Item>,
}

/// All facts of two documents; rows by kind, then status, then place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Ledger {
    /// Returns the ledger with the sides exchanged, as if the documents had been given in the other order.
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
/// Links with indices outside the documents are ignored. `ledger(b, a)` with mirrored links is
/// `ledger(a, b).mirrored()`. Time is linear in the sentences and links.
pub fn ledger(left: &[&str], right: &[&str], links: &[Link]) -> Ledger {
    paired(left, right, facts_of_both(left, right), links)
}

/// Returns the [`ledger`] of two documents whose facts, as [`facts_of_both`] returns them, are known.
pub fn paired(left: &[&str], right: &[&str], facts: [Vec<Fact>; 2], links: &[Link]) -> Ledger {
    let pair = Pair::new([left, right], facts, links);
    let mut groups = Groups::of(&pair.facts);
    let mut given = pair.facts.each_ref().map(|facts| vec![false; facts.len()]);
    for (a, b) in pair.compatible() {
        groups.join(a, b);
        (given[0][a], given[1][b]) = (true, true);
    }
    let replaced = replaced(&pair, &|side, fact| given[side][fact]);
    let mut disputed = [0, 1].map(|side| covered(&pair, side, &replaced));
    let settled = |side: usize, fact: usize| {
        let elsewhere = groups.has_other_side(side, fact) && pair.facts[side][fact].is_distinctive();
        given[side][fact] || elsewhere || disputed[side].contains(&fact)
    };
    let mut rows: Vec<Row> = replaced.iter().map(|[a, b]| differing(a, b)).collect();
    for (left, right) in disputes(&pair, &settled) {
        rows.push(differing(&pair.facts[0][left], &pair.facts[1][right]));
        disputed[0].insert(left);
        disputed[1].insert(right);
    }
    rows.extend(grouped(&pair.facts, &groups, &disputed));
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

/// Returns the facts of a side that are, or are part of, a replaced figure.
fn covered(pair: &Pair<'_>, side: usize, replaced: &[[Fact; 2]]) -> HashSet<usize> {
    let mut covered = HashSet::new();
    for figures in replaced {
        let figure = &figures[side];
        covered.extend(pair.of(side, figure.sentence).filter(|at| {
            let fact = &pair.facts[side][*at];
            fact.span.overlaps(figure.span) && !matches!(fact.kind(), Kind::Quote | Kind::Source)
        }));
    }
    covered
}

/// Returns a row for each group of facts, without the disputed facts.
fn grouped(facts: &[Vec<Fact>; 2], groups: &Groups, disputed: &[HashSet<usize>; 2]) -> Vec<Row> {
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (index, side, status) in [(0, Side::Left, Status::OnlyLeft), (1, Side::Right, Status::OnlyRight)] {
        for (at, fact) in facts[index].iter().enumerate().filter(|(at, _)| !disputed[index].contains(at)) {
            let new = || Row { kind: fact.kind(), status, items: Vec::new() };
            let row = rows.entry(groups.root(index, at)).or_insert_with(new);
            row.items.push(item(side, fact));
            row.status = if row.status == status { status } else { Status::Agree };
        }
    }
    rows.into_values().collect()
}

fn item(side: Side, fact: &Fact) -> Item {
    Item { side, sentence: fact.sentence, span: fact.span, phrase: fact.phrase }
}
