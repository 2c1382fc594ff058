//! Rows of running text, as byte ranges of it.
//!
//! `textwrap` finds where a line may break and how words fill rows; its `wrap` function returns
//! strings and loses where they came from, so its core is used with fragments that remember their
//! bytes. Words are never hyphenated and never broken at a hyphen (`S-400` stays whole); a word
//! wider than the row is broken between graphemes. A `\n` with all white space after it is one
//! space, here and in `shown`.

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text::safe::{Glyph, Glyphs, glyphs};
use crate::text::span::Span;
use crate::text::width::width;

/// A piece of a word with the white space after it.
#[derive(Debug)]
struct Piece {
    span: Span,
    width: usize,
    space: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Returns the rows of `text`, none wider than `cells` unless one grapheme is; a text without any
/// visible character gives one empty row.
///
/// The spans are in bytes of `text`, in order, without the white space at which it was broken.
pub fn rows(text: &str, cells: usize) -> Vec<Span> {
    let cells = cells.max(1);
    let pieces = pieces(text, cells);
    if pieces.is_empty() {
        return vec![Span::default()];
    }
    wrap_first_fit(&pieces, &[cells as f64])
        .into_iter()
        .filter_map(|row| Some(Span::new(row.first()?.span.start, row.last()?.span.end)))
        .collect()
}

/// Returns the glyphs of a row of wrapped text: a soft break and the indentation after it are one
/// space.
pub fn shown(row: &str) -> RowGlyphs<'_> {
    RowGlyphs { row, glyphs: glyphs(row), joins: true, after_break: false }
}

/// Returns the glyphs of a row whose characters all stay.
pub fn kept(row: &str) -> RowGlyphs<'_> {
    RowGlyphs { joins: false, ..shown(row) }
}

/// Iterator over the glyphs of a row.
#[derive(Clone, Debug)]
pub struct RowGlyphs<'a> {
    row: &'a str,
    glyphs: Glyphs<'a>,
    /// Whether lines are joined in it.
    joins: bool,
    after_break: bool,
}

impl<'a> Iterator for RowGlyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        loop {
            let glyph = self.glyphs.next()?;
            let is_break = self.joins && self.row.as_bytes()[glyph.span.start] == b'\n';
            if !self.after_break || !glyph.span.of(self.row).trim().is_empty() {
                self.after_break = is_break;
                return Some(glyph);
            }
        }
    }
}

/// Where a line may break: at spaces alone when its writing has no other place, which is much the
/// faster way to know, and in a web address, which is copied whole.
fn separator(line: &str) -> WordSeparator {
    let breaks_at_spaces = |c: char| c < '\u{300}' || matches!(c, '‘' | '’' | '“' | '”' | '…');
    if line.chars().all(breaks_at_spaces) || line.contains("://") {
        WordSeparator::AsciiSpace
    } else {
        WordSeparator::new()
    }
}

fn pieces(text: &str, cells: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut line_start = 0;
    for whole in text.split('\n') {
        // The indentation of a joined line is part of the break before it.
        let line = if line_start == 0 { whole } else { whole.trim_start() };
        let mut at = line_start + whole.len() - line.len();
        for word in separator(line).find_words(line) {
            let visible = Span::new(at, at + word.word.len());
            push_word(&mut pieces, text, visible, word.whitespace.len(), cells);
            at = visible.end + word.whitespace.len();
        }
        if let Some(last) = pieces.last_mut().filter(|_| !line.is_empty()) {
            last.space += 1;
        }
        line_start += whole.len() + 1;
    }
    pieces
}

/// A tab is no white space to `textwrap`; its width is that of the next stop and no matter here.
fn push_word(pieces: &mut Vec<Piece>, text: &str, span: Span, space: usize, cells: usize) {
    let wide = width(span.of(text));
    if span.is_empty() {
        if let Some(last) = pieces.last_mut() {
            last.space += space;
        }
        return;
    }
    if wide <= cells {
        pieces.push(Piece { span, width: wide, space });
        return;
    }
    let mut piece = Piece { span: Span::new(span.start, span.start), width: 0, space: 0 };
    for glyph in glyphs(span.of(text)) {
        if piece.width > 0 && piece.width + glyph.width > cells {
            let start = piece.span.end;
            pieces.push(std::mem::replace(
                &mut piece,
                Piece { span: Span::new(start, start), width: 0, space: 0 },
            ));
        }
        piece.span.end = span.start + glyph.span.end;
        piece.width += glyph.width;
    }
    piece.space = space;
    pieces.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, cells: usize) -> Vec<&str> {
        rows(text, cells).into_iter().map(|row| row.of(text)).collect()
    }

    fn cells_of(row: &str) -> usize {
        super::shown(row).map(|glyph| glyph.width).sum()
    }

    #[test]
    fn words_fill_rows() {
        assert_eq!(shown("the tide comes in", 8), ["the tide", "comes in"]);
        assert_eq!(shown("the S-400 system", 7), ["the", "S-400", "system"]);
        assert_eq!(shown("unbreakable", 4), ["unbr", "eaka", "ble"]);
    }

    #[test]
    fn a_web_address_stays_whole() {
        assert_eq!(shown("see https://a.b/c/d now", 16), ["see", "https://a.b/c/d", "now"]);
    }

    #[test]
    fn a_soft_break_is_a_space() {
        assert_eq!(shown("the\ntide", 20), ["the\ntide"]);
        assert_eq!(shown("the tide\ncomes", 8), ["the tide", "comes"]);
    }

    #[test]
    fn every_break_and_space_counts() {
        assert_eq!(shown("潮-\n\n\na潮潮a", 5), ["潮-\n\n\na", "潮潮a"]);
        assert_eq!(shown("one\n     two", 7), ["one\n     two"]);
        assert_eq!(
            super::shown("one\n     two").map(|glyph| glyph.text().to_owned()).collect::<String>(),
            "one two"
        );
    }

    #[test]
    fn wide_graphemes_are_measured() {
        assert_eq!(shown("潮汐表", 4), ["潮汐", "表"]);
        assert_eq!(shown("潮", 1), ["潮"]);
    }

    #[test]
    fn nothing_is_one_empty_row() {
        assert_eq!(shown("", 10), [""]);
        assert_eq!(shown(" \n ", 10), [""]);
    }

    proptest! {
        #[test]
        fn rows_hold_every_visible_character(text in "[a-zé潮\u{1f600} \n\t\u{301}-]{0,60}", cells in 1usize..20) {
            let rows = rows(&text, cells);
            let joined: String = rows.iter().map(|row| row.of(&text)).collect();
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(visible(&joined), visible(&text));
        }

        #[test]
        fn no_row_is_wider_than_the_page(text in "[a-zé潮 \n-]{0,60}", cells in 2usize..20) {
            for row in rows(&text, cells) {
                prop_assert!(cells_of(row.of(&text)) <= cells);
            }
        }
    }
}
