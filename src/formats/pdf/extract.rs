//! What is read of a PDF, and how it passes from one process to another.

use serde::{Deserialize, Serialize};

use hayro_interpret::hayro_syntax::object::dict::keys::{FIRST, NEXT, OUTLINES, TITLE};
use hayro_interpret::hayro_syntax::object::{self, Dict};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use crate::formats::pdf::glyphs::{Collector, Fonts};
use crate::formats::pdf::layout::regions;
use crate::formats::pdf::paragraphs::{PageBlock, blocks};
use crate::formats::pdf::running_heads::Page;

/// The most pages that are read.
pub(super) const MOST_PAGES: usize = 20_000;

/// The most text that is read, in bytes.
pub(super) const MOST_TEXT: usize = 64 << 20;

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
    /// The date of its creation, such as `2024-05-31`.
    pub date: Option<String>,
}

/// Why nothing can be read of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Failure {
    /// It needs a password.
    Encrypted,
    /// Its structure cannot be understood.
    Damaged,
}

/// Returns the text of a PDF.
pub(super) fn extract(bytes: Vec<u8>) -> Result<Extracted, Failure> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Failure::Encrypted,
        LoadPdfError::Invalid => Failure::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let all = pdf.pages().len();
    let mut found = Extracted { pages: all, ..Extracted::default() };
    let mut pages = Vec::new();
    let mut text = 0;
    let mut fonts = Fonts::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        let (height, collector) = collect(page, &pdf, &cache, fonts);
        let letters = collector.letters();
        text += letters;
        if text > MOST_TEXT {
            break;
        }
        found.without_text += usize::from(letters == 0);
        found.unknown_glyphs += collector.unknown;
        let (directions, used) = collector.finish();
        fonts = used;
        pages.push(Page { height, regions: directions.flat_map(regions).collect() });
    }
    found.unread = all - pages.len();
    found.blocks = blocks(pages);
    found.outline = outline(&pdf);
    let metadata = pdf.metadata();
    found.title = metadata.title.as_deref().and_then(text_string);
    found.author = metadata.author.as_deref().and_then(text_string);
    found.subject = metadata.subject.as_deref().and_then(text_string);
    found.date = metadata
        .creation_date
        .as_ref()
        .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    Ok(found)
}

/// Returns the height of a page and its glyphs. Text that the crop box hides is text of the page.
fn collect<'a>(
    page: &PdfPage<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    fonts: Fonts,
) -> (f32, Collector) {
    let place = Affine::new(page.initial_transform(true).as_coeffs());
    let media = page.media_box();
    let sheet = place.transform_rect_bbox(Rect::new(media.x0, media.y0, media.x1, media.y1));
    let mut context = Context::new(place, sheet, cache, pdf.xref(), InterpreterSettings::default());
    let mut collector = Collector::new(sheet, fonts);
    interpret_page(page, &mut context, &mut collector);
    collector.guess();
    (page.render_dimensions().1, collector)
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

/// Returns the characters of a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a byte order mark,
/// else `PDFDocEncoding`, which is Latin-1 but for a few signs.
fn text_string(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}
