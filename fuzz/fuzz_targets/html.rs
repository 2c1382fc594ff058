//! Bytes as a web page: the article and all of the page are read or refused, and their spans are in the text.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::formats::{Source, parse};
use reader::text::ReadAs;

fuzz_target!(|bytes: &[u8]| {
    for read_as in [ReadAs::Guessed, ReadAs::Whole(None)] {
        let Ok(document) = parse(&Source { name: Path::new("a.html"), bytes, read_as }) else { continue };
        let spans = document.blocks.iter().map(|block| block.span);
        let links = document.hyperlinks.iter().map(|link| link.words);
        let notes = document.notes.iter().flat_map(|note| [note.reference, note.body]);
        for span in spans.chain(links).chain(notes) {
            assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
        }
    }
});
