//! The actions of keys in the list: marks, the next document, order and groups.

use crate::tasks::{EntryId, EntrySource, ListOrder, Ranking, SortDirection, Task};
use crate::ui::input::{Context, ListAction, OpenAction, ProgramAction};
use crate::ui::list::listing::Similarities;
use crate::ui::list::pane::{ListContext, ListPane, RankedFor};
use crate::ui::outcome::Outcome;

/// The most documents that are ordered by similarity, the nearest in the list; all of them have to be read.
const MOST_RANKED: usize = 5_000;

impl ListPane {
    /// Does what a key asks for; `times` is the number typed before it.
    pub(crate) fn act(
        &mut self,
        action: ListAction,
        times: isize,
        cx: &mut ListContext<'_>,
    ) -> Option<Outcome> {
        match action {
            ListAction::Mark if self.library.listing.toggle_fold() => None,
            ListAction::Mark => self.mark_selected(cx),
            ListAction::NextDocument => self.step_document(times),
            ListAction::PreviousDocument => self.step_document(-times),
            ListAction::Filter => {
                self.begin_filter();
                Some(Outcome::AskForFilter(self.library.listing.options.typed().to_string()))
            }
            ListAction::NextOrder => Some(self.sort(self.next_order(), cx)),
            ListAction::ReverseOrder => {
                let options = &mut self.library.listing.options;
                options.direction = options.direction.other();
                Some(self.apply_order(cx))
            }
            ListAction::Group => Some(self.next_grouping(cx)),
            ListAction::ToggleList => {
                self.toggle();
                None
            }
        }
    }

    /// Marks the selected document, or takes its mark away, and continues to the next one; tells how many are
    /// marked and what can be done with them.
    fn mark_selected(&mut self, cx: &ListContext<'_>) -> Option<Outcome> {
        self.library.toggle_mark();
        self.library.listing.step(1);
        let marked = self.library.listing.marks();
        let does = match marked {
            0 => return None,
            1 => "compares it with the selected one",
            2 => "compares them",
            _ => "shows what each of them says",
        };
        let hint = cx.keymap.hint(Context::List, OpenAction::Compare, does);
        Some(Outcome::Say(format!("{marked} marked{hint}")))
    }

    /// Selects the document `by` documents on.
    fn step_document(&mut self, by: isize) -> Option<Outcome> {
        let end = if by > 0 { "the last document" } else { "the first document" };
        (!self.library.step_document(by)).then(|| Outcome::Say(end.into()))
    }

    /// Returns the order behind the current one. If a filter has sorted the list, that is the order before the
    /// filter.
    fn next_order(&self) -> ListOrder {
        let options = &self.library.listing.options;
        let by_fit = options.filter.as_ref().is_some_and(|filter| filter.ranking == Ranking::BestFirst);
        if by_fit { options.order } else { options.order.next() }
    }

    /// Sorts the list.
    pub(crate) fn sort(&mut self, order: ListOrder, cx: &mut ListContext<'_>) -> Outcome {
        let options = &mut self.library.listing.options;
        (options.order, options.direction) = (order, SortDirection::Usual);
        self.apply_order(cx)
    }

    fn apply_order(&mut self, cx: &mut ListContext<'_>) -> Outcome {
        let options = &mut self.library.listing.options;
        if let Some(filter) = &mut options.filter {
            filter.ranking = Ranking::AsSorted;
        }
        let order = options.order;
        let mut words = match options.to_string() {
            words if words.is_empty() => format!("sorted by {}", order.name()),
            words => format!("sorted {words}"),
        };
        if order == ListOrder::Hits && cx.keywords.is_empty() {
            let hint = cx.keymap.hint(Context::List, OpenAction::Keywords, "adds one");
            words = format!("sorted by hits, but there are no keywords yet{hint}");
        }
        let ranked = if order == ListOrder::Similarity { self.rank_for_order(cx) } else { None };
        self.rearrange(cx);
        ranked.unwrap_or(Outcome::Say(words))
    }

    /// Starts to rank the documents by similarity to the one shown, unless that is known.
    fn rank_for_order(&mut self, cx: &mut ListContext<'_>) -> Option<Outcome> {
        let Some(to) = cx.shown else { return Some(Outcome::Trouble(NO_DOCUMENT.into())) };
        if self.library.listing.similarities.as_ref().is_some_and(|known| known.to == to) {
            return None;
        }
        if let Err(why) = self.rank(to, RankedFor::Sorting, cx) {
            return Some(Outcome::Trouble(why.into()));
        }
        let (all, title) = (self.library.documents(), self.library.title(to));
        let which = if all > MOST_RANKED { format!("{MOST_RANKED} of {all}") } else { all.to_string() };
        let hint = cx.keymap.hint(Context::List, ProgramAction::Escape, "cancels");
        Some(Outcome::Say(format!("comparing {which} documents with {title} …{hint}")))
    }

    /// Starts to rank the documents by similarity to one of them; the error says why there is nothing to rank.
    pub(crate) fn rank(
        &mut self,
        to: EntryId,
        ranked_for: RankedFor,
        cx: &mut ListContext<'_>,
    ) -> Result<(), &'static str> {
        let others = self.other_documents(to, MOST_RANKED, cx);
        let wanted = self.wanted(to, cx.cache).filter(|_| !others.is_empty()).ok_or(NO_OTHER)?;
        self.ranked_for = ranked_for;
        cx.background.start(Task::Rank(wanted, others));
        Ok(())
    }

    /// Takes the similarity of the documents to one of them, and sorts the list by it.
    pub(crate) fn take_similarities(
        &mut self,
        to: EntryId,
        found: &[(EntryId, f64)],
        cx: &mut ListContext<'_>,
    ) -> Outcome {
        self.library.listing.similarities = Some(Similarities::new(to, found));
        self.rearrange(cx);
        Outcome::Say(format!("sorted by similarity to {}", self.library.title(to)))
    }

    /// Returns at most `most` documents beside one, the nearest in the list first.
    pub(crate) fn other_documents(
        &self,
        entry: EntryId,
        most: usize,
        cx: &ListContext<'_>,
    ) -> Vec<EntrySource> {
        let others = self.library.readable().filter(|other| *other != entry).take(most);
        others.filter_map(|other| self.wanted(other, cx.cache)).collect()
    }
}

/// The message when no document is shown to compare with.
pub(crate) const NO_DOCUMENT: &str = "no document is open to compare the others with";

/// The message when there is one document only.
pub(crate) const NO_OTHER: &str = "there is nothing to compare with: open another document as well";
