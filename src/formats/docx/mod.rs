//! DOCX: documents of Word.
//!
//! The text is read paragraph by paragraph; styles and lists say what each of them is. Tracked
//! changes are read as accepted. Notes follow the text, and comments follow the notes.

use std::collections::HashMap;
use std::time::Duration;

use crate::document::Draft;
use crate::formats::archive::{Archive, damaged, mentions};
use crate::formats::builder::Builder;
use crate::formats::docx::body::{DocxBody, NoteKind};
use crate::formats::docx::numbering::DocxNumbering;
use crate::formats::docx::package::{Relations, relations, relations_name};
use crate::formats::docx::styles::DocxStyles;
use crate::formats::limits::{Budget, Limits};
use crate::formats::properties::properties;
use crate::formats::{Format, FormatError, SourceBytes};

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

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let (mut draft, mut is_broken) = read(Archive::open(NAME, source.bytes)?)?;
    if is_broken {
        (draft, is_broken) = read(Archive::open(NAME, source.bytes)?.decode_first())?;
    }
    if is_broken {
        draft.warnings.push("it is damaged: some of its text may be missing".into());
    }
    if draft.text.is_empty() && !draft.warnings.is_empty() {
        return Err(damaged(NAME));
    }
    Ok(draft)
}

/// Returns the document in an archive, and whether it is broken.
fn read(mut archive: Archive) -> Result<(Draft, bool), FormatError> {
    let archive = &mut archive;
    let budget = &Budget::new(LIMITS);
    let too_much = |limit| FormatError::TooMuch { what: NAME, limit };
    let related = |archive: &mut Archive, part: &str| match archive.xml(&relations_name(part), budget)? {
        Some(mut xml) => relations(&mut xml, part).map_err(too_much),
        None => Ok(Relations::default()),
    };
    let root = related(archive, "")?;
    let main = root.parts.get("officeDocument").map_or("word/document.xml", String::as_str);
    let relations = related(archive, main)?;
    let name =
        |kind: &str, usual: &'static str| relations.parts.get(kind).map_or(usual, String::as_str).to_owned();
    let styles = match archive.xml(&name("styles", "word/styles.xml"), budget)? {
        Some(mut xml) => DocxStyles::read(&mut xml).map_err(too_much)?,
        None => DocxStyles::default(),
    };
    let numbering = match archive.xml(&name("numbering", "word/numbering.xml"), budget)? {
        Some(mut xml) => DocxNumbering::read(&mut xml).map_err(too_much)?,
        None => DocxNumbering::default(),
    };
    let mut noted = HashMap::new();
    for (kind, file) in [
        (NoteKind::Footnote, name("footnotes", "word/footnotes.xml")),
        (NoteKind::Endnote, name("endnotes", "word/endnotes.xml")),
        (NoteKind::Comment, name("comments", "word/comments.xml")),
    ] {
        if let Some(xml) = archive.xml(&file, budget)? {
            noted.extend(body::notes(kind, xml).map_err(too_much)?);
        }
    }
    let core = root.parts.get("core-properties").map_or("docProps/core.xml", String::as_str);
    let core = archive.text(core)?.unwrap_or_default();
    let (title, metadata) = properties(&core, budget.clone()).map_err(too_much)?;
    let mut body = DocxBody::new(styles, numbering, relations.targets, noted);
    let mut xml = archive.xml(main, budget)?.ok_or_else(|| damaged(NAME))?;
    body.document(&mut xml).map_err(too_much)?;
    let is_broken = xml.is_broken();
    let (builder, named, warnings): (Builder, _, _) = body.finish().map_err(too_much)?;
    Ok((Draft { metadata, warnings, ..builder.finish(title.or(named)) }, is_broken))
}
