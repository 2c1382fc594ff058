//! The box that lists stand in over the panes.

use ratatui::layout::Rect;

use crate::text::width::fit;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;

/// The widest a box gets, in cells.
const WIDEST: u16 = 84;

/// Opens a box with a heading over the panes of `area`; returns where its lines stand, so many of them
/// as there is room for.
pub(crate) fn open(canvas: &mut Canvas<'_>, area: Rect, lines: usize, heading: &str) -> Rect {
    let wanted = u16::try_from(lines.max(1) + 3).unwrap_or(area.height);
    let (width, height) = (area.width.min(WIDEST), wanted.clamp(5.min(area.height), area.height));
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    let style = canvas.style(Role::Panel);
    let line = style.patch(canvas.style(Role::Rule));
    let inside = canvas.boxed(Rect { x, y, width, height }, style, line);
    let room = usize::from(inside.width.saturating_sub(2));
    let title = canvas.style(Role::PanelTitle);
    canvas.put(inside.x + 1, inside.y, inside.right(), fit(heading, room).as_str(), title);
    Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside }
}
