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
use crate::formats::odt::body::Body;
use crate::formats::odt::formula::formula;
use crate::formats::odt::styles::Styles;
use crate::formats::properties::properties;
use crate::formats::xml::Xml;
use crate::formats::{Format, FormatError, Source};

mod body;
mod formula;
mod styles;

const NAME: &str = "OpenDocument text";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 8_000_000, depth: 256, time: Duration::from_secs(10) };

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

/// The parts of a document, as XML.
struct Parts {
    content: String,
    styles: String,
    properties: String,
    /// The embedded objects by name; some are formulas.
    objects: HashMap<String, String>,
}

/// How many bytes at the beginning tell a document that is one file.
const HEAD: usize = 16 << 10;

/// Tells whether bytes begin as a text document in one file of XML does.
fn is_flat(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let has = |words: &[u8]| memmem::find(head, words).is_some();
    head.starts_with(b"<") && has(b"<office:document ") && has(b"application/vnd.oasis.opendocument.text")
}

/// Returns the parts of a document in an archive.
fn unpack(bytes: &[u8]) -> Result<Parts, FormatError> {
    let mut archive = Archive::open(NAME, bytes)?;
    let mut part = |name: &str| archive.text(name);
    if part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(FormatError::Unreadable {
            what: NAME,
            why: "it is encrypted".into(),
            advice: "save it without a password".into(),
        });
    }
    let content = part("content.xml")?.ok_or_else(|| damaged(NAME))?;
    let styles = part("styles.xml")?.unwrap_or_default();
    let properties = part("meta.xml")?.unwrap_or_default();
    let mut objects = HashMap::new();
    for (name, file) in formula_files(&archive) {
        objects.insert(name, archive.text(&file)?.unwrap_or_default());
    }
    Ok(Parts { content, styles, properties, objects })
}

/// Returns the parts of a document that is one file.
fn flat(content: String) -> Parts {
    let after = content.split_once("<office:meta>").map_or("", |(_, after)| after);
    let properties = after.split_once("</office:meta>").map_or("", |(properties, _)| properties).to_owned();
    Parts { content, styles: String::new(), properties, objects: HashMap::new() }
}

fn parse(source: &Source) -> Result<Draft, FormatError> {
    let parts = if is_flat(source.bytes) {
        flat(decode_page(source.bytes, source.read_as).text.into_owned())
    } else {
        unpack(source.bytes)?
    };
    let draft = draft(&parts).map_err(|limit| FormatError::TooMuch { what: NAME, limit })?;
    if draft.text.is_empty() && !draft.warnings.is_empty() {
        return Err(damaged(NAME));
    }
    Ok(draft)
}

/// Returns the document in its parts.
fn draft(parts: &Parts) -> Result<Draft, Exceeded> {
    let budget = Budget::new(LIMITS);
    let mut styles = Styles::default();
    for part in [&parts.styles, &parts.content] {
        styles.read(&mut Xml::new(part, budget.clone()))?;
    }
    let mut formulas = HashMap::new();
    for (name, text) in &parts.objects {
        formulas.insert(name.clone(), formula(&mut Xml::new(text, budget.clone()))?);
    }
    let (title, metadata) = properties(&parts.properties, budget.clone())?;
    let mut body = Body::new(styles, formulas);
    let mut xml = Xml::new(&parts.content, budget);
    body.document(&mut xml)?;
    let is_broken = xml.is_broken();
    let (builder, named, mut warnings) = body.finish()?;
    if is_broken {
        warnings.push("it is damaged: some of its text may be missing".into());
    }
    Ok(Draft { metadata, warnings, ..builder.finish(title.or(named)) })
}

/// Returns the names of the objects in a document with the files that may be their formulas.
fn formula_files(archive: &Archive) -> Vec<(String, String)> {
    let object =
        |file: &str| file.strip_suffix("/content.xml").map(|name| (name.to_owned(), file.to_owned()));
    archive.names().filter_map(|file| object(&file)).take(FORMULAS).collect()
}
