//! Bytes as each of the smaller formats, which the first byte chooses: they are read or refused, and all spans are
//! in the text.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::formats::{Source, parse};

const NAMES: [&str; 8] = ["a.rtf", "a.srt", "a.vtt", "a.eml", "a.mbox", "a.ipynb", "a.gz", "a.zst"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(document) = parse(&Source::new(Path::new(name), bytes)) else { return };
    let spans = document.blocks.iter().map(|block| block.span);
    let links = document.hyperlinks.iter().map(|link| link.words);
    let notes = document.notes.iter().flat_map(|note| [note.reference, note.body]);
    for span in spans.chain(links).chain(notes) {
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
    }
    assert!(document.divisions.iter().all(|division| document.text.is_char_boundary(division.place.0)));
});
