//! The words that tell one text from the other, each with how often both say it.

use crate::compare::{DistinctiveTerm, Side};
use crate::search::Keyword;
use crate::text::width::fit;
use crate::ui::app::App;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::tables::window;
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;

/// Cells the counts need: "123 | 456".
const COUNTS: u16 = 10;

/// The most cells of a word.
const WORD: u16 = 30;

/// Draws the words of one side.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
    selected: [usize; 2],
) {
    let terms: Vec<&DistinctiveTerm> = comparing.terms(side).collect();
    if terms.is_empty() {
        let words = if comparing.findings.terms.is_some() { "(none)" } else { "counting words …" };
        canvas.put(area.area.x + 2, area.area.y, area.area.right(), words, canvas.style(Role::Dim));
    }
    let selected = selected[side as usize];
    for (index, y) in window(selected, terms.len(), area.rows()).zip(area.area.y..) {
        let here = index == selected && comparing.side == side;
        if here {
            canvas.put(area.area.x, y, area.area.x + 1, "▐", canvas.style(Role::Cursor));
        }
        draw_term(canvas, area, y, app, terms[index], here);
    }
}

fn draw_term(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    y: u16,
    app: &App,
    term: &DistinctiveTerm,
    here: bool,
) {
    let (x, end) = (area.area.x + 4, area.area.right());
    let known = app.keywords.iter().find(|(_, keyword)| keyword.query().text == term.text);
    let style = match known {
        Some((number, keyword)) => {
            let colour = Keyword::colour(keyword);
            let sign = canvas.theme().keyword_number(number, colour);
            canvas.put(x - 2, y, end, &circled(number), sign);
            canvas.theme().keyword(number, colour)
        }
        None if here => canvas.style(Role::CursorText),
        None => ratatui::style::Style::new(),
    };
    let room = end.saturating_sub(x + COUNTS).min(WORD);
    canvas.put(x, y, end, fit(&term.text, usize::from(room)).as_str(), style);
    let [left, right] = term.counts;
    let dim = canvas.style(Role::Dim);
    canvas.put(x + room, y, end, &format!("{left:>3} | {right}"), dim);
}
