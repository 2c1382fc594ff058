//! The documents of the library by their similarity to one of them.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::compare::percent;
use crate::tasks::{EntryId, TaskKind};
use crate::ui::component::{Component, Hint, KeyContext};
use crate::ui::drawing::{DrawContext, Role, fitted, inset, title_of};
use crate::ui::input::{Action, Context, Motion, ProgramAction, RowAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::panels::{draw_box, draw_list};
use crate::ui::selectable_list::SelectableList;
use crate::ui::settings::OpenAt;

/// The list of documents by similarity.
#[derive(Clone, Debug)]
pub struct SimilarPanel {
    /// The document the others are compared with.
    pub to: EntryId,
    list: SelectableList,
    /// The others with their similarity, 0 to 1, the most alike first; `None` while it is computed.
    pub found: Option<Vec<(EntryId, f64)>>,
}

impl SimilarPanel {
    /// Returns a panel that waits for the documents.
    pub(crate) fn new(to: EntryId) -> Self {
        Self { to, list: SelectableList::default(), found: None }
    }

    fn selected(&self) -> Option<EntryId> {
        self.found.as_deref()?.get(self.list.selected).map(|(entry, _)| *entry)
    }

    /// Returns how many lines it has.
    pub fn lines(&self) -> usize {
        self.found.as_deref().map_or(0, <[_]>::len)
    }
}

impl Component for SimilarPanel {
    fn context(&self) -> Context {
        Context::Similar
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Row(RowAction::Choose), "compare"),
            (Action::Row(RowAction::Open), "open"),
            (Action::Program(ProgramAction::Close), "close"),
        ]
    }

    fn tasks(&self) -> &'static [TaskKind] {
        &[TaskKind::Rank]
    }

    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) {
        self.list.move_by(motion, cx.count, self.lines(), cx.page);
    }

    fn choose(&mut self, cx: &mut KeyContext<'_>) {
        if let Some(chosen) = self.selected() {
            cx.ask([Outcome::Close, Outcome::Compare((self.to, chosen), None)]);
        }
    }

    fn act_on_row(&mut self, action: RowAction, cx: &mut KeyContext<'_>) {
        if let Some(chosen) = self.selected().filter(|_| action == RowAction::Open) {
            cx.ask([Outcome::Close, Outcome::Show(chosen, OpenAt::Beginning)]);
        }
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let library = cx.library;
        let heading = format!("Most like {}", library.title(self.to));
        let Some(found) = &self.found else {
            let hint = cx.keymap.hint(self.context(), ProgramAction::Escape, "cancels");
            let waiting = cx.words(format!("reading the documents …{hint}"), Role::Dim);
            let area = draw_box(cx, layout, &heading, 1);
            return cx.put(waiting, inset(area, 1, 1));
        };
        draw_list(cx, layout, &heading, (self.list, found.len()), |_, at, cells| {
            let (entry, similarity) = found[at];
            let percent = Span::raw(format!("{:>3} % ", percent(similarity)));
            let room = cells.saturating_sub(percent.width());
            let title = fitted(&title_of(library, entry, "", room), room, Style::new());
            Line::from(vec![percent, title])
        });
    }
}
