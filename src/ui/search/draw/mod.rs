//! The view of a search: its query and figures, the rows, the sentence of the selected hit.

pub mod align;
pub mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::search::{Keyword, Keywords};
use crate::tasks::found;
use crate::text::width::{fit, width};
use crate::text::wrap::{rows as wrapped, shown};
use crate::ui::app::App;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{circled, fitted, inset, put_glyphs, put_rule};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;
use crate::ui::list::library::Walk;
use crate::ui::search::draw::rows::{layers, styled, title};
use crate::ui::search::state::{SearchView, Subject};

/// Cells left of the rows: the cursor and a space.
const MARGIN: u16 = 2;

/// Draws the hits in all documents.
pub(crate) fn draw(cx: DrawContext<'_>, found: &SearchView, layout: &Layout, buffer: &mut Buffer) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    draw_header(cx, *header, found, buffer);
    if found.rows.is_empty() {
        let words = if found.is_done() { "(nothing)" } else { "searching …" };
        Span::styled(words, cx.style(Role::Dim)).render(inset(*table, MARGIN, 0), buffer);
    } else {
        rows::draw(cx, *table, found, buffer);
    }
    draw_below(cx, *below, found, buffer);
}

/// Draws the two rows above the hits: the query, the figures, the order, the keywords.
fn draw_header(cx: DrawContext<'_>, area: Rect, found: &SearchView, buffer: &mut Buffer) {
    put_rule(cx, area, buffer);
    let name = match &found.subject {
        Subject::Query(query) => query.to_string(),
        Subject::Keywords(_) => "all keywords".into(),
    };
    let figures = figures(cx.app, found);
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&figures));
    let words = format!(" {}{figures} ", fit(&name, room.max(4)));
    let row = inset(area, 1, 1);
    fitted(&words, row.width.into(), cx.style(Role::Header)).render(row, buffer);
    let row = inset(Rect { y: area.y + 1, height: 1, ..area }, MARGIN, 0);
    let mut line = Line::from(Span::styled(found.rows.order().words(), cx.style(Role::Dim)));
    if let Subject::Keywords(keywords) = &found.subject {
        line.push_span(Span::raw("   "));
        push_names(cx, &mut line, row.width.into(), found, keywords);
    }
    line.render(row, buffer);
}

fn figures(app: &App, found: &SearchView) -> String {
    let noun = |count: usize, one: &str| if count == 1 { one.to_string() } else { format!("{one}s") };
    let (hits, documents) = (found.hits, found.groups.len());
    let going = if found.is_done() && app.library.walk == Walk::Done {
        String::new()
    } else {
        format!(" · {} % searched", found.percent())
    };
    if hits == 0 && !going.is_empty() {
        return going;
    }
    format!(" · {hits} {} in {documents} {}{going}", noun(hits, "hit"), noun(documents, "document"))
}

/// Adds the keywords and their numbers, as far as they fit.
fn push_names(
    cx: DrawContext<'_>,
    line: &mut Line<'static>,
    room: usize,
    found: &SearchView,
    keywords: &Keywords,
) {
    for number in &found.numbers {
        let Some(keyword) = keywords.get(*number) else { continue };
        let name = fitted(&format!(" {}", fit(&keyword.query().to_string(), 20)), 21, Style::new());
        if room.saturating_sub(line.width()) < name.width() + 4 {
            break;
        }
        line.extend([keyword_number(cx, *number, Some(keyword)), name, Span::raw("  ")]);
    }
}

/// Returns a keyword's number in its colour.
fn keyword_number(cx: DrawContext<'_>, number: usize, keyword: Option<&Keyword>) -> Span<'static> {
    Span::styled(circled(number), cx.theme.keyword_number(number, keyword.and_then(Keyword::colour)))
}

/// Draws the sentence of the selected hit under the name of its document.
fn draw_below(cx: DrawContext<'_>, area: Rect, found: &SearchView, buffer: &mut Buffer) {
    put_rule(cx, area, buffer);
    let Some(row) = found.row().filter(|_| area.height > 0) else { return };
    let line = found.line(row);
    let place = line.map_or(String::new(), |line| format!(" line {} ", line.excerpt.line));
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&place));
    let name = fitted(&format!(" {} ", title(cx.app, found, row.group())), room, cx.style(Role::Header));
    Line::from(vec![name, Span::styled(place, cx.style(Role::Dim))]).render(inset(area, 1, 0), buffer);
    let words = inset(Rect { y: area.y + 1, height: area.height - 1, ..area }, MARGIN, 0);
    match (line, cx.app.library.entry(found.groups[row.group()].found.entry)) {
        (Some(line), _) => draw_sentence(cx, words, found, line, buffer),
        (None, Some(entry)) => {
            let room = usize::from(words.width.saturating_sub(1));
            fitted(&entry.name(), room, cx.style(Role::Dim)).render(words, buffer);
        }
        (None, None) => {}
    }
}

fn draw_sentence(
    cx: DrawContext<'_>,
    area: Rect,
    found: &SearchView,
    line: &found::Line,
    buffer: &mut Buffer,
) {
    let text = &*line.excerpt.text;
    let over = layers(cx, found, line);
    let all = wrapped(text, usize::from(area.width.saturating_sub(1)).max(1));
    // A hit far down a long sentence is in view.
    let at = all.partition_point(|row| row.end <= line.excerpt.within.start);
    let skipped = (at + 1).saturating_sub(area.height.into());
    for (row, place) in all.iter().skip(skipped).zip(area.rows()) {
        put_glyphs(buffer, place, shown(row.of(text)), |span| {
            styled(span.shifted(row.start), Style::new(), &over)
        });
    }
}
