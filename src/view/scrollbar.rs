//! The scrollbar: which part of the text is in view, and where in it the hits are.

use super::numbers::circled;
use super::paint::Canvas;
use super::theme::Role;
use crate::app::TextArea;
use crate::app::text_pane::TextPane;
use crate::search::Keywords;

/// What stands on one row of a scrollbar; a later one hides an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Track,
    Match,
    Keyword(usize),
}

/// Draws the scrollbar of a pane.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: &TextArea, pane: &TextPane, keywords: &Keywords) {
    let rows = area.rows();
    let length = pane.blocks.last().map_or(0, |block| block.span.end).max(1);
    let row_of = |offset: usize| (offset.min(length) * rows / length).min(rows.saturating_sub(1));
    let mut signs = vec![Sign::Track; rows];
    for span in pane.matches.iter() {
        signs[row_of(span.start)] = Sign::Match;
    }
    for (number, _) in keywords.iter().filter(|(number, _)| keywords.is_shown(*number)) {
        for span in pane.hits.of(number) {
            let sign = &mut signs[row_of(span.start)];
            if !matches!(sign, Sign::Keyword(_)) {
                *sign = Sign::Keyword(number);
            }
        }
    }
    let foot = pane.page(area).last().map_or(0, |row| row.span.end);
    let thumb = row_of(pane.top.0)..=row_of(foot.saturating_sub(1));
    for (row, sign) in signs.into_iter().enumerate() {
        let y = area.area.y + row as u16;
        let in_view = thumb.contains(&row);
        let base = canvas.style(if in_view { Role::Thumb } else { Role::Rule });
        let (text, style) = match sign {
            Sign::Keyword(number) => {
                let colour = keywords.get(number).and_then(crate::search::Keyword::colour);
                (circled(number), canvas.theme().keyword_number(number, colour))
            }
            Sign::Match => ("─".to_string(), canvas.style(Role::MatchHere)),
            Sign::Track if in_view => ("┃".to_string(), base),
            Sign::Track => ("│".to_string(), base),
        };
        canvas.put(area.scrollbar, y, area.scrollbar + 1, &text, style);
    }
}
