//! The rows of the results of a search, and their order.
//!
//! Rows under the heading of their document are not stored one by one: a search for a common word
//! finds millions. Only the number of each document's first row is kept.

use crate::tasks::{HitGroup, HitLine};

/// The order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitOrder {
    /// Document by document, as the list has them.
    Document,
    /// Document by document, the one with the most hits first.
    Total,
    /// Hit by hit, by the words right of it.
    Right,
    /// Hit by hit, by the words left of it, the nearest first.
    Left,
}

impl HitOrder {
    /// Returns the description of the order.
    pub fn words(self) -> &'static str {
        match self {
            HitOrder::Document => "by document",
            HitOrder::Total => "most hits first",
            HitOrder::Right => "by the words right of the hit",
            HitOrder::Left => "by the words left of the hit",
        }
    }
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchRow {
    /// The heading of a document, by its group.
    Heading(usize),
    /// A hit, by its group and its line in it.
    Hit(usize, usize),
    /// The number of hits of a document that are not shown, by its group.
    More(usize, usize),
}

impl SearchRow {
    /// Returns the group it belongs to.
    pub fn group(self) -> usize {
        match self {
            SearchRow::Heading(group) | SearchRow::Hit(group, _) | SearchRow::More(group, _) => group,
        }
    }
}

/// The rows in their order.
#[derive(Clone, Debug)]
pub struct HitRows {
    order: HitOrder,
    /// The groups in the order shown.
    groups: Vec<usize>,
    /// The first row of each of them, and after the last one how many rows there are.
    starts: Vec<usize>,
    /// The hits, by group and line, in an order without headings of documents.
    hits: Vec<(usize, usize)>,
}

impl HitRows {
    /// Returns no rows in this order.
    pub(crate) fn new(order: HitOrder) -> Self {
        Self { order, groups: Vec::new(), starts: vec![0], hits: Vec::new() }
    }

    /// Returns the order.
    pub fn order(&self) -> HitOrder {
        self.order
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        if self.is_by_document() { self.starts.last().copied().unwrap_or(0) } else { self.hits.len() }
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Tells whether hits are shown below the heading of their document.
    pub fn is_by_document(&self) -> bool {
        matches!(self.order, HitOrder::Document | HitOrder::Total)
    }

    /// Returns the row of this number, counted from 0.
    pub fn get(&self, at: usize, groups: &[HitGroup]) -> Option<SearchRow> {
        if !self.is_by_document() {
            return self.hits.get(at).map(|(group, line)| SearchRow::Hit(*group, *line));
        }
        let place = self.place(at)?;
        let group = self.groups[place];
        let found = groups.get(group)?;
        Some(match at - self.starts[place] {
            0 => SearchRow::Heading(group),
            line if line <= found.found.lines.len() => SearchRow::Hit(group, line - 1),
            _ => SearchRow::More(group, found.more()),
        })
    }

    /// Returns the place of the group that holds a row.
    fn place(&self, at: usize) -> Option<usize> {
        (at < self.len()).then(|| self.starts.partition_point(|start| *start <= at) - 1)
    }

    /// Returns the number of a row, or of its heading when it is folded away.
    pub(crate) fn find(&self, row: SearchRow, groups: &[HitGroup]) -> Option<usize> {
        if !self.is_by_document() {
            let SearchRow::Hit(group, line) = row else {
                return self.hits.iter().position(|hit| hit.0 == row.group());
            };
            return self.hits.iter().position(|hit| *hit == (group, line));
        }
        let place = self.groups.iter().position(|group| *group == row.group())?;
        let start = self.starts[place];
        let Some(group) = groups.get(row.group()).filter(|group| group.unfolded) else { return Some(start) };
        Some(match row {
            SearchRow::Heading(_) => start,
            SearchRow::Hit(_, line) => start + 1 + line,
            SearchRow::More(..) => start + group.rows() - 1,
        })
    }

    /// Returns the first row of the document `by` documents on from the row `at`.
    pub(crate) fn heading(&self, at: usize, by: isize) -> usize {
        let Some(place) = self.place(at).filter(|_| self.is_by_document()) else { return at };
        // Going back leads to the heading of the same document first.
        let back = isize::from(by < 0 && at > self.starts[place]);
        let last = self.groups.len().saturating_sub(1);
        self.starts[place.saturating_add_signed(by + back).min(last)]
    }

    /// Takes the groups from number `from` on in.
    pub(crate) fn extend(&mut self, groups: &[HitGroup], from: usize) {
        if self.order != HitOrder::Document {
            return self.arrange(groups);
        }
        for (number, group) in groups.iter().enumerate().skip(from) {
            self.groups.push(number);
            self.starts.push(self.starts.last().copied().unwrap_or(0) + group.rows());
        }
    }

    /// Makes all rows again, in another order or with other groups folded.
    pub(crate) fn reorder(&mut self, order: HitOrder, groups: &[HitGroup]) {
        self.order = order;
        self.arrange(groups);
    }

    fn arrange(&mut self, groups: &[HitGroup]) {
        self.groups = (0..groups.len()).collect();
        if self.order == HitOrder::Total {
            self.groups.sort_by_key(|group| std::cmp::Reverse(groups[*group].total()));
        }
        let mut start = 0;
        self.starts = vec![0];
        self.starts.extend(self.groups.iter().map(|group| {
            start += groups[*group].rows();
            start
        }));
        self.hits.clear();
        if self.is_by_document() {
            return;
        }
        let lines = |group: usize| (0..groups[group].found.lines.len()).map(move |line| (group, line));
        self.hits.extend((0..groups.len()).flat_map(lines));
        let line = |(group, line): (usize, usize)| -> &HitLine { &groups[group].found.lines[line] };
        let (left, right) = (|hit| &*line(hit).left, |hit| &*line(hit).right);
        if self.order == HitOrder::Right {
            self.hits.sort_by(|one, two| (right(*one), left(*one)).cmp(&(right(*two), left(*two))));
        } else {
            self.hits.sort_by(|one, two| (left(*one), right(*one)).cmp(&(left(*two), right(*two))));
        }
    }
}
