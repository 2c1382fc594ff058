//! The documents of the library by their likeness to one of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{fitted, inset};
use crate::ui::drawing::theme::Role;
use crate::ui::panels::frame;
use crate::ui::panels::similar::SimilarPanel;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(cx: DrawContext<'_>, area: Rect, panel: &SimilarPanel, buffer: &mut Buffer) {
    let title = |entry| cx.app.library.entry(entry).map_or_else(Default::default, |entry| entry.title());
    let lines = frame::open(cx, area, panel.lines(), &format!("Most like {}", title(panel.to)), buffer);
    let Some(found) = &panel.found else {
        let dim = cx.style(Role::Panel).patch(cx.style(Role::Dim));
        Span::styled("reading the documents … Esc cancels", dim).render(inset(lines, 1, 0), buffer);
        return;
    };
    frame::lines(cx, lines, (panel.selected, found.len()), buffer, |at, row, style, buffer| {
        let (entry, likeness) = found[at];
        let percent = Span::styled(format!("{:>3} % ", (likeness * 100.0).round()), style);
        let room = usize::from(row.width).saturating_sub(percent.width());
        Line::from(vec![percent, fitted(&title(entry), room, style)]).render(row, buffer);
    });
}
