//! What counts when two documents are compared: all of them but how their lines are wrapped, their line
//! ends, their encoding and their canonical form (NFC, NFD).
//!
//! A document is a list of passages. A passage is a block, or one sentence of it: its words with their
//! styles and link targets, and the form it has on the page. White space in running text is where a line
//! may be broken, so a run of it is one space; in code every character counts.

mod form;
mod passage;

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::{Alignment, Block, BlockKind, Division, Document, Field, SourceLines, TableColumn};
use crate::text::Span;
use crate::text::labels::label;

pub use form::FormChange;
pub(super) use form::form_changes;
pub use passage::same_text;

use passage::{Passage, Passages, plain};

/// The content of a document, to be compared with another.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// One for each block, a table row having one for each cell.
    blocks: Vec<Passage>,
    /// One for each sentence.
    pub(super) sentences: Vec<Passage>,
    /// The metadata of the document: its title if it is not the beginning of the text, its
    /// metadata, the labels of its pages or chapters, and the files inside it.
    pub(super) metadata: Vec<(&'static str, String)>,
    attachments: Vec<Arc<[u8]>>,
    /// The language that each block of code names; none where no block names one, as in a format without names
    /// of languages.
    languages: Vec<Option<Arc<str>>>,
}

impl Content {
    /// Returns the content of a document that is held whole.
    pub fn of(document: &Document) -> Self {
        let (blocks, sentences) = (blocks(document).collect(), sentences(document));
        Self { blocks, sentences, ..Self::beside(document) }
    }

    /// Returns what a document has beside its blocks and sentences.
    fn beside(document: &Document) -> Self {
        let attachments = document.attachments.iter().map(|file| Arc::clone(&file.bytes)).collect();
        let (metadata, languages) = (metadata(document), languages(document));
        Self { metadata, attachments, languages, ..Self::default() }
    }

    /// Returns the content of sentences without a form, for a list of them that is not a document.
    pub(super) fn of_texts(texts: &[&str]) -> Self {
        let blocks: Vec<Passage> = texts.iter().map(|text| Passage::of_text(text)).collect();
        Self { sentences: blocks.clone(), blocks, ..Self::default() }
    }

    /// Tells whether nothing differs but the wrapping of lines, line ends, the encoding and the canonical
    /// form.
    pub fn is_same(&self, other: &Self) -> bool {
        self.is_same_beside(other) && are_same(self.blocks.iter(), other.blocks.iter())
    }

    fn is_same_beside(&self, other: &Self) -> bool {
        self.metadata == other.metadata
            && self.attachments == other.attachments
            && !self.languages_differ(other)
    }

    /// Returns what differs beside the sentences: metadata, attached files, rules across the page; and of
    /// documents whose sentences are the same, as `is_unchanged` tells, what else does.
    pub(super) fn changes_beside(&self, other: &Self, is_unchanged: bool) -> Vec<FormChange> {
        let mut found = self.metadata_changes(other);
        let differ = |is: fn(&BlockKind) -> bool| {
            let [left, right] =
                [self, other].map(|content| content.blocks.iter().filter(|block| is(&block.kind)));
            !are_same(left, right)
        };
        if self.attachments != other.attachments {
            found.push(FormChange::untold("attached files"));
        }
        if self.languages_differ(other) {
            let [was, is] = [self, other].map(Self::language_names);
            found.push(FormChange { what: "language of code", was, is });
        }
        if differ(|kind| *kind == BlockKind::Rule) {
            found.push(FormChange::untold("horizontal rules"));
        }
        if !found.is_empty() || !is_unchanged || self.is_same(other) {
            return found;
        }
        let markers = |content: &Self| -> Vec<Option<String>> {
            content.blocks.iter().map(|block| block.marker.clone()).collect()
        };
        if differ(BlockKind::keeps_lines) {
            found.push(FormChange::untold("blank lines or spaces in code"));
        }
        if differ(|kind| matches!(kind, BlockKind::TableRow { .. })) {
            found.push(FormChange::untold("rows and columns of tables"));
        }
        if markers(self) != markers(other) {
            found.push(FormChange::untold("numbers of list items"));
        }
        if found.is_empty() {
            found.push(FormChange::untold("how the text is divided into blocks"));
        }
        found
    }

    /// Tells whether both documents name languages of code, and not the same ones.
    fn languages_differ(&self, other: &Self) -> bool {
        !self.languages.is_empty() && !other.languages.is_empty() && self.languages != other.languages
    }

    /// Returns the languages of the blocks of code, in order.
    fn language_names(&self) -> String {
        let mut names: Vec<&str> =
            self.languages.iter().map(|name| name.as_deref().unwrap_or("none")).collect();
        names.dedup();
        names.join(", ")
    }

    /// Returns the metadata that differ, by the name of the field.
    fn metadata_changes(&self, other: &Self) -> Vec<FormChange> {
        let fields = self.metadata.iter().chain(&other.metadata).map(|(name, _)| *name);
        let fields: BTreeSet<&'static str> = fields.collect();
        let change = |name: &'static str| {
            let values = |content: &Self| -> String {
                let values = content.metadata.iter().filter(|(field, _)| *field == name);
                values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
            };
            let (was, is) = (values(self), values(other));
            (was != is).then_some(FormChange { what: name, was, is })
        };
        fields.into_iter().filter_map(change).collect()
    }
}

/// Tells whether nothing differs between two documents but the wrapping of lines, line ends, the encoding
/// and the canonical form (NFC, NFD).
pub fn is_same_content(left: &Document, right: &Document) -> bool {
    Content::beside(left).is_same_beside(&Content::beside(right)) && are_same(blocks(left), blocks(right))
}

/// Returns the metadata of a document, each value with its name.
fn metadata(document: &Document) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let squeezed = |text: &str| -> String {
        plain(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '…' | '-')).collect()
    };
    let title = document.title.as_str();
    let opening = blocks(document).map(|block| squeezed(&block.text())).find(|text| !text.is_empty());
    if !opening.unwrap_or_default().starts_with(&squeezed(title)) {
        found.push(("title", plain(title)));
    }
    let told = document.metadata.iter().filter(|(field, _)| *field != Field::Created);
    found.extend(told.map(|(field, value)| (field.name(), plain(value))));
    let label = |division: &Division| (division.kind.name(), plain(&division.label));
    found.extend(document.divisions.iter().map(label));
    found.extend(document.attachments.iter().map(|file| ("attached file", plain(&file.name))));
    found.extend(alignments(document).map(|columns| ("alignment of columns", columns)));
    found
}

/// Returns the language that each block of code names; none where no block names one.
fn languages(document: &Document) -> Vec<Option<Arc<str>>> {
    let language = |block: &Block| match &block.kind {
        BlockKind::Code(language) => Some(language.clone()),
        BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::TableRow { .. }
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference => None,
    };
    let languages: Vec<_> = document.blocks.iter().filter_map(language).collect();
    if languages.iter().any(Option::is_some) { languages } else { Vec::new() }
}

/// Returns where the text of the columns is set, for each table that has one set elsewhere than at the left.
fn alignments(document: &Document) -> impl Iterator<Item = String> {
    let columns = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::TableRow { columns, .. } => Some(columns),
        BlockKind::Paragraph
        | BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference => None,
    });
    let mut tables: Vec<&Arc<[TableColumn]>> = columns.collect();
    tables.dedup_by(|next, above| Arc::ptr_eq(next, above));
    let place = |column: &TableColumn| match column.alignment {
        Alignment::Start => "left",
        Alignment::Centre => "centre",
        Alignment::End => "right",
    };
    tables.into_iter().enumerate().filter_map(move |(index, columns)| {
        let places: Vec<&str> = columns.iter().map(place).collect();
        let is_told = places.iter().any(|place| *place != "left");
        is_told.then(|| format!("table {}: {}", index + 1, places.join(" ")))
    })
}

fn are_same<P: Borrow<Passage>>(
    mut left: impl Iterator<Item = P>,
    mut right: impl Iterator<Item = P>,
) -> bool {
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.borrow().is_same(right.borrow()) => {}
            _ => return false,
        }
    }
}

/// Returns the passages of all blocks, each made when it is asked for.
fn blocks(document: &Document) -> impl Iterator<Item = Passage> {
    let mut passages = Passages::new(document);
    places(document).into_iter().map(move |(span, block, begins)| passages.next(span, block, begins))
}

/// Returns the places of the passages of all blocks: the bytes, the block, and whether it begins there. The
/// targets of links are left out, for each link has its own.
fn places(document: &Document) -> Vec<(Span, usize, bool)> {
    let mut found = Vec::with_capacity(document.blocks.len());
    let mut blocks = document.blocks.iter().enumerate().peekable();
    while let Some((index, block)) = blocks.next() {
        let next = document.blocks.get(index + 1);
        let is_above_targets = next.is_some_and(|next| next.kind == BlockKind::Reference);
        match &block.kind {
            BlockKind::Reference => {}
            BlockKind::Rule if is_above_targets => {}
            BlockKind::TableRow { cells, .. } => {
                found.extend(cells.iter().enumerate().map(|(column, cell)| (*cell, index, column == 0)));
            }
            BlockKind::Paragraph
            | BlockKind::Heading(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Remark => {
                let mut span = block.span;
                while let Some((_, piece)) = blocks.next_if(|(next, _)| continues(document, *next)) {
                    span.end = piece.span.end;
                }
                found.push((span, index, true));
            }
        }
    }
    found
}

/// Returns the passages of all sentences.
fn sentences(document: &Document) -> Vec<Passage> {
    let mut passages = Passages::new(document);
    let mut last: Option<usize> = None;
    let mut found = Vec::with_capacity(document.sentences.len());
    for sentence in &document.sentences {
        let begins = last != Some(sentence.block) && !continues(document, sentence.block);
        last = Some(sentence.block);
        let span = match document.blocks.get(sentence.block) {
            // The indentation of a line of code counts.
            Some(block) if block.kind.keeps_lines() => line_around(document, sentence.span, block.span),
            _ => sentence.span,
        };
        found.push(passages.next(span, sentence.block, begins));
    }
    found
}

/// Tells whether a paragraph continues the one before it: as a further piece of a very long one, or in plain
/// text in the next line, behind the end of a sentence, where nothing tells whether the lines are wrapped.
fn continues(document: &Document, block: usize) -> bool {
    let Some(before) = block.checked_sub(1).and_then(|before| document.blocks.get(before)) else {
        return false;
    };
    let Some(block) = document.blocks.get(block) else { return false };
    let are_paragraphs = block.kind == BlockKind::Paragraph && before.kind == block.kind;
    let touches = before.span.end == block.span.start && !before.span.is_empty();
    are_paragraphs && (touches || may_be_wrapped(document, before, block))
}

fn may_be_wrapped(document: &Document, before: &Block, block: &Block) -> bool {
    let [above, below] = [before, block].map(|block| block.span.of(&document.text));
    let closing = ['"', '\'', '”', '’', '»', ')', ']'];
    let begins_sentence = |c: char| c.is_uppercase() || matches!(c, '"' | '“' | '„' | '«' | '‘');
    document.lines == SourceLines::OfText
        && !block.gap
        && block.frame == before.frame.without_markers()
        && above.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
        && below.starts_with(begins_sentence)
        && label(below.lines().next().unwrap_or_default()).is_none()
}

/// Returns the whole line of a block that a span is in.
fn line_around(document: &Document, span: Span, block: Span) -> Span {
    let text = document.text.as_str();
    let before = text.get(block.start..span.start).unwrap_or_default();
    let after = text.get(span.end..block.end).unwrap_or_default();
    let start = span.start - (before.len() - before.rfind('\n').map_or(0, |at| at + 1));
    Span::new(start, span.end + after.find('\n').unwrap_or(after.len()))
}
