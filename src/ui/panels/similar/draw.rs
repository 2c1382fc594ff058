//! The documents of the library by their likeness to one of them.

use ratatui::layout::Rect;

use crate::text::width::fit;
use crate::ui::app::App;
use crate::ui::comparison::tables::window;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::panels::frame as panel;
use crate::ui::panels::similar::SimilarPanel;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, panel: &SimilarPanel) {
    let title = app.library.entry(panel.to).map_or_else(Default::default, |entry| entry.title());
    let lines = panel::open(canvas, area, panel.lines(), &format!("Most like {title}"));
    let Some(found) = &panel.found else {
        let dim = canvas.style(Role::Panel).patch(canvas.style(Role::Dim));
        canvas.put(lines.x + 1, lines.y, lines.right(), "reading the documents … Esc cancels", dim);
        return;
    };
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
