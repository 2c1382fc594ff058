//! Lines between blank lines.

use memchr::memchr2;

use crate::formats::plain::line::Line;
use crate::text::Span;

/// Consecutive lines that are not blank.
pub(super) struct Stanza {
    /// The lines, at least one.
    pub lines: Vec<Line>,
    /// Where a form feed stands before them.
    pub page: Option<usize>,
}

/// The stanzas of a text in order.
pub(super) struct Stanzas<'a> {
    text: &'a str,
    at: usize,
    page: Option<usize>,
}

impl<'a> Stanzas<'a> {
    /// Returns the stanzas of `text`; a form feed parts them as a blank line does.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, page: None }
    }
}

impl Iterator for Stanzas<'_> {
    type Item = Stanza;

    fn next(&mut self) -> Option<Stanza> {
        let mut stanza = Stanza { lines: Vec::new(), page: self.page.take() };
        while self.at < self.text.len() {
            let rest = &self.text.as_bytes()[self.at..];
            let end = self.at + memchr2(b'\n', b'\x0c', rest).unwrap_or(rest.len());
            let line = Line::new(self.text, Span::new(self.at, end));
            self.at = end + 1;
            let blank = line.is_none();
            stanza.lines.extend(line);
            let feed = (self.text.as_bytes().get(end) == Some(&b'\x0c')).then_some(end);
            if stanza.lines.is_empty() {
                stanza.page = stanza.page.or(feed);
            } else if blank || feed.is_some() {
                self.page = feed;
                return Some(stanza);
            }
        }
        (!stanza.lines.is_empty()).then_some(stanza)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_form_feeds_part_stanzas() {
        let text = "\n a\nb\n \n\nc\u{c}d\n\u{c}\n\u{c}e";
        let found: Vec<(String, Option<usize>)> = Stanzas::new(text)
            .map(|stanza| (stanza.lines.iter().map(|line| line.span.of(text)).collect(), stanza.page))
            .collect();
        let all = [("ab", None), ("c", None), ("d", Some(10)), ("e", Some(13))];
        assert_eq!(found, all.map(|(lines, page)| (lines.to_owned(), page)));
    }
}
