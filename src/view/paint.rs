//! The one place that touches the cells of the screen.
//!
//! Everything drawn goes through `text::safe` here, so no view can let a document steer the
//! terminal, and no glyph is cut in half at an edge.
#![expect(clippy::disallowed_methods, reason = "this is the place the other views are sent to")]

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Role, Theme};
use crate::app::TextArea;
use crate::app::text_pane::TextPane;
use crate::document::Row;
use crate::text::safe::{Glyph, glyphs};

/// More cells than one symbol covers: `text::safe` keeps 32 code points of one, and none is wider than three cells.
const WIDEST: u16 = 96;

/// The screen being drawn and the colours it is drawn in.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// The pages asked for while this screen is drawn, by their pane and its area.
    pages: Vec<(*const TextPane, Rect, Rc<[Row]>)>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme, pages: Vec::new() }
    }

    /// Returns the colours.
    pub(super) fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Returns the style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Returns the rows of a pane to be shown, worked out once however often they are asked for:
    /// nothing moves while a screen is drawn.
    pub(super) fn page(&mut self, pane: &TextPane, area: &TextArea) -> Rc<[Row]> {
        let is_known =
            |(of, text, _): &&(*const TextPane, Rect, _)| std::ptr::eq(*of, pane) && *text == area.text;
        if let Some((_, _, page)) = self.pages.iter().find(is_known) {
            return Rc::clone(page);
        }
        let page: Rc<[Row]> = pane.page(area).into();
        self.pages.push((pane, area.text, Rc::clone(&page)));
        page
    }

    /// Draws `text` from the cell `x`, `y` on, at most to the column `end`; returns the column after it.
    pub(super) fn put(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        for glyph in glyphs(text) {
            match self.put_glyph(at, y, end, &glyph, style) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// Draws one glyph; returns the column after it, or `None` when it does not fit before `end`.
    pub(super) fn put_glyph(
        &mut self,
        x: u16,
        y: u16,
        end: u16,
        glyph: &Glyph<'_>,
        style: Style,
    ) -> Option<u16> {
        let next = x.checked_add(u16::try_from(glyph.width).ok()?)?;
        if next > end.min(self.buffer.area.right()) || y >= self.buffer.area.bottom() {
            return None;
        }
        // A tab or a mark such as <202E> is a row of narrow characters; anything else one symbol.
        if glyph.width > 1 && glyph.text().is_ascii() {
            for (column, c) in (x..next).zip(glyph.text().chars()) {
                self.buffer[(column, y)].set_char(c).set_style(style);
            }
            return Some(next);
        }
        for column in x + 1..next {
            self.buffer[(column, y)].reset();
        }
        self.buffer[(x, y)].set_symbol(glyph.text()).set_style(style);
        Some(next)
    }

    /// Fills the cells of `area` with spaces of a style. What reaches into it from the left goes whole.
    pub(super) fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.rows().map(|row| row.y) {
            self.lift_off(area.x, y);
        }
        for cell in area.positions() {
            self.buffer[cell].reset();
            self.buffer[cell].set_style(style);
        }
    }

    /// Takes away the wide symbol that begins before the column `x` and reaches over it: half of it
    /// would be left, and a terminal would draw all of it over what comes to stand at `x`.
    fn lift_off(&mut self, x: u16, y: u16) {
        let reaches = |column: &u16| {
            let symbol = self.buffer[(*column, y)].symbol();
            glyphs(symbol).next().is_some_and(|glyph| usize::from(x - *column) < glyph.width)
        };
        if let Some(column) = (self.buffer.area.x.max(x.saturating_sub(WIDEST))..x).find(reaches) {
            self.buffer[(column, y)].set_char(' ');
        }
    }

    /// Clears `area` and draws a line around it; returns what is inside.
    pub(super) fn boxed(&mut self, area: Rect, style: Style, line: Style) -> Rect {
        self.clear(area, style);
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for (y, [left, middle, end]) in [(area.y, ["╭", "─", "╮"]), (bottom, ["╰", "─", "╯"])] {
            self.fill(area.x, y, area.x + 1, left, line);
            self.fill(area.x + 1, y, right, middle, line);
            self.fill(right, y, area.right(), end, line);
        }
        for y in area.y + 1..bottom {
            self.fill(area.x, y, area.x + 1, "│", line);
            self.fill(right, y, area.right(), "│", line);
        }
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    }

    /// Fills a row from `x` to before `end` with one sign of ours, one cell wide.
    pub(super) fn fill(&mut self, x: u16, y: u16, end: u16, sign: &'static str, style: Style) {
        for glyph in glyphs(sign).take(1) {
            for column in x..end.min(self.buffer.area.right()) {
                self.put_glyph(column, y, end, &glyph, style);
            }
        }
    }
}
