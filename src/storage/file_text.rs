//! Long plain texts in files, read in windows.
//!
//! Windows are read by their place (`pread`) and never mapped: a file that becomes shorter while it is
//! open then gives fewer bytes, and no signal that ends the program. No bytes are kept here, so a text
//! takes as much memory as its window, however long it is.
//!
//! A window can only be made of UTF-8, in which a place in the text is a place in the file. A text that
//! begins with ASCII may still be in another encoding, which [`FileText::other_charset`] detects. Up to
//! [`LIMIT`] such a text is read whole, and a longer one is decoded into an unnamed temporary file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::{Document, LongText};
use crate::formats::{self, LongPlain, SourceBytes};
use crate::storage::error::{LIMIT, LoadError, ReadError};
use crate::text::{Charset, Decoder, Encoding, ReadAs, Span};

/// How many bytes at the beginning decide how a long text is read.
const HEAD: usize = 16 << 10;

/// The least size of the first window, in bytes: a few full screens.
const FIRST: usize = 8 << 10;

/// How many bytes are read at once from a text that is read to its end.
const PART: usize = 1 << 20;

/// The content of a source before it is parsed.
#[derive(Debug)]
pub enum FileContent<'a> {
    /// A document that was in memory.
    Document(Arc<Document>),
    /// All bytes.
    Bytes(Cow<'a, [u8]>),
    /// A text that is read in windows.
    Windows(FileText),
}

/// A long plain text in a file.
#[derive(Debug)]
pub struct FileText {
    file: File,
    length: usize,
    kind: LongPlain,
    /// How many bytes at the beginning are known to be ASCII.
    ascii: AtomicUsize,
    /// How often the file was read.
    reads: AtomicUsize,
}

impl FileText {
    /// Returns the text in a file of `length` bytes; `None` if its format or its encoding needs all of
    /// it.
    pub(super) fn of(
        path: &Path,
        file: &File,
        length: usize,
        read_as: ReadAs,
    ) -> Result<Option<Self>, LoadError> {
        let head = read_at(file, Span::new(0, HEAD))?;
        let Some(kind) = formats::long(&SourceBytes { read_as, ..SourceBytes::new(path, &head) }, length)?
        else {
            return Ok(None);
        };
        let text = Self::new(file.try_clone()?, length, kind);
        let charset = text.kind.charset();
        if charset.encoding == Encoding::UTF_8 {
            return Ok(Some(text));
        }
        if length as u64 <= LIMIT {
            return Ok(None);
        }
        let charset = if text.kind.is_settled() { Some(charset) } else { text.other_charset(0, &|| true)? };
        match charset {
            Some(charset) => text.decoded(path, charset).map(Some),
            None => Ok(Some(Self { kind: text.kind.in_charset(Charset::default()), ..text })),
        }
    }

    fn new(file: File, length: usize, kind: LongPlain) -> Self {
        Self { file, length, kind, ascii: AtomicUsize::new(0), reads: AtomicUsize::new(1) }
    }

    /// Returns the content in an encoding other than UTF-8: all bytes of the file, or if there are too
    /// many, a decoded text. `path` determines its format.
    pub fn in_charset(&self, path: &Path, charset: Charset) -> Result<FileContent<'static>, LoadError> {
        if self.length as u64 > LIMIT {
            return self.decoded(path, charset).map(FileContent::Windows);
        }
        Ok(FileContent::Bytes(read_at(&self.file, Span::new(0, self.length))?.into()))
    }

    /// Returns the text decoded from an encoding other than UTF-8 into an unnamed temporary file.
    fn decoded(&self, path: &Path, charset: Charset) -> Result<Self, LoadError> {
        let mut decoder = Decoder::new(charset.encoding);
        let mut out = BufWriter::new(tempfile::tempfile()?);
        let (mut at, mut length) = (self.kind.mark(), 0);
        loop {
            let bytes = read_at(&self.file, Span::new(at, at + PART))?;
            let text = decoder.decode(&bytes);
            out.write_all(text.as_bytes())?;
            length += text.len();
            at += bytes.len();
            if bytes.is_empty() {
                break;
            }
        }
        let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        let head = read_at(&file, Span::new(0, HEAD))?;
        let read_as = ReadAs::Exactly(Encoding::UTF_8);
        let source = SourceBytes { read_as, ..SourceBytes::new(path, &head) };
        let kind = formats::long(&source, length)?.ok_or(LoadError::TooLong)?.in_charset(charset);
        Ok(Self::new(file, length, kind))
    }

    pub(crate) fn first_window(&self) -> Result<Document, LoadError> {
        Ok(self.window(0, FIRST).map_err(ReadError::Other)?)
    }

    /// Returns the encoding of the text if it is not UTF-8, by its first bytes that are not ASCII; the
    /// bytes before `from` are known to be ASCII. Also returns `None` once `wanted` returns false.
    pub fn other_charset(
        &self,
        from: usize,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Option<Charset>, ReadError> {
        let (mut at, mut bytes) = (from, Vec::new());
        while !self.kind.is_settled() && at < self.length && wanted() {
            self.read(Span::new(at, at + PART), &mut bytes).map_err(ReadError::Other)?;
            let ascii = Encoding::ascii_length(&bytes);
            self.ascii.store(at + ascii, Ordering::Relaxed);
            if ascii < bytes.len() {
                self.read(formats::evidence_at(at + ascii), &mut bytes).map_err(ReadError::Other)?;
                return Ok(Some(formats::decide(&bytes)).filter(|found| found.encoding != Encoding::UTF_8));
            }
            if bytes.is_empty() {
                break;
            }
            at += bytes.len();
        }
        Ok(None)
    }
}

impl LongText for FileText {
    fn length(&self) -> usize {
        self.length
    }

    fn ascii(&self) -> usize {
        self.ascii.load(Ordering::Relaxed)
    }

    fn keeps_lines(&self) -> bool {
        self.kind.keeps_lines()
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
        read_into(&self.file, span, into).map_err(|error| ReadError::from(&error).to_string())
    }
}

/// Returns the bytes of `span`, fewer where the file ends.
fn read_at(file: &File, span: Span) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    read_into(file, span, &mut bytes)?;
    Ok(bytes)
}

/// Replaces the content of `bytes` by the bytes of `span`, fewer where the file ends.
fn read_into(file: &File, span: Span, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    bytes.resize(span.len(), 0);
    let mut read = 0;
    while read < bytes.len() {
        match file.read_at(&mut bytes[read..], (span.start + read) as u64) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(read);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::source::{self, Opened, SHORT};
    use std::fs;

    fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    fn open(path: &Path, read_as: ReadAs) -> Result<Opened, LoadError> {
        source::Source::File(path.to_owned(), read_as).open(SHORT)
    }

    fn opened(path: &Path) -> (FileText, Arc<Document>) {
        match open(path, ReadAs::Guessed).unwrap() {
            Opened::Windows(text, first) => (text, first),
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
        assert!(matches!(open(&path, ReadAs::Text), Ok(Opened::Windows(..))), "asked for as text");
    }

    #[test]
    fn another_encoding_is_read_whole_up_to_the_limit() {
        let (_folder, path) = file("a.txt", &b"A caf\xe9 in a line.\n".repeat(SHORT / 10));
        let Ok(Opened::Whole(document)) = open(&path, ReadAs::Guessed) else { panic!("read in windows") };
        assert!(document.text.starts_with("A café in"), "{}", &document.text[..20]);
        let Ok(Opened::Windows(_, first)) = open(&path, ReadAs::Exactly(Encoding::UTF_8)) else {
            panic!("read whole")
        };
        assert!(first.text.starts_with("A caf\u{1a} in"));
    }

    #[test]
    fn a_text_in_any_encoding_is_decoded_into_windows() {
        let line = "Un café 日本 🌊 à la mer.\n";
        let text = line.repeat(3 * PART / line.len());
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        // A character is cut where a part of the file ends.
        let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
        for (name, bytes) in [("utf-16le", utf16), ("utf-32le", utf32), ("gb18030", gb18030)] {
            let (_folder, path) = file("a.txt", &bytes);
            let charset = Charset { encoding: name.parse().unwrap(), ..Charset::default() };
            let read_as = ReadAs::Exactly(Encoding::UTF_8);
            let text_in_file = FileText::of(&path, &File::open(&path).unwrap(), bytes.len(), read_as);
            let decoded = text_in_file.unwrap().unwrap().decoded(&path, charset).unwrap();
            assert_eq!(decoded.bytes(Span::new(0, text.len() + 1)).unwrap(), text.as_bytes(), "{name}");
            let window = decoded.window(text.len() / 2, FIRST).unwrap();
            assert!(window.text.contains("café 日本 🌊") && window.charset == charset, "{name}");
        }
    }

    #[test]
    fn the_bytes_after_ascii_determine_the_encoding() {
        let ascii = b"Nothing else for long.\n".repeat(2 * PART / 23);
        for (end, encoding) in [
            (&b"Un caf\xe9.\n"[..], Some("windows-1252")),
            ("Un café.\n".as_bytes(), None),
            (b"A coffee.\n", None),
            (b"cut \xc3", Some("windows-1252")),
        ] {
            let bytes = [&ascii, end].concat();
            let (_folder, path) = file("a.txt", &bytes);
            let (text, first) = opened(&path);
            assert_eq!(first.charset, Charset::default());
            let found = text.other_charset(0, &|| true).unwrap();
            assert_eq!(found.map(|found| found.encoding.name()), encoding);
            assert_eq!(text.other_charset(PART, &|| true).unwrap(), found);
            let source = source::Source::File(path.clone(), ReadAs::Guessed);
            let whole = source.load().unwrap().charset.encoding;
            assert_eq!(text.ascii(), bytes.iter().take_while(|byte| byte.is_ascii()).count());
            assert_eq!(found.map_or(Encoding::UTF_8, |found| found.encoding), whole, "held whole");
        }
    }

    #[test]
    fn the_work_of_opening_does_not_grow_with_the_file() {
        let line = b"The tide comes in twice a day, and twice a day it goes.\n\n";
        let mut work = Vec::new();
        for bytes in [200 << 10, 2 << 20, 20 << 20] {
            let (_folder, path) = file("a.txt", &line.repeat(bytes / line.len()));
            let (text, first) = opened(&path);
            let opening = text.reads.load(Ordering::Relaxed);
            let last = text.window(text.length(), FIRST).unwrap();
            assert_eq!(last.extent().end, text.length());
            let reads = text.reads.load(Ordering::Relaxed);
            work.push((opening, reads, first.text.len(), first.blocks.len()));
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
