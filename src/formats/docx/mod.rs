//! DOCX: documents of Word.
//!
//! The text is read paragraph by paragraph; styles and lists say what each of them is. Tracked
//! changes are read as accepted. Notes follow the text, and comments follow the notes.

use std::collections::HashMap;
use std::time::Duration;

use crate::document::Draft;
use crate::formats::archive::{Archive, damaged, mentions};
use crate::formats::builder::Builder;
use crate::formats::docx::body::{Body, NoteKind};
use crate::formats::docx::numbering::Numbering;
use crate::formats::docx::package::{Relations, relations, relations_name};
use crate::formats::docx::styles::Styles;
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::properties::properties;
use crate::formats::xml::Xml;
use crate::formats::{Format, FormatError, Source};

mod body;
mod math;
mod numbering;
mod package;
mod styles;
mod symbols;

const NAME: &str = "Word document";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 8_000_000, depth: 256, time: Duration::from_secs(10) };

/// Word documents.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["docx", "docm", "dotx", "dotm"],
    recognises: |source| {
        mentions(source, &[b"[Content_Types].xml"]) && mentions(source, &[b"word/"])
            || mentions(source, &[b"PK"])
                && source.has_extension(&["docx", "docm", "dotx", "dotm"])
                && !mentions(source, &[b"xl/", b"ppt/"])
    },
    needs_signature: true,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

fn parse(source: &Source) -> Result<Draft, FormatError> {
    let mut archive = Archive::open(NAME, source.bytes)?;
    let budget = Budget::new(LIMITS);
    let too_much = |limit| FormatError::TooMuch { what: NAME, limit };
    let related = |archive: &mut Archive, part: &str| -> Result<Relations, FormatError> {
        let Some(text) = archive.text(&relations_name(part))? else { return Ok(Relations::default()) };
        relations(&mut Xml::new(&text, budget.clone()), part).map_err(too_much)
    };
    let root = related(&mut archive, "")?;
    let main = root.parts.get("officeDocument").map_or("word/document.xml", String::as_str);
    let document = archive.text(main)?.ok_or_else(|| damaged(NAME))?;
    let relations = related(&mut archive, main)?;
    let mut part = |kind: &str, usual: &str| {
        archive.text(relations.parts.get(kind).map_or(usual, String::as_str)).map(Option::unwrap_or_default)
    };
    let styles = part("styles", "word/styles.xml")?;
    let numbering = part("numbering", "word/numbering.xml")?;
    let notes = [
        (NoteKind::Footnote, part("footnotes", "word/footnotes.xml")?),
        (NoteKind::Endnote, part("endnotes", "word/endnotes.xml")?),
        (NoteKind::Comment, part("comments", "word/comments.xml")?),
    ];
    let core = root.parts.get("core-properties").map_or("docProps/core.xml", String::as_str);
    let core = archive.text(core)?.unwrap_or_default();
    let read = || -> Result<Draft, Exceeded> {
        let styles = Styles::read(&mut Xml::new(&styles, budget.clone()))?;
        let numbering = Numbering::read(&mut Xml::new(&numbering, budget.clone()))?;
        let (title, metadata) = properties(&core, budget.clone())?;
        let mut noted = HashMap::new();
        for (kind, text) in &notes {
            noted.extend(body::notes(*kind, Xml::new(text, budget.clone()))?);
        }
        let mut body = Body::new(styles, numbering, relations.targets, noted);
        let mut xml = Xml::new(&document, budget.clone());
        body.document(&mut xml)?;
        let is_broken = xml.is_broken();
        let (builder, named, mut warnings): (Builder, _, _) = body.finish()?;
        if is_broken {
            warnings.push("it is damaged: some of its text may be missing".into());
        }
        Ok(Draft { metadata, warnings, ..builder.finish(title.or(named)) })
    };
    let draft = read().map_err(too_much)?;
    if draft.text.is_empty() && !draft.warnings.is_empty() {
        return Err(damaged(NAME));
    }
    Ok(draft)
}
