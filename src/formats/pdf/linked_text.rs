//! Text with the links on it, put together from glyphs, lines and cells.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A text and the links on some of its words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct LinkedText {
    text: String,
    links: Vec<LinkedSpan>,
}

/// A link on the bytes `start..end` of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LinkedSpan {
    pub start: usize,
    pub end: usize,
    /// The index of its target in those of the document.
    pub target: usize,
}

impl LinkedText {
    /// Returns the links in the order of the text.
    pub(super) fn links(&self) -> &[LinkedSpan] {
        &self.links
    }

    /// Appends a space if `is_apart`, and a text that is part of one link or of none.
    pub(super) fn push(&mut self, is_apart: bool, text: &str, target: Option<usize>) {
        let separator = if is_apart { " " } else { "" };
        let links = target.map(|target| LinkedSpan { start: 0, end: text.len(), target });
        self.extend(separator, text, links.into_iter());
    }

    /// Appends a separator and another text.
    pub(super) fn append(&mut self, separator: &str, other: &Self) {
        self.extend(separator, &other.text, other.links.iter().copied());
    }

    fn extend(&mut self, separator: &str, text: &str, links: impl Iterator<Item = LinkedSpan>) {
        let end = self.text.len();
        self.text.push_str(separator);
        let start = self.text.len();
        self.text.push_str(text);
        for link in links {
            let link = LinkedSpan { start: start + link.start, end: start + link.end, ..link };
            match self.links.last_mut() {
                // A link that was cut by a line end.
                Some(last) if last.target == link.target && last.end == end && link.start == start => {
                    last.end = link.end;
                }
                _ => self.links.push(link),
            }
        }
    }

    /// Removes what follows the first `length` bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.links.retain(|link| link.start < length);
        self.links.iter_mut().for_each(|link| link.end = link.end.min(length));
    }

    /// Returns the text in the order that `order` gives its characters; one that changes has no links.
    pub(super) fn reordered(self, order: impl Fn(&str) -> String) -> Self {
        let text = order(&self.text);
        let links = if text == self.text { self.links } else { Vec::new() };
        Self { text, links }
    }
}

impl Deref for LinkedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<&str> for LinkedText {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), links: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &LinkedText) -> Vec<(&str, usize)> {
        text.links().iter().map(|link| (&text[link.start..link.end], link.target)).collect()
    }

    #[test]
    fn links_keep_their_words() {
        let mut line = LinkedText::from("See");
        for (is_apart, letter, target) in
            [(true, "t", Some(3)), (false, "he", Some(3)), (true, "log", Some(3)), (false, ",", None)]
        {
            line.push(is_apart, letter, target);
        }
        assert_eq!((&*line, links(&line)), ("See the log,", vec![("the log", 3)]));
        let mut paragraph = LinkedText::from("Above. ");
        paragraph.append("", &line);
        line.truncate(8);
        paragraph.append(" ", &line);
        assert_eq!(links(&paragraph), [("the log", 3), ("the ", 3)]);
        let turned = line.reordered(|text| text.chars().rev().collect());
        assert_eq!((&*turned, links(&turned)), (" eht eeS", vec![]));
    }

    #[test]
    fn a_link_over_a_line_end_is_one() {
        let mut text = LinkedText::default();
        text.push(false, "the ship's", Some(1));
        let mut next = LinkedText::default();
        next.push(false, "log", Some(1));
        next.push(true, "and", None);
        text.append(" ", &next);
        assert_eq!(links(&text), [("the ship's log", 1)]);
    }
}
