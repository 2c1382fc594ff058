//! The layout of the rows of a table: columns side by side, or cells one below another where there is no
//! room for columns.

use crate::document::Document;
use crate::document::block::{Alignment, TableColumn};
use crate::text::Span;
use crate::text::width::width;
use crate::text::wrap;

/// The cells between two columns.
const GAP: usize = 2;

/// The widest column, in cells; longer cells are wrapped.
const WIDEST: usize = 60;

/// The narrowest column to which a wider one is wrapped, in cells.
const NARROWEST: usize = 8;

/// The cells by which all cells but the first one of a row are indented where they are one below another.
const INDENTATION: usize = 2;

/// A row of the screen in a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLine {
    /// Its bytes, for its position; the lines of a row of the table part the bytes of the whole row.
    pub span: Span,
    /// The parts of cells on it with the cells of the screen to the left of each.
    pub pieces: Vec<(usize, Span)>,
}

/// Returns the lines of a row of a table, which has these bytes and cells, in at most `room` cells of the
/// screen.
pub fn lines(
    document: &Document,
    row: Span,
    cells: &[Span],
    columns: &[TableColumn],
    room: usize,
) -> Vec<TableLine> {
    let lines = match widths(columns, room) {
        Some(widths) => side_by_side(document, cells, columns, &widths),
        None => one_below_another(document, cells, room),
    };
    with_spans(lines, row)
}

/// Returns the lines of a row of a table, none of them wrapped: the parts of cells on each with the cells of the
/// screen to the left of each part.
pub fn unwrapped(document: &Document, cells: &[Span], columns: &[TableColumn]) -> Vec<Vec<(usize, Span)>> {
    let mut lines = vec![CellPieces::new()];
    let mut column_start = 0;
    for (cell, column) in cells.iter().zip(columns) {
        let cells = column.width.min(WIDEST);
        for (index, piece) in own_lines(document, *cell).enumerate() {
            if lines.len() <= index {
                lines.push(CellPieces::new());
            }
            let end =
                lines[index].last().map_or(0, |(left, last)| left + width(document.passage(*last)) + GAP);
            let room = cells.saturating_sub(width(document.passage(piece)));
            lines[index].push((end.max(column_start) + before(column.alignment, room), piece));
        }
        column_start += cells + GAP;
    }
    lines
}

/// Returns the cells of the screen from the first column to the end of the last one, at most `room`.
pub fn total_width(columns: &[TableColumn], room: usize) -> usize {
    let total = |widths: Vec<usize>| widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    widths(columns, room).map_or(room, total)
}

/// Returns the widths of the columns in cells, `None` where there is no room for them.
fn widths(columns: &[TableColumn], room: usize) -> Option<Vec<usize>> {
    let wanted: Vec<usize> = columns.iter().map(|column| column.width.min(WIDEST)).collect();
    let mut left = room.checked_sub(GAP * columns.len().saturating_sub(1))?;
    let least: usize = wanted.iter().map(|width| NARROWEST.min(*width)).sum();
    if least > left {
        return None;
    }
    // The narrowest columns have what they want; the others share the rest.
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|column| wanted[*column]);
    let mut widths = vec![0; wanted.len()];
    for (index, column) in order.iter().enumerate() {
        widths[*column] = wanted[*column].min(left / (order.len() - index));
        left -= widths[*column];
    }
    Some(widths)
}

type CellPieces = Vec<(usize, Span)>;

fn side_by_side(
    document: &Document,
    cells: &[Span],
    columns: &[TableColumn],
    widths: &[usize],
) -> Vec<CellPieces> {
    let mut lines: Vec<CellPieces> = Vec::new();
    let mut left = 0;
    for ((cell, column), cells) in cells.iter().zip(columns).zip(widths) {
        for (index, piece) in wrapped(document, *cell, *cells).into_iter().enumerate() {
            let room = cells.saturating_sub(width(document.passage(piece)));
            if lines.len() <= index {
                lines.push(Vec::new());
            }
            lines[index].push((left + before(column.alignment, room), piece));
        }
        left += cells + GAP;
    }
    lines
}

/// Returns the cells left of a cell in a column that has `room` cells more than it.
fn before(alignment: Alignment, room: usize) -> usize {
    match alignment {
        Alignment::Start => 0,
        Alignment::Centre => room / 2,
        Alignment::End => room,
    }
}

fn one_below_another(document: &Document, cells: &[Span], room: usize) -> Vec<CellPieces> {
    let cell = |(index, cell): (usize, &Span)| {
        let left = if index == 0 { 0 } else { INDENTATION.min(room.saturating_sub(1)) };
        wrapped(document, *cell, room - left)
            .into_iter()
            .map(move |piece| vec![(left, piece)])
            .collect::<Vec<_>>()
    };
    cells.iter().enumerate().flat_map(cell).collect()
}

fn wrapped(document: &Document, cell: Span, cells: usize) -> Vec<Span> {
    let rows = |line: Span| {
        let rows = wrap::rows(document.passage(line), cells);
        rows.into_iter().map(move |piece| piece.shifted(line.start))
    };
    own_lines(document, cell).flat_map(rows).collect()
}

/// Returns the lines that a cell has without wrapping, without those that are empty.
fn own_lines(document: &Document, cell: Span) -> impl Iterator<Item = Span> {
    let mut at = cell.start;
    let lines = document.passage(cell).split('\n').map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end + 1;
        span
    });
    lines.filter(|line| !line.is_empty())
}

/// Returns lines with spans that part `whole`. A line begins with the piece of the cell with the most lines,
/// which is the only one on the last line.
fn with_spans(lines: Vec<CellPieces>, whole: Span) -> Vec<TableLine> {
    let mut starts: Vec<usize> = Vec::with_capacity(lines.len());
    let mut below = whole.end;
    for pieces in lines.iter().rev() {
        let start = pieces.iter().map(|(_, piece)| piece.start).filter(|start| *start < below).max();
        below = start.unwrap_or(below.saturating_sub(1));
        starts.push(below);
    }
    starts.reverse();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([whole.end]).collect();
    let mut all: Vec<TableLine> = Vec::with_capacity(lines.len());
    for ((pieces, start), end) in lines.into_iter().zip(starts).zip(ends) {
        let start = if all.is_empty() { whole.start } else { start };
        all.push(TableLine { span: Span::new(start, end), pieces });
    }
    if all.is_empty() {
        all.push(TableLine { span: whole, pieces: Vec::new() });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use proptest::prelude::*;

    /// Returns the rows of the screen for a row of a table.
    fn shown(cells: &[&str], columns: &[(usize, Alignment)], room: Option<usize>) -> Vec<String> {
        let text = cells.join("\t");
        let mut at = 0;
        let spans = cells.iter().map(|cell| {
            let span = Span::new(at, at + cell.len());
            at = span.end + 1;
            span
        });
        let spans: Vec<Span> = spans.collect();
        let columns: Vec<TableColumn> = columns
            .iter()
            .map(|(width, alignment)| TableColumn { width: *width, alignment: *alignment })
            .collect();
        let document = Document::from(Draft { text, ..Draft::default() });
        let row = Span::new(0, document.text.len());
        let lines = match room {
            Some(room) => lines(&document, row, &spans, &columns, room),
            None => with_spans(unwrapped(&document, &spans, &columns), row),
        };
        assert_eq!((lines[0].span.start, lines[lines.len() - 1].span.end), (row.start, row.end));
        assert!(lines.windows(2).all(|pair| {
            pair[0].span.end == pair[1].span.start && pair[0].span.start < pair[1].span.start
        }));
        let set = |line: &TableLine| {
            let mut row = String::new();
            for (left, piece) in &line.pieces {
                row.extend(std::iter::repeat_n(' ', left - width(&row)));
                row.push_str(document.passage(*piece));
            }
            row
        };
        lines.iter().map(set).collect()
    }

    #[test]
    fn cells_are_wrapped_in_their_columns() {
        use Alignment::{Centre, End, Start};
        let columns = &[(30, Start), (6, End), (5, Centre)];
        let cells = &["a rather long cell", "3,400", "x"];
        for (room, rows) in [
            (Some(60), &["a rather long cell               3,400    x"][..]),
            (Some(26), &["a rather      3,400    x", "long cell"]),
            (Some(12), &["a rather", "long cell", "  3,400", "  x"]),
            (None, &["a rather long cell               3,400    x"]),
        ] {
            assert_eq!(shown(cells, columns, room), rows);
        }
        let cells = &["one\ntwo and more", "1", "x\ny"];
        for (room, rows) in [
            (
                Some(60),
                &[
                    "one                                  1    x",
                    "two and more                              y",
                ][..],
            ),
            (Some(9), &["one", "two and", "more", "  1", "  x", "  y"]),
            (
                None,
                &[
                    "one                                  1    x",
                    "two and more                              y",
                ],
            ),
        ] {
            assert_eq!(shown(cells, columns, room), rows);
        }
        let wide = &["b".repeat(70), "c".to_owned()];
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        assert_eq!(shown(&wide, &[(70, Start), (1, Start)], None), [format!("{}  c", "b".repeat(70))]);
        assert_eq!(shown(&["", "潮汐表"], &[(2, Start), (6, Start)], Some(40)), ["    潮汐表"]);
    }

    proptest! {
        #[test]
        fn no_row_is_wider_than_the_room(cells in prop::collection::vec("[a-zé潮 ]{0,30}", 1..6), room in 4usize..80) {
            let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            prop_assume!(cells.iter().any(|cell| !cell.is_empty()));
            let columns: Vec<(usize, Alignment)> = cells.iter().map(|cell| (width(cell), Alignment::End)).collect();
            let rows = shown(&cells, &columns, Some(room));
            prop_assert!(rows.iter().all(|row| width(row) <= room), "{:?}", rows);
            let visible = |text: String| -> Vec<char> {
                let mut all: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(visible(rows.concat()), visible(cells.concat()));
        }
    }
}
