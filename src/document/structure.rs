//! The structure of a text beyond its blocks: outline, pages, notes, links, attached files.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::document::block::{Block, BlockKind};
use crate::document::flow::Position;
use crate::text::Span;

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its level, 1 for the outermost.
    pub level: u8,
    /// Its words, on one line.
    pub label: String,
    /// Where it leads.
    pub place: Position,
}

/// A page, a chapter or another division, from its place to that of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// What it is.
    pub kind: DivisionKind,
    /// Its number or name, such as `xii`, `Chapter 3` or `00:01:20`.
    pub label: String,
    /// Where it begins.
    pub place: Position,
}

/// A kind of division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DivisionKind {
    /// A page.
    Page,
    /// A chapter or another file of a book.
    Chapter,
    /// The time at which something is said in a recording.
    Time,
    /// A message of a mailbox.
    Message,
}

impl DivisionKind {
    /// Returns its name in small letters.
    pub fn name(self) -> &'static str {
        match self {
            DivisionKind::Page => "page",
            DivisionKind::Chapter => "chapter",
            DivisionKind::Time => "time",
            DivisionKind::Message => "message",
        }
    }

    /// Returns what a division of this kind with this label is called, such as "page xii".
    pub fn with_label(self, label: &str) -> String {
        match self {
            DivisionKind::Time => label.to_owned(),
            DivisionKind::Page => format!("page {label}"),
            DivisionKind::Chapter | DivisionKind::Message => format!("{} “{label}”", self.name()),
        }
    }
}

/// Returns the division that holds `offset`; `None` before the first one.
pub fn division_at(divisions: &[Division], offset: usize) -> Option<&Division> {
    let after = divisions.partition_point(|division| division.place.0 <= offset);
    divisions.get(after.checked_sub(1)?)
}

/// A footnote, an endnote or a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The bytes that refer to it; empty where only a place does.
    pub reference: Span,
    /// The bytes of the note itself.
    pub body: Span,
}

/// Words that lead to another place or document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    /// The bytes of the words.
    pub words: Span,
    /// The address, relative to the document or absolute, as far as it is known.
    pub target: String,
    /// What is shown when the pointer is on the words; often empty.
    pub title: String,
}

/// A picture; the text has its description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The bytes of the words for it, such as `[picture: a map]`.
    pub words: Span,
    /// Where it is, as far as that is known.
    pub source: String,
    /// What is shown when the pointer is on it; often empty.
    pub title: String,
}

/// A file inside a document.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name; any characters.
    pub name: String,
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// Where the text mentions it.
    pub place: Position,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, bytes, place } = self;
        write!(out, "Attachment({name:?}, {} bytes, at {})", bytes.len(), place.0)
    }
}

/// The level of an attached file in the outline, below the message.
const ATTACHED: u8 = 2;

/// The part of a file that a document shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of its text.
    #[default]
    Whole,
    /// The article of a web page, without what surrounds it.
    Article,
}

/// Returns the outline of a document: the one its format gives, else its headings; with the attached files.
pub(super) fn outline(
    text: &str,
    blocks: &[Block],
    given: Vec<OutlineEntry>,
    attachments: &[Attachment],
) -> Vec<OutlineEntry> {
    let mut entries = if given.is_empty() { headings(text, blocks) } else { given };
    if !attachments.is_empty() {
        entries.extend(attachments.iter().map(|file| OutlineEntry {
            level: ATTACHED,
            label: format!("attachment: {}", file.name),
            place: file.place,
        }));
        entries.sort_by_key(|entry| entry.place);
    }
    entries
}

/// Returns an outline of the headings of `text`.
fn headings(text: &str, blocks: &[Block]) -> Vec<OutlineEntry> {
    let entry = |block: &Block| {
        let BlockKind::Heading(level) = block.kind else { return None };
        let label = block.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = Position(block.span.start);
        (!label.is_empty()).then_some(OutlineEntry { level, label, place })
    };
    blocks.iter().filter_map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Draft, Frame, Title};

    fn draft() -> Draft {
        let text = "The  tides\nThey rise.1\n1 Twice.\n";
        let block = |start, end, kind| Block {
            span: Span::new(start, end),
            kind,
            frame: Frame::default(),
            gap: false,
        };
        Draft {
            text: text.into(),
            blocks: vec![
                block(0, 10, BlockKind::Heading(2)),
                block(11, 22, BlockKind::Paragraph),
                block(23, 31, BlockKind::Paragraph),
            ],
            divisions: vec![Division { kind: DivisionKind::Page, label: "xii".into(), place: Position(11) }],
            notes: vec![Note { reference: Span::new(21, 22), body: Span::new(23, 31) }],
            hyperlinks: vec![Hyperlink {
                words: Span::new(16, 20),
                target: "a.html".into(),
                title: String::new(),
            }],
            attachments: vec![Attachment { name: "b".into(), bytes: [1].into(), place: Position(23) }],
            ..Draft::default()
        }
    }

    #[test]
    fn headings_are_the_outline_where_the_format_gives_none() {
        let document = Document::from(draft());
        let entry = |label: &str| OutlineEntry { level: 2, label: label.into(), place: Position(0) };
        let file = OutlineEntry { level: 2, label: "attachment: b".into(), place: Position(23) };
        assert_eq!(document.outline, [entry("The tides"), file.clone()]);
        let own = Draft { outline: vec![entry("Contents")], ..draft() };
        assert_eq!(Document::from(own).outline, [entry("Contents"), file]);
    }

    #[test]
    fn places_in_a_window_count_from_the_beginning_of_the_whole() {
        let whole = Document::from(draft());
        let window = Document::window(draft(), Title::None, 1000, 5000);
        assert_eq!(window.outline[0].place, Position(1000));
        assert_eq!(window.divisions[0].place, Position(1011));
        assert_eq!(window.attachments[0].place, Position(1023));
        let [there, here] = [&window, &whole].map(|document| {
            let [note, link] =
                [document.notes[0], Note { body: document.hyperlinks[0].words, ..document.notes[0] }];
            [note.reference, note.body, link.body].map(|span| document.passage(span).to_owned())
        });
        assert_eq!(there, here);
        assert_eq!(here, ["1", "1 Twice.", "rise"]);
    }

    #[test]
    fn a_place_is_in_the_last_division_that_begins_before_it() {
        let document = Document::from(draft());
        assert_eq!(document.division_at(10), None);
        assert_eq!(document.division_at(11).map(|division| division.label.as_str()), Some("xii"));
        assert_eq!(document.division_at(999).map(|division| division.kind.name()), Some("page"));
    }
}
