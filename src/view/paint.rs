//! The one place that touches the cells of the screen.
//!
//! Everything drawn goes through `text::safe` here, so no view can let a document steer the
//! terminal, and no glyph is cut in half at an edge.
#![expect(clippy::disallowed_methods, reason = "this is the place the other views are sent to")]

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::safe::{Glyph, glyphs};

/// Draws `text` from the cell `x`, `y` on, at most to the column `end`; returns the column after it.
pub(super) fn put(buffer: &mut Buffer, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
    let mut at = x;
    for glyph in glyphs(text) {
        match put_glyph(buffer, at, y, end, &glyph, style) {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// Draws one glyph; returns the column after it, or `None` when it does not fit before `end`.
pub(super) fn put_glyph(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    end: u16,
    glyph: &Glyph<'_>,
    style: Style,
) -> Option<u16> {
    let next = x.checked_add(u16::try_from(glyph.width).ok()?)?;
    if next > end.min(buffer.area.right()) || y >= buffer.area.bottom() {
        return None;
    }
    // A tab or a mark such as <202E> is a row of narrow characters; anything else one symbol.
    if glyph.width > 1 && glyph.text.is_ascii() {
        for (column, c) in (x..next).zip(glyph.text.chars()) {
            buffer[(column, y)].set_char(c).set_style(style);
        }
        return Some(next);
    }
    if glyph.width > 1 {
        for column in x + 1..next {
            buffer[(column, y)].reset();
        }
    }
    buffer[(x, y)].set_symbol(&glyph.text).set_style(style);
    Some(next)
}

/// Fills the cells of `area` with spaces of a style.
pub(super) fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    for cell in area.intersection(buffer.area).positions() {
        buffer[cell].reset();
        buffer[cell].set_style(style);
    }
}

/// Clears `area` and draws a line around it; returns what is inside.
pub(super) fn boxed(buffer: &mut Buffer, area: Rect, style: Style, line: Style) -> Rect {
    clear(buffer, area, style);
    if area.width < 2 || area.height < 2 {
        return area;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for (y, [left, middle, end]) in [(area.y, ['╭', '─', '╮']), (bottom, ['╰', '─', '╯'])] {
        fill(buffer, area.x, y, area.x + 1, left, line);
        fill(buffer, area.x + 1, y, right, middle, line);
        fill(buffer, right, y, area.right(), end, line);
    }
    for y in area.y + 1..bottom {
        fill(buffer, area.x, y, area.x + 1, '│', line);
        fill(buffer, right, y, area.right(), '│', line);
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Fills a row from `x` to before `end` with one sign.
pub(super) fn fill(buffer: &mut Buffer, x: u16, y: u16, end: u16, sign: char, style: Style) {
    for column in x..end.min(buffer.area.right()) {
        if y < buffer.area.bottom() {
            buffer[(column, y)].set_char(sign).set_style(style);
        }
    }
}
