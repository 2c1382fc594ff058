//! Drawing the views of a comparison: their parts on the screen, and the titles of both sides.

pub mod gutter;
pub mod overview;
pub mod reason;
pub mod summary;
pub mod tables;
pub mod texts;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::compare::{EditionFigures, Figures, Side};
use crate::text::width::width;
use crate::ui::comparison::shown::{ComparisonScreen, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::{DrawContext, MARGIN, Role, fitted, inset, side_role, tail};
use crate::ui::layout::{Layout, TextArea};

/// Draws an open comparison.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout) {
    let Layout::Comparison { header, gutter, stacked, why, .. } = layout else { return };
    match view.shown {
        ComparisonScreen::Overview(_) => {
            draw_both_titles(cx, *header, view, ["↓ ", "→ "]);
            overview::draw(cx, view, layout);
        }
        ComparisonScreen::Summary(_) => {
            draw_both_titles(cx, *header, view, [""; 2]);
            summary::draw(cx, view, layout);
        }
        ComparisonScreen::Both
        | ComparisonScreen::Pairs(_)
        | ComparisonScreen::Only(_)
        | ComparisonScreen::Facts(_)
        | ComparisonScreen::Terms(_) => {
            let hidden = stacked.map(|stacked| stacked.side.other());
            for side in [Side::Left, Side::Right].into_iter().filter(|side| Some(*side) != hidden) {
                if let Some(area) = layout.side(side) {
                    draw_title(cx, *header, area, view, side);
                    draw_side(cx, view, layout, side, area);
                }
            }
            draw_between(cx, view, layout, Rect { y: header.y, height: why.y - header.y, ..*gutter });
            if let Some(stacked) = stacked {
                texts::draw_counterpart(cx, view, layout, stacked);
            }
        }
    }
    reason::draw(cx, *why, view);
}

fn draw_side(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout, side: Side, area: &TextArea) {
    match view.shown {
        ComparisonScreen::Facts(selected) => tables::draw_facts(cx, area, view, side, selected),
        ComparisonScreen::Terms(selected) => tables::draw_terms(cx, area, view, side, selected),
        ComparisonScreen::Pairs(_) => texts::draw_pairs(cx, area, view, side, &view.placed_pairs(layout)),
        ComparisonScreen::Both
        | ComparisonScreen::Only(_)
        | ComparisonScreen::Overview(_)
        | ComparisonScreen::Summary(_) => {
            texts::draw(cx, area, view, side);
        }
    }
}

/// Draws lines between linked sentences where there is room for them, else a rule over the whole height.
fn draw_between(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout, between: Rect) {
    let Layout::Comparison { gutter, .. } = layout else { return };
    match gutter.width {
        0 => {}
        1 => cx.put_divider(between),
        _ => gutter::draw(cx, view, layout, *gutter),
    }
}

/// Draws the letter, the file and the title of one side above its pane, and its figures below them.
fn draw_title(cx: &mut DrawContext<'_>, header: Rect, area: &TextArea, view: &ComparisonView, side: Side) {
    let pane = view.pane(side);
    let row = Rect { x: area.area.x, width: area.area.width, height: 1, ..header };
    let words = inset(row, 1, 0);
    let has_focus = view.side == side;
    let mut title = vec![cx.words(format!("{}  ", letter(side)), side_role(side))];
    let style = cx.style(if has_focus { Role::Header } else { Role::Dim });
    let room = usize::from(words.width).saturating_sub(title[0].width() + 1);
    title.push(fitted(&name(cx, view, side, room), room, style));
    cx.put(title, words);
    if has_focus {
        cx.put(cx.words("▌", Role::Cursor), row);
    }
    if let Some(headings) = tables::column_headings(view, area, side) {
        let at = Rect { y: header.y + 1, ..inset(row, MARGIN, 0) };
        return cx.put(cx.words(headings, Role::Dim), at);
    }
    let below = inset(row, 4, 0);
    let mut counts = Line::default();
    for (number, _) in cx.keywords.iter().filter(|(number, _)| cx.keywords.is_shown(*number)) {
        counts.push_span(Span::raw("  "));
        counts.extend(cx.keyword_count(number, pane.hits.of(number).len(), cx.style(Role::Dim)));
    }
    let room = usize::from(below.width).saturating_sub(counts.width() + 1);
    let mut line = Line::from(cx.words(figures(view, side, room), Role::Dim));
    line.extend(counts);
    cx.put(line, Rect { y: header.y + 1, ..below });
}

/// Draws both titles one above the other, each after its letter and `marks`.
fn draw_both_titles(cx: &mut DrawContext<'_>, header: Rect, view: &ComparisonView, marks: [&'static str; 2]) {
    for ((row, side), mark) in header.rows().zip([Side::Left, Side::Right]).zip(marks) {
        let figures = figures(view, side, usize::from(header.width) / 2);
        let figures = cx.words(format!(" {figures}"), Role::Dim);
        let letter = cx.words(format!("{} {mark} ", letter(side)), side_role(side));
        let room = usize::from(header.width).saturating_sub(figures.width() + letter.width() + 2);
        let name = fitted(&name(cx, view, side, room), room, cx.style(Role::Header));
        cx.put_ends(vec![letter, name], figures, inset(row, 1, 1));
    }
}

/// Returns the file of a side, with its folder when both files have one name, and its title: `old.txt · Title`.
fn name(cx: &DrawContext<'_>, view: &ComparisonView, side: Side, room: usize) -> String {
    let pane = view.pane(side);
    let file = |side: Side| {
        let entry = cx.library.entry(view.pane(side).entry);
        entry.map_or(String::new(), |entry| entry.name().into_owned())
    };
    let mut name = file(side);
    if name == file(side.other()) {
        let path = cx.library.shown_path(pane.entry);
        let shown = tail(&path, (room / 2).saturating_sub(1));
        name = format!("{}{shown}", if shown.len() < path.len() { "…" } else { "" });
    }
    let title = match (pane.document.title.as_str(), cx.library.entry(pane.entry)) {
        ("", Some(entry)) => entry.title(),
        (title, _) => title.into(),
    };
    if title == name || title.is_empty() { name } else { format!("{name} · {title}") }
}

/// Returns the figures of a side, in fewer words where there is less room.
fn figures(view: &ComparisonView, side: Side, cells: usize) -> String {
    let Some(comparison) = view.findings.comparison() else { return "comparing …".into() };
    if let Some(edition) = view.findings.edition() {
        return of_edition(edition.figures(), side, cells);
    }
    let Figures { linked, strong, only } = comparison.figures(side, view.levels);
    let all = linked + only;
    let forms = [
        format!("{linked} of {all} sentences shared, {strong} very likely · {only} only here"),
        format!("{linked} of {all} shared, {strong} very likely · {only} only here"),
        format!("{linked} of {all} shared · {only} only here"),
        format!("{linked}/{all} ┃{strong} ·{only}"),
    ];
    let fits = forms.iter().find(|form| width(form) <= cells);
    fits.unwrap_or(&forms[forms.len() - 1]).clone()
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
