//! The backend through which ratatui writes to the terminal.
//!
//! It adds three things to ratatui's own backend for crossterm. A symbol that must not reach a terminal is
//! replaced by U+FFFD, whatever let it into the buffer. A frame is collected and written at once, between
//! the sequences of a synchronized update. The terminal is never asked for its size or its cursor, because
//! its answers would arrive among the keys.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::LazyLock;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use regex::bytes::{Captures, Regex};

use crate::text::safe::is_displayable;

/// A backend that writes whole frames to `out`.
pub(crate) struct FrameBackend<W> {
    out: W,
    size: Size,
    /// The bytes of the next frame.
    frame: Vec<u8>,
    cursor: Position,
    /// `None` before the first frame.
    is_cursor_shown: Option<bool>,
}

impl<W: Write> FrameBackend<W> {
    /// Returns the backend for a terminal of this size, before the first frame.
    pub(crate) fn new(out: W, size: Size) -> Self {
        Self { out, size, frame: Vec::new(), cursor: Position::ORIGIN, is_cursor_shown: None }
    }
}

impl<W: Write> Backend for FrameBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut cells: Vec<(u16, u16, Cell)> =
            content.map(|(x, y, cell)| (x, y, displayable(cell))).collect();
        // ratatui empties the cells beside some emoji after drawing them. A terminal on which the emoji
        // covers those cells would lose it, so they are emptied before.
        for at in 1..cells.len() {
            let (x, y, cell) = &cells[at - 1];
            let (covered, row, _) = cells[at];
            if row == *y && covered > *x && covered - x < cell.cell_width() {
                cells.swap(at - 1, at);
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        CrosstermBackend::new(&mut self.frame).draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.is_cursor_shown.replace(false) != Some(false) {
            queue!(self.frame, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.is_cursor_shown.replace(true) != Some(true) {
            queue!(self.frame, Show)?;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        // Whatever the frame draws moves the cursor.
        if position != self.cursor || !self.frame.is_empty() {
            queue!(self.frame, MoveTo(position.x, position.y))?;
            self.cursor = position;
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears the whole screen: a terminal that is drawn on whole is never cleared in part.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        queue!(self.frame, Clear(crossterm::terminal::ClearType::All))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(self.frame.len() + 16);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend_from_slice(&in_short_form(&self.frame));
        self.frame.clear();
        queue!(bytes, EndSynchronizedUpdate)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

/// Returns a frame with the first sixteen colours as `31` and not as `38;5;1`, which terminals with sixteen
/// colours do not understand. Its only escape characters are those of sequences.
fn in_short_form(frame: &[u8]) -> Cow<'_, [u8]> {
    static STYLE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\x1b\[[0-9;]*m").ok());
    static COLOUR: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"([345])8;(?:2;\d+;\d+;\d+|5;(\d+))").ok());
    let (Some(style), Some(colour)) = (&*STYLE, &*COLOUR) else { return frame.into() };
    let short = |found: &Captures<'_>| {
        let number =
            found.get(2).and_then(|number| str::from_utf8(number.as_bytes()).ok()?.parse::<u8>().ok());
        match (&found[1], number) {
            (b"3", Some(number @ ..8)) => (30 + number).to_string().into_bytes(),
            (b"3", Some(number @ 8..16)) => (82 + number).to_string().into_bytes(),
            (b"4", Some(number @ ..8)) => (40 + number).to_string().into_bytes(),
            (b"4", Some(number @ 8..16)) => (92 + number).to_string().into_bytes(),
            (_, _) => found[0].to_vec(),
        }
    };
    style.replace_all(frame, |found: &Captures<'_>| colour.replace_all(&found[0], short).into_owned())
}

/// Returns the cell with a symbol that may be sent to a terminal.
fn displayable(cell: &Cell) -> Cell {
    let mut cell = cell.clone();
    if !is_displayable(cell.symbol()) {
        cell.set_symbol("\u{fffd}");
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_colours_have_their_short_form() {
        for (frame, expected) in [
            ("\x1b[38;5;1mred", "\x1b[31mred"),
            ("\x1b[38;5;9;48;5;12m", "\x1b[91;104m"),
            ("\x1b[38;5;7;48;5;240m", "\x1b[37;48;5;240m"),
            ("\x1b[38;2;5;1;1m38;5;1m", "\x1b[38;2;5;1;1m38;5;1m"),
            ("\x1b[38;5;196m", "\x1b[38;5;196m"),
            ("\x1b[38;2;48;5;12m", "\x1b[38;2;48;5;12m"),
        ] {
            assert_eq!(in_short_form(frame.as_bytes()), expected.as_bytes(), "{frame}");
        }
    }
    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::style::{Color, Style};
    use ratatui::text::Line;

    const SIZE: Size = Size { width: 8, height: 1 };

    /// Returns the bytes written for each of the rows, drawn one after another.
    fn written(rows: &[Line<'_>], cursor: Option<Position>) -> Vec<String> {
        let mut terminal = Terminal::new(FrameBackend::new(Vec::new(), SIZE)).unwrap();
        let draw = |row| {
            let before = terminal.backend().out.len();
            terminal
                .draw(|frame| {
                    frame.render_widget(row, frame.area());
                    if let Some(cursor) = cursor {
                        frame.set_cursor_position(cursor);
                    }
                })
                .unwrap();
            String::from_utf8(terminal.backend().out[before..].to_vec()).unwrap().replace("\x1b[", "^")
        };
        rows.iter().collect::<Vec<_>>().into_iter().map(draw).collect()
    }

    #[test]
    fn a_frame_is_one_synchronized_update_and_an_equal_one_nothing() {
        let frames = written(&[Line::from("ab"), Line::from("ab"), Line::from("ac")], None);
        assert!(frames[0].starts_with("^?2026h^1;1Hab") && frames[0].ends_with("^?2026l"), "{frames:?}");
        assert_eq!(frames[1], "");
        assert!(frames[2].starts_with("^?2026h^1;2Hc") && !frames[2].contains('b'), "{frames:?}");
    }

    #[test]
    fn the_cursor_is_moved_back_after_each_change() {
        let cursor = Some(Position { x: 3, y: 0 });
        let frames = written(&[Line::from("ab"), Line::from("ab"), Line::from("ac")], cursor);
        assert!(frames[0].ends_with("^?25h^1;4H^?2026l"), "{frames:?}");
        assert_eq!(frames[1], "");
        assert!(frames[2].ends_with("^1;4H^?2026l") && !frames[2].contains("^?25"), "{frames:?}");
    }

    #[test]
    fn symbols_that_are_not_displayable_are_replaced() {
        for symbol in ["\x1b", "\u{9b}", "a\u{202e}", "\n", "\u{200b}", "a\u{e0041}", "", "ab\x07"] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol).set_style(Style::new().fg(Color::Red));
            let mut backend = FrameBackend::new(Vec::new(), SIZE);
            backend.draw([(0, 0, &cell)].into_iter()).unwrap();
            backend.flush().unwrap();
            let out = String::from_utf8(backend.out).unwrap();
            assert!(
                out.contains('\u{fffd}') && (symbol.is_empty() || !out.contains(symbol) || symbol == "\x1b"),
                "{symbol:?}: {out:?}"
            );
        }
        for symbol in ["a", " ", "潮", "e\u{301}", "❤\u{fe0f}", "👩\u{200d}👧", "◌\u{301}"] {
            let mut cell = Cell::default();
            cell.set_symbol(symbol);
            assert_eq!(displayable(&cell), cell);
        }
    }

    proptest! {
        /// An emulator shows the last frame, whatever the one before it was.
        #[test]
        fn a_terminal_shows_the_next_frame(first in "[ab漢é ❤]{0,8}", last in "[ab漢é ❤]{0,8}") {
            let rows = [first, last].map(|row| row.replace('❤', "❤\u{fe0f}"));
            let shown = |rows: &[String]| {
                let lines: Vec<Line<'_>> = rows.iter().map(|row| Line::from(row.as_str())).collect();
                let mut emulator = vt100::Parser::new(2, SIZE.width, 0);
                for frame in written(&lines, None) {
                    emulator.process(frame.replace('^', "\x1b[").as_bytes());
                }
                emulator.screen().contents().trim_end().to_owned()
            };
            prop_assert_eq!(shown(&rows), shown(&rows[1..]));
        }
    }
}
