//! The texts on the screen: the one of the reader, or both of a comparison. Searches, keyword hits and bookmarks
//! go through the one that has the focus, whichever view it belongs to.

pub(crate) mod loading;
mod next_hit;
mod only_matches;
mod search;
mod selection;
mod windows;

use std::sync::Arc;

use crate::compare::Side;
use crate::document::CodeToken;
use crate::search::{Defaults, HitIndex, Hits, Keywords, Pattern};
use crate::tasks::{Counted, EntryId, OnScreen, PassageNote, Task, TaskKind};
use crate::text::Span;
use crate::ui::background::Background;
use crate::ui::bookmarks::Bookmarks;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::input::{Action, Context, Keymap, OpenAction, TextAction};
use crate::ui::layout::{Dimensions, Layout, TextArea};
use crate::ui::outcome::Notice;
use crate::ui::reader::pending::{HitKind, Place};
use crate::ui::reader::state::{Reader, Reading};
use crate::ui::reader::text_pane::{FileStatus, TextPane};

/// The text that has the focus.
pub(crate) enum Focus<'a> {
    /// The text of the reader.
    Reader,
    /// The text of a side of a comparison.
    Comparison(&'a mut ComparisonView),
    /// No text: a table is on the screen.
    Table,
}

/// The query that is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typing {
    /// No prompt is open.
    Nothing,
    /// A search of the text, which began at this place.
    Search(Place),
    /// Something else.
    Other,
}

/// The texts on the screen, and the state that going through them reads and changes.
pub(crate) struct Texts<'a> {
    /// The reader, which has the search and the pending action.
    pub reader: &'a mut Reader,
    /// The text that has the focus.
    pub focus: Focus<'a>,
    /// The size of the window and of the text.
    pub dimensions: Dimensions,
    /// The areas of the panes.
    pub layout: Layout,
    /// The keywords.
    pub keywords: &'a Arc<Keywords>,
    /// The keyword that is selected in the panel of the keywords.
    pub selected_keyword: Option<usize>,
    /// The bookmarks.
    pub bookmarks: &'a mut Bookmarks,
    /// The running tasks.
    pub background: &'a mut Background,
    /// The message on the bottom row.
    pub notice: &'a mut Option<Notice>,
    /// The key map.
    pub keymap: &'a Keymap,
    /// The context whose keys are active.
    pub context: Context,
    /// The query that is being typed.
    pub typing: Typing,
    /// The searches typed before, the newest last.
    pub searches: &'a [String],
    /// The defaults of searches that do not state their own.
    pub defaults: Defaults,
    /// Whether a panel is open.
    pub has_panel: bool,
}

impl Texts<'_> {
    pub(super) fn say(&mut self, words: impl Into<String>) {
        *self.notice = Some(Notice::Said(words.into()));
    }

    pub(super) fn trouble(&mut self, words: impl Into<String>) {
        *self.notice = Some(Notice::Trouble(words.into()));
    }

    /// Returns a hint at the key of an action here, which follows a message.
    pub(super) fn hint(&self, action: impl Into<Action>, does: &str) -> String {
        self.keymap.hint(self.context, action, does)
    }

    /// Returns the text that has the focus.
    pub(super) fn pane(&self) -> Option<&TextPane> {
        match &self.focus {
            Focus::Reader => self.reader.pane(),
            Focus::Comparison(texts) => Some(texts.pane(texts.side)),
            Focus::Table => None,
        }
    }

    /// Steps by `by` keyword hits, back when it is negative: hits of the selected keyword, else of any that
    /// is shown.
    pub(crate) fn step_keyword_hit(&mut self, by: isize) {
        if self.keywords.is_empty() {
            let open = self.hint(OpenAction::Keywords, "opens the keywords");
            let add = self.hint(TextAction::AddKeyword, "adds one");
            return self.trouble(format!("there are no keywords yet{open}{add}"));
        }
        self.step_hit(HitKind::Keyword, by);
    }

    /// Returns the text that has the focus, for changes, and its area.
    pub(crate) fn pane_and_area(&mut self) -> Option<(&mut TextPane, TextArea)> {
        match (&mut self.focus, &mut self.reader.reading) {
            (Focus::Comparison(texts), _) => {
                let side = texts.side;
                Some((texts.pane_mut(side), *self.layout.side(side)?))
            }
            (Focus::Reader, Reading::Text(pane)) => Some((pane, *self.layout.text()?)),
            (Focus::Reader | Focus::Table, _) => None,
        }
    }

    /// Does something with every text on the screen.
    pub(crate) fn for_each_pane(&mut self, mut change: impl FnMut(&mut TextPane)) {
        match (&mut self.focus, &mut self.reader.reading) {
            (Focus::Comparison(texts), _) => {
                change(texts.pane_mut(Side::Left));
                change(texts.pane_mut(Side::Right));
            }
            (Focus::Reader, Reading::Text(pane)) => change(pane),
            (Focus::Reader | Focus::Table, _) => {}
        }
    }

    /// Returns the documents on the screen, the one that has the focus first.
    pub(crate) fn on_screen(&self) -> Vec<OnScreen> {
        let of = TextPane::on_screen;
        match (&self.focus, &self.reader.reading) {
            (Focus::Comparison(texts), _) => {
                let side = texts.side;
                vec![of(texts.pane(side)), of(texts.pane(side.other()))]
            }
            (Focus::Reader, Reading::Text(pane)) => vec![of(pane)],
            (Focus::Reader | Focus::Table, _) => Vec::new(),
        }
    }

    /// Tells whether a place of the text that has the focus is shown.
    pub(super) fn is_shown(&self, place: usize) -> bool {
        if let Focus::Comparison(texts) = &self.focus { texts.shows(texts.side, place) } else { true }
    }

    /// Remembers the current sentence as the one to go back to.
    pub(crate) fn remember_place(&mut self) {
        if let Some(from) = self.pane().map(TextPane::bookmark) {
            self.bookmarks.leave(from);
        }
    }

    /// Brings the cursor of a comparison into view and both sides into line again.
    pub(super) fn realign(&mut self) {
        if let Focus::Comparison(texts) = &mut self.focus {
            texts.reveal(&self.layout);
        }
    }

    /// Brings a held passage into view; in a comparison the cursor goes to its sentence.
    pub(super) fn go_to_passage(&mut self, passage: Span) {
        if let Focus::Comparison(texts) = &mut self.focus {
            if let Some(sentence) = texts.pane(texts.side).document.sentence_at(passage.start) {
                texts.go_near(sentence, &self.layout);
            }
        } else if let Some((pane, area)) = self.pane_and_area() {
            pane.reveal(passage, &area);
            pane.reveal_sideways(passage, &area);
            pane.chosen = pane.document.sentence_at(passage.start);
        }
    }

    /// Notes in what way the file of an entry changed, in every text on the screen that shows it.
    pub(crate) fn set_file_status(&mut self, entry: EntryId, status: &FileStatus) {
        self.for_each_pane(|pane| {
            if pane.entry == entry {
                pane.file = status.clone();
            }
        });
    }

    /// Looks for the keywords and the search in every text on the screen.
    pub(crate) fn mark_texts(&mut self) {
        let texts = self.on_screen();
        if texts.is_empty() {
            return;
        }
        let keywords = Arc::clone(self.keywords);
        self.reader.marked = Some(Arc::clone(&keywords));
        self.for_each_pane(|pane| {
            if keywords.is_empty() {
                pane.hits = Arc::default();
            }
            if let Some(long) = &mut pane.long {
                long.count_keywords(&keywords);
            }
        });
        if keywords.is_empty() {
            self.background.cancel(TaskKind::Mark);
        } else {
            self.background.start(Task::Mark(texts.clone(), keywords));
        }
        self.find_code_tokens();
        match self.reader.search.as_ref().map(|search| Arc::clone(&search.pattern)) {
            Some(pattern) => self.find_in_texts(texts, pattern),
            None => self.forget_matches(),
        }
    }

    /// Looks for the tokens of the code in every text on the screen where they are not known.
    fn find_code_tokens(&mut self) {
        let mut texts = Vec::new();
        self.for_each_pane(|pane| texts.extend(pane.code_tokens.is_none().then(|| pane.on_screen())));
        if texts.is_empty() {
            self.background.cancel(TaskKind::CodeTokens);
        } else {
            self.background.start(Task::CodeTokens(texts));
        }
    }

    /// Does something with every text on the screen that shows a document, or the window of it that begins at `start`.
    fn for_window(&mut self, entry: EntryId, start: usize, change: impl Fn(&mut TextPane)) {
        self.for_each_pane(|pane| {
            if pane.is_at_window(entry, start) {
                change(pane);
            }
        });
    }

    /// Takes the tokens of the code in a document or a window of it.
    pub(crate) fn take_code_tokens(&mut self, entry: EntryId, start: usize, tokens: &Arc<[CodeToken]>) {
        self.for_window(entry, start, |pane| pane.code_tokens = Some(Arc::clone(tokens)));
    }

    /// Takes the user's notes on a document or a window of it.
    pub(crate) fn take_notes(&mut self, entry: EntryId, start: usize, notes: &Arc<[PassageNote]>) {
        self.for_window(entry, start, |pane| pane.user_notes = Some(Arc::clone(notes)));
    }

    /// Takes the keyword hits of a document or a window of it.
    pub(crate) fn take_hits(&mut self, entry: EntryId, start: usize, hits: &Arc<Hits>) {
        self.for_window(entry, start, |pane| pane.hits = Arc::clone(hits));
        self.hits_marked(entry, HitKind::Keyword);
    }

    /// Takes the matches of the search in a document or a window of it.
    pub(crate) fn take_matches(&mut self, entry: EntryId, start: usize, matches: &Arc<[Span]>) {
        self.for_window(entry, start, |pane| pane.matches = Arc::clone(matches));
        self.hits_marked(entry, HitKind::Match);
    }

    fn hits_marked(&mut self, entry: EntryId, target: HitKind) {
        if self.pane().is_some_and(|pane| pane.entry == entry) {
            self.look_again(target);
        }
    }

    /// Sets the text again whose hits have changed, and asks for the window around it that it needs; to be
    /// called after every message.
    pub(crate) fn settle(&mut self) {
        self.refresh_only_matches();
        self.keep_window_around();
    }

    /// Looks for the keywords in the texts on the screen if they changed while another view covered them.
    pub(crate) fn mark_if_outdated(&mut self) {
        let is_marked = self.reader.marked.as_ref().is_some_and(|marked| Arc::ptr_eq(marked, self.keywords));
        if !is_marked {
            self.mark_texts();
        }
    }

    /// Looks for a pattern in these texts, which are on the screen.
    pub(super) fn find_in_texts(&mut self, texts: Vec<OnScreen>, pattern: Arc<Pattern>) {
        self.for_each_pane(|pane| {
            if let Some(long) = &mut pane.long {
                long.count_matches();
            }
        });
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
        self.for_each_pane(|pane| {
            pane.matches = [].into();
            if let Some(long) = &mut pane.long {
                long.forget_matches();
            }
        });
        self.background.cancel(TaskKind::Find);
    }
}
