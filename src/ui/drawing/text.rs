//! Text as ratatui draws it.
//!
//! Foreign text (documents, names, titles, errors, what was typed) becomes spans by [`span`], [`fitted`] or
//! [`put_glyph`], in which characters that act, hide or reorder are visible marks. Text of our own needs no
//! such care.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Borders, Clear, Widget};

use crate::text::Span as Bytes;
use crate::text::safe::{self, Glyph};
use crate::text::width::{fit, width};
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::theme::Role;

/// Returns foreign text as a span.
pub(crate) fn span(text: &str, style: Style) -> Span<'static> {
    Span::styled(safe::line(text).to_string(), style)
}

/// Returns foreign text as a span of at most `cells`, with `…` in the last cell when it had to be cut.
pub(crate) fn fitted(text: &str, cells: usize, style: Style) -> Span<'static> {
    Span::styled(fit(text, cells).to_string(), style)
}

/// Returns the end of foreign text that fits into `cells`.
pub(crate) fn tail(text: &str, cells: usize) -> &str {
    let mut over = width(text).saturating_sub(cells);
    for glyph in safe::glyphs(text) {
        if over == 0 {
            return &text[glyph.span.start..];
        }
        over = over.saturating_sub(glyph.width);
    }
    ""
}

/// Draws one glyph at the column `x`; returns the column after it, or `None` when it does not fit before
/// the column `end` or is outside the buffer.
pub(crate) fn put_glyph(
    buffer: &mut Buffer,
    (x, y, end): (u16, u16, u16),
    glyph: &Glyph<'_>,
    style: Style,
) -> Option<u16> {
    let next = x.checked_add(u16::try_from(glyph.width).ok()?)?;
    if next > end.min(buffer.area.right()) || y >= buffer.area.bottom() {
        return None;
    }
    let text = glyph.text();
    // A tab or a mark such as <202E> is a row of narrow characters; anything else one symbol.
    if text.is_ascii() {
        for (column, byte) in (x..).zip(text.bytes()) {
            buffer[(column, y)].set_char(char::from(byte)).set_style(style);
        }
        return Some(next);
    }
    buffer[(x, y)].set_symbol(text).set_style(style);
    for column in x + 1..next {
        buffer[(column, y)].set_char(' ').set_style(style);
    }
    Some(next)
}

/// Draws glyphs into the first row of an area as long as they fit, each in the style of its bytes; returns
/// the column after them.
pub(crate) fn put_glyphs<'a>(
    buffer: &mut Buffer,
    area: Rect,
    glyphs: impl IntoIterator<Item = Glyph<'a>>,
    style: impl Fn(Bytes) -> Style,
) -> u16 {
    let mut x = area.x;
    for glyph in glyphs {
        match put_glyph(buffer, (x, area.y, area.right()), &glyph, style(glyph.span)) {
            Some(next) => x = next,
            None => break,
        }
    }
    x
}

/// Draws a line at the left of an area and another at its right, which goes first where both have no room.
pub(crate) fn put_ends<'a>(
    left: impl Into<Line<'a>>,
    right: impl Into<Line<'a>>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let right = right.into();
    let width = area.width.saturating_sub(right.width() as u16);
    left.into().render(Rect { width, ..area }, buffer);
    right.right_aligned().render(area, buffer);
}

/// Draws a horizontal rule over the first row of an area.
pub(crate) fn put_rule(cx: DrawContext<'_>, area: Rect, buffer: &mut Buffer) {
    Block::new().borders(Borders::TOP).border_style(cx.style(Role::Rule)).render(area, buffer);
}

/// Draws a vertical rule over the first column of an area.
pub(crate) fn put_divider(cx: DrawContext<'_>, area: Rect, buffer: &mut Buffer) {
    Block::new().borders(Borders::LEFT).border_style(cx.style(Role::Rule)).render(area, buffer);
}

/// Returns an area without its first `left` and last `right` columns.
pub(crate) fn inset(area: Rect, left: u16, right: u16) -> Rect {
    let left = left.min(area.width);
    Rect { x: area.x + left, width: (area.width - left).saturating_sub(right), ..area }
}

/// Draws an empty box with `rows` rows inside over the panes of `area`, at most `widest` columns wide;
/// returns what is inside it.
pub(crate) fn popup(cx: DrawContext<'_>, area: Rect, rows: usize, widest: u16, buffer: &mut Buffer) -> Rect {
    let wanted = u16::try_from(rows + 2).unwrap_or(area.height);
    let (width, height) = (area.width.min(widest), wanted.clamp(5.min(area.height), area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let outer = Rect { x, y, width, height };
    clear(outer, buffer);
    let style = cx.style(Role::Panel);
    let line = style.patch(cx.style(Role::Rule));
    let block = Block::bordered().border_type(BorderType::Rounded).style(style).border_style(line);
    let inside = block.inner(outer);
    block.render(outer, buffer);
    inside
}

/// Empties an area that others were drawn on. A wide symbol that reaches into it from the left is removed
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

/// Returns the sign of a keyword's number: ① to ⑳, then `(21)`.
pub(crate) fn circled(number: usize) -> String {
    match u32::try_from(number) {
        Ok(n @ 1..=20) => char::from_u32(0x245f + n).map(String::from).unwrap_or_default(),
        _ => format!("({number})"),
    }
}

/// Minutes from which on hours are told.
const LONG: usize = 120;

/// Returns a number of minutes in words: `12 min`, from two hours on `3 h`.
pub(crate) fn duration(minutes: usize) -> String {
    if minutes < LONG { format!("{minutes} min") } else { format!("{} h", (minutes + 30) / 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_act_is_a_mark() {
        assert_eq!(span("a\u{202e}\x1b[2J", Style::new()).content, "a<202E>␛[2J");
        assert_eq!(fitted("潮汐表", 4, Style::new()).content, "潮…");
    }

    #[test]
    fn the_end_of_a_long_text_is_kept() {
        for (text, cells, kept) in [
            ("", 0, ""),
            ("tide", 4, "tide"),
            ("tide", 3, "ide"),
            ("tide", 0, ""),
            ("潮汐表", 4, "汐表"),
            ("潮汐表", 3, "表"),
            ("ae\u{301}", 1, "e\u{301}"),
        ] {
            assert_eq!(tail(text, cells), kept, "{text} {cells}");
        }
    }

    #[test]
    fn the_right_end_goes_first() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        put_ends("too long", " 12", buffer.area, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["too l 12"]));
    }

    #[test]
    fn what_is_cleared_leaves_no_half_of_a_wide_symbol() {
        let mut buffer = Buffer::with_lines(["潮潮潮", "abcdef"]);
        clear(Rect { x: 3, y: 0, width: 2, height: 9 }, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["潮    ", "abc  f"]));
    }

    #[test]
    fn marks_are_narrow_and_clusters_take_one_place() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let mut x = Some(0);
        for glyph in safe::glyphs("\u{202e}e\u{301}潮a潮") {
            x = x.and_then(|x| put_glyph(&mut buffer, (x, 0, 11), &glyph, Style::new()));
        }
        assert_eq!(x, None, "a wide symbol is not cut at the edge");
        assert_eq!(buffer, Buffer::with_lines(["<202E>e\u{301}潮a  "]));
    }

    #[test]
    fn twenty_have_a_circle() {
        assert_eq!([circled(1), circled(20), circled(21)], ["①", "⑳", "(21)"]);
    }

    #[test]
    fn hours_are_told_when_minutes_say_little() {
        let told = [0, 119, 120, 149, 150, 72_819].map(duration);
        assert_eq!(told, ["0 min", "119 min", "2 h", "2 h", "3 h", "1214 h"]);
    }
}
