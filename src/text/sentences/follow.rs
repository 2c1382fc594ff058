//! What comes after a stop.

use crate::text::sentences::stop::mark_of;

/// The next thing said after a stop and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Follow<'a> {
    /// What it begins with, quotes, brackets and dashes left aside.
    pub kind: Kind,
    /// Its first word, `""` unless it begins with a letter or a digit.
    pub word: &'a str,
    /// What comes after that word.
    pub rest: &'a str,
    /// Whether white space parts it from the stop.
    pub spaced: bool,
    /// Whether an opening quote, bracket or `¿` stands before it.
    pub opened: bool,
}

/// How what follows begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With a small letter.
    Small,
    /// With a capital.
    Capital,
    /// With a letter of a script that has no capitals.
    Letter,
    /// With a digit.
    Digit,
    /// With a comma or the like, which continues.
    Comma,
    /// With another stop.
    Stop,
    /// With a bullet, an emoji or another sign.
    Sign,
    /// Nothing follows.
    End,
}

impl<'a> Follow<'a> {
    /// Returns what `after`, the text behind a stop, begins with.
    pub(super) fn new(after: &'a str) -> Self {
        let spaced = after.starts_with(char::is_whitespace);
        let all = after.trim_start();
        let bare = all.trim_start_matches(|c: char| is_opening(c) || is_dash(c) || c.is_whitespace());
        let opened = all[..all.len() - bare.len()].contains(is_opening);
        let kind = Kind::of(bare);
        let end = match kind {
            Kind::Digit => bare.find(|c: char| !c.is_numeric()).unwrap_or(bare.len()),
            Kind::Small | Kind::Capital | Kind::Letter => word_end(bare),
            _ => 0,
        };
        let (word, rest) = bare.split_at(end);
        Self { kind, word, rest, spaced, opened }
    }

    /// Returns the words from the first on, as long as white space alone parts them.
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

impl Kind {
    fn of(text: &str) -> Self {
        let mut chars = text.chars();
        let Some(c) = chars.next() else { return Kind::End };
        match c {
            _ if mark_of(c).is_some() => Kind::Stop,
            ',' | ';' | ':' | '،' | '、' | '，' => Kind::Comma,
            // `iPhone` and `eBay` are capitalised in their own way.
            _ if c.is_lowercase() && chars.next().is_some_and(char::is_uppercase) => Kind::Capital,
            _ if c.is_lowercase() => Kind::Small,
            _ if c.is_uppercase() => Kind::Capital,
            _ if c.is_alphabetic() => Kind::Letter,
            _ if c.is_numeric() => Kind::Digit,
            _ => Kind::Sign,
        }
    }
}

fn word_end(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

/// Tells whether a character opens a quotation, a bracket or a Spanish question.
pub(super) fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '‹'
            | '»'
            | '›'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
            | '*'
            | '_'
    )
}

/// Tells whether a character is a dash, which opens speech in many languages.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_told_by_its_first_letter() {
        for (text, kind, word) in [
            (" — he said", Kind::Small, "he"),
            (" “(The end)", Kind::Capital, "The"),
            (" iPhone sales", Kind::Capital, "iPhone"),
            (" 24. May", Kind::Digit, "24"),
            (" ¿cómo?", Kind::Small, "cómo"),
            (" , then", Kind::Comma, ""),
            ("\n", Kind::End, ""),
            (" 😀", Kind::Sign, ""),
            (" यह", Kind::Letter, "यह"),
        ] {
            let follow = Follow::new(text);
            assert_eq!((follow.kind, follow.word), (kind, word), "{text:?}");
        }
    }

    #[test]
    fn words_end_at_punctuation() {
        let words: Vec<&str> = Follow::new(" Mr Smith said, twice").words().collect();
        assert_eq!(words, ["Mr", "Smith", "said"]);
    }
}
