//! A document that holds only some passages of a long text.
//!
//! Sentences that match may lie a gigabyte apart. What lies between them is not held, yet every place
//! stays a place of the whole text, so that marks, keys and the views need not know: a passage is asked
//! for by its place, and where it stands in the text that is held only this file knows.

use crate::document::block::Block;
use crate::document::concealed::Concealed;
use crate::document::{Document, Sentence};
use crate::text::Span;
use crate::text::safe::{Hidden, hidden};
use crate::text::words::count;

/// What of a text is held between the ends of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// All of it.
    #[default]
    All,
    /// Only these passages, in order.
    Passages {
        /// Where they are.
        pieces: Vec<Piece>,
        /// Where the document ends in the whole.
        end: usize,
    },
}

/// A passage that is held; its text is followed by a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the whole.
    pub span: Span,
    /// How many lines end between the beginning of its stretch and its own.
    pub lines: usize,
    /// Where it begins in the text that is held.
    at: usize,
}

/// A digest that is being made.
#[derive(Debug)]
pub struct Digest {
    document: Document,
    pieces: Vec<Piece>,
}

impl Digest {
    /// Returns a digest that holds nothing yet of the text of which this is a part.
    pub fn of(part: &Document) -> Self {
        let document = Document {
            title: part.title.clone(),
            text: String::new(),
            charset: part.charset,
            markup: part.markup,
            blocks: Vec::new(),
            sentences: Vec::new(),
            emphasis: Vec::new(),
            words: 0,
            concealed: Concealed::default(),
            start: part.start,
            whole: part.whole,
            held: Held::All,
        };
        Self { document, pieces: Vec::new() }
    }

    /// Returns the last passage, by its place in the whole.
    pub fn last(&self) -> Option<Span> {
        self.pieces.last().map(|piece| piece.span)
    }

    /// Adds a passage of `from` in a block of its own, unless one that begins there or behind it is held.
    pub fn add(&mut self, from: &Document, block: Block, lines: usize) {
        let span = block.span;
        if self.last().is_some_and(|last| span.start < last.end.max(last.start + 1)) {
            return;
        }
        let (at, words) = (self.document.text.len(), from.passage(span));
        self.document.text.push_str(words);
        self.document.text.push('\n');
        self.document.words += count(words);
        let emphasis = from.emphasis.iter().filter(|found| found.span.overlaps(span));
        self.document.emphasis.extend(emphasis);
        self.document.sentences.push(Sentence { span, block: self.document.blocks.len() });
        self.document.blocks.push(block);
        self.pieces.push(Piece { span, lines, at });
    }

    /// Returns the digest: all that was sought between these two places of the whole, and what was
    /// added beyond them.
    pub fn finish(self, between: Span) -> Document {
        let (first, last) = (self.pieces.first(), self.pieces.last());
        let start = first.map_or(between.start, |piece| piece.span.start.min(between.start));
        let end = last.map_or(between.end, |piece| piece.span.end.max(between.end));
        Document {
            concealed: Concealed::of(&self.document.text),
            start,
            held: Held::Passages { pieces: self.pieces, end },
            ..self.document
        }
    }
}

impl Document {
    /// Tells whether only some passages between its ends are held.
    pub fn is_digest(&self) -> bool {
        matches!(self.held, Held::Passages { .. })
    }

    /// Returns the passages that are held, if it is a digest.
    pub fn pieces(&self) -> &[Piece] {
        match &self.held {
            Held::All => &[],
            Held::Passages { pieces, .. } => pieces,
        }
    }

    /// Returns each run of text that is held, with its place in the whole.
    pub fn runs(&self) -> Vec<(usize, &str)> {
        match &self.held {
            Held::All => vec![(self.start, &self.text)],
            Held::Passages { pieces, .. } => {
                pieces.iter().map(|piece| (piece.span.start, self.passage(piece.span))).collect()
            }
        }
    }

    /// Returns where a passage stands in the text that is held, if it does.
    pub(super) fn locate(&self, span: Span) -> Option<Span> {
        let (place, at) = match &self.held {
            Held::All => (self.start, 0),
            Held::Passages { pieces, .. } => {
                let piece =
                    pieces[..pieces.partition_point(|piece| piece.span.start <= span.start)].last()?;
                (piece.span.end >= span.end).then_some((piece.span.start, piece.at))?
            }
        };
        Some(Span::new(at + span.start.checked_sub(place)?, at + span.end.checked_sub(place)?))
    }

    /// Returns what is hidden next in the text that is held, from a place of the whole on.
    pub fn next_hidden(&self, place: usize) -> Option<Hidden> {
        let Held::Passages { pieces, .. } = &self.held else {
            let found = self.concealed.next(&self.text, place.checked_sub(self.start)?)?;
            return Some(Hidden { span: found.span.shifted(self.start), ..found });
        };
        let from = pieces.partition_point(|piece| piece.span.end <= place);
        let in_piece = |piece: &Piece| {
            let found = hidden(self.passage(piece.span));
            let found = found.map(|found| Hidden { span: found.span.shifted(piece.span.start), ..found });
            found.into_iter().find(|found| found.span.start >= place)
        };
        pieces[from..].iter().find_map(in_piece)
    }

    /// Tells whether two documents say the same wherever both hold a text before `end`.
    pub fn agrees_with(&self, other: &Document, end: usize) -> bool {
        self.runs().into_iter().filter(|(place, _)| *place < end).all(|(place, text)| {
            let until = Span::new(place, (place + text.len()).min(end));
            let ours = text.get(..until.len());
            ours.is_some_and(|ours| {
                other.locate(until).is_some_and(|span| other.text.get(span.start..span.end) == Some(ours))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Draft, Flow, Frame, Position, Title};

    fn block(start: usize, end: usize) -> Block {
        let span = Span::new(start, end);
        Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: true }
    }

    /// `The sea. A hill. The sea again.` as it begins at the byte 1000, without the hill.
    fn digest() -> Document {
        let draft = Draft { text: "The sea. A hill. The sea again.".into(), ..Draft::default() };
        let window = Document::window(draft, Title::None, 1000, 9000);
        let mut digest = Digest::of(&window);
        digest.add(&window, block(1000, 1008), 3);
        digest.add(&window, block(1017, 1031), 3);
        digest.add(&window, block(1017, 1031), 3);
        digest.finish(Span::new(900, 1020))
    }

    #[test]
    fn places_are_those_of_the_whole() {
        let found = digest();
        assert_eq!((found.extent(), found.whole), (Span::new(900, 1031), 9000));
        assert_eq!((found.sentence_text(0), found.sentence_text(1)), ("The sea.", "The sea again."));
        assert_eq!((found.sentences.len(), found.words, found.is_digest()), (2, 5, true));
        assert_eq!(found.passage(Span::new(1021, 1024)), "sea");
        for left_out in [Span::new(1009, 1016), Span::new(1004, 1020), Span::new(0, 5)] {
            assert_eq!(found.passage(left_out), "", "{left_out:?}");
        }
    }

    #[test]
    fn rows_are_set_of_what_is_held() {
        let found = digest();
        let rows = Flow::of(&found, &found.blocks, 80).page(Position(1000), 9);
        let shown: Vec<&str> = rows.iter().map(|row| found.passage(row.span)).collect();
        assert_eq!(shown, ["The sea.", "", "The sea again."]);
    }

    #[test]
    fn a_text_cut_off_agrees_as_far_as_it_goes() {
        let written = |text: &str| {
            let draft = Draft { text: text.into(), ..Draft::default() };
            Document::window(draft, Title::None, 1000, 9000)
        };
        assert!(digest().agrees_with(&written("The sea. A hill. The"), 1020));
        assert!(digest().agrees_with(&written("The sea. A rill. The"), 1020));
        assert!(!digest().agrees_with(&written("The sea. A hill. One"), 1020));
    }
}
