//! Very long paragraphs, cut.
//!
//! A file may be one line of 100 MB. A block is wrapped as a whole, so a long one is handed on in
//! pieces that can be wrapped while a key is held down.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;
use crate::text::sentences::sentences;

/// The longest paragraph left whole, in bytes.
const WHOLE: usize = 16 * 1024;

/// The longest piece of a longer one, in bytes.
const PIECE: usize = 8 * 1024;

/// How far a cut may be from where it is due, in bytes.
const SOON: usize = 512;

/// Returns the pieces of running text: all of it unless it is very long, else cut after a sentence,
/// a word, or at worst a grapheme.
pub(super) fn prose(text: &str, span: Span) -> Vec<Span> {
    cut(text, span, |piece| after_sentence(piece).or_else(|| after_space(piece)))
}

/// Returns the pieces of running text in a window that begins at the byte `start` of a longer text:
/// all of it unless it is long or continues beyond the window, else cut at the places [`grid_cut`]
/// gives for the longer text.
pub(super) fn grid(text: &str, span: Span, start: usize) -> Vec<Span> {
    let is_whole = span.start > 0 && span.end < text.len();
    if is_whole && span.len() <= PIECE {
        return vec![span];
    }
    let mut pieces = Vec::with_capacity(span.len() / PIECE + 1);
    let mut from = span.start;
    let mut line = ((start + from) / PIECE + 1) * PIECE;
    while line < start + span.end {
        let cut = line.checked_sub(start).map_or(0, |at| grid_cut(text, at));
        if cut > from && cut < span.end {
            pieces.push(Span::new(from, cut));
            from = cut;
        }
        line += PIECE;
    }
    pieces.push(Span::new(from, span.end));
    pieces
}

/// Returns the first good place for a cut from the byte `at` on, which need be no character boundary:
/// after white space if there is any soon, else between two graphemes. The text before `at` makes no
/// difference.
pub(super) fn grid_cut(text: &str, at: usize) -> usize {
    let from = text.ceil_char_boundary(at.min(text.len()));
    let near = &text[from..text.ceil_char_boundary((from + SOON).min(text.len()))];
    let space = near.char_indices().find(|(_, c)| c.is_whitespace());
    let grapheme = || near.grapheme_indices(true).nth(1).map_or(near.len(), |(second, _)| second);
    from + space.map_or_else(grapheme, |(found, c)| found + c.len_utf8())
}

/// Returns the place of the last cut that windows of a longer text have in common before the byte
/// `before` of `text`, in which the window at hand begins at the byte `start`; 0 when there is none.
pub(super) fn last_grid_cut(text: &str, before: usize, start: usize) -> usize {
    let line = ((start + before) / PIECE * PIECE).saturating_sub(PIECE);
    line.checked_sub(start).map_or(0, |at| grid_cut(text, at))
}

/// Returns the pieces of kept lines: all of them unless they are very long, else cut at line ends.
pub(super) fn lines(text: &str, span: Span) -> Vec<Span> {
    cut(text, span, |piece| piece.rfind('\n').map(|at| at + 1).filter(|&at| at > 1))
}

fn cut(text: &str, span: Span, place: impl Fn(&str) -> Option<usize>) -> Vec<Span> {
    if span.len() <= WHOLE {
        return vec![span];
    }
    let mut pieces = Vec::with_capacity(span.len() / PIECE + 1);
    let mut start = span.start;
    while span.end - start > PIECE {
        let piece = &text[start..text.floor_char_boundary(start + PIECE)];
        let length = place(piece).unwrap_or_else(|| before_last_grapheme(piece));
        pieces.push(without_line_end(text, Span::new(start, start + length)));
        start += length;
    }
    pieces.push(Span::new(start, span.end));
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn without_line_end(text: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(text).trim_end_matches('\n').len())
}

fn after_sentence(piece: &str) -> Option<usize> {
    // The last one may go on behind the piece.
    let last = sentences(piece).last()?.start;
    (last > piece.len() / 2).then_some(last)
}

fn after_space(piece: &str) -> Option<usize> {
    let (at, space) = piece.char_indices().rev().find(|(_, c)| c.is_whitespace())?;
    Some(at + space.len_utf8())
}

fn before_last_grapheme(piece: &str) -> usize {
    let last = piece.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
    if last > piece.len() / 2 { last } else { piece.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Span> {
        prose(text, Span::new(0, text.len()))
    }

    #[test]
    fn a_paragraph_of_common_length_stays_whole() {
        let text = "word ".repeat(1000);
        assert_eq!(all(&text), [Span::new(0, text.len())]);
    }

    #[test]
    fn pieces_are_short_and_join_to_the_whole() {
        for unit in ["x", "a word. ", "A sentence. ", "é", "e\u{301}", "\u{301}", "👩‍👩‍👧", "日本。"]
        {
            let text = unit.repeat(40_000);
            let pieces = all(&text);
            assert!(pieces.iter().all(|piece| piece.len() <= PIECE), "{unit:?}");
            let joined: String = pieces.iter().map(|piece| piece.of(&text)).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn a_piece_ends_with_a_sentence_where_there_is_one() {
        let text = "One more sentence. ".repeat(2000);
        assert!(all(&text).iter().all(|piece| piece.of(&text).ends_with(". ")));
    }

    #[test]
    fn kept_lines_are_cut_between_lines() {
        let text = "let x = 1;\n".repeat(3000);
        let pieces = lines(&text, Span::new(0, text.len() - 1));
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.of(&text).ends_with(';')));
    }
}
