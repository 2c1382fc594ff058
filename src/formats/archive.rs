//! The files in a ZIP archive, read into memory one at a time and within limits.
//!
//! What the archive says of itself is not believed: bytes are counted while they are unpacked.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::formats::html::decode_page;
use crate::formats::limits::Exceeded;
use crate::formats::{FormatError, Source};
use crate::text::ReadAs;

/// The longest file in an archive and the most of all that is read, in bytes.
const LONGEST: usize = 64 << 20;
const ALL: usize = 256 << 20;

/// The most files of an archive.
const FILES: usize = 10_000;

/// How many times longer than packed a file may be, if it is longer than `ALLOWED` bytes.
const RATIO: usize = 200;
const ALLOWED: usize = 1 << 20;

/// How many bytes are unpacked between two looks at the limits.
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
}

/// Tells whether bytes are an archive that mentions one of these names, or the beginning of one.
pub(super) fn mentions(source: &Source, names: &[&[u8]]) -> bool {
    let bytes = source.bytes;
    let ends = [&bytes[..bytes.len().min(LOOKED_AT)], &bytes[bytes.len().saturating_sub(LOOKED_AT)..]];
    bytes.starts_with(FILE)
        && names.iter().any(|name| ends.iter().any(|end| memchr::memmem::find(end, name).is_some()))
}

/// Tells whether bytes are an archive whose first file is the type of the whole, stored as it is, and this
/// type begins with `media_type`.
pub(super) fn is_of_type(source: &Source, media_type: &str) -> bool {
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
        Ok(Self { what, zip, left: ALL })
    }

    /// Returns the names of all files.
    pub(super) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().filter_map(Result::ok)
    }

    /// Returns the content of a file; `None` when there is no file of this name.
    fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let what = self.what;
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut file = self.zip.by_index(index).map_err(|error| unreadable(what, &error))?;
        let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
        let too_much = |limit| FormatError::TooMuch { what, limit };
        let mut bytes = Vec::new();
        loop {
            let before = bytes.len();
            (&mut file).take(PIECE as u64).read_to_end(&mut bytes).map_err(|_| damaged(what))?;
            if bytes.len() == before {
                break;
            }
            if bytes.len() > LONGEST {
                return Err(too_much(Exceeded::Bytes(LONGEST)));
            }
            if bytes.len() > self.left {
                return Err(too_much(Exceeded::Bytes(ALL)));
            }
            if bytes.len() > ALLOWED && bytes.len() / RATIO > packed {
                return Err(too_much(Exceeded::Ratio(RATIO)));
            }
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// Returns the text in a file of XML or HTML; `None` when there is no file of this name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, FormatError> {
        let Some(bytes) = self.read(name)? else { return Ok(None) };
        let other = match decode_page(&bytes, ReadAs::Guessed).text {
            // There must not be two copies of what may be most of a document.
            Cow::Borrowed(text) if text.len() == bytes.len() => None,
            text => Some(text.into_owned()),
        };
        match other {
            Some(text) => Ok(Some(text)),
            None => String::from_utf8(bytes).map(Some).map_err(|_| damaged(self.what)),
        }
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
