//! A document whose headings and lines outside sentences are counted like sentences: code, data, link targets.

use crate::document::block::{Block, BlockKind};
use crate::document::{Document, Sentence};
use crate::text::Span;

impl Document {
    /// Tells whether some of its text is in no sentence, code for example.
    pub fn has_lines(&self) -> bool {
        self.sentences_and_lines() > self.sentences.len()
    }

    /// Returns how many sentences it has together with the lines outside them.
    pub fn sentences_and_lines(&self) -> usize {
        let mut has_sentence = vec![false; self.blocks.len()];
        for sentence in &self.sentences {
            if let Some(has_sentence) = has_sentence.get_mut(sentence.block) {
                *has_sentence = true;
            }
        }
        let others = self.blocks.iter().zip(has_sentence).filter(|(_, has_sentence)| !has_sentence);
        self.sentences.len() + others.map(|(block, _)| lines(self, block).len()).sum::<usize>()
    }

    /// Returns the same document with each line that is in no sentence as a sentence of its own.
    #[must_use]
    pub fn by_lines(&self) -> Document {
        let mut sentences = Vec::with_capacity(self.sentences.len());
        let mut rest = self.sentences.iter().peekable();
        for (index, block) in self.blocks.iter().enumerate() {
            let before = sentences.len();
            while let Some(sentence) = rest.next_if(|sentence| sentence.block <= index) {
                sentences.push(*sentence);
            }
            if sentences.len() == before {
                let lines = lines(self, block).into_iter();
                sentences.extend(lines.map(|span| Sentence { span, block: index, is_line: true }));
            }
        }
        Document { sentences, ..self.clone() }
    }

    /// Returns the same document without what [`Document::by_lines`] added.
    #[must_use]
    pub fn by_sentences(&self) -> Document {
        let sentences = self.sentences.iter().filter(|sentence| !sentence.is_line).copied().collect();
        Document { sentences, ..self.clone() }
    }
}

/// Returns the lines of a block of a document that are not blank, with the indentation of those that are kept
/// as they are; a heading is one line. The targets of links are none, for the links themselves are known.
fn lines(document: &Document, block: &Block) -> Vec<Span> {
    if block.kind == BlockKind::Reference {
        return Vec::new();
    }
    let text = document.text.as_str();
    if !block.kind.keeps_lines() {
        let whole = block.span.trimmed(text);
        return if whole.is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut at = block.span.start;
    let mut found = Vec::new();
    for line in block.span.of(text).split('\n') {
        let length = line.trim_end().len();
        if length > 0 {
            found.push(Span::new(at, at + length));
        }
        at += line.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Frame};

    fn document(blocks: &[(&str, BlockKind)]) -> Document {
        let mut draft = Draft::default();
        for (words, kind) in blocks {
            let start = draft.text.len();
            draft.text.push_str(words);
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block { span, kind: kind.clone(), frame: Frame::default(), gap: false });
            draft.text.push('\n');
        }
        draft.into()
    }

    #[test]
    fn lines_outside_sentences_are_counted_in_their_place() {
        let mixed = document(&[
            ("On the\nway", BlockKind::Heading(1)),
            ("Run this. Wait.", BlockKind::Paragraph),
            ("if x:\n    go()\n\n  ", BlockKind::Code(None)),
            ("", BlockKind::Rule),
            ("by Ada", BlockKind::Remark),
        ]);
        assert_eq!(mixed.sentence_texts(), ["Run this.", "Wait."]);
        assert!(mixed.has_lines());
        let by_lines = mixed.by_lines();
        let lines = ["On the\nway", "Run this.", "Wait.", "if x:", "    go()", "by Ada"];
        assert_eq!(by_lines.sentence_texts(), lines);
        assert_eq!(by_lines.by_sentences(), mixed);
        assert!(!by_lines.has_lines());
        assert_eq!(by_lines.by_lines(), by_lines);
        let prose = document(&[("Only prose.", BlockKind::Paragraph), ("", BlockKind::Rule)]);
        assert!(!prose.has_lines());
        assert_eq!(prose.by_lines(), prose);
    }
}
