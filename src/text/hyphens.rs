//! Words cut at a line end: `infor-` and `mation` in the next line are one word.
//!
//! The hyphen may have been set by the cut or belong to the word (`well-` and `known`); only a text that has
//! the word elsewhere tells. So such a word has two readings, and a search takes both. What is shown is the
//! likelier one, by [`keeps_hyphen`].

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::text::span::Span;
use crate::text::unicode::is_unspaced;

/// Returns the hyphens at which lines end inside words, each with the line end, the indentation and the quotation
/// marks (`> `) before the rest of the word.
pub fn line_end_hyphens(text: &str) -> impl Iterator<Item = Span> + '_ {
    // Most texts have fewer hyphens than lines.
    memchr2_iter(b'-', LAST_BYTE, text.as_bytes()).filter_map(|last| {
        let is_ascii = text.as_bytes()[last] == b'-';
        line_end_hyphen_at(text, if is_ascii { last } else { last.checked_sub(2)? })
    })
}

/// Tells whether a word of a text is cut at a line end.
pub fn has_line_end_hyphen(text: &str) -> bool {
    line_end_hyphens(text).next().is_some()
}

/// Returns the hyphen at the byte `at` with the line end after it, if a word is cut there.
pub fn line_end_hyphen_at(text: &str, at: usize) -> Option<Span> {
    let after = text.get(at..)?.strip_prefix(is_hyphen)?.trim_start_matches([' ', '\t']);
    let is_end = after.starts_with(['\n', '\r']);
    is_end.then(|| hyphen_before(text, text.len() - after.len())).flatten()
}

/// Returns `word` without the hyphens at which lines end inside it.
pub fn joined(word: &str) -> Cow<'_, str> {
    if !word.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return Cow::Borrowed(word);
    }
    let (mut joined, mut at) = (String::with_capacity(word.len()), 0);
    for hyphen in line_end_hyphens(word) {
        joined.push_str(&word[at..hyphen.start]);
        at = hyphen.end;
    }
    joined.push_str(&word[at..]);
    Cow::Owned(joined)
}

/// Returns a text whose words that are cut at line ends are whole, in their likelier readings.
pub fn with_whole_words(text: &str) -> Cow<'_, str> {
    let (mut whole, mut at) = (String::new(), 0);
    for hyphen in line_end_hyphens(text) {
        whole.push_str(&text[at..hyphen.start]);
        whole.extend(keeps_hyphen(text, hyphen).then_some('-'));
        at = hyphen.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[at..]);
    Cow::Owned(whole)
}

/// The last byte of U+2010.
const LAST_BYTE: u8 = 0x90;

/// Tells whether a character is a hyphen that may be seen.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Words that hardly end a syllable of a longer word, but begin compounds: `well-known`, `self-made`, `twenty-one`.
const FIRST_PARTS: [&str; 21] = [
    "cross", "eighty", "fifty", "forty", "full", "half", "high", "long", "ninety", "quasi", "self", "semi",
    "seventy", "short", "sixty", "thirty", "three", "twenty", "two", "well", "world",
];

/// Words that are shorter than what a program leaves for the next line, but end compounds: `stand-by`.
const LAST_PARTS: [&str; 8] = ["by", "in", "it", "of", "on", "to", "up", "là"];

/// Tells whether the hyphen of a word that is cut at `hyphen`, as [`line_end_hyphens`] returns it, belongs to the
/// word: the rest has a capital or is a part of a compound of its own, or either part is known from compounds.
/// All other words are likelier cut by hyphenation.
pub fn keeps_hyphen(text: &str, hyphen: Span) -> bool {
    let [before, after] = [&text[..hyphen.start], &text[hyphen.end..]];
    let first = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let last = &after[..after.len() - after.trim_start_matches(char::is_alphabetic).len()];
    let is_letter = |part: &str| part.chars().nth(1).is_none();
    let behind = &after[last.len()..];
    let goes_on = behind.strip_prefix(is_hyphen).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let is_inside = before[..before.len() - first.len()].ends_with(is_hyphen) && first.chars().count() <= 3;
    let is_known = |parts: &[&str], part: &str| parts.contains(&part.to_lowercase().as_str());
    last.starts_with(char::is_uppercase)
        || is_letter(first)
        || is_letter(last)
        || goes_on
        || is_inside
        || is_known(&FIRST_PARTS, first)
        || is_known(&LAST_PARTS, last)
}

fn hyphen_before(text: &str, line_end: usize) -> Option<Span> {
    let is_letter = |c: char| c.is_alphabetic() && !is_unspaced(c);
    let line = text[..line_end].trim_end_matches([' ', '\t']);
    let word = line.strip_suffix(is_hyphen).filter(|word| word.ends_with(is_letter))?;
    let after = &text[line_end..];
    let after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']))?;
    let rest = after.trim_start_matches([' ', '\t', '>']);
    rest.starts_with(is_letter).then(|| Span::new(word.len(), text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_at_a_line_end_is_inside_a_word() {
        for (text, found) in [
            ("The light-\nhouse is well-\r\n  known.", &["-\n", "-\r\n  "][..]),
            ("> The light-\n> house", &["-\n> "]),
            ("Leucht\u{2010} \nturm", &["\u{2010} \n"]),
            ("It is late --\nand dark; S-\n400; -\nno; a-\n\nb; 1-\n2; light- house; 東-\n京", &[]),
        ] {
            let spans: Vec<&str> = line_end_hyphens(text).map(|span| span.of(text)).collect();
            assert_eq!(spans, found, "{text:?}");
        }
    }

    #[test]
    fn cut_words_are_made_whole() {
        for (text, whole) in
            [("a light-\n  house, well-\nknown", "a lighthouse, well-known"), ("a -\nb", "a -\nb")]
        {
            assert_eq!(with_whole_words(text), whole);
        }
    }

    #[test]
    fn the_likelier_reading_of_a_cut_word_is_known() {
        for (text, keeps) in [
            ("infor-\nmation", false),
            ("Ver-\n  trag", false),
            ("> light-\n> house", false),
            ("hat-\nte", false),
            ("self-deter-\nmination", false),
            ("well-\nknown", true),
            ("Twenty-\none", true),
            ("x-\nray", true),
            ("stand-\nby", true),
            ("state-of-\nthe-art", true),
            ("mother-\nin-law", true),
            ("Baden-\nWürttemberg", true),
        ] {
            let hyphen = line_end_hyphens(text).next().unwrap();
            assert_eq!(keeps_hyphen(text, hyphen), keeps, "{text:?}");
        }
    }
}
