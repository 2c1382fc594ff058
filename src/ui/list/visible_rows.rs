//! The visible part of the list, for drawing and for finding what was clicked.
//!
//! The selected row is visible, in the middle of a long list. Only the visible rows are looked at. In a
//! grouped list the folder of the first visible row is always shown on top.

use crate::tasks::arrange::Rows;
use crate::tasks::entry::EntryId;

/// The lines that an entry takes.
pub const ROWS: usize = 2;

/// The content of some lines of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The folder of the group with this number: one line.
    Heading(usize),
    /// The entry of a row: `ROWS` lines.
    Entry(usize, EntryId),
}

/// A part of the list and the first line it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The first line, counted from the top of the visible list.
    pub y: usize,
    /// The content.
    pub line: Line,
}

/// Returns what is visible in a list of `height` lines that shows the row `at`.
pub(crate) fn place(rows: &Rows, at: usize, height: usize) -> Vec<Placed> {
    let headed = !rows.groups().is_empty() && height > ROWS;
    let mut placed = Vec::new();
    let mut y = 0;
    let mut row = first(rows, at, if headed { height - 1 } else { height });
    while y < height
        && let Some(id) = rows.get(row)
    {
        if headed && (placed.is_empty() || rows.begins_group(row)) {
            placed.extend(rows.group_of(row).map(|group| Placed { y, line: Line::Heading(group) }));
            y += 1;
        }
        if y < height {
            placed.push(Placed { y, line: Line::Entry(row, id) });
        }
        y += ROWS;
        row += 1;
    }
    placed
}

/// Returns the first row shown in `height` lines: half of them are above the row `at`, but none stays
/// empty while there are rows to fill it.
fn first(rows: &Rows, at: usize, height: usize) -> usize {
    let middle = back(rows, at, (height / ROWS).max(1) / 2 * ROWS);
    match rows.len().checked_sub(1) {
        Some(last) => middle.min(back(rows, last, height.saturating_sub(ROWS))),
        None => 0,
    }
}

/// Returns the first of the rows before `row` that fit into `lines` lines.
fn back(rows: &Rows, mut row: usize, lines: usize) -> usize {
    let mut used = 0;
    while row > 0 {
        used += ROWS + usize::from(rows.begins_group(row));
        if used > lines {
            break;
        }
        row -= 1;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::arrange::Group;
    use proptest::prelude::*;

    fn rows(sizes: &[usize]) -> Rows {
        let count: usize = sizes.iter().sum();
        let first = |at: usize| sizes[..at].iter().sum();
        let groups = (0..sizes.len()).map(|at| Group { first: first(at), folder: at.to_string() });
        Rows::new((0..count).map(EntryId).collect(), groups.collect())
    }

    fn shown(placed: &[Placed]) -> Vec<(usize, Line)> {
        placed.iter().map(|placed| (placed.y, placed.line)).collect()
    }

    #[test]
    fn the_folder_of_the_first_row_is_on_top() {
        let entry = |row: usize| Line::Entry(row, EntryId(row));
        let rows = rows(&[3, 1]);
        let whole = [
            (0, Line::Heading(0)),
            (1, entry(0)),
            (3, entry(1)),
            (5, entry(2)),
            (7, Line::Heading(1)),
            (8, entry(3)),
        ];
        assert_eq!(shown(&place(&rows, 3, 10)), whole);
        assert_eq!(
            shown(&place(&rows, 3, 6)),
            [(0, Line::Heading(0)), (1, entry(2)), (3, Line::Heading(1)), (4, entry(3))]
        );
        assert_eq!(shown(&place(&rows, 1, 2)), [(0, entry(1))], "a low list has no room for it");
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
            let rows = if grouped { rows(&sizes) } else { Rows::new((0..count).map(EntryId).collect(), Vec::new()) };
            let at = at.min(count.saturating_sub(1));
            let placed = place(&rows, at, height);
            let is_in_view = |placed: &Placed| {
                placed.line == Line::Entry(at, EntryId(at)) && placed.y + ROWS <= height
            };
            prop_assert!(count == 0 || placed.iter().any(is_in_view), "{:?}", placed);
            for pair in placed.windows(2) {
                let lines = if matches!(pair[0].line, Line::Heading(_)) { 1 } else { ROWS };
                prop_assert_eq!(pair[0].y + lines, pair[1].y);
            }
            let entries = placed.iter().filter(|placed| matches!(placed.line, Line::Entry(..))).count();
            let last = placed.last().map_or(0, |placed| placed.y + ROWS);
            prop_assert!(entries == count || last + ROWS >= height, "{:?}", placed);
        }
    }
}
