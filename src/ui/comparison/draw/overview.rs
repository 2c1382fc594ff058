//! All links at a glance: a dot where a left sentence (its row) meets a right one (its column).

use ratatui::style::Style;

use crate::compare::{Level, Link, Side};
use crate::document::{Flow, Position};
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::comparison::draw::marks;
use crate::ui::comparison::map::Map;
use crate::ui::comparison::state::{ComparisonView, area as area_of};
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;
use crate::ui::reader::draw::sought;
use crate::ui::reader::text;
use crate::ui::reader::text::RowMarks;

/// Every so many sentences carry their number.
const NUMBERED: usize = 5;

/// Rows each sentence of the selected link has below the picture.
const SENTENCE_ROWS: usize = 2;

/// Draws the picture, and the two sentences of the selected link below it.
pub(crate) fn draw(canvas: &mut Canvas<'_>, app: &App, comparing: &ComparisonView, layout: &Layout) {
    let Some(map) = comparing.map(layout) else { return };
    draw_numbers(canvas, comparing, &map);
    let selected = comparing.selected_link();
    if let Some(link) = selected {
        draw_cross(canvas, &map, &link);
    }
    for ((x, y), link) in comparing.map_cells(&map) {
        let (sign, role) = sign(comparing, &link);
        canvas.put(x, y, x + 1, sign, canvas.style(role));
    }
    if let Some(link) = selected {
        let (x, y) = map.cell(&link);
        canvas.put(x, y, x + 1, sign(comparing, &link).0, canvas.style(Role::MatchHere));
        for (number, side) in [Side::Left, Side::Right].into_iter().enumerate() {
            draw_sentence(canvas, app, comparing, layout, (&map, &link, side, number));
        }
    }
}

/// The dot of a link; of two versions of one text every change has its own sign.
fn sign(comparing: &ComparisonView, link: &Link) -> (&'static str, Role) {
    match (comparing.findings.edition(), comparing.level_of(link)) {
        (Some(_), _) => marks::of_link(comparing, link).unwrap_or(("·", Role::Dim)),
        (None, Some(Level::Strong)) => ("●", Role::StrongLink),
        (None, _) => ("○", Role::WeakLink),
    }
}

/// Draws the row and the column of the selected link.
fn draw_cross(canvas: &mut Canvas<'_>, map: &Map, link: &Link) {
    let (x, y) = map.cell(link);
    let style = canvas.style(Role::Rule);
    canvas.fill(map.area.x, y, x, "┈", style);
    for row in map.area.y..y {
        canvas.fill(x, row, x + 1, "┊", style);
    }
}

fn draw_numbers(canvas: &mut Canvas<'_>, comparing: &ComparisonView, map: &Map) {
    let dim = canvas.style(Role::Dim);
    let numbered = |side: Side| {
        let count = comparing.pane(side).document.sentences.len();
        (0..count).filter(|at| *at == 0 || (at + 1) % NUMBERED == 0)
    };
    let mut free = map.area.y;
    for sentence in numbered(Side::Left) {
        let y = map.row(sentence);
        if y >= free {
            let number = format!("{:>5} ", sentence + 1);
            canvas.put(map.area.x.saturating_sub(6), y, map.area.x, &number, dim);
            free = y + 1;
        }
    }
    let mut free = map.area.x;
    for sentence in numbered(Side::Right) {
        let number = (sentence + 1).to_string();
        let x = map.column(sentence);
        if x >= free && x + width(&number) as u16 <= map.area.right() {
            free = canvas.put(x, map.area.y.saturating_sub(1), map.area.right(), &number, dim) + 1;
        }
    }
}

/// Draws the beginning of one sentence of the selected link.
fn draw_sentence(
    canvas: &mut Canvas<'_>,
    app: &App,
    comparing: &ComparisonView,
    layout: &Layout,
    (map, link, side, number): (&Map, &Link, Side, usize),
) {
    let (Some(area), Some(block)) =
        (area_of(layout, Side::Left), comparing.sentence_block(side, link.on(side)))
    else {
        return;
    };
    let pane = comparing.pane(side);
    let blocks = [block];
    let flow = Flow::new(&pane.document.text, &blocks, area.cells());
    let page = flow.page(Position(blocks[0].span.start), SENTENCE_ROWS + 1);
    let y = map.below.y + (number * SENTENCE_ROWS) as u16;
    let rows = page.iter().take(SENTENCE_ROWS).zip(y..map.below.bottom());
    let sign = if side == Side::Left { "↓" } else { "→" };
    let passages = crate::ui::comparison::draw::wording::passages(comparing, link, side);
    text::draw_rows(canvas, area, pane, &blocks, rows, &sought(app), |row| {
        let first = row.span.start == blocks[0].span.start;
        let cursor = first.then_some((sign, Role::Cursor));
        RowMarks { cursor, link: None, passages: passages.clone() }
    });
    if page.len() > SENTENCE_ROWS && y + 1 < map.below.bottom() {
        canvas.put(area.text.right(), y + 1, area.text.right() + 1, "…", Style::new());
    }
}
