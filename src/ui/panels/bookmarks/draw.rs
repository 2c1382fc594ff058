//! The bookmarks: their letters, and the passages they stand for.

use ratatui::layout::Rect;

use crate::text::width::fit;
use crate::ui::app::App;
use crate::ui::comparison::tables::window;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::panels::bookmarks::BookmarkPanel;
use crate::ui::panels::frame as panel;

/// Cells of a title before the words of its passage.
const TITLE: usize = 24;

/// The fewest cells of a passage that say anything.
const WORDS: usize = 8;

/// Draws the panel over the panes of `area`.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, panel: BookmarkPanel) {
    let all: Vec<_> = app.bookmarks.iter().collect();
    let lines = panel::open(canvas, area, all.len(), "Bookmarks");
    for (at, y) in window(panel.selected, all.len(), usize::from(lines.height)).zip(lines.y..) {
        let (name, bookmark) = all[at];
        let style = canvas.style(if at == panel.selected { Role::PanelSelected } else { Role::Panel });
        canvas.clear(Rect { y, height: 1, ..lines }, style);
        let x =
            canvas.put(lines.x + 1, y, lines.right(), &format!("{name}  {:>3} %  ", bookmark.percent), style);
        let title = app.library.entry(bookmark.entry).map_or_else(Default::default, |entry| entry.title());
        let room = usize::from(lines.right().saturating_sub(x + 1));
        let words = if room < TITLE + WORDS {
            title.into_owned()
        } else {
            format!("{} · {}", fit(&title, TITLE).as_str(), bookmark.words)
        };
        canvas.put(x, y, lines.right(), fit(&words, room).as_str(), style);
    }
}
