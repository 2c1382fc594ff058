//! The number of hidden characters in a text, and the search for the next one.
//!
//! A hostile text may hide something at every byte, so only the number in each chunk is stored; the
//! places in a chunk are found again when they are needed.

use memchr::memrchr;

use crate::text::Span;
use crate::text::safe::{Hidden, hidden};

/// Bytes of a chunk.
const CHUNK: usize = 64 << 10;

/// Bytes before a place in which the start of its line is looked for; whether a character is hidden
/// depends on no more.
const CONTEXT: usize = 4 << 10;

/// The numbers of hidden characters in a text, as `text::safe::hidden` finds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HiddenCounts {
    total: usize,
    /// By chunk; empty when nothing is hidden.
    counts: Vec<usize>,
}

impl HiddenCounts {
    /// Returns the counts of `text`.
    pub fn of(text: &str) -> Self {
        let mut hidden_counts = Self::default();
        for found in hidden(text) {
            if hidden_counts.counts.is_empty() {
                hidden_counts.counts = vec![0; text.len().div_ceil(CHUNK)];
            }
            if let Some(count) = hidden_counts.counts.get_mut(found.span.start / CHUNK) {
                *count += found.count();
            }
            hidden_counts.total += found.count();
        }
        hidden_counts
    }

    /// Returns the number of hidden characters.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Returns the first hidden character of `text` at or after `place`.
    pub fn next(&self, text: &str, place: usize) -> Option<Hidden> {
        let counts = self.counts.iter().enumerate().skip(place / CHUNK);
        counts.filter(|(_, count)| **count > 0).find_map(|(number, _)| {
            let from = place.max(number * CHUNK);
            between(text, from, (number + 1) * CHUNK).next()
        })
    }

    /// Returns the number of hidden characters of `text` before `place`.
    pub fn before(&self, text: &str, place: usize) -> usize {
        let chunk = place / CHUNK;
        let whole: usize = self.counts.iter().take(chunk).sum();
        let rest = between(text, chunk * CHUNK, place).map(|found| found.count()).sum::<usize>();
        whole + rest
    }
}

/// Returns the hidden characters that begin in `from..until`.
fn between(text: &str, from: usize, until: usize) -> impl Iterator<Item = Hidden> {
    let line = line_start(text, from);
    let all = hidden(text.get(line..).unwrap_or_default());
    let all = all.map(move |found| Hidden { span: found.span.shifted(line), ..found });
    all.skip_while(move |found| found.span.start < from).take_while(move |found| found.span.start < until)
}

/// Returns a place at or before `at` from which on the same is found as from the beginning.
fn line_start(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let near = Span::new(at.saturating_sub(CONTEXT), at);
    let bytes = text.as_bytes().get(near.start..near.end).unwrap_or_default();
    match memrchr(b'\n', bytes) {
        Some(end) => near.start + end + 1,
        None => text.floor_char_boundary(near.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_found_in_order() {
        let tower = format!("a{}", "\u{301}".repeat(20));
        let line = format!("plain words\nuser\u{202e}gpj {tower} \u{200b}\n");
        let text = line.repeat(4000);
        let hidden_counts = HiddenCounts::of(&text);
        assert_eq!(hidden_counts.total(), 4000 * (1 + 12 + 1));
        let (mut place, mut count, mut met) = (0, 0, Vec::new());
        while let Some(found) = hidden_counts.next(&text, place) {
            if met.len() < 5 || met.len() > 11_990 {
                assert_eq!(hidden_counts.before(&text, found.span.start), count);
            }
            count += found.count();
            place = found.span.start + 1;
            met.push(found);
        }
        assert_eq!((count, met.len()), (hidden_counts.total(), 12_000));
        assert_eq!(met, hidden(&text).collect::<Vec<_>>());
    }

    #[test]
    fn hidden_characters_of_one_long_line_are_found() {
        let text = "潮\u{200b}".repeat(100_000);
        let hidden_counts = HiddenCounts::of(&text);
        let found = hidden_counts.next(&text, 300_002).map(|found| found.span.start);
        assert_eq!(found, Some(300_003));
        assert_eq!(hidden_counts.before(&text, 300_003), 50_000);
        assert_eq!(HiddenCounts::of("plain"), HiddenCounts::default());
        assert_eq!(HiddenCounts::default().next("plain", 0), None);
    }
}
