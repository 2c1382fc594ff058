//! The table of facts: what both texts say of a number, a date, a name or a source, each in its own words.

use ratatui::style::Style;

use crate::compare::Side;
use crate::compare::facts::{Item, Row, Status};
use crate::document::{Flow, Position};
use crate::text::safe::glyphs;
use crate::text::width::{fit, width};
use crate::ui::app::App;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::tables::{fact_rows, window};
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::sought;
use crate::ui::reader::text;
use crate::ui::reader::text::RowMarks;

/// A pane narrower than this names the kind of a fact only by the sign of its status.
const NARROW: u16 = 34;

/// Cells of the columns before the quotation.
const STATUS: u16 = 8;
const KIND: u16 = 11;

/// Cells of the column of facts; with less than twice that, there is room for nothing else.
const PHRASE: u16 = 24;

/// Draws one side of the facts in view.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
    selected: usize,
) {
    let Some(rows) = comparing.findings.facts.as_deref() else {
        canvas.put(area.text.x, area.area.y, area.area.right(), "gathering facts …", canvas.style(Role::Dim));
        return;
    };
    if rows.is_empty() {
        let nothing = "(no numbers, dates, names or sources)";
        canvas.put(area.area.x + 2, area.area.y, area.area.right(), nothing, canvas.style(Role::Dim));
    }
    let height = fact_rows(area.rows());
    let shown = window(selected, rows.len(), height);
    for (index, y) in shown.zip(area.area.y..) {
        let Some(row) = rows.get(index) else { break };
        let is_here = index == selected;
        let x = match side {
            Side::Left => draw_labels(canvas, area, y, row),
            Side::Right => area.area.x + 2,
        };
        if is_here {
            let sign = if comparing.side == side { "▐" } else { "│" };
            canvas.put(area.area.x, y, area.area.x + 1, sign, canvas.style(Role::Cursor));
        }
        draw_items(canvas, (x, y, area.area.right()), comparing, side, row, is_here);
    }
    if let Some(row) = rows.get(selected).filter(|_| height < area.rows()) {
        draw_sentence(canvas, area, area.area.y + height as u16, app, comparing, side, row);
    }
}

/// Draws the sentence in which a side states a fact, below a line at `y`.
fn draw_sentence(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    y: u16,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
    row: &Row,
) {
    canvas.fill(area.area.x, y, area.area.right(), "┈", canvas.style(Role::Rule));
    let Some(item) = row.items.iter().find(|item| item.side == side) else { return };
    let Some(block) = comparing.sentence_block(side, item.sentence) else { return };
    let pane = comparing.pane(side);
    let fact = (item.phrase.shifted(block.span.start), Role::Shared);
    let blocks = [block];
    let flow = Flow::new(&pane.document.text, &blocks, area.cells());
    let rows = usize::from(area.area.bottom().saturating_sub(y + 1));
    let page = flow.page(Position(blocks[0].span.start), rows);
    text::draw_rows(canvas, area, pane, &blocks, page.iter().zip(y + 1..), &sought(app), |_| RowMarks {
        passages: vec![fact],
        ..RowMarks::default()
    });
}

/// Returns the sign of a status and its word.
pub(crate) fn words(status: Status) -> (&'static str, &'static str, Role) {
    match status {
        Status::Differs => ("≠", "differs", Role::Differs),
        Status::Near => ("≈", "near", Role::Differs),
        Status::Agree => ("=", "agree", Role::StrongLink),
        Status::OnlyLeft => ("◂", "left", Role::Only),
        Status::OnlyRight => ("▸", "right", Role::Only),
    }
}

/// Draws the status and the kind; returns the column after them.
fn draw_labels(canvas: &mut Canvas<'_>, area: &TextArea, y: u16, row: &Row) -> u16 {
    let (sign, word, role) = words(row.status);
    let style = canvas.style(role);
    let (x, end) = (area.area.x + 2, area.area.right());
    canvas.put(x, y, end, sign, style);
    if area.area.width < NARROW {
        return x + 2;
    }
    canvas.put(x + 2, y, end, word, style);
    let at = x + 2 + STATUS;
    canvas.put(at, y, end, row.kind.word(), canvas.style(Role::Dim));
    at + KIND
}

/// Draws what a side says in a column of its own, then the first place where it does, in its
/// sentence, and how many more there are.
fn draw_items(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    comparing: &ComparisonView,
    side: Side,
    row: &Row,
    is_here: bool,
) {
    let mut items = row.items.iter().filter(|item| item.side == side);
    let Some(first) = items.next() else { return };
    let more = items.count();
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let end = end.saturating_sub(1);
    let before = end.saturating_sub(width(&more) as u16);
    let phrases = phrases(comparing, side, row);
    let quotation = (x + draw_phrase(canvas, (x, y, before), &phrases, is_here)).min(before);
    let at = draw_quotation(canvas, (quotation, y, before), comparing, first);
    canvas.put(at, y, end, &more, canvas.style(Role::Dim));
}

/// Draws the words of a fact; returns the cells of their column.
fn draw_phrase(canvas: &mut Canvas<'_>, (x, y, end): (u16, u16, u16), phrases: &str, is_here: bool) -> u16 {
    let room = end.saturating_sub(x);
    let column = if room < 2 * PHRASE { room } else { PHRASE };
    let style = canvas.style(Role::Strong);
    let style = if is_here { style.patch(canvas.style(Role::CursorText)) } else { style };
    let phrase = fit(phrases, usize::from(column.saturating_sub(1)));
    canvas.put(x, y, end, phrase.as_str(), style);
    column
}

/// Every wording a side has for a fact.
pub(crate) fn phrases(comparing: &ComparisonView, side: Side, row: &Row) -> String {
    let mut phrases: Vec<&str> = Vec::new();
    for item in row.items.iter().filter(|item| item.side == side) {
        let phrase = item.phrase.of(comparing.pane(side).document.sentence_text(item.sentence));
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases.join(", ")
}

/// Draws a fact amid its sentence; returns the column after it.
fn draw_quotation(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    comparing: &ComparisonView,
    item: &Item,
) -> u16 {
    let sentence = comparing.pane(item.side).document.sentence_text(item.sentence);
    let (phrase, room) = (item.phrase.of(sentence), usize::from(end.saturating_sub(x)));
    let before = sentence.get(..item.phrase.start).unwrap_or_default();
    let after = sentence.get(item.phrase.end..).unwrap_or_default();
    let free = room.saturating_sub(width(phrase));
    let lead = (free / 2).max(free.saturating_sub(width(after)));
    let dim = canvas.style(Role::Dim);
    let at = canvas.put(x, y, end, &tail(before, lead.min(room)), dim);
    let left = usize::from(end.saturating_sub(at));
    let at = canvas.put(at, y, end, fit(phrase, left).as_str(), Style::new());
    let left = usize::from(end.saturating_sub(at));
    canvas.put(at, y, end, fit(after, left).as_str(), dim)
}

/// The end of a text that fits into `cells`, with an ellipsis where something is left out.
fn tail(text: &str, cells: usize) -> String {
    let all = width(text);
    if all <= cells {
        return text.to_string();
    }
    let mut over = all + 1 - cells.min(all);
    let mut start = text.len();
    for glyph in glyphs(text) {
        if over == 0 {
            start = glyph.span.start;
            break;
        }
        over = over.saturating_sub(glyph.width);
    }
    if cells == 0 { String::new() } else { format!("…{}", &text[start..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_text_is_kept() {
        for (text, cells, kept) in [
            ("the five", 20, "the five"),
            ("the five", 8, "the five"),
            ("the five", 7, "…e five"),
            ("the five", 1, "…"),
            ("the five", 0, ""),
            ("潮汐表", 4, "…表"),
        ] {
            assert_eq!(tail(text, cells), kept, "{text} {cells}");
            assert!(width(&tail(text, cells)) <= cells.max(width(text).min(cells)));
        }
    }
}
