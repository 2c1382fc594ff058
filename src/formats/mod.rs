//! From the bytes of a file to a document.
//!
//! Each format is a file and a line in `FORMATS`; nothing else knows which formats there are. A
//! format sees bytes and a name and touches no disk, so that it can run anywhere, under limits or under
//! a fuzzer.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::document::{Document, Draft, Markup};
use crate::formats::binary::binary;
use crate::text::ReadAs;
use crate::threads::panic_message;

mod archive;
mod binary;
#[cfg(test)]
mod block_lines;
mod blocks;
mod builder;
pub mod decode;
pub mod detect;
mod docx;
mod epub;
mod fb2;
mod head;
mod html;
mod inline;
pub mod limits;
mod mail;
mod markdown;
mod notebook;
mod numerals;
mod odt;
mod packed;
pub mod pdf;
mod pieces;
mod plain;
mod properties;
mod rtf;
mod scripts;
mod subtitles;
mod xml;

pub use binary::BinaryKind;
pub use decode::{Decoded, decode_bytes, decode_in_place, decode_text};
pub use detect::{decide, evidence_at, is_utf8};
pub use head::LOOKED_AT;
pub use limits::Exceeded;
pub use plain::{LongPlain, has_styles, is_rewritten, may_be_reordered, rewritten_in_place};

/// Every format. The first one that recognises the content of a file reads it, else the first one that
/// has its extension, else plain text.
static FORMATS: [&Format; 13] = [
    &packed::FORMAT,
    &pdf::FORMAT,
    &epub::FORMAT,
    &docx::FORMAT,
    &odt::FORMAT,
    &fb2::FORMAT,
    &mail::FORMAT,
    &rtf::FORMAT,
    &notebook::FORMAT,
    &subtitles::FORMAT,
    &html::FORMAT,
    &markdown::FORMAT,
    &plain::FORMAT,
];

/// A kind of file that can be read.
struct Format {
    /// The name of such a file in messages, such as "PDF".
    name: &'static str,
    /// The extensions of such files, lower case without a dot.
    extensions: &'static [&'static str],
    /// Tells whether a file is certainly of this kind, by its first bytes.
    recognises: fn(&SourceBytes) -> bool,
    /// Whether no file is of this kind that is not recognised. Others are known by their extension too.
    needs_signature: bool,
    /// Whether the text is the decoded bytes, so that a word that is not in the bytes is not in the
    /// text either.
    is_verbatim: bool,
    /// The longest file read in this format, in bytes. A longer one is refused if the format has a
    /// signature, and else read as plain text.
    longest: usize,
    /// Returns the text and the blocks of a file of this kind.
    parse: fn(&SourceBytes) -> Result<Draft, FormatError>,
}

/// What a format that reads a long file tells meanwhile.
#[derive(Clone, Copy)]
pub struct ReadProgress<'a> {
    /// Takes the document as far as it has been read; a later one holds all of an earlier one.
    pub part: &'a dyn Fn(Draft),
    /// Tells whether the document is still wanted; if not, the format may return any error.
    pub is_wanted: &'a dyn Fn() -> bool,
}

impl fmt::Debug for ReadProgress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress").finish_non_exhaustive()
    }
}

/// The bytes of a document and how to read them.
#[derive(Clone, Copy, Debug)]
pub struct SourceBytes<'a> {
    /// The name of its file, `-` for standard input; only its extension is looked at.
    pub name: &'a Path,
    /// Its bytes, all of them.
    pub bytes: &'a [u8],
    /// How they are to become text.
    pub read_as: ReadAs,
    /// Receives the progress while a long file is read.
    pub progress: Option<ReadProgress<'a>>,
}

impl<'a> SourceBytes<'a> {
    /// Returns a source whose encoding is detected.
    pub fn new(name: &'a Path, bytes: &'a [u8]) -> Self {
        Self { name, bytes, read_as: ReadAs::Guessed, progress: None }
    }

    /// Tells whether the name ends with one of these extensions, which are ASCII without a dot, in any case.
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.name.extension().is_some_and(|extension| is_one_of(extension, extensions))
    }
}

/// Why a file cannot be shown as a document; one line that says what it is, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes are no text and no other format that is known.
    #[error("{0}")]
    Binary(BinaryKind),
    /// The format is known, but this file cannot be read: it is damaged, encrypted or without any text.
    #[error("{what}: {why}; {advice}")]
    Unreadable {
        /// The kind of file.
        what: &'static str,
        /// The reason.
        why: Cow<'static, str>,
        /// What can be done, such as a command.
        advice: Cow<'static, str>,
    },
    /// There is more of it than is read.
    #[error("{what}: {limit}; convert it to text first")]
    TooMuch {
        /// The kind of file.
        what: &'static str,
        /// The limit that was met.
        limit: Exceeded,
    },
    /// Its parser panicked.
    #[error("{what}: a bug in reader ({message}); convert it to text, and please report it")]
    Bug {
        /// The kind of file.
        what: &'static str,
        /// The message of the panic.
        message: String,
    },
}

/// Returns the document in a file, read by the format of its content or of its name.
pub fn parse(source: &SourceBytes) -> Result<Document, FormatError> {
    parse_draft(source).map(Document::from)
}

/// Returns the text and the blocks of a file, before sentences are cut and words counted.
pub fn parse_draft(source: &SourceBytes) -> Result<Draft, FormatError> {
    let whole = source.bytes.len();
    let format = format(source, whole);
    if whole > format.longest {
        let limit = Exceeded::Bytes(format.longest);
        return Err(FormatError::TooMuch { what: format.name, limit });
    }
    let mut draft = parse_with(format, source)?;
    draft.warnings.extend(misnamed(format, source));
    Ok(if is_too_long(source, whole) { Draft { markup: Markup::Shown, ..draft } } else { draft })
}

/// Returns what a format reads in a file; a panic of its parser is an error like others.
fn parse_with(format: &Format, source: &SourceBytes) -> Result<Draft, FormatError> {
    catch_unwind(AssertUnwindSafe(|| (format.parse)(source))).unwrap_or_else(|panic| {
        let message = panic_message(&*panic).to_owned();
        Err(FormatError::Bug { what: format.name, message })
    })
}

/// Returns a warning if the extension of a file belongs to another format. Plain text has any extension
/// but those of formats with a signature.
fn misnamed(format: &Format, source: &SourceBytes) -> Option<String> {
    if source.read_as == ReadAs::Text || source.has_extension(format.extensions) {
        return None;
    }
    let is_plain = format.is_verbatim;
    let other = FORMATS.iter().filter(|other| !is_plain || other.needs_signature);
    let other = other.into_iter().find(|other| source.has_extension(other.extensions));
    let extension = source.name.extension()?.to_string_lossy();
    other.map(|_| format!("{}, though its name ends with .{extension}", format.name))
}

/// Tells whether the text of a file is its decoded bytes, to judge by its first bytes and its name; with
/// false, markup may part a word.
pub fn is_verbatim(head: &SourceBytes) -> bool {
    claimed(head).is_verbatim
}

/// Tells whether a file is read as plain text, or returns an error when it is none.
pub fn is_plain_text(source: &SourceBytes) -> Result<bool, FormatError> {
    if !is_verbatim(source) {
        return Ok(false);
    }
    binary(source.bytes, source.read_as).map_or(Ok(true), |kind| Err(FormatError::Binary(kind)))
}

/// Tells whether nothing can be read of a file with these first bytes without its end.
pub fn needs_whole(head: &SourceBytes) -> bool {
    claimed(head).needs_signature
}

/// Returns an error when a file with these first bytes makes no document, as far as they tell.
pub fn check(head: &SourceBytes) -> Result<(), FormatError> {
    let kind = if needs_whole(head) { None } else { binary(head.bytes, head.read_as) };
    kind.map_or(Ok(()), |kind| Err(FormatError::Binary(kind)))
}

/// Returns how to read a file of `whole` bytes in windows, by its first bytes; `None` when its format
/// needs all of it.
pub fn long(head: &SourceBytes, whole: usize) -> Result<Option<LongPlain>, FormatError> {
    if !format(head, whole).is_verbatim {
        return Ok(None);
    }
    let markup = if is_too_long(head, whole) { Markup::Shown } else { Markup::Read };
    LongPlain::of(head, markup).map(Some)
}

/// Returns the format a file of `whole` bytes is read in.
fn format(source: &SourceBytes, whole: usize) -> &'static Format {
    if is_too_long(source, whole) { &plain::FORMAT } else { claimed(source) }
}

/// Returns the format of a file by its content, else by its extension, however long it is.
fn claimed(source: &SourceBytes) -> &'static Format {
    if source.read_as == ReadAs::Text {
        return &plain::FORMAT;
    }
    let by_content = FORMATS.iter().find(|format| (format.recognises)(source));
    let by_extension = || {
        let extension = source.name.extension()?;
        FORMATS.iter().find(|format| !format.needs_signature && is_one_of(extension, format.extensions))
    };
    by_content.or_else(by_extension).unwrap_or(&&plain::FORMAT)
}

/// Tells whether an extension is one of these, which are ASCII, in any case.
fn is_one_of(extension: &OsStr, extensions: &[&str]) -> bool {
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Tells whether a file is read as plain text because it is too long for its format.
fn is_too_long(source: &SourceBytes, whole: usize) -> bool {
    let format = claimed(source);
    whole > format.longest && !format.needs_signature
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, bytes: &[u8]) -> Result<Document, FormatError> {
        parse(&SourceBytes::new(Path::new(name), bytes))
    }

    #[test]
    fn every_format_is_documented_with_its_limit() {
        let page = include_str!("../../docs/formats.md");
        for format in FORMATS {
            for extension in format.extensions {
                let row = page
                    .lines()
                    .find(|line| line.starts_with('|') && line.contains(&format!("`.{extension}`")));
                let row = row.unwrap_or_else(|| panic!(".{extension} is not in docs/formats.md"));
                let limit = format!("{} MB", format.longest >> 20);
                assert!(format.longest == usize::MAX || row.contains(&limit), "{row} should say {limit}");
            }
        }
    }

    #[test]
    fn the_extension_chooses() {
        assert_eq!(named("a.MD", b"# Tides").unwrap().text, "Tides\n");
        assert_eq!(named("a.txt", b"# Tides").unwrap().text, "# Tides");
        assert_eq!(named("-", b"# Tides").unwrap().text, "# Tides");
    }

    #[test]
    fn a_panic_of_a_parser_is_an_error() {
        let broken = Format { parse: |_| panic!("byte 7"), ..plain::FORMAT };
        let error = parse_with(&broken, &SourceBytes::new(Path::new("a"), b"")).unwrap_err();
        assert!(error.to_string().starts_with("plain text: a bug in reader (byte 7); "), "{error}");
    }

    #[test]
    fn an_extension_of_another_format_is_a_warning() {
        let page = Format { name: "web page", extensions: &["html"], ..markdown::FORMAT };
        for (name, warning) in [
            ("a.html", None),
            ("a.HTML", None),
            ("a.md", Some("web page, though its name ends with .md")),
            ("a.txt", Some("web page, though its name ends with .txt")),
            ("a", None),
            ("a.2024", None),
        ] {
            let source = SourceBytes::new(Path::new(name), b"");
            assert_eq!(misnamed(&page, &source).as_deref(), warning, "{name}");
            assert_eq!(misnamed(&plain::FORMAT, &source), None, "{name}");
        }
    }

    #[test]
    fn a_file_too_long_for_its_format_is_plain_text() {
        let text = "# Tides\n".repeat(markdown::FORMAT.longest / 8 + 1);
        let document = named("a.md", text.as_bytes()).unwrap();
        assert!(document.text.starts_with("# Tides"));
        assert_eq!(document.markup, Markup::Shown);
        assert_eq!(named("a.md", b"# Tides").unwrap().markup, Markup::Read);
        assert_eq!(named("a.txt", text.as_bytes()).unwrap().markup, Markup::Read);
        let head = SourceBytes::new(Path::new("a.md"), &text.as_bytes()[..1000]);
        assert!(long(&head, text.len()).unwrap().is_some());
        assert!(long(&head, text.len() - 8).unwrap().is_none());
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_under_any_name() {
        for name in ["a", "a.txt", "a.md"] {
            let error = named(name, b"\x7fELF\x01\x00\x00").unwrap_err();
            assert!(error.to_string().starts_with("ELF program, not a text file"), "{error}");
        }
        let source = SourceBytes::new(Path::new("a.md"), b"# a\x00b");
        let asked = SourceBytes { read_as: ReadAs::Text, ..source };
        assert_eq!(parse(&asked).unwrap().text, "# a\0b");
    }
}
