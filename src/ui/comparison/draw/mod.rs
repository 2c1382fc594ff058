//! Drawing the views of a comparison: their parts on the screen, and the titles of both sides.

pub mod overview;
pub mod reason;
pub mod tables;
pub mod texts;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::compare::{EditionFigures, Figures, Side};
use crate::text::width::width;
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::context::{DrawContext, inset, title_of};
use crate::ui::drawing::text::fitted;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::{Layout, TextArea};

/// A side narrower than this has no room for its count of sentences.
const NARROW: u16 = 28;

/// Draws an open comparison.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout) {
    let Layout::Comparison { header, left, right, why, .. } = layout else { return };
    if matches!(view.shown, Shown::Overview(_)) {
        draw_both_titles(cx, *header, view);
        overview::draw(cx, view, layout);
        return reason::draw(cx, *why, view);
    }
    let pairs = view.placed_pairs(layout);
    for side in [Side::Left, Side::Right] {
        let Some(area) = layout.side(side) else { continue };
        draw_title(cx, *header, area, view, side);
        match view.shown {
            Shown::Facts(selected) => tables::draw_facts(cx, area, view, side, selected),
            Shown::Terms(selected) => tables::draw_terms(cx, area, view, side, selected),
            Shown::Pairs(_) => texts::draw_pairs(cx, area, view, side, &pairs),
            Shown::Both | Shown::Only(_) | Shown::Overview(_) => texts::draw(cx, area, view, side),
        }
    }
    if let (Some(left), Some(_)) = (left, right) {
        cx.put_divider(Rect { x: left.area.right(), y: header.y, width: 1, height: why.y - header.y });
    }
    reason::draw(cx, *why, view);
}

/// Draws the title and the figures of one side above its pane.
fn draw_title(cx: &mut DrawContext<'_>, header: Rect, area: &TextArea, view: &ComparisonView, side: Side) {
    let pane = view.pane(side);
    let row = Rect { x: area.area.x, width: area.area.width, height: 1, ..header };
    let sentences = pane.document.sentences.len();
    let count = if row.width < NARROW { String::new() } else { format!(" {sentences} sentences") };
    let count = cx.words(count, Role::Dim);
    let words = inset(row, 1, 0);
    let has_focus = view.side == side;
    let style = cx.style(if has_focus { Role::Header } else { Role::Dim });
    let room = usize::from(words.width).saturating_sub(count.width());
    cx.put_ends(fitted(&title(cx, view, side, room), room, style), count, words);
    if has_focus {
        cx.put(cx.words("▌", Role::Cursor), row);
    }
    let mut line = Line::from(figures(view, side, words.width.into()));
    line.push_span(Span::raw(" "));
    for (number, _) in cx.keywords.iter().filter(|(number, _)| cx.keywords.is_shown(*number)) {
        line.push_span(Span::raw(" "));
        line.extend(cx.keyword_count(number, pane.hits.of(number).len(), cx.style(Role::Dim)));
    }
    cx.put(line, Rect { y: header.y + 1, ..words });
}

/// Draws both titles one above the other, as the rows and the columns of the overview.
fn draw_both_titles(cx: &mut DrawContext<'_>, header: Rect, view: &ComparisonView) {
    let sides = [(Side::Left, "↓ "), (Side::Right, "→ ")];
    for (row, (side, axis)) in header.rows().zip(sides) {
        let sentences = view.pane(side).document.sentences.len();
        let figures = figures(view, side, usize::from(header.width) / 2);
        let figures = cx.words(format!(" {figures} · {sentences} sentences"), Role::Dim);
        let room = usize::from(header.width).saturating_sub(figures.width() + 4);
        let title = fitted(&title(cx, view, side, room), room, cx.style(Role::Header));
        cx.put_ends(vec![cx.words(axis, Role::Cursor), title], figures, inset(row, 1, 1));
    }
}

fn title(cx: &DrawContext<'_>, view: &ComparisonView, side: Side, room: usize) -> String {
    let pane = view.pane(side);
    title_of(cx.library, pane.entry, pane.document.title.as_str(), room)
}

/// Returns the figures of a side, in fewer words where there is less room.
fn figures(view: &ComparisonView, side: Side, cells: usize) -> String {
    let Some(comparison) = view.findings.comparison() else { return "comparing …".into() };
    if let Some(edition) = view.findings.edition() {
        return of_edition(edition.figures(), side, cells);
    }
    let Figures { linked, strong, only } = comparison.figures(side, view.levels);
    let long = format!("{linked} linked, {strong} strong · {only} only here");
    if width(&long) <= cells { long } else { format!("{linked} ┃{strong} ·{only}") }
}

/// Returns how many sentences of a text were changed in its other version, and how.
fn of_edition(figures: EditionFigures, side: Side, cells: usize) -> String {
    let EditionFigures { unchanged, edited, moved, added, removed } = figures;
    let (sign, alone, word) = match side {
        Side::Left => ('-', removed, "removed"),
        Side::Right => ('+', added, "added"),
    };
    let long = format!("{unchanged} unchanged, {edited} edited, {moved} moved · {alone} {word}");
    if width(&long) <= cells { long } else { format!("={unchanged} ~{edited} ↕{moved} {sign}{alone}") }
}
