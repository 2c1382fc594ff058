//! The annotations of a page: links, comments, and the texts of form fields.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::{
    A, ACRO_FORM, ANNOTS, AP, CONTENTS, D, DA, DEST, DESTS, F, FF, FT, KIDS, N, NAMES, NEED_APPEARANCES, OPT,
    PARENT, RECT, S, SUBTYPE, T, TI, URI, V,
};
use hayro_interpret::hayro_syntax::object::{self, Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, Rect};

use crate::formats::pdf::strings::{text_lines, text_string};

/// The most annotations of a page and named places of a document that are read.
const MOST: usize = 10_000;

/// The longest address of a link, in bytes.
const LONGEST_ADDRESS: usize = 4096;

/// How many fields a field may be inside.
const DEEPEST_FIELD: usize = 16;

/// The flags of annotations that are not seen, of fields with passwords, and of choices that show one option alone.
const HIDDEN: u32 = 1 << 1 | 1 << 5;
const PASSWORD: u32 = 1 << 13;
const COMBO: u32 = 1 << 17;

/// The height of a line that the viewer draws, in sizes of its font.
const LINE_HEIGHT: f64 = 1.15;

/// The size of a text whose size is left to the viewer, in points.
const USUAL_SIZE: f64 = 12.0;

/// The annotations of a page; places are in points from the upper left corner of the page.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// The areas of links and the indices of their targets.
    pub links: Vec<(Rect, usize)>,
    /// The comments.
    pub comments: Vec<Comment>,
    /// The lines that the viewer draws.
    pub lines: Vec<DrawnLine>,
    /// The areas of fields in which it draws them in place of what the file draws there.
    pub redrawn: Vec<Rect>,
}

/// What a reader of the document wrote on a page.
#[derive(Debug)]
pub(super) struct Comment {
    pub author: Option<String>,
    pub text: String,
}

/// A line of a text for which the file has no glyphs.
#[derive(Debug)]
pub(super) struct DrawnLine {
    pub text: String,
    /// Where it begins.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// The size of its font.
    pub size: f64,
}

/// The places of a document to which links lead.
pub(super) struct Targets {
    pages: HashMap<ObjectIdentifier, usize>,
    named: HashMap<Vec<u8>, usize>,
    /// The addresses of all links, each once.
    pub addresses: Vec<String>,
    known: HashMap<String, usize>,
    /// Whether the viewer draws the values of fields in place of what the file draws, which may be older.
    draws_fields: bool,
}

impl Targets {
    /// Returns the places of a document.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let ids = pdf.pages().iter().map(|page| page.raw().obj_id());
        let pages = ids.enumerate().filter_map(|(page, id)| Some((id?, page))).collect();
        let (named, addresses, known) = (HashMap::new(), Vec::new(), HashMap::new());
        let mut targets = Self { pages, named, addresses, known, draws_fields: false };
        let root: Option<Dict> = pdf.xref().get(pdf.xref().root_id());
        let Some(root) = root else { return targets };
        let form = root.get::<Dict>(ACRO_FORM);
        targets.draws_fields = form.and_then(|form| form.get::<bool>(NEED_APPEARANCES)).unwrap_or(false);
        if let Some(places) = root.get::<Dict>(DESTS) {
            for (name, _) in places.entries().take(MOST) {
                targets.add_name(name.as_ref(), places.get(name.as_ref()));
            }
        }
        let tree = root.get::<Dict>(NAMES).and_then(|names| names.get::<Dict>(DESTS));
        let mut nodes: Vec<Dict> = tree.into_iter().collect();
        let mut visited = 0;
        while let Some(node) = nodes.pop().filter(|_| visited < MOST) {
            visited += 1;
            nodes.extend(node.get::<Array>(KIDS).into_iter().flat_map(|kids| kids.iter::<Dict>()));
            let entries: Vec<Object> = node
                .get::<Array>(NAMES)
                .map_or_else(Vec::new, |names| names.iter::<Object>().take(2 * MOST).collect());
            for pair in entries.chunks_exact(2) {
                if let [Object::String(name), place] = pair {
                    targets.add_name(name.as_bytes(), Some(place.clone()));
                }
            }
        }
        targets
    }

    fn add_name(&mut self, name: &[u8], place: Option<Object<'_>>) {
        if let Some(page) = place.and_then(|place| self.page_of(place)).filter(|_| self.named.len() < MOST) {
            self.named.insert(name.to_vec(), page);
        }
    }

    /// Returns the index of the page that a destination leads to.
    fn page_of(&self, destination: Object<'_>) -> Option<usize> {
        match destination {
            Object::Array(array) => {
                let id = array.raw_iter().next()?.as_obj_ref()?.into();
                self.pages.get(&id).copied()
            }
            Object::Dict(dict) => self.page_of(Object::Array(dict.get::<Array>(D)?)),
            Object::Name(name) => self.named.get(name.as_ref()).copied(),
            Object::String(name) => self.named.get(name.as_bytes()).copied(),
            _ => None,
        }
    }

    /// Returns the index of the address that a link leads to: a URI, or `#page=12` in the document.
    fn target_of(&mut self, link: &Dict<'_>) -> Option<usize> {
        let action = link.get::<Dict>(A);
        let kind = action.as_ref().and_then(|action| action.get::<Name>(S));
        let address = match kind.as_deref() {
            Some(b"URI") => text_string(action?.get::<object::String>(URI)?.as_bytes())?,
            Some(b"GoTo") => self.page_address(action?.get::<Object>(D)?)?,
            None => self.page_address(link.get::<Object>(DEST)?)?,
            Some(_) => return None,
        };
        if address.len() > LONGEST_ADDRESS {
            return None;
        }
        let next = self.addresses.len();
        let index = *self.known.entry(address.clone()).or_insert(next);
        if index == next {
            self.addresses.push(address);
        }
        Some(index)
    }

    fn page_address(&self, destination: Object<'_>) -> Option<String> {
        Some(format!("#page={}", self.page_of(destination)? + 1))
    }
}

/// Returns the annotations of a page, which `place` places on the screen.
pub(super) fn annotations(page: &Page<'_>, place: Affine, targets: &mut Targets) -> Annotations {
    let mut found = Annotations::default();
    let all = page.raw().get::<Array>(ANNOTS);
    for annotation in all.iter().flat_map(Array::iter::<Dict>).take(MOST) {
        let flags = annotation.get::<u32>(F).unwrap_or(0);
        let Some(kind) = annotation.get::<Name>(SUBTYPE).filter(|_| flags & HIDDEN == 0) else { continue };
        let area = annotation
            .get::<object::Rect>(RECT)
            .map(|rect| place.transform_rect_bbox(Rect::new(rect.x0, rect.y0, rect.x1, rect.y1)));
        let contents = || annotation.get::<object::String>(CONTENTS);
        match (&*kind, area) {
            (b"Link", Some(area)) => {
                found.links.extend(targets.target_of(&annotation).map(|target| (area, target)));
            }
            (b"Widget", Some(area)) => {
                let is_drawn = is_drawn(&annotation);
                if !is_drawn || targets.draws_fields {
                    let lines = field_lines(&annotation, area);
                    found.redrawn.extend((is_drawn && !lines.is_empty()).then_some(area));
                    found.lines.extend(lines);
                }
            }
            (b"FreeText", Some(area)) if !is_drawn(&annotation) => {
                if let Some(text) = contents() {
                    found.lines.extend(drawn_lines(&annotation, area, text_lines(text.as_bytes())));
                }
            }
            (b"Link" | b"Widget" | b"FreeText" | b"Popup", _) => {}
            _ => {
                let author = annotation.get::<object::String>(T);
                let author = author.and_then(|author| text_string(author.as_bytes()));
                let text = contents().and_then(|text| text_string(text.as_bytes()));
                found.comments.extend(text.map(|text| Comment { author, text }));
            }
        }
    }
    found
}

/// Tells whether an annotation has an appearance with a text.
fn is_drawn(annotation: &Dict<'_>) -> bool {
    let appearance = annotation.get::<Dict>(AP).and_then(|all| all.get::<Stream>(N));
    let content = appearance.and_then(|appearance| appearance.decoded_data().ok());
    content.is_some_and(|content| {
        [b"Tj", b"TJ", b"Do"].iter().any(|operator| memchr::memmem::find(&content, *operator).is_some())
    })
}

/// Returns the lines of a field: the value of a text field or of a choice, or the options of a list.
fn field_lines(field: &Dict<'_>, area: Rect) -> Vec<DrawnLine> {
    let mut fields = vec![field.clone()];
    while let Some(parent) = fields.last().and_then(|field| field.get::<Dict>(PARENT)) {
        if fields.len() >= DEEPEST_FIELD {
            break;
        }
        fields.push(parent);
    }
    let kind = fields.iter().find_map(|field| field.get::<Name>(FT));
    let flags = fields.iter().find_map(|field| field.get::<u32>(FF)).unwrap_or(0);
    let value = || {
        let value = fields.iter().find_map(|field| field.get::<object::String>(V));
        value.map_or_else(Vec::new, |value| text_lines(value.as_bytes()))
    };
    let lines = match kind.as_deref() {
        Some(b"Ch") if flags & COMBO == 0 => {
            let first = fields.iter().find_map(|field| field.get::<u32>(TI)).unwrap_or(0);
            let options = fields.iter().find_map(|field| field.get::<Array>(OPT));
            let shown = (area.height() / (LINE_HEIGHT * font_size_in(field, area))) as usize;
            let options =
                options.iter().flat_map(Array::iter::<Object>).skip(first as usize).take(shown.min(MOST));
            options.filter_map(option).collect()
        }
        Some(b"Ch") => value(),
        Some(b"Tx") if flags & PASSWORD == 0 => value(),
        _ => Vec::new(),
    };
    drawn_lines(field, area, lines)
}

/// Returns an option of a list as it is shown: alone, or after the name that a form sends for it.
fn option(option: Object<'_>) -> Option<String> {
    match option {
        Object::String(shown) => text_string(shown.as_bytes()),
        Object::Array(both) => text_string(both.iter::<object::String>().nth(1)?.as_bytes()),
        _ => None,
    }
}

/// Returns lines of a text in an area, from its top; one alone is in its middle.
fn drawn_lines(annotation: &Dict<'_>, area: Rect, lines: Vec<String>) -> Vec<DrawnLine> {
    let size = font_size_in(annotation, area);
    let height = LINE_HEIGHT * size;
    let first = if lines.len() == 1 && area.height() < 2.0 * height {
        f64::midpoint(area.height(), 0.7 * size)
    } else {
        size
    };
    let line =
        |(index, text)| DrawnLine { text, x: area.x0, y: area.y0 + first + height * index as f64, size };
    lines.into_iter().enumerate().map(line).collect()
}

/// Returns the size of the text in an area.
fn font_size_in(annotation: &Dict<'_>, area: Rect) -> f64 {
    let style = annotation.get::<object::String>(DA);
    let named = style.and_then(|style| font_size(style.as_bytes())).filter(|size| *size > 0.0);
    named.unwrap_or(USUAL_SIZE.min(area.height()).max(1.0))
}

/// Returns the size before the operator `Tf` of a style such as `/Helv 10 Tf 0 g`.
fn font_size(style: &[u8]) -> Option<f64> {
    let style = String::from_utf8_lossy(style);
    let (before, _) = style.split_once("Tf")?;
    before.split_whitespace().next_back()?.parse().ok()
}
