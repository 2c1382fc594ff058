//! The list: what is above it, and its part around the selected document.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width::width;
use crate::ui::app::{App, Focus};
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::list::entry;
use crate::ui::list::entry::Row;
use crate::ui::list::library::Walk;
use crate::ui::list::lines::{Line, ROWS};
use crate::ui::list::names::{Marked, put_end};

/// Draws the part of the list around the selected document.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let listing = &app.library.listing;
    if listing.rows().is_empty() && listing.wish.filter.is_some() {
        canvas.put(area.x + 2, area.y, area.right(), "nothing fits", canvas.style(Role::Dim));
    }
    let mut scorer = None;
    for placed in listing.placed(usize::from(area.height)) {
        let y = area.y + placed.y as u16;
        match placed.line {
            Line::Heading(group) => draw_heading(canvas, Rect { y, height: 1, ..area }, app, group),
            Line::Entry(row, id) => {
                let selected = listing.row() == Some(row);
                let rows = Rect { y, height: (ROWS as u16).min(area.bottom().saturating_sub(y)), ..area };
                let style = match (selected, app.focus) {
                    (true, Focus::List) => canvas.style(Role::Selected),
                    (true, Focus::Text) => canvas.style(Role::SelectedAway),
                    (false, _) => Style::new(),
                };
                canvas.clear(rows, style);
                entry::draw(canvas, rows, app, Row { id, is_selected: selected, style }, &mut scorer);
            }
        }
    }
}

/// The folder of a group and how many of its documents are shown.
fn draw_heading(canvas: &mut Canvas<'_>, row: Rect, app: &App, group: usize) {
    let rows = app.library.listing.rows();
    let Some(folder) = rows.groups().get(group).map(|group| group.folder.as_str()) else { return };
    let folder = if folder.is_empty() { app.library.home() } else { folder };
    let count = format!(" {}", rows.size_of(group));
    let end = row.right().saturating_sub(width(&count) as u16);
    let style = canvas.style(Role::Heading);
    let text = Marked { text: folder, spans: &[], style, found: style };
    let at = put_end(canvas, (row.x, row.y, end), &text);
    canvas.put(at, row.y, row.right(), &count, canvas.style(Role::Dim));
}

/// Returns what stands above the list in at most `room` cells: how many documents, and by what they
/// are sorted.
pub(crate) fn header(app: &App, room: usize) -> String {
    let (all, wish) = (app.library.documents(), &app.library.listing.wish);
    let noun = if all == 1 { "document" } else { "documents" };
    let count = match wish.filter {
        Some(_) => format!("{} of {all}", app.library.listing.rows().len()),
        None => all.to_string(),
    };
    let going = if app.library.walk == Walk::Going { " …" } else { "" };
    let sorted = match wish.to_string() {
        words if words.is_empty() => String::new(),
        words => format!(" · {words}"),
    };
    let shortest = if wish.is_plain() { None } else { Some(format!(" {count}{going}{sorted} ")) };
    let all = [
        Some(format!(" Library · {count} {noun}{going}{sorted} ")),
        shortest.as_ref().map(|_| format!(" {count} {noun}{going}{sorted} ")),
        shortest,
    ];
    let mut all = all.into_iter().flatten().peekable();
    loop {
        match all.next() {
            Some(text) if width(&text) <= room || all.peek().is_none() => return text,
            Some(_) => {}
            None => return String::new(),
        }
    }
}
