//! Long texts, read in parts where someone looks.
//!
//! Parts are read by their place (`pread`), never mapped: a file that becomes shorter while it is
//! open then gives fewer bytes and not a signal that ends the program. The system keeps what was
//! read; nothing is kept here, so a text takes as much memory as its window, however long it is.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::{Document, LongText};
use crate::formats;
use crate::formats::{LongPlain, Source};
use crate::storage::load::{LIMIT, LoadError, fill, of_any_length, whole};
use crate::storage::why::Why;
use crate::text::{Encoding, ReadAs, Span};

/// The longest file that is read whole before anything of it is shown, in bytes.
pub const SHORT: usize = 64 << 10;

/// The longest file held in memory for a reader, in bytes; a longer plain text is read in parts.
pub const HELD: usize = 8 << 20;

/// How many bytes tell how a long text is to be read.
const HEAD: usize = 16 << 10;

/// How many bytes the first window has behind its beginning, at least: some screens full.
const FIRST: usize = 8 << 10;

/// A file as it was opened.
#[derive(Debug)]
pub enum Opened {
    /// All of it.
    Whole(Document),
    /// A text that is read in parts, and its first window.
    Long(FileText, Document),
}

/// A long plain text in a file.
#[derive(Debug)]
pub struct FileText {
    file: File,
    length: usize,
    kind: LongPlain,
    /// How often the file was read.
    reads: AtomicUsize,
}

/// Returns what stands in the regular file at `path`, links followed: short files and those whose
/// format needs all of them whole, any other in parts.
pub fn open(path: &Path, read_as: ReadAs) -> Result<Opened, LoadError> {
    let (file, length) = of_any_length(path)?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    if length <= SHORT {
        return whole(path, file, length, read_as).map(Opened::Whole);
    }
    match in_parts(path, &file, length, read_as)? {
        Some((kind, head)) => first_window(kind, head, file, length),
        None => whole(path, file, length, read_as).map(Opened::Whole),
    }
}

/// Returns how a long file is read in parts, and its head, unless its format needs all of it.
fn in_parts(
    path: &Path,
    file: &File,
    length: usize,
    read_as: ReadAs,
) -> Result<Option<(LongPlain, Vec<u8>)>, LoadError> {
    let head = read_at(file, Span::new(0, HEAD))?;
    let source = Source { name: path, bytes: &head, read_as };
    match formats::long(&source, length)? {
        Some(kind) => Ok(Some((kind, head))),
        None if length as u64 > LIMIT => Err(too_long(&source)),
        None => Ok(None),
    }
}

fn first_window(kind: LongPlain, head: Vec<u8>, file: File, length: usize) -> Result<Opened, LoadError> {
    let text = FileText { file, length, kind, reads: AtomicUsize::new(1) };
    let first = match text.kind.first(head, FIRST, length) {
        Some(first) => first,
        None => text.window(0, FIRST).map_err(|why| LoadError::Unreadable(Why::Other(why)))?,
    };
    Ok(Opened::Long(text, first))
}

/// A text that is not read in parts because of its encoding might be, read in another one.
fn too_long(head: &Source) -> LoadError {
    let encoding = formats::charset(head).encoding;
    if encoding == Encoding::UTF_8 { LoadError::TooLong } else { LoadError::TooLongIn(encoding) }
}

/// What was read of a file that is only looked into.
#[derive(Debug)]
pub enum Fetched {
    /// All of it: so many bytes.
    Whole(usize),
    /// Nothing yet: it is a text that is read in parts.
    Long(FileText),
}

/// Reads the regular file at `path`, links followed, into the beginning of `bytes`; of a long plain
/// text nothing is read yet. What stands there from another file is neither cleared nor given back,
/// so that reading many files costs little more than their bytes.
pub fn fetch(path: &Path, read_as: ReadAs, bytes: &mut Vec<u8>) -> Result<Fetched, LoadError> {
    let (file, length) = of_any_length(path)?;
    let length = usize::try_from(length).map_err(|_| LoadError::TooLong)?;
    if length > HELD {
        let head = read_at(&file, Span::new(0, HEAD))?;
        let source = Source { name: path, bytes: &head, read_as };
        if let Some(kind) = formats::long(&source, length)? {
            return Ok(Fetched::Long(FileText { file, length, kind, reads: AtomicUsize::new(1) }));
        }
        if length as u64 > LIMIT {
            return Err(too_long(&source));
        }
    }
    fill(file, length, bytes).map(Fetched::Whole)
}

impl FileText {
    /// Returns how often its file was read.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::Relaxed)
    }
}

impl LongText for FileText {
    fn length(&self) -> usize {
        self.length
    }

    fn window(&self, place: usize, reach: usize) -> Result<Document, String> {
        let needed = LongPlain::needed(place, reach, self.length);
        let bytes = self.bytes(needed)?;
        // A file that has become shorter ends where it ends now.
        let whole = if bytes.len() < needed.len() { needed.start + bytes.len() } else { self.length };
        Ok(self.kind.window(bytes, needed.start, whole))
    }

    fn read(&self, span: Span, into: &mut Vec<u8>) -> Result<(), String> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        let span = Span::new(span.start, span.end.min(self.length));
        read_into(&self.file, span, into).map_err(|error| Why::from(&error).to_string())
    }
}

/// Returns the bytes of `span`, fewer where the file ends.
fn read_at(file: &File, span: Span) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(file, span, &mut bytes)?;
    Ok(bytes)
}

/// Puts the bytes of `span` in the place of what `bytes` holds, fewer where the file ends. Only room
/// that was not there before is cleared first.
fn read_into(file: &File, span: Span, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    bytes.resize(span.len(), 0);
    let mut read = 0;
    while read < bytes.len() {
        match read_some(file, &mut bytes[read..], (span.start + read) as u64) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(read);
    Ok(())
}

#[cfg(unix)]
fn read_some(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, at)
}

#[cfg(windows)]
fn read_some(file: &File, bytes: &mut [u8], at: u64) -> std::io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn opened(path: &Path) -> (FileText, Document) {
        match open(path, ReadAs::Guessed).unwrap() {
            Opened::Long(text, first) => (text, first),
            Opened::Whole(_) => panic!("read whole"),
        }
    }

    #[test]
    fn short_files_and_other_formats_are_read_whole() {
        let line = b"A line of it.\n";
        for (name, count) in [("a.txt", 10), ("a.md", 20_000)] {
            let (_folder, path) = file(name, &line.repeat(count));
            assert!(matches!(open(&path, ReadAs::Guessed), Ok(Opened::Whole(_))), "{name}");
        }
        let (_folder, path) = file("a.txt", &b"a\0".repeat(SHORT));
        assert!(matches!(open(&path, ReadAs::Guessed), Ok(Opened::Whole(_))), "UTF-16 is read whole");
        let (_folder, path) = file("a.txt", &b"a\0b".repeat(SHORT));
        assert!(matches!(open(&path, ReadAs::Guessed), Err(LoadError::Format(_))), "binary");
        assert!(matches!(open(&path, ReadAs::Text), Ok(Opened::Long(..))), "asked for as text");
    }

    #[test]
    fn another_encoding_is_read_whole_up_to_the_limit() {
        let latin: Encoding = "latin1".parse().unwrap();
        let (_folder, path) = file("a.txt", &b"A caf\xe9 in a line.\n".repeat(SHORT / 10));
        let Ok(Opened::Whole(document)) = open(&path, ReadAs::Guessed) else { panic!("read in parts") };
        assert!(document.text.starts_with("A café in"), "{}", &document.text[..20]);
        let Ok(Opened::Long(_, first)) = open(&path, ReadAs::Exactly(Encoding::UTF_8)) else {
            panic!("read whole")
        };
        assert!(first.text.starts_with("A caf\u{1a} in"));
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(LIMIT + 1).unwrap();
        let error = open(&path, ReadAs::Exactly(latin)).unwrap_err().to_string();
        assert!(error.contains("read in windows-1252") && error.contains("utf-8"), "{error}");
        assert_eq!(fetch(&path, ReadAs::Guessed, &mut Vec::new()).unwrap_err().to_string(), error);
    }

    #[test]
    fn the_work_of_opening_does_not_grow_with_the_file() {
        let line = b"The tide comes in twice a day, and twice a day it goes.\n\n";
        let mut work = Vec::new();
        for bytes in [200 << 10, 2 << 20, 20 << 20] {
            let (_folder, path) = file("a.txt", &line.repeat(bytes / line.len()));
            let (text, first) = opened(&path);
            let opening = text.reads();
            let last = text.window(text.length(), FIRST).unwrap();
            assert_eq!(last.extent().end, text.length());
            work.push((opening, text.reads(), first.text.len(), first.blocks.len()));
        }
        assert!(work.windows(2).all(|pair| pair[0] == pair[1]), "{work:?}");
    }

    #[test]
    fn places_beyond_32_bits_are_places() {
        let (_folder, path) = file("a.txt", b"");
        let sparse = fs::OpenOptions::new().write(true).open(&path).unwrap();
        let at = (5_u64 << 30) - 7;
        let write =
            |at: u64, text: &[u8]| std::os::unix::fs::FileExt::write_all_at(&sparse, text, at).unwrap();
        write(0, "A line of it.\n".repeat(10_000).as_bytes());
        write(at, b"\nThe end.\n");
        let (text, _) = opened(&path);
        let last = text.window(text.length(), FIRST).unwrap();
        let block = last.blocks.last().unwrap();
        assert_eq!(last.passage(block.span), "The end.");
        assert_eq!(block.span.start as u64, at + 1);
    }

    #[test]
    fn room_is_used_again() {
        let mut bytes = Vec::new();
        for content in [&b"A longer text."[..], b"", b"short"] {
            let (_folder, path) = file("a.txt", content);
            assert!(
                matches!(fetch(&path, ReadAs::Guessed, &mut bytes), Ok(Fetched::Whole(length)) if length == content.len())
            );
            assert_eq!(&bytes[..content.len()], content);
        }
        let (_folder, path) = file("a.txt", &b"A line of it.\n".repeat(HELD / 14 + 1));
        assert!(matches!(fetch(&path, ReadAs::Guessed, &mut bytes), Ok(Fetched::Long(_))));
        assert!(fetch(Path::new("/no/such"), ReadAs::Guessed, &mut bytes).is_err());
    }

    #[test]
    fn a_file_that_became_shorter_ends_earlier() {
        let (_folder, path) = file("a.txt", &b"A line of it.\n\n".repeat(50_000));
        let (text, _) = opened(&path);
        fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(100_000).unwrap();
        assert_eq!(text.window(text.length(), FIRST).unwrap().text, "");
        let window = text.window(99_000, FIRST).unwrap();
        assert_eq!((window.extent().end, window.whole), (100_000, 100_000));
        assert!(text.bytes(Span::new(200_000, 300_000)).unwrap().is_empty());
    }
}
