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

/// Returns the pieces of running text: all of it unless it is very long, else cut after a sentence,
/// a word, or at worst a grapheme.
pub(super) fn prose(text: &str, span: Span) -> Vec<Span> {
    cut(text, span, |piece| after_sentence(piece).or_else(|| after_space(piece)))
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
