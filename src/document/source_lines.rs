//! The lines of the file from which the places of a text come.

use memchr::memchr_iter;

/// The lines of a file for places of the text that was made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SourceLines {
    /// The file has no lines that a person could go to, such as a PDF file.
    #[default]
    Unknown,
    /// The lines of the file are those of the text.
    OfText,
    /// Markup is left out. Each part of the text has its first byte and its line, counted from 1; sorted by
    /// bytes.
    Parts(Vec<(usize, usize)>),
}

impl SourceLines {
    /// Adds the part of the text that begins at the byte `place` and comes from `line`, counted from 1.
    /// Parts are added in the order of the text.
    pub fn add(&mut self, place: usize, line: usize) {
        let Self::Parts(parts) = self else {
            *self = Self::Parts(vec![(place, line)]);
            return;
        };
        match parts.last_mut() {
            Some((last, known)) if *last >= place => *known = line,
            Some((_, known)) if *known == line => {}
            Some(_) | None => parts.push((place, line)),
        }
    }

    /// Returns the line of the byte `place` of `text`, counted from 1; `known` is a byte before it with the
    /// number of line ends of the text before that byte.
    pub(crate) fn line_after(&self, text: &str, known: (usize, usize), place: usize) -> Option<usize> {
        match self {
            Self::Unknown => None,
            Self::OfText => {
                let passed = text.as_bytes().get(known.0..place).unwrap_or_default();
                Some(known.1 + memchr_iter(b'\n', passed).count() + 1)
            }
            Self::Parts(parts) => {
                let after = parts.partition_point(|(start, _)| *start <= place);
                parts.get(after.saturating_sub(1)).map(|(_, line)| *line)
            }
        }
    }

    /// Returns the line of the byte `place` of `text`, counted from 1.
    pub fn line_at(&self, text: &str, place: usize) -> Option<usize> {
        self.line_after(text, (0, 0), place)
    }

    /// Returns the first byte of `text` that comes from the line `number`, counted from 1, or from the next
    /// line after it that has any text; of the last one when there are fewer.
    pub fn place_of(&self, text: &str, number: usize) -> Option<usize> {
        match self {
            Self::Unknown => None,
            Self::OfText => {
                let Some(ends) = number.checked_sub(2) else { return Some(0) };
                let text = text.trim_end();
                let end = memchr_iter(b'\n', text.as_bytes()).nth(ends).or_else(|| text.rfind('\n'));
                Some(end.map_or(0, |at| at + 1))
            }
            Self::Parts(parts) => {
                let found = parts.iter().filter(|(_, line)| *line >= number).min_by_key(|(_, line)| *line);
                found.or_else(|| parts.iter().max_by_key(|(_, line)| *line)).map(|(place, _)| *place)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text_without_parts_are_its_own() {
        let (lines, text) = (SourceLines::OfText, "one\ntwo\n\nfour\n");
        for (word, line) in [("one", 1), ("two", 2), ("four", 4)] {
            let place = text.find(word).unwrap();
            assert_eq!(lines.line_at(text, place), Some(line));
            assert_eq!(lines.place_of(text, line), Some(place));
        }
        assert_eq!([0, 99].map(|line| lines.place_of(text, line)), [0, 9].map(Some));
    }

    #[test]
    fn parts_have_the_lines_of_the_file() {
        let mut lines = SourceLines::default();
        for (place, line) in [(0, 3), (4, 3), (8, 4), (12, 9), (12, 10), (20, 5)] {
            lines.add(place, line);
        }
        let of = |place| lines.line_at("", place).unwrap_or(0);
        assert_eq!([0, 5, 8, 11, 12, 19, 20, 99].map(of), [3, 3, 4, 4, 10, 10, 5, 5]);
        assert_eq!(
            [1, 3, 4, 5, 6, 10, 11].map(|line| lines.place_of("", line).unwrap_or(99)),
            [0, 0, 8, 20, 12, 12, 12]
        );
    }

    #[test]
    fn a_file_without_lines_has_no_line_for_any_place() {
        let lines = SourceLines::default();
        assert_eq!((lines.line_at("one\ntwo", 4), lines.place_of("one\ntwo", 2)), (None, None));
    }
}
