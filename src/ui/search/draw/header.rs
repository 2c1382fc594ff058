//! What was looked for, how much of it was found, how far the search is, in which order rows stand.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::search::{Keyword, Keywords};
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::list::library::Walk;
use crate::ui::search::state::{SearchView, Subject};

/// Draws the two rows above the hits.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, found: &SearchView) {
    canvas.fill(area.x, area.y, area.right(), "─", canvas.style(Role::Rule));
    let name = match &found.subject {
        Subject::Query(query) => query.to_string(),
        Subject::Keywords(_) => "all keywords".into(),
    };
    let figures = figures(app, found);
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(width(&figures));
    let words = format!(" {}{figures} ", fit(&name, room.max(4)));
    let room = usize::from(area.width.saturating_sub(2));
    let words = fit(&words, room);
    canvas.put(area.x + 1, area.y, area.right(), words.as_str(), canvas.style(Role::Header));
    let dim = canvas.style(Role::Dim);
    let x = canvas.put(area.x + 2, area.y + 1, area.right(), found.rows.order().words(), dim);
    if let Subject::Keywords(keywords) = &found.subject {
        draw_names(
            canvas,
            Rect { x: x + 3, y: area.y + 1, width: area.right().saturating_sub(x + 3), height: 1 },
            found,
            keywords,
        );
    }
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

/// The keywords and their numbers, as far as they fit.
fn draw_names(canvas: &mut Canvas<'_>, area: Rect, found: &SearchView, keywords: &Keywords) {
    let mut x = area.x;
    for number in &found.numbers {
        let Some(keyword) = keywords.get(*number) else { continue };
        let name = format!(" {}", fit(&keyword.query().to_string(), 20));
        if usize::from(area.right().saturating_sub(x)) < width(&name) + 4 {
            break;
        }
        x = put_number(canvas, (x, area.y, area.right()), *number, Some(keyword));
        x = canvas.put(x, area.y, area.right(), &name, Style::new()) + 2;
    }
}

/// Draws a keyword's number in its colour; returns the column after it.
pub(crate) fn put_number(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    number: usize,
    keyword: Option<&Keyword>,
) -> u16 {
    let style = canvas.theme().keyword_number(number, keyword.and_then(Keyword::colour));
    canvas.put(x, y, end, &circled(number), style)
}
