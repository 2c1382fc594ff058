//! Where people find a place of a text in its file: the line, else the page, chapter or time.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::block::{Block, Emphasis, block_at, struck_in};
use crate::document::source_lines::SourceLines;
use crate::document::structure::{Division, DivisionKind, division_at};
use crate::document::{Document, Draft};
use crate::text::Span;

/// A text with its blocks, and what tells where in its file its places come from.
#[derive(Clone, Copy, Debug)]
pub struct LocatedText<'a> {
    /// The text.
    pub text: &'a str,
    /// Its blocks in order.
    pub blocks: &'a [Block],
    /// The lines of its file.
    pub lines: &'a SourceLines,
    /// Its pages, chapters or times, in order.
    pub divisions: &'a [Division],
    /// Its stressed passages, sorted by start.
    pub emphasis: &'a [Emphasis],
}

impl<'a> From<&'a Document> for LocatedText<'a> {
    fn from(Document { text, blocks, lines, divisions, emphasis, .. }: &'a Document) -> Self {
        Self { text, blocks, lines, divisions, emphasis }
    }
}

impl<'a> From<&'a Draft> for LocatedText<'a> {
    fn from(Draft { text, blocks, lines, divisions, emphasis, .. }: &'a Draft) -> Self {
        Self { text, blocks, lines, divisions, emphasis }
    }
}

impl LocatedText<'_> {
    /// Returns the struck parts of a passage, in bytes of the passage.
    pub fn struck_in(&self, passage: Span) -> Vec<Span> {
        struck_in(self.emphasis, passage)
    }

    /// Returns the locator of the byte `place`; `known` is a byte before it with the number of line ends of
    /// the text before that byte.
    pub fn locate(&self, known: (usize, usize), place: usize) -> Locator {
        let line = self.lines.line_after(self.text, known, place);
        let division = division_at(self.divisions, place);
        // A paragraph that continues from the page before is the first of its page.
        let from = division.map_or(0, |division| division.place.0);
        let first = self.blocks.partition_point(|block| block.span.end <= from);
        let paragraph = (block_at(self.blocks, place) + 1).saturating_sub(first).max(1);
        let division = division.map(|division| (division.kind, division.label.as_str().into()));
        Locator { line, division, paragraph }
    }
}

/// Where people find a place of a text in its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locator {
    /// The line of the file, counted from 1; `None` where the file has none.
    pub line: Option<usize>,
    /// The kind and the label of the page, chapter or time.
    pub division: Option<(DivisionKind, Box<str>)>,
    /// The paragraph of the division, else of the text, counted from 1.
    pub paragraph: usize,
}

impl Locator {
    /// Returns the locator of a line.
    pub fn of_line(line: usize) -> Self {
        Self { line: Some(line), division: None, paragraph: 1 }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.division) {
            (Some(line), _) => write!(out, "line {line}"),
            (None, Some((DivisionKind::Time, time))) => out.write_str(time),
            (None, Some((kind, label))) => {
                write!(out, "{}, paragraph {}", kind.with_label(label), self.paragraph)
            }
            (None, None) => write!(out, "paragraph {}", self.paragraph),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Frame, Position};

    #[test]
    fn a_place_is_told_by_its_line_else_by_its_page_and_paragraph() {
        let text = "One goes\non here.\n\nTwo.\n\nThree.\n";
        let block = |words: &str| Block {
            span: Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len()),
            kind: BlockKind::Paragraph,
            frame: Frame::default(),
            gap: true,
        };
        let blocks = ["One goes\non here.", "Two.", "Three."].map(block);
        let division = |kind, label: &str, words: &str| Division {
            kind,
            label: label.into(),
            place: Position(text.find(words).unwrap()),
        };
        let pages = [division(DivisionKind::Page, "i", "One"), division(DivisionKind::Page, "ii", "here")];
        let chapter = [division(DivisionKind::Chapter, "Ebb", "Two")];
        let time = [division(DivisionKind::Time, "00:01:20", "One")];
        let lines = SourceLines::OfText;
        for (divisions, lines, words, expected) in [
            (&pages[..], &SourceLines::Unknown, "goes", "page i, paragraph 1"),
            (&pages, &SourceLines::Unknown, "here", "page ii, paragraph 1"),
            (&pages, &SourceLines::Unknown, "Three", "page ii, paragraph 3"),
            (&chapter, &SourceLines::Unknown, "One", "paragraph 1"),
            (&chapter, &SourceLines::Unknown, "Three", "chapter “Ebb”, paragraph 2"),
            (&time, &SourceLines::Unknown, "Two", "00:01:20"),
            (&[], &SourceLines::Unknown, "Two", "paragraph 2"),
            (&pages, &lines, "Two", "line 4"),
        ] {
            let located = LocatedText { text, blocks: &blocks, lines, divisions, emphasis: &[] };
            let locator = located.locate((0, 0), text.find(words).unwrap());
            assert_eq!(locator.to_string(), expected, "{words}");
        }
    }
}
