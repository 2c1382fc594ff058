//! Passages of a document for copying: its own words, unwrapped, without the signs drawn beside them.

use crate::document::{Block, BlockKind, Document};
use crate::text::wrap::unwrapped;
use crate::text::{CopiedText, Span};

impl Document {
    /// Returns a passage for other programs: paragraphs in one line each, the lines of code as they are, the
    /// cells of a table with tabs between them.
    pub fn copied(&self, passage: Span) -> CopiedText {
        let first = self.blocks.partition_point(|block| block.span.end <= passage.start);
        let inside = self.blocks[first..].iter().take_while(|block| block.span.start < passage.end);
        let mut copied = CopiedText::default();
        let mut above: Option<&Block> = None;
        for block in inside.filter(|block| block.kind != BlockKind::Rule) {
            let between = above.map(|above| self.passage(Span::new(above.span.end, block.span.start)));
            match between {
                // A very long line is set in several blocks.
                Some(between) if !between.contains('\n') => copied.push(between),
                Some(_) => copied.push(if block.gap { "\n\n" } else { "\n" }),
                None => {}
            }
            self.copy_block(block, passage, &mut copied);
            above = Some(block);
        }
        copied
    }

    fn copy_block(&self, block: &Block, passage: Span, copied: &mut CopiedText) {
        let text = |span: Span| {
            let span = Span::new(span.start.max(passage.start), span.end.min(passage.end));
            if span.start < span.end { self.passage(span) } else { "" }
        };
        match &block.kind {
            BlockKind::Code(_) => copied.push(text(block.span)),
            BlockKind::TableRow { cells, .. } => {
                let inside = cells.iter().filter(|cell| cell.overlaps(passage));
                let cells: Vec<String> = inside.map(|cell| unwrapped(text(*cell))).collect();
                copied.push(&cells.join("\t"));
            }
            BlockKind::Paragraph
            | BlockKind::Heading(_)
            | BlockKind::Remark
            | BlockKind::Reference
            | BlockKind::Rule => copied.push(&unwrapped(text(block.span))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Frame};

    fn document(text: &str, blocks: &[(&str, BlockKind, bool)]) -> Document {
        let block = |(words, kind, gap): &(&str, BlockKind, bool)| {
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            Block { span, kind: kind.clone(), frame: Frame::default(), gap: *gap }
        };
        let blocks = blocks.iter().map(block).collect();
        Document::from(Draft { text: text.into(), blocks, ..Draft::default() })
    }

    #[test]
    fn paragraphs_are_unwrapped_and_code_is_not() {
        let prose = "The light-\n  house stands \n well-\nknown.";
        let text = format!("Tides\n\n{prose}\n\nfn a() {{\n    b();\n}}\n");
        let code = "fn a() {\n    b();\n}";
        let blocks = [
            ("Tides", BlockKind::Heading(1), false),
            (prose, BlockKind::Paragraph, true),
            (code, BlockKind::Code(None), true),
        ];
        let document = document(&text, &blocks);
        let all = document.copied(Span::new(0, text.len()));
        assert_eq!(all.as_str(), "Tides\n\nThe lighthouse stands well-known.\n\nfn a() {\n    b();\n}");
        let from = text.find("stands").unwrap();
        let to = text.find("b();").unwrap();
        assert_eq!(document.copied(Span::new(from, to)).as_str(), "stands well-known.\n\nfn a() {\n    ");
        assert_eq!(document.copied(Span::new(from, from)).as_str(), "");
    }

    #[test]
    fn a_line_in_several_blocks_is_one_line() {
        let text = "The sea rises and falls.";
        let blocks =
            [("The sea", BlockKind::Paragraph, false), ("rises and falls.", BlockKind::Paragraph, false)];
        assert_eq!(document(text, &blocks).copied(Span::new(0, text.len())).as_str(), text);
    }

    #[test]
    fn cells_are_divided_by_tabs() {
        let text = "high\n  tide 3.1 m";
        let cells = vec![Span::new(0, 11), Span::new(12, 17)];
        let row = BlockKind::TableRow { cells, head: false, columns: [].into() };
        let document = document(text, &[(text, row, false)]);
        assert_eq!(document.copied(Span::new(0, text.len())).as_str(), "high tide\t3.1 m");
        assert_eq!(document.copied(Span::new(0, 4)).as_str(), "high");
    }
}
