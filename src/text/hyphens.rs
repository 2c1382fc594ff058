//! Words cut at a line end: `infor-` and `mation` in the next line are one word.
//!
//! The hyphen may have been set by the cut or belong to the word (`well-` and `known`); only a text that has
//! the word elsewhere tells. So such a word has two readings, and a search takes both.

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::text::span::Span;
use crate::text::unicode::is_unspaced;

/// Returns the hyphens at which lines end inside words, each with the line end, the indentation and the quotation
/// marks (`> `) before the rest of the word.
pub fn line_end_hyphens(text: &str) -> impl Iterator<Item = Span> + '_ {
    memchr2_iter(b'\n', b'\r', text.as_bytes()).filter_map(|end| hyphen_before(text, end))
}

/// Tells whether a word of a text is cut at a line end.
pub fn has_line_end_hyphen(text: &str) -> bool {
    line_end_hyphens(text).next().is_some()
}

/// Returns the hyphen at the byte `at` with the line end after it, if a word is cut there.
pub fn line_end_hyphen_at(text: &str, at: usize) -> Option<Span> {
    let after = text[at..].strip_prefix(is_hyphen)?.trim_start_matches([' ', '\t']);
    let is_end = after.starts_with(['\n', '\r']);
    is_end.then(|| hyphen_before(text, text.len() - after.len())).flatten()
}

/// Returns `word` without the hyphens at which lines end inside it.
pub fn joined(word: &str) -> Cow<'_, str> {
    if !word.contains(['\n', '\r']) {
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

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
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
}
