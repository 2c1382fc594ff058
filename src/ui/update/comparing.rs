//! Comparing: the choice of documents, and the handling of their texts, their comparison or its failure.

use crate::compare::{Levels, percent};
use crate::tasks::{ComparisonResult, EntryId, OnScreen, Task, Two};
use crate::ui::app::App;
use crate::ui::claims::table::{ClaimsTable, MOST_DOCUMENTS};
use crate::ui::comparison::shown::ComparisonScreen;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::input::{Context, ListAction, ProgramAction};
use crate::ui::list::keys::NO_OTHER;
use crate::ui::list::pane::RankedFor;
use crate::ui::panels::Panel;
use crate::ui::reader::pending::Pending;
use crate::ui::views::View;

impl App {
    /// Compares the marked documents, else the selected one with the marked one, else with the most similar
    /// one.
    pub(crate) fn compare(&mut self) {
        let here = self.list.library.listing.selected();
        let marked = self.list.library.listing.marked();
        match (marked.as_slice(), here) {
            ([one, two], _) => return self.compare_in_order(*one, *two),
            ([_, _, ..], _) => return self.gather_claims(&marked, 0),
            ([one], Some(here)) if *one != here => return self.compare_in_order(*one, here),
            ([_] | [], _) => {}
        }
        let readable: Vec<EntryId> = self.list.library.readable().take(3).collect();
        match (readable.as_slice(), here) {
            ([] | [_], _) => {
                self.trouble(NO_OTHER);
            }
            ([one, two], _) => self.compare_in_order(*one, *two),
            (_, Some(here)) => self.compare_with_nearest(here),
            (_, None) => self.trouble("there is no document to compare"),
        }
    }

    /// Brings the cursor of a comparison into view and both sides into line again.
    pub(crate) fn realign(&mut self) {
        let layout = self.layout();
        if let View::Comparison(comparing) = &mut self.views.top {
            comparing.reveal(&layout);
        }
    }

    /// Compares two entries, the earlier in the list on the left.
    pub(crate) fn compare_in_order(&mut self, one: EntryId, two: EntryId) {
        if let [left, right] = self.list.library.listing.in_order(vec![one, two])[..] {
            self.compare_entries(left, right);
        }
    }

    /// Compares two entries, the first on the left.
    pub(crate) fn compare_entries(&mut self, one: EntryId, two: EntryId) {
        let (Some(left), Some(right)) = (self.wanted(one), self.wanted(two)) else { return };
        self.take_comparison_choices(one, two);
        let hand_links = self.comparisons.hand_links.of(one, two);
        let levels = match &self.views.top {
            View::Comparison(comparing) => comparing.levels,
            View::Reading | View::Claims(_) | View::Search(_) => self.levels_of(one, two),
        };
        self.background.start(Task::Compare(Two { left, right }, hand_links, levels));
    }

    /// Compares a document with the most similar one, as soon as that one is known.
    pub(crate) fn compare_with_nearest(&mut self, to: EntryId) {
        self.leave_panel();
        match self.change_list(|list, cx| list.rank(to, RankedFor::Choosing, cx)) {
            Ok(()) => {
                let hint = self.hint(ProgramAction::Escape, "cancels");
                self.say(format!("looking for the most similar document …{hint}"));
            }
            Err(why) => self.trouble(why),
        }
    }

    /// Takes the documents by similarity: puts them into the open panel, or else compares the first of them.
    pub(crate) fn take_ranked(&mut self, to: EntryId, found: Vec<(EntryId, f64)>) {
        if self.list.ranked_for == RankedFor::Sorting {
            let sorted = self.change_list(|list, cx| list.take_similarities(to, &found, cx));
            return self.perform([sorted]);
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

    fn levels_of(&self, one: EntryId, two: EntryId) -> Levels {
        self.comparisons.levels_of(one, two).unwrap_or(self.settings.levels)
    }

    /// Shows a view of the comparison on the screen.
    pub(crate) fn show_comparison_view(&mut self, shown: ComparisonScreen) {
        let dimensions = self.dimensions();
        let View::Comparison(comparing) = &mut self.views.top else {
            return self.trouble(format!(
                "'{}' is a view of a comparison: compare two documents first",
                shown.name()
            ));
        };
        let outcomes = comparing.change_view(shown, dimensions);
        self.perform(outcomes);
    }

    /// Sets the levels of the links; those that are not given stay.
    pub(crate) fn set_levels(&mut self, strong: Option<f64>, weak: Option<f64>) {
        let dimensions = self.dimensions();
        let View::Comparison(comparing) = &mut self.views.top else {
            return self.trouble("levels belong to a comparison: compare two documents first");
        };
        let outcomes = comparing.change_levels(strong, weak, dimensions);
        self.perform(outcomes);
    }

    /// Opens the table of claims of these documents, as soon as they are read. `left_out` is how many others tell
    /// the same story.
    pub(crate) fn gather_claims(&mut self, entries: &[EntryId], left_out: usize) {
        if entries.len() > MOST_DOCUMENTS {
            let hint = self.keymap.hint(Context::List, ListAction::Mark, "marks one");
            return self.trouble(format!(
                "more than {MOST_DOCUMENTS} documents: mark the ones to compare in the list{hint}"
            ));
        }
        let wanted = entries.iter().filter_map(|entry| self.wanted(*entry)).collect();
        let hint = self.hint(ProgramAction::Escape, "cancels");
        self.say(format!("reading the documents …{hint}"));
        let levels = self.settings.levels;
        self.background.start(Task::Gather(wanted, left_out, levels));
    }

    /// Takes a result of the comparison of `two`. Its sides may have been swapped since it began, or another pair
    /// may be on the screen.
    pub(crate) fn take_finding(&mut self, two: &Two<EntryId>, finding: ComparisonResult) {
        let dimensions = self.dimensions();
        let Some(comparing) = self.views.comparison_mut() else { return };
        let layout = comparing.layout(dimensions);
        let shown = (comparing.panes.left.entry, comparing.panes.right.entry);
        if shown == (two.left, two.right) {
            comparing.learn(finding, &layout);
        } else if shown == (two.right, two.left) {
            comparing.learn(finding.mirrored(), &layout);
        }
    }

    /// Notes how much of the work at a comparison or a table of claims is done, in percent.
    pub(crate) fn set_progress(&mut self, percent: Option<u8>) {
        for view in self.views.iter_mut() {
            match view {
                View::Comparison(comparing) => return comparing.progress = percent,
                View::Claims(claims) => return claims.progress = percent,
                View::Reading | View::Search(_) => {}
            }
        }
    }

    /// Opens the table of documents that were read; their claims follow.
    pub(crate) fn open_claims(&mut self, documents: Vec<OnScreen>, left_out: usize) {
        self.notice = None;
        let table = ClaimsTable::new(documents, left_out, self.settings.levels);
        self.views.open(View::Claims(Box::new(table)));
    }

    /// Reports that the comparison failed: its view is left unless it already has an alignment.
    pub(crate) fn comparison_failed(&mut self, why: String) {
        let nothing = matches!(&self.views.top, View::Comparison(comparing) if comparing.findings.comparison().is_none());
        if nothing {
            self.leave_view();
        }
        self.trouble(why);
    }

    /// Opens the comparison with both texts; the links follow. The cursor is on the sentence chosen in the
    /// reader, if there is one, or where it was when the same two are compared again.
    pub(crate) fn open_comparison(&mut self, two: Two<OnScreen>) {
        let is_same = |before: &ComparisonView| {
            (before.panes.left.entry, before.panes.right.entry) == (two.left.entry, two.right.entry)
        };
        let same = match &self.views.top {
            View::Comparison(before) if is_same(before) => {
                Some(before.again(&two.left.document, &two.right.document))
            }
            View::Comparison(_) | View::Reading | View::Claims(_) | View::Search(_) => None,
        };
        for text in [&two.left, &two.right] {
            self.reader.renew(text);
        }
        let comparing = same.unwrap_or_else(|| {
            let (left, right) = (self.reader.pane_with(two.left), self.reader.pane_with(two.right));
            let levels = self.levels_of(left.entry, right.entry);
            let mut new = ComparisonView::new(left, right, levels);
            let here = self.reader.pane().map(|pane| (pane.entry, pane.chosen));
            let arrival = self.comparisons.arrival.map(|(entry, sentence)| (entry, Some(sentence)));
            new.place_cursor(arrival.or(here));
            new
        });
        self.comparisons.arrival = None;
        self.views.open(View::Comparison(Box::new(comparing)));
        self.reader.pending = Pending::Nothing;
        self.realign();
        self.texts().mark_texts();
    }
}
