//! The draft of a document as a format makes it, and the document made of it: sentences cut, words
//! counted, a title chosen.

use crate::document::block::{Block, BlockKind, Emphasis};
use crate::document::hidden::HiddenCounts;
use crate::document::metadata::Metadata;
use crate::document::source_lines::SourceLines;
use crate::document::structure::{Attachment, Division, Hyperlink, Note, OutlineEntry, Part, headings};
use crate::document::title::Title;
use crate::document::{Document, Sentence};
use crate::text::sentences::sentences;
use crate::text::words::count;
use crate::text::{Charset, Span};

/// Whether the markup of a text was interpreted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// It was, if there was any.
    #[default]
    Read,
    /// It was not, because there was too much; it is shown as written.
    Shown,
}

/// The text and the blocks that a format finds in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The title the format itself names, if any.
    pub title: Option<String>,
    /// As `Document::text`.
    pub text: String,
    /// As `Document::charset`.
    pub charset: Charset,
    /// As `Document::markup`.
    pub markup: Markup,
    /// As `Document::blocks`.
    pub blocks: Vec<Block>,
    /// As `Document::emphasis`.
    pub emphasis: Vec<Emphasis>,
    /// The outline the format itself gives; empty where the headings are the outline.
    pub outline: Vec<OutlineEntry>,
    /// As `Document::divisions`.
    pub divisions: Vec<Division>,
    /// As `Document::notes`.
    pub notes: Vec<Note>,
    /// As `Document::hyperlinks`.
    pub hyperlinks: Vec<Hyperlink>,
    /// As `Document::metadata`.
    pub metadata: Metadata,
    /// As `Document::attachments`.
    pub attachments: Vec<Attachment>,
    /// As `Document::warnings`.
    pub warnings: Vec<String>,
    /// As `Document::part`.
    pub part: Part,
    /// As `Document::lines`.
    pub lines: SourceLines,
}

impl Draft {
    /// Returns the title of the document; sentences are cut only up to the first one.
    pub fn choose_title(&self) -> Title {
        let mut blocks = self.blocks.iter().enumerate().filter(|(_, block)| may_hold_title(block));
        let first = blocks.find_map(|(index, block)| cut(&self.text, index, block).into_iter().next());
        Title::choose(self.title.clone(), &self.text, first.as_slice())
    }

    /// Returns the number of words in the document.
    pub fn count_words(&self) -> usize {
        self.blocks.iter().map(|block| words(&self.text, block)).sum()
    }
}

impl From<Draft> for Document {
    fn from(draft: Draft) -> Self {
        let sentences: Vec<Sentence> = draft
            .blocks
            .iter()
            .enumerate()
            .flat_map(|(index, block)| cut(&draft.text, index, block))
            .collect();
        let first = sentences.iter().find(|sentence| may_hold_title(&draft.blocks[sentence.block]));
        let title = Title::choose(draft.title.clone(), &draft.text, first.copied().as_slice());
        let has_outline = !draft.outline.is_empty();
        Document {
            words: draft.count_words(),
            hidden: HiddenCounts::of(&draft.text),
            title,
            outline: if has_outline { draft.outline } else { headings(&draft.text, &draft.blocks) },
            start: 0,
            whole: draft.text.len(),
            text: draft.text,
            charset: draft.charset,
            markup: draft.markup,
            blocks: draft.blocks,
            sentences,
            emphasis: draft.emphasis,
            divisions: draft.divisions,
            notes: draft.notes,
            hyperlinks: draft.hyperlinks,
            metadata: draft.metadata,
            attachments: draft.attachments,
            warnings: draft.warnings,
            part: draft.part,
            lines: draft.lines,
        }
    }
}

/// Tells whether the first sentence of a block may be a title; the cell of a table, such as that of front
/// matter, is none.
fn may_hold_title(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::TableRow { .. })
}

/// Returns the number of words of a block; link targets are not read and count none.
fn words(text: &str, block: &Block) -> usize {
    if block.kind == BlockKind::Reference { 0 } else { count(block.span.of(text)) }
}

fn cut(text: &str, index: usize, block: &Block) -> Vec<Sentence> {
    sentences_of(text, block)
        .into_iter()
        .map(|span| Sentence { span, block: index, is_line: false })
        .collect()
}

/// Returns the sentences of a block of `text`, as bytes of that text.
///
/// Headings and table cells are sentences of their own; code, rules and link targets have none.
pub fn sentences_of(text: &str, block: &Block) -> Vec<Span> {
    let spans: Vec<Span> = match &block.kind {
        BlockKind::Paragraph => {
            sentences(block.span.of(text)).into_iter().map(|span| span.shifted(block.span.start)).collect()
        }
        BlockKind::Heading(_) => vec![block.span.trimmed(text)],
        BlockKind::TableRow { cells, .. } => cells.clone(),
        BlockKind::Code | BlockKind::Rule | BlockKind::Reference => Vec::new(),
    };
    spans.into_iter().filter(|span| !span.is_empty()).collect()
}
