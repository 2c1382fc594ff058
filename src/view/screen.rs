//! The whole screen: which parts there are and in which order they are drawn.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{fill, put};
use super::theme::{Role, Theme};
use super::{comparison, help, keywords, list, reader, status};
use crate::app::library::Walk;
use crate::app::panel::Panel;
use crate::app::state::Reading;
use crate::app::{App, Focus, Layout, TextArea, View};
use crate::text::width::{fit, width};

/// Draws the state; the cursor stands where something is being typed, else it is hidden.
pub fn draw(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    let layout = app.layout();
    let status = match (&layout, &app.view) {
        (Layout::TooSmall, _) => return too_small(buffer, area),
        (Layout::Reading { header, list, text, status }, _) => {
            draw_header(buffer, *header, *list, text, app, theme);
            if let Some(list) = list {
                list::draw(buffer, *list, app, theme);
                divide(buffer, *list, theme);
            }
            reader::draw(buffer, text, app, theme);
            *status
        }
        (Layout::Comparing { status, .. }, View::Comparing(comparing)) => {
            comparison::draw(buffer, app, comparing, &layout, theme);
            *status
        }
        (Layout::Comparing { status, .. }, View::Reading) => *status,
    };
    let panes = Rect { height: status.y, ..area };
    match &app.panel {
        Some(Panel::Keywords(panel)) => keywords::draw(buffer, panes, app, panel, theme),
        Some(Panel::Help { context, top }) => help::draw(buffer, panes, app, *context, *top, theme),
        None => {}
    }
    if let Some(cursor) = status::draw(buffer, status, app, theme) {
        frame.set_cursor_position(cursor);
    }
}

fn too_small(buffer: &mut Buffer, area: Rect) {
    put(
        buffer,
        area.x,
        area.y,
        area.right(),
        fit("too small", usize::from(area.width)).as_str(),
        ratatui::style::Style::new(),
    );
}

fn divide(buffer: &mut Buffer, list: Rect, theme: &Theme) {
    for y in list.y..list.bottom() {
        put(buffer, list.right(), y, list.right() + 1, "│", theme.style(Role::Rule));
    }
}

/// Titles above the panes: how many documents, which one, how far, how long still.
fn draw_header(
    buffer: &mut Buffer,
    row: Rect,
    list: Option<Rect>,
    text: &TextArea,
    app: &App,
    theme: &Theme,
) {
    fill(buffer, row.x, row.y, row.right(), '─', theme.style(Role::Rule));
    let style = |focus: Focus| theme.style(if app.focus == focus { Role::Header } else { Role::Dim });
    if let Some(list) = list {
        let room = usize::from(list.width);
        put(buffer, row.x, row.y, list.right(), fit(&library(app), room).as_str(), style(Focus::List));
    }
    let place = place(app, text);
    let end = row.right().saturating_sub(width(&place) as u16);
    let x = text.area.x + 2;
    let room = usize::from(end.saturating_sub(x + 1));
    let title = fit(&format!(" {} ", title(app)), room);
    if title.as_str().trim() != "" {
        put(buffer, x, row.y, end, title.as_str(), style(Focus::Text));
    }
    put(buffer, end, row.y, row.right(), &place, theme.style(Role::Dim));
}

fn library(app: &App) -> String {
    let count = app.library.documents();
    let noun = if count == 1 { "document" } else { "documents" };
    let going = if app.library.walk == Walk::Going { " …" } else { "" };
    format!(" Library · {count} {noun}{going} ")
}

fn title(app: &App) -> String {
    match &app.reading {
        Reading::Text(pane) if pane.document.title.as_str().is_empty() => name(app),
        Reading::Text(pane) => pane.document.title.as_str().to_string(),
        Reading::Failed(..) => name(app),
        Reading::Nothing => String::new(),
    }
}

fn name(app: &App) -> String {
    app.shown_entry()
        .and_then(|entry| app.library.entry(entry))
        .map_or(String::new(), |entry| entry.name.clone())
}

fn place(app: &App, text: &TextArea) -> String {
    match &app.reading {
        Reading::Text(pane) => format!(" {}% · {} min ", pane.progress(text), pane.minutes_left()),
        _ => String::new(),
    }
}
