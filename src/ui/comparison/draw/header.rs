//! The titles and the figures of both sides.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::compare::{EditionFigures, Figures, Side};
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::list::entry::put_count;

/// A side narrower than this has no room for its count of sentences.
const NARROW: u16 = 28;

/// Draws the title and the figures of one side above its pane.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    header: Rect,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
) {
    let pane = comparing.pane(side);
    let (x, end) = (area.area.x + 1, area.area.right());
    let sentences = pane.document.sentences.len();
    let count = if area.area.width < NARROW { String::new() } else { format!(" {sentences} sentences") };
    let room = usize::from(end.saturating_sub(x));
    let cells = room.saturating_sub(width(&count));
    let active = comparing.side == side;
    let style = if active { canvas.style(Role::Header) } else { canvas.style(Role::Dim) };
    canvas.put(x, header.y, end, fit(&title(app, comparing, side), cells).as_str(), style);
    canvas.put(end.saturating_sub(width(&count) as u16), header.y, end, &count, canvas.style(Role::Dim));
    if active {
        canvas.put(area.area.x, header.y, end, "▌", canvas.style(Role::Cursor));
    }
    let mut at = canvas.put(x, header.y + 1, end, &figures(comparing, side, room), Style::new());
    at += 1;
    for (number, keyword) in app.keywords.iter().filter(|(number, _)| app.keywords.is_shown(*number)) {
        let count = pane.hits.of(number).len();
        let dim = canvas.style(Role::Dim);
        at = put_count(canvas, (at + 1, header.y + 1, end), (number, keyword, count), dim);
    }
}

/// Draws both titles one above the other, as the rows and the columns of the overview.
pub(crate) fn draw_both(canvas: &mut Canvas<'_>, header: Rect, app: &App, comparing: &ComparisonView) {
    for (y, side, axis) in [(header.y, Side::Left, "↓"), (header.y + 1, Side::Right, "→")] {
        let sentences = comparing.pane(side).document.sentences.len();
        let cells = usize::from(header.width) / 2;
        let figures = format!(" {} · {sentences} sentences", figures(comparing, side, cells));
        let room = usize::from(header.width).saturating_sub(width(&figures) + 4);
        let x = canvas.put(header.x + 1, y, header.right(), axis, canvas.style(Role::Cursor));
        let title = title(app, comparing, side);
        canvas.put(x + 1, y, header.right(), fit(&title, room).as_str(), canvas.style(Role::Header));
        let from = header.right().saturating_sub(width(&figures) as u16 + 1);
        canvas.put(from, y, header.right(), &figures, canvas.style(Role::Dim));
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
