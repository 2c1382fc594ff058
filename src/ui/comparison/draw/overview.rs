//! The picture of all links: each link is a dot in the row of its left sentence and the column of its
//! right one.

use ratatui::layout::{Constraint, Rect};
use ratatui::text::{Line, Span};

use crate::compare::{Level, Link, Side};
use crate::ui::comparison::draw::texts::passages;
use crate::ui::comparison::map::Map;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::{DrawContext, Role};
use crate::ui::layout::Layout;
use crate::ui::reader::draw::{RowMarks, TextView};

/// Every so many sentences carry their number.
const NUMBERED: usize = 5;

/// Rows each sentence of the selected link has below the picture.
const SENTENCE_ROWS: usize = 2;

/// Draws the picture, and the two sentences of the selected link below it.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout) {
    let Some(map) = view.map(layout) else { return };
    draw_numbers(cx, view, &map);
    let selected = view.selected_link();
    if let Some(link) = selected {
        draw_cross(cx, &map, &link);
    }
    let cell = |(x, y): (u16, u16)| Rect { x, y, width: 1, height: 1 };
    for (place, link) in view.map_cells(&map) {
        let (sign, role) = sign(view, &link);
        cx.put(cx.words(sign, role), cell(place));
    }
    let Some(link) = selected else { return };
    let (sign, _) = sign(view, &link);
    cx.put(cx.words(sign, Role::MatchHere), cell(map.cell(&link)));
    let rows = [Constraint::Length(SENTENCE_ROWS as u16), Constraint::Min(0)];
    let [left, right] = ratatui::layout::Layout::vertical(rows).areas(map.below);
    draw_sentence(cx, view, layout, left, (&link, Side::Left, "↓"));
    draw_sentence(cx, view, layout, right, (&link, Side::Right, "→"));
}

/// Returns the dot of a link; in two versions of one text every change has its own sign.
fn sign(view: &ComparisonView, link: &Link) -> (&'static str, Role) {
    match (view.findings.edition(), view.level_of(link)) {
        (Some(_), _) => view.mark_of_link(link).map_or(("·", Role::Dim), |mark| (mark.sign(), mark.role())),
        (None, Some(Level::Strong)) => ("●", Role::StrongLink),
        (None, _) => ("○", Role::WeakLink),
    }
}

/// Draws the row and the column of the selected link.
fn draw_cross(cx: &mut DrawContext<'_>, map: &Map, link: &Link) {
    let (x, y) = map.cell(link);
    let row = Rect { x: map.area.x, y, width: x - map.area.x, height: 1 };
    cx.put(cx.words("┈".repeat(row.width.into()), Role::Rule), row);
    for cell in (Rect { x, y: map.area.y, width: 1, height: y - map.area.y }).rows() {
        cx.put(cx.words("┊", Role::Rule), cell);
    }
}

/// Draws the numbers of some left sentences beside the picture, and of some right ones above it.
fn draw_numbers(cx: &mut DrawContext<'_>, view: &ComparisonView, map: &Map) {
    let numbered = |side: Side| {
        let count = view.pane(side).document.sentences.len();
        (0..count).filter(|at| *at == 0 || (at + 1) % NUMBERED == 0)
    };
    let left = Rect { x: map.area.x.saturating_sub(6), width: 5.min(map.area.x), height: 1, ..map.area };
    let mut free = map.area.y;
    for sentence in numbered(Side::Left) {
        let y = map.row(sentence);
        if y >= free {
            let number = Line::from(cx.words((sentence + 1).to_string(), Role::Dim));
            cx.put(number.right_aligned(), Rect { y, ..left });
            free = y + 1;
        }
    }
    let above = Rect { y: map.area.y.saturating_sub(1), height: 1, ..map.area };
    let mut free = map.area.x;
    for sentence in numbered(Side::Right) {
        let (x, number) = (map.column(sentence), cx.words((sentence + 1).to_string(), Role::Dim));
        let width = number.width() as u16;
        if x >= free && x + width <= map.area.right() {
            cx.put(number, Rect { x, width, ..above });
            free = x + width + 1;
        }
    }
}

/// Draws the beginning of one sentence of the selected link.
fn draw_sentence(
    cx: &mut DrawContext<'_>,
    view: &ComparisonView,
    layout: &Layout,
    below: Rect,
    (link, side, sign): (&Link, Side, &'static str),
) {
    let Some(area) = layout.side(Side::Left) else { return };
    let page = view.sentence_page(side, link.on(side), area.cells(), SENTENCE_ROWS + 1);
    let Some((blocks, page)) = page else { return };
    let passages = passages(view, link, side);
    let text = TextView { area, pane: view.pane(side), match_here: cx.match_here };
    text.draw(cx, &blocks, page.iter().zip(below.rows()), |row| {
        let is_first = row.span.start == blocks[0].span.start;
        let cursor = is_first.then_some((sign, Role::Cursor));
        RowMarks { cursor, passages: passages.clone(), ..RowMarks::default() }
    });
    if page.len() > SENTENCE_ROWS && below.height > 1 {
        cx.put(Span::raw("…"), Rect { x: area.text.right(), y: below.y + 1, width: 1, height: 1 });
    }
}
