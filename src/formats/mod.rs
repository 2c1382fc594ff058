//! From the bytes of a file to a document.
//!
//! Each format is a file and a line in `FORMATS`; nothing else knows which formats there are. A
//! format sees bytes and a name and touches no disk, so that it can run anywhere, under limits or under
//! a fuzzer.

use std::path::Path;

use crate::document::{Document, Draft, Markup};
use crate::formats::binary::binary;
use crate::formats::decode::decode;
use crate::text::ReadAs;

mod binary;
pub mod decode;
pub mod detect;
mod head;
mod markdown;
mod pieces;
mod plain;

pub use binary::Kind;
pub use decode::{Decoded, decode_bytes, decode_in_place, decode_text};
pub use detect::{decide, evidence_at, is_utf8};
pub use head::LOOKED_AT;
pub use plain::LongPlain;

/// Every format. The first one that claims a file reads it, so those that know a file by its first
/// bytes come before those that go by its name, and plain text, which claims everything, comes last.
static FORMATS: [&Format; 2] = [&markdown::FORMAT, &plain::FORMAT];

/// A kind of file that can be read.
struct Format {
    /// Tells whether a file is of this kind: by its first bytes if they tell, else by its extension.
    claims: fn(&Source) -> bool,
    /// Whether the text is the decoded bytes, so that a word that is not in the bytes is not in the
    /// text either.
    is_verbatim: bool,
    /// The longest file read in this format, in bytes; a longer one is read as plain text.
    longest: usize,
    /// Returns the text and the blocks of a file of this kind.
    parse: fn(&Source) -> Result<Draft, FormatError>,
}

/// The bytes of a document and how to read them.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name of its file, `-` for standard input; only its extension is looked at.
    pub name: &'a Path,
    /// Its bytes, all of them.
    pub bytes: &'a [u8],
    /// How they are to become text.
    pub read_as: ReadAs,
}

impl<'a> Source<'a> {
    /// Returns a source whose encoding is told by its bytes.
    pub fn new(name: &'a Path, bytes: &'a [u8]) -> Self {
        Self { name, bytes, read_as: ReadAs::Guessed }
    }

    /// Tells whether the name ends with one of these extensions, which are lower case without a dot.
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = self.name.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
    }
}

/// Why a file cannot be shown as a document; one line that says why and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes are no text and no other format that is known.
    #[error("{0}")]
    Binary(Kind),
}

/// Returns the document in a file, read by the first format that claims it.
pub fn parse(source: &Source) -> Result<Document, FormatError> {
    parse_draft(source).map(Document::from)
}

/// Returns the text and the blocks of a file, before sentences are cut and words counted.
pub fn parse_draft(source: &Source) -> Result<Draft, FormatError> {
    let whole = source.bytes.len();
    let draft = (format(source, whole).parse)(source)?;
    Ok(if is_too_long(source, whole) { Draft { markup: Markup::Shown, ..draft } } else { draft })
}

/// Returns the document in a file read as plain text, whatever its format; bytes that are no text
/// become U+FFFD.
pub fn parse_as_text(source: &Source) -> Document {
    let decoded = decode(source.bytes, ReadAs::Text);
    Document::from(Draft { charset: decoded.charset, ..plain::draft(decoded.text.into_owned(), false) })
}

/// Tells whether the text of a file is its decoded bytes, to judge by its name; with false, markup may
/// part a word.
pub fn is_verbatim(name: &Path, read_as: ReadAs) -> bool {
    format(&Source { read_as, ..Source::new(name, &[]) }, 0).is_verbatim
}

/// Returns an error when a file with these first bytes makes no document, as far as they tell.
pub fn check(head: &Source) -> Result<(), FormatError> {
    binary(head.bytes, head.read_as).map_or(Ok(()), |kind| Err(FormatError::Binary(kind)))
}

/// Returns how to read a file of `whole` bytes in windows, by its first bytes; `None` when its format
/// needs all of it.
pub fn long(head: &Source, whole: usize) -> Result<Option<LongPlain>, FormatError> {
    if !format(head, whole).is_verbatim {
        return Ok(None);
    }
    let markup = if is_too_long(head, whole) { Markup::Shown } else { Markup::Read };
    LongPlain::of(head, markup).map(Some)
}

/// Returns the format a file of `whole` bytes is read in.
fn format(source: &Source, whole: usize) -> &'static Format {
    if is_too_long(source, whole) { &plain::FORMAT } else { claimed(source) }
}

/// Returns the format that claims a file, however long it is.
fn claimed(source: &Source) -> &'static Format {
    let is_plain = source.read_as == ReadAs::Text;
    let claims = |format: &&&Format| !is_plain && (format.claims)(source);
    FORMATS.iter().find(claims).unwrap_or(&&plain::FORMAT)
}

fn is_too_long(source: &Source, whole: usize) -> bool {
    whole > claimed(source).longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, bytes: &[u8]) -> Result<Document, FormatError> {
        parse(&Source::new(Path::new(name), bytes))
    }

    #[test]
    fn the_extension_chooses() {
        assert_eq!(named("a.MD", b"# Tides").unwrap().text, "Tides\n");
        assert_eq!(named("a.txt", b"# Tides").unwrap().text, "# Tides");
        assert_eq!(named("-", b"# Tides").unwrap().text, "# Tides");
    }

    #[test]
    fn a_file_too_long_for_its_format_is_plain_text() {
        let text = "# Tides\n".repeat(markdown::FORMAT.longest / 8 + 1);
        let document = named("a.md", text.as_bytes()).unwrap();
        assert!(document.text.starts_with("# Tides"));
        assert_eq!(document.markup, Markup::Shown);
        assert_eq!(named("a.md", b"# Tides").unwrap().markup, Markup::Read);
        assert_eq!(named("a.txt", text.as_bytes()).unwrap().markup, Markup::Read);
        let head = Source::new(Path::new("a.md"), &text.as_bytes()[..1000]);
        assert!(long(&head, text.len()).unwrap().is_some());
        assert!(long(&head, text.len() - 8).unwrap().is_none());
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_under_any_name() {
        for name in ["a", "a.txt", "a.md"] {
            let error = named(name, b"\x7fELF\x01\x00\x00").unwrap_err();
            assert!(error.to_string().starts_with("ELF program, not a text file"), "{error}");
        }
        let source = Source::new(Path::new("a.md"), b"# a\x00b");
        assert_eq!(parse_as_text(&source).text, "# a\0b");
        let asked = Source { read_as: ReadAs::Text, ..source };
        assert_eq!(parse(&asked).unwrap(), parse_as_text(&source));
    }
}
