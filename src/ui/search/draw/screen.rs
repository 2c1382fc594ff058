//! The whole of it: what was looked for, the rows, the words of the selected one.

use ratatui::layout::Rect;

use crate::ui::app::App;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;
use crate::ui::search::draw::{below, header, rows};
use crate::ui::search::state::SearchView;

/// Draws what is found in every document.
pub(crate) fn draw(canvas: &mut Canvas<'_>, app: &App, found: &SearchView, layout: &Layout) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    header::draw(canvas, *header, app, found);
    if found.rows.is_empty() {
        say(canvas, *table, if found.is_done() { "(nothing)" } else { "searching …" });
    } else {
        rows::draw(canvas, *table, app, found);
    }
    below::draw(canvas, *below, app, found);
}

fn say(canvas: &mut Canvas<'_>, table: Rect, words: &str) {
    canvas.put(table.x + 2, table.y, table.right(), words, canvas.style(Role::Dim));
}
