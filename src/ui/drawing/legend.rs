//! The row that explains the marks of a view.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::text::width::width;
use crate::ui::component::LegendEntry;
use crate::ui::drawing::context::{DrawContext, inset};
use crate::ui::drawing::theme::Role;

/// The gap between two entries.
const GAP: &str = "   ";

/// The gap where there is little room.
const NARROW_GAP: &str = "  ";

/// Draws the entries; where there is no room for all, as many as fit in fewer words.
pub(crate) fn draw(cx: &mut DrawContext<'_>, row: Rect, entries: &[LegendEntry]) {
    let row = inset(row, 1, 1);
    let cells = |(sign, _, words): &LegendEntry| width(sign) + 1 + width(words) + width(GAP);
    let fits = entries.iter().map(cells).sum::<usize>() <= usize::from(row.width) + width(GAP);
    let between = if fits { GAP } else { NARROW_GAP };
    let mut line = Line::default();
    for (sign, role, words) in entries {
        let words = if fits { words } else { short(words) };
        let gap = Span::raw(if line.spans.is_empty() { "" } else { between });
        let entry = [gap, cx.words(*sign, *role), Span::raw(" "), cx.words(words, Role::Dim)];
        let width: usize = entry.iter().map(Span::width).sum();
        if line.width() + width > row.width.into() {
            break;
        }
        line.extend(entry);
    }
    cx.put(line, row);
}

/// Returns the words of an entry up to its first comma.
fn short(words: &str) -> &str {
    words.split(',').next().unwrap_or(words)
}
