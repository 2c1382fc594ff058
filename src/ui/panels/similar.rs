//! The documents of the library by their likeness to one of them.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tasks::entry::EntryId;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::fitted;
use crate::ui::drawing::theme::Role;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, RowAction};
use crate::ui::outcome::Outcome;
use crate::ui::settings::Opening;

/// The list of documents by likeness.
#[derive(Clone, Debug)]
pub struct SimilarPanel {
    /// The document the others are compared with.
    pub to: EntryId,
    /// The selected line.
    pub selected: usize,
    /// The others with their likeness, 0 to 1, the most alike first; `None` while it is computed.
    pub found: Option<Vec<(EntryId, f64)>>,
}

impl SimilarPanel {
    /// Returns a panel whose lines are still to come.
    pub(crate) fn new(to: EntryId) -> Self {
        Self { to, selected: 0, found: None }
    }

    /// Returns how many lines it has.
    pub fn lines(&self) -> usize {
        self.found.as_deref().map_or(0, <[_]>::len)
    }

    pub(crate) fn act(&mut self, action: Action, count: Option<usize>, page: usize) -> Option<Vec<Outcome>> {
        let chosen =
            self.found.as_deref().and_then(|found| found.get(self.selected)).map(|(entry, _)| *entry);
        let outcomes = match (action, chosen) {
            (Action::Motion(motion), _) => {
                self.selected =
                    motion.row(count, Rows { count: self.lines(), selected: self.selected, page })?;
                Vec::new()
            }
            (Action::Row(RowAction::Choose), Some(chosen)) => {
                vec![Outcome::Close, Outcome::Compare((self.to, chosen), None)]
            }
            (Action::Row(RowAction::Open), Some(chosen)) => {
                vec![Outcome::Close, Outcome::Show(chosen, Opening::Beginning)]
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
    pub(crate) fn draw(&self, cx: &mut DrawContext<'_>, area: Rect) {
        let library = cx.library;
        let title = |entry| library.entry(entry).map_or_else(Default::default, |entry| entry.title());
        let heading = format!("Most like {}", title(self.to));
        let Some(found) = &self.found else {
            let waiting = cx.words("reading the documents … Esc cancels", Role::Dim);
            return cx.put_panel(area, &heading, (usize::MAX, 1), |_, _| waiting.clone().into());
        };
        cx.put_panel(area, &heading, (self.selected, found.len()), |at, cells| {
            let (entry, likeness) = found[at];
            let percent = Span::raw(format!("{:>3} % ", (likeness * 100.0).round()));
            let title = fitted(&title(entry), cells.saturating_sub(percent.width()), Style::new());
            Line::from(vec![percent, title])
        });
    }
}
