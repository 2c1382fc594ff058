//! Documents by similarity: a list to choose from, and the choice of the document to compare with.

use crate::compare::percent;
use crate::tasks::entry::{EntryId, Wanted};
use crate::tasks::task::Task;
use crate::ui::app::App;
use crate::ui::input::ProgramAction;
use crate::ui::list::listing::Similarities;
use crate::ui::list::pane::ListPane;
use crate::ui::list::pane::RankedFor;
use crate::ui::panels::Panel;
use crate::ui::panels::similar::SimilarPanel;

/// The most documents that are looked at, the nearest in the list; all of them have to be read.
const MOST: usize = 5_000;

impl App {
    /// Lists the documents by similarity to the one shown.
    pub(crate) fn open_similar(&mut self) {
        let Some(to) = self.reader.entry() else {
            return self.trouble("there is no document to compare the others with");
        };
        if self.rank_by_similarity(to) {
            self.panel = Some(Panel::Similar(SimilarPanel::new(to)));
        }
    }

    /// Sorts the list by similarity to the document shown.
    pub(crate) fn sort_by_similarity(&mut self) {
        let Some(to) = self.reader.entry() else {
            return self.trouble("there is no document to compare the others with");
        };
        if self.list.library.listing.similarities.as_ref().is_some_and(|similarities| similarities.to == to) {
            return;
        }
        if self.rank_by_similarity(to) {
            self.list.ranked_for = RankedFor::Sorting;
            let (all, title) = (self.list.library.documents(), self.list.library.title(to));
            let hint = self.hint(ProgramAction::Escape, "cancels");
            let which = if all > MOST { format!("{MOST} of {all}") } else { all.to_string() };
            self.say(format!("reading {which} documents for their similarity to {title} …{hint}"));
        }
    }

    /// Compares a document with the most similar one, as soon as that one is known.
    pub(crate) fn compare_with_nearest(&mut self, to: EntryId) {
        self.panel = None;
        if self.rank_by_similarity(to) {
            let hint = self.hint(ProgramAction::Escape, "cancels");
            self.say(format!("looking for the most similar document …{hint}"));
        }
    }

    /// Returns at most `most` documents beside one, the nearest in the list first.
    pub(crate) fn other_documents(&self, entry: EntryId, most: usize) -> Vec<Wanted> {
        let others = self.list.library.readable().filter(|other| *other != entry).take(most);
        others.filter_map(|other| self.wanted(other)).collect()
    }

    /// Starts to rank the documents by similarity to one of them; tells whether there are others.
    fn rank_by_similarity(&mut self, to: EntryId) -> bool {
        let others = self.other_documents(to, MOST);
        if others.is_empty() {
            self.trouble("there is nothing to compare with: open a second document beside this one");
            return false;
        }
        self.list.ranked_for = RankedFor::Choosing;
        let Some(to) = self.wanted(to) else { return false };
        self.background.start(Task::Rank(to, others));
        true
    }

    /// Takes the documents by similarity: puts them into the open list, or else compares the first of them.
    pub(crate) fn take_ranked(&mut self, to: EntryId, found: Vec<(EntryId, f64)>) {
        if self.list.ranked_for == RankedFor::Sorting {
            self.list.library.listing.similarities = Some(Similarities::new(to, &found));
            let title = self.list.library.title(to);
            self.say(format!("sorted by similarity to {title}"));
            return self.change_list(ListPane::rearrange);
        }
        if let Some(Panel::Similar(panel)) = &mut self.panel {
            if panel.to == to {
                panel.found = Some(found);
            }
            return;
        }
        let Some((nearest, similarity)) = found.first().copied().filter(|(_, similarity)| *similarity > 0.0)
        else {
            return self.trouble("no other document has anything in common with this one");
        };
        self.compare_in_order(to, nearest);
        let name = self.list.library.title(nearest);
        let percent = percent(similarity);
        self.say(format!("the most similar of {} others ({percent} %): {name}", found.len()));
    }
}
