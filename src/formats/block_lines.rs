//! A document as lines that a test can compare.

use crate::document::{Block, BlockKind, Document, Margin};

/// Returns a line for each block: `> ` for each quotation around it or the marker of its item, a sign for its kind,
/// and its text with `⏎` at line ends.
pub(super) fn block_lines(document: &Document) -> Vec<String> {
    let margin = |margin: &Margin| match margin {
        Margin::Quote { .. } => "> ".to_owned(),
        Margin::Indent { marker: Some(marker), .. } => format!("{marker} "),
        Margin::Indent { marker: None, .. } => "  ".to_owned(),
    };
    let line = |block: &Block| {
        let margins: String = block.frame.margins.iter().map(margin).collect();
        let kind = match block.kind {
            BlockKind::Heading(level) => "#".repeat(level.into()) + " ",
            BlockKind::Code(_) | BlockKind::TableRow { .. } => "| ".to_owned(),
            BlockKind::Remark | BlockKind::Reference => "- ".to_owned(),
            BlockKind::Paragraph | BlockKind::Rule => String::new(),
        };
        format!("{margins}{kind}{}", block.span.of(&document.text).replace('\n', "⏎"))
    };
    document.blocks.iter().map(line).collect()
}
