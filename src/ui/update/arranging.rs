//! The list: what changes its rows, and the order that keys and commands choose.

use crate::tasks::list_options::{Direction, Folders, Order, Ranking};
use crate::ui::app::App;
use crate::ui::input::{LineEdit, OpenAction};
use crate::ui::list::pane::{ListContext, ListPane};
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
            follows_best,
        };
        let changed = change(&mut self.list, cx);
        if self.list.library.listing.selected() != before {
            self.show_selected();
        }
        changed
    }

    /// Opens the prompt with the current filter.
    pub(crate) fn begin_filter(&mut self) {
        self.list.begin_filter();
        let mut prompt = Prompt::new(Purpose::Filter(Follows::Choice));
        prompt.line = LineEdit::new(self.list.library.listing.options.typed());
        self.prompt = Some(prompt);
    }

    /// Filters by a line typed as a command.
    pub(crate) fn filter_by(&mut self, typed: &str) {
        self.list.set_focus(true);
        self.change_list(|list, cx| list.set_filter(typed, cx));
    }

    /// Sorts the list by the next order. If a filter had sorted it, the order before the filter is used.
    pub(crate) fn sort_by_next_order(&mut self) {
        let options = &self.list.library.listing.options;
        let by_fit = options.filter.as_ref().is_some_and(|filter| filter.ranking == Ranking::BestFirst);
        let order = if by_fit { options.order } else { options.order.next() };
        self.sort(order);
    }

    /// Sorts the list.
    pub(crate) fn sort(&mut self, order: Order) {
        let options = &mut self.list.library.listing.options;
        (options.order, options.direction) = (order, Direction::Usual);
        self.apply_order();
    }

    /// Reverses the order of the list.
    pub(crate) fn reverse_order(&mut self) {
        let options = &mut self.list.library.listing.options;
        options.direction = options.direction.other();
        self.apply_order();
    }

    fn apply_order(&mut self) {
        let options = &mut self.list.library.listing.options;
        if let Some(filter) = &mut options.filter {
            filter.ranking = Ranking::AsSorted;
        }
        let order = options.order;
        let words = match options.to_string() {
            words if words.is_empty() => format!("sorted by {}", order.name()),
            words => format!("sorted {words}"),
        };
        self.say(words);
        if order == Order::Hits && self.keywords.is_empty() {
            let hint = self.hint(OpenAction::Keywords, "adds one");
            self.say(format!("sorted by hits, but there is no keyword yet{hint}"));
        }
        if order == Order::Similarity {
            self.sort_by_similarity();
        }
        self.change_list(ListPane::rearrange);
    }

    /// Shows folders as headings, or beside each document again.
    pub(crate) fn toggle_groups(&mut self) {
        let options = &mut self.list.library.listing.options;
        let (folders, words) = match options.folders {
            Folders::InRows => (Folders::AsGroups, "documents under their folders"),
            Folders::AsGroups => (Folders::InRows, "documents beside their folders"),
        };
        options.folders = folders;
        self.say(words);
        self.change_list(ListPane::rearrange);
    }
}
