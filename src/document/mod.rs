//! A parsed document: one text, and what lies where in it.
//!
//! Whatever the format, everything points into `Document::text` by bytes, so a place, a hit, a
//! sentence or a link means the same at any width of the window and in every report.

pub mod block;
mod concealed;
pub mod draft;
pub mod flow;
mod kept;
mod long;
mod recoded;
mod title;

pub use block::{Block, BlockKind, Emphasis, Frame, Stress};
pub use concealed::Concealed;
pub use draft::{Draft, Markup, sentences_of};
pub use flow::{Flow, Position, Row, RowKind};
pub use long::LongText;
pub use title::Title;

use crate::text::safe::Hidden;
use crate::text::{Charset, Span};

/// A document that never changes once made; shared as `Arc<Document>` without locks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name in lists and headers.
    pub title: Title,
    /// The decoded text without markup, with `\n` line ends.
    pub text: String,
    /// The encoding it was read in.
    pub charset: Charset,
    /// Whether its text is set as its markup says.
    pub markup: Markup,
    /// Its blocks in order; they do not overlap and together cover every visible character.
    pub blocks: Vec<Block>,
    /// Its sentences in order; each lies inside one block.
    pub sentences: Vec<Sentence>,
    /// Stressed passages, sorted by start.
    pub emphasis: Vec<Emphasis>,
    /// How many words it has, counted as `text::words` does.
    pub words: usize,
    /// How much of its text hides or steers, and is shown as marks.
    pub concealed: Concealed,
    /// Where its text begins in the whole: 0, unless it is a window of a long text. All places and
    /// spans count from the beginning of the whole.
    pub start: usize,
    /// How many bytes the whole text has.
    pub whole: usize,
}

/// One sentence of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the document's text, without white space at its ends.
    pub span: Span,
    /// The index of its block.
    pub block: usize,
}

impl Document {
    /// Returns a window of a long text of `whole` bytes: what was found in the bytes from `start` on,
    /// under the title of the whole.
    pub fn window(draft: Draft, title: Title, start: usize, whole: usize) -> Self {
        let mut document = Document { title, start, whole, ..Document::from(draft) };
        for block in &mut document.blocks {
            block.span = block.span.shifted(start);
            if let BlockKind::TableRow { cells, .. } = &mut block.kind {
                for cell in cells {
                    *cell = cell.shifted(start);
                }
            }
        }
        for sentence in &mut document.sentences {
            sentence.span = sentence.span.shifted(start);
        }
        for found in &mut document.emphasis {
            found.span = found.span.shifted(start);
        }
        document
    }

    /// Returns the words of a passage, `""` when it does not lie in the text that is held.
    pub fn passage(&self, span: Span) -> &str {
        let from = |place: usize| place.checked_sub(self.start);
        match (from(span.start), from(span.end)) {
            (Some(start), Some(end)) => Span::new(start, end).of(&self.text),
            _ => "",
        }
    }

    /// Returns the bytes of the whole text that this document holds.
    pub fn extent(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Returns the next hidden character that begins at or after `place`.
    pub fn next_hidden(&self, place: usize) -> Option<Hidden> {
        let found = self.concealed.next(&self.text, place.checked_sub(self.start)?)?;
        Some(Hidden { span: found.span.shifted(self.start), ..found })
    }

    /// Tells whether `other` holds all of this text that lies before the byte `end`, unchanged.
    pub fn agrees_with(&self, other: &Document, end: usize) -> bool {
        let shared = Span::new(self.start, end.min(self.extent().end).max(self.start));
        match (self.bytes(shared), other.bytes(shared)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => false,
        }
    }

    fn bytes(&self, span: Span) -> Option<&[u8]> {
        let from = span.start.checked_sub(self.start)?;
        self.text.as_bytes().get(from..from + span.len())
    }

    /// Returns the index of the block that holds `offset`, or of the last one that begins before it.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= offset).saturating_sub(1)
    }

    /// Returns the index of the sentence that holds `offset`, or of the last one that begins
    /// before it; `None` when the document has no sentence.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        (!self.sentences.is_empty()).then(|| after.saturating_sub(1))
    }

    /// Returns the text of a sentence, or `""` when there is none of that index.
    pub fn sentence_text(&self, index: usize) -> &str {
        self.sentences.get(index).map_or("", |sentence| self.passage(sentence.span))
    }

    /// Returns the minutes a reader needs for `words` words, at least one for any word.
    ///
    /// 238 words a minute is the mean of 190 studies of silent reading (Brysbaert 2019).
    pub fn minutes(words: usize) -> usize {
        words.div_ceil(238)
    }
}
