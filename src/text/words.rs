//! Words as people count them: the text between spaces, as `wc -w` has it.
//!
//! Three things differ from splitting at spaces. A word cut at a line end (`text::hyphens`) is one; a lone dash
//! or bullet is none; and of scripts written
//! without spaces, each ideograph or kana is a word, as word processors count them, while ICU cuts Thai,
//! Lao, Khmer and Burmese.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::text::hyphens::line_end_hyphens;
use crate::text::span::Span;
use crate::text::unicode::{is_punctuation, is_unspaced, needs_dictionary};

/// The longest run without spaces that is cut at once, in bytes: ICU measures the whole run first.
const RUN: usize = 4096;

/// Returns the number of words in `text`, that is, of spans that [`words`] yields.
pub fn count(text: &str) -> usize {
    let pieces =
        if text.is_ascii() { ascii_pieces(text) } else { text.split_whitespace().map(words_of_piece).sum() };
    pieces - line_end_hyphens(text).count()
}

/// Returns how many pieces of ASCII between white space hold a word; none holds several.
fn ascii_pieces(text: &str) -> usize {
    let (mut pieces, mut is_counted) = (0, false);
    for byte in text.bytes() {
        if char::from(byte).is_whitespace() {
            is_counted = false;
        } else if !is_counted && byte.is_ascii_alphanumeric() {
            is_counted = true;
            pieces += 1;
        }
    }
    pieces
}

/// Returns how many words a piece without white space holds.
fn words_of_piece(piece: &str) -> usize {
    if piece.is_ascii() { ascii_pieces(piece) } else { words(piece).count() }
}

/// Returns the words of `text` in order, as byte spans without the punctuation around them.
///
/// `S-400,` is one word, `S-400`; so are `don’t`, `$5.4` and `Tuesday—it`.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let mut hyphens = line_end_hyphens(text).peekable();
    let runs = std::iter::from_fn(move || {
        let writing = Writing::of(text[at..].chars().next()?);
        let start = at;
        let ends = |(at, c): &(usize, char)| {
            Writing::of(*c) != writing || (writing != Writing::Spaced && *at - start >= RUN)
        };
        let end_from = |from: usize| {
            // Most characters are ASCII that is no white space.
            let spaced = text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_graphic());
            let from = from + if writing == Writing::Spaced { spaced.count() } else { 0 };
            let mut chars = text[from..].char_indices().map(|(offset, c)| (from + offset, c));
            chars.find(ends).map_or(text.len(), |(at, _)| at)
        };
        at = end_from(start);
        while let Some(hyphen) = hyphens.next_if(|hyphen| hyphen.start < at) {
            at = end_from(hyphen.end);
        }
        Some((writing, Span::new(start, at)))
    });
    let words = runs.flat_map(|(writing, run)| {
        let (only, several) = match writing {
            Writing::Space => (None, Vec::new()),
            Writing::Spaced => (Some(without_punctuation(run, text)), Vec::new()),
            Writing::Ideographic | Writing::Dictionary => (None, cut(writing, run, text)),
        };
        only.into_iter().chain(several)
    });
    words.filter(|word| word.of(text).chars().any(char::is_alphanumeric))
}

/// How a run of characters shows where words end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// White space.
    Space,
    /// By spaces.
    Spaced,
    /// Not at all, and a character is close enough to a word.
    Ideographic,
    /// Not at all, and only a dictionary tells.
    Dictionary,
}

impl Writing {
    fn of(c: char) -> Self {
        match c {
            _ if c.is_whitespace() => Writing::Space,
            _ if needs_dictionary(c) => Writing::Dictionary,
            _ if is_unspaced(c) && c.is_alphanumeric() => Writing::Ideographic,
            _ => Writing::Spaced,
        }
    }
}

/// Returns the words of a run in a script without spaces.
///
/// ICU's neural models cut no better than its dictionary here and take 140 times as long.
fn cut(writing: Writing, run: Span, text: &str) -> Vec<Span> {
    let segmenter = || WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let characters = || run.of(text).char_indices().map(|(at, _)| at).chain([run.len()]);
    let ends: Vec<usize> = if writing == Writing::Dictionary {
        segmenter().segment_str(run.of(text)).collect()
    } else {
        characters().collect()
    };
    ends.windows(2).map(|pair| Span::new(pair[0], pair[1]).shifted(run.start)).collect()
}

/// Returns the span without quotes, brackets and stops at its ends; signs such as `%` stay.
fn without_punctuation(span: Span, text: &str) -> Span {
    let is_edge = |c: char| is_punctuation(c) && !matches!(c, '%' | '#' | '&' | '@');
    let slice = span.of(text);
    let start = span.start + (slice.len() - slice.trim_start_matches(is_edge).len());
    Span::new(start, start + slice.trim_matches(is_edge).len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn punctuation_is_no_word_and_no_part_of_one() {
        assert_eq!(all("“S-400,” he said — twice… (1)"), ["S-400", "he", "said", "twice", "1"]);
        assert_eq!(all("¿Qué? 50% of $5.4 it’s"), ["Qué", "50%", "of", "$5.4", "it’s"]);
        assert_eq!(all("* * *"), [""; 0]);
        assert_eq!(
            all("The light-\nhouse is well-\n> known; so-\n"),
            ["The", "light-\nhouse", "is", "well-\n> known", "so"]
        );
        assert_eq!(count("The light-\nhouse is well-\r\nknown -\nso"), 5);
    }

    #[test]
    fn the_articles_have_as_many_words_as_wc_says() {
        assert_eq!(count(include_str!("../../seeds/000_ac5e6907902fcfd7.txt")), 696);
        assert_eq!(count(include_str!("../../seeds/004_cb8979b45471d89b.txt")), 589);
    }

    #[test]
    fn scripts_without_spaces_are_counted_too() {
        assert_eq!(all("2024年、東京で。"), ["2024", "年", "東", "京", "で"]);
        assert_eq!(all("ภาษาไทย"), ["ภาษา", "ไทย"]);
        assert_eq!(all("한국어 문장"), ["한국어", "문장"]);
        assert_eq!(all("वाक्य समाप्त।"), ["वाक्य", "समाप्त"]);
    }

    proptest! {
        #[test]
        fn every_letter_is_in_one_word(text in "[a1. \\-“年で、ก่า\u{301}\n]{0,40}") {
            let found: Vec<Span> = words(&text).collect();
            prop_assert_eq!(count(&text), found.len());
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                prop_assert!(found.iter().any(|span| span.contains(at)), "{at} of {text:?}");
            }
        }
    }
}
