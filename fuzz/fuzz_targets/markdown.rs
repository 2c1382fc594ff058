//! Markdown and plain text into documents that meet the invariants of every document.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::document::{Document, Flow, Position};
use reader::formats::{SourceBytes, parse};
use reader::text::ReadAs;

fn check(document: &Document) {
    let text = &document.text;
    let mut at = 0;
    for block in &*document.blocks {
        assert!(block.span.start >= at && text.get(block.span.start..block.span.end).is_some(), "{block:?}");
        assert!(text[at..block.span.start].trim().is_empty());
        assert!(block.frame.margins.len() <= 64);
        at = block.span.end;
    }
    assert!(text[at..].trim().is_empty());
    assert!(document.sentences.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    for sentence in &document.sentences {
        let block = document.blocks[sentence.block].span;
        assert!(block.start <= sentence.span.start && sentence.span.end <= block.end);
    }
    assert!(document.emphasis.iter().all(|found| !found.span.of(text).is_empty()));
    for cells in [7, 80] {
        let flow = Flow::new(document, &document.blocks, cells);
        let page = flow.page(Position(0), 40);
        // Each look wraps the whole block.
        for row in page.iter().step_by(9) {
            assert_eq!(flow.row_of(row.position()), row.position());
        }
        if let Some(first) = page.first() {
            assert_eq!(
                flow.step(flow.step(first.position(), page.len() as isize - 1), 1 - page.len() as isize),
                first.position()
            );
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.md", "a.txt", "a.rs"] {
        if let Ok(document) = parse(&SourceBytes::new(Path::new(name), bytes)) {
            check(&document);
        }
    }
    let source = SourceBytes { read_as: ReadAs::Text, ..SourceBytes::new(Path::new("a"), bytes) };
    check(&parse(&source).expect("any bytes can be read as text"));
});
