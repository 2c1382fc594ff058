//! What holds for every document, however it was made, for the targets that read one format each.

use std::io::{Cursor, Write};
use std::path::Path;

use reader::formats::{FormatError, SourceBytes, parse};
use reader::text::ReadAs;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes under a name, as the reader does by itself and as a whole page: no parser panics, and all spans and
/// places are in the text.
pub fn check(name: &str, bytes: &[u8]) {
    for read_as in [ReadAs::Guessed, ReadAs::Whole(None)] {
        let source = SourceBytes { read_as, ..SourceBytes::new(Path::new(name), bytes) };
        let document = match parse(&source) {
            Ok(document) => document,
            Err(FormatError::Bug { what, message }) => panic!("{what}: {message}"),
            Err(_) => continue,
        };
        let spans = document.blocks.iter().map(|block| block.span);
        let spans = spans.chain(document.sentences.iter().map(|sentence| sentence.span));
        let spans = spans.chain(document.emphasis.iter().map(|emphasis| emphasis.span));
        let spans = spans.chain(document.hyperlinks.iter().map(|link| link.words));
        let notes = document.notes.iter().flat_map(|note| [note.reference, note.body]);
        for span in spans.chain(notes) {
            assert!(document.text.get(span.start..span.end).is_some(), "{span:?}");
        }
        let places = document.outline.iter().map(|entry| entry.place);
        let places = places.chain(document.divisions.iter().map(|division| division.place));
        let places = places.chain(document.attachments.iter().map(|file| file.place));
        for place in places {
            assert!(document.text.is_char_boundary(place.0), "{place:?}");
        }
    }
}

/// Reads bytes as the files of a document that is an archive; the files are parted by zero bytes.
pub fn check_archive(media_type: &str, names: &[&str], bytes: &[u8]) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, content: &[u8]| {
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    };
    add("mimetype", media_type.as_bytes());
    names.iter().zip(bytes.split(|byte| *byte == 0)).for_each(|(name, content)| add(name, content));
    check("a", &writer.finish().unwrap().into_inner());
}
