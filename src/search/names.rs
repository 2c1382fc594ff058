//! The names in a sentence, told by how they are written.
//!
//! A name is a run of capitalised words ("Indian Air Force"), small words between them kept
//! ("Times of India"); an acronym (CAATSA); or a designator, capitals with digits (Su-57).
//! Whether a capital at the start of a sentence is a name is not for one sentence to say.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::{Case, Folded};
use crate::text::unicode::is_unspaced;

/// Small words that stand inside names.
const LINKS: [&str; 14] =
    ["of", "the", "de", "del", "della", "di", "du", "des", "van", "von", "der", "bin", "ibn", "al"];

/// Articles and prepositions that French and Italian write onto the next word.
const ELISIONS: [&str; 6] = ["l", "d", "qu", "dell", "all", "nell"];

/// The longest name, in words; what is longer is a heading.
const LONGEST: usize = 6;

/// The longest run without spaces cut into words at once, in characters.
const RUN: usize = 1024;

/// One word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its letters with plain quotes and hyphens, without a possessive `'s`.
    pub text: String,
    /// How it is written.
    pub shape: Shape,
    /// Whether more than white space stands between it and the word before.
    pub apart: bool,
    /// Whether it stands in brackets, alone.
    pub bracketed: bool,
    /// Whether a possessive `'s` was taken from it.
    pub possessive: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Without capitals.
    Small,
    /// With a capital in front.
    Capital,
    /// In capitals only, two at least: a name wherever it stands.
    Acronym,
    /// With capitals and digits: a name wherever it stands.
    Designator,
}

impl Shape {
    fn of(word: &str) -> Self {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let first = word.chars().next().is_some_and(char::is_uppercase);
        match capitals {
            0 => Shape::Small,
            _ if word.contains(|c: char| c.is_numeric()) => Shape::Designator,
            2.. if !word.chars().any(char::is_lowercase) => Shape::Acronym,
            _ if first => Shape::Capital,
            _ => Shape::Small,
        }
    }

    /// Tells whether it is a name wherever it stands.
    pub(super) fn is_certain(self) -> bool {
        matches!(self, Shape::Acronym | Shape::Designator)
    }
}

/// Returns the words of a sentence.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = sentence[at..].find(char::is_alphanumeric) {
        let start = at + offset;
        let end = word_end(sentence, start);
        let (gap, word) = (&sentence[at..start], &sentence[start..end]);
        if word.contains(is_unspaced) {
            found.extend(cut(word));
        } else {
            let mut token = token(word);
            token.apart = gap.contains(|c: char| !c.is_whitespace());
            token.bracketed = gap.ends_with('(') && sentence[end..].starts_with(')');
            found.push(token);
        }
        at = end;
    }
    found
}

/// Words go on through hyphens, apostrophes and `&` between letters, and through `U.S`.
fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let mut initial = false;
    let mut fresh = true;
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = match c {
            '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '&' => next.is_some_and(char::is_alphanumeric),
            '.' => initial && next.is_some_and(char::is_uppercase),
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' => true,
            c => c.is_alphanumeric() || is_combining_mark(c),
        };
        if !inside {
            return start + offset;
        }
        initial = fresh && c.is_uppercase();
        fresh = !c.is_alphanumeric();
    }
    text.len()
}

fn token(word: &str) -> Token {
    let folded = Folded::of(word, Case::Keep);
    let whole = folded.as_str();
    let owner = whole.strip_suffix("'s").or_else(|| whole.strip_suffix("'S"));
    let bare = match owner.unwrap_or(whole).split_once('\'') {
        Some((before, after)) if ELISIONS.contains(&before.to_lowercase().as_str()) => after,
        _ => owner.unwrap_or(whole),
    };
    Token {
        text: bare.to_owned(),
        shape: Shape::of(bare),
        apart: false,
        bracketed: false,
        possessive: owner.is_some(),
    }
}

/// Cuts a run of a script without spaces; its words have no capitals, so none is a name.
fn cut(run: &str) -> Vec<Token> {
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let chars: Vec<char> = run.chars().collect();
    let mut found = Vec::new();
    for piece in chars.chunks(RUN) {
        let piece: String = piece.iter().collect();
        let breaks: Vec<usize> = segmenter.segment_str(&piece).collect();
        found.extend(breaks.windows(2).map(|ends| token(&piece[ends[0]..ends[1]])));
    }
    found
}

/// Tells whether a sentence is written in capitals throughout, so that they mean nothing: a
/// heading ("Explore Defense Cooperation During Visit") or a shout.
pub(super) fn is_heading(tokens: &[Token]) -> bool {
    let long = tokens.iter().skip(1).filter(|token| token.text.chars().count() >= 4);
    let (all, capitals) = long.fold((0, 0), |(all, capitals), token| {
        (all + 1, capitals + usize::from(token.shape != Shape::Small))
    });
    all >= 4 && capitals * 5 >= all * 4
}

/// Returns the runs of capitalised words, each without small words at its ends.
pub(super) fn runs(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].shape == Shape::Small {
            at += 1;
            continue;
        }
        let end = run_end(tokens, at);
        if end - at <= LONGEST {
            found.push(at..end);
        }
        at = end;
    }
    found
}

fn run_end(tokens: &[Token], start: usize) -> usize {
    let mut end = start + 1;
    while !tokens[end - 1].possessive {
        let links = tokens[end..].iter().take(2).take_while(|token| is_link(token)).count();
        match tokens.get(end + links) {
            Some(next) if next.shape != Shape::Small && !next.apart => end += links + 1,
            _ => break,
        }
    }
    end
}

fn is_link(token: &Token) -> bool {
    !token.apart && LINKS.contains(&token.text.as_str())
}

/// Returns the words that an acronym in brackets stands for: those before it whose initials spell
/// it, as in "Times of India (TOI)".
pub(super) fn long_form(tokens: &[Token], acronym: usize) -> Option<Range<usize>> {
    let token = tokens.get(acronym).filter(|token| token.bracketed && token.shape == Shape::Acronym)?;
    let mut letters = token.text.chars().filter(|c| c.is_alphabetic()).rev().peekable();
    let mut start = acronym;
    while let Some(&letter) = letters.peek() {
        start = start.checked_sub(1)?;
        if tokens[start].text.starts_with(letter) {
            letters.next();
        } else if tokens[start].shape != Shape::Small {
            return None;
        }
        if acronym - start > 2 * LONGEST {
            return None;
        }
    }
    Some(start..acronym)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Vec<String> {
        let tokens = tokens(sentence);
        let text = |run: Range<usize>| {
            tokens[run].iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        runs(&tokens).into_iter().map(text).collect()
    }

    #[test]
    fn names_are_told_by_their_capitals() {
        let table: [(&str, &[&str]); 9] = [
            ("as the Times of India said", &["Times of India"]),
            ("with India’s Air Force, Russia and China", &["India", "Air Force", "Russia", "China"]),
            ("the S‑400 and Su-57, F16", &["S-400", "Su-57", "F16"]),
            ("Indo-U.S. ties—Moscow", &["Indo-U.S", "Moscow"]),
            ("the Act (CAATSA) of AT&T", &["Act", "CAATSA", "AT&T"]),
            ("l’Inde et d'Ukraine, O'Brien", &["Inde", "Ukraine", "O'Brien"]),
            ("the Ministry of the Interior of the", &["Ministry of the Interior"]),
            ("an iPhone in 2020", &[]),
            ("中国 and 俄罗斯", &[]),
        ];
        for (sentence, names) in table {
            assert_eq!(found(sentence), names, "{sentence:?}");
        }
    }

    #[test]
    fn a_long_form_is_spelt_by_its_acronym() {
        let table = [
            ("under the Countering America’s Adversaries Through Sanctions Act (CAATSA)", Some("Countering")),
            ("the Bank of England (BE)", Some("Bank")),
            ("the Bank of England (EU)", None),
            ("the Bank of England BE", None),
            ("(BE)", None),
        ];
        for (sentence, first) in table {
            let tokens = tokens(sentence);
            let long = long_form(&tokens, tokens.len() - 1);
            assert_eq!(long.map(|long| tokens[long.start].text.as_str()), first, "{sentence:?}");
        }
    }

    #[test]
    fn headings_are_told_from_sentences() {
        assert!(is_heading(&tokens(
            "India and Russia Explore Defense Cooperation During Putin’s State Visit"
        )));
        assert!(!is_heading(&tokens("The Times of India reported it to the Indian Air Force again")));
        assert!(!is_heading(&tokens("Moscow, Delhi")));
    }

    #[test]
    fn scripts_without_spaces_are_cut() {
        let words: Vec<_> = tokens("俄罗斯总统访问印度").into_iter().map(|token| token.text).collect();
        assert_eq!(words.concat(), "俄罗斯总统访问印度");
        assert!(words.len() > 2 && words.contains(&"印度".to_owned()), "{words:?}");
    }
}
