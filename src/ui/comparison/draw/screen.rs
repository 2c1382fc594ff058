//! Which parts a comparison has on the screen, view by view.

use crate::compare::Side;
use crate::ui::app::App;
use crate::ui::comparison::draw::{facts, header, overview, pairs, reason, terms, texts};
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::{ComparisonView, area as area_of};
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;

/// Draws an open comparison.
pub(crate) fn draw(canvas: &mut Canvas<'_>, app: &App, comparing: &ComparisonView, layout: &Layout) {
    let Layout::Comparison { header: header_area, why, .. } = layout else { return };
    if matches!(comparing.shown, Shown::Overview(_)) {
        header::draw_both(canvas, *header_area, app, comparing);
        overview::draw(canvas, app, comparing, layout);
        return reason::draw(canvas, *why, comparing);
    }
    let pairs = comparing.placed_pairs(layout);
    for side in [Side::Left, Side::Right] {
        let Some(area) = area_of(layout, side) else { continue };
        header::draw(canvas, *header_area, area, app, comparing, side);
        match comparing.shown {
            Shown::Facts(selected) => facts::draw(canvas, area, app, comparing, side, selected),
            Shown::Terms(selected) => terms::draw(canvas, area, app, comparing, side, selected),
            Shown::Pairs(_) => pairs::draw(canvas, area, app, comparing, side, &pairs),
            _ => texts::draw(canvas, area, app, comparing, side),
        }
    }
    draw_divider(canvas, layout);
    reason::draw(canvas, *why, comparing);
}

fn draw_divider(canvas: &mut Canvas<'_>, layout: &Layout) {
    if let Layout::Comparison { header, left: Some(left), right: Some(_), why, .. } = layout {
        for y in header.y..why.y {
            canvas.put(left.area.right(), y, left.area.right() + 1, "│", canvas.style(Role::Rule));
        }
    }
}
