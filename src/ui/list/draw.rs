//! The list: its title, and its part around the selected document.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use ratatui::widgets::{Block, Widget};

use crate::text::width::width;
use crate::ui::app::{App, Focus};
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::inset;
use crate::ui::drawing::theme::Role;
use crate::ui::list::entry;
use crate::ui::list::entry::Row;
use crate::ui::list::library::Walk;
use crate::ui::list::names::{Marked, end_line};
use crate::ui::list::visible_rows::{Line, ROWS};

/// Draws the part of the list around the selected document.
pub(crate) fn draw(cx: DrawContext<'_>, area: Rect, buffer: &mut Buffer) {
    let listing = &cx.app.library.listing;
    if listing.rows().is_empty() && listing.options.filter.is_some() {
        Span::styled("nothing fits", cx.style(Role::Dim)).render(inset(area, 2, 0), buffer);
    }
    let mut scorer = None;
    for placed in listing.placed(usize::from(area.height)) {
        let y = area.y + placed.y as u16;
        match placed.line {
            Line::Heading(group) => draw_heading(cx, Rect { y, height: 1, ..area }, group, buffer),
            Line::Entry(row, id) => {
                let is_selected = listing.row() == Some(row);
                let rows = Rect { y, height: (ROWS as u16).min(area.bottom().saturating_sub(y)), ..area };
                let style = match (is_selected, cx.app.focus) {
                    (true, Focus::List) => cx.style(Role::Selected),
                    (true, Focus::Text) => cx.style(Role::SelectedAway),
                    (false, _) => Style::new(),
                };
                Block::new().style(style).render(rows, buffer);
                entry::draw(cx, rows, Row { id, is_selected, style }, &mut scorer, buffer);
            }
        }
    }
}

/// Draws the folder of a group and how many of its documents are shown.
fn draw_heading(cx: DrawContext<'_>, row: Rect, group: usize, buffer: &mut Buffer) {
    let rows = cx.app.library.listing.rows();
    let Some(folder) = rows.groups().get(group).map(|group| group.folder.as_str()) else { return };
    let common = cx.app.library.common_folder();
    let text = if folder.is_empty() { &common } else { folder };
    let count = Span::styled(format!(" {}", rows.size_of(group)), cx.style(Role::Dim));
    let style = cx.style(Role::Heading);
    let room = usize::from(row.width).saturating_sub(count.width());
    let mut line = end_line(&Marked { text, spans: &[], style, found: style }, room);
    line.push_span(count);
    line.render(row, buffer);
}

/// Returns the title of the list in at most `room` cells: how many documents, and by what they
/// are sorted.
pub(crate) fn header(app: &App, room: usize) -> String {
    let (all, options) = (app.library.documents(), &app.library.listing.options);
    let noun = if all == 1 { "document" } else { "documents" };
    let count = match options.filter {
        Some(_) => format!("{} of {all}", app.library.listing.rows().len()),
        None => all.to_string(),
    };
    let going = if app.library.walk == Walk::Going { " …" } else { "" };
    let sorted = match options.to_string() {
        words if words.is_empty() => String::new(),
        words => format!(" · {words}"),
    };
    let shortest = if options.is_plain() { None } else { Some(format!(" {count}{going}{sorted} ")) };
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
