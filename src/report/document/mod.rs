//! The text of a document as a report.

mod lines;
mod structure;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Document;
use crate::report::Report;
use crate::report::model;
use crate::report::subject::{NamedDocument, NamedLanguage, Subject};
use crate::text::language::detect;
use crate::text::{Charset, Grounds, Span};

impl Report for NamedDocument<'_> {
    const SCHEMA: &'static str = "reader.document/1";

    fn data(&self) -> impl Serialize {
        let text = &self.document.text;
        let encoding = self.document.charset.into();
        let details = Details::of(self.document);
        DocumentData { subject: Subject::new(*self, detect(text)), encoding, details, text }
    }

    fn blocks(&self) -> Vec<model::ReportBlock<'_>> {
        let language = detect(&self.document.text).and_then(NamedLanguage::of);
        let blocks = structure::blocks(self.document);
        vec![model::ReportBlock::Article(language.map_or("", |language| language.tag), blocks)]
    }

    /// Returns the text with its own lines, or wrapped; markers, quotations and gaps are those of the
    /// document.
    fn plain_text(&self, width: Option<usize>) -> Option<String> {
        Some(match width {
            Some(width) => lines::wrapped_text(self.document, width),
            None => lines::unwrapped_text(self.document),
        })
    }
}

/// A document with its text. Sentences count from 0; all places are bytes of the text, and two of them are a
/// half-open range.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DocumentData<'a> {
    #[serde(flatten)]
    subject: Subject<'a>,
    #[serde(flatten)]
    encoding: EncodingRecord,
    #[serde(flatten)]
    details: Details<'a>,
    /// The text, decoded and without markup.
    text: &'a str,
}

/// What a document says beyond its text. A list is left out when it is empty.
#[derive(Serialize, JsonSchema)]
struct Details<'a> {
    /// Author, date, source and the like, as the document has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metadata: Vec<FieldValue<'a>>,
    /// The headings, or the contents that the format has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outline: Vec<HeadingRecord<'a>>,
    /// The pages, chapters, times or messages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    divisions: Vec<DivisionRecord<'a>>,
    /// The footnotes and endnotes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteRecord>,
    /// The links, also to places of the text itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<HyperlinkRecord<'a>>,
    /// The pictures, whose descriptions are in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pictures: Vec<PictureRecord<'a>>,
    /// The files attached to a message.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<AttachmentRecord<'a>>,
    /// What could not be read, and the like.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    warnings: &'a [String],
}

/// A value of the metadata.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FieldValue<'a> {
    /// Its name, such as "author".
    field: &'static str,
    value: &'a str,
}

/// A heading.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HeadingRecord<'a> {
    /// 1 is the highest.
    level: u8,
    label: &'a str,
    start: usize,
}

/// A page, a chapter, a time or a message; `start` is its first byte in the text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DivisionRecord<'a> {
    kind: &'static str,
    label: &'a str,
    start: usize,
}

/// The bytes that refer to a note, and those of the note.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct NoteRecord {
    reference: [usize; 2],
    note: [usize; 2],
}

/// The bytes of the words of a link, and its target.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct HyperlinkRecord<'a> {
    words: [usize; 2],
    target: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
}

/// The bytes of the words for a picture, and where it is.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PictureRecord<'a> {
    words: [usize; 2],
    source: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
}

/// An attached file: its name, its length, and where it is listed in the text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AttachmentRecord<'a> {
    name: &'a str,
    bytes: usize,
    start: usize,
}

impl<'a> Details<'a> {
    fn of(document: &'a Document) -> Self {
        let ends = |span: Span| [span.start, span.end];
        let outline = document.outline.iter();
        let outline = outline.map(|entry| HeadingRecord {
            level: entry.level,
            label: &entry.label,
            start: entry.place.0,
        });
        let divisions = document.divisions.iter();
        let divisions = divisions.map(|one| DivisionRecord {
            kind: one.kind.name(),
            label: &one.label,
            start: one.place.0,
        });
        let notes = document.notes.iter();
        let notes = notes.map(|note| NoteRecord { reference: ends(note.reference), note: ends(note.body) });
        let links = document.hyperlinks.iter();
        let links = links.map(|link| HyperlinkRecord {
            words: ends(link.words),
            target: &link.target,
            title: &link.title,
        });
        let pictures = document.pictures.iter();
        let pictures = pictures.map(|picture| PictureRecord {
            words: ends(picture.words),
            source: &picture.source,
            title: &picture.title,
        });
        let attachments = document.attachments.iter();
        let attachments = attachments.map(|one| AttachmentRecord {
            name: &one.name,
            bytes: one.bytes.len(),
            start: one.place.0,
        });
        let metadata = document.metadata.iter();
        Self {
            metadata: metadata.map(|(field, value)| FieldValue { field: field.name(), value }).collect(),
            outline: outline.collect(),
            divisions: divisions.collect(),
            notes: notes.collect(),
            links: links.collect(),
            pictures: pictures.collect(),
            attachments: attachments.collect(),
            warnings: &document.warnings,
        }
    }
}

/// The encoding a document was read in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct EncodingRecord {
    /// Its name in the Encoding Standard.
    encoding: &'static str,
    /// Present when it was guessed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(extend("const" = true))]
    guessed: bool,
}

impl From<Charset> for EncodingRecord {
    fn from(charset: Charset) -> Self {
        Self { encoding: charset.encoding.name(), guessed: charset.grounds == Grounds::Guessed }
    }
}

#[cfg(test)]
mod tests;
