//! The tables of a comparison: what both texts say of numbers, dates, names and sources, and the words that
//! tell one text from the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::compare::facts::{Item, Row, Status};
use crate::compare::{DistinctiveTerm, Side};
use crate::document::{Flow, Position};
use crate::search::Keyword;
use crate::text::width::width;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::tables::fact_rows;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{circled, fitted, inset, span, tail};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::layout::visible_rows;
use crate::ui::reader::draw::sought;
use crate::ui::reader::text::{RowMarks, TextView};

/// A pane narrower than this names the kind of a fact only by the sign of its status.
const NARROW: u16 = 34;

/// Cells of the columns before a fact.
const STATUS: usize = 8;
const KIND: usize = 11;

/// Cells of the column of facts; with less than twice that, there is room for nothing else.
const PHRASE: u16 = 24;

/// Cells the counts of a word need: "123 | 456".
const COUNTS: u16 = 10;

/// The most cells of a word.
const WORD: u16 = 30;

/// Draws one side of the facts in view.
pub(crate) fn draw_facts(
    cx: DrawContext<'_>,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    selected: usize,
    buffer: &mut Buffer,
) {
    let say = |words: &'static str, buffer: &mut Buffer| {
        Span::styled(words, cx.style(Role::Dim)).render(inset(area.area, 2, 0), buffer);
    };
    let Some(rows) = comparing.findings.facts.as_deref() else {
        return say("gathering facts …", buffer);
    };
    if rows.is_empty() {
        say("(no numbers, dates, names or sources)", buffer);
    }
    let height = fact_rows(area.rows());
    for (index, place) in visible_rows(selected, rows.len(), height).zip(area.area.rows()) {
        let is_selected = index == selected;
        if is_selected {
            let sign = if comparing.side == side { "▐" } else { "│" };
            Span::styled(sign, cx.style(Role::Cursor)).render(place, buffer);
        }
        let mut columns = inset(place, 2, 1);
        if side == Side::Left {
            let labels = labels(cx, area, &rows[index]);
            columns = inset(columns, labels.width() as u16, 0);
            labels.render(inset(place, 2, 0), buffer);
        }
        draw_items(cx, columns, comparing, side, &rows[index], is_selected, buffer);
    }
    if let Some(row) = rows.get(selected).filter(|_| height < area.rows()) {
        let below =
            Rect { y: area.area.y + height as u16, height: area.area.height - height as u16, ..area.area };
        draw_sentence(cx, area, below, comparing, side, row, buffer);
    }
}

/// Draws the sentence in which a side states a fact, below a line.
fn draw_sentence(
    cx: DrawContext<'_>,
    area: &TextArea,
    below: Rect,
    comparing: &ComparisonView,
    side: Side,
    row: &Row,
    buffer: &mut Buffer,
) {
    Span::styled("┈".repeat(below.width.into()), cx.style(Role::Rule)).render(below, buffer);
    let Some(item) = row.items.iter().find(|item| item.side == side) else { return };
    let Some(block) = comparing.sentence_block(side, item.sentence) else { return };
    let pane = comparing.pane(side);
    let fact = (item.phrase.shifted(block.span.start), Role::Shared);
    let blocks = [block];
    let page = Flow::new(&pane.document.text, &blocks, area.cells())
        .page(Position(blocks[0].span.start), usize::from(below.height.saturating_sub(1)));
    let view = TextView { cx, area, pane, sought: sought(cx.app) };
    view.render(&blocks, page.iter().zip(below.rows().skip(1)), buffer, |_| RowMarks {
        passages: vec![fact],
        ..RowMarks::default()
    });
}

/// Returns the sign of a status and its word.
pub(crate) fn status_sign(status: Status) -> (&'static str, &'static str, Role) {
    match status {
        Status::Differs => ("≠", "differs", Role::Differs),
        Status::Near => ("≈", "near", Role::Differs),
        Status::Agree => ("=", "agree", Role::StrongLink),
        Status::OnlyLeft => ("◂", "left", Role::Only),
        Status::OnlyRight => ("▸", "right", Role::Only),
    }
}

/// Returns the status and the kind of a fact, padded to their columns.
fn labels(cx: DrawContext<'_>, area: &TextArea, row: &Row) -> Line<'static> {
    let (sign, word, role) = status_sign(row.status);
    let sign = Span::styled(format!("{sign} "), cx.style(role));
    if area.area.width < NARROW {
        return sign.into();
    }
    let status = Span::styled(format!("{word:STATUS$}"), cx.style(role));
    let kind = Span::styled(format!("{:KIND$}", row.kind.word()), cx.style(Role::Dim));
    Line::from(vec![sign, status, kind])
}

/// Draws what a side says in a column of its own, then the first place where it does, in its sentence, and
/// how many more there are.
fn draw_items(
    cx: DrawContext<'_>,
    area: Rect,
    comparing: &ComparisonView,
    side: Side,
    row: &Row,
    is_selected: bool,
    buffer: &mut Buffer,
) {
    let mut items = row.items.iter().filter(|item| item.side == side);
    let Some(first) = items.next() else { return };
    let more = items.count();
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let room = area.width.saturating_sub(width(&more) as u16);
    let column = if room < 2 * PHRASE { room } else { PHRASE };
    let selected = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
    let style = cx.style(Role::Strong).patch(selected);
    let phrase = fitted(&phrases(comparing, side, row), column.saturating_sub(1).into(), style);
    phrase.render(area, buffer);
    let rest = inset(area, column, 0);
    let mut line = quotation(cx, usize::from(room - column), comparing, first);
    line.push_span(Span::styled(more, cx.style(Role::Dim)));
    line.render(rest, buffer);
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

/// Returns a fact amid its sentence in at most `room` cells.
fn quotation(cx: DrawContext<'_>, room: usize, comparing: &ComparisonView, item: &Item) -> Line<'static> {
    let sentence = comparing.pane(item.side).document.sentence_text(item.sentence);
    let phrase = item.phrase.of(sentence);
    let before = sentence.get(..item.phrase.start).unwrap_or_default();
    let after = sentence.get(item.phrase.end..).unwrap_or_default();
    let free = room.saturating_sub(width(phrase));
    let lead = (free / 2).max(free.saturating_sub(width(after))).min(room);
    let dim = cx.style(Role::Dim);
    let mut line = Line::from(span(&cut_start(before, lead), dim));
    line.push_span(fitted(phrase, room.saturating_sub(line.width()), Style::new()));
    line.push_span(fitted(after, room.saturating_sub(line.width()), dim));
    line
}

/// Returns the end of a text in at most `cells`, with `…` in the first one when it had to be cut.
fn cut_start(text: &str, cells: usize) -> String {
    if cells == 0 || width(text) <= cells {
        tail(text, cells).into()
    } else {
        format!("…{}", tail(text, cells - 1))
    }
}

/// Draws the words that tell one side from the other, each with how often both say it.
pub(crate) fn draw_terms(
    cx: DrawContext<'_>,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    selected: [usize; 2],
    buffer: &mut Buffer,
) {
    let terms: Vec<&DistinctiveTerm> = comparing.terms(side).collect();
    if terms.is_empty() {
        let words = if comparing.findings.terms.is_some() { "(none)" } else { "counting words …" };
        Span::styled(words, cx.style(Role::Dim)).render(inset(area.area, 2, 0), buffer);
    }
    let selected = selected[side as usize];
    for (index, place) in visible_rows(selected, terms.len(), area.rows()).zip(area.area.rows()) {
        let is_selected = index == selected && comparing.side == side;
        if is_selected {
            Span::styled("▐", cx.style(Role::Cursor)).render(place, buffer);
        }
        draw_term(cx, place, terms[index], is_selected, buffer);
    }
}

fn draw_term(
    cx: DrawContext<'_>,
    place: Rect,
    term: &DistinctiveTerm,
    is_selected: bool,
    buffer: &mut Buffer,
) {
    let known = cx.app.keywords.iter().find(|(_, keyword)| keyword.query().text == term.text);
    let style = match known {
        Some((number, keyword)) => {
            let colour = Keyword::colour(keyword);
            let sign = Span::styled(circled(number), cx.theme.keyword_number(number, colour));
            sign.render(inset(place, 2, 0), buffer);
            cx.theme.keyword(number, colour)
        }
        None if is_selected => cx.style(Role::CursorText),
        None => Style::new(),
    };
    let row = inset(place, 4, 0);
    let room = row.width.saturating_sub(COUNTS).min(WORD);
    fitted(&term.text, room.into(), style).render(row, buffer);
    let [left, right] = term.counts;
    Span::styled(format!("{left:>3} | {right}"), cx.style(Role::Dim)).render(inset(row, room, 0), buffer);
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
            assert_eq!(cut_start(text, cells), kept, "{text} {cells}");
        }
    }
}
