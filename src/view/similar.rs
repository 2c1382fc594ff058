//! The documents of the library by their likeness to one of them.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::theme::Role;
use crate::app::App;
use crate::app::comparing::window;
use crate::app::panel::SimilarPanel;
use crate::text::width::fit;

/// The widest the panel gets, in cells.
const WIDEST: u16 = 84;

/// Draws the panel over the panes of `area`.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, panel: &SimilarPanel) {
    let wanted = u16::try_from(panel.lines().max(1) + 3).unwrap_or(area.height);
    let (wide, height) = (area.width.min(WIDEST), wanted.clamp(5.min(area.height), area.height));
    let x = area.x + (area.width - wide) / 2;
    let y = area.y + (area.height - height) / 3;
    let style = canvas.style(Role::Panel);
    let line = style.patch(canvas.style(Role::Rule));
    let inside = canvas.boxed(Rect { x, y, width: wide, height }, style, line);
    let title = app.library.entry(panel.to).map_or_else(Default::default, |entry| entry.title());
    let room = usize::from(inside.width.saturating_sub(2));
    let heading = fit(&format!("Most like {title}"), room);
    canvas.put(inside.x + 1, inside.y, inside.right(), heading.as_str(), canvas.style(Role::PanelTitle));
    let dim = style.patch(canvas.style(Role::Dim));
    let Some(found) = &panel.found else {
        canvas.put(inside.x + 1, inside.y + 1, inside.right(), "reading the documents … Esc cancels", dim);
        return;
    };
    let lines = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    for (at, y) in window(panel.selected, found.len(), usize::from(lines.height)).zip(lines.y..) {
        let (entry, likeness) = found[at];
        let style = canvas.style(if at == panel.selected { Role::PanelSelected } else { Role::Panel });
        canvas.clear(Rect { y, height: 1, ..lines }, style);
        let percent = format!("{:>3} % ", (likeness * 100.0).round());
        let from = canvas.put(lines.x + 1, y, lines.right(), &percent, style);
        let name = app.library.entry(entry).map_or_else(Default::default, |entry| entry.title());
        let room = usize::from(lines.right().saturating_sub(from + 1));
        canvas.put(from, y, lines.right(), fit(&name, room).as_str(), style);
    }
}
