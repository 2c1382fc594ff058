//! The scrollbar: which part of the text is in view, and where in it the hits are.

use crate::search::{Keyword, Keywords};
use crate::tasks::onscreen::Counted;
use crate::text::Span;
use crate::ui::drawing::numbers::circled;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::TextPane;

/// What stands on one row of a scrollbar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Track,
    Match,
    Keyword(usize),
}

/// The sign for a part of the text: its first shown keyword by number, else a match. Two searches a
/// keyword, however many hits there are.
fn sign(part: Span, pane: &TextPane, keywords: &Keywords) -> Sign {
    let mut shown = keywords.iter().map(|(number, _)| number).filter(|number| keywords.is_shown(*number));
    match shown.find(|number| pane.begins_in(part, Counted::Keyword(*number))) {
        Some(number) => Sign::Keyword(number),
        None if pane.begins_in(part, Counted::Matches) => Sign::Match,
        None => Sign::Track,
    }
}

/// Draws the scrollbar of a pane.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: &TextArea, pane: &TextPane, keywords: &Keywords) {
    let rows = area.rows();
    let length = pane.end().max(1);
    let foot = canvas.page(pane, area).last().map_or(0, |row| row.span.end);
    let row_of = |place| row_of(place, rows, length);
    let thumb = row_of(pane.top.0)..=row_of(foot.saturating_sub(1));
    for row in 0..rows {
        let sign = sign(part(row, rows, length), pane, keywords);
        let y = area.area.y + row as u16;
        let in_view = thumb.contains(&row);
        let base = canvas.style(if in_view { Role::Thumb } else { Role::Rule });
        let (text, style) = match sign {
            Sign::Keyword(number) => {
                let colour = keywords.get(number).and_then(Keyword::colour);
                (circled(number), canvas.theme().keyword_number(number, colour))
            }
            Sign::Match => ("─".to_string(), canvas.style(Role::MatchHere)),
            Sign::Track if in_view => ("┃".to_string(), base),
            Sign::Track => ("│".to_string(), base),
        };
        canvas.put(area.scrollbar, y, area.scrollbar + 1, &text, style);
    }
}

/// The row that stands for a place in a text of `length` bytes.
fn row_of(place: usize, rows: usize, length: usize) -> usize {
    let row = (place.min(length) as u128 * rows as u128 / length as u128) as usize;
    row.min(rows.saturating_sub(1))
}

/// The places that a row stands for; whatever lies beyond the text belongs to the last row.
fn part(row: usize, rows: usize, length: usize) -> Span {
    let first = |row: usize| {
        if row < rows { (row as u128 * length as u128).div_ceil(rows as u128) as usize } else { usize::MAX }
    };
    Span::new(first(row), first(row + 1))
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
