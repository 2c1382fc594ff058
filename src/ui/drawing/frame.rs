//! The cells of a screen.
//!
//! A cell of ratatui's takes 48 bytes, so a window of 120 by 40 is 230 KB: the system hands out and
//! empties 57 pages for it, which took a twentieth of the time to the first paint, and finding what
//! changed from one frame to the next read twice as much. Here a cell takes eight: the number of its
//! character, and the number of its look in a table of the few looks a screen has.
//!
//! Cells take a `Glyph`, whose text only the gate (`text::safe`) can fill in, and nothing else.

use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

use crate::text::safe::{Glyph, Run};

/// More cells than one sign covers: `text::safe` keeps 32 code points of one, and none is wider than
/// three cells.
const WIDEST: u16 = 96;

/// Numbers from here on are those of clusters: what is drawn in one place and is no single character.
const CLUSTERS: u32 = 1 << 31;

/// Everything a screen shows.
#[derive(Clone, Debug)]
pub struct Frame {
    size: Size,
    /// Row by row.
    cells: Vec<Cell>,
    /// The looks of the cells; the first one is [`Look::PLAIN`].
    looks: Vec<Look>,
    clusters: Vec<Box<str>>,
    /// The look that was last found: what a number, with a style laid over it, became.
    last: (u32, Style, u32),
}

/// The numbers of a sign and of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    sign: u32,
    look: u32,
}

/// What a cell is before anything is drawn on it.
const EMPTY: Cell = Cell { sign: ' ' as u32, look: 0 };

/// How a sign is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The colour of the characters.
    pub fg: Color,
    /// The colour of the ground.
    pub bg: Color,
    /// The colour of the line under them.
    pub underline: Color,
    /// Bold, italic and their like.
    pub manner: Modifier,
}

impl Look {
    /// How a terminal draws before it is told anything.
    pub const PLAIN: Self =
        Self { fg: Color::Reset, bg: Color::Reset, underline: Color::Reset, manner: Modifier::empty() };

    /// Returns the look with a style laid over it: what the style leaves open stays.
    #[must_use]
    pub fn under(self, style: Style) -> Self {
        let manner = self.manner.union(style.add_modifier).difference(style.sub_modifier);
        Self {
            fg: style.fg.unwrap_or(self.fg),
            bg: style.bg.unwrap_or(self.bg),
            underline: style.underline_color.unwrap_or(self.underline),
            manner,
        }
    }
}

/// What stands in a cell: one character, or several that are drawn in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign<'a>(Kind<'a>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind<'a> {
    One(char),
    Cluster(&'a str),
}

impl<'a> Sign<'a> {
    /// Returns the sign of a glyph.
    pub fn of(glyph: &'a Glyph<'_>) -> Self {
        let text = glyph.text();
        let mut characters = text.chars();
        match (characters.next(), characters.as_str()) {
            (Some(one), "") => Self(Kind::One(one)),
            _ => Self(Kind::Cluster(text)),
        }
    }

    /// Returns its text; `room` is where a character is put.
    pub fn text<'b>(&'b self, room: &'b mut [u8; 4]) -> &'b str {
        match self.0 {
            Kind::One(c) => c.encode_utf8(room),
            Kind::Cluster(text) => text,
        }
    }

    /// Returns how many cells it takes, at least 1.
    pub fn cells(&self) -> usize {
        match self.0 {
            Kind::One(' '..='~') => 1,
            _ => self.text(&mut [0; 4]).width().max(1),
        }
    }
}

impl Frame {
    /// Returns the empty cells of a screen.
    pub fn new(size: Size) -> Self {
        let cells = vec![EMPTY; usize::from(size.width) * usize::from(size.height)];
        Self { size, cells, looks: vec![Look::PLAIN], clusters: Vec::new(), last: (0, Style::new(), 0) }
    }

    /// Takes everything off the cells.
    pub fn wipe(&mut self) {
        self.cells.fill(EMPTY);
        self.looks.truncate(1);
        self.clusters.clear();
        self.last = (0, Style::new(), 0);
    }

    /// Returns the area of the screen.
    pub fn area(&self) -> Rect {
        Rect::from((Position::ORIGIN, self.size))
    }

    /// Returns the sign in a cell and its look; outside the screen a plain space.
    pub fn at(&self, place: Position) -> (Sign<'_>, Look) {
        let cell = self.place(place.x, place.y).map_or(EMPTY, |place| self.cells[place]);
        (self.sign(cell), self.look(cell))
    }

    /// Puts a glyph into the cells from `x` on, in a style laid over the one that is there. What is
    /// outside the screen is left out.
    pub(crate) fn put(&mut self, x: u16, y: u16, glyph: &Glyph<'_>, style: Style) {
        let text = glyph.text();
        if let [byte] = text.as_bytes() {
            return self.set(x, y, u32::from(*byte), style);
        }
        // A tab or a mark such as <202E> is a row of narrow characters; anything else one sign.
        if glyph.width > 1 && text.is_ascii() {
            for (column, byte) in (x..).zip(text.bytes()) {
                self.set(column, y, u32::from(byte), style);
            }
            return;
        }
        let sign = match Sign::of(glyph).0 {
            Kind::One(c) => u32::from(c),
            Kind::Cluster(text) => self.cluster(text),
        };
        for column in x + 1..x.saturating_add(glyph.width as u16) {
            if let Some(place) = self.place(column, y) {
                self.cells[place] = EMPTY;
            }
        }
        self.set(x, y, sign, style);
    }

    /// Puts the first `most` characters of a run into the cells from `x` on, each into one. What is
    /// outside the screen is left out.
    pub(crate) fn put_run(&mut self, x: u16, y: u16, run: Run<'_>, most: usize, style: Style) {
        let Some(start) = self.place(x, y) else { return };
        let room = most.min(usize::from(self.size.width - x));
        let mut looks = (EMPTY.look, self.styled(EMPTY.look, style));
        for (place, byte) in (start..start + room).zip(run.text().bytes()) {
            let before = self.cells[place].look;
            if before != looks.0 {
                looks = (before, self.styled(before, style));
            }
            self.cells[place] = Cell { sign: u32::from(byte), look: looks.1 };
        }
    }

    /// Fills an area with spaces of a style; what was there leaves nothing. What reaches into it from
    /// the left goes whole.
    pub(crate) fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.area());
        let cell = Cell { look: self.styled(EMPTY.look, style), ..EMPTY };
        for y in area.top()..area.bottom() {
            self.lift_off(area.x, y);
            let start = usize::from(y) * usize::from(self.size.width);
            self.cells[start + usize::from(area.left())..start + usize::from(area.right())].fill(cell);
        }
    }

    /// Takes away the wide sign that begins before the column `x` and reaches over it: half of it
    /// would be left, and a terminal would draw all of it over what comes to stand at `x`.
    fn lift_off(&mut self, x: u16, y: u16) {
        let reaches = |column: &u16| {
            let (sign, _) = self.at(Position { x: *column, y });
            usize::from(x - *column) < sign.cells()
        };
        if let Some(column) = (x.saturating_sub(WIDEST)..x).find(reaches)
            && let Some(place) = self.place(column, y)
        {
            self.cells[place].sign = EMPTY.sign;
        }
    }

    fn set(&mut self, x: u16, y: u16, sign: u32, style: Style) {
        if let Some(place) = self.place(x, y) {
            let look = self.styled(self.cells[place].look, style);
            self.cells[place] = Cell { sign, look };
        }
    }

    fn place(&self, x: u16, y: u16) -> Option<usize> {
        let is_inside = x < self.size.width && y < self.size.height;
        is_inside.then(|| usize::from(y) * usize::from(self.size.width) + usize::from(x))
    }

    /// Returns the number of a look with a style laid over it.
    fn styled(&mut self, look: u32, style: Style) -> u32 {
        if (self.last.0, self.last.1) == (look, style) {
            return self.last.2;
        }
        let wanted = self.looks[look as usize].under(style);
        let known = self.looks.iter().position(|look| *look == wanted);
        let number = known.unwrap_or_else(|| {
            self.looks.push(wanted);
            self.looks.len() - 1
        }) as u32;
        self.last = (look, style, number);
        number
    }

    /// Returns the number of a cluster.
    fn cluster(&mut self, text: &str) -> u32 {
        let last = self.clusters.last().filter(|last| ***last == *text);
        if last.is_none() {
            self.clusters.push(text.into());
        }
        CLUSTERS + (self.clusters.len() - 1) as u32
    }

    fn sign(&self, cell: Cell) -> Sign<'_> {
        match cell.sign.checked_sub(CLUSTERS) {
            Some(number) => Sign(Kind::Cluster(&self.clusters[number as usize])),
            // Every number below is one of a character that was put.
            None => Sign(Kind::One(char::from_u32(cell.sign).unwrap_or(' '))),
        }
    }

    fn look(&self, cell: Cell) -> Look {
        self.looks[cell.look as usize]
    }
}

/// Two frames of one size beside each other.
pub(crate) struct Compared<'a> {
    before: Option<&'a Frame>,
    next: &'a Frame,
    /// For each look of the frame before, its number in the next one.
    looks: Vec<Option<u32>>,
}

impl<'a> Compared<'a> {
    /// Puts a frame beside the one before it; without one, beside an empty screen.
    pub(crate) fn new(before: Option<&'a Frame>, next: &'a Frame) -> Self {
        let before = before.filter(|before| before.size == next.size);
        let number = |look: &Look| next.looks.iter().position(|other| other == look).map(|at| at as u32);
        let looks = before.map_or(Vec::new(), |before| before.looks.iter().map(number).collect());
        Self { before, next, looks }
    }

    /// Tells whether a cell, by its number, is as it was.
    pub(crate) fn is_same(&self, place: usize) -> bool {
        let next = self.next.cells[place];
        let Some(frame) = self.before else { return next == EMPTY };
        let before = frame.cells[place];
        if self.looks[before.look as usize] != Some(next.look) {
            return false;
        }
        if before.sign < CLUSTERS || next.sign < CLUSTERS {
            return before.sign == next.sign;
        }
        frame.sign(before) == self.next.sign(next)
    }

    /// Returns how many of the cells from `place` on are as they were, one behind the other; it may
    /// stop before one that is not a single printable character of ASCII.
    pub(crate) fn same_from(&self, place: usize, most: usize) -> usize {
        let next = self.next.cells[place..place + most].iter();
        let Some(frame) = self.before else {
            return next.take_while(|cell| **cell == EMPTY).count();
        };
        let before = frame.cells[place..place + most].iter();
        let is_same = |(before, next): &(&Cell, &Cell)| {
            let is_one = (u32::from(' ')..=u32::from('~')).contains(&next.sign);
            is_one && before.sign == next.sign && self.looks[before.look as usize] == Some(next.look)
        };
        before.zip(next).take_while(is_same).count()
    }

    /// Returns the sign in a cell of the frame before, by the number of the cell.
    pub(crate) fn was(&self, place: usize) -> Sign<'_> {
        self.before.map_or(Sign(Kind::One(' ')), |frame| frame.sign(frame.cells[place]))
    }

    /// Returns the sign in a cell of the next frame, by the number of the cell.
    pub(crate) fn is(&self, place: usize) -> Sign<'a> {
        self.next.sign(self.next.cells[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe::glyphs;

    fn written(frame: &mut Frame, x: u16, text: &str, style: Style) {
        let mut x = x;
        for glyph in glyphs(text) {
            frame.put(x, 0, &glyph, style);
            x += glyph.width as u16;
        }
    }

    fn row(frame: &Frame) -> String {
        let cells = (0..frame.size.width).map(|x| frame.at(Position { x, y: 0 }).0);
        cells.map(|sign| sign.text(&mut [0; 4]).to_string()).collect()
    }

    #[test]
    fn a_style_leaves_what_it_does_not_name() {
        let mut frame = Frame::new(Size { width: 4, height: 1 });
        frame.clear(frame.area(), Style::new().bg(Color::Blue));
        written(&mut frame, 1, "a", Style::new().fg(Color::Red).add_modifier(Modifier::BOLD));
        let (_, look) = frame.at(Position { x: 1, y: 0 });
        let expected = Look { fg: Color::Red, bg: Color::Blue, manner: Modifier::BOLD, ..Look::PLAIN };
        assert_eq!(look, expected);
        let lighter = Style::new().remove_modifier(Modifier::BOLD);
        assert_eq!(expected.under(lighter), Look { manner: Modifier::empty(), ..expected });
        frame.wipe();
        assert_eq!(frame.at(Position { x: 1, y: 0 }), (Sign(Kind::One(' ')), Look::PLAIN));
    }

    #[test]
    fn marks_are_narrow_and_clusters_stand_in_one_place() {
        let mut frame = Frame::new(Size { width: 12, height: 1 });
        written(&mut frame, 0, "\u{202e}e\u{301}潮a", Style::new());
        assert_eq!(row(&frame), "<202E>e\u{301}潮 a  ");
        written(&mut frame, 11, "潮", Style::new());
        written(&mut frame, 12, "b", Style::new());
        assert_eq!(frame.at(Position { x: 12, y: 0 }).0, Sign(Kind::One(' ')));
    }

    #[test]
    fn what_is_cleared_leaves_no_half() {
        let mut frame = Frame::new(Size { width: 6, height: 1 });
        written(&mut frame, 0, "潮潮潮", Style::new());
        frame.clear(Rect { x: 3, y: 0, width: 2, height: 9 }, Style::new());
        assert_eq!(row(&frame), "潮     ");
    }

    #[test]
    fn looks_and_clusters_are_compared_and_not_their_numbers() {
        let [red, blue] = [Color::Red, Color::Blue].map(|colour| Style::new().fg(colour));
        let size = Size { width: 4, height: 1 };
        let [mut before, mut next] = [Frame::new(size), Frame::new(size)];
        written(&mut before, 0, "e\u{301}a\u{301}", red);
        written(&mut before, 2, "bc", blue);
        written(&mut next, 2, "b", blue);
        written(&mut next, 1, "a\u{301}", red);
        written(&mut next, 0, "u\u{301}", red);
        written(&mut next, 3, "c", red);
        let compared = Compared::new(Some(&before), &next);
        assert_eq!([0, 1, 2, 3].map(|place| compared.is_same(place)), [false, true, true, false]);
        assert_eq!([0, 1, 2, 3].map(|place| compared.same_from(place, 4 - place)), [0, 0, 1, 0]);
        let compared = Compared::new(None, &next);
        assert!((0..4).all(|place| !compared.is_same(place)));
    }
}
