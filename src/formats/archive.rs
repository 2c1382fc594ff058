//! The files in a ZIP archive, read one at a time and within limits: into memory, or as XML while they are
//! unpacked.
//!
//! What the archive says of itself is not believed: bytes are counted while they are unpacked.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::formats::html::decode_page;
use crate::formats::limits::{Budget, Exceeded};
use crate::formats::xml::Xml;
use crate::formats::{FormatError, SourceBytes};
use crate::text::ReadAs;

/// The longest file in an archive and the most of all that is read, in bytes.
const LONGEST: usize = 64 << 20;
const ALL: usize = 256 << 20;

/// The most files of an archive.
const FILES: usize = 10_000;

/// How many times longer than packed a file may be, if it is longer than `ALLOWED` bytes.
const RATIO: usize = 200;
const ALLOWED: usize = 1 << 20;

/// How many bytes are unpacked at once.
const PIECE: usize = 64 << 10;

/// The signatures of a file in an archive and of its entry in the table of contents at the end.
const FILE: &[u8] = b"PK\x03\x04";
const ENTRY: &[u8] = b"PK\x01\x02";

/// How many bytes at both ends of an archive show its content.
const LOOKED_AT: usize = 8 << 10;

/// An archive that is a document.
pub(super) struct Archive<'a> {
    /// The name of such a document in messages.
    what: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The number of bytes that may still be unpacked.
    left: usize,
    is_decoded_first: bool,
}

/// A file while it is unpacked. A limit that it exceeds is an error of the kind [`io::ErrorKind::Other`].
struct UnpackedEntry<'f, 'a> {
    file: ZipFile<'f, Cursor<&'a [u8]>>,
    /// Its length when packed, in bytes.
    packed: usize,
    /// The number of bytes that were read.
    length: usize,
    /// The number of bytes of the archive that may still be unpacked.
    left: &'f mut usize,
}

impl Read for UnpackedEntry<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(PIECE);
        let count = self.file.read(&mut into[..most])?;
        self.length += count;
        let limit = if self.length > LONGEST {
            Exceeded::Bytes(LONGEST)
        } else if count > *self.left {
            Exceeded::Bytes(ALL)
        } else if self.length > ALLOWED && self.length / RATIO > self.packed {
            Exceeded::Ratio(RATIO)
        } else {
            *self.left -= count;
            return Ok(count);
        };
        Err(io::Error::other(limit))
    }
}

/// Tells whether bytes are an archive that mentions one of these names, or the beginning of one.
pub(super) fn mentions(source: &SourceBytes, names: &[&[u8]]) -> bool {
    let bytes = source.bytes;
    let ends = [&bytes[..bytes.len().min(LOOKED_AT)], &bytes[bytes.len().saturating_sub(LOOKED_AT)..]];
    bytes.starts_with(FILE)
        && names.iter().any(|name| ends.iter().any(|end| memchr::memmem::find(end, name).is_some()))
}

/// Tells whether bytes are an archive whose first file is the type of the whole, stored as it is, and this
/// type begins with `media_type`.
pub(super) fn is_of_type(source: &SourceBytes, media_type: &str) -> bool {
    let head = &source.bytes[..source.bytes.len().min(LOOKED_AT)];
    if !head.starts_with(FILE) {
        return false;
    }
    let name = b"mimetype";
    let content = memchr::memmem::find(head, name).map(|at| &head[at + name.len()..]);
    content.is_some_and(|content| memchr::memmem::find(content, media_type.as_bytes()).is_some())
}

impl<'a> Archive<'a> {
    /// Returns the archive in these bytes. `what` is the name of such a document in messages.
    pub(super) fn open(what: &'static str, bytes: &'a [u8]) -> Result<Self, FormatError> {
        if memchr::memmem::find_iter(bytes, ENTRY).nth(FILES).is_some() {
            return Err(FormatError::TooMuch { what, limit: Exceeded::Files(FILES) });
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(what, &error))?;
        if zip.has_overlapping_files().map_err(|error| unreadable(what, &error))? {
            return Err(damaged(what));
        }
        Ok(Self { what, zip, left: ALL, is_decoded_first: false })
    }

    /// Returns the names of all files.
    pub(super) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().filter_map(Result::ok)
    }

    /// Returns a file while it is unpacked; `None` when there is no file of this name.
    fn unpack(&mut self, name: &str) -> Result<Option<UnpackedEntry<'_, 'a>>, FormatError> {
        let what = self.what;
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| unreadable(what, &error))?;
        let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        Ok(Some(UnpackedEntry { file, packed, length: 0, left: &mut self.left }))
    }

    /// Returns the content of a file; `None` when there is no file of this name.
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let what = self.what;
        let Some(mut file) = self.unpack(name)? else { return Ok(None) };
        // The length that the file gives is believed as far as the limits allow.
        let most = file.packed.saturating_mul(RATIO).clamp(ALLOWED, LONGEST);
        let said = usize::try_from(file.file.size()).unwrap_or(usize::MAX);
        let mut bytes = Vec::with_capacity(said.min(most));
        match file.read_to_end(&mut bytes) {
            Ok(_) => Ok(Some(bytes)),
            Err(error) => Err(refused(what, error)),
        }
    }

    /// Makes [`Archive::xml`] decode all of a file before it is read: its encoding may be another than it says.
    pub(super) fn decode_first(self) -> Self {
        Self { is_decoded_first: true, ..self }
    }

    /// Returns the document in a file of XML, unpacked while it is read if it is in UTF-8; `None` when there is no
    /// file of this name.
    pub(super) fn xml(&mut self, name: &str, budget: &Budget) -> Result<Option<Xml<'_>>, FormatError> {
        let (what, is_decoded_first) = (self.what, self.is_decoded_first);
        let Some(file) = self.unpack(name)? else { return Ok(None) };
        let mut input = BufReader::with_capacity(PIECE, file);
        let head = input.fill_buf().map_err(|error| refused(what, error))?;
        let input: Box<dyn BufRead> = if is_utf8(head) && !is_decoded_first {
            Box::new(input)
        } else {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(|error| refused(what, error))?;
            Box::new(Cursor::new(decoded(what, bytes)?))
        };
        Ok(Some(Xml::of(input, budget.clone())))
    }

    /// Returns the text in a file of XML or HTML; `None` when there is no file of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, FormatError> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        decoded(self.what, bytes).map(Some)
    }
}

/// Tells whether a file of XML that begins with these bytes is in UTF-8, as far as they tell.
fn is_utf8(head: &[u8]) -> bool {
    let head = &head[..head.len().min(LOOKED_AT)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let end = memchr::memmem::find(head, b"?>").unwrap_or(0);
    let declaration = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
    head.starts_with(b"<")
        && head.get(1) != Some(&0)
        && (!declaration.contains("encoding") || declaration.contains("utf-8"))
}

/// Returns the text of a file of XML or HTML.
fn decoded(what: &'static str, bytes: Vec<u8>) -> Result<String, FormatError> {
    let other = match decode_page(&bytes, ReadAs::Guessed).text {
        // There must not be two copies of what may be most of a document.
        Cow::Borrowed(text) if text.len() == bytes.len() => None,
        text => Some(text.into_owned()),
    };
    match other {
        Some(text) => Ok(text),
        None => String::from_utf8(bytes).map_err(|_| damaged(what)),
    }
}

/// Returns the error for a file that cannot be unpacked.
fn refused(what: &'static str, error: io::Error) -> FormatError {
    match error.downcast::<Exceeded>() {
        Ok(limit) => FormatError::TooMuch { what, limit },
        Err(_) => damaged(what),
    }
}

fn unreadable(what: &'static str, error: &ZipError) -> FormatError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FormatError::Unreadable {
            what,
            why: "it is encrypted".into(),
            advice: "save it without a password".into(),
        },
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            FormatError::Unreadable {
                what,
                why: "it is compressed in an unusual way".into(),
                advice: "unzip it and zip it again".into(),
            }
        }
        _ => damaged(what),
    }
}

/// Returns the error for a damaged document of this kind.
pub(super) fn damaged(what: &'static str) -> FormatError {
    FormatError::Unreadable {
        what,
        why: "it is damaged".into(),
        advice: "zip -FF FILE --out NEW.zip may repair it".into(),
    }
}
