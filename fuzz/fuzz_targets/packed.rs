//! Bytes as the files of a packed document: it is read or refused, and its spans are in the text.
//!
//! The first byte chooses the kind of document; the rest is the content of its parts, parted by zero bytes.
#![no_main]

use std::io::{Cursor, Write};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reader::formats::{Source, parse};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The types of the documents, with the names of their parts.
const KINDS: [(&str, [&str; 4]); 3] = [
    ("application/epub+zip", ["META-INF/container.xml", "a.opf", "a.xhtml", "toc.ncx"]),
    ("", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"]),
    ("application/vnd.oasis.opendocument.text", ["content.xml", "styles.xml", "meta.xml", "Object 1/content.xml"]),
];

fuzz_target!(|bytes: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, content: &[u8]| {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    };
    let Some((first, bytes)) = bytes.split_first() else { return };
    let (media_type, names) = KINDS[usize::from(*first) % KINDS.len()];
    add("mimetype", media_type.as_bytes());
    names.iter().zip(bytes.split(|byte| *byte == 0)).for_each(|(name, content)| add(name, content));
    let packed = writer.finish().unwrap().into_inner();
    let Ok(document) = parse(&Source::new(Path::new("a"), &packed)) else { return };
    let spans = document.blocks.iter().map(|block| block.span);
    let links = document.hyperlinks.iter().map(|link| link.words);
    let notes = document.notes.iter().flat_map(|note| [note.reference, note.body]);
    for span in spans.chain(links).chain(notes) {
        assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
    }
});
