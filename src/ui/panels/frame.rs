//! The box in which a panel lists something over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Widget};

use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{fitted, inset, popup};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::visible_rows;

/// The widest a box gets, in cells.
const WIDEST: u16 = 84;

/// Opens a box with a heading over the panes of `area`; returns the place of its lines, as many of them
/// as there is room for.
pub(crate) fn open(
    cx: DrawContext<'_>,
    area: Rect,
    lines: usize,
    heading: &str,
    buffer: &mut Buffer,
) -> Rect {
    let inside = popup(cx, area, lines.max(1) + 1, WIDEST, buffer);
    let title = inset(inside, 1, 1);
    fitted(heading, title.width.into(), cx.style(Role::PanelTitle)).render(title, buffer);
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}

/// Calls `draw` for each of `count` lines in view with its number, its place without the margins and its
/// style; the selected line is filled.
pub(crate) fn lines(
    cx: DrawContext<'_>,
    area: Rect,
    (selected, count): (usize, usize),
    buffer: &mut Buffer,
    mut draw: impl FnMut(usize, Rect, Style, &mut Buffer),
) {
    for (at, row) in visible_rows(selected, count, area.height.into()).zip(area.rows()) {
        let style = cx.style(if at == selected { Role::PanelSelected } else { Role::Panel });
        Block::new().style(style).render(row, buffer);
        draw(at, inset(row, 1, 1), style, buffer);
    }
}
