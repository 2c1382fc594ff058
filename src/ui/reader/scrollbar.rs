//! The scrollbar: which part of the text is in view, and where in it the hits are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use crate::document::Row;
use crate::search::{Keyword, Keywords};
use crate::tasks::onscreen::Counted;
use crate::text::Span as Bytes;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::circled;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::TextPane;

/// The hits marked on one row of a scrollbar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Match,
    Keyword(usize),
}

/// Returns the mark of a part of the text: its first shown keyword by number, else a match. It takes two
/// searches a keyword, however many hits there are.
fn mark(part: Bytes, pane: &TextPane, keywords: &Keywords) -> Mark {
    let mut shown = keywords.iter().map(|(number, _)| number).filter(|number| keywords.is_shown(*number));
    match shown.find(|number| pane.begins_in(part, Counted::Keyword(*number))) {
        Some(number) => Mark::Keyword(number),
        None if pane.begins_in(part, Counted::Matches) => Mark::Match,
        None => Mark::None,
    }
}

/// Draws the scrollbar of a pane; `page` is the rows in view.
pub(crate) fn draw(cx: DrawContext<'_>, area: &TextArea, pane: &TextPane, page: &[Row], buffer: &mut Buffer) {
    let (rows, keywords) = (area.rows(), &cx.app.keywords);
    let length = pane.end().max(1);
    let end = page.last().map_or(0, |row| row.span.end);
    let row_of = |place| row_of(place, rows, length);
    let thumb = row_of(pane.top.0)..=row_of(end.saturating_sub(1));
    let bar = Rect { x: area.scrollbar, width: 1, ..area.area };
    for (row, place) in bar.rows().enumerate() {
        let in_view = thumb.contains(&row);
        let base = cx.style(if in_view { Role::Thumb } else { Role::Rule });
        let sign = match mark(part(row, rows, length), pane, keywords) {
            Mark::Keyword(number) => {
                let colour = keywords.get(number).and_then(Keyword::colour);
                Span::styled(circled(number), cx.theme.keyword_number(number, colour))
            }
            Mark::Match => Span::styled("─", cx.style(Role::MatchHere)),
            Mark::None => Span::styled(if in_view { "┃" } else { "│" }, base),
        };
        sign.render(place, buffer);
    }
}

/// Returns the row for a byte of a text of `length` bytes.
fn row_of(place: usize, rows: usize, length: usize) -> usize {
    let row = (place.min(length) as u128 * rows as u128 / length as u128) as usize;
    row.min(rows.saturating_sub(1))
}

/// Returns the bytes of a row; bytes beyond the text belong to the last row.
fn part(row: usize, rows: usize, length: usize) -> Bytes {
    let first = |row: usize| {
        if row < rows { (row as u128 * length as u128).div_ceil(rows as u128) as usize } else { usize::MAX }
    };
    Bytes::new(first(row), first(row + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_in_the_part_of_its_row() {
        for (rows, length) in [(1, 1), (3, 10), (10, 3), (7, 100)] {
            for place in 0..length + 5 {
                let found: Vec<usize> =
                    (0..rows).filter(|row| part(*row, rows, length).contains(place)).collect();
                assert_eq!(found, [row_of(place, rows, length)], "{place} of {length} in {rows}");
            }
        }
    }
}
