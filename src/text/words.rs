//! Words as people count them: what stands between spaces, as `wc -w` has it.
//!
//! Two things differ from splitting at spaces. A lone dash or bullet is no word, and a script
//! written without spaces has no gaps to count: there an ideograph or a kana is a word of its
//! own, as word processors count them, and Thai, Lao, Khmer and Burmese are cut by ICU.

use std::ops::ControlFlow;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::text::span::Span;

/// The longest run without spaces given to ICU at once, in bytes: it measures the whole run first.
const RUN: usize = 4096;

/// Returns how many words `text` has, the number of spans that [`words`] yields.
pub fn count(text: &str) -> usize {
    let mut words = 0;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if KINDS[usize::from(*byte)] == Kind::Space {
            at += 1;
            continue;
        }
        let (length, weight) = weigh_ascii(&text.as_bytes()[at..]).unwrap_or_else(|| weigh(&text[at..]));
        words += weight;
        // White space that is no ASCII weighs nothing and has no length.
        at += if length == 0 { text[at..].chars().next().map_or(1, char::len_utf8) } else { length };
    }
    words
}

/// What a byte is for counting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Mark,
    Foreign,
}

/// The kind of each byte.
const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Foreign; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b' ' | 0x09..=0x0d => Kind::Space,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Kind::Letter,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    kinds
};

/// As [`weigh`] for a stretch that is all ASCII.
fn weigh_ascii(rest: &[u8]) -> Option<(usize, usize)> {
    let mut word = false;
    for (at, byte) in rest.iter().enumerate() {
        match KINDS[usize::from(*byte)] {
            Kind::Letter => word = true,
            Kind::Mark => {}
            Kind::Space => return Some((at, usize::from(word))),
            Kind::Foreign => return None,
        }
    }
    Some((rest.len(), usize::from(word)))
}

/// Returns the length of the stretch without white space that `rest` begins with, and its words.
///
/// Nearly all are letters of one script with spaces, and need no look at where words begin.
fn weigh(rest: &str) -> (usize, usize) {
    let mut word = false;
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() {
            return (at, usize::from(word));
        }
        if Script::of(c) != Script::Spaced {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            return (length, words(&rest[..length]).count());
        }
        word = word || c.is_alphanumeric();
    }
    (rest.len(), usize::from(word))
}

/// Returns the words of `text` in order, as byte spans without the punctuation around them.
///
/// `S-400,` is one word, `S-400`; so are `don’t`, `$5.4` and `Tuesday—it`.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    let mut piece = Piece::default();
    std::iter::from_fn(move || {
        loop {
            if let Some(word) = piece.next(text) {
                return Some(word);
            }
            let start = at + text[at..].find(|c: char| !c.is_whitespace())?;
            at = start + text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
            piece = Piece { left: Span::new(start, at), ready: Vec::new() };
        }
    })
}

/// What is left of a stretch without white space.
#[derive(Default)]
struct Piece {
    left: Span,
    /// Words cut by ICU and not yet given out, the last one first.
    ready: Vec<Span>,
}

impl Piece {
    fn next(&mut self, text: &str) -> Option<Span> {
        loop {
            if let Some(word) = self.ready.pop() {
                return Some(word);
            }
            let rest = self.left.of(text);
            let script = Script::of(rest.chars().next()?);
            let run = Span::new(self.left.start, self.left.start + script.run(rest));
            self.left = Span::new(run.end, self.left.end);
            match script {
                Script::Spaced => {
                    let word = without_edges(run, text);
                    if is_word(word.of(text)) {
                        return Some(word);
                    }
                }
                Script::Ideographic => return Some(run),
                Script::Unspaced => self.ready = cut(run, text),
            }
        }
    }
}

/// How a script shows where a word ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// With spaces.
    Spaced,
    /// Not at all, and a character is close enough to a word.
    Ideographic,
    /// Not at all, and only a dictionary knows.
    Unspaced,
}

impl Script {
    fn of(c: char) -> Self {
        if c < '\u{e00}' {
            return Script::Spaced;
        }
        match c {
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Script::Unspaced,
            '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{30fc}'..='\u{312f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9d}'
            | '\u{20000}'..='\u{3ffff}' => Script::Ideographic,
            _ => Script::Spaced,
        }
    }

    /// Returns how many bytes at the beginning of `rest` belong to one word or one run to be cut.
    fn run(self, rest: &str) -> usize {
        if self == Script::Ideographic {
            return rest.chars().next().map_or(0, char::len_utf8);
        }
        let found = rest.char_indices().try_for_each(|(at, c)| {
            let ends = Script::of(c) != self || (self == Script::Unspaced && at >= RUN);
            if ends { ControlFlow::Break(at) } else { ControlFlow::Continue(()) }
        });
        found.break_value().unwrap_or(rest.len())
    }
}

/// Returns the words of a run in a script that only a dictionary can cut, the last one first.
///
/// ICU's neural models cut no better here and take 140 times as long.
fn cut(run: Span, text: &str) -> Vec<Span> {
    let ends: Vec<usize> = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default())
        .segment_str(run.of(text))
        .map(|at| run.start + at)
        .collect();
    let spans = ends.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    spans.rev().filter(|span| is_word(span.of(text))).collect()
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Returns the span without quotes, brackets and stops at its ends; signs such as `%` stay.
fn without_edges(span: Span, text: &str) -> Span {
    let slice = span.of(text);
    let start = span.start + (slice.len() - slice.trim_start_matches(is_edge).len());
    Span::new(start, start + slice.trim_matches(is_edge).len())
}

fn is_edge(c: char) -> bool {
    match c {
        '%' | '$' | '#' | '+' | '&' | '@' | '=' | '<' | '>' | '~' | '^' | '|' | '`' => false,
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        '¡'
        | '§'
        | '«'
        | '¶'
        | '·'
        | '»'
        | '¿'
        | '،'
        | '؛'
        | '؟'
        | '۔'
        | '।'
        | '॥'
        | '\u{2010}'..='\u{205e}' => true,
        '\u{3001}'..='\u{3020}' => !c.is_alphanumeric(),
        _ => matches!(c, '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff5b}'..='\u{ff65}'),
    }
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
