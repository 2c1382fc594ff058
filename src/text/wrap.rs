//! Rows of running text, as byte ranges of it.
//!
//! `textwrap` finds where a line may break and how words fill rows; its `wrap` function returns
//! strings and loses where they came from, so its core is used with fragments that remember their
//! bytes. Words are broken at soft hyphens and not at other hyphens (`S-400` stays whole), unless a
//! word is wider than the row: then it is broken after a hyphen, or if it has none soon, between
//! graphemes. A `\n` with all white space after it is one space, or none between two East Asian
//! characters and inside a word that is cut there, here and in `shown`. The hyphen of such a cut is shown
//! as a soft one is, unless it belongs to the word.

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use crate::text::hyphens::{is_hyphen, keeps_hyphen, line_end_hyphen_at};
use crate::text::safe::{Glyph, Glyphs, SOFT_HYPHEN, glyphs};
use crate::text::span::Span;
use crate::text::unicode::joins_without_space;
use crate::text::width::width;

/// A piece of a word with the white space after it.
#[derive(Debug)]
struct WrapPiece {
    span: Span,
    width: usize,
    space: usize,
    /// The cells of a hyphen that is shown if the row ends here.
    hyphen: usize,
}

impl WrapPiece {
    fn empty(start: usize) -> Self {
        Self { span: Span::new(start, start), width: 0, space: 0, hyphen: 0 }
    }
}

impl Fragment for WrapPiece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        self.hyphen as f64
    }
}

/// Returns the rows of `text`, none wider than `cells` unless one grapheme is; a text without any
/// visible character gives one empty row.
///
/// The spans are in bytes of `text`, in order, without the white space at which it was broken. The
/// first one begins with the indentation of the text, unless that takes half of the row.
pub fn rows(text: &str, cells: usize) -> Vec<Span> {
    let cells = cells.max(1);
    let pieces = pieces(text, cells);
    if pieces.is_empty() {
        return vec![Span::default()];
    }
    wrap_first_fit(&pieces, &[cells as f64])
        .into_iter()
        .filter_map(|row| row_span(text, row, cells))
        .collect()
}

/// Returns the bytes of a row, without a hyphen at its end for which there is no room.
fn row_span(text: &str, row: &[WrapPiece], cells: usize) -> Option<Span> {
    let (last, before) = row.split_last()?;
    let used: usize = before.iter().map(|piece| piece.width + piece.space).sum();
    let is_full = used + last.width + last.hyphen > cells;
    let hyphen = last.span.of(text).chars().next_back().map_or(0, char::len_utf8);
    let hidden = if is_full { last.hyphen * hyphen } else { 0 };
    Some(Span::new(before.first().unwrap_or(last).span.start, last.span.end - hidden))
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

/// Returns running text without its soft breaks, in one line; nothing else of it changes.
pub fn unwrapped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for glyph in shown(text) {
        let source = glyph.span.of(text);
        if source.contains('\n') {
            line.truncate(line.trim_end_matches([' ', '\t']).len());
            line.push(' ');
        } else {
            line.push_str(source);
        }
    }
    line
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
            let source = glyph.span.of(self.row);
            if self.joins && is_hidden_hyphen(self.row, glyph.span.start) {
                continue;
            }
            let line_end = source.find('\n').filter(|_| self.joins);
            let is_break = line_end.is_some();
            if line_end.is_some_and(|at| is_no_space(self.row, glyph.span.start + at)) {
                self.after_break = true;
                continue;
            }
            let is_blank = source.chars().all(|c| c.is_whitespace() || c == SOFT_HYPHEN);
            if !self.after_break || !is_blank {
                self.after_break = is_break;
                return Some(glyph);
            }
        }
    }
}

/// Tells whether the line end at the byte `at` is shown as no space.
fn is_no_space(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end().chars().next_back();
    let after = text[at..].trim_start().chars().next();
    let pair = before.zip(after);
    pair.is_some_and(|(before, after)| before == SOFT_HYPHEN || joins_without_space(before, after))
        || is_in_word(text, at)
}

/// Tells whether a word is cut by a hyphen before the line end at the byte `at`.
fn is_in_word(text: &str, at: usize) -> bool {
    let word = text[..at].trim_end();
    let hyphen = word.chars().next_back().filter(|c| is_hyphen(*c));
    hyphen.is_some_and(|hyphen| line_end_hyphen_at(text, word.len() - hyphen.len_utf8()).is_some())
}

/// Tells whether at the byte `at` is a hyphen that cuts a word and does not belong to it.
fn is_hidden_hyphen(text: &str, at: usize) -> bool {
    text[at..].starts_with(is_hyphen)
        && line_end_hyphen_at(text, at).is_some_and(|hyphen| !keeps_hyphen(text, hyphen))
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

fn pieces(text: &str, cells: usize) -> Vec<WrapPiece> {
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
        line_start += whole.len() + 1;
        if let Some(last) = pieces.last_mut().filter(|_| !line.is_empty()) {
            last.space += usize::from(line_start > text.len() || !is_no_space(text, line_start - 1));
        }
    }
    pieces
}

/// A tab is not white space to `textwrap`; it reaches to the next stop, and its width is not needed here.
fn push_word(pieces: &mut Vec<WrapPiece>, text: &str, span: Span, space: usize, cells: usize) {
    if span.is_empty() {
        match pieces.last_mut() {
            Some(last) => last.space += space,
            // The indentation of the first line is kept where there is room for words after it.
            None if space < cells / 2 => pieces.push(WrapPiece { space, ..WrapPiece::empty(span.start) }),
            None => {}
        }
        return;
    }
    let mut start = span.start;
    for (at, hyphen) in span.of(text).match_indices(SOFT_HYPHEN) {
        let end = span.start + at + hyphen.len();
        push_part(pieces, text, Span::new(start, end), cells);
        start = end;
    }
    if start < span.end {
        push_part(pieces, text, Span::new(start, span.end), cells);
    }
    if let Some(last) = pieces.last_mut() {
        last.space = space;
    }
}

/// Adds a word, or the part of it up to a soft hyphen, cut where it is wider than `cells`.
fn push_part(pieces: &mut Vec<WrapPiece>, text: &str, span: Span, cells: usize) {
    let word = span.of(text);
    let is_hidden = |word: &&str| is_hidden_hyphen(text, span.start + word.len());
    let soft = word.strip_suffix(SOFT_HYPHEN).or_else(|| word.strip_suffix(is_hyphen).filter(is_hidden));
    let (word, hyphen) = (soft.unwrap_or(word), usize::from(soft.is_some()));
    let cells = cells.saturating_sub(hyphen).max(1);
    let wide = width(word);
    if wide <= cells {
        pieces.push(WrapPiece { span, width: wide, hyphen, ..WrapPiece::empty(span.start) });
        return;
    }
    let mut piece = WrapPiece::empty(span.start);
    // The place after the last hyphen, and the width up to there.
    let mut after_hyphen = None;
    for glyph in glyphs(word) {
        // What is left after a hyphen may be too wide as well.
        while piece.width > 0 && piece.width + glyph.width > cells {
            let (cut, width) = after_hyphen.take().unwrap_or((piece.span.end, piece.width));
            let rest = Span::new(cut, piece.span.end);
            pieces.push(WrapPiece { span: Span::new(piece.span.start, cut), width, ..piece });
            piece = WrapPiece { span: rest, width: piece.width - width, ..WrapPiece::empty(cut) };
        }
        piece.span.end = span.start + glyph.span.end;
        piece.width += glyph.width;
        if matches!(glyph.text(), "-" | "‐" | "–" | "—") {
            after_hyphen = Some((piece.span.end, piece.width));
        }
    }
    piece.span.end = span.end;
    piece.hyphen = hyphen;
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
    fn the_indentation_of_the_first_row_is_kept_where_there_is_room() {
        assert_eq!(shown("    let tide = 4;", 12), ["    let tide", "= 4;"]);
        assert_eq!(shown("    let tide", 8), ["let tide"]);
        assert_eq!(shown("   ", 8), [""]);
    }

    #[test]
    fn a_compound_wider_than_the_row_is_broken_after_a_hyphen() {
        assert_eq!(shown("a twenty-five-year-old cat", 14), ["a twenty-five-", "year-old cat"]);
        assert_eq!(shown("state-of-the-artistically", 9), ["state-of-", "the-", "artistica", "lly"]);
        assert_eq!(shown("-unbreakable", 5), ["-", "unbre", "akabl", "e"]);
        assert_eq!(shown("---\u{1b}[2J\0\u{9b}", 8), ["---\u{1b}[2J\0", "\u{9b}"]);
    }

    #[test]
    fn a_word_cut_at_a_line_end_is_whole_again() {
        let text = "the light-\n  house is well-\nknown in Baden-\nBaden";
        let set = |cells| -> Vec<String> {
            let glyphs = |row: &str| super::shown(row).map(|glyph| glyph.text().to_owned()).collect();
            shown(text, cells).into_iter().map(glyphs).collect()
        };
        assert_eq!(set(60), ["the lighthouse is well-known in Baden-Baden"]);
        assert_eq!(set(14), ["the lighthouse", "is well-known", "in Baden-Baden"]);
        assert_eq!(set(10), ["the light-", "house is", "well-known", "in Baden-", "Baden"]);
    }

    #[test]
    fn text_is_unwrapped_as_it_is_shown() {
        for (text, line) in [
            ("the light-\n  house is  well-\nknown", "the lighthouse is  well-known"),
            ("the tide \n\tcomes\nin", "the tide comes in"),
            ("潮が\n  満ちて", "潮が満ちて"),
            ("a\u{202e}b\0\tc", "a\u{202e}b\0\tc"),
            ("e\u{301}", "e\u{301}"),
            ("", ""),
        ] {
            assert_eq!(unwrapped(text), line, "{text:?}");
        }
    }

    #[test]
    fn a_soft_hyphen_shows_where_a_row_ends_at_it() {
        let text = "the light\u{ad}house\u{ad}keeper";
        let drawn = |cells| -> Vec<String> {
            let row = |row: &str| super::shown(row).map(|glyph| glyph.text().to_owned()).collect();
            shown(text, cells).into_iter().map(row).collect()
        };
        assert_eq!(drawn(40), ["the lighthousekeeper"]);
        assert_eq!(drawn(15), ["the lighthouse-", "keeper"]);
        assert_eq!(drawn(14), ["the light-", "housekeeper"]);
        assert_eq!(shown("light\u{ad}\nhouse", 6), ["light\u{ad}", "house"]);
        assert_eq!(drawn(4), ["the", "lig", "ht-", "hou", "se-", "keep", "er"]);
    }

    #[test]
    fn a_soft_break_between_wide_letters_is_no_space() {
        let drawn: String = super::shown("潮が\n  満ちて").map(|glyph| glyph.text().to_owned()).collect();
        assert_eq!(drawn, "潮が満ちて");
        assert_eq!(shown("潮が\n満ちて\na 潮", 12), ["潮が\n満ちて\na", "潮"]);
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
        fn rows_hold_every_visible_character(text in "[a-zé潮\u{1f600}\u{ad} \n\t\u{301}-]{0,60}", cells in 1usize..20) {
            let rows = rows(&text, cells);
            let joined: String = rows.iter().map(|row| row.of(&text)).collect();
            let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != SOFT_HYPHEN).collect::<String>();
            prop_assert_eq!(visible(&joined), visible(&text));
        }

        #[test]
        fn no_row_is_wider_than_the_page(text in "[a-zé潮の\u{ad} \n-]{0,60}", cells in 2usize..20) {
            for row in rows(&text, cells) {
                prop_assert!(cells_of(row.of(&text)) <= cells);
            }
        }
    }
}
