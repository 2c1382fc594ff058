//! The whole screen: which parts there are and in which order they are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::width::{fit, width};
use crate::ui::app::Reading;
use crate::ui::app::{App, Focus, View};
use crate::ui::claims::draw as grid;
use crate::ui::comparison::draw::screen as comparison;
use crate::ui::drawing::numbers::duration;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::status;
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::list::draw as list;
use crate::ui::panels::Panel;
use crate::ui::panels::bookmarks::draw as bookmarks;
use crate::ui::panels::help::draw as help;
use crate::ui::panels::keywords::draw as keywords;
use crate::ui::panels::similar::draw as similar;
use crate::ui::reader::draw as reader;
use crate::ui::search::draw::screen as concordance;

/// Cells a title keeps before the file name may stand beside it.
const LEAST_TITLE: usize = 24;

/// Draws the state on empty cells; returns where the cursor stands while something is being typed.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    draw_all(&mut Canvas::new(buffer, theme), area, app)
}

fn draw_all(canvas: &mut Canvas<'_>, area: Rect, app: &App) -> Option<Position> {
    let layout = app.layout();
    let status = match (&layout, &app.view) {
        (Layout::TooSmall, _) => {
            too_small(canvas, area);
            return None;
        }
        (Layout::Reading { header, list, text, status }, _) => {
            draw_header(canvas, *header, *list, text, app);
            if let Some(list) = list {
                list::draw(canvas, *list, app);
                divide(canvas, *list);
            }
            reader::draw(canvas, text, app);
            *status
        }
        (Layout::Comparison { status, .. }, View::Comparison(comparing)) => {
            comparison::draw(canvas, app, comparing, &layout);
            *status
        }
        (Layout::Table { status, .. }, View::Claims(claims)) => {
            grid::draw(canvas, app, claims, &layout);
            *status
        }
        (Layout::Table { status, .. }, View::Search(found)) => {
            concordance::draw(canvas, app, found, &layout);
            *status
        }
        (Layout::Comparison { status, .. } | Layout::Table { status, .. }, _) => *status,
    };
    let panes = Rect { height: status.y, ..area };
    match &app.panel {
        Some(Panel::Keywords(panel)) => keywords::draw(canvas, panes, app, panel),
        Some(Panel::Similar(panel)) => similar::draw(canvas, panes, app, panel),
        Some(Panel::Bookmarks(panel)) => bookmarks::draw(canvas, panes, app, *panel),
        Some(Panel::Help(panel)) => help::draw(canvas, panes, app, panel.context, panel.top),
        None => {}
    }
    status::draw(canvas, status, app)
}

fn too_small(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.put(
        area.x,
        area.y,
        area.right(),
        fit("too small", usize::from(area.width)).as_str(),
        Style::new(),
    );
}

fn divide(canvas: &mut Canvas<'_>, list: Rect) {
    for y in list.y..list.bottom() {
        canvas.put(list.right(), y, list.right() + 1, "│", canvas.style(Role::Rule));
    }
}

/// Titles above the panes: how many documents, which one, how far, how long still.
fn draw_header(canvas: &mut Canvas<'_>, row: Rect, list: Option<Rect>, text: &TextArea, app: &App) {
    canvas.fill(row.x, row.y, row.right(), "─", canvas.style(Role::Rule));
    let theme = canvas.theme();
    let style = |focus: Focus| theme.style(if app.focus == focus { Role::Header } else { Role::Dim });
    if let Some(list) = list {
        let room = usize::from(list.width);
        canvas.put(
            row.x,
            row.y,
            list.right(),
            fit(&list::header(app, room), room).as_str(),
            style(Focus::List),
        );
    }
    let place = place(canvas, app, text);
    let end = row.right().saturating_sub(width(&place) as u16);
    let x = text.area.x + 2;
    let told = told(app);
    let from = end.saturating_sub(told.as_ref().map_or(0, |words| width(words) as u16 + 1));
    draw_title(canvas, row, x, from, app);
    if let Some(words) = told {
        canvas.put(from, row.y, end, &words, theme.style(Role::Trouble));
    }
    canvas.put(end, row.y, row.right(), &place, theme.style(Role::Dim));
}

/// The title, and beside it the file it stands in when there is room for both.
fn draw_title(canvas: &mut Canvas<'_>, row: Rect, x: u16, end: u16, app: &App) {
    let room = usize::from(end.saturating_sub(x + 1));
    let (title, name) = (title(app), name(app));
    let file = if title == name { String::new() } else { format!(" {name} ") };
    let beside = room >= width(&file) + LEAST_TITLE && !file.is_empty();
    let title_room = if beside { room - width(&file) - 1 } else { room };
    let role = if app.focus == Focus::Text { Role::Header } else { Role::Dim };
    let title = fit(&format!(" {title} "), title_room);
    if title.as_str().trim().is_empty() {
        return;
    }
    let at = canvas.put(x, row.y, end, title.as_str(), canvas.style(role));
    if beside {
        canvas.put(at + 1, row.y, end, &file, canvas.style(Role::Dim));
    }
}

fn title(app: &App) -> String {
    match &app.reading {
        Reading::Text(pane) if pane.document.title.as_str().is_empty() => name(app),
        Reading::Text(pane) => pane.document.title.as_str().to_string(),
        Reading::Failed(..) | Reading::Awaited(_) => name(app),
        Reading::Nothing => String::new(),
    }
}

fn name(app: &App) -> String {
    app.shown_entry()
        .and_then(|entry| app.library.entry(entry))
        .map_or(String::new(), |entry| entry.name().into_owned())
}

/// What became of the file on the screen, or that it is followed.
fn told(app: &App) -> Option<String> {
    let Reading::Text(pane) = &app.reading else { return None };
    let following = (app.following == Some(pane.entry)).then(|| "following".to_string());
    pane.file.words().or(following).map(|words| format!(" {words} "))
}

fn place(canvas: &mut Canvas<'_>, app: &App, text: &TextArea) -> String {
    match &app.reading {
        Reading::Text(pane) => {
            let line = pane.line_number().map_or(String::new(), |line| format!("line {line} · "));
            let part = if pane.is_partial() { "only what matches · " } else { "" };
            let progress = pane.progress_on(&canvas.page(pane, text));
            format!(" {part}{line}{progress}% · {} left ", duration(pane.minutes_left()))
        }
        _ => String::new(),
    }
}
