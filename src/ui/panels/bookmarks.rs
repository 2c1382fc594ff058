//! The panel that lists the bookmarks: their letters and the passages they stand for.

pub mod draw;

use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, RowAction};
use crate::ui::outcome::Outcome;
use crate::ui::panels::PanelInput;

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
}
