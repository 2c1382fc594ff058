//! ODT: documents of Writer.
//!
//! The text is read paragraph by paragraph; styles say how lists are numbered and what passages look like.
//! Tracked changes are read as accepted. Notes follow the text, and comments follow the notes. A document is an
//! archive, or one file of XML with all of its parts.

use std::collections::HashMap;
use std::time::Duration;

use memchr::memmem;

use crate::document::Draft;
use crate::formats::archive::{Archive, damaged, is_of_type, mentions};
use crate::formats::html::decode_page;
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::odt::body::OdtBody;
use crate::formats::odt::formula::formula;
use crate::formats::odt::styles::OdtStyles;
use crate::formats::properties::properties;
use crate::formats::xml::Xml;
use crate::formats::{Format, FormatError, SourceBytes};

mod body;
mod formula;
mod styles;

const NAME: &str = "OpenDocument text";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 8_000_000, depth: 256, time: Duration::from_secs(10) };

/// The file with the text.
const CONTENT: &str = "content.xml";

/// The most formulas of a document that are read.
const FORMULAS: usize = 1000;

/// Writer documents.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["odt", "ott", "odm", "fodt"],
    recognises: |source| {
        is_of_type(source, "application/vnd.oasis.opendocument.text")
            || mentions(source, &[b"content.xml"]) && source.has_extension(&["odt", "ott"])
            || is_flat(source.bytes)
    },
    needs_signature: true,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

/// How many bytes at the beginning tell a document that is one file.
const HEAD: usize = 16 << 10;

/// Tells whether bytes begin as a text document in one file of XML does.
fn is_flat(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let has = |words: &[u8]| memmem::find(head, words).is_some();
    head.starts_with(b"<") && has(b"<office:document ") && has(b"application/vnd.oasis.opendocument.text")
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let archive = || Archive::open(NAME, source.bytes);
    let is_flat = is_flat(source.bytes);
    let (mut draft, mut is_broken) =
        if is_flat { flat(&decode_page(source.bytes, source.read_as).text)? } else { packed(archive()?)? };
    if is_broken && !is_flat {
        (draft, is_broken) = packed(archive()?.decode_first())?;
    }
    if is_broken {
        draft.warnings.push("it is damaged: some of its text may be missing".into());
    }
    if draft.text.is_empty() && !draft.warnings.is_empty() {
        return Err(damaged(NAME));
    }
    Ok(draft)
}

fn too_much(limit: Exceeded) -> FormatError {
    FormatError::TooMuch { what: NAME, limit }
}

/// Returns the document in an archive, and whether its text is broken.
fn packed(mut archive: Archive) -> Result<(Draft, bool), FormatError> {
    let archive = &mut archive;
    let budget = &Budget::new(LIMITS);
    if archive.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(FormatError::Unreadable {
            what: NAME,
            why: "it is encrypted".into(),
            advice: "save it without a password".into(),
        });
    }
    let mut styles = OdtStyles::default();
    for file in ["styles.xml", CONTENT] {
        if let Some(mut xml) = archive.xml(file, budget)? {
            styles.read(&mut xml).map_err(too_much)?;
        }
    }
    let mut formulas = HashMap::new();
    for (name, file) in formula_files(archive) {
        if let Some(mut xml) = archive.xml(&file, budget)? {
            formulas.insert(name, formula(&mut xml).map_err(too_much)?);
        }
    }
    let described = archive.text("meta.xml")?.unwrap_or_default();
    let content = archive.xml(CONTENT, budget)?.ok_or_else(|| damaged(NAME))?;
    draft(OdtBody::new(styles, formulas), content, &described, budget)
}

/// Returns the document in one file, and whether that is broken.
fn flat(text: &str) -> Result<(Draft, bool), FormatError> {
    let budget = &Budget::new(LIMITS);
    let after = text.split_once("<office:meta>").map_or("", |(_, after)| after);
    let described = after.split_once("</office:meta>").map_or("", |(described, _)| described);
    let mut styles = OdtStyles::default();
    styles.read(&mut Xml::new(text, budget.clone())).map_err(too_much)?;
    draft(OdtBody::new(styles, HashMap::new()), Xml::new(text, budget.clone()), described, budget)
}

/// Returns the document in `content` with the metadata in `described`, and whether the content is broken.
fn draft(
    mut body: OdtBody,
    mut content: Xml,
    described: &str,
    budget: &Budget,
) -> Result<(Draft, bool), FormatError> {
    let (title, metadata) = properties(described, budget.clone()).map_err(too_much)?;
    body.document(&mut content).map_err(too_much)?;
    let is_broken = content.is_broken();
    let (builder, named, warnings) = body.finish().map_err(too_much)?;
    Ok((Draft { metadata, warnings, ..builder.finish(title.or(named)) }, is_broken))
}

/// Returns the names of the objects in a document with the files that may be their formulas.
fn formula_files(archive: &Archive) -> Vec<(String, String)> {
    let object =
        |file: &str| file.strip_suffix("/content.xml").map(|name| (name.to_owned(), file.to_owned()));
    archive.names().filter_map(|file| object(&file)).take(FORMULAS).collect()
}
