//! From what a format found to a whole document: sentences cut, words counted, a title chosen.

use crate::document::block::{Block, BlockKind, Emphasis};
use crate::document::concealed::Concealed;
use crate::document::title::Title;
use crate::document::{Document, Sentence};
use crate::text::sentences::sentences;
use crate::text::words::count;
use crate::text::{Charset, Span};

/// Whether a text is set as its markup says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// It is, if there was any.
    #[default]
    Read,
    /// There was more markup than is read, so it is shown as it is written.
    Shown,
}

/// What a format finds in a file.
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
}

impl Draft {
    /// Returns what the document is called; only as many sentences are cut as that takes.
    pub fn choose_title(&self) -> Title {
        let first = self
            .blocks
            .iter()
            .enumerate()
            .find_map(|(index, block)| cut(&self.text, index, block).into_iter().next());
        Title::choose(self.title.clone(), &self.text, first.as_slice())
    }

    /// Returns how many words the document has.
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
        Document {
            words: draft.count_words(),
            concealed: Concealed::of(&draft.text),
            title: Title::choose(draft.title, &draft.text, &sentences),
            start: 0,
            whole: draft.text.len(),
            text: draft.text,
            charset: draft.charset,
            markup: draft.markup,
            blocks: draft.blocks,
            sentences,
            emphasis: draft.emphasis,
        }
    }
}

/// Nobody reads where a link leads when reading the text.
fn words(text: &str, block: &Block) -> usize {
    if block.kind == BlockKind::Reference { 0 } else { count(block.span.of(text)) }
}

fn cut(text: &str, index: usize, block: &Block) -> Vec<Sentence> {
    sentences_of(text, block).into_iter().map(|span| Sentence { span, block: index }).collect()
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
