//! The text after a stop.

use crate::text::sentences::stop::mark_of;

/// The text after a stop and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Continuation<'a> {
    /// What it begins with after quotes, brackets and dashes.
    pub beginning: Beginning,
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
pub(super) enum Beginning {
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
        let beginning = Beginning::of(bare);
        let end = match beginning {
            Beginning::Digit => bare.find(|c: char| !c.is_numeric()).unwrap_or(bare.len()),
            Beginning::Small | Beginning::Capital | Beginning::Letter => word_end(bare),
            Beginning::Comma | Beginning::Stop | Beginning::Sign | Beginning::End => 0,
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

impl Beginning {
    fn of(text: &str) -> Self {
        let mut chars = text.chars();
        let Some(c) = chars.next() else { return Beginning::End };
        match c {
            _ if mark_of(c).is_some() => Beginning::Stop,
            ',' | ';' | ':' | '،' | '、' | '，' => Beginning::Comma,
            // `iPhone` and `eBay` are capitalised in their own way.
            _ if c.is_lowercase() && chars.next().is_some_and(char::is_uppercase) => Beginning::Capital,
            _ if c.is_lowercase() => Beginning::Small,
            _ if c.is_uppercase() => Beginning::Capital,
            _ if c.is_alphabetic() => Beginning::Letter,
            _ if c.is_numeric() => Beginning::Digit,
            _ => Beginning::Sign,
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
            (" — he said", Beginning::Small, "he"),
            (" “(The end)", Beginning::Capital, "The"),
            (" iPhone sales", Beginning::Capital, "iPhone"),
            (" 24. May", Beginning::Digit, "24"),
            (" ¿cómo?", Beginning::Small, "cómo"),
            (" , then", Beginning::Comma, ""),
            ("\n", Beginning::End, ""),
            (" 😀", Beginning::Sign, ""),
            (" यह", Beginning::Letter, "यह"),
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
