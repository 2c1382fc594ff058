//! The formats there are, and the choice between them.

use std::path::Path;

use crate::document::{Document, Draft, Markup};
use crate::formats::binary::binary;
use crate::formats::decode::decode;
use crate::formats::detect::of_head;
use crate::formats::error::FormatError;
use crate::formats::format::{Format, Source};
use crate::formats::markdown::Markdown;
use crate::formats::plain::{LongPlain, Plain, draft};
use crate::text::{Charset, ReadAs};

/// Every format, the first that claims a file reads it. Those that know a file by its first bytes
/// come before those that go by its name; plain text claims everything and stands last.
static FORMATS: [&dyn Format; 2] = [&Markdown, &Plain];

/// Returns the document in a file, read by the first format that claims it.
pub fn parse(source: &Source) -> Result<Document, FormatError> {
    parse_draft(source).map(Document::from)
}

/// Returns what stands in a file before sentences are cut and words counted.
pub fn parse_draft(source: &Source) -> Result<Draft, FormatError> {
    let whole = source.bytes.len();
    let draft = format(source, whole).parse(source)?;
    Ok(if is_beyond(source, whole) { Draft { markup: Markup::Shown, ..draft } } else { draft })
}

/// Tells whether the text of a file is its bytes, decoded: false where markup may part a word.
/// Nothing but the name is looked at.
pub fn is_verbatim(name: &Path, read_as: ReadAs) -> bool {
    format(&Source { read_as, ..Source::new(name, &[]) }, 0).is_verbatim()
}

/// Returns the encoding of a text of which these are the first bytes, as far as they tell.
pub fn charset(head: &Source) -> Charset {
    of_head(head.bytes, head.read_as).0
}

/// Returns why a file of which these are the first bytes makes no document, as far as they tell.
pub fn check(head: &Source) -> Result<(), FormatError> {
    binary(head.bytes, head.read_as).map_or(Ok(()), |kind| Err(FormatError::Binary(kind)))
}

/// The format of a file of `whole` bytes.
fn format(source: &Source, whole: usize) -> &'static dyn Format {
    let meant = meant(source);
    if whole <= meant.longest() { meant } else { FORMATS[FORMATS.len() - 1] }
}

/// The format that a file is meant to be read in, however long it is.
fn meant(source: &Source) -> &'static dyn Format {
    let as_it_is = source.read_as == ReadAs::Text;
    let claims = |format: &&&dyn Format| !as_it_is && format.claims(source);
    *FORMATS.iter().find(claims).unwrap_or(&FORMATS[FORMATS.len() - 1])
}

/// Tells whether a file of `whole` bytes is too long for the format it is meant to be read in.
fn is_beyond(source: &Source, whole: usize) -> bool {
    whole > meant(source).longest()
}

/// Returns how to read a file of `whole` bytes in parts, by its first bytes; `None` when its format or
/// its encoding needs all of it.
pub fn long(head: &Source, whole: usize) -> Result<Option<LongPlain>, FormatError> {
    if !format(head, whole).is_verbatim() {
        return Ok(None);
    }
    let markup = if is_beyond(head, whole) { Markup::Shown } else { Markup::Read };
    LongPlain::of(head, markup)
}

/// Returns the document in a file read as plain text, whatever it is; what is no text becomes U+FFFD.
pub fn parse_as_text(source: &Source) -> Document {
    let decoded = decode(source.bytes, ReadAs::Text);
    Document::from(Draft { charset: decoded.charset, ..draft(decoded.text.into_owned(), false) })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

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
    fn what_is_too_long_for_its_format_is_plain_text() {
        let text = "# Tides\n".repeat(Markdown.longest() / 8 + 1);
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
