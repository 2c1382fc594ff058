//! From the bytes of a folded text back to those of its source.

use crate::text::span::Span;

/// From `folded` on, bytes come from `source` on, until the next shift.
///
/// Between two shifts the bytes run in step when both distances are equal; otherwise all the
/// folded bytes map to all the source bytes. Dropped characters are a pair of shifts at one
/// folded offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shift {
    folded: usize,
    source: usize,
}

impl Shift {
    fn is_in_step(self, until: Shift) -> bool {
        until.folded - self.folded == until.source - self.source
    }
}

/// The shifts of a text in order: it costs memory where folding changes a length, not for each byte.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMap {
    shifts: Vec<Shift>,
}

impl SourceMap {
    /// Notes that the folded bytes from `folded` on map to those from `source` on.
    pub(super) fn shift(&mut self, folded: usize, source: usize) {
        match self.shifts[..] {
            [.., last] if last == (Shift { folded, source }) => {}
            // A run of dropped characters is one pair, however long.
            [.., first, second] if first.folded == folded && second.folded == folded => {
                if let Some(last) = self.shifts.last_mut() {
                    last.source = source;
                }
            }
            _ => self.shifts.push(Shift { folded, source }),
        }
    }

    /// Returns the bytes of `text` that a span of its folding maps to.
    pub(super) fn source(&self, span: Span, text: &str) -> Span {
        let start = self.start_of(span.start, text);
        if span.is_empty() { Span::new(start, start) } else { Span::new(start, self.end_of(span.end, text)) }
    }

    /// Returns where the character at a folded offset begins in `text`.
    fn start_of(&self, offset: usize, text: &str) -> usize {
        let (from, until) = self.around(self.shifts.partition_point(|shift| shift.folded <= offset));
        match until {
            Some(until) if !from.is_in_step(until) => from.source,
            _ => floor(text, from.source + (offset - from.folded)),
        }
    }

    /// Returns where the character before a folded offset ends in `text`.
    fn end_of(&self, offset: usize, text: &str) -> usize {
        let (from, until) = self.around(self.shifts.partition_point(|shift| shift.folded < offset));
        match until {
            Some(until) if !from.is_in_step(until) => until.source,
            _ => ceil(text, from.source + (offset - from.folded)),
        }
    }

    /// Returns the last of the first `count` shifts, and the one after it.
    fn around(&self, count: usize) -> (Shift, Option<Shift>) {
        let from = count.checked_sub(1).map(|last| self.shifts[last]);
        (from.unwrap_or_default(), self.shifts.get(count).copied())
    }
}

/// Returns the last character boundary up to `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Returns the first character boundary from `offset` on.
fn ceil(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_step_needs_no_shift() {
        let map = SourceMap::default();
        assert_eq!(map.source(Span::new(1, 3), "abcd"), Span::new(1, 3));
        assert_eq!(map.source(Span::new(4, 9), "abcd"), Span::new(4, 4));
    }

    #[test]
    fn a_shift_moves_what_follows_it() {
        // `a’b` folded to `a'b`, then a dropped soft hyphen, then `c`.
        let text = "a’b\u{AD}c";
        let mut map = SourceMap::default();
        for (folded, source) in [(1, 1), (2, 4), (3, 5), (3, 7)] {
            map.shift(folded, source);
        }
        let table = [(0, 1, "a"), (1, 2, "’"), (2, 3, "b"), (3, 4, "c"), (2, 4, "b\u{AD}c"), (3, 3, "")];
        for (start, end, source) in table {
            assert_eq!(map.source(Span::new(start, end), text).of(text), source, "{start}..{end}");
        }
    }

    #[test]
    fn dropped_characters_in_a_row_share_a_pair() {
        let mut map = SourceMap::default();
        for source in [0, 2, 4, 6, 8] {
            map.shift(0, source);
        }
        assert_eq!(map.shifts.len(), 2);
    }
}
