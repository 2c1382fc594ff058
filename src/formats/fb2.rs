//! FB2: books in one file of XML, perhaps in a ZIP archive.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Duration;

use crate::document::{Draft, Field, Metadata, Stress};
use crate::formats::archive::{Archive, damaged, mentions};
use crate::formats::binary::binary;
use crate::formats::builder::{Builder, CellSpan};
use crate::formats::html::decode_page;
use crate::formats::inline::InlineKind;
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::scripts::Script;
use crate::formats::xml::{Element, Node, Xml};
use crate::formats::{Format, FormatError, SourceBytes};

const NAME: &str = "FB2 book";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 4_000_000, depth: 256, time: Duration::from_secs(10) };

/// How many bytes at the beginning hold the first element.
const HEAD: usize = 2048;

/// FB2 books.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["fb2"],
    recognises: |source| {
        if mentions(source, &[b".fb2"]) {
            return !mentions(source, &[b"mimetype", b"[Content_Types].xml"]);
        }
        let head = &source.bytes[..source.bytes.len().min(HEAD)];
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        text.starts_with(b"<") && memchr::memmem::find(text, b"<FictionBook").is_some()
    },
    needs_signature: true,
    is_verbatim: false,
    longest: 64 << 20,
    parse,
};

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    if mentions(source, &[b".fb2"]) {
        let mut archive = Archive::open(NAME, source.bytes)?;
        let book = archive.names().find(|name| name.ends_with(".fb2")).map(Cow::into_owned);
        let text = book.map(|name| archive.text(&name)).transpose()?.flatten();
        return book_draft(&text.ok_or_else(|| damaged(NAME))?);
    }
    if let Some(kind) = binary(source.bytes, source.read_as) {
        return Err(FormatError::Binary(kind));
    }
    let decoded = decode_page(source.bytes, source.read_as);
    Ok(Draft { charset: decoded.charset, ..book_draft(&decoded.text)? })
}

fn book_draft(text: &str) -> Result<Draft, FormatError> {
    draft(text).map_err(|limit| FormatError::TooMuch { what: NAME, limit })
}

/// A book while it is read.
struct Book {
    builder: Builder,
    /// The notes by their identifiers.
    noted: HashMap<String, Xml<'static>>,
    /// The notes in the order of the first reference to each.
    referred: Vec<String>,
    /// The numbers of these notes.
    numbers: HashMap<String, usize>,
    title: Option<String>,
    metadata: Metadata,
}

fn draft(text: &str) -> Result<Draft, Exceeded> {
    let budget = Budget::new(LIMITS);
    let noted = notes(&mut Xml::new(text, budget.clone()))?;
    let mut xml = Xml::new(text, budget);
    let mut book = Book {
        builder: Builder::default(),
        noted,
        referred: Vec::new(),
        numbers: HashMap::new(),
        title: None,
        metadata: Metadata::default(),
    };
    xml.find("FictionBook")?;
    while let Some(element) = xml.child()? {
        match element.name() {
            "description" => book.description(&mut xml)?,
            "body" if !is_of_notes(&element) => book.blocks(&mut xml, 0)?,
            _ => xml.skip()?,
        }
    }
    let mut warnings = Vec::new();
    if xml.is_broken() {
        warnings.push("it is damaged: some of its text may be missing".into());
    }
    book.write_notes()?;
    let Book { builder, title, metadata, .. } = book;
    Ok(Draft { metadata, warnings, ..builder.finish(title) })
}

fn is_of_notes(body: &Element) -> bool {
    body.get("name").is_some_and(|name| matches!(name.as_str(), "notes" | "comments" | "footnotes"))
}

/// Returns the notes of a book.
fn notes(xml: &mut Xml) -> Result<HashMap<String, Xml<'static>>, Exceeded> {
    let mut found = HashMap::new();
    while let Some(body) = xml.find("body")? {
        if !is_of_notes(&body) {
            xml.skip()?;
            continue;
        }
        while let Some(element) = xml.child()? {
            match element.get("id") {
                Some(id) => drop(found.insert(id, xml.inside()?)),
                None => xml.skip()?,
            }
        }
    }
    Ok(found)
}

impl Book {
    fn write_notes(&mut self) -> Result<(), Exceeded> {
        let mut index = 0;
        // A note may refer to others.
        while let Some(id) = self.referred.get(index) {
            index += 1;
            if let Some(mut note) = self.noted.remove(id) {
                self.builder.open_note(index);
                self.builder.keep_close();
                self.note(&mut note)?;
                self.builder.close_note();
            }
        }
        Ok(())
    }

    /// Reads a note; its title is its number.
    fn note(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            if element.name() == "title" { xml.skip()? } else { self.block(&element, xml, 1)? }
        }
        Ok(())
    }

    fn description(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            if element.name() != "title-info" {
                xml.skip()?;
                continue;
            }
            while let Some(element) = xml.child()? {
                match element.name() {
                    "book-title" => self.title = Some(xml.text()?).filter(|title| !title.trim().is_empty()),
                    "author" => {
                        let name = words_of_children(xml)?;
                        self.metadata.add(Field::Author, &name);
                    }
                    "date" => self.metadata.add(Field::Date, &xml.text()?),
                    "lang" => self.metadata.add(Field::Language, &xml.text()?),
                    "annotation" => self.metadata.add(Field::Description, &words_of_children(xml)?),
                    _ => xml.skip()?,
                }
            }
        }
        Ok(())
    }

    /// Reads the content of a body or a section with `depth` sections around it.
    fn blocks(&mut self, xml: &mut Xml, depth: u8) -> Result<(), Exceeded> {
        while let Some(element) = xml.child()? {
            xml.check_text(self.builder.length())?;
            self.block(&element, xml, depth)?;
        }
        Ok(())
    }

    fn block(&mut self, element: &Element, xml: &mut Xml, depth: u8) -> Result<(), Exceeded> {
        if let Some(id) = element.get("id") {
            self.builder.anchor(&id);
        }
        match element.name() {
            "section" => self.blocks(xml, depth.saturating_add(1))?,
            "title" => self.heading(xml, depth.saturating_add(1))?,
            "subtitle" => {
                self.builder.open_heading(depth.saturating_add(2));
                self.inlines(xml)?;
                self.builder.close_heading();
            }
            "epigraph" | "cite" => {
                self.builder.open_quote();
                self.blocks(xml, depth)?;
                self.builder.close_container();
                self.builder.set_apart();
            }
            "poem" | "annotation" => self.blocks(xml, depth)?,
            "stanza" => {
                self.builder.end_block();
                self.builder.set_apart();
                while let Some(element) = xml.child()? {
                    self.block(&element, xml, depth)?;
                }
                self.builder.set_apart();
            }
            "v" => {
                self.builder.end_block();
                self.inlines(xml)?;
                self.builder.end_block();
            }
            "image" => {
                self.builder.picture(
                    &element.get("alt").or(element.get("title")).unwrap_or_default(),
                    "",
                    "",
                );
                xml.skip()?;
            }
            "table" => self.table(xml)?,
            "empty-line" => {
                self.builder.set_apart();
                xml.skip()?;
            }
            _ => {
                self.builder.end_block();
                self.builder.set_apart();
                self.inlines(xml)?;
                self.builder.end_block();
            }
        }
        Ok(())
    }

    /// Reads a title; its paragraphs are one heading.
    fn heading(&mut self, xml: &mut Xml, level: u8) -> Result<(), Exceeded> {
        self.builder.open_heading(level);
        let mut is_first = true;
        while let Some(element) = xml.child()? {
            if element.name() == "empty-line" {
                xml.skip()?;
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.builder.text(" ");
            }
            self.inlines(xml)?;
        }
        self.builder.close_heading();
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        self.builder.open_table();
        while xml.child()?.is_some() {
            self.builder.open_row();
            while let Some(element) = xml.child()? {
                let number = |name| element.number(name).unwrap_or(1).max(1);
                let [columns, rows] = [number("colspan"), number("rowspan")];
                self.builder.open_cell(CellSpan {
                    is_head: element.name() == "th",
                    columns,
                    rows,
                    alignment: None,
                });
                self.inlines(xml)?;
                self.builder.close_cell();
            }
            self.builder.close_row();
        }
        self.builder.close_table();
        Ok(())
    }

    /// Reads inline content up to the end of the open element.
    fn inlines(&mut self, xml: &mut Xml) -> Result<(), Exceeded> {
        while let Some(node) = xml.node()? {
            let element = match node {
                Node::Text(text) => {
                    self.builder.text(&text);
                    continue;
                }
                Node::Element(element) => element,
            };
            let passage = match element.name() {
                "strong" => InlineKind::Stressed(Stress::Strong),
                "emphasis" => InlineKind::Stressed(Stress::Light),
                "strikethrough" => InlineKind::Stressed(Stress::Struck),
                "code" => InlineKind::Stressed(Stress::Code),
                "sup" => InlineKind::Script(Script::Super),
                "sub" => InlineKind::Script(Script::Sub),
                "a" => {
                    let target = element.get("href").unwrap_or_default();
                    if self.refer(&target) {
                        xml.skip()?;
                        continue;
                    }
                    InlineKind::link(target)
                }
                "image" => {
                    self.builder.picture(&element.get("alt").unwrap_or_default(), "", "");
                    xml.skip()?;
                    continue;
                }
                _ => {
                    self.inlines(xml)?;
                    continue;
                }
            };
            self.builder.open(passage);
            self.inlines(xml)?;
            self.builder.close();
        }
        Ok(())
    }

    /// Appends a reference to a note; returns false if the target is none.
    fn refer(&mut self, target: &str) -> bool {
        let Some(id) = target.strip_prefix('#').filter(|id| self.noted.contains_key(*id)) else {
            return false;
        };
        let number = *self.numbers.entry(id.to_owned()).or_insert_with(|| {
            self.referred.push(id.to_owned());
            self.referred.len()
        });
        self.builder.note_reference(number);
        true
    }
}

/// Returns the texts of all elements in the open one.
fn words_of_children(xml: &mut Xml) -> Result<String, Exceeded> {
    let mut words = String::new();
    while let Some(element) = xml.child()? {
        if matches!(element.name(), "id" | "email" | "home-page") {
            xml.skip()?;
            continue;
        }
        words.push_str(&xml.text()?);
        words.push(' ');
    }
    Ok(words)
}
