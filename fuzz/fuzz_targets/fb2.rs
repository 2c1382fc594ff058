//! Bytes as the content of an FB2 book: it is read or refused, and its spans are in the text.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::formats::{Source, parse};

fuzz_target!(|bytes: &[u8]| {
    let book = [&b"<FictionBook>"[..], bytes].concat();
    let Ok(document) = parse(&Source::new(Path::new("a"), &book)) else { return };
    let spans = document.blocks.iter().map(|block| block.span);
    let links = document.hyperlinks.iter().map(|link| link.words);
    let notes = document.notes.iter().flat_map(|note| [note.reference, note.body]);
    for span in spans.chain(links).chain(notes) {
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
    }
});
