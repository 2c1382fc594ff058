//! The panel that lists the bookmarks: their letters and the passages they lead to.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::width::fit;
use crate::ui::bookmarks::Bookmarks;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::fitted;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, RowAction};
use crate::ui::outcome::Outcome;
use crate::ui::panels::PanelInput;

/// Cells of a title before the words of its passage.
const TITLE: usize = 24;

/// The fewest cells of a passage that say anything.
const WORDS: usize = 8;

/// The list of bookmarks.
#[derive(Clone, Copy, Debug, Default)]
pub struct BookmarkPanel {
    /// The selected line.
    pub selected: usize,
}

impl BookmarkPanel {
    pub(crate) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        input: PanelInput<'_>,
    ) -> Option<Vec<Outcome>> {
        let lines = input.bookmarks.iter().len();
        let chosen = input.bookmarks.iter().nth(self.selected).map(|(letter, _)| letter);
        let outcomes = match (action, chosen) {
            (Action::Motion(motion), _) => {
                let rows = Rows { count: lines, selected: self.selected, page: input.page };
                self.selected = motion.row(count, rows)?;
                Vec::new()
            }
            (Action::Row(RowAction::Choose), Some(letter)) => {
                vec![Outcome::Close, Outcome::GoToBookmark(letter)]
            }
            (Action::Row(RowAction::Remove), Some(letter)) => {
                self.selected = self.selected.min(lines.saturating_sub(2));
                let removed = Outcome::RemoveBookmark(letter);
                if lines == 1 { vec![Outcome::Close, removed] } else { vec![removed] }
            }
            (Action::Row(_), _) => Vec::new(),
            (
                Action::Pane(_)
                | Action::Level(_)
                | Action::Comparison(_)
                | Action::List(_)
                | Action::Text(_)
                | Action::Open(_)
                | Action::Program(_),
                _,
            ) => return None,
        };
        Some(outcomes)
    }
    /// Draws the panel over the panes of `area`.
    pub(crate) fn draw(self, cx: &mut DrawContext<'_>, area: Rect, bookmarks: &Bookmarks) {
        let (all, library) = (bookmarks.iter().collect::<Vec<_>>(), cx.library);
        cx.put_panel(area, "Bookmarks", (self.selected, all.len()), |at, cells| {
            let (name, bookmark) = all[at];
            let label = Span::raw(format!("{name}  {:>3} %  ", bookmark.percent));
            let title = library.entry(bookmark.entry).map_or_else(Default::default, |entry| entry.title());
            let room = cells.saturating_sub(label.width());
            let words = if room < TITLE + WORDS {
                title.into_owned()
            } else {
                format!("{} · {}", fit(&title, TITLE), bookmark.words)
            };
            Line::from(vec![label, fitted(&words, room, Style::new())])
        });
    }
}
