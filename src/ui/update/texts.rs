//! The texts on the screen: which are shown, what is looked for in them, how one is brought into view.

use std::sync::Arc;

use crate::search::{HitIndex, Pattern};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::Counted;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::{Task, TaskKind, Two};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::list::pane::ListShown;
use crate::ui::reader::pending::Pending;
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::views::View;

impl App {
    /// Shows the selected document: at once when it is cached, else as soon as it is read. The document
    /// that was being read before is no longer waited for.
    pub(crate) fn show_selected(&mut self) {
        let Some((entry, found)) = self.list.library.selected() else { return };
        let is_there = matches!(self.reader.reading, Reading::Text(_) | Reading::Awaited(_));
        if is_there && self.reader.entry() == Some(entry) {
            return;
        }
        if let Some(why) = found.failure() {
            let why = why.clone();
            self.reader.cache_text();
            self.reader.reading = Reading::Failed(entry, why);
            return self.background.cancel(TaskKind::Load);
        }
        if let Some(pane) = self.reader.cache.pane(entry) {
            self.background.cancel(TaskKind::Load);
            return self.show_text(pane);
        }
        self.reader.cache_text();
        self.reader.reading = Reading::Awaited(entry);
        self.load(entry);
    }

    /// Puts a document into the text pane and looks for the keywords and the search in it.
    pub(crate) fn show_text(&mut self, pane: TextPane) {
        self.reader.cache_text();
        self.reader.cache.put(&pane);
        self.reader.reading = Reading::Text(pane);
        self.reader.pending = Pending::Nothing;
        if self.list.library.len() == 1 && self.list.shown == ListShown::WhenUseful {
            self.list.has_focus = false;
        }
        // A window of the text that was shown before must not come into this one.
        self.background.cancel(TaskKind::Window);
        self.mark_texts();
        self.count_lines();
    }

    /// Looks for the keywords and the search in every text on the screen.
    pub(crate) fn mark_texts(&mut self) {
        let texts = self.on_screen();
        if texts.is_empty() {
            return;
        }
        let keywords = Arc::clone(&self.keywords);
        self.reader.marked = Some(Arc::clone(&keywords));
        for pane in self.panes_mut() {
            if keywords.is_empty() {
                pane.hits = Arc::default();
            }
            if let Some(long) = &mut pane.long {
                long.count_keywords(&keywords);
            }
        }
        if keywords.is_empty() {
            self.background.cancel(TaskKind::Mark);
        } else {
            self.background.start(Task::Mark(texts.clone(), keywords));
        }
        match self.reader.search.as_ref().map(|search| Arc::clone(&search.pattern)) {
            Some(pattern) => self.find_in_texts(texts, pattern),
            None => self.forget_matches(),
        }
    }

    /// Looks for the keywords in the texts on the screen if they changed while another view covered them.
    pub(crate) fn mark_if_stale(&mut self) {
        let is_marked = self.reader.marked.as_ref().is_some_and(|marked| Arc::ptr_eq(marked, &self.keywords));
        if !is_marked {
            self.mark_texts();
        }
    }

    /// Looks for a pattern in these texts, which are on the screen.
    pub(crate) fn find_in_texts(&mut self, texts: Vec<OnScreen>, pattern: Arc<Pattern>) {
        for pane in self.panes_mut() {
            if let Some(long) = &mut pane.long {
                long.count_matches();
            }
        }
        // Lines are counted afterwards: two tasks that read one file slow each other down.
        if self.background.is_busy(TaskKind::Lines) {
            self.background.cancel(TaskKind::Lines);
        }
        self.background.start(Task::Find(texts, pattern));
    }

    /// Counts the lines of a long text on the screen, unless that is done.
    pub(crate) fn count_lines(&mut self) {
        let Reading::Text(pane) = &self.reader.reading else { return };
        let Some(long) = &pane.long else { return };
        if let Some(from) = long.index(Counted::Lines).and_then(HitIndex::next_unknown) {
            self.background.start(Task::Lines(pane.entry, Arc::clone(&long.text), from));
        }
    }

    /// Removes the matches of a search that has ended.
    pub(crate) fn forget_matches(&mut self) {
        for pane in self.panes_mut() {
            pane.matches = [].into();
            if let Some(long) = &mut pane.long {
                long.forget_matches();
            }
        }
        self.background.cancel(TaskKind::Find);
    }

    /// Reads the shown document again.
    pub(crate) fn reload(&mut self) {
        let entries: Vec<EntryId> = self.on_screen().iter().map(|text| text.entry).collect();
        self.reader.cache_text();
        if let View::Comparison(comparing) = &self.views.top {
            let (left, right) = (comparing.panes.left.entry, comparing.panes.right.entry);
            for entry in entries {
                self.reader.cache.forget(entry);
            }
            return self.compare_entries(left, right);
        }
        if let Some(entry) = self.list.library.listing.selected() {
            self.load(entry);
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
        let hand_links = self.comparisons.hand_links.of(one, two);
        let levels = match &self.views.top {
            View::Comparison(comparing) => comparing.levels,
            View::Reading | View::Claims(_) | View::Search(_) => self.settings.levels,
        };
        self.background.start(Task::Compare(Two { left, right }, hand_links, levels));
    }

    /// Brings a passage into view; in a comparison the cursor goes to its sentence.
    pub(crate) fn go_to_passage(&mut self, passage: Span) {
        let layout = self.layout();
        if let View::Comparison(comparing) = &mut self.views.top {
            let side = comparing.side;
            if let Some(sentence) = comparing.pane(side).document.sentence_at(passage.start) {
                comparing.go_near(sentence, &layout);
            }
        } else if let Some((pane, area)) = self.pane_and_area() {
            pane.reveal(passage, &area);
            pane.reveal_sideways(passage, &area);
            pane.chosen = pane.document.sentence_at(passage.start);
        }
    }
}
