//! The one place from which the cells of the screen are filled.
//!
//! Everything drawn goes through `text::safe` here, so no view can let a document steer the
//! terminal, and no glyph is cut in half at an edge.
use std::rc::Rc;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::document::Row;
use crate::text::safe::{Glyph, Run, glyphs};
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::TextPane;

/// More cells than one symbol covers.
const WIDEST: u16 = 4;

/// The screen being drawn and the colours it is drawn in.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// The pages asked for while this screen is drawn, by their pane and its area.
    pages: Vec<(*const TextPane, Rect, Rc<[Row]>)>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme, pages: Vec::new() }
    }

    /// Returns the colours.
    pub(crate) fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Returns the style of a role.
    pub(crate) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Returns the rows of a pane to be shown, worked out once however often they are asked for:
    /// nothing moves while a screen is drawn.
    pub(crate) fn page(&mut self, pane: &TextPane, area: &TextArea) -> Rc<[Row]> {
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
    pub(crate) fn put(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        let mut glyphs = glyphs(text);
        loop {
            let run = glyphs.take_run();
            let cut = at.saturating_add(run.text().len() as u16).min(end);
            let next = self.put_run(at, y, end, run, style);
            let glyph = next.and_then(|next| Some((next, glyphs.next()?)));
            let Some((next, glyph)) = glyph else { return next.unwrap_or(cut) };
            match self.put_glyph(next, y, end, &glyph, style) {
                Some(next) => at = next,
                None => return next,
            }
        }
    }

    /// Draws a run, as far as it fits before `end`; returns the column after it, or `None` when not all
    /// of it does.
    pub(crate) fn put_run(&mut self, x: u16, y: u16, end: u16, run: Run<'_>, style: Style) -> Option<u16> {
        let area = self.buffer.area;
        let end = if y < area.bottom() { end.min(area.right()) } else { x };
        let room = usize::from(end.saturating_sub(x));
        let length = run.text().len();
        for (column, byte) in (x..).zip(run.text().bytes()).take(room) {
            self.buffer[(column, y)].set_char(char::from(byte)).set_style(style);
        }
        (length <= room).then(|| x + length as u16)
    }

    /// Draws one glyph; returns the column after it, or `None` when it does not fit before `end`.
    pub(crate) fn put_glyph(
        &mut self,
        x: u16,
        y: u16,
        end: u16,
        glyph: &Glyph<'_>,
        style: Style,
    ) -> Option<u16> {
        let next = x.checked_add(u16::try_from(glyph.width).ok()?)?;
        let area = self.buffer.area;
        if next > end.min(area.right()) || y >= area.bottom() {
            return None;
        }
        let text = glyph.text();
        // A tab or a mark such as <202E> is a row of narrow characters; anything else one symbol.
        if text.is_ascii() {
            for (column, byte) in (x..).zip(text.bytes()) {
                self.buffer[(column, y)].set_char(char::from(byte)).set_style(style);
            }
            return Some(next);
        }
        self.buffer[(x, y)].set_symbol(text).set_style(style);
        for column in x + 1..next {
            self.buffer[(column, y)].set_char(' ').set_style(style);
        }
        Some(next)
    }

    /// Fills the cells of `area` with spaces of a style.
    pub(crate) fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            // A wide symbol that reaches into the area goes whole: a terminal would draw all of it.
            for x in area.x.saturating_sub(WIDEST)..area.x {
                if self.buffer[(x, y)].cell_width() > area.x - x {
                    self.buffer[(x, y)].set_char(' ');
                }
            }
        }
        Clear.render(area, self.buffer);
        self.buffer.set_style(area, style);
    }

    /// Clears `area` and draws a line around it; returns what is inside.
    pub(crate) fn boxed(&mut self, area: Rect, style: Style, line: Style) -> Rect {
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
    pub(crate) fn fill(&mut self, x: u16, y: u16, end: u16, sign: &'static str, style: Style) {
        for glyph in glyphs(sign).take(1) {
            for column in x..end.min(self.buffer.area.right()) {
                self.put_glyph(column, y, end, &glyph, style);
            }
        }
    }
}
