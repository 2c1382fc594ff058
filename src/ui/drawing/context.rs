//! The buffer that views draw on, and the state that all of them read.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Borders, Clear, Widget};

use crate::compare::Side;
use crate::search::{Keyword, Keywords};
use crate::tasks::EntryId;
use crate::text::width::{fit, width};
use crate::ui::bookmarks::Bookmarks;
use crate::ui::drawing::text::tail;
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::input::Keymap;
use crate::ui::list::library::Library;
use crate::ui::reader::text_pane::TextPane;

/// Cells left of a table: the cursor and a space.
pub(crate) const MARGIN: u16 = 2;

/// The buffer, the theme and the state that every view reads. Drawing changes nothing but the buffer.
pub(crate) struct DrawContext<'a> {
    /// The cells of the screen.
    pub buffer: &'a mut Buffer,
    /// The colours.
    pub theme: &'a Theme,
    /// The key map.
    pub keymap: &'a Keymap,
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The documents.
    pub library: &'a Library,
    /// The bookmarks.
    pub bookmarks: &'a Bookmarks,
    /// The text that the keys go to, if there is one.
    pub pane: Option<&'a TextPane>,
    /// The start of the match last gone to.
    pub match_here: Option<usize>,
}

impl DrawContext<'_> {
    /// Returns the style of a role.
    pub(crate) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Returns words of our own in the style of a role.
    pub(crate) fn words<'w>(&self, words: impl Into<std::borrow::Cow<'w, str>>, role: Role) -> Span<'w> {
        Span::styled(words, self.style(role))
    }

    /// Returns the number of a keyword in its colour.
    pub(crate) fn keyword_sign(&self, number: usize, keywords: &Keywords) -> Span<'static> {
        let colour = keywords.get(number).and_then(Keyword::colour);
        Span::styled(number.to_string(), self.theme.keyword_number(number, colour))
    }

    /// Returns the number of a keyword and its count. A keyword without hits is dim. On a selected row the number is
    /// drawn on the background of its hits, since its colour may be illegible there.
    pub(crate) fn keyword_count(&self, number: usize, count: usize, style: Style) -> [Span<'static>; 2] {
        let is_reversed = style.add_modifier.contains(Modifier::REVERSED);
        let is_on_ground = (style.bg.is_some() || is_reversed) && self.theme.has_keyword_colours();
        let colour = self.keywords.get(number).and_then(Keyword::colour);
        let upright = Modifier::REVERSED | Modifier::BOLD;
        let sign = match count {
            0 => Style::new(),
            _ if is_on_ground => self.theme.keyword(number, colour).remove_modifier(upright),
            _ => self.theme.keyword_number(number, colour),
        };
        let sign = Span::styled(number.to_string(), style.patch(sign));
        [sign, Span::styled(format!(" {count}"), style)]
    }

    /// Draws a line into the first row of an area.
    pub(crate) fn put<'l>(&mut self, line: impl Into<Line<'l>>, area: Rect) {
        line.into().render(area, self.buffer);
    }

    /// Draws a line at the left of an area and another at its right; the left one is cut when there is no
    /// room for both.
    pub(crate) fn put_ends<'l>(&mut self, left: impl Into<Line<'l>>, right: impl Into<Line<'l>>, area: Rect) {
        let right = right.into();
        let width = area.width.saturating_sub(right.width() as u16);
        self.put(left, Rect { width, ..area });
        self.put(right.right_aligned(), area);
    }

    /// Draws a horizontal rule over the first row of an area.
    pub(crate) fn put_rule(&mut self, area: Rect) {
        Block::new().borders(Borders::TOP).border_style(self.style(Role::Rule)).render(area, self.buffer);
    }

    /// Draws a vertical rule over the first column of an area.
    pub(crate) fn put_divider(&mut self, area: Rect) {
        Block::new().borders(Borders::LEFT).border_style(self.style(Role::Rule)).render(area, self.buffer);
    }

    /// Draws an empty box with `rows` rows inside over the panes of `area`, at most `widest` columns wide;
    /// returns the area inside it.
    pub(crate) fn popup(&mut self, area: Rect, rows: usize, widest: u16) -> Rect {
        let wanted = u16::try_from(rows + 2).unwrap_or(area.height);
        let (width, height) = (area.width.min(widest), wanted.clamp(5.min(area.height), area.height));
        let x = area.x + (area.width - width) / 2;
        let y = area.y + (area.height - height) / 3;
        let outer = Rect { x, y, width, height };
        clear(outer, self.buffer);
        self.buffer.set_style(outer, self.style(Role::Screen));
        let style = self.style(Role::Panel);
        let block = Block::bordered()
            .border_type(BorderType::Rounded)
            .style(style)
            .border_style(style.patch(self.style(Role::Rule)));
        let inside = block.inner(outer);
        block.render(outer, self.buffer);
        inside
    }
}

/// Returns the title of a document; without one, the title in the list or the name of the file. If several
/// documents have that title, its path comes after it, and both are cut so that they fit into `room` cells.
pub(crate) fn title_of(library: &Library, entry: EntryId, title: &str, room: usize) -> String {
    let title = match (title, library.entry(entry)) {
        ("", Some(entry)) => entry.title(),
        (title, _) => title.into(),
    };
    if library.is_shared(&title) { title_with_path(library, entry, &title, room) } else { title.into_owned() }
}

/// Returns a title and the path of its document, which takes at most half of `room` cells.
pub(crate) fn title_with_path(library: &Library, entry: EntryId, title: &str, room: usize) -> String {
    let whole = library.shown_path(entry);
    let path = tail(&whole, (room / 2).saturating_sub(4));
    let path = format!(" · {}{path}", if path.len() < whole.len() { "…" } else { "" });
    format!("{}{path}", fit(title, room.saturating_sub(width(&path))))
}

/// Returns the role of the letter of a text in a comparison.
pub(crate) fn side_role(side: Side) -> Role {
    match side {
        Side::Left => Role::SideA,
        Side::Right => Role::SideB,
    }
}

/// Returns an area without its first `left` and last `right` columns.
pub(crate) fn inset(area: Rect, left: u16, right: u16) -> Rect {
    let left = left.min(area.width);
    Rect { x: area.x + left, width: (area.width - left).saturating_sub(right), ..area }
}

/// Empties an area of what was drawn there. A wide symbol that reaches into it from the left is removed
/// whole, because a terminal would draw all of it over the first column of the area.
pub(crate) fn clear(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for x in buffer.area.x..area.x {
            if buffer[(x, y)].cell_width() > area.x - x {
                buffer[(x, y)].set_char(' ');
            }
        }
    }
    Clear.render(area, buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_end_is_cut_first() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let (area, library, keywords) = (buffer.area, Library::default(), Keywords::default());
        let mut cx = DrawContext {
            buffer: &mut buffer,
            theme: &Theme::plain(),
            keymap: &Keymap::with(None).unwrap(),
            keywords: &keywords,
            library: &library,
            bookmarks: &Bookmarks::default(),
            pane: None,
            match_here: None,
        };
        cx.put_ends("too long", " 12", area);
        assert_eq!(buffer, Buffer::with_lines(["too l 12"]));
    }

    #[test]
    fn clearing_leaves_no_half_of_a_wide_symbol() {
        let mut buffer = Buffer::with_lines(["潮潮潮", "abcdef"]);
        clear(Rect { x: 3, y: 0, width: 2, height: 9 }, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["潮    ", "abc  f"]));
    }
}
