//! The timeline of documents: asking for it, taking it, and going to a statement of it.

use crate::tasks::entry::EntryId;
use crate::tasks::task::Task;
use crate::tasks::timeline::DatedPassages;
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::list::keys::NO_DOCUMENT;
use crate::ui::panels::Panel;
use crate::ui::panels::timeline::TimelinePanel;
use crate::ui::settings::{Hit, Opening};
use crate::ui::views::View;

impl App {
    /// Lists the dated statements of the documents of the table of claims, in the list of the marked ones,
    /// else of the document on the screen.
    pub(crate) fn open_timeline(&mut self) {
        let marked = self.list.library.listing.marked();
        let entries = match &self.views.top {
            View::Claims(table) => table.documents.iter().map(|shown| shown.entry).collect(),
            View::Reading | View::Comparison(_) | View::Search(_) if self.in_list() && !marked.is_empty() => {
                marked
            }
            View::Reading | View::Comparison(_) | View::Search(_) => {
                self.pane().map(|pane| pane.entry).into_iter().collect()
            }
        };
        self.show_timeline(&entries);
    }

    /// Lists the dated statements of these documents.
    pub(crate) fn show_timeline(&mut self, entries: &[EntryId]) {
        if entries.is_empty() {
            return self.trouble(NO_DOCUMENT);
        }
        let documents = entries.iter().filter_map(|entry| self.wanted(*entry)).collect();
        self.panel = Some(Panel::Timeline(TimelinePanel::new(entries.len())));
        self.background.start(Task::Timeline(documents));
    }

    /// Puts a timeline into its panel.
    pub(crate) fn take_timeline(&mut self, found: DatedPassages) {
        if let Some(Panel::Timeline(panel)) = &mut self.panel {
            panel.found = Some(found);
        }
    }

    /// Goes to a passage of a document of the list; the place before it is remembered.
    pub(crate) fn go_to_passage(&mut self, entry: EntryId, span: Span) {
        self.texts().remember_place();
        self.show_document(entry, Opening::Hit(Hit { entry, query: None, span }));
    }
}
