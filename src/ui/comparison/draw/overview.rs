//! All links at a glance: a dot where a left sentence (its row) meets a right one (its column).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::compare::{Level, Link, Side};
use crate::document::{Flow, Position};
use crate::ui::comparison::draw::texts::{link_sign, passages};
use crate::ui::comparison::map::Map;
use crate::ui::comparison::state::{ComparisonView, area as area_of};
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;
use crate::ui::reader::draw::sought;
use crate::ui::reader::text::{RowMarks, TextView};

/// Every so many sentences carry their number.
const NUMBERED: usize = 5;

/// Rows each sentence of the selected link has below the picture.
const SENTENCE_ROWS: usize = 2;

/// Draws the picture, and the two sentences of the selected link below it.
pub(crate) fn draw(cx: DrawContext<'_>, comparing: &ComparisonView, layout: &Layout, buffer: &mut Buffer) {
    let Some(map) = comparing.map(layout) else { return };
    draw_numbers(cx, comparing, &map, buffer);
    let selected = comparing.selected_link();
    if let Some(link) = selected {
        draw_cross(cx, &map, &link, buffer);
    }
    let cell = |(x, y): (u16, u16)| Rect { x, y, width: 1, height: 1 };
    for (place, link) in comparing.map_cells(&map) {
        let (sign, role) = sign(comparing, &link);
        Span::styled(sign, cx.style(role)).render(cell(place), buffer);
    }
    if let Some(link) = selected {
        let (sign, _) = sign(comparing, &link);
        Span::styled(sign, cx.style(Role::MatchHere)).render(cell(map.cell(&link)), buffer);
        let places = [(Side::Left, "↓", map.below.y), (Side::Right, "→", map.below.y + SENTENCE_ROWS as u16)];
        for (side, axis, y) in places {
            let below = Rect { y, height: map.below.bottom().saturating_sub(y), ..map.below };
            draw_sentence(cx, comparing, layout, below, (&link, side, axis), buffer);
        }
    }
}

/// The dot of a link; of two versions of one text every change has its own sign.
fn sign(comparing: &ComparisonView, link: &Link) -> (&'static str, Role) {
    match (comparing.findings.edition(), comparing.level_of(link)) {
        (Some(_), _) => link_sign(comparing, link).unwrap_or(("·", Role::Dim)),
        (None, Some(Level::Strong)) => ("●", Role::StrongLink),
        (None, _) => ("○", Role::WeakLink),
    }
}

/// Draws the row and the column of the selected link.
fn draw_cross(cx: DrawContext<'_>, map: &Map, link: &Link, buffer: &mut Buffer) {
    let (x, y) = map.cell(link);
    let style = cx.style(Role::Rule);
    let row = Rect { x: map.area.x, y, width: x - map.area.x, height: 1 };
    Span::styled("┈".repeat(row.width.into()), style).render(row, buffer);
    for cell in (Rect { x, y: map.area.y, width: 1, height: y - map.area.y }).rows() {
        Span::styled("┊", style).render(cell, buffer);
    }
}

fn draw_numbers(cx: DrawContext<'_>, comparing: &ComparisonView, map: &Map, buffer: &mut Buffer) {
    let numbered = |side: Side| {
        let count = comparing.pane(side).document.sentences.len();
        (0..count).filter(|at| *at == 0 || (at + 1) % NUMBERED == 0)
    };
    let number = |sentence: usize| Line::from(Span::styled((sentence + 1).to_string(), cx.style(Role::Dim)));
    let left = Rect { x: map.area.x.saturating_sub(6), width: 5.min(map.area.x), height: 1, ..map.area };
    let mut free = map.area.y;
    for sentence in numbered(Side::Left) {
        let y = map.row(sentence);
        if y >= free {
            number(sentence).right_aligned().render(Rect { y, ..left }, buffer);
            free = y + 1;
        }
    }
    let above = Rect { y: map.area.y.saturating_sub(1), height: 1, ..map.area };
    let mut free = map.area.x;
    for sentence in numbered(Side::Right) {
        let (x, number) = (map.column(sentence), number(sentence));
        let width = number.width() as u16;
        if x >= free && x + width <= map.area.right() {
            number.render(Rect { x, width, ..above }, buffer);
            free = x + width + 1;
        }
    }
}

/// Draws the beginning of one sentence of the selected link.
fn draw_sentence(
    cx: DrawContext<'_>,
    comparing: &ComparisonView,
    layout: &Layout,
    below: Rect,
    (link, side, sign): (&Link, Side, &'static str),
    buffer: &mut Buffer,
) {
    let Some(area) = area_of(layout, Side::Left) else { return };
    let Some(block) = comparing.sentence_block(side, link.on(side)) else { return };
    let pane = comparing.pane(side);
    let blocks = [block];
    let flow = Flow::new(&pane.document.text, &blocks, area.cells());
    let page = flow.page(Position(blocks[0].span.start), SENTENCE_ROWS + 1);
    let passages = passages(comparing, link, side);
    let view = TextView { cx, area, pane, sought: sought(cx.app) };
    view.render(&blocks, page.iter().take(SENTENCE_ROWS).zip(below.rows()), buffer, |row| {
        let is_first = row.span.start == blocks[0].span.start;
        RowMarks { cursor: is_first.then_some((sign, Role::Cursor)), link: None, passages: passages.clone() }
    });
    if page.len() > SENTENCE_ROWS && below.height > 1 {
        Span::raw("…").render(Rect { x: area.text.right(), y: below.y + 1, width: 1, height: 1 }, buffer);
    }
}
