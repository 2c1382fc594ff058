//! Rows of a text with everything laid over the words: emphasis, keywords, matches, shared words.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::numbers::circled;
use super::paint::{fill, put, put_glyph};
use super::theme::{Role, Theme};
use crate::app::TextArea;
use crate::app::layout::MARGIN_LEFT;
use crate::app::text_pane::TextPane;
use crate::document::{Block, BlockKind, Row, RowKind, Stress};
use crate::search::{Keyword, Keywords};
use crate::text::Span;
use crate::text::safe::{Shown, glyphs_from};

/// What is laid over the words, whatever the text.
pub(super) struct Highlights<'a> {
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The match last gone to, by its start.
    pub match_here: Option<usize>,
    /// The colours.
    pub theme: &'a Theme,
}

/// What the owner of a text says about one of its rows.
pub(super) struct RowMarks {
    /// The sign in the first cell: the cursor.
    pub cursor: Option<(&'static str, Style)>,
    /// The sign in the second cell: the link.
    pub link: Option<(&'static str, Style)>,
    /// Passages of this row drawn in another style, the weakest first.
    pub passages: Vec<(Span, Style)>,
}

/// Draws the rows in view; `marks` says what stands beside each.
pub(super) fn draw(
    buffer: &mut Buffer,
    area: &TextArea,
    pane: &TextPane,
    highlights: &Highlights<'_>,
    marks: impl Fn(&Row) -> RowMarks,
) {
    for (number, row) in pane.page(area).iter().enumerate() {
        let y = area.area.y + number as u16;
        if row.kind == RowKind::Gap {
            continue;
        }
        let Some(block) = pane.blocks.get(row.block) else { continue };
        let marks = marks(row);
        let left = area.text.x - MARGIN_LEFT;
        for (column, sign) in [(left, marks.cursor), (left + 1, marks.link)] {
            if let Some((sign, style)) = sign {
                put(buffer, column, y, column + 1, sign, style);
            }
        }
        let x = draw_frame(buffer, area, y, block, row, highlights.theme);
        if block.kind == BlockKind::Rule {
            fill(buffer, x, y, area.text.right(), '─', highlights.theme.style(Role::Rule));
            continue;
        }
        draw_words(buffer, area, (x, y), pane, row, block, highlights, &marks.passages);
        draw_numbers(buffer, area, y, pane, row, highlights);
    }
}

/// Draws quotation bars and the list marker; returns the column where the words begin.
fn draw_frame(buffer: &mut Buffer, area: &TextArea, y: u16, block: &Block, row: &Row, theme: &Theme) -> u16 {
    let end = area.text.right();
    let mut x = area.text.x;
    for _ in 0..block.frame.quotes {
        x = put(buffer, x, y, end, "▎ ", theme.style(Role::Quote));
    }
    let words = (x + u16::from(block.frame.indent)).min(end);
    if let (RowKind::First, Some(marker)) = (row.kind, &block.frame.marker) {
        let width = crate::text::width::width(marker) as u16;
        let from = words.saturating_sub(width + 1).max(x);
        put(buffer, from, y, words, marker, theme.style(Role::Dim));
    }
    words
}

/// Draws the words of a row, each glyph in the style of everything that lies over it.
#[expect(
    clippy::too_many_arguments,
    reason = "a row, where it goes and what lies over it: nothing here belongs together"
)]
fn draw_words(
    buffer: &mut Buffer,
    area: &TextArea,
    (x, y): (u16, u16),
    pane: &TextPane,
    row: &Row,
    block: &Block,
    highlights: &Highlights<'_>,
    passages: &[(Span, Style)],
) {
    let base = base(block, highlights.theme);
    let layers = layers(pane, row.span, highlights, passages);
    let skipped = if block.kind.keeps_lines() { pane.sideways } else { 0 };
    let mark = highlights.theme.style(Role::Mark);
    let mut column = 0;
    let mut at = x;
    for glyph in glyphs_from(row.span.of(&pane.document.text), 0) {
        column += glyph.width;
        if column <= skipped {
            continue;
        }
        let offset = row.span.start + glyph.span.start;
        let over = layers.iter().filter(|(span, _)| span.contains(offset));
        let shown = if glyph.shown == Shown::Mark { base.patch(mark) } else { base };
        let style = over.fold(shown, |style, (_, layer)| style.patch(*layer));
        if let Some(next) = put_glyph(buffer, at, y, area.text.right(), &glyph, style) {
            at = next;
        } else {
            put(buffer, area.text.right(), y, area.text.right() + 1, "…", highlights.theme.style(Role::Dim));
            break;
        }
    }
}

fn base(block: &Block, theme: &Theme) -> Style {
    match block.kind {
        BlockKind::Heading(_) => theme.style(Role::Heading),
        BlockKind::Code => theme.style(Role::Code),
        BlockKind::TableRow { head: true, .. } => theme.style(Role::Strong),
        BlockKind::Reference => theme.style(Role::Dim),
        BlockKind::Paragraph | BlockKind::TableRow { .. } | BlockKind::Rule => Style::new(),
    }
}

/// Everything that lies over a row, the weakest first.
fn layers(
    pane: &TextPane,
    row: Span,
    highlights: &Highlights<'_>,
    passages: &[(Span, Style)],
) -> Vec<(Span, Style)> {
    let theme = highlights.theme;
    let mut layers = emphasis(pane, row, theme);
    layers.extend(passages.iter().filter(|(span, _)| span.overlaps(row)));
    layers.extend(keyword_layers(pane, row, highlights));
    let from = pane.matches.partition_point(|span| span.end <= row.start);
    for span in pane.matches[from..].iter().take_while(|span| span.start < row.end) {
        let here = highlights.match_here == Some(span.start);
        layers.push((*span, theme.style(if here { Role::MatchHere } else { Role::Match })));
    }
    layers
}

fn emphasis(pane: &TextPane, row: Span, theme: &Theme) -> Vec<(Span, Style)> {
    let all = &pane.document.emphasis;
    let until = all.partition_point(|found| found.span.start < row.end);
    // Emphasis may nest and its ends are in no order; a stretch longer than this is no emphasis.
    let from = all.partition_point(|found| found.span.start + 65_536 < row.start);
    let over = all[from..until].iter().filter(|found| found.span.overlaps(row));
    over.map(|found| {
        let role = match found.stress {
            Stress::Light => Role::Emphasis,
            Stress::Strong => Role::Strong,
            Stress::Struck => Role::Struck,
            Stress::Code => Role::Code,
            Stress::Link => Role::Link,
        };
        (found.span, theme.style(role))
    })
    .collect()
}

/// Overlapping hits are all shown: the first gives its ground, the others a line in their colour.
fn keyword_layers(pane: &TextPane, row: Span, highlights: &Highlights<'_>) -> Vec<(Span, Style)> {
    let (keywords, theme) = (highlights.keywords, highlights.theme);
    let hits: Vec<_> =
        pane.hits.in_window(row).into_iter().filter(|hit| keywords.is_shown(hit.keyword)).collect();
    let mut layers: Vec<(Span, Style)> = Vec::with_capacity(hits.len());
    for (number, hit) in hits.iter().enumerate() {
        let colour = keywords.get(hit.keyword).and_then(Keyword::colour);
        let below = hits[..number].iter().any(|other| other.span.overlaps(hit.span));
        if below {
            layers.push((hit.span, theme.keyword_below(hit.keyword, colour)));
        } else {
            layers.insert(0, (hit.span, theme.keyword(hit.keyword, colour)));
        }
    }
    layers
}

/// Draws the numbers of the keywords on a row into the right margin.
fn draw_numbers(
    buffer: &mut Buffer,
    area: &TextArea,
    y: u16,
    pane: &TextPane,
    row: &Row,
    highlights: &Highlights<'_>,
) {
    let mut x = area.text.right() + 1;
    let mut seen = Vec::new();
    for hit in pane.hits.in_window(row.span) {
        if highlights.keywords.is_shown(hit.keyword) && !seen.contains(&hit.keyword) {
            seen.push(hit.keyword);
            let colour = highlights.keywords.get(hit.keyword).and_then(Keyword::colour);
            let style = highlights.theme.keyword_number(hit.keyword, colour);
            let end = (area.text.right() + crate::app::layout::MARGIN_RIGHT).min(area.scrollbar);
            x = put(buffer, x, y, end, &circled(hit.keyword), style);
        }
    }
}
