//! The lines of the file from which the places of a text come.

use memchr::memchr_iter;

/// The lines of a file for places of the text that was made of it.
///
/// By default the lines of the text are those of the file. Where markup is left out, each part of the text
/// has an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceLines {
    /// The first byte of each part of the text and its line, counted from 1; sorted by bytes.
    parts: Vec<(usize, usize)>,
}

impl SourceLines {
    /// Adds the part of the text that begins at the byte `place` and comes from `line`, counted from 1.
    /// Parts are added in the order of the text.
    pub fn add(&mut self, place: usize, line: usize) {
        match self.parts.last_mut() {
            Some((last, known)) if *last >= place => *known = line,
            Some((_, known)) if *known == line => {}
            _ => self.parts.push((place, line)),
        }
    }

    /// Returns the line of the byte `place` of `text`, counted from 1; `known` is a byte before it with the
    /// number of line ends of the text before that byte.
    pub(crate) fn line_after(&self, text: &str, known: (usize, usize), place: usize) -> usize {
        if self.parts.is_empty() {
            let passed = text.as_bytes().get(known.0..place).unwrap_or_default();
            return known.1 + memchr_iter(b'\n', passed).count() + 1;
        }
        let after = self.parts.partition_point(|(start, _)| *start <= place);
        self.parts.get(after.saturating_sub(1)).map_or(1, |(_, line)| *line)
    }

    /// Returns the line of the byte `place` of `text`, counted from 1.
    pub fn line_at(&self, text: &str, place: usize) -> usize {
        self.line_after(text, (0, 0), place)
    }

    /// Returns the first byte of `text` that comes from the line `number`, counted from 1, or from the next
    /// line after it that has any text; of the last one when there are fewer.
    pub fn place_of(&self, text: &str, number: usize) -> usize {
        if self.parts.is_empty() {
            let Some(ends) = number.checked_sub(2) else { return 0 };
            let text = text.trim_end();
            let end = memchr_iter(b'\n', text.as_bytes()).nth(ends).or_else(|| text.rfind('\n'));
            return end.map_or(0, |at| at + 1);
        }
        let from_here = self.parts.iter().filter(|(_, line)| *line >= number);
        let found = from_here.min_by_key(|(_, line)| *line);
        found.or_else(|| self.parts.iter().max_by_key(|(_, line)| *line)).map_or(0, |(place, _)| *place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text_without_parts_are_its_own() {
        let (lines, text) = (SourceLines::default(), "one\ntwo\n\nfour\n");
        for (word, line) in [("one", 1), ("two", 2), ("four", 4)] {
            let place = text.find(word).unwrap();
            assert_eq!(lines.line_at(text, place), line);
            assert_eq!(lines.place_of(text, line), place);
        }
        assert_eq!((lines.place_of(text, 0), lines.place_of(text, 99)), (0, 9));
    }

    #[test]
    fn parts_have_the_lines_of_the_file() {
        let mut lines = SourceLines::default();
        for (place, line) in [(0, 3), (4, 3), (8, 4), (12, 9), (12, 10), (20, 5)] {
            lines.add(place, line);
        }
        let of = |place| lines.line_at("", place);
        assert_eq!([0, 5, 8, 11, 12, 19, 20, 99].map(of), [3, 3, 4, 4, 10, 10, 5, 5]);
        assert_eq!([1, 3, 4, 5, 6, 10, 11].map(|line| lines.place_of("", line)), [0, 0, 8, 20, 12, 12, 12]);
    }
}
