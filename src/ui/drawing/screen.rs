//! The whole screen: which parts there are and in which order they are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::document::Row;
use crate::ui::app::{App, Focus, Reading, View};
use crate::ui::claims::draw as claims;
use crate::ui::comparison::draw as comparison;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::status;
use crate::ui::drawing::text::{duration, fitted, put_divider, put_rule, span};
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::list::draw as list;
use crate::ui::panels::Panel;
use crate::ui::panels::bookmarks::draw as bookmarks;
use crate::ui::panels::help::draw as help;
use crate::ui::panels::keywords::draw as keywords;
use crate::ui::panels::similar::draw as similar;
use crate::ui::reader::draw as reader;
use crate::ui::search::draw as search;

/// Cells a title keeps before the file name is shown beside it.
const LEAST_TITLE: usize = 24;

/// Draws the state on an empty buffer; returns the place of the cursor while something is being typed.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let (cx, area) = (DrawContext { app, theme }, buffer.area);
    let layout = app.layout();
    let status = match (&layout, &app.view) {
        (Layout::TooSmall, _) => {
            Line::raw("too small").render(area, buffer);
            return None;
        }
        (Layout::Reading { header, list, text, status }, _) => {
            draw_reading(cx, *header, *list, text, buffer);
            *status
        }
        (Layout::Comparison { status, .. }, View::Comparison(view)) => {
            comparison::draw(cx, view, &layout, buffer);
            *status
        }
        (Layout::Table { status, .. }, View::Claims(table)) => {
            claims::draw(cx, table, &layout, buffer);
            *status
        }
        (Layout::Table { status, .. }, View::Search(found)) => {
            search::draw(cx, found, &layout, buffer);
            *status
        }
        (Layout::Comparison { status, .. } | Layout::Table { status, .. }, _) => *status,
    };
    let panes = Rect { height: status.y, ..area };
    match &app.panel {
        Some(Panel::Keywords(panel)) => keywords::draw(cx, panes, panel, buffer),
        Some(Panel::Similar(panel)) => similar::draw(cx, panes, panel, buffer),
        Some(Panel::Bookmarks(panel)) => bookmarks::draw(cx, panes, *panel, buffer),
        Some(Panel::Help(panel)) => help::draw(cx, panes, panel, buffer),
        None => {}
    }
    status::draw(cx, status, buffer)
}

fn draw_reading(cx: DrawContext<'_>, header: Rect, list: Option<Rect>, text: &TextArea, buffer: &mut Buffer) {
    let page = match &cx.app.reading {
        Reading::Text(pane) => pane.page(text),
        Reading::Failed(..) | Reading::Awaited(_) | Reading::Nothing => Vec::new(),
    };
    draw_header(cx, header, list, (text, &page), buffer);
    if let Some(list) = list {
        list::draw(cx, list, buffer);
        put_divider(cx, Rect { x: list.right(), width: 1, ..list }, buffer);
    }
    reader::draw(cx, text, &page, buffer);
}

/// Draws the titles above the panes: how many documents, which one, how far, how long still.
fn draw_header(
    cx: DrawContext<'_>,
    row: Rect,
    list: Option<Rect>,
    (text, page): (&TextArea, &[Row]),
    buffer: &mut Buffer,
) {
    put_rule(cx, row, buffer);
    let style = |focus: Focus| cx.style(if cx.app.focus == focus { Role::Header } else { Role::Dim });
    if let Some(list) = list {
        let title = list::header(cx.app, list.width.into());
        fitted(&title, list.width.into(), style(Focus::List))
            .render(Rect { height: 1, y: row.y, ..list }, buffer);
    }
    let mut right = Line::default();
    if let Some(words) = file_state(cx.app) {
        right.push_span(span(&format!(" {words} "), cx.style(Role::Trouble)));
        right.push_span(Span::styled("─", cx.style(Role::Rule)));
    }
    right.push_span(Span::styled(progress(cx.app, page), cx.style(Role::Dim)));
    let start = text.area.x + 2;
    let room = row.right().saturating_sub(start + right.width() as u16 + 1);
    let title = title(cx, room.into(), style(Focus::Text));
    title.render(Rect { x: start, width: room, ..row }, buffer);
    right.right_aligned().render(row, buffer);
}

/// Returns the title of the text, and beside it the name of its file where there is room for both.
fn title(cx: DrawContext<'_>, room: usize, style: Style) -> Line<'static> {
    let name = name(cx.app);
    let title = match &cx.app.reading {
        Reading::Text(pane) if !pane.document.title.as_str().is_empty() => {
            pane.document.title.as_str().to_string()
        }
        Reading::Text(_) | Reading::Failed(..) | Reading::Awaited(_) => name.clone(),
        Reading::Nothing => return Line::default(),
    };
    let file = span(&format!(" {name} "), cx.style(Role::Dim));
    let title_and = |room| fitted(&format!(" {title} "), room, style);
    if title == name || room < file.width() + LEAST_TITLE {
        return title_and(room).into();
    }
    Line::from(vec![title_and(room - file.width() - 1), Span::styled("─", cx.style(Role::Rule)), file])
}

fn name(app: &App) -> String {
    app.shown_entry()
        .and_then(|entry| app.library.entry(entry))
        .map_or(String::new(), |entry| entry.name().into_owned())
}

/// Returns what became of the file on the screen, or that it is followed.
fn file_state(app: &App) -> Option<String> {
    let Reading::Text(pane) = &app.reading else { return None };
    let following = (app.following == Some(pane.entry)).then(|| "following".to_string());
    pane.file.words().or(following)
}

/// Returns the place in the text and how long the rest takes.
fn progress(app: &App, page: &[Row]) -> String {
    let Reading::Text(pane) = &app.reading else { return String::new() };
    let line = pane.line_number().map_or(String::new(), |line| format!("line {line} · "));
    let part = if pane.is_partial() { "only what matches · " } else { "" };
    format!(" {part}{line}{}% · {} left ", pane.progress_on(page), duration(pane.minutes_left()))
}
