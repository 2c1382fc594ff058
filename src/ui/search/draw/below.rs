//! The selected hit with its whole sentence.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tasks::found::Line;
use crate::text::width::{fit, width};
use crate::text::wrap::{rows, shown};
use crate::ui::app::App;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::search::draw::rows::{layers, title};
use crate::ui::search::state::SearchView;

/// Cells left of the words.
const MARGIN: u16 = 2;

/// Draws the words around the selected hit under the name of its document.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, found: &SearchView) {
    if area.height == 0 {
        return;
    }
    canvas.fill(area.x, area.y, area.right(), "─", canvas.style(Role::Rule));
    let Some(row) = found.row() else { return };
    let line = found.line(row);
    let place = line.map_or(String::new(), |line| format!(" line {} ", line.excerpt.line));
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&place));
    let name = fit(&format!(" {} ", title(app, found, row.group())), room);
    let x = canvas.put(area.x + 1, area.y, area.right(), name.as_str(), canvas.style(Role::Header));
    canvas.put(x, area.y, area.right(), &place, canvas.style(Role::Dim));
    let words = Rect { y: area.y + 1, height: area.height - 1, ..area };
    match (line, app.library.entry(found.groups[row.group()].found.entry)) {
        (Some(line), _) => draw_sentence(canvas, words, app, found, line),
        (None, Some(entry)) => {
            let room = usize::from(area.width.saturating_sub(MARGIN + 1));
            let name = fit(&entry.name(), room);
            canvas.put(words.x + MARGIN, words.y, words.right(), name.as_str(), canvas.style(Role::Dim));
        }
        (None, None) => {}
    }
}

fn draw_sentence(canvas: &mut Canvas<'_>, area: Rect, app: &App, found: &SearchView, line: &Line) {
    let text = &*line.excerpt.text;
    let over = layers(canvas, app, found, line);
    let all = rows(text, usize::from(area.width.saturating_sub(MARGIN + 1)).max(1));
    // A hit far down a long sentence is in view.
    let height = usize::from(area.height);
    let at = all.partition_point(|row| row.end <= line.excerpt.within.start);
    let skipped = (at + 1).saturating_sub(height);
    for (row, y) in all.iter().skip(skipped).zip(area.y..area.bottom()) {
        let mut x = area.x + MARGIN;
        for glyph in shown(row.of(text)) {
            let span = glyph.span.shifted(row.start);
            let layers = over.iter().filter(|(layer, _)| layer.overlaps(span));
            let style = layers.fold(Style::new(), |style, (_, layer)| style.patch(*layer));
            match canvas.put_glyph(x, y, area.right(), &glyph, style) {
                Some(next) => x = next,
                None => break,
            }
        }
    }
}
