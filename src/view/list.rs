//! The list: two rows a document, its title above its length and its keyword hits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::numbers::circled;
use super::paint::{clear, put};
use super::theme::{Role, Theme};
use crate::app::library::ROWS;
use crate::app::{App, Entry, Focus, State, Summary};
use crate::document::Document;
use crate::search::Keyword;
use crate::text::width::fit;

/// Draws the part of the list around the selected document.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, app: &App, theme: &Theme) {
    let first = app.library.first_shown(usize::from(area.height));
    let shown = app.library.entries.iter().enumerate().skip(first);
    for (at, entry) in shown.take(usize::from(area.height).div_ceil(ROWS)) {
        let y = area.y + ((at - first) * ROWS) as u16;
        let rows = Rect { y, height: (ROWS as u16).min(area.bottom().saturating_sub(y)), ..area };
        let style = match (at == app.library.selected, app.focus) {
            (true, Focus::List) => theme.style(Role::Selected),
            (true, Focus::Text) => theme.style(Role::SelectedAway),
            (false, _) => Style::new(),
        };
        clear(buffer, rows, style);
        draw_entry(buffer, rows, app, (entry, at == app.library.selected), style, theme);
    }
}

fn draw_entry(
    buffer: &mut Buffer,
    rows: Rect,
    app: &App,
    (entry, selected): (&Entry, bool),
    style: Style,
    theme: &Theme,
) {
    let (end, words) = (rows.right(), rows.x + 2);
    for y in rows.y..rows.bottom() {
        if selected {
            put(buffer, rows.x, y, end, "▌", style.patch(theme.style(Role::Cursor)));
        }
    }
    if entry.marked.is_some() {
        put(buffer, rows.x + 1, rows.y, end, "●", style.patch(theme.style(Role::Marked)));
    }
    let cells = usize::from(end.saturating_sub(words));
    put(buffer, words, rows.y, end, fit(entry.title(), cells).as_str(), style);
    if rows.height > 1 {
        let dim = style.patch(theme.style(Role::Dim));
        match &entry.state {
            State::Unread => {}
            State::Failed(why) => {
                put(
                    buffer,
                    words,
                    rows.y + 1,
                    end,
                    fit(why, cells).as_str(),
                    style.patch(theme.style(Role::Trouble)),
                );
            }
            State::Known(summary) => {
                let dim = if selected { style } else { dim };
                draw_figures(buffer, (words, rows.y + 1, end), app, summary, dim, theme);
            }
        }
    }
}

/// Words, minutes and the hits of each keyword.
fn draw_figures(
    buffer: &mut Buffer,
    (x, y, end): (u16, u16, u16),
    app: &App,
    summary: &Summary,
    dim: Style,
    theme: &Theme,
) {
    let minutes = Document::minutes(summary.words);
    let text = format!("{} words · {minutes} min ", summary.words);
    let mut at = put(buffer, x, y, end, &text, dim);
    for ((number, keyword), count) in app.keywords.iter().zip(&summary.counts) {
        if app.keywords.is_shown(number) {
            at = put(buffer, at, y, end, " ", dim);
            at = put_count(buffer, (at, y, end), number, keyword, *count, dim, theme);
        }
    }
}

/// Draws a keyword's number in its colour and its count beside it; returns the column after it.
pub(super) fn put_count(
    buffer: &mut Buffer,
    (x, y, end): (u16, u16, u16),
    number: usize,
    keyword: &Keyword,
    count: usize,
    style: Style,
    theme: &Theme,
) -> u16 {
    let sign = style.patch(theme.keyword_number(number, keyword.colour()));
    let at = put(buffer, x, y, end, &circled(number), sign);
    put(buffer, at, y, end, &count.to_string(), style)
}
