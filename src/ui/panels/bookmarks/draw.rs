//! The bookmarks: their letters, and the passages they lead to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::text::width::fit;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::fitted;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::panels::frame;

/// Cells of a title before the words of its passage.
const TITLE: usize = 24;

/// The fewest cells of a passage that say anything.
const WORDS: usize = 8;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(cx: DrawContext<'_>, area: Rect, panel: BookmarkPanel, buffer: &mut Buffer) {
    let all: Vec<_> = cx.app.bookmarks.iter().collect();
    let lines = frame::open(cx, area, all.len(), "Bookmarks", buffer);
    frame::lines(cx, lines, (panel.selected, all.len()), buffer, |at, row, style, buffer| {
        let (name, bookmark) = all[at];
        let label = Span::styled(format!("{name}  {:>3} %  ", bookmark.percent), style);
        let title = cx.app.library.entry(bookmark.entry).map_or_else(Default::default, |entry| entry.title());
        let room = usize::from(row.width).saturating_sub(label.width());
        let words = if room < TITLE + WORDS {
            title.into_owned()
        } else {
            format!("{} · {}", fit(&title, TITLE), bookmark.words)
        };
        Line::from(vec![label, fitted(&words, room, style)]).render(row, buffer);
    });
}
