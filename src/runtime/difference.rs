//! Which cells of a screen must be written so that it shows the next frame.
//!
//! ratatui could tell, but keeps two frames from the start and compares the first one, too, with a
//! whole frame of spaces. Here a screen on which nothing stands yet is no frame, so that the first
//! paint touches half as much memory.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// Calls `write` with each cell of `next` that is not on the screen already, row by row. `before` is
/// what is there, `None` an empty screen; both have the same size.
///
/// A wide character stands in the first of its cells; the others are not written. Where one stood or
/// comes to stand, all its cells are, because terminals do not agree on what is left of half of one.
pub(super) fn difference(before: Option<&Buffer>, next: &Buffer, write: &mut dyn FnMut(Position, &Cell)) {
    let width = usize::from(next.area.width).max(1);
    for (y, row) in next.content.chunks(width).enumerate() {
        let old = before.and_then(|before| before.content.get(y * width..(y + 1) * width));
        let was = |x: usize| old.and_then(|old| old.get(x)).unwrap_or(&Cell::EMPTY);
        let mut x = 0;
        // Cells before this column are written whether they changed or not.
        let mut stale = 0;
        while let Some(cell) = row.get(x) {
            let cells = cells_of(cell);
            if x < stale || was(x) != cell {
                stale = stale.max(x + cells.max(cells_of(was(x))));
                write(Position { x: x as u16, y: y as u16 }, cell);
            }
            x += cells;
        }
    }
}

/// Returns how many cells a character takes.
fn cells_of(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    if symbol.len() == 1 { 1 } else { symbol.width().max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    /// A row of symbols, each followed by the empty cells it covers.
    fn row(symbols: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: 8, height: 1 });
        let mut x = 0;
        for symbol in symbols.chars() {
            let mut cell = Cell::EMPTY;
            cell.set_char(symbol);
            let cells = cells_of(&cell);
            if x + cells > 8 {
                break;
            }
            buffer.content[x] = cell;
            x += cells;
        }
        buffer
    }

    fn written(before: Option<&str>, next: &str) -> String {
        let mut found = String::new();
        difference(before.map(row).as_ref(), &row(next), &mut |place, cell| {
            found.extend([&place.x.to_string(), cell.symbol(), " "]);
        });
        found
    }

    #[test]
    fn only_what_changed_is_written() {
        assert_eq!(written(Some("abc"), "axc"), "1x ");
        assert_eq!(written(Some("abc"), "abc"), "");
        assert_eq!(written(None, " b "), "1b ");
    }

    #[test]
    fn cells_of_wide_characters_are_written_together() {
        assert_eq!(written(Some("漢b"), "a b"), "0a 1  ");
        assert_eq!(written(Some("漢漢"), "a漢x"), "0a 1漢 3x ");
        assert_eq!(written(Some("abcd"), "漢cd"), "0漢 ");
    }

    proptest! {
        /// Cells as a terminal keeps them: writing over half of a wide character empties the other half.
        #[test]
        fn a_terminal_shows_the_next_frame(before in "[ab漢 ]{0,8}", next in "[ab漢 ]{0,8}") {
            let mut screen: Vec<String> = vec![" ".into(); 8];
            for (from, to) in [(None, &before), (Some(&before), &next)] {
                difference(from.map(|text| row(text)).as_ref(), &row(to), &mut |place, cell| {
                    let x = usize::from(place.x);
                    let cells = cells_of(cell);
                    if screen[x].is_empty() {
                        screen[x - 1] = " ".into();
                    }
                    if screen.get(x + cells).is_some_and(String::is_empty) {
                        screen[x + cells] = " ".into();
                    }
                    screen[x] = cell.symbol().into();
                    screen[x + 1..x + cells].fill(String::new());
                });
            }
            let shown: String = screen.concat();
            let expected: String = row(&next).content.iter().map(Cell::symbol).collect();
            let expected = row_text(&expected);
            prop_assert_eq!(shown.trim_end(), expected.trim_end());
        }
    }

    /// The text of a row without the cells that wide characters cover.
    fn row_text(cells: &str) -> String {
        let mut text = String::new();
        let mut covered = 0;
        for c in cells.chars() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            text.push(c);
            covered = c.to_string().width().saturating_sub(1);
        }
        text
    }
}
