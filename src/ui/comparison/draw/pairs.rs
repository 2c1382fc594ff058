//! The linked sentences as two columns, pair below pair, the words of each pair compared.

use crate::compare::Side;
use crate::document::RowKind;
use crate::tasks::task::TaskKind;
use crate::ui::app::App;
use crate::ui::comparison::draw::{marks, wording};
use crate::ui::comparison::pairs::PlacedPair;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::sought;
use crate::ui::reader::text;
use crate::ui::reader::text::RowMarks;

/// Draws one side of the pairs in view.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
    pairs: &[PlacedPair],
) {
    if pairs.is_empty() && !app.is_busy(TaskKind::Compare) {
        canvas.put(area.text.x, area.area.y, area.text.right(), "(no pairs)", canvas.style(Role::Dim));
    }
    for pair in pairs {
        draw_pair(canvas, area, app, comparing, side, pair);
    }
}

fn draw_pair(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
    pair: &PlacedPair,
) {
    let Some(block) = comparing.sentence_block(side, pair.link.on(side)) else { return };
    let selected = pair.index == comparing.selected();
    let emphasised = wording::passages(comparing, &pair.link, side);
    let sign = marks::of_link(comparing, &pair.link);
    let first = area.area.y.saturating_add(pair.top as u16);
    let rows = pair.rows[side as usize].iter().zip(first..area.area.bottom());
    text::draw_rows(canvas, area, comparing.pane(side), &[block], rows, &sought(app), |row| {
        let mut passages = Vec::new();
        if selected {
            let role = if side == comparing.side { Role::CursorText } else { Role::Counterpart };
            passages.push((row.span, role));
        }
        passages.extend(emphasised.iter().copied());
        let differs = row.kind == RowKind::First
            && comparing.findings.differing(pair.link.left, pair.link.right).next().is_some();
        let (cursor, link) = match (selected, differs) {
            (true, true) => (Some(("▐", Role::Cursor)), Some(("≠", Role::Differs))),
            (true, false) => (Some(("▐", Role::Cursor)), sign),
            (false, true) => (Some(("≠", Role::Differs)), sign),
            (false, false) => (None, sign),
        };
        RowMarks { cursor, link, passages }
    });
}
