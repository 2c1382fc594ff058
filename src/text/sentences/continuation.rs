//! The text after a stop.

use crate::text::sentences::stop::mark_of;

/// The text after a stop and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Continuation<'a> {
    /// What it begins with after quotes, brackets and dashes.
    pub beginning: ContinuationStart,
    /// Its first word, `""` unless it begins with a letter or a digit.
    pub word: &'a str,
    /// The text after that word.
    pub rest: &'a str,
    /// Whether white space parts it from the stop.
    pub spaced: bool,
    /// Whether an opening quote, bracket or `¿` precedes the word.
    pub opened: bool,
}

/// The kind of the first character of a continuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContinuationStart {
    /// A small letter.
    Small,
    /// A capital.
    Capital,
    /// A letter of a script that has no capitals.
    Letter,
    /// A digit.
    Digit,
    /// A comma or the like.
    Comma,
    /// Another stop.
    Stop,
    /// A bullet, an emoji or another sign.
    Sign,
    /// The end of the paragraph.
    End,
}

impl<'a> Continuation<'a> {
    /// Returns the continuation that `after` is.
    pub(super) fn new(after: &'a str) -> Self {
        let all = after.trim_start();
        let bare = all.trim_start_matches(|c: char| is_opening(c) || is_dash(c) || c.is_whitespace());
        let beginning = ContinuationStart::of(bare);
        let end = match beginning {
            ContinuationStart::Digit => bare.find(|c: char| !c.is_numeric()).unwrap_or(bare.len()),
            ContinuationStart::Small | ContinuationStart::Capital | ContinuationStart::Letter => {
                word_end(bare)
            }
            ContinuationStart::Comma
            | ContinuationStart::Stop
            | ContinuationStart::Sign
            | ContinuationStart::End => 0,
        };
        let (word, rest) = bare.split_at(end);
        let opened = all[..all.len() - bare.len()].contains(is_opening);
        Self { beginning, word, rest, spaced: after.starts_with(char::is_whitespace), opened }
    }

    /// Returns the words from the first one up to the first that other than white space precedes.
    pub(super) fn words(self) -> impl Iterator<Item = &'a str> {
        let mut rest = self.rest;
        std::iter::once(self.word).chain(std::iter::from_fn(move || {
            let next = rest.trim_start();
            let end = word_end(next);
            if next.len() == rest.len() || end == 0 {
                return None;
            }
            let (word, after) = next.split_at(end);
            rest = after;
            Some(word)
        }))
    }
}

impl ContinuationStart {
    fn of(text: &str) -> Self {
        let mut chars = text.chars();
        let Some(c) = chars.next() else { return ContinuationStart::End };
        match c {
            _ if mark_of(c).is_some() => ContinuationStart::Stop,
            ',' | ';' | ':' | '،' | '、' | '，' => ContinuationStart::Comma,
            // `iPhone` and `eBay` are capitalised in their own way.
            _ if c.is_lowercase() && chars.next().is_some_and(char::is_uppercase) => {
                ContinuationStart::Capital
            }
            _ if c.is_lowercase() => ContinuationStart::Small,
            _ if c.is_uppercase() => ContinuationStart::Capital,
            _ if c.is_alphabetic() => ContinuationStart::Letter,
            _ if c.is_numeric() => ContinuationStart::Digit,
            _ => ContinuationStart::Sign,
        }
    }
}

fn word_end(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

/// Tells whether a character opens a quotation, a bracket or a Spanish question.
pub(super) fn is_opening(c: char) -> bool {
    "\"'“‘„‚«‹»›([{¿¡「『（【《〈*_".contains(c)
}

/// Tells whether a character is a dash, which opens speech in many languages.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// Tells whether a character marks the items of a list.
pub(super) fn is_bullet(c: char) -> bool {
    "•⁃▪◦‣●■○∙".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_tells_the_kind() {
        for (text, beginning, word) in [
            (" — he said", ContinuationStart::Small, "he"),
            (" “(The end)", ContinuationStart::Capital, "The"),
            (" iPhone sales", ContinuationStart::Capital, "iPhone"),
            (" 24. May", ContinuationStart::Digit, "24"),
            (" ¿cómo?", ContinuationStart::Small, "cómo"),
            (" , then", ContinuationStart::Comma, ""),
            ("\n", ContinuationStart::End, ""),
            (" 😀", ContinuationStart::Sign, ""),
            (" यह", ContinuationStart::Letter, "यह"),
        ] {
            let next = Continuation::new(text);
            assert_eq!((next.beginning, next.word), (beginning, word), "{text:?}");
        }
    }

    #[test]
    fn words_end_at_punctuation() {
        let words: Vec<&str> = Continuation::new(" Mr Smith said, twice").words().collect();
        assert_eq!(words, ["Mr", "Smith", "said"]);
    }
}
