//! The views of a comparison: which parts each has on the screen, and the titles of both sides.

pub mod overview;
pub mod reason;
pub mod tables;
pub mod texts;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::compare::{EditionFigures, Figures, Side};
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::{ComparisonView, area as area_of};
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{fitted, inset, put_divider, put_ends};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::{Layout, TextArea};
use crate::ui::list::entry::keyword_count;

/// A side narrower than this has no room for its count of sentences.
const NARROW: u16 = 28;

/// Draws an open comparison.
pub(crate) fn draw(cx: DrawContext<'_>, comparing: &ComparisonView, layout: &Layout, buffer: &mut Buffer) {
    let Layout::Comparison { header, left, right, why, .. } = layout else { return };
    if matches!(comparing.shown, Shown::Overview(_)) {
        draw_both_titles(cx, *header, comparing, buffer);
        overview::draw(cx, comparing, layout, buffer);
        return reason::draw(cx, *why, comparing, buffer);
    }
    let pairs = comparing.placed_pairs(layout);
    for side in [Side::Left, Side::Right] {
        let Some(area) = area_of(layout, side) else { continue };
        draw_title(cx, *header, area, comparing, side, buffer);
        match comparing.shown {
            Shown::Facts(selected) => tables::draw_facts(cx, area, comparing, side, selected, buffer),
            Shown::Terms(selected) => tables::draw_terms(cx, area, comparing, side, selected, buffer),
            Shown::Pairs(_) => texts::draw_pairs(cx, area, comparing, side, &pairs, buffer),
            Shown::Both | Shown::Only(_) | Shown::Overview(_) => {
                texts::draw(cx, area, comparing, side, buffer);
            }
        }
    }
    if let (Some(left), Some(_)) = (left, right) {
        let divider = Rect { x: left.area.right(), y: header.y, width: 1, height: why.y - header.y };
        put_divider(cx, divider, buffer);
    }
    reason::draw(cx, *why, comparing, buffer);
}

/// Draws the title and the figures of one side above its pane.
fn draw_title(
    cx: DrawContext<'_>,
    header: Rect,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    buffer: &mut Buffer,
) {
    let pane = comparing.pane(side);
    let row = Rect { x: area.area.x, width: area.area.width, height: 1, ..header };
    let sentences = pane.document.sentences.len();
    let count = if row.width < NARROW { String::new() } else { format!(" {sentences} sentences") };
    let count = Span::styled(count, cx.style(Role::Dim));
    let words = inset(row, 1, 0);
    let has_focus = comparing.side == side;
    let style = cx.style(if has_focus { Role::Header } else { Role::Dim });
    let room = usize::from(words.width).saturating_sub(count.width());
    put_ends(fitted(&title(cx.app, comparing, side), room, style), count, words, buffer);
    if has_focus {
        Span::styled("▌", cx.style(Role::Cursor)).render(row, buffer);
    }
    let mut line = Line::from(figures(comparing, side, words.width.into()));
    line.push_span(Span::raw(" "));
    for (number, keyword) in cx.app.keywords.iter().filter(|(number, _)| cx.app.keywords.is_shown(*number)) {
        let count = pane.hits.of(number).len();
        line.push_span(Span::raw(" "));
        line.extend(keyword_count(cx, (number, keyword, count), cx.style(Role::Dim)));
    }
    line.render(Rect { y: header.y + 1, ..words }, buffer);
}

/// Draws both titles one above the other, as the rows and the columns of the overview.
fn draw_both_titles(cx: DrawContext<'_>, header: Rect, comparing: &ComparisonView, buffer: &mut Buffer) {
    let sides = [(Side::Left, "↓ "), (Side::Right, "→ ")];
    for (row, (side, axis)) in header.rows().zip(sides) {
        let sentences = comparing.pane(side).document.sentences.len();
        let figures = figures(comparing, side, usize::from(header.width) / 2);
        let figures = Span::styled(format!(" {figures} · {sentences} sentences"), cx.style(Role::Dim));
        let room = usize::from(header.width).saturating_sub(figures.width() + 4);
        let axis = Span::styled(axis, cx.style(Role::Cursor));
        let title = fitted(&title(cx.app, comparing, side), room, cx.style(Role::Header));
        put_ends(Line::from(vec![axis, title]), figures, inset(row, 1, 1), buffer);
    }
}

fn title(app: &App, comparing: &ComparisonView, side: Side) -> String {
    let pane = comparing.pane(side);
    match pane.document.title.as_str() {
        "" => app.library.entry(pane.entry).map_or(String::new(), |entry| entry.name().into_owned()),
        title => title.to_string(),
    }
}

/// The figures of a side, in fewer words where there is less room.
fn figures(comparing: &ComparisonView, side: Side, cells: usize) -> String {
    let Some(comparison) = comparing.findings.comparison() else { return "comparing …".into() };
    if let Some(edition) = comparing.findings.edition() {
        return of_edition(edition.figures(), side, cells);
    }
    let Figures { linked, strong, only } = comparison.figures(side, comparing.levels);
    let long = format!("{linked} linked, {strong} strong · {only} only here");
    if width(&long) <= cells { long } else { format!("{linked} ┃{strong} ·{only}") }
}

/// What became of the sentences of a text in its other version.
fn of_edition(figures: EditionFigures, side: Side, cells: usize) -> String {
    let EditionFigures { unchanged, edited, moved, added, removed } = figures;
    let (sign, alone, word) = match side {
        Side::Left => ('-', removed, "removed"),
        Side::Right => ('+', added, "added"),
    };
    let long = format!("{unchanged} unchanged, {edited} edited, {moved} moved · {alone} {word}");
    if width(&long) <= cells { long } else { format!("={unchanged} ~{edited} ↕{moved} {sign}{alone}") }
}
