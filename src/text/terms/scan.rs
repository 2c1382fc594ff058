//! Cuts a text into words by hand: letters and digits, joined inside by a hyphen, an apostrophe
//! or a full stop ("S-400", "Russia’s", "U.S"), and numbers with thousands commas.
//!
//! Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) are cut into
//! overlapping pairs of characters, which need no dictionary and compare well.

use unicode_normalization::char::is_combining_mark;

use crate::text::hyphens::line_end_hyphen_at;
use crate::text::span::Span;
use crate::text::unicode::{is_invisible, is_unspaced};

/// Returns the words of `text` in order.
pub(super) fn words(text: &str) -> WordSpans<'_> {
    WordSpans { text, at: 0, inside: false }
}

/// The iterator of [`words`].
pub(super) struct WordSpans<'a> {
    text: &'a str,
    at: usize,
    /// Whether the last pair of characters ended inside a run that has no spaces.
    inside: bool,
}

/// What a character does in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// Begins and continues words.
    Letter,
    /// Belongs to a script without spaces.
    Dense,
    /// Continues a word: combining marks and invisible characters.
    Mark,
    /// Continues a word when a letter follows.
    Joiner,
    Other,
}

/// The classes of the characters of ASCII.
const ASCII: [CharClass; 128] = {
    let mut classes = [CharClass::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => CharClass::Letter,
            b'-' | b'\'' | b'.' => CharClass::Joiner,
            _ => CharClass::Other,
        };
        byte += 1;
    }
    classes
};

/// Returns the class of a character that is not ASCII.
fn class(c: char) -> CharClass {
    match c {
        '\u{2019}' | '\u{2010}' | '\u{2011}' => CharClass::Joiner,
        _ if is_unspaced(c) && (c.is_alphabetic() || is_combining_mark(c)) => CharClass::Dense,
        _ if c.is_alphanumeric() => CharClass::Letter,
        _ if is_combining_mark(c) || is_invisible(c) => CharClass::Mark,
        _ => CharClass::Other,
    }
}

impl WordSpans<'_> {
    /// Returns the class of the character at `at` and the offset behind it.
    fn peek(&self, at: usize) -> Option<(CharClass, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if let Some(class) = ASCII.get(usize::from(byte)) {
            return Some((*class, at + 1));
        }
        let c = self.text[at..].chars().next()?;
        Some((class(c), at + c.len_utf8()))
    }

    /// Returns the end of the word whose first character ends at `at`.
    fn word_end(&self, mut at: usize) -> usize {
        loop {
            let is_letter = |byte: &&u8| ASCII.get(usize::from(**byte)) == Some(&CharClass::Letter);
            at += self.text.as_bytes()[at..].iter().take_while(is_letter).count();
            let Some((class, next)) = self.peek(at) else { return at };
            at = match class {
                CharClass::Letter | CharClass::Mark => next,
                CharClass::Joiner => match self.peek(next) {
                    Some((CharClass::Letter, after)) => after,
                    _ => match self.next_line(at, next) {
                        Some(after) => after,
                        None => return at,
                    },
                },
                CharClass::Dense | CharClass::Other => return at,
            };
        }
    }

    /// Returns where the text continues after a line end at `at`, or `at` if there is none.
    fn after_line_end(&self, at: usize) -> usize {
        match self.text.as_bytes().get(at) {
            Some(b'\n') => self.text.len() - self.text[at..].trim_start().len(),
            _ => at,
        }
    }

    /// Returns where a word that is cut at the hyphen `at..next` continues in the next line.
    fn next_line(&self, at: usize, next: usize) -> Option<usize> {
        let is_before_line_end = matches!(self.text.as_bytes().get(next)?, b'\n' | b'\r' | b' ' | b'\t');
        let goes_on = |hyphen: Span| (hyphen.start == at).then_some(hyphen.end);
        is_before_line_end.then(|| line_end_hyphen_at(self.text, at)).flatten().and_then(goes_on)
    }

    /// Returns the end of a number with thousands commas whose first group is `start..end`.
    fn number_end(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        if end - start > 3 || !bytes[start..end].iter().all(u8::is_ascii_digit) {
            return end;
        }
        let mut at = end;
        while let Some([b',', group @ ..]) = bytes.get(at..at + 4)
            && group.iter().all(u8::is_ascii_digit)
            && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
        {
            at += 4;
        }
        if at > end { self.word_end(at) } else { end }
    }
}

impl Iterator for WordSpans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while let Some((class, next)) = self.peek(self.at) {
            let start = self.at;
            match class {
                CharClass::Letter => {
                    self.inside = false;
                    self.at = self.number_end(start, self.word_end(next));
                    return Some(Span::new(start, self.at));
                }
                CharClass::Dense => {
                    let second = self.after_line_end(next);
                    let pair = self.peek(second).filter(|(class, _)| *class == CharClass::Dense);
                    let alone = !self.inside;
                    self.inside = pair.is_some();
                    self.at = if pair.is_some() { second } else { next };
                    match pair {
                        Some((_, end)) => return Some(Span::new(start, end)),
                        None if alone => return Some(Span::new(start, next)),
                        None => {}
                    }
                }
                CharClass::Mark | CharClass::Joiner | CharClass::Other => {
                    self.inside = false;
                    self.at = next;
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_joined_inside_only() {
        let cases: [(&str, &[&str]); 11] = [
            ("the S-400's range, -e.g.- 3.5 km", &["the", "S-400's", "range", "e.g", "3.5", "km"]),
            ("Russia’s U.S. state-of-the-art", &["Russia’s", "U.S", "state-of-the-art"]),
            ("9,165 and 1,234,567.8", &["9,165", "and", "1,234,567.8"]),
            ("1,5 2019,2020 12,3456", &["1", "5", "2019", "2020", "12", "3456"]),
            ("snake_case—dash", &["snake", "case", "dash"]),
            ("S\u{2011}400 so\u{ad}ft cafe\u{301}s", &["S\u{2011}400", "so\u{ad}ft", "cafe\u{301}s"]),
            ("北京大学x 東", &["北京", "京大", "大学", "x", "東"]),
            ("東 京", &["東", "京"]),
            ("a light-\nhouse -\nno", &["a", "light-\nhouse", "no"]),
            ("東\n 京 x\n東\n", &["東\n 京", "x", "東"]),
            ("😀 -- ''", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_begin_in_order(text in "\\PC{0,40}") {
            let mut last = None;
            for span in words(&text) {
                prop_assert!(!span.is_empty() && text.get(span.start..span.end).is_some());
                prop_assert!(last.is_none_or(|start| start < span.start));
                last = Some(span.start);
            }
        }
    }
}
