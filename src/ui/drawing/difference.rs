//! Which cells of a screen must be written so that it shows the next frame.

use ratatui::layout::Position;

use crate::ui::drawing::frame::{Compared, Frame, Look, Sign};

/// Calls `write` with each sign of `next` that is not on the screen already, row by row. `before` is
/// what is there, `None` an empty screen; both have the same size.
///
/// A wide character stands in the first of its cells; the others are not written. Where one stood or
/// comes to stand, all its cells are, because terminals do not agree on what is left of half of one.
pub fn difference(before: Option<&Frame>, next: &Frame, write: &mut dyn FnMut(Position, Sign<'_>, Look)) {
    let area = next.area();
    let width = usize::from(area.width);
    let compared = Compared::new(before, next);
    for y in 0..area.height {
        let row = usize::from(y) * width;
        let mut x = 0;
        // Cells before this column are written whether they changed or not.
        let mut stale = 0;
        while x < width {
            // Most of a screen is as it was, and most of it takes one cell a character.
            let same = if x < stale { 0 } else { compared.same_from(row + x, width - x) };
            if same > 0 {
                x += same;
                continue;
            }
            let cells = compared.is(row + x).cells();
            if x < stale || !compared.is_same(row + x) {
                stale = stale.max(x + cells.max(compared.was(row + x).cells()));
                let place = Position { x: x as u16, y };
                let (sign, look) = next.at(place);
                write(place, sign, look);
            }
            x += cells;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Size;
    use ratatui::style::Style;
    use unicode_width::UnicodeWidthStr;

    use crate::text::safe::glyphs;

    /// A row of symbols, each followed by the empty cells it covers.
    fn row(symbols: &str) -> Frame {
        let mut frame = Frame::new(Size { width: 8, height: 1 });
        let mut x = 0;
        for glyph in glyphs(symbols) {
            if x + glyph.width > 8 {
                break;
            }
            frame.put(x as u16, 0, &glyph, Style::new());
            x += glyph.width;
        }
        frame
    }

    fn text(sign: Sign<'_>) -> String {
        sign.text(&mut [0; 4]).into()
    }

    fn written(before: Option<&str>, next: &str) -> String {
        let mut found = String::new();
        difference(before.map(row).as_ref(), &row(next), &mut |place, sign, _| {
            found.extend([&place.x.to_string(), text(sign).as_str(), " "]);
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
                difference(from.map(|text| row(text)).as_ref(), &row(to), &mut |place, sign, _| {
                    let x = usize::from(place.x);
                    let cells = sign.cells();
                    if screen[x].is_empty() {
                        screen[x - 1] = " ".into();
                    }
                    if screen.get(x + cells).is_some_and(String::is_empty) {
                        screen[x + cells] = " ".into();
                    }
                    screen[x] = text(sign);
                    screen[x + 1..x + cells].fill(String::new());
                });
            }
            let shown: String = screen.concat();
            let expected: String = (0..8).map(|x| text(row(&next).at(Position { x, y: 0 }).0)).collect();
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
