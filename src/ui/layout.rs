//! The areas of the panes on a screen of some size.
//!
//! A pure function, used by keys to scroll and by drawing, so that the two agree and drawing changes no
//! state.

use ratatui::layout::{Position, Rect, Size};

use crate::compare::Side;

/// The smallest window in which anything is shown.
pub const SMALLEST: Size = Size { width: 20, height: 6 };

/// Cells left of the text: the cursor, the link, a space.
const MARGIN_LEFT: u16 = 3;

/// Cells right of the text: a space and the numbers of the keywords on the row.
const MARGIN_RIGHT: u16 = 3;

/// A pane narrower than this has only the space.
const NARROW: u16 = 36;

/// A window with fewer rows has no legend.
const LEGEND_ROOMY: u16 = 12;

/// A window with fewer columns shows one of two linked texts, the counterpart of its current sentence below it.
const ONE_TEXT: u16 = 80;

/// Rows for that counterpart: a rule with its name, and its words.
const COUNTERPART: u16 = 4;

/// From this width on two texts have lines between their linked sentences, in this many columns.
const CONNECTED: u16 = 110;
const GUTTER: u16 = 8;

/// Rows below a table for the words of one document.
const WORDS: u16 = 5;

/// The most rows for notes below a text, the rule above them included; a text of fewer rows than `LOW` has none.
const NOTES: u16 = 6;
const LOW: u16 = 8;

/// A table with fewer rows shows nothing but claims.
const ROOMY: u16 = 10;

/// A text pane: its text, its margins and its scrollbar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextArea {
    /// All of it.
    pub area: Rect,
    /// The area of the words.
    pub text: Rect,
    /// The first of the columns left of the words: the cursor, the link, the number of links if there is room.
    pub marks: u16,
    /// The first column after the numbers beside the words.
    pub margin: u16,
    /// The column left of the scrollbar in which a comparison shows where its links are.
    pub bar: Option<u16>,
    /// The column of the scrollbar.
    pub scrollbar: u16,
    /// The area below it for the notes that its rows refer to; no rows where there are no notes or no room.
    pub notes: Rect,
}

impl TextArea {
    fn of(area: Rect, measure: u16) -> Self {
        let scrollbar = area.right().saturating_sub(1);
        let inside = area.width.saturating_sub(1);
        let right = if area.width < NARROW { 1 } else { MARGIN_RIGHT };
        let room = inside.saturating_sub(MARGIN_LEFT + right).max(1);
        let width = room.min(measure);
        let left = MARGIN_LEFT + (room - width) / 2;
        let x = (area.x + left).min(scrollbar);
        let margin = (x + width + right).min(scrollbar);
        let text = Rect { x, width, ..area };
        let marks = x.saturating_sub(MARGIN_LEFT).max(area.x);
        Self { area, text, marks, margin, bar: None, scrollbar, notes: Rect::default() }
    }

    /// Returns the pane of a text in a comparison, with a column for the bar.
    fn of_side(area: Rect, measure: u16) -> Self {
        let text = Self::of(Rect { width: area.width.saturating_sub(1), ..area }, measure);
        Self { area, bar: Some(text.scrollbar), scrollbar: area.right().saturating_sub(1), ..text }
    }

    /// Returns the pane with one more column left of the words.
    fn with_count(mut self) -> Self {
        (self.text.x, self.text.width) = (self.text.x + 1, self.text.width.saturating_sub(1).max(1));
        self
    }

    /// Returns the most rows that notes below the text may take.
    pub fn most_notes(&self) -> u16 {
        let height = self.area.height + self.notes.height;
        if height < LOW { 0 } else { (height / 4).min(NOTES) }
    }

    /// Returns the pane with its lowest `rows` given to notes, as far as there is room.
    #[must_use]
    pub fn with_notes(mut self, rows: u16) -> Self {
        let (height, rows) = (self.area.height + self.notes.height, rows.min(self.most_notes()));
        self.area.height = height - rows;
        self.text.height = height - rows;
        self.notes = Rect { y: self.area.bottom(), height: rows, ..self.text };
        self
    }

    /// Returns the cells a row of text has.
    pub fn cells(&self) -> usize {
        usize::from(self.text.width)
    }

    /// Returns the rows it has.
    pub fn rows(&self) -> usize {
        usize::from(self.area.height)
    }
}

/// The panes to lay out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panes {
    /// The text, with a list of this width beside it if there is one.
    Reading(Option<u16>),
    /// Two texts, or one of them alone.
    Comparison(Sides),
    /// A table over the whole width, with the words of the selected row below it.
    Table,
}

/// The texts of a comparison to lay out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Both side by side, as columns of a table.
    Columns,
    /// Both with their links; in a narrow window the one with the cursor, which is on this side.
    Linked(Side),
    /// One alone.
    One(Side),
}

/// Two texts in a window with room for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// The side that is shown; both have the same area.
    pub side: Side,
    /// The area below it for the counterpart of its current sentence.
    pub counterpart: Rect,
}

/// The values that determine the size of all panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimensions {
    /// Whether a row explains the marks.
    pub legend: bool,
    /// The size of the terminal window, in cells.
    pub size: Size,
    /// The widest a row of text gets, in cells.
    pub measure: u16,
}

/// The areas of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The window is too small for anything but a message.
    TooSmall,
    /// The list and the text.
    Reading {
        /// Titles above the panes.
        header: Rect,
        /// The list, if it is shown; the column right of it divides.
        list: Option<Rect>,
        /// The text.
        text: TextArea,
        /// The bottom row.
        status: Rect,
    },
    /// Two texts side by side, or one of them.
    Comparison {
        /// Two rows of titles and figures.
        header: Rect,
        /// The left text, absent when only the right one is shown.
        left: Option<TextArea>,
        /// The right text.
        right: Option<TextArea>,
        /// The columns between both texts; none where there are not two side by side.
        gutter: Rect,
        /// The text shown alone and its counterpart, in a narrow window.
        stacked: Option<Stacked>,
        /// The row that says why two sentences are linked.
        why: Rect,
        /// The bottom row.
        status: Rect,
    },
    /// What three documents or more say.
    Table {
        /// Two rows: how many claims, which documents.
        header: Rect,
        /// The claims, one a row.
        table: Rect,
        /// The words of the selected document; no rows in a low window.
        below: Rect,
        /// The bottom row.
        status: Rect,
    },
}

/// The part of the screen at a cell of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// The list.
    List(Rect),
    /// The line between the list and the text.
    Divider,
    /// The text of the reader.
    Text(TextArea),
    /// Its scrollbar.
    Scrollbar(TextArea),
    /// A side of a comparison.
    Side(Side, TextArea),
    /// Its bar and its scrollbar.
    Bar(Side, TextArea),
    /// The counterpart of the current sentence, below the text shown alone.
    Counterpart,
    /// A table.
    Table(Rect),
    /// Nothing that can be used.
    Nothing,
}

impl Layout {
    /// Returns the areas of `panes`.
    pub fn of(dimensions: Dimensions, panes: Panes) -> Self {
        let Dimensions { mut size, measure, .. } = dimensions;
        if size.width < SMALLEST.width || size.height < SMALLEST.height {
            return Layout::TooSmall;
        }
        let row = |y: u16, height: u16| Rect { x: 0, y, width: size.width, height };
        let status = row(size.height - 1, 1);
        size.height -= legend_row(dimensions).height;
        match panes {
            Panes::Reading(list_width) => {
                let body = row(1, size.height - 2);
                let list = list_width.map(|width| list_area(body, width));
                let from = list.map_or(0, |list| list.right() + 1);
                let text = Rect { x: from, width: size.width.saturating_sub(from), ..body };
                Layout::Reading { header: row(0, 1), list, text: TextArea::of(text, measure), status }
            }
            Panes::Table => {
                let body = row(2, size.height - 3);
                let words = if body.height >= ROOMY { WORDS } else { 0 };
                let table = Rect { height: body.height - words, ..body };
                let below = Rect { y: table.bottom(), height: words, ..body };
                Layout::Table { header: row(0, 2), table, below, status }
            }
            Panes::Comparison(sides) => {
                let body = row(2, size.height - 4);
                let side = |x: u16, width: u16| TextArea::of_side(Rect { x, width, ..body }, measure);
                let (header, why) = (row(0, 2), row(size.height - 2, 1));
                let none = Rect { x: size.width, width: 0, ..body };
                let (left, right, gutter, stacked) = match sides {
                    Sides::One(Side::Left) => (Some(side(0, size.width)), None, none, None),
                    Sides::One(Side::Right) => (None, Some(side(0, size.width)), none, None),
                    Sides::Linked(side) if size.width < ONE_TEXT => {
                        let (text, stacked) = stacked(body, measure, side);
                        (Some(text), Some(text), none, Some(stacked))
                    }
                    Sides::Columns | Sides::Linked(_) => {
                        let is_wide = size.width >= CONNECTED && sides != Sides::Columns;
                        let width = if is_wide { GUTTER } else { 1 };
                        let half = (size.width - width) / 2;
                        let gutter = Rect { x: half, width, ..body };
                        let right = side(gutter.right(), size.width - gutter.right());
                        (Some(side(0, half)), Some(right), gutter, None)
                    }
                };
                Layout::Comparison { header, left, right, gutter, stacked, why, status }
            }
        }
    }

    /// Returns the same areas with `rows` for notes below each text, as far as there is room.
    #[must_use]
    pub fn with_notes(mut self, rows: u16) -> Self {
        match &mut self {
            Layout::Reading { text, .. } => *text = text.with_notes(rows),
            Layout::Comparison { left, right, gutter, .. } => {
                for text in [left, right].into_iter().flatten() {
                    *text = text.with_notes(rows);
                    gutter.height = text.area.height;
                }
            }
            Layout::TooSmall | Layout::Table { .. } => {}
        }
        self
    }

    /// Returns the part of the screen at a cell of the window.
    pub fn under(&self, cell: Position) -> Under {
        match self {
            Layout::Reading { list, text, .. } => match list {
                Some(list) if list.contains(cell) => Under::List(*list),
                Some(list) if cell.x == list.right() => Under::Divider,
                Some(_) | None if !text.area.contains(cell) => Under::Nothing,
                Some(_) | None if cell.x == text.scrollbar => Under::Scrollbar(*text),
                Some(_) | None => Under::Text(*text),
            },
            Layout::Comparison { stacked, .. } => {
                let hidden = stacked.map(|stacked| stacked.side.other());
                let sides = [Side::Left, Side::Right].into_iter().filter(|side| Some(*side) != hidden);
                let mut areas = sides.filter_map(|side| Some((side, *self.side(side)?)));
                match areas.find(|(_, area)| area.area.contains(cell)) {
                    Some((side, area)) if area.bar.is_some_and(|bar| cell.x >= bar) => Under::Bar(side, area),
                    Some((side, area)) => Under::Side(side, area),
                    None if stacked.is_some_and(|stacked| stacked.counterpart.contains(cell)) => {
                        Under::Counterpart
                    }
                    None => Under::Nothing,
                }
            }
            Layout::Table { table, .. } if table.contains(cell) => Under::Table(*table),
            Layout::Table { .. } | Layout::TooSmall => Under::Nothing,
        }
    }

    /// Returns the area of all panes: the window without the bottom row.
    pub fn panes(&self) -> Rect {
        self.status().map_or(Rect::default(), |status| Rect { y: 0, height: status.y, ..status })
    }

    /// Returns the bottom row.
    pub fn status(&self) -> Option<Rect> {
        match self {
            Layout::TooSmall => None,
            Layout::Reading { status, .. }
            | Layout::Comparison { status, .. }
            | Layout::Table { status, .. } => Some(*status),
        }
    }

    /// Returns the area of the list, if it is shown.
    pub fn list(&self) -> Option<Rect> {
        if let Layout::Reading { list, .. } = self { *list } else { None }
    }

    /// Returns the area of the text of the reader.
    pub fn text(&self) -> Option<&TextArea> {
        if let Layout::Reading { text, .. } = self { Some(text) } else { None }
    }

    /// Returns the area of the text of a side of a comparison.
    pub fn side(&self, side: Side) -> Option<&TextArea> {
        match (self, side) {
            (Layout::Comparison { left, .. }, Side::Left) => left.as_ref(),
            (Layout::Comparison { right, .. }, Side::Right) => right.as_ref(),
            (Layout::TooSmall | Layout::Reading { .. } | Layout::Table { .. }, _) => None,
        }
    }

    /// Returns how many rows of a table, or else of a text, are in view.
    pub fn page_rows(&self) -> usize {
        match self {
            Layout::TooSmall => 1,
            Layout::Reading { text, .. } => text.rows(),
            Layout::Comparison { left, right, .. } => left.or(*right).map_or(1, |side| side.rows()),
            Layout::Table { table, .. } => usize::from(table.height),
        }
    }
}

/// Returns the areas of one of two linked texts in a narrow window and of its counterpart below it.
fn stacked(body: Rect, measure: u16, side: Side) -> (TextArea, Stacked) {
    let below = if body.height >= 2 * COUNTERPART { COUNTERPART } else { 0 };
    let text = Rect { height: body.height - below, ..body };
    let counterpart = Rect { y: text.bottom(), height: below, ..body };
    (TextArea::of_side(text, measure).with_count(), Stacked { side, counterpart })
}

/// Returns the row above the bottom one that explains the marks; it has no height where there is none.
pub fn legend_row(Dimensions { legend, size, .. }: Dimensions) -> Rect {
    let height = u16::from(legend && size.height >= LEGEND_ROOMY);
    Rect { x: 0, y: size.height.saturating_sub(2), width: size.width, height }
}

/// The text keeps at least half of the window, and a narrow list still shows a few words.
fn list_area(body: Rect, width: u16) -> Rect {
    Rect { width: width.clamp(8, (body.width / 2).max(8)), ..body }
}

/// Returns the width of the list in a window of `columns` unless the user has chosen one: no wider than its
/// title, or entries of `widest` cells, need.
pub fn usual_list_width(columns: u16, widest: usize) -> u16 {
    let needed = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(LIST_MARGINS).max(LIST_TITLE);
    (columns * 3 / 10).clamp(12, 48).min(needed)
}

/// Cells beside the words of an entry: the cursor, the mark, a space, and one after them.
const LIST_MARGINS: u16 = 4;

/// Cells of the title of a list of few documents.
const LIST_TITLE: u16 = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn laid_out(width: u16, height: u16, panes: Panes, measure: u16) -> Layout {
        Layout::of(Dimensions { size: Size { width, height }, measure, legend: false }, panes)
    }

    fn areas(layout: Layout) -> Vec<Rect> {
        match layout {
            Layout::TooSmall => Vec::new(),
            Layout::Reading { header, list, text, status } => {
                [header, text.area, text.notes, status].into_iter().chain(list).collect()
            }
            Layout::Table { header, table, below, status } => vec![header, table, below, status],
            Layout::Comparison { header, left, right, gutter, stacked, why, status } => {
                let right = right.filter(|_| stacked.is_none());
                let below = stacked.map(|stacked| stacked.counterpart);
                let texts = [left, right].into_iter().flatten().flat_map(|text| [text.area, text.notes]);
                [header, gutter, why, status].into_iter().chain(texts).chain(below).collect()
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_overlaps_or_leaves_the_window(width in 1u16..500, height in 1u16..200, list in 0u16..300, which in 0..7, legend: bool, notes in 0u16..9) {
            let sides = [Sides::Columns, Sides::Linked(Side::Right), Sides::One(Side::Left), Sides::One(Side::Right)];
            let panes = match which {
                0 => Panes::Reading(None),
                1 => Panes::Reading(Some(list)),
                2 => Panes::Table,
                sides_of => Panes::Comparison(sides[sides_of as usize - 3]),
            };
            let dimensions = Dimensions { size: Size { width, height }, measure: 80, legend };
            let layout = Layout::of(dimensions, panes);
            let layout = layout.with_notes(notes);
            let window = Rect { x: 0, y: 0, width, height };
            let mut areas = areas(layout);
            if !areas.is_empty() {
                areas.push(legend_row(dimensions));
            }
            areas.retain(|area| !area.is_empty());
            for (number, area) in areas.iter().enumerate() {
                prop_assert_eq!(area.intersection(window), *area);
                for other in &areas[number + 1..] {
                    prop_assert!(!area.intersects(*other), "{:?} {:?}", area, other);
                }
            }
        }

        #[test]
        fn the_text_is_between_its_margins(width in 20u16..500, measure in 20u16..120) {
            let Layout::Reading { text, .. } = laid_out(width, 20, Panes::Reading(None), measure) else {
                return Err(TestCaseError::fail("too small"));
            };
            prop_assert!(text.text.width <= measure);
            prop_assert!(text.text.x >= MARGIN_LEFT);
            prop_assert_eq!(text.marks + MARGIN_LEFT, text.text.x);
            prop_assert!(text.text.right() < text.scrollbar);
        }
    }
}
