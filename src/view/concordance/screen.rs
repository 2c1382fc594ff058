//! The whole of it: what was looked for, the rows, the words of the selected one.

use ratatui::layout::Rect;

use super::{below, header, rows};
use crate::app::concordance::Concordance;
use crate::app::{App, Layout};
use crate::view::paint::Canvas;
use crate::view::theme::Role;

/// Draws what is found in every document.
pub(in crate::view) fn draw(canvas: &mut Canvas<'_>, app: &App, found: &Concordance, layout: &Layout) {
    let Layout::Grid { header, table, below, .. } = layout else { return };
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
