//! ODT: documents of Writer.
//!
//! The text is read paragraph by paragraph; styles say how lists are numbered and what passages look like.
//! Tracked changes are read as accepted. Notes follow the text, and comments follow the notes.

use std::collections::HashMap;
use std::time::Duration;

use crate::document::Draft;
use crate::formats::archive::{Archive, damaged, is_of_type, mentions};
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::odt::body::Body;
use crate::formats::odt::styles::Styles;
use crate::formats::properties::properties;
use crate::formats::scripts::Script;
use crate::formats::xml::{Node, Xml};
use crate::formats::{Format, FormatError, Source};

mod body;
mod styles;

const NAME: &str = "OpenDocument text";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 8_000_000, depth: 256, time: Duration::from_secs(10) };

/// The most formulas of a document that are read.
const FORMULAS: usize = 1000;

/// Writer documents.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["odt", "ott", "odm"],
    recognises: |source| {
        is_of_type(source, "application/vnd.oasis.opendocument.text")
            || source.has_extension(&["odt", "ott"]) && mentions(source, &[b"content.xml"])
    },
    needs_signature: true,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

fn parse(source: &Source) -> Result<Draft, FormatError> {
    let mut archive = Archive::open(NAME, source.bytes)?;
    let budget = Budget::new(LIMITS);
    let manifest = archive.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(FormatError::Unreadable {
            what: NAME,
            why: "it is encrypted".into(),
            advice: "save it without a password".into(),
        });
    }
    let content = archive.text("content.xml")?.ok_or_else(|| damaged(NAME))?;
    let styles = archive.text("styles.xml")?.unwrap_or_default();
    let meta = archive.text("meta.xml")?.unwrap_or_default();
    let objects = formula_files(&archive);
    let mut formulas = HashMap::new();
    for (name, file) in objects {
        let text = archive.text(&file)?.unwrap_or_default();
        formulas.insert(name, text);
    }
    let read = || -> Result<Draft, Exceeded> {
        let mut all = Styles::default();
        for part in [&styles, &content] {
            all.read(&mut Xml::new(part, budget.clone()))?;
        }
        for text in formulas.values_mut() {
            *text = formula(&mut Xml::new(text, budget.clone()))?;
        }
        let (title, metadata) = properties(&meta, budget.clone())?;
        let mut body = Body::new(all, formulas);
        let mut xml = Xml::new(&content, budget.clone());
        body.document(&mut xml)?;
        let is_broken = xml.is_broken();
        let (builder, named, mut warnings) = body.finish()?;
        if is_broken {
            warnings.push("it is damaged: some of its text may be missing".into());
        }
        Ok(Draft { metadata, warnings, ..builder.finish(title.or(named)) })
    };
    let draft = read().map_err(|limit| FormatError::TooMuch { what: NAME, limit })?;
    if draft.text.is_empty() && !draft.warnings.is_empty() {
        return Err(damaged(NAME));
    }
    Ok(draft)
}

/// Returns the names of the objects in a document with the files that may be their formulas.
fn formula_files(archive: &Archive) -> Vec<(String, String)> {
    let object =
        |file: &str| file.strip_suffix("/content.xml").map(|name| (name.to_owned(), file.to_owned()));
    archive.names().filter_map(|file| object(&file)).take(FORMULAS).collect()
}

/// Returns the text of a formula in `MathML`, without the source it was made of; nothing for other objects.
fn formula(xml: &mut Xml) -> Result<String, Exceeded> {
    if xml.find_any()?.is_none_or(|root| root.name() != "math") {
        return Ok(String::new());
    }
    let parts = parts_of_formula(xml)?;
    Ok(parts.concat().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the text of each child of the open element.
fn parts_of_formula(xml: &mut Xml) -> Result<Vec<String>, Exceeded> {
    let mut parts = Vec::new();
    while let Some(node) = xml.node()? {
        let element = match node {
            Node::Text(text) => {
                parts.extend((!text.trim().is_empty()).then(|| text.into_owned()));
                continue;
            }
            Node::Element(element) if element.name() == "annotation" => {
                xml.skip()?;
                continue;
            }
            Node::Element(element) => element,
        };
        let inner = parts_of_formula(xml)?;
        parts.push(match (element.name(), inner.as_slice()) {
            ("msup", [base, above]) => format!("{base}{}", Script::Super.set(above)),
            ("msub", [base, below]) => format!("{base}{}", Script::Sub.set(below)),
            ("mfrac", [above, below]) => format!("({above})/({below})"),
            _ => inner.concat(),
        });
    }
    Ok(parts)
}
