//! What is read of a PDF, and how it passes from one process to another.

use serde::{Deserialize, Serialize};

use hayro_interpret::hayro_syntax::object::dict::keys::{FIRST, NEXT, OUTLINES, TITLE};
use hayro_interpret::hayro_syntax::object::{self, Dict};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf, PdfData};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use crate::formats::pdf::annotations::{Annotations, Comment, Targets, annotations};
use crate::formats::pdf::encryption::read_unencrypted;
use crate::formats::pdf::glyphs::{Areas, Collector};
use crate::formats::pdf::layout::regions;
use crate::formats::pdf::page_fonts::Fonts;
use crate::formats::pdf::paragraphs::{PageBlock, blocks};
use crate::formats::pdf::running_heads::PageRegions;
use crate::formats::pdf::strings::text_string;

/// The most pages that are read.
pub(super) const MOST_PAGES: usize = 20_000;

/// The most text that is read, in bytes.
pub(super) const MOST_TEXT: usize = 64 << 20;

/// The number of pages that are shown before the others are read.
const FIRST_PAGES: usize = 8;

/// The most entries of an outline that are read, and their deepest level.
const MOST_ENTRIES: usize = 10_000;
const DEEPEST_ENTRY: u8 = 16;

/// The text of a PDF and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Extracted {
    /// Its blocks in order.
    pub blocks: Vec<PageBlock>,
    /// The number of its pages.
    pub pages: usize,
    /// The number of those that were not read because a limit was met.
    pub unread: usize,
    /// The number of those read that have no text.
    pub without_text: usize,
    /// The number of glyphs whose characters are unknown.
    pub unknown_glyphs: usize,
    /// Its title, as the file names it.
    pub title: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The entries of its outline: their levels, 1 for the outermost, and labels.
    pub outline: Vec<(u8, String)>,
    /// What readers wrote on its pages.
    pub comments: Vec<PageComment>,
    /// The addresses of its links: URIs, or `#page=12`.
    pub addresses: Vec<String>,
    /// The date of its creation, such as `2024-05-31`.
    pub date: Option<String>,
}

/// What a reader wrote on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PageComment {
    /// The index of the page.
    pub page: usize,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it says.
    pub text: String,
}

/// Why nothing can be read of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PdfFailure {
    /// It needs a password.
    Encrypted,
    /// Its structure cannot be understood.
    Damaged,
}

/// Returns the text of a PDF. `take_part` is given that of its first pages when as many and more follow.
pub(super) fn extract(
    bytes: Vec<u8>,
    take_part: &mut dyn FnMut(&Extracted),
) -> Result<Extracted, PdfFailure> {
    let pdf = open(bytes)?;
    let cache = InterpreterCache::new();
    let all = pdf.pages().len();
    let metadata = pdf.metadata();
    let text_of = |bytes: &Option<Box<[u8]>>| bytes.as_deref().and_then(text_string);
    let date = metadata.creation_date.as_ref();
    let mut found = Extracted {
        pages: all,
        title: text_of(&metadata.title),
        author: text_of(&metadata.author),
        subject: text_of(&metadata.subject),
        date: date.map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        outline: outline(&pdf),
        ..Extracted::default()
    };
    let mut pages = Vec::new();
    let mut text = 0;
    let mut fonts = Fonts::default();
    let mut next_part = FIRST_PAGES;
    let mut targets = Targets::of(&pdf);
    for (index, page) in pdf.pages().iter().enumerate().take(MOST_PAGES) {
        let place = Affine::new(page.initial_transform(true).as_coeffs());
        fonts.add(page);
        let Annotations { links, comments, lines, redrawn } = annotations(page, place, &mut targets);
        let mut collector =
            collect(page, place, &cache, Collector::new(sheet(page, place), Areas { links, redrawn }, fonts));
        for line in lines {
            collector.add_line(line);
        }
        let letters = collector.letters();
        text += letters;
        if text > MOST_TEXT {
            break;
        }
        found.without_text += usize::from(letters == 0);
        found.unknown_glyphs += collector.unknown;
        let comment = |Comment { author, text }| PageComment { page: index, author, text };
        found.comments.extend(comments.into_iter().map(comment));
        let height = page.render_dimensions().1;
        let (directions, used) = collector.finish();
        fonts = used;
        pages.push(PageRegions {
            height,
            regions: directions.flat_map(|(glyphs, rules)| regions(glyphs, &rules)).collect(),
        });
        if pages.len() == next_part && next_part < all / 2 {
            found.unread = all - pages.len();
            found.addresses.clone_from(&targets.addresses);
            found.blocks = blocks(pages.clone());
            take_part(&found);
            next_part *= 4;
        }
    }
    found.unread = all - pages.len();
    found.addresses = targets.addresses;
    found.blocks = blocks(pages);
    Ok(found)
}

/// Returns a PDF whose text can be read.
fn open(bytes: Vec<u8>) -> Result<Pdf, PdfFailure> {
    let data = PdfData::from(bytes);
    Pdf::new(data.clone()).or_else(|error| {
        read_unencrypted(data.as_ref()).ok_or(match error {
            LoadPdfError::Decryption(_) => PdfFailure::Encrypted,
            LoadPdfError::Invalid => PdfFailure::Damaged,
        })
    })
}

/// Returns the whole of a page; text that its crop box hides is text of the page.
fn sheet(page: &PdfPage<'_>, place: Affine) -> Rect {
    let media = page.media_box();
    let sheet = place.transform_rect_bbox(Rect::new(media.x0, media.y0, media.x1, media.y1));
    // A media box without an area says nothing.
    let (width, height) = page.render_dimensions();
    if sheet.is_zero_area() { Rect::new(0.0, 0.0, width.into(), height.into()) } else { sheet }
}

/// Collects the glyphs of a page.
fn collect<'a>(
    page: &PdfPage<'a>,
    place: Affine,
    cache: &InterpreterCache<'a>,
    mut collector: Collector,
) -> Collector {
    let area = sheet(page, place);
    let mut context = Context::new(place, area, cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut collector);
    collector.guess();
    collector
}

/// Returns the entries of the outline in the order of the document.
fn outline(pdf: &Pdf) -> Vec<(u8, String)> {
    let root: Option<Dict> = pdf.xref().get(pdf.xref().root_id());
    let first = root.and_then(|root| root.get::<Dict>(OUTLINES)).and_then(|outlines| outlines.get(FIRST));
    let mut entries = Vec::new();
    // Entries yet to be visited, the next one last. Both counts end outlines that lead in a circle.
    let mut rest: Vec<(u8, Dict)> = first.into_iter().map(|entry| (1, entry)).collect();
    while let Some((level, entry)) = rest.pop().filter(|_| entries.len() < MOST_ENTRIES) {
        let label = entry.get::<object::String>(TITLE).and_then(|title| text_string(title.as_bytes()));
        entries.push((level, label.unwrap_or_default()));
        rest.extend(entry.get(NEXT).map(|next| (level, next)));
        if level < DEEPEST_ENTRY {
            rest.extend(entry.get(FIRST).map(|inner| (level + 1, inner)));
        }
    }
    entries.retain(|(_, label)| !label.is_empty());
    entries
}
