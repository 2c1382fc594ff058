//! How a text was read, on the bottom row: its encoding, always when it is not what is expected, else
//! where there is room beside the keys; and that it is shown as plain text although it has markup.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::document::Markup;
use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::input::Context;

/// Returns how the text the keys go to was read, if it must be told.
pub(crate) fn unusual(app: &App) -> Option<String> {
    let document = &app.pane()?.document;
    let charset = document.charset;
    match document.markup {
        Markup::Shown => Some(format!("{charset} · shown as plain text: more markup than is read")),
        Markup::Read => (!charset.is_usual()).then(|| charset.to_string()),
    }
}

/// Draws the encoding where it leaves room for all `hints`; returns the column after it.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, hints: &[String]) -> u16 {
    if let Some(name) = unusual(app) {
        return canvas.put(area.x + 1, area.y, area.right(), &name, Style::new()) + 1;
    }
    let (Some(pane), Context::Reader | Context::Comparison) = (app.pane(), app.context()) else {
        return area.x;
    };
    let name = pane.document.charset.to_string();
    let needed = width(&name) + width(&hints.join("   ")) + 5;
    if needed > usize::from(area.width) {
        return area.x;
    }
    canvas.put(area.x + 1, area.y, area.right(), &name, canvas.style(Role::Dim)) + 1
}
