//! Half-open byte ranges, the one way this program points into a text.
//!
//! `std::ops::Range` is not `Copy` and has no order; both are wanted wherever hits,
//! sentences and emphasis are sorted and merged.

/// Half-open range of bytes in some text; both ends lie on character boundaries of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never below `start`.
    pub end: usize,
}

impl Span {
    /// Returns the span of the bytes `start..end`; an `end` below `start` gives an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Returns its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Tells whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Tells whether the byte at `offset` is inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Tells whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the span moved `by` bytes towards the end.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Returns the part of `text` it covers, or `""` when it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Returns it without the white space at both ends.
    pub fn trimmed(self, text: &str) -> Self {
        let from_start = self.of(text).trim_start();
        let start = self.end - from_start.len();
        Self::new(start, start + from_start.trim_end().len())
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_outside_the_text_covers_nothing() {
        assert_eq!(Span::new(2, 9).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  two words \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "two words");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
