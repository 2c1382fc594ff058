//! Stops with the closing marks and citations after them.

use icu_properties::props::SentenceBreak;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use crate::text::sentences::words::{abbreviation, is_opener};
use crate::text::unicode::is_greek;

type SentenceBreaks = CodePointMapDataBorrowed<'static, SentenceBreak>;

static SENTENCE_BREAKS: SentenceBreaks = CodePointMapData::new();

/// The longest citation that belongs to the sentence before it, in bytes.
const LONGEST_CITATION: usize = 80;

/// A run of stops with the closing marks after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The byte where the run begins.
    pub start: usize,
    /// One past the last byte of the run and of the closing marks.
    pub end: usize,
    /// The strongest mark of the run.
    pub mark: StopMark,
    /// The last closing mark that no further stop follows.
    pub closed: Closed,
}

/// A kind of stop; a later one outweighs those before it in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StopMark {
    /// A full stop, which also ends abbreviations.
    Period,
    /// Dots that leave something out, inside a sentence or after it.
    Ellipsis,
    /// A question or exclamation mark of scripts with spaces.
    Strong,
    /// A stop of a script that needs no space after it.
    Full,
}

/// The kind of mark that closes after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// Nothing.
    Nothing,
    /// A quotation.
    Quote,
    /// A bracket, given by its opening mark.
    Bracket(char),
}

/// Returns the first stop at or after the byte `from`.
pub(super) fn next_stop(text: &str, from: usize) -> Option<Stop> {
    // Of the characters of ASCII only these are stops; all others begin with a byte from 0xc2 on.
    let may_begin = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | b';' | 0xc2..);
    let stop_at = |at: usize| {
        let c = text[at..].chars().next()?;
        let mark = if c == ';' { greek_question(text, at)? } else { mark_of(c)? };
        (!is_decimal(text, at, c)).then(|| read(text, at, mark))
    };
    let mut at = from;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(may_begin)?;
        if let Some(stop) = stop_at(at) {
            return Some(stop);
        }
        at += 1;
    }
}

/// Returns the mark of a semicolon, which is a question mark after a Greek word.
fn greek_question(text: &str, at: usize) -> Option<StopMark> {
    let before = text[..at].trim_end_matches(|c| closing(c).is_some());
    before.chars().next_back().is_some_and(is_greek).then_some(StopMark::Strong)
}

/// Tells whether a wide full stop is inside a number or an abbreviation: `３．５`, `Ｕ．Ｓ`.
fn is_decimal(text: &str, at: usize, c: char) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    c == '．'
        && text[..at].chars().next_back().is_some_and(is_part)
        && text[at + c.len_utf8()..].chars().next().is_some_and(is_part)
}

/// Returns which mark a stop is: `STerm` and `ATerm` of UAX #29, dots that leave something out, and the
/// Greek question mark.
pub(super) fn mark_of(c: char) -> Option<StopMark> {
    match c {
        '.' => Some(StopMark::Period),
        '!' | '?' | '\u{37e}' => Some(StopMark::Strong),
        '…' | '‥' => Some(StopMark::Ellipsis),
        _ if c.is_ascii() => None,
        '।' | '॥' | '\u{104a}'..='\u{104b}' | '\u{17d4}'..='\u{17d5}' | '\u{1b5a}'..='\u{1b5b}' => {
            Some(StopMark::Full)
        }
        '。' | '．' | '！' | '？' | '｡' | '\u{fe52}' | '\u{fe56}'..='\u{fe57}' => Some(StopMark::Full),
        _ => (SENTENCE_BREAKS.get(c) == SentenceBreak::STerm).then_some(StopMark::Strong),
    }
}

fn read(text: &str, start: usize, first: StopMark) -> Stop {
    let length = text[start..].chars().next().map_or(0, char::len_utf8);
    let mut stop = Stop { start, end: start + length, mark: first, closed: Closed::Nothing };
    let mut dots = usize::from(first == StopMark::Period);
    loop {
        let rest = &text[stop.end..];
        let Some(c) = rest.chars().next() else { break };
        if let Some(mark) = mark_of(c) {
            dots += usize::from(mark == StopMark::Period && stop.closed == Closed::Nothing);
            stop.mark = stop.mark.max(if dots > 1 { StopMark::Ellipsis } else { mark }).max(mark);
            stop.closed = Closed::Nothing;
            stop.end += c.len_utf8();
        } else if let Some(closed) = closing(c).filter(|_| !opens(c, stop.mark, &rest[c.len_utf8()..])) {
            stop.closed = closed;
            stop.end += c.len_utf8();
        } else if let Some(length) = note(rest).or_else(|| spaced_quote(rest)) {
            stop.closed = if rest.starts_with('[') { stop.closed } else { Closed::Quote };
            stop.end += length;
        } else if let Some(length) =
            citation(rest, stop.closed).or_else(|| note_number(&text[..stop.start], &stop, rest))
        {
            stop.end += length;
        } else if is_attached(c) {
            stop.end += c.len_utf8();
        } else {
            break;
        }
    }
    stop
}

const BRACKETS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('【', '】'), ('《', '》'), ('〈', '〉')];

fn closing(c: char) -> Option<Closed> {
    Some(match c {
        '"' | '\'' | '”' | '’' | '»' | '›' | '“' | '‘' | '«' | '‹' | '」' | '』' | '｣' | '＂' | '＇' => {
            Closed::Quote
        }
        _ => Closed::Bracket(BRACKETS.iter().find(|(_, closing)| *closing == c)?.0),
    })
}

/// Tells whether a mark that closes in German opens the next quotation here.
fn opens(c: char, after: StopMark, rest: &str) -> bool {
    matches!(c, '“' | '‘' | '«' | '‹')
        && (after == StopMark::Full || rest.chars().next().is_some_and(char::is_alphanumeric))
}

/// Returns the length of a note number such as `[12]` at the beginning of `rest`.
fn note(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits).then_some(())?;
    inside[digits..].starts_with(']').then_some(digits + 2)
}

/// Returns the length of a space and a closing quotation mark, as French sets `»`, at the beginning of
/// `rest`; only white space or punctuation may follow it.
fn spaced_quote(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let space = chars.next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))?;
    let mark = chars.next().filter(|c| matches!(c, '»' | '›' | '"' | '”'))?;
    let free =
        chars.next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '!' | '?' | ')'));
    free.then_some(space.len_utf8() + mark.len_utf8())
}

/// Returns the length of white space and a citation in brackets at the beginning of `rest`, such as
/// ` (Smith 55)`, ` (ebd., S. 3 f.)` or, after a quotation, ` [3]`: it ends with a number and no sentence of its own
/// is in it.
fn citation(rest: &str, after: Closed) -> Option<usize> {
    let bracket = rest.trim_start();
    let space = rest.len() - bracket.len();
    let opening = bracket.chars().next().filter(|c| matches!(c, '(' | '[') && space > 0)?;
    let inside = &bracket[opening.len_utf8()..];
    let is_bracket = |byte: u8| matches!(byte, b'(' | b')' | b'[' | b']');
    let length = inside.bytes().take(LONGEST_CITATION).position(is_bracket)?;
    let behind = inside[length..].strip_prefix(if opening == '(' { ')' } else { ']' })?;
    let words = inside[..length].trim_end_matches([' ', '.', 'f', 'n']);
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let names_source = words.contains(char::is_whitespace) && !is_opener(first, &words[first.len()..]);
    let is_quoted =
        after == Closed::Quote && (opening == '[' || behind.starts_with(|c| mark_of(c).is_some()));
    let is_free =
        behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || mark_of(c).is_some());
    (words.ends_with(|c: char| c.is_ascii_digit()) && is_free && (names_source || is_quoted))
        .then_some(space + length + 2)
}

/// Returns the length of the number of a note at the beginning of `rest`, which follows a stop without a space as
/// where raised digits were lost: `the tide.3 The`. Before the stop is a word that is not an abbreviation.
fn note_number(before: &str, stop: &Stop, rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[digits..];
    let begins = |c: char| c.is_uppercase() || matches!(c, '“' | '"' | '«' | '‘' | '(');
    let goes_on =
        after.is_empty() || after.starts_with(char::is_whitespace) && after.trim_start().starts_with(begins);
    let word = &before[before.trim_end_matches(char::is_lowercase).len()..];
    let is_word = word.chars().nth(2).is_some() && abbreviation(word, "").is_none();
    (stop.mark == StopMark::Period && (1..=3).contains(&digits) && goes_on && is_word).then_some(digits)
}

/// Tells whether a character glued to a stop stays with it: raised numbers, emoji and their joiners.
fn is_attached(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{2600}'..='\u{27bf}')
        || matches!(c, '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_marks_and_notes_belong_to_the_stop() {
        for (text, all) in [
            ("a.”) b", ".”)"),
            ("a.[12] b", ".[12]"),
            ("a.[see] b", "."),
            ("a ?! b", "?!"),
            ("a ? » b", "? »"),
            ("a. »B", "."),
            ("a。」と", "。」"),
            ("a!😀 b", "!😀"),
            ("a.” (Smith 55). b", ".” (Smith 55)."),
            ("a.” (55). b", ".” (55)."),
            ("a. (Smith et al., 2019, pp. 5 ff.) B", ". (Smith et al., 2019, pp. 5 ff.)"),
            ("a.” [3] B", ".” [3]"),
            ("a.” [3, S. 12] B", ".” [3, S. 12]"),
            ("a.” [Weber 1990, 12] B", ".” [Weber 1990, 12]"),
            ("a. [3] B", "."),
            ("a.” [see there] B", ".”"),
            ("a. (2) B", "."),
            ("a. (It was 1999) B", "."),
            ("a. (See there.) B", "."),
            ("a; b", "a; b"),
            ("ναι; β", ";"),
            ("３．５は１．", "．"),
            ("the tide.12 The", ".12"),
            ("the tide.”3 The", ".”3"),
            ("see chap.3 The", "."),
            ("a file.3 is", "."),
            ("v2.3 The", "."),
        ] {
            let found = next_stop(text, 0).map_or(text, |stop| &text[stop.start..stop.end]);
            assert_eq!(found, all, "{text}");
        }
    }
}
