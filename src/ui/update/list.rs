//! The list: after every change of it the selected document is shown.

use crate::tasks::{EntryId, ListOrder};
use crate::ui::app::App;
use crate::ui::claims::table::MOST_DOCUMENTS;
use crate::ui::input::Motion;
use crate::ui::list::pane::{ListContext, ListPane};
use crate::ui::list::stories::OpenedHeading;
use crate::ui::list::visible_rows::ROWS;
use crate::ui::prompt::{Follows, Prompt, Purpose};

impl App {
    /// Changes the list and shows the document that is selected then, if it is another one.
    pub(crate) fn change_list<T>(
        &mut self,
        change: impl FnOnce(&mut ListPane, &mut ListContext<'_>) -> T,
    ) -> T {
        let before = self.list.library.listing.selected();
        let follows_best =
            matches!(self.prompt, Some(Prompt { purpose: Purpose::Filter(Follows::Best), .. }));
        let cx = &mut ListContext {
            keywords: &self.keywords,
            cache: &self.reader.cache,
            background: &mut self.background,
            keymap: &self.keymap,
            shown: self.reader.entry(),
            follows_best,
        };
        let changed = change(&mut self.list, cx);
        if self.list.library.listing.selected() != before {
            self.show_selected();
        }
        changed
    }

    /// Filters by a line typed as a command.
    pub(crate) fn filter_by(&mut self, typed: &str) {
        self.list.set_focus(true);
        self.change_list(|list, cx| list.set_filter(typed, cx));
    }

    /// Opens the selected heading: a story as what its accounts say; another one is folded or unfolded. Tells
    /// whether a heading is selected.
    pub(crate) fn open_heading(&mut self) -> bool {
        match self.change_list(|list, _| list.open_heading()) {
            Some(OpenedHeading::Story(entries)) => self.open_story(entries),
            Some(OpenedHeading::Folded) => {}
            None => return false,
        }
        true
    }

    /// Compares the two accounts of a story, or shows which of several accounts make which claims.
    fn open_story(&mut self, mut entries: Vec<EntryId>) {
        let count = entries.len();
        match entries[..] {
            [] | [_] => self.trouble("only one account of this story is shown"),
            [one, two] => self.compare_in_order(one, two),
            _ => {
                entries.truncate(MOST_DOCUMENTS);
                self.gather_claims(&entries, count - entries.len());
            }
        }
    }

    /// Sorts the list.
    pub(crate) fn sort(&mut self, order: ListOrder) {
        let sorted = self.change_list(|list, cx| list.sort(order, cx));
        self.perform([sorted]);
    }

    /// Moves the selection of the list.
    pub(crate) fn move_in_list(&mut self, motion: Motion, count: Option<usize>) {
        let page = self.layout().list().map_or(1, |list| usize::from(list.height) / ROWS);
        self.change_list(|list, _| list.move_by(motion, count, page));
    }
}
