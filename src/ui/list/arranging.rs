//! Filtering, sorting and grouping the list, at once or by a task.
//!
//! A short list is arranged at once, so that nothing flickers. A long one is arranged by a task, while
//! the rows stay as they are. Summaries that are read meanwhile change the order only when many have
//! arrived: otherwise no row would stay in its place.

use std::sync::Arc;

use crate::search::{Fuzzy, Scorer};
use crate::tasks::{Arranged, EntryId, ListFilter, ListOrder, Ranking, Task, TaskKind, arrange};
use crate::ui::list::pane::{BeforeFilter, ListContext, ListPane, ListShown};

/// Lists with more entries are arranged by a task.
const AT_ONCE: usize = 2_000;

/// How many entries must have changed before the list is arranged again; for a long list it is an eighth.
const FEW: usize = 64;

impl ListPane {
    /// Makes the rows that the options ask for.
    pub(crate) fn rearrange(&mut self, cx: &mut ListContext<'_>) {
        self.library.changed = 0;
        if self.library.listing.options.is_plain() {
            self.library.show_all();
            cx.background.cancel(TaskKind::Arrange);
            return self.select_best_match(cx);
        }
        let counted = cx.keywords.iter().map(|(at, _)| cx.keywords.is_shown(at)).collect();
        let task = self.library.arrange_request(counted);
        if self.library.len() > AT_ONCE || !task.without_stat().is_empty() {
            return cx.background.start(Task::Arrange(Box::new(task)));
        }
        cx.background.cancel(TaskKind::Arrange);
        if let Some(rows) = arrange(&task, &|| true) {
            self.library.show(rows);
            self.select_best_match(cx);
        }
    }

    /// Takes the rows that a task made.
    pub(crate) fn take_arranged(&mut self, arranged: Arranged, cx: &ListContext<'_>) {
        self.library.take(arranged);
        self.select_best_match(cx);
    }

    /// Selects an entry, shown or not; a filter that hides it is lifted.
    pub(crate) fn select_entry(&mut self, id: EntryId, cx: &mut ListContext<'_>) {
        self.library.listing.select(id);
        if self.library.listing.row().is_none() {
            self.lift_filter(cx);
        }
    }

    /// Selects the best match while a filter is typed, unless another row was chosen since.
    fn select_best_match(&mut self, cx: &ListContext<'_>) {
        if !cx.follows_best {
            return;
        }
        let before = self.before_filter.as_ref().and_then(|before| before.selected);
        let rows = self.library.listing.rows();
        let (Some(best), Some(filter)) = (rows.get(0), &self.library.listing.options.filter) else {
            if let Some(before) = before {
                self.library.listing.select(before);
            }
            return;
        };
        let mut scorer = Scorer::default();
        let mut fit = |id| {
            let title = self.library.entry(id)?.own_title();
            scorer.score(&filter.fuzzy, &self.library.shown_path(id), title)
        };
        let as_good = before.filter(|id| fit(*id).is_some_and(|score| Some(score) >= fit(best)));
        self.library.listing.select(as_good.unwrap_or(best));
    }

    /// Arranges a filtered, sorted or grouped list again after entries were added. While a task arranges it,
    /// `arrange_changed` does so later.
    pub(crate) fn entries_added(&mut self, cx: &mut ListContext<'_>) {
        if self.library.listing.options.is_plain() {
            return;
        }
        self.library.changed += 1;
        if !cx.background.is_busy(TaskKind::Arrange) {
            self.rearrange(cx);
        }
    }

    /// Arranges the list after entries were inserted that are not last by name.
    pub(crate) fn entries_inserted(&mut self, cx: &mut ListContext<'_>) {
        if self.library.listing.options.is_plain() { self.rearrange(cx) } else { self.entries_added(cx) }
    }

    /// Arranges a list that depends on summaries once enough of them were read.
    pub(crate) fn entries_summarized(&mut self, count: usize, cx: &mut ListContext<'_>) {
        let options = &self.library.listing.options;
        if options.filter.is_none() && !matches!(options.order, ListOrder::Length | ListOrder::Hits) {
            return;
        }
        self.library.changed += count;
        let enough = FEW.max(self.library.len() / 8);
        if self.library.changed >= enough && !cx.background.is_busy(TaskKind::Arrange) {
            self.rearrange(cx);
        }
    }

    /// Arranges a list that is sorted by hits after other keywords count.
    pub(crate) fn hits_recounted(&mut self, cx: &mut ListContext<'_>) {
        if self.library.listing.options.order == ListOrder::Hits {
            self.rearrange(cx);
        }
    }

    /// Arranges the list if entries have changed and no task may change more.
    pub(crate) fn arrange_changed(&mut self, cx: &mut ListContext<'_>) {
        let kinds = [TaskKind::Arrange, TaskKind::VisibleSummaries, TaskKind::Summaries];
        if self.library.changed > 0 && !kinds.iter().any(|kind| cx.background.is_busy(*kind)) {
            self.rearrange(cx);
        }
    }

    /// Remembers the list as it is before a filter is typed, and moves the focus to it.
    pub(super) fn begin_filter(&mut self) {
        let selected = self.library.listing.selected();
        self.before_filter = Some(BeforeFilter { selected, has_focus: self.has_focus, shown: self.shown });
        if !self.is_shown() {
            self.shown = ListShown::Chosen(true);
        }
        self.has_focus = true;
    }

    /// Shows the entries that match `typed`, all when it is empty.
    pub(crate) fn set_filter(&mut self, typed: &str, cx: &mut ListContext<'_>) {
        let filter = ListFilter { fuzzy: Arc::new(Fuzzy::parse(typed)), ranking: Ranking::BestFirst };
        self.library.listing.options.filter = (!filter.fuzzy.is_empty()).then_some(filter);
        self.rearrange(cx);
    }

    /// Lifts the filter, and tells whether there was one; the same document stays selected.
    pub(crate) fn lift_filter(&mut self, cx: &mut ListContext<'_>) -> bool {
        let was_filtered = self.library.listing.options.filter.take().is_some();
        if was_filtered {
            self.rearrange(cx);
        }
        was_filtered
    }

    /// Lifts the filter that is being typed and restores the selection and the focus.
    pub(crate) fn dismiss_filter(&mut self, cx: &mut ListContext<'_>) {
        self.lift_filter(cx);
        if let Some(before) = self.before_filter.take() {
            (self.has_focus, self.shown) = (before.has_focus, before.shown);
            if let Some(id) = before.selected {
                self.library.listing.select(id);
            }
        }
    }
}
