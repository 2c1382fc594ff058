//! The rows: headings with their counts, hits in one column.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::search::{Hits, Keyword, Keywords};
use crate::tasks::found::Line;
use crate::text::Span;
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::comparison::tables::window;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::search::draw::align::{Aligned, align};
use crate::ui::search::draw::header::put_number;
use crate::ui::search::rows::Row;
use crate::ui::search::state::{SearchView, Subject};

/// Cells left of the rows: the cursor and a space.
const MARGIN: u16 = 2;

/// The most cells of a title beside a hit that stands without its heading.
const TITLE: u16 = 20;

/// A window narrower than this has no room for titles beside hits.
const NARROW: u16 = 60;

/// Draws the rows around the selected one.
pub(crate) fn draw(canvas: &mut Canvas<'_>, table: Rect, app: &App, found: &SearchView) {
    let rows = window(found.selected, found.rows.len(), usize::from(table.height));
    for (at, y) in rows.zip(table.y..) {
        let Some(row) = found.rows.get(at, &found.groups) else { continue };
        let area = Rect { x: table.x + MARGIN, y, width: table.width.saturating_sub(MARGIN), height: 1 };
        let here = at == found.selected;
        if here {
            canvas.put(table.x, y, table.x + 1, "▐", canvas.style(Role::Cursor));
        }
        match row {
            Row::Heading(group) => draw_heading(canvas, area, app, found, group, here),
            Row::Hit(group, _) => {
                if let Some(line) = found.line(row) {
                    draw_hit(canvas, area, app, found, (group, line), here);
                }
            }
            Row::More(_, more) => {
                canvas.put(area.x + 2, y, area.right(), &format!("… {more} more"), canvas.style(Role::Dim));
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
    canvas: &mut Canvas<'_>,
    area: Rect,
    app: &App,
    found: &SearchView,
    group: usize,
    here: bool,
) {
    let Some(counts) = found.groups.get(group) else { return };
    let x = match &found.subject {
        Subject::Query(_) => {
            let count = counts.total().to_string();
            let x = area.right().saturating_sub(width(&count) as u16 + 1);
            canvas.put(x, area.y, area.right(), &count, canvas.style(Role::Dim));
            x
        }
        Subject::Keywords(keywords) => draw_counts(canvas, area, found, &counts.found.counts, keywords),
    };
    let sign = if counts.unfolded { "▾ " } else { "▸ " };
    let from = canvas.put(area.x, area.y, area.right(), sign, canvas.style(Role::Dim));
    let room = usize::from(x.saturating_sub(from + 1));
    let style = canvas.style(if here { Role::CursorText } else { Role::Heading });
    canvas.put(from, area.y, x, fit(&title(app, found, group), room).as_str(), style);
}

/// Draws the counts of all keywords in columns; returns the column in which they begin.
fn draw_counts(
    canvas: &mut Canvas<'_>,
    area: Rect,
    found: &SearchView,
    counts: &[usize],
    keywords: &Keywords,
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
    let start = area.right().saturating_sub(columns.iter().sum::<u16>() + 1);
    let mut x = start;
    for ((number, count), cells) in found.numbers.iter().zip(counts).zip(columns) {
        if *count > 0 {
            let after = put_number(canvas, (x, area.y, area.right()), *number, keywords.get(*number));
            canvas.put(after, area.y, area.right(), &count.to_string(), Style::new());
        }
        x += cells;
    }
    start
}

fn draw_hit(
    canvas: &mut Canvas<'_>,
    area: Rect,
    app: &App,
    found: &SearchView,
    (group, line): (usize, &Line),
    here: bool,
) {
    let mut x = area.x;
    let mut end = area.right();
    if !found.rows.is_by_document() && area.width >= NARROW {
        end = end.saturating_sub(TITLE + 2);
        let title = fit(&title(app, found, group), usize::from(TITLE));
        canvas.put(end + 2, area.y, area.right(), title.as_str(), canvas.style(Role::Dim));
    }
    if let Subject::Keywords(keywords) = &found.subject {
        let number = line.excerpt.number;
        put_number(canvas, (x, area.y, end), number, keywords.get(number));
        x += 2;
    }
    let room = usize::from(end.saturating_sub(x));
    let before = room * 2 / 5;
    let excerpt = &line.excerpt;
    let aligned = align(&excerpt.text, excerpt.within, before, room - before);
    let base = if here { canvas.style(Role::CursorText) } else { Style::new() };
    let over = layers(canvas, app, found, line);
    draw_words(canvas, Rect { x, width: end.saturating_sub(x), ..area }, &excerpt.text, aligned, base, &over);
}

/// What lies over the words of a hit, the weakest first: keywords, the hit itself.
pub(crate) fn layers(canvas: &Canvas<'_>, app: &App, found: &SearchView, line: &Line) -> Vec<(Span, Style)> {
    let excerpt = &line.excerpt;
    let keywords = match &found.subject {
        Subject::Query(_) => &app.keywords,
        Subject::Keywords(keywords) => keywords,
    };
    let colour = |number: usize| {
        let colour = keywords.get(number).and_then(Keyword::colour);
        canvas.theme().keyword(number, colour)
    };
    let hits = Hits::find(keywords, &excerpt.text, &|| true).unwrap_or_default().all();
    let shown = hits.iter().filter(|hit| keywords.is_shown(hit.keyword));
    let mut layers: Vec<(Span, Style)> = shown.map(|hit| (hit.span, colour(hit.keyword))).collect();
    layers.push(match found.subject {
        Subject::Query(_) => (excerpt.within, canvas.style(Role::Match)),
        Subject::Keywords(_) => (excerpt.within, colour(excerpt.number).add_modifier(Modifier::BOLD)),
    });
    layers
}

fn draw_words(
    canvas: &mut Canvas<'_>,
    area: Rect,
    text: &str,
    aligned: Aligned,
    base: Style,
    over: &[(Span, Style)],
) {
    let dim = canvas.style(Role::Dim);
    let end = area.right();
    let mut x = area.x + aligned.pad as u16;
    if aligned.cut.0 {
        x = canvas.put(x, area.y, end, "…", dim);
    }
    for glyph in aligned.glyphs(text) {
        let layers = over.iter().filter(|(span, _)| span.overlaps(glyph.span));
        let style = layers.fold(base, |style, (_, layer)| style.patch(*layer));
        match canvas.put_glyph(x, area.y, end, &glyph, style) {
            Some(next) => x = next,
            None => break,
        }
    }
    if aligned.cut.1 {
        canvas.put(x, area.y, end, "…", dim);
    }
}
