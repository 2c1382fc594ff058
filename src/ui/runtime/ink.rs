//! Cells as bytes for a terminal: of each only what differs from the one before it.
//!
//! ratatui's own backends say foreground and background anew whenever one of the two changes and reset
//! four things at the end of each frame; a move in the list takes a seventh less here. Text in
//! `Sign`s has passed the gate (`text::safe`), and what is written passes the watchman (`out`).

use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::ui::drawing::frame::{Look, Sign};

/// What asks a terminal to show a frame only when it is whole, and what ends that.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Collects a frame; nothing reaches the terminal before it is whole.
#[derive(Debug)]
pub(crate) struct Ink {
    size: Size,
    bytes: Vec<u8>,
    pen: Look,
    /// Where the next character would stand, if that is certain.
    place: Option<Position>,
    cursor: Cursor,
}

/// What is known of the terminal's own cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    Shown,
}

/// What a terminal calls the manners in which characters are written.
const MANNERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Ink {
    /// Returns the ink for a terminal of a size, of which nothing else is known.
    pub(crate) fn new(size: Size) -> Self {
        Self { size, bytes: BEGIN.to_vec(), pen: Look::PLAIN, place: None, cursor: Cursor::Unknown }
    }

    /// Returns what was written since, between the brackets of a synchronised update; `None` when
    /// there is nothing.
    pub(crate) fn take(&mut self) -> Option<Vec<u8>> {
        if self.bytes.len() == BEGIN.len() {
            return None;
        }
        let next = Vec::with_capacity(self.bytes.len());
        let mut frame = std::mem::replace(&mut self.bytes, next);
        self.bytes.extend_from_slice(BEGIN);
        frame.extend_from_slice(END);
        Some(frame)
    }

    /// Empties the screen of the terminal.
    pub(crate) fn clear(&mut self) {
        self.bytes.extend_from_slice(b"\x1b[2J");
    }

    /// Writes one sign.
    pub(crate) fn put(&mut self, place: Position, sign: Sign<'_>, look: Look) {
        self.go(place);
        self.change(look);
        self.bytes.extend_from_slice(sign.text(&mut [0; 4]).as_bytes());
        // Terminals do not agree on where a wide character or the edge leaves their cursor.
        let next = Position { x: place.x + 1, ..place };
        let is_certain = next.x < self.size.width && sign.cells() == 1;
        self.place = is_certain.then_some(next);
    }

    /// Ends a frame: leaves the pen as a terminal has it at first, whoever writes next, and shows the
    /// cursor in its place or nowhere.
    pub(crate) fn rest(&mut self, cursor: Option<Position>) {
        self.change(Look::PLAIN);
        match cursor {
            None if self.cursor == Cursor::Hidden => {}
            None => {
                self.bytes.extend_from_slice(b"\x1b[?25l");
                self.cursor = Cursor::Hidden;
            }
            Some(place) => {
                if self.cursor != Cursor::Shown {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                    self.cursor = Cursor::Shown;
                }
                self.go(place);
            }
        }
    }

    fn go(&mut self, place: Position) {
        if self.place == Some(place) {
            return;
        }
        self.bytes.extend_from_slice(b"\x1b[");
        self.number(place.y + 1);
        // The first column goes without saying.
        if place.x > 0 {
            self.bytes.push(b';');
            self.number(place.x + 1);
        }
        self.bytes.push(b'H');
        self.place = Some(place);
    }

    /// Changes the pen where `next` differs. A manner is only taken off with all others.
    fn change(&mut self, next: Look) {
        if next == self.pen {
            return;
        }
        if next == Look::PLAIN {
            self.bytes.extend_from_slice(b"\x1b[m");
            self.pen = Look::PLAIN;
            return;
        }
        self.bytes.extend_from_slice(b"\x1b[");
        if !next.manner.contains(self.pen.manner) {
            self.bytes.extend_from_slice(b"0;");
            self.pen = Look::PLAIN;
        }
        for (manner, number) in MANNERS {
            if next.manner.contains(manner) && !self.pen.manner.contains(manner) {
                self.parameters(&[number]);
            }
        }
        let layers = [
            (38, self.pen.fg, next.fg),
            (48, self.pen.bg, next.bg),
            (58, self.pen.underline, next.underline),
        ];
        for (layer, before, after) in layers {
            if before != after {
                self.colour(layer, after);
            }
        }
        // The last semicolon ends the list.
        self.bytes.pop();
        self.bytes.push(b'm');
        self.pen = next;
    }

    /// Writes a colour for 38 (characters), 48 (ground) or 58 (the line under them).
    fn colour(&mut self, layer: u8, colour: Color) {
        let number = match colour {
            Color::Reset => return self.parameters(&[layer + 1]),
            Color::Rgb(red, green, blue) => return self.parameters(&[layer, 2, red, green, blue]),
            Color::Indexed(number) => number,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        self.parameters(&[layer, 5, number]);
    }

    fn parameters(&mut self, numbers: &[u8]) {
        for number in numbers {
            self.number(u16::from(*number));
            self.bytes.push(b';');
        }
    }

    fn number(&mut self, number: u16) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.bytes.push(b'0' + (number % 10) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe::glyphs;
    use ratatui::style::Style;

    const SIZE: Size = Size { width: 10, height: 4 };

    type Cell = (&'static str, Style);

    fn put(ink: &mut Ink, x: u16, y: u16, (symbol, style): Cell) {
        for glyph in glyphs(symbol) {
            ink.put(Position { x, y }, Sign::of(&glyph), Look::PLAIN.under(style));
        }
    }

    fn frame(ink: &mut Ink, cells: &[(u16, u16, Cell)]) -> String {
        for (x, y, cell) in cells {
            put(ink, *x, *y, *cell);
        }
        ink.rest(None);
        taken(ink)
    }

    fn taken(ink: &mut Ink) -> String {
        let frame = ink.take().map(|bytes| String::from_utf8(bytes).unwrap()).unwrap_or_default();
        frame.replace("\x1b[", "^")
    }

    #[test]
    fn only_what_differs_is_said() {
        let bar = Style::new().fg(Color::Indexed(221)).bg(Color::Indexed(24));
        let row = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(24)).add_modifier(Modifier::BOLD);
        let mut ink = Ink::new(SIZE);
        let cells = [(0, 1, ("▌", bar)), (1, 1, ("a", row)), (2, 1, ("b", row)), (3, 1, ("c", bar))];
        assert_eq!(
            frame(&mut ink, &cells),
            "^?2026h^2H^38;5;221;48;5;24m▌^1;38;2;1;2;3mab^0;38;5;221;48;5;24mc^m^?25l^?2026l"
        );
        assert_eq!(frame(&mut ink, &[]), "");
    }

    #[test]
    fn one_colour_goes_back_alone() {
        let both = Style::new().fg(Color::Red).bg(Color::LightBlue).underline_color(Color::Cyan);
        let mut ink = Ink::new(SIZE);
        let cells = [(0, 0, ("a", both)), (1, 0, ("b", Style::new().bg(Color::LightBlue)))];
        let written = frame(&mut ink, &cells);
        assert_eq!(written, "^?2026h^1H^38;5;1;48;5;12;58;5;6ma^39;59mb^m^?25l^?2026l");
    }

    #[test]
    fn after_a_wide_character_and_at_the_edge_the_place_is_said_anew() {
        let plain = Style::new();
        let mut ink = Ink::new(SIZE);
        let cells = [(0, 0, ("漢", plain)), (2, 0, ("x", plain)), (9, 0, ("y", plain)), (0, 1, ("z", plain))];
        assert_eq!(frame(&mut ink, &cells), "^?2026h^1H漢^1;3Hx^1;10Hy^2Hz^?25l^?2026l");
    }

    #[test]
    fn the_cursor_is_hidden_once_and_shown_where_it_is() {
        let at = |ink: &mut Ink, place: Option<(u16, u16)>| {
            ink.rest(place.map(Position::from));
            taken(ink)
        };
        let mut ink = Ink::new(SIZE);
        assert_eq!(at(&mut ink, None), "^?2026h^?25l^?2026l");
        assert_eq!(at(&mut ink, None), "");
        assert_eq!(at(&mut ink, Some((3, 2))), "^?2026h^?25h^3;4H^?2026l");
        assert_eq!(at(&mut ink, Some((3, 2))), "");
        put(&mut ink, 0, 0, ("a", Style::new()));
        assert_eq!(at(&mut ink, Some((3, 2))), "^?2026h^1Ha^3;4H^?2026l");
    }
}
