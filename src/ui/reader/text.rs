//! Rows of a text: the signs left of the words, the words, and the keyword numbers right of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::document::{Block, BlockKind, Row, RowKind, Stress};
use crate::search::{Keyword, KeywordHit, Keywords};
use crate::text::Span as Bytes;
use crate::text::safe::Shown;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{circled, put_glyph, put_rule, span};
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::layout::{MARGIN_LEFT, TextArea};
use crate::ui::reader::text_pane::{TextPane, row_glyphs};

/// The signs beside one row of a text, and its emphasised passages.
#[derive(Default)]
pub(crate) struct RowMarks {
    /// The sign in the first cell: the cursor.
    pub cursor: Option<(&'static str, Role)>,
    /// The sign in the second cell: the link.
    pub link: Option<(&'static str, Role)>,
    /// Passages of this row drawn in another style, the weakest first.
    pub passages: Vec<(Bytes, Role)>,
}

/// A widget of a text whose rows are byte ranges of a document.
pub(crate) struct TextView<'a> {
    pub cx: DrawContext<'a>,
    pub area: &'a TextArea,
    pub pane: &'a TextPane,
    pub sought: Sought<'a>,
}

impl TextView<'_> {
    /// Draws rows of a text set in `blocks`, each into a row of the window; `marks` returns the signs
    /// beside it.
    pub(crate) fn render<'r>(
        &self,
        blocks: &[Block],
        rows: impl Iterator<Item = (&'r Row, Rect)>,
        buffer: &mut Buffer,
        mut marks: impl FnMut(&Row) -> RowMarks,
    ) {
        for (row, place) in rows.filter(|(row, _)| row.kind != RowKind::Gap) {
            let Some(block) = blocks.get(row.block) else { continue };
            let marks = marks(row);
            let left = self.area.text.x - MARGIN_LEFT;
            for (x, sign) in [(left, marks.cursor), (left + 1, marks.link)] {
                if let Some((sign, role)) = sign {
                    Span::styled(sign, self.cx.style(role)).render(Rect { x, width: 1, ..place }, buffer);
                }
            }
            let text = Rect { x: self.area.text.x, width: self.area.text.width, ..place };
            let words = self.render_frame(block, row.kind, text, buffer);
            if block.kind == BlockKind::Rule {
                put_rule(self.cx, words, buffer);
                continue;
            }
            let over = layers(self.pane, row.span, &self.sought, &marks.passages, self.cx.theme);
            self.render_words(block, row.span, words, &over, buffer);
            self.render_numbers(row.span, Rect { x: text.right() + 1, ..text }, buffer);
        }
    }

    /// Draws quotation bars and the list marker; returns the place of the words.
    fn render_frame(&self, block: &Block, kind: RowKind, area: Rect, buffer: &mut Buffer) -> Rect {
        let frame = &block.frame;
        Span::styled("▎ ".repeat(frame.quotes.into()), self.cx.style(Role::Quote)).render(area, buffer);
        let quotes = (2 * u16::from(frame.quotes)).min(area.width);
        let indented = (quotes + u16::from(frame.indent)).min(area.width);
        if let (RowKind::First, Some(marker)) = (kind, &frame.marker) {
            let marker = span(marker, self.cx.style(Role::Dim));
            let start = indented.saturating_sub(marker.width() as u16 + 1).max(quotes);
            marker.render(Rect { x: area.x + start, width: indented - start, ..area }, buffer);
        }
        Rect { x: area.x + indented, width: area.width - indented, ..area }
    }

    /// Draws the words of a row, each glyph in the style of everything that lies over it.
    fn render_words(&self, block: &Block, row: Bytes, area: Rect, over: &[Layer], buffer: &mut Buffer) {
        let base = base(block).map_or(Style::new(), |role| self.cx.style(role));
        let marked = base.patch(self.cx.style(Role::Mark));
        let skipped = if block.kind.keeps_lines() { self.pane.sideways } else { 0 };
        let (mut column, mut x) = (0, area.x);
        for glyph in row_glyphs(block, self.pane.document.passage(row)) {
            column += glyph.width;
            if column <= skipped {
                continue;
            }
            let plain = if matches!(glyph.shown, Shown::Mark | Shown::Cut(_)) { marked } else { base };
            let here = over.iter().filter(|(span, _)| span.contains(row.start + glyph.span.start));
            let style = here.fold(plain, |style, (_, layer)| style.patch(*layer));
            let Some(next) = put_glyph(buffer, (x, area.y, area.right()), &glyph, style) else {
                let beyond = Rect { x: area.right(), width: 1, ..area };
                Span::styled("…", self.cx.style(Role::Dim)).render(beyond, buffer);
                break;
            };
            x = next;
        }
    }

    /// Draws the numbers of the keywords on a row into the right margin.
    fn render_numbers(&self, row: Bytes, area: Rect, buffer: &mut Buffer) {
        let keywords = self.sought.keywords;
        let hits = shown_hits(self.pane, row, keywords);
        let mut numbers: Vec<usize> = hits.iter().map(|hit| hit.keyword).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let sign = |number: usize| {
            let colour = keywords.get(number).and_then(Keyword::colour);
            span(&circled(number), self.cx.theme.keyword_number(number, colour))
        };
        let width = self.area.margin.saturating_sub(area.x);
        numbers.into_iter().map(sign).collect::<Line<'_>>().render(Rect { width, ..area }, buffer);
    }
}

fn base(block: &Block) -> Option<Role> {
    match block.kind {
        BlockKind::Heading(_) => Some(Role::Heading),
        BlockKind::Code => Some(Role::Code),
        BlockKind::TableRow { head: true, .. } => Some(Role::Strong),
        BlockKind::Reference => Some(Role::Dim),
        BlockKind::Paragraph | BlockKind::TableRow { .. } | BlockKind::Rule => None,
    }
}

/// A passage and the style laid over it.
type Layer = (Bytes, Style);

/// What is marked in every text.
#[derive(Clone, Copy)]
pub(crate) struct Sought<'a> {
    /// The keywords.
    pub keywords: &'a Keywords,
    /// The match last gone to, by its start.
    pub match_here: Option<usize>,
}

/// Returns everything that lies over the row of these bytes, the weakest first.
fn layers(
    pane: &TextPane,
    row: Bytes,
    sought: &Sought<'_>,
    passages: &[(Bytes, Role)],
    theme: &Theme,
) -> Vec<Layer> {
    let mut layers = emphasis(pane, row, theme);
    let here = passages.iter().filter(|(span, _)| span.overlaps(row));
    layers.extend(here.map(|(span, role)| (*span, theme.style(*role))));
    layers.extend(keyword_layers(&shown_hits(pane, row, sought.keywords), sought.keywords, theme));
    let from = pane.matches.partition_point(|span| span.end <= row.start);
    for span in pane.matches[from..].iter().take_while(|span| span.start < row.end) {
        let here = sought.match_here == Some(span.start);
        layers.push((*span, theme.style(if here { Role::MatchHere } else { Role::Match })));
    }
    if let Some(found) = pane.last_hidden.filter(|found| found.span.overlaps(row)) {
        layers.push((found.span, theme.style(Role::MatchHere)));
    }
    layers
}

/// Returns the hits on a row of the keywords that are shown.
fn shown_hits(pane: &TextPane, row: Bytes, keywords: &Keywords) -> Vec<KeywordHit> {
    let hits = pane.hits.in_window(row).into_iter();
    hits.filter(|hit| keywords.is_shown(hit.keyword)).collect()
}

fn emphasis(pane: &TextPane, row: Bytes, theme: &Theme) -> Vec<Layer> {
    let all = &pane.document.emphasis;
    let until = all.partition_point(|found| found.span.start < row.end);
    // Emphasis may nest and its ends are in no order; a stretch longer than this is no emphasis.
    let from = all.partition_point(|found| found.span.start + 65_536 < row.start);
    let over = all[from..until].iter().filter(|found| found.span.overlaps(row));
    over.map(|found| (found.span, theme.style(role(found.stress)))).collect()
}

fn role(stress: Stress) -> Role {
    match stress {
        Stress::Light => Role::Emphasis,
        Stress::Strong => Role::Strong,
        Stress::Struck => Role::Struck,
        Stress::Code => Role::Code,
        Stress::Link => Role::Link,
    }
}

/// Overlapping hits are all shown: the first gives its ground, the others a line in their colour.
fn keyword_layers(hits: &[KeywordHit], keywords: &Keywords, theme: &Theme) -> Vec<Layer> {
    let (mut grounds, mut lines) = (Vec::new(), Vec::new());
    for (number, hit) in hits.iter().enumerate() {
        let colour = keywords.get(hit.keyword).and_then(Keyword::colour);
        if hits[..number].iter().any(|other| other.span.overlaps(hit.span)) {
            lines.push((hit.span, theme.keyword_below(hit.keyword, colour)));
        } else {
            grounds.push((hit.span, theme.keyword(hit.keyword, colour)));
        }
    }
    grounds.extend(lines);
    grounds
}
