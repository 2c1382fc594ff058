//! A parsed document: one text with lists of spans.
//!
//! In all formats, everything points into `Document::text` by bytes, so a place, a hit, a sentence or a
//! link means the same at any width of the window and in every report.

pub mod block;
mod by_lines;
mod code_tokens;
pub mod contents;
mod copied;
pub mod draft;
pub mod flow;
mod hidden;
pub mod locator;
pub mod metadata;
mod only_hits;
mod opening;
mod reencoded;
pub mod source_lines;
pub mod structure;
pub mod table;
mod target;
pub mod terminal_colour;
mod title;

pub use block::{Alignment, Block, BlockKind, Emphasis, Frame, Margin, Stress, TableColumn};
pub use code_tokens::{CodeToken, CodeTokenKind};
pub use contents::Contents;
pub use draft::{Draft, Markup, TextSummary, passages_of, sentences_of};
pub use flow::{Flow, Position, Row, RowKind};
pub use hidden::HiddenCounts;
pub use locator::{LocatedText, Locator};
pub use metadata::{Field, Metadata};
pub use opening::Opening;
pub use source_lines::SourceLines;
pub use structure::{Attachment, Division, DivisionKind, Hyperlink, Note, OutlineEntry, Part, Picture};
pub use target::Target;
pub use terminal_colour::TerminalColour;
#[cfg(test)]
pub(crate) use terminal_colour::XTERM_COLOURS;
pub use title::Title;

use std::fmt::Debug;
use std::sync::Arc;

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
    /// Whether its markup was interpreted.
    pub markup: Markup,
    /// Its blocks in order; they do not overlap and together cover every visible character.
    pub blocks: Arc<[Block]>,
    /// The number of its first blocks that are the settings of its front matter, rows of a table.
    pub front_matter: usize,
    /// Its sentences in order; each lies inside one block.
    pub sentences: Vec<Sentence>,
    /// Stressed passages, sorted by start.
    pub emphasis: Vec<Emphasis>,
    /// Its headings or its table of contents, in order.
    pub outline: Vec<OutlineEntry>,
    /// Its pages, chapters or times, in order; a text without them has none.
    pub divisions: Vec<Division>,
    /// Its notes, in the order of their references.
    pub notes: Vec<Note>,
    /// Its links, in the order of their words.
    pub hyperlinks: Vec<Hyperlink>,
    /// Its pictures, in the order of their words.
    pub pictures: Vec<Picture>,
    /// What it says about itself.
    pub metadata: Metadata,
    /// The files inside it, in the order of their mention.
    pub attachments: Vec<Attachment>,
    /// What the reader should know of how it was read, such as "3 of 20 pages have no text".
    pub warnings: Vec<String>,
    /// The language of its code where a block does not name another one, by the name of its file.
    pub code_language: Option<Arc<str>>,
    /// The part of the file that it shows.
    pub part: Part,
    /// The lines of the file that its places come from.
    pub lines: SourceLines,
    /// The number of its words, as `text::words` counts them.
    pub words: usize,
    /// The numbers of its hidden characters, which are shown as marks.
    pub hidden: HiddenCounts,
    /// The first byte of its text in the whole: 0, unless it is a window of a long text. All places and
    /// spans count from the beginning of the whole.
    pub start: usize,
    /// The number of bytes of the whole text.
    pub whole: usize,
}

/// One sentence of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the document's text, without white space at its ends.
    pub span: Span,
    /// The index of its block.
    pub block: usize,
    /// Whether it is a line outside sentences, which [`Document::by_lines`] counts like a sentence.
    pub is_line: bool,
}

impl Document {
    /// Returns about how many bytes of memory it takes.
    pub fn memory(&self) -> usize {
        let cells = self.blocks.iter().map(|block| match &block.kind {
            BlockKind::TableRow { cells, .. } => size_of_val(cells.as_slice()),
            BlockKind::Paragraph
            | BlockKind::Heading(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Remark
            | BlockKind::Reference => 0,
        });
        size_of::<Self>()
            + self.text.len()
            + size_of_val(&*self.blocks)
            + cells.sum::<usize>()
            + size_of_val(self.sentences.as_slice())
            + size_of_val(self.emphasis.as_slice())
            + size_of_val(self.divisions.as_slice())
            + size_of_val(self.hyperlinks.as_slice())
            + self.hyperlinks.iter().map(|link| link.target.len()).sum::<usize>()
            + size_of_val(self.pictures.as_slice())
            + self.attachments.iter().map(|file| file.bytes.len()).sum::<usize>()
    }

    /// Returns the window of a long text of `whole` bytes that begins at the byte `start`, under the title
    /// of the whole.
    pub fn window(draft: Draft, title: Title, start: usize, whole: usize) -> Self {
        let mut document = Document { title, start, whole, ..Document::from(draft) };
        for block in Arc::make_mut(&mut document.blocks) {
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
        for link in &mut document.hyperlinks {
            link.words = link.words.shifted(start);
        }
        for note in &mut document.notes {
            *note = Note { reference: note.reference.shifted(start), body: note.body.shifted(start) };
        }
        let places = document.outline.iter_mut().map(|entry| &mut entry.place);
        let places = places.chain(document.divisions.iter_mut().map(|division| &mut division.place));
        for place in places.chain(document.attachments.iter_mut().map(|attachment| &mut attachment.place)) {
            place.0 += start;
        }
        document
    }

    /// Returns the text of a passage, `""` when it is not in the text that is held.
    pub fn passage(&self, span: Span) -> &str {
        let from = |place: usize| place.checked_sub(self.start);
        match (from(span.start), from(span.end)) {
            (Some(start), Some(end)) => Span::new(start, end).of(&self.text),
            _ => "",
        }
    }

    /// Returns the struck parts of a passage, in bytes of the passage and in order.
    pub fn struck_in(&self, passage: Span) -> Vec<Span> {
        block::struck_in(&self.emphasis, passage)
    }

    /// Returns the bytes of the whole text that this document holds.
    pub fn extent(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// Returns the line of its file that a place comes from, counted from 1; `None` where the file has none
    /// and in a window of a long text.
    pub fn line_at(&self, place: usize) -> Option<usize> {
        (self.start == 0).then(|| self.lines.line_at(&self.text, place))?
    }

    /// Returns where the line `number` of its file begins, counted from 1; where the file has no lines, the
    /// page, chapter or time of this number, else the paragraph. When there are fewer, the last one.
    pub fn place_of(&self, number: usize) -> Position {
        let index = number.saturating_sub(1);
        let division = || self.divisions.get(index).or(self.divisions.last()).map(|found| found.place.0);
        let paragraph = || self.blocks.get(index).or(self.blocks.last()).map(|block| block.span.start);
        Position(self.lines.place_of(&self.text, number).or_else(division).or_else(paragraph).unwrap_or(0))
    }

    /// Returns the next hidden character that begins at or after `place`.
    pub fn next_hidden(&self, place: usize) -> Option<Hidden> {
        let found = self.hidden.next(&self.text, place.checked_sub(self.start)?)?;
        Some(Hidden { span: found.span.shifted(self.start), ..found })
    }

    /// Returns the texts of all sentences, in order.
    pub fn sentence_texts(&self) -> Vec<&str> {
        self.sentences.iter().map(|sentence| sentence.span.of(&self.text)).collect()
    }

    /// Tells whether `other` holds all of this text before the byte `end`, unchanged.
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
        block::block_at(&self.blocks, offset)
    }

    /// Returns the index of the sentence that holds `offset`, or of the last one that begins
    /// before it, of a heading that of the first one below; `None` when the document has no sentence.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        let before = after.checked_sub(1);
        let block = self.block_at(offset);
        let is_heading = self.blocks.get(block)?.kind.is_heading();
        let is_inside = before.is_some_and(|before| self.sentences[before].block == block);
        let found = if is_heading && !is_inside { after } else { before.unwrap_or_default() };
        Some(found.min(self.sentences.len().checked_sub(1)?))
    }

    /// Returns the index of the first sentence that begins at or after `place`, if there is one.
    pub fn sentence_from(&self, place: usize) -> Option<usize> {
        let first = self.sentences.partition_point(|sentence| sentence.span.start < place);
        (first < self.sentences.len()).then_some(first)
    }

    /// Tells whether it is a message or a mailbox.
    pub fn is_mail(&self) -> bool {
        let is_message = |division: &Division| division.kind == DivisionKind::Message;
        self.metadata.first(Field::From).is_some() || self.divisions.first().is_some_and(is_message)
    }

    /// Returns the division that holds `offset`; `None` before the first one.
    pub fn division_at(&self, offset: usize) -> Option<&Division> {
        structure::division_at(&self.divisions, offset)
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

/// A text too long to be held in memory, read in windows by a reader, and part by part by a search.
///
/// Places count the bytes of the file, and the text of a window has as many bytes as the part of the
/// file it was made of: bytes that cannot be decoded become U+001A, a line end other than `\n` is padded
/// with spaces. So a place in the text is a place in the file.
pub trait LongText: Debug + Send + Sync {
    /// Returns its length in bytes.
    fn length(&self) -> usize;

    /// Returns how many bytes at the beginning are known to be ASCII: what is appended alone then tells
    /// the encoding.
    fn ascii(&self) -> usize;

    /// Tells whether all its line ends are meant, so that no mark of a quoted mail is looked for in it.
    fn keeps_lines(&self) -> bool;

    /// Returns the window that holds at least `reach` bytes before and after `place`, as far as the text
    /// goes. The error says why it cannot be read.
    fn window(&self, place: usize, reach: usize) -> Result<Document, String>;

    /// Replaces the content of `into` by the bytes of `span`, fewer only at the end of the text. The
    /// error says why they cannot be read.
    fn read(&self, span: Span, into: &mut Vec<u8>) -> Result<(), String>;

    /// Returns the bytes of `span` as [`LongText::read`] has them.
    fn bytes(&self, span: Span) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.read(span, &mut bytes)?;
        Ok(bytes)
    }
}
