//! The list: two rows a document, its title above its length and its keyword hits.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::numbers::circled;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::listing::{Line, ROWS};
use crate::app::{App, EntryId, Focus, Known, State};
use crate::document::Document;
use crate::search::Keyword;
use crate::text::width::{fit, width};

/// Draws the part of the list around the selected document.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App) {
    let listing = &app.library.listing;
    for placed in listing.placed(usize::from(area.height)) {
        let y = area.y + placed.y as u16;
        match placed.line {
            Line::Heading(_) => {}
            Line::Entry(row, id) => {
                let selected = listing.row() == Some(row);
                let rows = Rect { y, height: (ROWS as u16).min(area.bottom().saturating_sub(y)), ..area };
                let style = match (selected, app.focus) {
                    (true, Focus::List) => canvas.style(Role::Selected),
                    (true, Focus::Text) => canvas.style(Role::SelectedAway),
                    (false, _) => Style::new(),
                };
                canvas.clear(rows, style);
                draw_entry(canvas, rows, app, (id, selected), style);
            }
        }
    }
}

fn draw_entry(canvas: &mut Canvas<'_>, rows: Rect, app: &App, (id, selected): (EntryId, bool), style: Style) {
    let Some(entry) = app.library.entry(id) else { return };
    let (end, words) = (rows.right(), rows.x + 2);
    for y in rows.y..rows.bottom() {
        if selected {
            canvas.put(rows.x, y, end, "▌", style.patch(canvas.style(Role::Cursor)));
        }
    }
    if app.library.listing.is_marked(id) {
        canvas.put(rows.x + 1, rows.y, end, "●", style.patch(canvas.style(Role::Marked)));
    }
    let cells = usize::from(end.saturating_sub(words));
    canvas.put(words, rows.y, end, fit(&entry.title(), cells).as_str(), style);
    if rows.height > 1 {
        let dim = style.patch(canvas.style(Role::Dim));
        match entry.state() {
            State::Unread => {}
            State::Failed(why) => {
                canvas.put(
                    words,
                    rows.y + 1,
                    end,
                    fit(why, cells).as_str(),
                    style.patch(canvas.style(Role::Trouble)),
                );
            }
            State::Known(known) => {
                let dim = if selected { style } else { dim };
                draw_figures(canvas, (words, rows.y + 1, end), app, &known, dim);
            }
        }
    }
}

/// The hits of each keyword, and before them as much of words and minutes as leaves room for them.
fn draw_figures(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    app: &App,
    known: &Known<'_>,
    style: Style,
) {
    let counts: Vec<_> = app
        .keywords
        .iter()
        .zip(known.counts)
        .filter(|((number, _), _)| app.keywords.is_shown(*number))
        .map(|((number, keyword), count)| (number, keyword, *count as usize))
        .collect();
    let needed: usize =
        counts.iter().map(|(number, _, count)| width(&format!(" {}{count}", circled(*number)))).sum();
    let room = usize::from(end.saturating_sub(x));
    let all = known.words.map_or_else(Vec::new, length);
    let text = all.iter().find(|text| width(text) + needed <= room).or(all.last());
    let mut at = canvas.put(x, y, end, text.map_or("", String::as_str), style);
    for count in counts {
        at = canvas.put(at, y, end, " ", style);
        at = put_count(canvas, (at, y, end), count, style);
    }
}

/// The length of a document, from the longest words for it to the shortest.
fn length(words: usize) -> Vec<String> {
    let minutes = Document::minutes(words);
    vec![format!("{words} words · {minutes} min "), format!("{words} words "), format!("{minutes} min ")]
}

/// Draws a keyword's number in its colour and its count beside it; returns the column after it.
pub(super) fn put_count(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    (number, keyword, count): (usize, &Keyword, usize),
    style: Style,
) -> u16 {
    let sign = style.patch(canvas.theme().keyword_number(number, keyword.colour()));
    let at = canvas.put(x, y, end, &circled(number), sign);
    canvas.put(at, y, end, &count.to_string(), style)
}
