//! How a comparison sets a text: every sentence begins a row of its own, so that the marks in the
//! margin belong to one sentence each. The bytes stay the document's.

use crate::document::{Block, BlockKind, Document, Frame};
use crate::ui::comparison::shown::Shown;

/// Returns one block for each sentence that `keeps` is true of; what holds no sentence, such as code
/// and rules, stays when the whole text is shown.
pub(crate) fn blocks(document: &Document, shown: Shown, keeps: &[bool]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(document.sentences.len());
    let mut last: Option<usize> = None;
    let mut sentences = document.sentences.iter().enumerate().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        let mut number = 0;
        while let Some((at, sentence)) = sentences.next_if(|(_, sentence)| sentence.block == index) {
            if keeps.get(at).copied().unwrap_or(true) {
                let skipped = last.is_some_and(|last| last + 1 != at);
                let gap = skipped || (number == 0 && is_set_apart(document, at, block));
                let frame = if number == 0 { block.frame.clone() } else { without_marker(&block.frame) };
                blocks.push(Block { span: sentence.span, kind: prose(&block.kind), frame, gap });
                last = Some(at);
            }
            number += 1;
        }
        if number == 0 && shown == Shown::Both {
            blocks.push(block.clone());
        }
    }
    blocks
}

/// A paragraph of several sentences is set apart from its neighbours; texts of one sentence a
/// paragraph would be half air.
fn is_set_apart(document: &Document, sentence: usize, block: &Block) -> bool {
    let block_of = |at: usize| document.sentences.get(at).map(|sentence| sentence.block);
    let here = block_of(sentence);
    let before = sentence.checked_sub(1).and_then(block_of);
    let long = block_of(sentence + 1) == here
        || (before.is_some() && sentence.checked_sub(2).and_then(block_of) == before)
        || matches!(block.kind, BlockKind::Heading(_));
    block.gap && long
}

fn without_marker(frame: &Frame) -> Frame {
    Frame { marker: None, ..frame.clone() }
}

/// A sentence of a table or a list is set as running text.
fn prose(kind: &BlockKind) -> BlockKind {
    match kind {
        BlockKind::Heading(level) => BlockKind::Heading(*level),
        _ => BlockKind::Paragraph,
    }
}
