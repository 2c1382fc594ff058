//! Rows of a text: what stands left of the words, the words, and the keyword numbers right of them.

use ratatui::style::Style;

use crate::document::{Block, BlockKind, Row, RowKind};
use crate::search::Keyword;
use crate::text::Span;
use crate::text::safe::Shown;
use crate::text::width::width;
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::MARGIN_LEFT;
use crate::ui::layout::TextArea;
use crate::ui::reader::layers::{Layer, Sought, layers, shown_hits};
use crate::ui::reader::text_pane::{TextPane, row_glyphs};

/// What the owner of a text says about one of its rows.
#[derive(Default)]
pub(crate) struct RowMarks {
    /// The sign in the first cell: the cursor.
    pub cursor: Option<(&'static str, Role)>,
    /// The sign in the second cell: the link.
    pub link: Option<(&'static str, Role)>,
    /// Passages of this row drawn in another style, the weakest first.
    pub passages: Vec<(Span, Role)>,
}

/// A row of the page and where it is drawn.
struct Line<'a> {
    row: &'a Row,
    block: &'a Block,
    y: u16,
}

/// Draws the rows in view; `marks` says what stands beside each.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    pane: &TextPane,
    sought: &Sought<'_>,
    marks: impl Fn(&Row) -> RowMarks,
) {
    let page = canvas.page(pane, area);
    draw_rows(canvas, area, pane, &pane.blocks, page.iter().zip(area.area.y..), sought, marks);
}

/// Draws rows of a text set in these blocks, each at the row of the window beside it.
pub(crate) fn draw_rows<'a>(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    pane: &TextPane,
    blocks: &[Block],
    rows: impl Iterator<Item = (&'a Row, u16)>,
    sought: &Sought<'_>,
    marks: impl Fn(&Row) -> RowMarks,
) {
    for (row, y) in rows {
        let Some(block) = blocks.get(row.block) else { continue };
        if row.kind == RowKind::Gap {
            continue;
        }
        let (line, marks) = (Line { row, block, y }, marks(row));
        let left = area.text.x - MARGIN_LEFT;
        for (column, sign) in [(left, marks.cursor), (left + 1, marks.link)] {
            if let Some((sign, role)) = sign {
                canvas.put(column, y, column + 1, sign, canvas.style(role));
            }
        }
        let x = draw_frame(canvas, area, &line);
        if block.kind == BlockKind::Rule {
            canvas.fill(x, y, area.text.right(), "─", canvas.style(Role::Rule));
            continue;
        }
        let over = layers(pane, row.span, sought, &marks.passages, canvas.theme());
        draw_words(canvas, area, pane, &line, x, &over);
        draw_numbers(canvas, area, pane, &line, sought);
    }
}

/// Draws quotation bars and the list marker; returns the column where the words begin.
fn draw_frame(canvas: &mut Canvas<'_>, area: &TextArea, line: &Line<'_>) -> u16 {
    let (end, frame) = (area.text.right(), &line.block.frame);
    let mut x = area.text.x;
    for _ in 0..frame.quotes {
        x = canvas.put(x, line.y, end, "▎ ", canvas.style(Role::Quote));
    }
    let words = (x + u16::from(frame.indent)).min(end);
    if let (RowKind::First, Some(marker)) = (line.row.kind, &frame.marker) {
        let from = words.saturating_sub(width(marker) as u16 + 1).max(x);
        canvas.put(from, line.y, words, marker, canvas.style(Role::Dim));
    }
    words
}

/// Draws the words of a row, each glyph in the style of everything that lies over it.
fn draw_words(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    pane: &TextPane,
    line: &Line<'_>,
    x: u16,
    over: &[Layer],
) {
    let base = base(line.block).map_or(Style::new(), |role| canvas.style(role));
    let skipped = if line.block.kind.keeps_lines() { pane.sideways } else { 0 };
    let (start, end) = (line.row.span.start, area.text.right());
    let (mut column, mut at) = (0, x);
    let text = pane.document.passage(line.row.span);
    let mut glyphs = row_glyphs(line.block, text);
    loop {
        // Where nothing lies over the words they need not be looked at one by one.
        if over.is_empty() && skipped == 0 {
            while let Some(run) = glyphs.take_run() {
                let Some(next) = canvas.put_run(at, line.y, end, run, base) else {
                    canvas.put(end, line.y, end + 1, "…", canvas.style(Role::Dim));
                    return;
                };
                at = next;
            }
        }
        let Some(glyph) = glyphs.next() else { break };
        column += glyph.width;
        if column <= skipped {
            continue;
        }
        let is_marked = matches!(glyph.shown, Shown::Mark | Shown::Cut(_));
        let plain = if is_marked { base.patch(canvas.style(Role::Mark)) } else { base };
        let here = over.iter().filter(|(span, _)| span.contains(start + glyph.span.start));
        let style = here.fold(plain, |style, (_, layer)| style.patch(*layer));
        let Some(next) = canvas.put_glyph(at, line.y, end, &glyph, style) else {
            canvas.put(end, line.y, end + 1, "…", canvas.style(Role::Dim));
            break;
        };
        at = next;
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

/// Draws the numbers of the keywords on a row into the right margin.
fn draw_numbers(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    pane: &TextPane,
    line: &Line<'_>,
    sought: &Sought<'_>,
) {
    let mut x = area.text.right() + 1;
    let mut numbers: Vec<usize> =
        shown_hits(pane, line.row.span, sought.keywords).iter().map(|hit| hit.keyword).collect();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let colour = sought.keywords.get(number).and_then(Keyword::colour);
        x = canvas.put(
            x,
            line.y,
            area.margin,
            &circled(number),
            canvas.theme().keyword_number(number, colour),
        );
    }
}
