//! The rows: headings with their counts, hits in one column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::search::{Hits, Keyword, Keywords};
use crate::tasks::found;
use crate::text::Span as Bytes;
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{fitted, inset, put_glyphs};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::visible_rows;
use crate::ui::search::draw::align::align;
use crate::ui::search::draw::{MARGIN, keyword_number};
use crate::ui::search::rows::Row;
use crate::ui::search::state::{SearchView, Subject};

/// The most cells of a title beside a hit that is shown without its heading.
const TITLE: u16 = 20;

/// A window narrower than this has no room for titles beside hits.
const NARROW: u16 = 60;

/// Draws the rows around the selected one.
pub(crate) fn draw(cx: DrawContext<'_>, table: Rect, found: &SearchView, buffer: &mut Buffer) {
    let shown = visible_rows(found.selected, found.rows.len(), table.height.into());
    for (at, place) in shown.zip(table.rows()) {
        let Some(row) = found.rows.get(at, &found.groups) else { continue };
        let is_selected = at == found.selected;
        if is_selected {
            Span::styled("▐", cx.style(Role::Cursor)).render(place, buffer);
        }
        let area = inset(place, MARGIN, 0);
        match row {
            Row::Heading(group) => draw_heading(cx, area, found, group, is_selected, buffer),
            Row::Hit(group, _) => {
                if let Some(line) = found.line(row) {
                    draw_hit(cx, area, found, (group, line), is_selected, buffer);
                }
            }
            Row::More(_, more) => {
                let words = format!("… {more} more");
                Span::styled(words, cx.style(Role::Dim)).render(inset(area, 2, 0), buffer);
            }
        }
    }
}

/// Returns what a document is called: its title once known, else its file name; with its path when
/// others are called the same.
pub(crate) fn title(app: &App, found: &SearchView, group: usize) -> String {
    let Some(group) = found.groups.get(group) else { return String::new() };
    let entry = app.library.entry(group.found.entry);
    let title = match (group.found.title.as_str(), entry) {
        ("", Some(entry)) => entry.title().into_owned(),
        (title, _) => title.to_string(),
    };
    match app.library.path(group.found.entry) {
        Some(path) if found.is_shared(&group.found.title) => format!("{title} · {}", path.display()),
        _ => title,
    }
}

fn draw_heading(
    cx: DrawContext<'_>,
    area: Rect,
    found: &SearchView,
    group: usize,
    is_selected: bool,
    buffer: &mut Buffer,
) {
    let Some(counts) = found.groups.get(group) else { return };
    let row = inset(area, 0, 1);
    let width = match &found.subject {
        Subject::Query(_) => {
            let count = Line::from(Span::styled(counts.total().to_string(), cx.style(Role::Dim)));
            let width = count.width() as u16;
            count.right_aligned().render(row, buffer);
            width
        }
        Subject::Keywords(keywords) => draw_counts(cx, row, found, &counts.found.counts, keywords, buffer),
    };
    let sign = Span::styled(if counts.unfolded { "▾ " } else { "▸ " }, cx.style(Role::Dim));
    let room = usize::from(row.width.saturating_sub(width)).saturating_sub(sign.width() + 1);
    let style = cx.style(if is_selected { Role::CursorText } else { Role::Heading });
    Line::from(vec![sign, fitted(&title(cx.app, found, group), room, style)]).render(row, buffer);
}

/// Draws the counts of all keywords in columns at the right; returns how wide they are.
fn draw_counts(
    cx: DrawContext<'_>,
    area: Rect,
    found: &SearchView,
    counts: &[usize],
    keywords: &Keywords,
    buffer: &mut Buffer,
) -> u16 {
    let cells = |most: &usize| width(&most.to_string()) as u16 + 3;
    // The title keeps half of the row; keywords that do not fit are left out from the last on.
    let mut room = area.width / 2;
    let fit = found.most.iter().map(cells).take_while(|cells| {
        let fits = *cells <= room;
        room = room.saturating_sub(*cells);
        fits
    });
    let columns: Vec<u16> = fit.collect();
    let all = columns.iter().sum::<u16>();
    let mut x = area.right().saturating_sub(all);
    for ((number, count), cells) in found.numbers.iter().zip(counts).zip(columns) {
        if *count > 0 {
            let number = keyword_number(cx, *number, keywords.get(*number));
            let count = Span::raw(count.to_string());
            Line::from(vec![number, count]).render(Rect { x, width: cells, ..area }, buffer);
        }
        x += cells;
    }
    all
}

fn draw_hit(
    cx: DrawContext<'_>,
    area: Rect,
    found: &SearchView,
    (group, line): (usize, &found::Line),
    is_selected: bool,
    buffer: &mut Buffer,
) {
    let mut words = area;
    if !found.rows.is_by_document() && area.width >= NARROW {
        words.width = words.width.saturating_sub(TITLE + 2);
        let title = fitted(&title(cx.app, found, group), TITLE.into(), cx.style(Role::Dim));
        title.render(inset(area, words.width + 2, 0), buffer);
    }
    let excerpt = &line.excerpt;
    if let Subject::Keywords(keywords) = &found.subject {
        keyword_number(cx, excerpt.number, keywords.get(excerpt.number)).render(words, buffer);
        words = inset(words, 2, 0);
    }
    let room = usize::from(words.width);
    let before = room * 2 / 5;
    let aligned = align(&excerpt.text, excerpt.within, before, room - before);
    let base = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
    let over = layers(cx, found, line);
    let ellipsis = Span::styled("…", cx.style(Role::Dim));
    words = inset(words, aligned.pad as u16, 0);
    if aligned.cut.0 {
        ellipsis.clone().render(words, buffer);
        words = inset(words, 1, 0);
    }
    let glyphs = aligned.glyphs(&excerpt.text);
    let x = put_glyphs(buffer, words, glyphs, |span| styled(span, base, &over));
    if aligned.cut.1 {
        ellipsis.render(inset(words, x - words.x, 0), buffer);
    }
}

/// Returns the layers over the words of a hit, the weakest first: keywords, the hit itself.
pub(crate) fn layers(cx: DrawContext<'_>, found: &SearchView, line: &found::Line) -> Vec<(Bytes, Style)> {
    let excerpt = &line.excerpt;
    let keywords = match &found.subject {
        Subject::Query(_) => &cx.app.keywords,
        Subject::Keywords(keywords) => keywords,
    };
    let colour = |number: usize| {
        let colour = keywords.get(number).and_then(Keyword::colour);
        cx.theme.keyword(number, colour)
    };
    let hits = Hits::find(keywords, &excerpt.text, &|| true).unwrap_or_default().all();
    let shown = hits.iter().filter(|hit| keywords.is_shown(hit.keyword));
    let mut layers: Vec<(Bytes, Style)> = shown.map(|hit| (hit.span, colour(hit.keyword))).collect();
    layers.push(match found.subject {
        Subject::Query(_) => (excerpt.within, cx.style(Role::Match)),
        Subject::Keywords(_) => (excerpt.within, colour(excerpt.number).add_modifier(Modifier::BOLD)),
    });
    layers
}

/// Returns the style of a glyph by its bytes under all layers.
pub(crate) fn styled(glyph: Bytes, base: Style, layers: &[(Bytes, Style)]) -> Style {
    let here = layers.iter().filter(|(span, _)| span.overlaps(glyph));
    here.fold(base, |style, (_, layer)| style.patch(*layer))
}
