//! Lists inside one line: `1.) The box 2.) The key`, `Pay: (a) the rent; (b) the heating`.
//!
//! Items often lack full stops, so their markers tell where they begin. A marker counts only where it
//! continues a list that began at the beginning of a sentence or after a colon: `subsection (2)` and
//! `(a) Ann, (b) Bob and (c) Carl` are parts of a sentence.

use memchr::memchr2_iter;

use crate::text::sentences::continuation::{is_bullet, is_opening};
use crate::text::sentences::stop::next_stop;
use crate::text::sentences::words::{Abbreviation, abbreviation, is_function_word};
use crate::text::span::Span;

/// The longest number or letter of a marker, in bytes: `viii`, `123`.
const LONGEST: usize = 4;

/// How far back a bracket that a marker may be in is looked for, in bytes.
const BRACKET_REACH: usize = 80;

/// Returns the items of the lists in a paragraph and the texts around them, in order; all of it when there
/// is not a list.
pub(super) fn items(text: &str) -> Vec<Span> {
    let mut starts = bullets(text);
    if starts.is_empty() {
        starts = numbered(text);
    }
    let ends = starts.iter().copied().chain([text.len()]);
    let starts = [0].into_iter().chain(starts.iter().copied());
    starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect()
}

/// Returns where the second item and those after it begin in a paragraph that begins with a bullet.
fn bullets(text: &str) -> Vec<usize> {
    let mut chars = text.trim_start().chars();
    let Some(bullet) = chars.next().filter(|c| is_bullet(*c)) else { return Vec::new() };
    let found = text.match_indices(bullet).skip(1).map(|(at, _)| at);
    found.filter(|&at| text[..at].ends_with(char::is_whitespace)).collect()
}

/// A number or a letter that may begin an item.
#[derive(Clone, Copy)]
struct Marker {
    span: Span,
    style: MarkerStyle,
    /// What it counts as: `i` is a letter and a Roman numeral.
    values: [Option<MarkerValue>; 2],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkerStyle {
    /// `(a)`
    Bracketed,
    /// `a)`
    Closed,
    /// `1.)`
    StoppedClosed,
    /// `1.`
    Stopped,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numerals {
    Number,
    Small,
    Capital,
    Roman,
}

#[derive(Clone, Copy)]
struct MarkerValue {
    numbering: Numerals,
    value: u32,
}

/// A list that continues with the marker of the next value.
struct ContinuedList {
    style: MarkerStyle,
    last: MarkerValue,
    first: usize,
}

fn numbered(text: &str) -> Vec<usize> {
    let markers = markers(text);
    if markers.len() < 2 {
        return Vec::new();
    }
    let is_sole = has_no_other_stop(text, &markers);
    let mut open: Vec<ContinuedList> = Vec::new();
    let mut starts = Vec::new();
    for marker in markers {
        for value in marker.values.into_iter().flatten() {
            let list = open
                .iter_mut()
                .find(|list| list.style == marker.style && list.last.numbering == value.numbering);
            let context = MarkerContext::of(text, marker);
            match list {
                Some(list) if list.last.value + 1 == value.value && context.separates(marker, is_sole) => {
                    list.last = value;
                    starts.extend([list.first, marker.span.start]);
                }
                _ if !context.begins_list(value) => {}
                Some(list) => (list.last, list.first) = (value, marker.span.start),
                None => {
                    open.push(ContinuedList { style: marker.style, last: value, first: marker.span.start });
                }
            }
        }
    }
    starts.retain(|&start| !text[..start].trim_start().is_empty());
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Returns the markers of a paragraph in order.
fn markers(text: &str) -> Vec<Marker> {
    memchr2_iter(b'.', b')', text.as_bytes()).filter_map(|end| Marker::ending(text, end)).collect()
}

/// Tells whether all stops of a paragraph belong to markers.
fn has_no_other_stop(text: &str, markers: &[Marker]) -> bool {
    let mut at = 0;
    while let Some(stop) = next_stop(text, at) {
        let before = markers.partition_point(|marker| marker.span.start <= stop.start);
        if !before.checked_sub(1).is_some_and(|index| markers[index].span.contains(stop.start)) {
            return false;
        }
        at = stop.end;
    }
    true
}

impl Marker {
    /// Returns the marker whose last byte is at `last`, if there is one.
    fn ending(text: &str, last: usize) -> Option<Self> {
        text[last + 1..].starts_with(char::is_whitespace).then_some(())?;
        let before = &text[..last];
        let (before, style) = match (text.as_bytes()[last], before.strip_suffix('.')) {
            (b')', Some(before)) => (before, MarkerStyle::StoppedClosed),
            (b')', None) => (before, MarkerStyle::Closed),
            _ => (before, MarkerStyle::Stopped),
        };
        let length = before.bytes().rev().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
        let (rest, body) = before.split_at(before.len() - length);
        let (rest, style) = match (rest.strip_suffix('('), style) {
            (Some(rest), MarkerStyle::Closed) => (rest, MarkerStyle::Bracketed),
            _ => (rest, style),
        };
        if !(rest.is_empty() || rest.ends_with(char::is_whitespace)) {
            return None;
        }
        let values = values(body, style);
        values[0].or(values[1])?;
        Some(Self { span: Span::new(rest.len(), last + 1), style, values })
    }
}

fn values(body: &str, style: MarkerStyle) -> [Option<MarkerValue>; 2] {
    let of = |numbering, value| Some(MarkerValue { numbering, value });
    let letter = |first: u8| u32::from(body.as_bytes()[0] - first) + 1;
    match body.as_bytes() {
        [digit, ..] if digit.is_ascii_digit() => match body.parse() {
            Ok(value) if body.len() < LONGEST => [of(Numerals::Number, value), None],
            _ => [None; 2],
        },
        [b'a'..=b'z'] => {
            [of(Numerals::Small, letter(b'a')), roman(body).and_then(|value| of(Numerals::Roman, value))]
        }
        // `A. Smith` is a name.
        [b'A'..=b'Z'] if style != MarkerStyle::Stopped => [of(Numerals::Capital, letter(b'A')), None],
        _ => [roman(body).and_then(|value| of(Numerals::Roman, value)), None],
    }
}

/// Returns the value of a Roman numeral in small letters up to 20.
fn roman(body: &str) -> Option<u32> {
    const NUMERALS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    (1..).zip(NUMERALS).find(|(_, numeral)| *numeral == body).map(|(value, _)| value)
}

/// The text on both sides of a marker.
struct MarkerContext<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> MarkerContext<'a> {
    fn of(text: &'a str, marker: Marker) -> Self {
        Self { before: text[..marker.span.start].trim_end(), after: text[marker.span.end..].trim_start() }
    }

    /// Tells whether a list may begin with a marker of this value.
    fn begins_list(&self, value: MarkerValue) -> bool {
        self.before.is_empty() || value.value == 1 && (self.before.ends_with(':') || self.ends_item())
    }

    /// Tells whether a marker with the next value of a list begins an item.
    fn separates(&self, marker: Marker, is_sole: bool) -> bool {
        if self.is_reference() {
            return false;
        }
        match marker.style {
            MarkerStyle::Stopped => is_sole || (self.ends_item() && self.precedes_capital()),
            MarkerStyle::Bracketed | MarkerStyle::Closed | MarkerStyle::StoppedClosed => {
                is_sole || self.ends_item() || (self.after_whole_words() && self.precedes_capital())
            }
        }
    }

    /// Tells whether the text before the marker ends with a stop or a semicolon, or with a semicolon and
    /// a conjunction.
    fn ends_item(&self) -> bool {
        let conjunction = self.last_word();
        let before = if is_function_word(conjunction) {
            self.before[..self.before.len() - conjunction.len()].trim_end()
        } else {
            self.before
        };
        self.before.ends_with(['.', '!', '?', '…', '”', '"']) || before.ends_with(';')
    }

    fn after_whole_words(&self) -> bool {
        let word = self.last_word();
        !self.before.ends_with([',', '-', '–', '—', '/', '&']) && !is_function_word(word)
    }

    fn precedes_capital(&self) -> bool {
        let first = self.after.trim_start_matches(is_opening).chars().next();
        first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }

    /// Tells whether the marker belongs to a reference such as `§ 4 (2)`, `No. 1)` or `(table 2)`.
    fn is_reference(&self) -> bool {
        let word = self.last_word();
        let near =
            &self.before[self.before.floor_char_boundary(self.before.len().saturating_sub(BRACKET_REACH))..];
        let is_enclosed = near.rfind('(').is_some_and(|at| !near[at..].contains(')'));
        let precedes_number =
            word.strip_suffix('.').and_then(|word| abbreviation(word, "")).is_some_and(|found| {
                matches!(found, Abbreviation::Numbered | Abbreviation::Connective | Abbreviation::Title)
            });
        is_enclosed
            || precedes_number
            || word.starts_with(['§', '¶'])
            || word.starts_with(|c: char| c.is_numeric()) && word.ends_with(char::is_alphanumeric)
    }

    fn last_word(&self) -> &'a str {
        self.before.rsplit(char::is_whitespace).next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        items(text).iter().map(|span| span.of(text).trim()).collect()
    }

    #[test]
    fn items_begin_at_markers_that_go_on() {
        for text in [
            "1.) Open the lid | 2.) Take the lamp",
            "1) Open the lid | 2) Take the lamp. It is hot. | 3) Close the lid",
            "1. Open the lid | 2. Take the lamp",
            "a. Open the lid | b. Take the lamp",
            "a. A rope. | b. A lamp. It is old. | c. A knife.",
            "1. Take the rope! | 2. Light the lamp.",
            "Take three things. | a. A rope. | b. A lamp. | c. A knife.",
            "Take: | 1. a rope | 2. a lamp | 3. a knife",
            "a) milk | b) bread | c) six eggs",
            "• 9. Milk | • 10. Bread",
            "⁃Milk | ⁃Bread",
            "(i) Nothing is sold. | (ii) nothing is lent.",
            "The tenant pays: | (a) the rent; | (b) the heating; and | (c) the water.",
            "Two things. | (1) It is late. | (2) It rains.",
            "(A) Milk is white | (B) Bread is brown.",
        ] {
            assert_eq!(cut(&text.replace(" | ", " ")), text.split(" | ").collect::<Vec<_>>());
        }
    }

    #[test]
    fn other_numbers_begin_no_item() {
        for text in [
            "He named (a) Ann, (b) Bob and (c) Carl.",
            "There are three: (a) Ann, (b) Bob and (c) Carl.",
            "(1) A person to whom subsection (2) applies pays under § 4 (2) a fine.",
            "1. See section 2. It tells the rest.",
            "1. FC Adler steigt in die 2. Bundesliga auf.",
            "1) It is shown (in table 2) Later it is not.",
            "A. Smith B. Jones",
            "We met at 1. Then it rained. At 2. Ann left.",
            "He is no. 1. She is no. 2. Both won.",
            "It is 1) late and 2) dark.",
            "(c) 2019 Ann",
            "",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }
}
