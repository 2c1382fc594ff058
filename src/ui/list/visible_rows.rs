//! The visible part of the list, for drawing and for finding what was clicked.
//!
//! The selected row is visible, in the middle of a long list. Only the visible rows are looked at. In a
//! grouped list the heading of the first visible row is always shown on top.

use crate::tasks::{EntryId, ListedRows};

/// The lines that an entry takes.
pub const ROWS: usize = 2;

/// The content of some lines of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLine {
    /// The heading of the group with this number: one line.
    Heading(usize),
    /// The entry of a row: `ROWS` lines.
    Entry(usize, EntryId),
}

/// A part of the list and the first line it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedPart {
    /// The first line, counted from the top of the visible list.
    pub y: usize,
    /// The content.
    pub line: ListLine,
}

/// The rows of the list and which of their groups are folded: such a group is its heading alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FoldedRows<'a> {
    /// The rows.
    pub rows: &'a ListedRows,
    /// Whether each group is folded.
    pub folded: &'a [bool],
}

impl FoldedRows<'_> {
    /// Tells whether a group is folded.
    pub(crate) fn is_folded(self, group: usize) -> bool {
        self.folded.get(group).copied().unwrap_or_default()
    }

    /// Returns the first row of a group.
    pub(crate) fn first_of(self, group: usize) -> Option<usize> {
        Some(self.rows.groups().get(group)?.first)
    }

    fn entry(self, row: usize) -> Option<ListLine> {
        Some(ListLine::Entry(row, self.rows.get(row)?))
    }

    /// Returns what follows below a heading or an entry.
    pub(crate) fn below(self, line: ListLine) -> Option<ListLine> {
        match line {
            ListLine::Heading(group) if self.is_folded(group) => {
                self.first_of(group + 1).map(|_| ListLine::Heading(group + 1))
            }
            ListLine::Heading(group) => self.entry(self.first_of(group)?),
            ListLine::Entry(row, _) if self.rows.begins_group(row + 1) => {
                self.rows.group_of(row + 1).map(ListLine::Heading)
            }
            ListLine::Entry(row, _) => self.entry(row + 1),
        }
    }

    /// Returns the row right above a heading or an entry.
    pub(crate) fn above(self, line: ListLine) -> Option<ListLine> {
        match line {
            ListLine::Heading(group) => {
                let before = group.checked_sub(1)?;
                if self.is_folded(before) {
                    Some(ListLine::Heading(before))
                } else {
                    self.entry(self.first_of(group)?.checked_sub(1)?)
                }
            }
            ListLine::Entry(row, _) if self.rows.begins_group(row) => {
                self.rows.group_of(row).map(ListLine::Heading)
            }
            ListLine::Entry(row, _) => self.entry(row.checked_sub(1)?),
        }
    }

    /// Returns the last heading or entry.
    fn last(self) -> Option<ListLine> {
        match self.rows.groups().len().checked_sub(1) {
            Some(group) if self.is_folded(group) => Some(ListLine::Heading(group)),
            _ => self.entry(self.rows.len().checked_sub(1)?),
        }
    }

    /// Returns the first of the headings and entries before `line` that fit into `lines` lines.
    fn back(self, mut line: ListLine, lines: usize) -> ListLine {
        let mut used = 0;
        while let Some(above) = self.above(line) {
            used += above.height();
            if used > lines {
                break;
            }
            line = above;
        }
        line
    }

    /// Returns the first heading or entry shown in `height` lines: half of them are above `at`, but none stays
    /// empty while there is something to fill it.
    fn first(self, at: ListLine, height: usize) -> ListLine {
        let middle = self.back(at, (height / ROWS).max(1) / 2 * ROWS);
        let filled = self.last().map(|last| self.back(last, height.saturating_sub(last.height())));
        filled.filter(|filled| filled.place(self) < middle.place(self)).unwrap_or(middle)
    }

    /// Returns the visible rows of a list of `height` lines that shows `at`.
    pub(crate) fn placed(self, at: ListLine, height: usize) -> Vec<PlacedPart> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        // A low list has no room for the heading of another row.
        let headed = !self.rows.groups().is_empty() && height > ROWS;
        let first = self.first(at, if headed { height - 1 } else { height });
        let above = match first {
            ListLine::Entry(row, _) if headed => self.rows.group_of(row).map(ListLine::Heading),
            ListLine::Entry(..) | ListLine::Heading(_) => None,
        };
        let mut placed = Vec::new();
        let (mut y, mut next) = (0, above.or(Some(first)));
        let mut after = above.and(Some(first));
        while let Some(line) = next.filter(|_| y < height) {
            placed.push(PlacedPart { y, line });
            y += line.height();
            next = after.take().or_else(|| self.below(line));
        }
        placed
    }
}

impl ListLine {
    /// Returns how many lines it takes.
    fn height(self) -> usize {
        match self {
            ListLine::Heading(_) => 1,
            ListLine::Entry(..) => ROWS,
        }
    }

    /// Returns its place among the headings and entries, which are ascending.
    fn place(self, rows: FoldedRows<'_>) -> (usize, bool) {
        match self {
            ListLine::Heading(group) => (rows.first_of(group).unwrap_or_default(), false),
            ListLine::Entry(row, _) => (row, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::{Group, GroupHeading};
    use proptest::prelude::*;

    fn rows(sizes: &[usize]) -> ListedRows {
        let count: usize = sizes.iter().sum();
        let first = |at: usize| sizes[..at].iter().sum();
        let groups = (0..sizes.len())
            .map(|at| Group { first: first(at), heading: GroupHeading::Folder(at.to_string()) });
        ListedRows::new((0..count).map(EntryId).collect(), groups.collect())
    }

    /// Returns the visible rows around a row when no group is folded.
    fn place(rows: &ListedRows, at: usize, height: usize) -> Vec<PlacedPart> {
        let at = ListLine::Entry(at, EntryId(at));
        FoldedRows { rows, folded: &[] }.placed(at, height)
    }

    fn shown(placed: &[PlacedPart]) -> Vec<(usize, ListLine)> {
        placed.iter().map(|placed| (placed.y, placed.line)).collect()
    }

    #[test]
    fn the_folder_of_the_first_row_is_on_top() {
        let entry = |row: usize| ListLine::Entry(row, EntryId(row));
        let rows = rows(&[3, 1]);
        let whole = [
            (0, ListLine::Heading(0)),
            (1, entry(0)),
            (3, entry(1)),
            (5, entry(2)),
            (7, ListLine::Heading(1)),
            (8, entry(3)),
        ];
        assert_eq!(shown(&place(&rows, 3, 10)), whole);
        assert_eq!(
            shown(&place(&rows, 3, 6)),
            [(0, ListLine::Heading(0)), (1, entry(2)), (3, ListLine::Heading(1)), (4, entry(3))]
        );
        assert_eq!(shown(&place(&rows, 1, 2)), [(0, entry(1))], "a low list has no room for it");
    }

    #[test]
    fn a_folded_group_is_its_heading() {
        let rows = rows(&[2, 3, 1]);
        let folded = FoldedRows { rows: &rows, folded: &[false, true, true] };
        let all = [
            (0, ListLine::Heading(0)),
            (1, ListLine::Entry(0, EntryId(0))),
            (3, ListLine::Entry(1, EntryId(1))),
            (5, ListLine::Heading(1)),
            (6, ListLine::Heading(2)),
        ];
        assert_eq!(shown(&folded.placed(ListLine::Heading(1), 10)), all);
        assert_eq!(
            shown(&folded.placed(ListLine::Heading(2), 4)),
            [(0, ListLine::Heading(1)), (1, ListLine::Heading(2))]
        );
    }

    proptest! {
        #[test]
        fn the_selection_is_visible_and_no_line_stays_empty(
            sizes in proptest::collection::vec(1usize..6, 0..12),
            grouped: bool,
            height in 2usize..30,
            at in 0usize..60,
        ) {
            let count: usize = sizes.iter().sum();
            let rows = if grouped { rows(&sizes) } else { ListedRows::new((0..count).map(EntryId).collect(), Vec::new()) };
            let at = at.min(count.saturating_sub(1));
            let placed = place(&rows, at, height);
            let is_in_view = |placed: &PlacedPart| {
                placed.line == ListLine::Entry(at, EntryId(at)) && placed.y + ROWS <= height
            };
            prop_assert!(count == 0 || placed.iter().any(is_in_view), "{:?}", placed);
            for pair in placed.windows(2) {
                let lines = if matches!(pair[0].line, ListLine::Heading(_)) { 1 } else { ROWS };
                prop_assert_eq!(pair[0].y + lines, pair[1].y);
            }
            let entries = placed.iter().filter(|placed| matches!(placed.line, ListLine::Entry(..))).count();
            let last = placed.last().map_or(0, |placed| placed.y + ROWS);
            prop_assert!(entries == count || last + ROWS >= height, "{:?}", placed);
        }
    }
}
