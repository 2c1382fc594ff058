//! The source of a document, and how the document is loaded from it.

use std::borrow::Cow;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::{Document, Opening};
use crate::formats::{self, ReadProgress};
use crate::storage::error::{LIMIT, LoadError};
use crate::storage::file_text::{FileContent, FileText};
use crate::storage::files::{Version, open_regular, read_all, read_file};
use crate::storage::store::Digest;
use crate::text::{Charset, ReadAs};

/// The path that means standard input.
pub const STANDARD: &str = "-";

/// The longest file that is read whole before anything of it is shown, in bytes.
pub const SHORT: usize = 64 << 10;

/// The longest plain text that is held in memory, in bytes; a longer one is read in windows.
pub const HELD: usize = 8 << 20;

/// The source of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, and how its bytes become text.
    File(PathBuf, ReadAs),
    /// Bytes under a name, `-` for standard input, and how they become text.
    Bytes(PathBuf, Arc<[u8]>, ReadAs),
    /// A document that was read already.
    Memory(Arc<Document>),
}

/// A document as it was opened for the screen.
#[derive(Debug)]
pub enum Opened {
    /// All of it.
    Whole(Arc<Document>),
    /// A text that is read in windows, and its first window.
    Windows(FileText, Arc<Document>),
}

impl Source {
    /// Returns the path or the name, `-` for standard input.
    pub fn path(&self) -> &Path {
        match self {
            Source::File(path, _) | Source::Bytes(path, ..) => path,
            Source::Memory(_) => Path::new(STANDARD),
        }
    }

    /// Returns the document, whole.
    pub fn load(&self) -> Result<Arc<Document>, LoadError> {
        self.parse_whole(self.read(usize::MAX)?, None)
    }

    pub(super) fn parse_whole(
        &self,
        content: FileContent<'_>,
        progress: Option<ReadProgress<'_>>,
    ) -> Result<Arc<Document>, LoadError> {
        match self.parse(content, progress)? {
            Opened::Whole(document) => Ok(document),
            Opened::Windows(..) => Err(LoadError::TooLong),
        }
    }

    /// Returns the document, whole, and the digest of the bytes it was read from.
    pub fn load_with_digest(&self) -> Result<(Arc<Document>, Digest), LoadError> {
        let content = self.read(usize::MAX)?;
        let digest = match &content {
            FileContent::Bytes(bytes) => Digest::of(bytes),
            FileContent::Document(_) | FileContent::Windows(_) => return Err(LoadError::TooLong),
        };
        match self.parse(content, None)? {
            Opened::Whole(document) => Ok((document, digest)),
            Opened::Windows(..) => Err(LoadError::TooLong),
        }
    }

    /// Returns the document: whole if it has at most `held` bytes or its format needs all of it, else as
    /// a text that is read in windows.
    pub fn open(&self, held: usize) -> Result<Opened, LoadError> {
        self.parse(self.read(held)?, None)
    }

    /// Returns the document that was opened as `text` before, now in the encoding that
    /// [`FileText::other_charset`] has found.
    pub fn open_in(&self, charset: Charset, text: &FileText) -> Result<Opened, LoadError> {
        self.parse(text.in_charset(self.path(), charset)?, None)
    }

    pub(super) fn parse(
        &self,
        content: FileContent<'_>,
        progress: Option<ReadProgress<'_>>,
    ) -> Result<Opened, LoadError> {
        Ok(match content {
            FileContent::Document(document) => Opened::Whole(document),
            FileContent::Bytes(bytes) => {
                let source = formats::SourceBytes { progress, ..self.with(&bytes) };
                Opened::Whole(Arc::new(formats::parse(&source)?))
            }
            FileContent::Windows(text) => {
                let first = text.first_window()?;
                Opened::Windows(text, Arc::new(first))
            }
        })
    }

    /// Returns the beginning of the source, which has this content: sentences with at least `words` words
    /// together, if it has so many.
    pub fn opening(&self, content: FileContent<'_>, words: usize) -> Result<Opening, LoadError> {
        Ok(match content {
            FileContent::Document(document) => Opening::of_document(&document, words),
            FileContent::Bytes(bytes) => Opening::of_draft(&formats::parse_draft(&self.with(&bytes))?, words),
            FileContent::Windows(text) => Opening::of_document(&text.first_window()?, words),
        })
    }

    /// Returns the content of the source before it is parsed. A file must be a regular one, links
    /// followed; of a plain text of more than `held` bytes only the beginning is read.
    pub fn read(&self, held: usize) -> Result<FileContent<'_>, LoadError> {
        match self {
            Source::Memory(document) => Ok(FileContent::Document(Arc::clone(document))),
            Source::Bytes(_, bytes, _) => Ok(FileContent::Bytes(Cow::Borrowed(bytes))),
            Source::File(path, read_as) => Ok(read_content(path, *read_as, held)?.0),
        }
    }

    /// Returns why the source would not load, judged by its first bytes.
    pub fn check(&self) -> Result<(), LoadError> {
        let head = match self {
            Source::Memory(_) => return Ok(()),
            Source::Bytes(_, bytes, _) => Cow::Borrowed(&bytes[..bytes.len().min(formats::LOOKED_AT)]),
            Source::File(path, _) => {
                let (file, data) = open_regular(path)?;
                if data.len() > LIMIT {
                    return Err(LoadError::TooLong);
                }
                Cow::Owned(read_all(file.take(formats::LOOKED_AT as u64), formats::LOOKED_AT)?)
            }
        };
        Ok(formats::check(&self.with(&head))?)
    }

    /// Returns bytes of the source as the formats read them.
    pub fn with<'a>(&'a self, bytes: &'a [u8]) -> formats::SourceBytes<'a> {
        let read_as = match self {
            Source::File(_, read_as) | Source::Bytes(_, _, read_as) => *read_as,
            Source::Memory(_) => ReadAs::Guessed,
        };
        formats::SourceBytes { read_as, ..formats::SourceBytes::new(self.path(), bytes) }
    }
}

/// Returns the content of a file as [`Source::read`] does, and its version.
pub(super) fn read_content(
    path: &Path,
    read_as: ReadAs,
    held: usize,
) -> Result<(FileContent<'static>, Version), LoadError> {
    let (file, data) = open_regular(path)?;
    let (length, version) = (data.len(), Version::from(&data));
    if length > held as u64
        && let Some(text) = FileText::of(path, &file, length as usize, read_as)?
    {
        return Ok((FileContent::Windows(text), version));
    }
    Ok((FileContent::Bytes(read_file(file, length)?.into()), version))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    fn failure(path: &Path) -> String {
        let source = Source::File(path.to_owned(), ReadAs::Guessed);
        let why = source.load().unwrap_err().to_string();
        assert_eq!(source.check().unwrap_err().to_string(), why);
        why
    }

    #[test]
    fn a_text_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "One.\nTwo.\n").unwrap();
        let source = Source::File(path.clone(), ReadAs::Guessed);
        assert!(source.check().is_ok());
        assert_eq!(source.load().unwrap().text.lines().count(), 2);
        fs::write(&path, b"\x00\x01\x02\x00 and much more").unwrap();
        assert!(failure(&path).contains("text"), "{}", failure(&path));
        let source = Source::File(path, ReadAs::Text);
        assert!(source.check().is_ok());
        assert!(source.load().unwrap().text.contains("and much more"));
    }

    #[test]
    fn standard_input_is_read_as_a_file_is() {
        let piped = |bytes: &[u8]| Source::Bytes(STANDARD.into(), bytes.into(), ReadAs::Guessed);
        let bytes = piped(b"caf\xe9");
        assert!(bytes.check().is_ok());
        let document = bytes.load().unwrap();
        assert_eq!(document.text, "café");
        assert!(Arc::ptr_eq(&Source::Memory(Arc::clone(&document)).load().unwrap(), &document));
        let binary = piped(b"\x00\x01\x02\x00");
        assert_eq!(binary.check().unwrap_err().to_string(), binary.load().unwrap_err().to_string());
    }

    #[test]
    fn a_path_that_is_no_file_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(failure(folder.path()), "a folder, not a file");
        assert_eq!(failure(&folder.path().join("none")), "no such file or folder");
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long");
        File::create(&path).unwrap().set_len(LIMIT + 1).unwrap();
        assert_eq!(failure(&path), "longer than 256 MB, the most that is read");
    }

    #[test]
    fn devices_sockets_and_loops_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        std::os::unix::fs::symlink("loop", path("loop")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", path("zero")).unwrap();
        assert_eq!(failure(&path("socket")), "a socket, not a file");
        assert_eq!(failure(&path("loop")), "a link that leads back to itself");
        assert_eq!(failure(&path("zero")), "a device, not a file");
    }
}
