//! The row that explains the marks of a view.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::ui::component::LegendEntry;
use crate::ui::drawing::context::{DrawContext, inset};
use crate::ui::drawing::theme::Role;

/// The gap between two entries.
const GAP: &str = "   ";

/// Draws as many entries as there is room for.
pub(crate) fn draw(cx: &mut DrawContext<'_>, row: Rect, entries: &[LegendEntry]) {
    let row = inset(row, 1, 1);
    let mut line = Line::default();
    for (sign, role, words) in entries {
        let gap = Span::raw(if line.spans.is_empty() { "" } else { GAP });
        let entry = [gap, cx.words(*sign, *role), Span::raw(" "), cx.words(*words, Role::Dim)];
        let width: usize = entry.iter().map(Span::width).sum();
        if line.width() + width > row.width.into() {
            break;
        }
        line.extend(entry);
    }
    cx.put(line, row);
}
