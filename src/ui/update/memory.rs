//! Remembering for the next run, and returning to what was remembered.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::compare::Levels;
use crate::document::Position;
use crate::storage::Source;
use crate::storage::store::{Habits, Session};
use crate::tasks::{
    BookmarkedPassage, ComparisonChoices, EntryId, Grouping, ListOrder, Memory, Recall, Recalled,
    RecalledSession, SortDirection, Task, TaskKind,
};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::{Context, Motion, OpenAction};
use crate::ui::list::library::Walk;
use crate::ui::list::pane::ListPane;
use crate::ui::memory::LastRead;
use crate::ui::message::Effect;
use crate::ui::outcome::Notice;
use crate::ui::reader::state::Reading;
use crate::ui::settings::OpenAt;
use crate::ui::views::View;

/// Returns the effects that remember where the user is, for a program that ends when they are done.
pub fn remember_all(app: &mut App) -> Vec<Effect> {
    app.note_place();
    app.memory.leave_document();
    // Until it is known what was remembered, nothing replaces it.
    if app.list.library.opened.is_some() {
        let memory = app.session();
        app.memory.waiting.push(memory);
    }
    app.keep_waiting();
    app.background.take_effects()
}

impl App {
    /// Asks what was remembered of these paths.
    pub(crate) fn recall_session(&mut self, roots: Vec<PathBuf>) {
        self.memory.is_touched = self.reader.opening != OpenAt::Beginning;
        self.recall(Recall::Session(roots));
    }

    /// Asks where a document that opens at its beginning was left.
    pub(crate) fn recall_place(&mut self, entry: EntryId) {
        let Some(path) = self.file_of(entry) else { return };
        let Reading::Text(pane) = &self.reader.reading else { return };
        let document = Arc::clone(&pane.document);
        self.memory.returning = Some(entry);
        self.recall(Recall::Document(entry, path, document));
    }

    /// Asks for something in the store.
    pub(super) fn recall(&mut self, wanted: Recall) {
        if let Some(store) = &self.memory.store {
            self.background.start(Task::Recall(Arc::clone(store), wanted));
        }
    }

    /// Returns the path of the file of an entry; nothing is remembered of a document that is not a file.
    pub(crate) fn file_of(&self, entry: EntryId) -> Option<PathBuf> {
        if let Source::File(path, _) = self.list.library.wanted(entry)?.source { Some(path) } else { None }
    }

    /// Takes what was got back.
    pub(crate) fn take_recalled(&mut self, recalled: Result<Recalled, String>) {
        match recalled {
            Ok(Recalled::Session(recalled)) => self.take_session(*recalled),
            Ok(Recalled::Document(entry, place)) => self.return_to(entry, place),
            Ok(Recalled::Keywords(Ok(keywords))) => self.replace_keywords(keywords),
            Ok(Recalled::Keywords(Err(why))) => self.trouble(why),
            Err(why) => self.stop_remembering(why),
        }
    }

    /// Goes on without the store.
    pub(crate) fn stop_remembering(&mut self, why: String) {
        self.memory.store = None;
        self.memory.waiting.clear();
        self.list.library.opened = None;
        self.memory.failure = Some(why.clone());
        self.trouble(why);
    }

    fn take_session(&mut self, recalled: RecalledSession) {
        let RecalledSession { session, habits, opened, bookmarks, comparisons, drafts } = recalled;
        let before = |mut before: Vec<String>, now: &mut Vec<String>| {
            before.append(now);
            *now = before;
        };
        before(habits.searches, &mut self.histories.search);
        before(habits.commands, &mut self.histories.command);
        self.settings.legend = self.settings.legend.or(habits.legend);
        self.list.library.opened.get_or_insert_with(HashMap::new).extend(opened);
        self.memory.bookmarks = bookmarks;
        self.memory.comparisons = comparisons.into_iter().collect();
        if let Some(session) = session {
            self.take_choices(session);
        }
        self.offer_drafts(drafts);
        if self.list.library.walk == Walk::Done {
            self.entries_known();
        }
    }

    /// Tells that notes are half written.
    fn offer_drafts(&mut self, drafts: usize) {
        let words = match drafts {
            0 => return,
            1 => "an unfinished note is kept".to_owned(),
            count => format!("{count} unfinished notes are kept"),
        };
        let way = self.keymap.hint(self.context(), OpenAction::Notes, "lists the notes");
        self.say(format!("{words}{way}"));
    }

    fn take_choices(&mut self, session: Session) {
        if self.keywords.is_empty() {
            self.replace_keywords(session.keywords);
        }
        let options = &mut self.list.library.listing.options;
        // The order by similarity was that to one document.
        if let Some(order) = session.order.parse().ok().filter(|order| *order != ListOrder::Similarity) {
            options.order = order;
        }
        options.direction = if session.is_reversed { SortDirection::Reversed } else { SortDirection::Usual };
        self.list.group(Grouping::named(&session.grouping));
        let options = &self.list.library.listing.options;
        if !options.is_plain() {
            self.change_list(ListPane::rearrange);
        }
        if !self.memory.is_touched {
            self.memory.selection = session.selected;
            self.list.has_focus &= !session.in_text;
        }
    }

    /// Sets the bookmarks of documents that are listed now, and selects the one that was selected before.
    pub(crate) fn entries_known(&mut self) {
        let taken: HashSet<char> = self.bookmarks.iter().map(|(letter, _)| letter).collect();
        for (path, BookmarkedPassage { letter, span, words, percent }) in
            std::mem::take(&mut self.memory.bookmarks)
        {
            if let Some(entry) = self.list.library.find(&path)
                && !taken.contains(&letter)
            {
                self.bookmarks.set(letter, Bookmark { entry, span, words, percent });
            }
        }
        let selection = self.memory.selection.take().filter(|_| !self.memory.is_touched);
        if let Some(entry) = selection.and_then(|path| self.list.library.find(&path)) {
            self.change_list(|list, cx| list.select_entry(entry, cx));
        }
    }

    /// Goes to the place where a document was left, unless the user did something meanwhile.
    fn return_to(&mut self, entry: EntryId, place: Option<Span>) {
        let is_awaited = self.memory.returning.take() == Some(entry);
        let Some(place) = place.filter(|place| is_awaited && place.start > 0) else { return };
        let mut texts = self.texts();
        let Some((pane, _)) = texts.pane_and_area().filter(|(pane, _)| pane.entry == entry) else { return };
        if pane.holds_around(place.start) {
            pane.top = Position(place.start);
        } else {
            texts.reveal_passage(place);
        }
        let way = self.keymap.hint(self.context(), Motion::Top, "goes to the beginning");
        self.notice.get_or_insert(Notice::Said(format!("opened where you left off{way}")));
    }

    /// Notes how far the document with the focus is read, and the choices in the comparison.
    pub(crate) fn note_place(&mut self) {
        if self.memory.store.is_none() {
            return;
        }
        let shown =
            self.pane().map(|pane| (pane.entry, Arc::clone(&pane.document), pane.top.0, self.last_shown()));
        let is_left = |last: &LastRead| shown.as_ref().is_some_and(|(entry, ..)| *entry != last.entry);
        if self.memory.reading.as_ref().is_some_and(is_left) {
            self.memory.leave_document();
        }
        if let Some((entry, document, top, last)) = shown
            && self.context_below() != Context::List
            && let Some(path) = self.file_of(entry)
        {
            let furthest = self.memory.reading.as_ref().map_or(last, |before| before.furthest.max(last));
            if let Some(opened) = &mut self.list.library.opened {
                let percent = (furthest as u128 * 100).checked_div(document.whole as u128);
                let percent = percent.map(|percent| percent.min(100) as u8);
                let known = opened.entry(path.clone()).or_default();
                *known = (*known).max(percent);
            }
            self.memory.reading = Some(LastRead { entry, path, document, top, furthest });
        }
        self.note_comparison();
    }

    /// Returns the end of the text in view; on the last page the end of the whole text.
    fn last_shown(&self) -> usize {
        let layout = self.layout();
        let area = match &self.views.top {
            View::Comparison(comparing) => layout.side(comparing.side),
            View::Reading | View::Claims(_) | View::Search(_) => layout.text(),
        };
        let Some((pane, area)) = self.pane().zip(area) else { return 0 };
        let page = pane.page(area);
        match pane.progress_on(&page) {
            None | Some(100) => pane.document.whole,
            Some(_) => page.last().map_or(0, |row| row.span.end),
        }
    }

    fn note_comparison(&mut self) {
        let View::Comparison(comparing) = &self.views.top else { return };
        let [left, right] = [&comparing.panes.left, &comparing.panes.right];
        let pair = (left.entry, right.entry);
        let levels = (comparing.levels != self.settings.levels)
            .then_some([comparing.levels.strong, comparing.levels.weak]);
        let choices = ComparisonChoices { levels, links: self.comparisons.hand_links.of(pair.0, pair.1) };
        let is_new = match &self.memory.compared {
            Some((known, before)) if *known == pair => *before != choices,
            Some(_) | None => false,
        };
        if is_new && let (Some(one), Some(other)) = (self.file_of(pair.0), self.file_of(pair.1)) {
            let documents = [(one, Arc::clone(&left.document)), (other, Arc::clone(&right.document))];
            self.memory.waiting.push(Memory::Comparison(documents, choices.clone()));
        }
        self.memory.compared = Some((pair, choices));
    }

    /// Takes what was chosen in the comparison of two documents in an earlier run.
    pub(crate) fn take_comparison_choices(&mut self, one: EntryId, other: EntryId) {
        let (Some(left), Some(right)) = (self.file_of(one), self.file_of(other)) else { return };
        let in_order = self.memory.comparisons.remove(&[left.clone(), right.clone()]);
        let (choices, pair) = match in_order {
            Some(choices) => (choices, (one, other)),
            None => match self.memory.comparisons.remove(&[right, left]) {
                Some(choices) => (choices, (other, one)),
                None => return,
            },
        };
        if self.comparisons.hand_links.of(one, other).is_empty() {
            self.comparisons.hand_links.set(pair.0, pair.1, choices.links);
        }
        if let Some([strong, weak]) = choices.levels
            && !self.memory.has_levels
        {
            self.comparisons.set_levels(one, other, Levels { strong, weak });
        }
    }

    /// Remembers a bookmark; a bookmark of another document loses the letter.
    pub(crate) fn remember_bookmark(&mut self, letter: char, before: Option<EntryId>) {
        let Some(pane) = self.pane() else { return };
        let (entry, document) = (pane.entry, Arc::clone(&pane.document));
        if let Some(before) = before.filter(|before| *before != entry) {
            self.forget_bookmark(letter, before);
        }
        if let (Some(path), Some(set)) = (self.file_of(entry), self.bookmarks.get(letter)) {
            let Bookmark { span, words, percent, .. } = set.clone();
            let bookmark = BookmarkedPassage { letter, span, words, percent };
            self.memory.waiting.push(Memory::Bookmark(path, document, bookmark));
        }
    }

    /// Remembers that the bookmark of a letter in a document was removed.
    pub(crate) fn forget_bookmark(&mut self, letter: char, entry: EntryId) {
        if let Some(path) = self.file_of(entry) {
            self.memory.waiting.push(Memory::NoBookmark(path, letter));
        }
    }

    /// Returns the choices in the list and in the whole program.
    fn session(&self) -> Memory {
        let options = &self.list.library.listing.options;
        let session = Session {
            selected: self.list.library.listing.selected().and_then(|entry| self.file_of(entry)),
            order: options.order.name().to_owned(),
            is_reversed: options.direction == SortDirection::Reversed,
            grouping: options.grouping.name().to_owned(),
            in_text: !self.list.has_focus,
            keywords: self.written_keywords(),
        };
        let habits = Habits {
            searches: self.histories.search.clone(),
            commands: self.histories.command.clone(),
            legend: self.settings.legend,
        };
        Memory::Session(self.list.library.roots.clone(), session, habits)
    }

    /// Starts to remember what waits for it, unless that is being done.
    pub(crate) fn keep_waiting(&mut self) {
        if self.memory.waiting.is_empty() || self.background.is_busy(TaskKind::Remember) {
            return;
        }
        let memories = std::mem::take(&mut self.memory.waiting);
        if let Some(store) = &self.memory.store {
            self.background.start(Task::Remember(Arc::clone(store), memories));
        }
    }
}
