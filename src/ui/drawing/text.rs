//! Text as ratatui draws it.
//!
//! Foreign text (documents, names, titles, errors, what was typed) becomes spans by `span`, `fitted` or
//! `put_glyph`, in which characters that act, hide or reorder are visible marks. Text of our own needs no
//! such care.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::Span as Bytes;
use crate::text::safe::{self, Glyph};
use crate::text::width::{fit, width};
use crate::text::wrap::shown;

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
    // ratatui 0.30 counts the halfwidth sound marks of katakana twice and would skip the cell after them.
    if let Some(width) = NonZeroU16::new(next - x).filter(|width| text.cell_width() != width.get()) {
        buffer[(x, y)].set_diff_option(CellDiffOption::ForcedWidth(width));
    }
    for column in x + 1..next {
        buffer[(column, y)].set_char(' ').set_style(style);
    }
    Some(next)
}

/// Returns foreign text, each character in the style of its bytes, so that the byte `at` is in the column
/// `before` and the text ends before the column `before + after`. Where text is left out there is a `…`.
///
/// The characters keep their order in the text, whatever the direction of their script: a terminal that
/// turns a row around turns all of it.
pub(crate) fn aligned(
    text: &str,
    at: usize,
    (before, after): (usize, usize),
    ellipsis: Style,
    style: impl Fn(Bytes) -> Style,
) -> Line<'static> {
    let all: Vec<Glyph<'_>> = shown(text).collect();
    let (left, right) = all.split_at(all.partition_point(|glyph| glyph.span.end <= at));
    let (left_count, left_cells) = fitting(left.iter().rev(), before);
    let (right_count, _) = fitting(right.iter(), after);
    let is_cut = [left_count < left.len() && before > 0, right_count < right.len() && after > 0];
    let dots = |is_cut: bool| is_cut.then(|| Span::styled("…", ellipsis));
    let pad = Span::raw(" ".repeat(before - left_cells - usize::from(is_cut[0])));
    let shown = left[left.len() - left_count..].iter().chain(&right[..right_count]);
    let words = shown.map(|glyph| Span::styled(glyph.text().to_string(), style(glyph.span)));
    [pad].into_iter().chain(dots(is_cut[0])).chain(words).chain(dots(is_cut[1])).collect()
}

/// Returns how many glyphs fit into `room` cells, and their width. When not all fit, one cell is kept for
/// the sign that says so.
fn fitting<'a>(glyphs: impl ExactSizeIterator<Item = &'a Glyph<'a>>, room: usize) -> (usize, usize) {
    let (mut count, mut cells) = (0, 0);
    // What fits with a cell to spare, for the case that more follows.
    let mut kept = (0, 0);
    for glyph in glyphs {
        if cells + glyph.width > room {
            return kept;
        }
        (count, cells) = (count + 1, cells + glyph.width);
        if cells < room {
            kept = (count, cells);
        }
    }
    (count, cells)
}

/// Returns glyphs of foreign text, each in the style of its bytes.
pub(crate) fn styled<'a>(
    glyphs: impl IntoIterator<Item = Glyph<'a>>,
    style: impl Fn(Bytes) -> Style,
) -> Line<'static> {
    let span = |glyph: Glyph<'_>| Span::styled(glyph.text().to_string(), style(glyph.span));
    glyphs.into_iter().map(span).collect()
}

/// Returns the number of a keyword as a small raised digit, from 1 to 9.
pub(crate) fn raised(number: usize) -> Option<char> {
    "¹²³⁴⁵⁶⁷⁸⁹".chars().nth(number.checked_sub(1)?)
}

/// Minutes from which hours are shown.
const LONG: usize = 120;

/// Returns a number of minutes in words: `12 min`, from two hours on `3 h`.
pub(crate) fn duration(minutes: usize) -> String {
    if minutes < LONG { format!("{minutes} min") } else { format!("{} h", (minutes + 30) / 60) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_characters_are_drawn_as_marks() {
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

    fn set(text: &str, word: &str, before: usize, after: usize) -> String {
        let at = text.find(word).unwrap();
        let line = aligned(text, at, (before, after), Style::new(), |_| Style::new());
        line.to_string()
    }

    #[test]
    fn a_hit_begins_in_its_column() {
        for (text, word, row) in [
            ("Nobody sees the sea fall at all.", "sea", "…es the sea fall…"),
            ("the sea", "sea", "    the sea"),
            ("sea", "sea", "        sea"),
            ("the sea fell.", "sea", "    the sea fell."),
            ("one two sea fell now", "sea", "one two sea fell…"),
            ("潮汐表 sea 潮汐表潮", "sea", " 潮汐表 sea 潮汐…"),
            ("a潮汐表 sea 潮汐", "sea", "a潮汐表 sea 潮汐"),
            ("潮潮汐表 sea 潮", "sea", "…潮汐表 sea 潮"),
            ("x潮潮汐表 sea 潮", "sea", "…潮汐表 sea 潮"),
            ("שלום לעולם sea שלום", "sea", "… לעולם sea שלום"),
            ("e\u{301}e\u{301} sea\u{301} x", "sea", "     e\u{301}e\u{301} sea\u{301} x"),
            ("Overlongwordwithoutend", "word", "Overlongwordwith…"),
        ] {
            assert_eq!(set(text, word, 8, 9), row, "{text:?}");
        }
    }

    #[test]
    fn a_narrow_row_shows_as_much_as_fits() {
        assert_eq!(set("the sea fell", "sea", 0, 3), "se…");
        assert_eq!(set("the sea fell", "sea", 1, 1), "……");
        assert_eq!(set("the sea", "sea", 1, 3), "…sea");
    }

    proptest! {
        #[test]
        fn a_row_is_no_wider_than_its_room(text in "[a-c 潮שé\u{301}\u{202e}\t]{1,40}", at in 0usize..40, before in 0usize..20, after in 0usize..20) {
            let at = text.floor_char_boundary(at.min(text.len()));
            let right = Style::new().bold();
            let style = |span: Bytes| if span.end <= at { Style::new() } else { right };
            let line = aligned(&text, at, (before, after), Style::new(), style);
            prop_assert!(line.width() <= before + after);
            let width = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
            if let Some(first) = line.spans.iter().position(|span| span.style == right) {
                prop_assert_eq!(width(&line.spans[..first]), before);
            }
        }
    }

    #[test]
    fn marks_are_narrow_and_clusters_take_one_place() {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 12, 1));
        let mut x = Some(0);
        for glyph in safe::glyphs("\u{202e}e\u{301}潮a潮") {
            x = x.and_then(|x| put_glyph(&mut buffer, (x, 0, 11), &glyph, Style::new()));
        }
        assert_eq!(x, None, "a wide symbol is not cut at the edge");
        assert_eq!(buffer, Buffer::with_lines(["<202E>e\u{301}潮a  "]));
    }

    #[test]
    fn the_cell_after_a_halfwidth_sound_mark_is_drawn() {
        let before = Buffer::empty(ratatui::layout::Rect::new(0, 0, 6, 1));
        let mut buffer = before.clone();
        let mut x = 0;
        for glyph in safe::glyphs("ｶﾞxﾞy") {
            x = put_glyph(&mut buffer, (x, 0, 6), &glyph, Style::new()).unwrap();
        }
        let drawn: Vec<_> = before.diff(&buffer).iter().map(|(x, _, cell)| (*x, cell.symbol())).collect();
        assert_eq!(drawn, [(0, "ｶﾞ"), (2, "xﾞ"), (4, "y")]);
    }

    #[test]
    fn numbers_up_to_nine_are_raised() {
        assert_eq!([0, 1, 9, 10].map(raised), [None, Some('¹'), Some('⁹'), None]);
    }

    #[test]
    fn long_durations_are_shown_in_hours() {
        let told = [0, 119, 120, 149, 150, 72_819].map(duration);
        assert_eq!(told, ["0 min", "119 min", "2 h", "2 h", "3 h", "1214 h"]);
    }
}
