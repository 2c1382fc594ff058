//! EPUB: a book of web pages in a ZIP archive.
//!
//! The package file lists the pages in reading order; each is read as a web page and is a chapter. The
//! contents, a page (EPUB 3) or a file of their own (EPUB 2), are the outline.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::document::{Division, DivisionKind, Draft, Field, Metadata, OutlineEntry, Position};
use crate::formats::archive::{Archive, damaged, is_of_type, mentions};
use crate::formats::builder::Builder;
use crate::formats::html::{Syntax, read};
use crate::formats::inline::ROOT;
use crate::formats::limits::{Budget, Exceeded, Limits};
use crate::formats::properties::counted;
use crate::formats::xml::{Element, Xml};
use crate::formats::{Format, FormatError, SourceBytes};

const NAME: &str = "EPUB book";

const LIMITS: Limits =
    Limits { text: 64 << 20, elements: 4_000_000, depth: 256, time: Duration::from_secs(10) };

/// The longest title or label, in bytes, and the most pages of a book.
const LABEL: usize = 1000;
const PAGES: usize = 10_000;

/// The longest chain of fallbacks, in files.
const FALLBACKS: usize = 8;

/// The file that names the package file.
const CONTAINER: &str = "META-INF/container.xml";

/// The ways to hide fonts from being copied; fonts are not read.
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// EPUB books.
pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["epub"],
    recognises: |source| {
        is_of_type(source, "application/epub+zip")
            || mentions(source, &[b"META-INF/", b"mimetype"]) && source.has_extension(&["epub"])
    },
    needs_signature: true,
    is_verbatim: false,
    longest: 256 << 20,
    parse,
};

/// The package file of a book.
#[derive(Default)]
struct Package {
    title: Option<String>,
    metadata: Metadata,
    /// The files of the book by their identifiers.
    items: HashMap<String, ManifestItem>,
    /// The identifiers of the pages in reading order; those that are no part of it come last.
    spine: Vec<String>,
    /// The identifier of the contents of EPUB 2.
    contents: Option<String>,
}

/// A file of a book.
#[derive(Clone, Debug)]
struct ManifestItem {
    address: Url,
    media_type: String,
    properties: String,
    /// The identifier of the file to show instead, where this one cannot be.
    fallback: Option<String>,
}

impl ManifestItem {
    /// Tells whether the file is a page or a drawing, which may have text.
    fn is_page(&self) -> bool {
        self.media_type.contains("html")
            || self.media_type.ends_with("/xml")
            || self.media_type.starts_with("image/svg")
    }
}

impl Package {
    /// Returns the page of this identifier, or the one that is shown instead.
    fn page(&self, id: &str) -> Option<&ManifestItem> {
        let first = self.items.get(id);
        let fallbacks = std::iter::successors(first, |item| self.items.get(item.fallback.as_ref()?));
        fallbacks.take(FALLBACKS).find(|item| item.is_page())
    }
}

/// An entry of the contents.
struct ContentsEntry {
    level: u8,
    label: String,
    address: Option<Url>,
}

/// A chapter: the address of its page, its title and its first byte.
struct Chapter {
    address: Url,
    title: String,
    place: usize,
}

fn too_much(limit: Exceeded) -> FormatError {
    FormatError::TooMuch { what: NAME, limit }
}

fn unreadable(why: &'static str, advice: &'static str) -> FormatError {
    FormatError::Unreadable { what: NAME, why: why.into(), advice: advice.into() }
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let mut archive = Archive::open(NAME, source.bytes)?;
    let root = Url::parse(ROOT).map_err(|_| damaged(NAME))?;
    let mut budget = Budget::new(LIMITS);
    let package_address = package_address(&mut archive, &root, &mut budget)?;
    let text = archive.text(&name(&package_address))?.ok_or_else(|| damaged(NAME))?;
    let package = with_xml(&text, &mut budget, |xml| package(xml, &package_address)).map_err(too_much)?;
    let encrypted = encrypted(&mut archive, &root, &mut budget)?;
    let contents = contents(&mut archive, &package, &mut budget)?;
    let mut warnings = Vec::new();
    let (builder, chapters) = pages(&mut archive, &package, &encrypted, &budget, &mut warnings)?;
    let pages: HashMap<&str, usize> =
        chapters.iter().rev().map(|chapter| (chapter.address.path(), chapter.place)).collect();
    let place =
        |address: &Url| builder.place(address.as_str()).or_else(|| pages.get(address.path()).copied());
    let mut outline: Vec<OutlineEntry> = Vec::new();
    for ContentsEntry { level, label, address } in &contents {
        let before = outline.last().map_or(Position(0), |entry| entry.place);
        let place = address.as_ref().and_then(place).map_or(before, Position);
        outline.push(OutlineEntry { level: *level, label: label.clone(), place });
    }
    let divisions = divisions(&chapters, &contents);
    let mut draft = builder.finish(package.title);
    for link in &mut draft.hyperlinks {
        if let Some(within) = link.target.strip_prefix(ROOT) {
            link.target = within.to_owned();
        }
    }
    let end = Position(draft.text.len());
    for entry in &mut outline {
        entry.place = entry.place.min(end);
    }
    Ok(Draft { outline, divisions, warnings, metadata: package.metadata, ..draft })
}

/// Runs a reader of XML and subtracts its use from the budget.
fn with_xml<T>(
    text: &str,
    budget: &mut Budget,
    read: impl FnOnce(&mut Xml) -> Result<T, Exceeded>,
) -> Result<T, Exceeded> {
    let mut xml = Xml::new(text, budget.clone());
    let found = read(&mut xml)?;
    *budget = xml.into_budget();
    Ok(found)
}

/// Returns the name in the archive of the file at an address.
fn name(address: &Url) -> String {
    percent_decode_str(address.path().trim_start_matches('/')).decode_utf8_lossy().into_owned()
}

/// Returns the address of the package file.
fn package_address(archive: &mut Archive, root: &Url, budget: &mut Budget) -> Result<Url, FormatError> {
    let container = root.join(CONTAINER).ok();
    let container = container.map(|address| archive.text(&name(&address))).transpose()?.flatten();
    let path = container
        .map(|text| {
            with_xml(&text, budget, |xml| Ok(xml.find("rootfile")?.and_then(|it| it.get("full-path"))))
        })
        .transpose()
        .map_err(too_much)?
        .flatten();
    let path = path.or_else(|| archive.names().find(|name| name.ends_with(".opf")).map(String::from));
    path.and_then(|path| root.join(&path).ok()).ok_or_else(|| damaged(NAME))
}

/// Reads the package file.
fn package(xml: &mut Xml, address: &Url) -> Result<Package, Exceeded> {
    let mut package = Package::default();
    let mut aside = Vec::new();
    while let Some(element) = xml.find_any()? {
        match element.name() {
            "title" if package.title.is_none() => package.title = words(&xml.text()?),
            "creator" => package.metadata.add(Field::Author, &xml.text()?),
            "publisher" => package.metadata.add(Field::Source, &xml.text()?),
            "description" => package.metadata.add(Field::Description, &xml.text()?),
            "language" => package.metadata.add(Field::Language, &xml.text()?),
            "date" if package.metadata.first(Field::Date).is_none() => {
                package.metadata.add(Field::Date, &xml.text()?);
            }
            "item" => package.items.extend(item(&element, address)),
            "spine" => package.contents = element.get("toc"),
            "itemref" => {
                let is_aside = element.get("linear").as_deref() == Some("no");
                let list = if is_aside { &mut aside } else { &mut package.spine };
                list.extend(element.get("idref"));
            }
            _ => {}
        }
    }
    package.spine.append(&mut aside);
    Ok(package)
}

/// Returns words on one line, cut off where they are too long for a label; `None` if there are none.
fn words(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(LABEL)];
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

fn item(element: &Element, package: &Url) -> Option<(String, ManifestItem)> {
    let address = package.join(&element.get("href")?).ok()?;
    let value = |name| element.get(name).unwrap_or_default();
    Some((
        element.get("id")?,
        ManifestItem {
            address,
            media_type: value("media-type"),
            properties: value("properties"),
            fallback: element.get("fallback"),
        },
    ))
}

/// Returns the addresses of the files that are encrypted.
fn encrypted(archive: &mut Archive, root: &Url, budget: &mut Budget) -> Result<HashSet<String>, FormatError> {
    let Ok(address) = root.join("META-INF/encryption.xml") else { return Ok(HashSet::new()) };
    let Some(text) = archive.text(&name(&address))? else { return Ok(HashSet::new()) };
    let read = |xml: &mut Xml| {
        let mut found = HashSet::new();
        let mut is_of_font = false;
        while let Some(element) = xml.find_any()? {
            match element.name() {
                "EncryptedData" => is_of_font = false,
                "EncryptionMethod" => {
                    is_of_font |=
                        element.get("Algorithm").is_some_and(|way| OF_FONTS.contains(&way.as_str()));
                }
                "CipherReference" if !is_of_font => {
                    let address = element.get("URI").and_then(|address| root.join(&address).ok());
                    found.extend(address.map(|address| name(&address)));
                }
                _ => {}
            }
        }
        Ok(found)
    };
    with_xml(&text, budget, read).map_err(too_much)
}

/// Returns the contents of the book.
fn contents(
    archive: &mut Archive,
    package: &Package,
    budget: &mut Budget,
) -> Result<Vec<ContentsEntry>, FormatError> {
    let page = package.items.values().find(|item| item.properties.split_whitespace().any(|it| it == "nav"));
    let file = package.contents.as_ref().and_then(|id| package.items.get(id));
    let file = file.or_else(|| package.items.values().find(|item| item.media_type.ends_with("dtbncx+xml")));
    let mut found = Vec::new();
    for item in page.into_iter().chain(file) {
        if let Some(text) = archive.text(&name(&item.address))? {
            let read = |xml: &mut Xml| entries(xml, &item.address);
            found = with_xml(&text, budget, read).map_err(too_much)?;
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// Reads the contents: lists in the first part of a page that is of this type, or points of navigation.
fn entries(xml: &mut Xml, address: &Url) -> Result<Vec<ContentsEntry>, Exceeded> {
    let mut found = Vec::new();
    while let Some(element) = xml.find_any()? {
        let is_contents = || element.get("type").is_none_or(|kind| kind.split(' ').any(|one| one == "toc"));
        match element.name() {
            "navMap" => points(xml, address, 0, &mut found)?,
            "nav" if found.is_empty() && is_contents() => points(xml, address, 0, &mut found)?,
            _ => {}
        }
    }
    Ok(found)
}

/// Reads the entries in the open element, which has `level` points or lists around it.
fn points(xml: &mut Xml, address: &Url, level: u8, found: &mut Vec<ContentsEntry>) -> Result<(), Exceeded> {
    let target =
        |name: &str, element: &Element| element.get(name).and_then(|to| address.join(to.trim()).ok());
    while let Some(element) = xml.child()? {
        match element.name() {
            "navPoint" | "ol" | "ul" => points(xml, address, level.saturating_add(1), found)?,
            "a" | "span" | "navLabel" => {
                let label = words(&xml.text()?);
                let address = target("href", &element);
                found.extend(label.map(|label| ContentsEntry { level, label, address }));
            }
            "content" => {
                if let Some(last) = found.last_mut().filter(|last| last.address.is_none()) {
                    last.address = target("src", &element);
                }
                xml.skip()?;
            }
            "li" | "div" | "p" | "section" => points(xml, address, level, found)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Reads the pages in order.
fn pages(
    archive: &mut Archive,
    package: &Package,
    encrypted: &HashSet<String>,
    budget: &Budget,
    warnings: &mut Vec<String>,
) -> Result<(Builder, Vec<Chapter>), FormatError> {
    let mut builder = Builder::default();
    let mut chapters: Vec<Chapter> = Vec::new();
    let (mut hidden, mut missing) = (0, 0);
    for item in package.spine.iter().take(PAGES).filter_map(|id| package.page(id)) {
        if encrypted.contains(&name(&item.address)) {
            hidden += 1;
            continue;
        }
        let Some(text) = archive.text(&name(&item.address))? else {
            missing += 1;
            continue;
        };
        let mut address = item.address.clone();
        address.set_fragment(None);
        builder.set_apart();
        builder.anchor(address.as_str());
        let place = builder.length();
        let (next, page) =
            read(&text, Syntax::Xhtml, Some(address.clone()), builder, budget.clone()).map_err(too_much)?;
        builder = next;
        builder.end_block();
        let place = builder.place(address.as_str()).unwrap_or(place);
        chapters.push(Chapter { address, title: page.data.title, place });
    }
    if hidden > 0 && builder.length() == 0 {
        return Err(unreadable("its text is encrypted (DRM)", "open it with the program it was bought for"));
    }
    if chapters.is_empty() {
        return Err(unreadable("it has no pages", "unzip it to see what it holds"));
    }
    if builder.length() == 0 {
        return Err(unreadable("it has no text, only pictures", "open it in an e-book reader"));
    }
    warnings.extend(counted(&[
        (hidden, "chapter is encrypted and not shown", "chapters are encrypted and not shown"),
        (missing, "chapter is missing", "chapters are missing"),
    ]));
    Ok((builder, chapters))
}

/// Returns a division for each chapter; its label is that of the contents, else the title of its page, else
/// the name of its file.
fn divisions(chapters: &[Chapter], contents: &[ContentsEntry]) -> Vec<Division> {
    let mut labels: HashMap<&str, &str> = HashMap::new();
    for entry in contents {
        if let Some(address) = &entry.address {
            labels.entry(address.path()).or_insert(&entry.label);
        }
    }
    let label = |chapter: &Chapter| {
        let of_contents = labels.get(chapter.address.path()).map(|label| (*label).to_owned());
        let file = || name(&chapter.address).rsplit('/').next().unwrap_or_default().to_owned();
        of_contents.or_else(|| words(&chapter.title)).unwrap_or_else(file)
    };
    let division = |chapter: &Chapter| Division {
        kind: DivisionKind::Chapter,
        label: label(chapter),
        place: Position(chapter.place),
    };
    chapters.iter().map(division).collect()
}
