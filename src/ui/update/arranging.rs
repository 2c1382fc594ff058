//! Filtering, sorting and grouping the list, at once or by a task.
//!
//! A short list is arranged at once, so that nothing flickers. A long one is arranged by a task, while
//! the rows stay as they are. Summaries that are read meanwhile change the order only when many have
//! arrived: otherwise no row would stay in its place.

use crate::search::Scorer;
use crate::tasks::arrange::{Arranged, arrange};
use crate::tasks::entry::EntryId;
use crate::tasks::list_options::{Direction, Folders, Order, Ranking};
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::App;
use crate::ui::input::OpenAction;
use crate::ui::prompt::{Follows, Prompt, Purpose};

/// Lists with more entries are arranged by a task.
const AT_ONCE: usize = 2_000;

/// How many entries must have changed before the list is arranged again; for a long list it is an eighth.
const FEW: usize = 64;

impl App {
    /// Makes the rows that the options ask for.
    pub(crate) fn rearrange(&mut self) {
        self.list.library.changed = 0;
        let before = self.list.library.listing.selected();
        if self.list.library.listing.options.is_plain() {
            self.list.library.show_all();
            self.background.cancel(TaskKind::Arrange);
            self.settle_selection(before);
            return;
        }
        let counted = self.keywords.iter().map(|(at, _)| self.keywords.is_shown(at)).collect();
        let task = self.list.library.arrange_request(counted);
        if self.list.library.len() > AT_ONCE || !task.without_stat().is_empty() {
            return self.background.start(Task::Arrange(Box::new(task)));
        }
        self.background.cancel(TaskKind::Arrange);
        if let Some(rows) = arrange(&task, &|| true) {
            self.list.library.listing.show(rows);
            self.settle_selection(before);
        }
    }

    /// Takes the rows that a task made.
    pub(crate) fn take_arranged(&mut self, arranged: Arranged) {
        let before = self.list.library.listing.selected();
        self.list.library.take(arranged);
        self.settle_selection(before);
    }

    /// Selects an entry, shown or not; a filter that hides it is lifted.
    pub(crate) fn select_entry(&mut self, id: EntryId) {
        self.list.library.listing.select(id);
        if self.list.library.listing.row().is_some()
            || self.list.library.listing.options.filter.take().is_none()
        {
            return;
        }
        self.rearrange();
    }

    /// Lets the selection follow a filter that is being typed, and shows a document that became selected.
    fn settle_selection(&mut self, before: Option<EntryId>) {
        self.select_best_match();
        if self.list.library.listing.selected() != before {
            self.show_selected();
        }
    }

    /// Selects the best match while a filter is typed, unless another row was chosen since.
    fn select_best_match(&mut self) {
        if !matches!(self.prompt, Some(Prompt { purpose: Purpose::Filter(Follows::Best), .. })) {
            return;
        }
        let before = self.list.before_filter.as_ref().and_then(|before| before.selected);
        let rows = self.list.library.listing.rows();
        let (Some(best), Some(filter)) = (rows.get(0), &self.list.library.listing.options.filter) else {
            if let Some(before) = before {
                self.list.library.listing.select(before);
            }
            return;
        };
        let mut scorer = Scorer::default();
        let mut fit = |id| {
            let title = self.list.library.entry(id)?.own_title();
            scorer.score(&filter.fuzzy, &self.list.library.shown_path(id), title)
        };
        let as_good = before.filter(|id| fit(*id).is_some_and(|score| Some(score) >= fit(best)));
        self.list.library.listing.select(as_good.unwrap_or(best));
    }

    /// Arranges a filtered, sorted or grouped list again after entries were added. While a task arranges it,
    /// `arrange_changed` does so later.
    pub(crate) fn entries_added(&mut self) {
        if self.list.library.listing.options.is_plain() {
            return;
        }
        self.list.library.changed += 1;
        if !self.background.is_busy(TaskKind::Arrange) {
            self.rearrange();
        }
    }

    /// Arranges the list after entries were inserted that are not last by name.
    pub(crate) fn entries_inserted(&mut self) {
        if self.list.library.listing.options.is_plain() { self.rearrange() } else { self.entries_added() }
    }

    /// Arranges a list that depends on summaries once enough of them were read.
    pub(crate) fn entries_summarized(&mut self, count: usize) {
        let options = &self.list.library.listing.options;
        if options.filter.is_none() && !matches!(options.order, Order::Length | Order::Hits) {
            return;
        }
        self.list.library.changed += count;
        let enough = FEW.max(self.list.library.len() / 8);
        if self.list.library.changed >= enough && !self.background.is_busy(TaskKind::Arrange) {
            self.rearrange();
        }
    }

    /// Arranges a list that is sorted by hits after other keywords count.
    pub(crate) fn hits_recounted(&mut self) {
        if self.list.library.listing.options.order == Order::Hits {
            self.rearrange();
        }
    }

    /// Arranges the list if entries have changed and no task may change more.
    pub(crate) fn arrange_changed(&mut self) {
        let kinds = [TaskKind::Arrange, TaskKind::VisibleSummaries, TaskKind::Summaries];
        if self.list.library.changed > 0 && !kinds.iter().any(|kind| self.background.is_busy(*kind)) {
            self.rearrange();
        }
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
            let key = self.keymap.key_of(self.context(), OpenAction::Keywords).unwrap_or_default();
            self.say(format!("sorted by hits, but there is no keyword yet: {key} adds one"));
        }
        if order == Order::Likeness {
            self.sort_by_likeness();
        }
        self.rearrange();
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
        self.rearrange();
    }
}
