//! The draft of a document as a format makes it, and the document made of it: sentences cut, words
//! counted, a title chosen.

use std::sync::Arc;

use crate::document::block::{Block, BlockKind, Emphasis};
use crate::document::hidden::HiddenCounts;
use crate::document::metadata::Metadata;
use crate::document::source_lines::SourceLines;
use crate::document::structure::{
    Attachment, Division, Hyperlink, Note, OutlineEntry, Part, Picture, outline,
};
use crate::document::title::Title;
use crate::document::{Document, Sentence};
use crate::text::labels::sure_label;
use crate::text::sentences::{is_date_line, sentences};
use crate::text::words::count;
use crate::text::{Charset, Span};

/// Whether the markup of a text was interpreted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// Any markup was interpreted.
    #[default]
    Read,
    /// There was too much markup; it is shown as written.
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
    /// As `Document::front_matter`.
    pub front_matter: usize,
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
    /// As `Document::pictures`.
    pub pictures: Vec<Picture>,
    /// As `Document::metadata`.
    pub metadata: Metadata,
    /// As `Document::attachments`.
    pub attachments: Vec<Attachment>,
    /// As `Document::warnings`.
    pub warnings: Vec<String>,
    /// As `Document::code_language`.
    pub code_language: Option<Arc<str>>,
    /// As `Document::part`.
    pub part: Part,
    /// As `Document::lines`.
    pub lines: SourceLines,
}

impl Draft {
    /// Returns the title of the document; sentences are cut only up to the first one.
    pub fn choose_title(&self) -> Title {
        Title::choose(self.title.clone(), &self.text, opening(&self.text, &self.blocks))
    }

    /// Returns the number of words in the document.
    pub fn count_words(&self) -> usize {
        self.blocks.iter().map(|block| words(&self.text, block)).sum()
    }
}

impl From<Draft> for Document {
    fn from(mut draft: Draft) -> Self {
        draft.text.shrink_to_fit();
        draft.emphasis.shrink_to_fit();
        draft.hyperlinks.shrink_to_fit();
        let mut sentences: Vec<Sentence> = draft
            .blocks
            .iter()
            .enumerate()
            .flat_map(|(index, block)| cut(&draft.text, index, block))
            .collect();
        sentences.shrink_to_fit();
        Document {
            words: draft.count_words(),
            hidden: HiddenCounts::of(&draft.text),
            title: Title::choose(draft.title, &draft.text, opening(&draft.text, &draft.blocks)),
            outline: outline(&draft.text, &draft.blocks, draft.outline, &draft.attachments),
            start: 0,
            whole: draft.text.len(),
            text: draft.text,
            charset: draft.charset,
            markup: draft.markup,
            blocks: draft.blocks.into(),
            front_matter: draft.front_matter,
            sentences,
            emphasis: draft.emphasis,
            divisions: draft.divisions,
            notes: draft.notes,
            hyperlinks: draft.hyperlinks,
            pictures: draft.pictures,
            metadata: draft.metadata,
            attachments: draft.attachments,
            warnings: draft.warnings,
            code_language: draft.code_language,
            part: draft.part,
            lines: draft.lines,
        }
    }
}

/// What a list shows of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSummary {
    /// The title.
    pub title: Title,
    /// The number of words.
    pub words: usize,
    /// The encoding it was read in.
    pub charset: Charset,
    /// What the reader should know of how it was read.
    pub warnings: Vec<String>,
    /// The text.
    pub text: String,
}

impl From<Draft> for TextSummary {
    fn from(draft: Draft) -> Self {
        let (title, words) = (draft.choose_title(), draft.count_words());
        Self { title, words, charset: draft.charset, warnings: draft.warnings, text: draft.text }
    }
}

impl From<&Document> for TextSummary {
    fn from(document: &Document) -> Self {
        Self {
            title: document.title.clone(),
            words: document.words,
            charset: document.charset,
            warnings: document.warnings.clone(),
            text: document.text.clone(),
        }
    }
}

/// Returns the first heading or sentence of a text outside its tables: the cell of a table, such as that of
/// front matter, is not a title, and a line of signs or with a date alone only where there is nothing else.
fn opening(text: &str, blocks: &[Block]) -> Option<Span> {
    let outside_tables = || blocks.iter().filter(|block| !matches!(block.kind, BlockKind::TableRow { .. }));
    let passages = || outside_tables().flat_map(|block| passages_of(text, block));
    let with_words = || passages().filter(|span| span.of(text).contains(char::is_alphanumeric));
    let is_title = |span: &Span| !is_date_line(span.of(text));
    with_words().find(is_title).or_else(|| with_words().next()).or_else(|| passages().next())
}

/// Returns the number of words of a block; remarks and link targets are not read and count none.
fn words(text: &str, block: &Block) -> usize {
    if matches!(block.kind, BlockKind::Remark | BlockKind::Reference) {
        0
    } else {
        count(block.span.of(text))
    }
}

fn cut(text: &str, index: usize, block: &Block) -> Vec<Sentence> {
    sentences_of(text, block)
        .into_iter()
        .map(|span| Sentence { span, block: index, is_line: false })
        .collect()
}

/// Returns the sentences of a block of `text`, as bytes of that text.
///
/// A row of a table is one; headings, those of tables too, code, rules, remarks and link targets have none.
pub fn sentences_of(text: &str, block: &Block) -> Vec<Span> {
    let spans: Vec<Span> = match &block.kind {
        BlockKind::Paragraph => {
            let label = sure_label(block.span.of(text));
            let message = Span::new(block.span.start + label, block.span.end);
            sentences(message.of(text)).into_iter().map(|span| span.shifted(message.start)).collect()
        }
        BlockKind::TableRow { head: false, .. } => vec![block.span.trimmed(text)],
        BlockKind::TableRow { head: true, .. }
        | BlockKind::Heading(_)
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference => Vec::new(),
    };
    spans.into_iter().filter(|span| !span.is_empty()).collect()
}

/// Returns the sentences of a block of `text`, all of it for a heading or a row of a table: the pieces that are
/// quoted whole.
pub fn passages_of(text: &str, block: &Block) -> Vec<Span> {
    match block.kind {
        BlockKind::Heading(_) | BlockKind::TableRow { .. } => vec![block.span.trimmed(text)],
        BlockKind::Paragraph
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Remark
        | BlockKind::Reference => sentences_of(text, block),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Frame;

    #[test]
    fn a_heading_is_a_title_and_no_sentence() {
        let text = "The tide\n\nIt rises. It falls.";
        let block = |span, kind| Block { span, kind, frame: Frame::default(), gap: false };
        let heading = block(Span::new(0, 8), BlockKind::Heading(1));
        let paragraph = block(Span::new(10, text.len()), BlockKind::Paragraph);
        let draft = Draft { text: text.into(), blocks: vec![heading, paragraph], ..Draft::default() };
        let document = Document::from(draft);
        assert_eq!(document.sentence_texts(), ["It rises.", "It falls."]);
        assert_eq!(document.title, Title::Own("The tide".into()));
    }

    #[test]
    fn the_sentence_at_a_heading_is_the_first_one_below() {
        let text = "Calm.\n\nThe tide\n\nIt rises.\n\nThe end";
        let kinds =
            [BlockKind::Paragraph, BlockKind::Heading(1), BlockKind::Paragraph, BlockKind::Heading(1)];
        let spans = [Span::new(0, 5), Span::new(7, 15), Span::new(17, 26), Span::new(28, 35)];
        let blocks = spans.into_iter().zip(kinds);
        let blocks = blocks.map(|(span, kind)| Block { span, kind, frame: Frame::default(), gap: true });
        let draft = Draft { text: text.into(), blocks: blocks.collect(), ..Draft::default() };
        let document = Document::from(draft);
        let found = [0, 5, 7, 14, 17, 26, 28, 35].map(|place| document.sentence_at(place));
        assert_eq!(found, [0, 0, 1, 1, 1, 1, 1, 1].map(Some));
        let by_lines = document.by_lines();
        let found = [0, 5, 7, 14, 17, 26, 28, 35].map(|place| by_lines.sentence_at(place));
        assert_eq!(found, [0, 0, 1, 1, 2, 2, 3, 3].map(Some));
    }
}
