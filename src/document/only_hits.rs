//! Blocks that show only the sentences with hits.

use crate::document::Document;
use crate::document::block::Block;
use crate::document::flow::lines;
use crate::text::Span;

impl Document {
    /// Returns a block for each sentence, heading, or line of another block without sentences, that overlaps one
    /// of these spans, which are in order. A gap is above each block that does not follow the one before it.
    pub fn blocks_with(&self, spans: &[Span]) -> Vec<Block> {
        let mut kept: Vec<Block> = Vec::new();
        let mut last_end = 0;
        let mut sentences = self.sentences.iter().peekable();
        for (index, block) in self.blocks.iter().enumerate() {
            let mut passages = Vec::new();
            while let Some(sentence) = sentences.next_if(|sentence| sentence.block == index) {
                passages.push(sentence.span);
            }
            if block.kind.is_heading() {
                passages.push(block.span);
            } else if passages.is_empty() {
                passages.extend(lines(self.passage(block.span)).map(|line| line.shifted(block.span.start)));
            }
            for passage in passages.into_iter().filter(|passage| !passage.is_empty()) {
                if !is_hit(spans, passage) {
                    continue;
                }
                let between = self.passage(Span::new(last_end, passage.start));
                let follows = !kept.is_empty() && between.trim().is_empty();
                let frame = block.frame.without_markers();
                kept.push(Block { span: passage, kind: block.kind.clone(), frame, gap: !follows });
                last_end = passage.end;
            }
        }
        kept
    }
}

fn is_hit(spans: &[Span], passage: Span) -> bool {
    let at = spans.partition_point(|span| span.start < passage.end);
    // Spans are in order of their starts, so a long one before may overlap as well.
    spans[..at].iter().rev().take(32).any(|span| span.overlaps(passage))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Draft, Frame};

    fn kept(text: &str, kind: &BlockKind, words: &[&str]) -> Vec<(String, bool)> {
        let mut at = 0;
        let blocks = text.split_inclusive("\n\n").map(|piece| {
            let span = Span::new(at, at + piece.trim_end().len());
            at += piece.len();
            Block { span, kind: kind.clone(), frame: Frame::default(), gap: true }
        });
        let draft = Draft { text: text.into(), blocks: blocks.collect(), ..Draft::default() };
        let document = Document::from(draft);
        let mut spans: Vec<Span> = words
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, hit)| Span::new(at, at + hit.len())))
            .collect();
        spans.sort_unstable();
        let shown = document.blocks_with(&spans);
        shown.iter().map(|block| (document.passage(block.span).to_string(), block.gap)).collect()
    }

    #[test]
    fn matching_sentences_are_blocks_and_gaps_mark_the_others() {
        let text = "The sea rises. It falls. A sea is wide. The sea again.\n\nNo more.\n\nOne sea.";
        let found = kept(text, &BlockKind::Paragraph, &["sea"]);
        let wanted = [
            ("The sea rises.", true),
            ("A sea is wide.", true),
            ("The sea again.", false),
            ("One sea.", true),
        ];
        assert_eq!(found, wanted.map(|(text, gap)| (text.to_string(), gap)));
    }

    #[test]
    fn a_heading_is_shown_whole() {
        let found = kept("A wide\nsea\n\nNo more.", &BlockKind::Heading(2), &["sea"]);
        assert_eq!(found, [("A wide\nsea".to_string(), true)]);
    }

    #[test]
    fn code_keeps_its_lines() {
        let found = kept("let sea = 1;\nlet land = 2;\nlet sea = 3;", &BlockKind::Code(None), &["sea"]);
        assert_eq!(found, [("let sea = 1;".to_string(), true), ("let sea = 3;".to_string(), true)]);
    }
}
