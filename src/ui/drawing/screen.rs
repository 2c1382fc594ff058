//! The whole screen: its parts and the order in which they are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::document::{Field, Metadata, Row};
use crate::tasks::TaskKind;
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{duration, fitted, span};
use crate::ui::drawing::theme::{Role, Theme};
use crate::ui::drawing::{legend, status};
use crate::ui::layout::{Layout, TextArea, legend_row};
use crate::ui::list::draw as list;
use crate::ui::list::library::Walk;
use crate::ui::reader::state::Reading;
use crate::ui::reader::{draw as reader, notes};

/// Cells a title keeps before the file name is shown beside it.
const LEAST_TITLE: usize = 24;

/// The most cells of who wrote a document and when.
const LONGEST_ORIGIN: usize = 48;

/// Draws the state on an empty buffer; returns the place of the cursor while something is being typed.
pub fn draw(app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    buffer.set_style(area, theme.style(Role::Screen));
    let cx = &mut DrawContext {
        buffer,
        theme,
        keymap: &app.keymap,
        keywords: &app.keywords,
        library: &app.list.library,
        bookmarks: &app.bookmarks,
        pane: app.pane(),
        match_here: app.reader.search.as_ref().and_then(|search| search.at),
    };
    let layout = app.layout();
    let Some(status) = layout.status() else {
        cx.put("too small", area);
        return None;
    };
    match app.views.top.component() {
        Some(view) => view.draw(cx, &layout),
        None => draw_reading(cx, app, &layout),
    }
    legend::draw(cx, legend_row(app.dimensions()), app.legend());
    if let Some(panel) = &app.panel {
        panel.component().draw(cx, &layout);
    }
    let cursor = app.note_editor.as_ref().and_then(|editor| editor.draw(cx, layout.panes()));
    status::draw(cx, app, status).or(cursor)
}

fn draw_reading(cx: &mut DrawContext<'_>, app: &App, layout: &Layout) {
    let Layout::Reading { header, list, text, .. } = layout else { return };
    let page = if let Reading::Text(pane) = &app.reader.reading { pane.page(text) } else { Vec::new() };
    draw_header(cx, app, *header, *list, (text, &page));
    if let Some(list) = *list {
        list::draw(cx, list, app.list.has_focus);
        cx.put_divider(Rect { x: list.right(), width: 1, ..list });
    }
    match &app.reader.reading {
        Reading::Text(pane) => {
            reader::draw(cx, text, pane, &page);
            notes::draw(cx, text.notes, pane, &page);
        }
        Reading::Failed(_, why) => reader::draw_failure(cx, text, why),
        Reading::Awaited(_) => reader::draw_message(cx, text, "reading …"),
        Reading::Nothing => reader::draw_message(cx, text, no_text(app)),
    }
}

fn no_text(app: &App) -> &'static str {
    match (app.list.library.walk, app.list.library.len()) {
        (Walk::Going, _) => "looking for documents …",
        (Walk::Done, 0) => "No documents here. Open a folder or a file that has text: reader PATH",
        (Walk::Done, _) => "",
    }
}

/// Draws the titles above the panes: the number of documents, the title, the progress and the time left.
fn draw_header(
    cx: &mut DrawContext<'_>,
    app: &App,
    row: Rect,
    list: Option<Rect>,
    (text, page): (&TextArea, &[Row]),
) {
    cx.put_rule(row);
    let [list_style, text_style] = [app.list.has_focus, !app.list.has_focus]
        .map(|has_focus| cx.style(if has_focus { Role::Header } else { Role::Dim }));
    if let Some(list) = list {
        let title =
            list::header(&app.list.library, app.background.is_busy(TaskKind::Stories), list.width.into());
        cx.put(fitted(&title, list.width.into(), list_style), Rect { height: 1, y: row.y, ..list });
    }
    let mut right = Line::default();
    if let Some(words) = file_state(app) {
        right.push_span(span(&format!(" {words} "), cx.style(Role::Trouble)));
        right.push_span(cx.words("─", Role::Rule));
    }
    right.push_span(span(&progress(app, page), cx.style(Role::Dim)));
    let start = text.area.x + 2;
    let room = row.right().saturating_sub(start + right.width() as u16 + 1);
    cx.put(title(cx, app, room.into(), text_style), Rect { x: start, width: room, ..row });
    cx.put(right.right_aligned(), row);
}

/// Returns the title of the text; beside it, where there is room, who wrote it and when, and the name of its
/// file.
fn title(cx: &DrawContext<'_>, app: &App, room: usize, style: Style) -> Line<'static> {
    let Some(entry) = app.reader.entry() else { return Line::default() };
    let name = app.list.library.name(entry);
    let title = match &app.reader.reading {
        Reading::Text(pane) if !pane.document.title.as_str().is_empty() => {
            pane.document.title.as_str().to_string()
        }
        Reading::Text(_) | Reading::Failed(..) | Reading::Awaited(_) | Reading::Nothing => name.clone(),
    };
    let dim = cx.style(Role::Dim);
    let whole = width(&title) + 2;
    let file = span(&format!(" {name} "), dim);
    let file = Some(file).filter(|file| title != name && room >= file.width() + LEAST_TITLE);
    let left = room.saturating_sub(file.as_ref().map_or(0, |file| file.width() + 1));
    // The title is not cut for those who wrote it.
    let origin = app.reader.pane().and_then(|pane| origin(&pane.document.metadata));
    let origin = origin.map(|words| fitted(&format!(" {words} "), LONGEST_ORIGIN, dim));
    let origin = origin.filter(|origin| left > whole + origin.width());
    let left = left.saturating_sub(origin.as_ref().map_or(0, |origin| origin.width() + 1));
    let title = span(&format!(" {} ", fit(&title, left.saturating_sub(2))), style);
    let others = [origin, file].into_iter().flatten().flat_map(|part| [cx.words("─", Role::Rule), part]);
    [title].into_iter().chain(others).collect()
}

/// Returns who wrote a document or sent it, and when, as far as it says so.
fn origin(metadata: &Metadata) -> Option<String> {
    let authors: Vec<&str> = match metadata.first(Field::From) {
        Some(sender) => vec![sender],
        None => metadata.all(Field::Author).collect(),
    };
    let authors = match authors.as_slice() {
        [first, _, _, ..] => format!("{first} and others"),
        few => few.join(", "),
    };
    let parts = [
        authors.as_str(),
        metadata.first(Field::Date).or(metadata.first(Field::Created)).unwrap_or_default(),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Returns the change of the file on the screen, or that it is followed.
fn file_state(app: &App) -> Option<String> {
    let Reading::Text(pane) = &app.reader.reading else { return None };
    let following = (app.reader.following == Some(pane.entry)).then(|| "following".to_string());
    pane.file.words().or(following)
}

/// Returns the place in the text and how long reading the rest takes.
fn progress(app: &App, page: &[Row]) -> String {
    let Reading::Text(pane) = &app.reader.reading else { return String::new() };
    let line = pane.line_number().map(|line| format!("line {line}"));
    let place = line.or_else(|| pane.division()).map_or(String::new(), |place| format!("{place} · "));
    let part = if pane.is_partial() { "only what matches · " } else { "" };
    let minutes = duration(pane.minutes_left(page));
    match pane.progress_on(page) {
        Some(percent) => format!(" {part}{place}{percent}% · {minutes} left "),
        None => format!(" {part}{place}all · {minutes} "),
    }
}
