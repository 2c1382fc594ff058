//! Reading the document of the reader: for the first time, again, or in another encoding; and going
//! to the place it opens at.

use std::sync::Arc;

use crate::document::{Document, Part, Position};
use crate::tasks::entry::{EntryId, Unreadable};
use crate::tasks::onscreen::{Rest, Spot};
use crate::tasks::task::{Task, TaskKind};
use crate::text::{Grounds, ReadAs};
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::list::pane::ListPane;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::pending::{NextHit, Pending, Then};
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::{FileStatus, TextPane};
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::{Hit, Opening};
use crate::ui::views::View;

/// The message when no document is shown.
const NO_DOCUMENT: &str = "there is no document here to be read anew";

impl App {
    /// Reads the document of an entry for the reader.
    pub(crate) fn load(&mut self, entry: EntryId) {
        self.reader.followed = None;
        // While a file is followed, only what is appended can tell of another encoding.
        let ascii = match &self.reader.reading {
            Reading::Text(pane) if pane.entry == entry && self.reader.following == Some(entry) => {
                pane.long.as_ref().map_or(0, |long| long.text.ascii())
            }
            Reading::Text(_) | Reading::Awaited(_) | Reading::Failed(..) | Reading::Nothing => 0,
        };
        if let Some(wanted) = self.list.library.wanted(entry) {
            self.background.start(Task::Load(wanted, ascii));
        }
    }

    /// Reads the document of the reader again; its text stays on the screen until then.
    pub(crate) fn read_again(&mut self, entry: EntryId) {
        self.reader.cache_text();
        self.load(entry);
    }

    /// Takes a whole document, or why there is none.
    pub(crate) fn take_document(&mut self, entry: EntryId, loaded: Result<Arc<Document>, Unreadable>) {
        let document = match loaded {
            Ok(document) => document,
            Err(why) => return self.take_unreadable(entry, why),
        };
        if self.keeps_text(entry, &document) {
            return;
        }
        let followed = self.reader.followed.take() == Some(entry);
        self.reader.cache_text();
        if let Reading::Text(pane) = &self.reader.reading
            && pane.entry == entry
            && pane.long.is_some()
            && !followed
            && !is_read_otherwise(&pane.document, &document)
        {
            return self.take_whole_text(&document);
        }
        let before = self.reader.cache.pane(entry);
        let new = || TextPane::new(entry, Arc::clone(&document));
        let pane = before.as_ref().map_or_else(new, |before| before.anew(&document));
        self.show_loaded(pane, before.as_ref(), followed);
    }

    /// Takes the whole text after a window of it was shown; an action that waited for another window is
    /// performed in it.
    fn take_whole_text(&mut self, document: &Arc<Document>) {
        let Reading::Text(before) = &self.reader.reading else { return };
        let asked = before.long.as_ref().and_then(|long| long.asked.as_ref()).and_then(|asked| asked.byte);
        let moved = |place: usize| before.document.decoded_place(document, place);
        let mut pane = before.anew(document);
        pane.top = Position(moved(before.top.0));
        let place = asked.map_or(pane.top, |place| Position(moved(place)));
        let pending = match self.reader.pending {
            // The hits in all of it come next.
            Pending::Hits(next) | Pending::Window(Then::Look(next)) => {
                Pending::Hits(NextHit { from: moved(next.from), ..next })
            }
            other @ (Pending::Nothing | Pending::Window(_)) => other,
        };
        self.reader.reading = Reading::Text(pane);
        self.reader.cache_text();
        self.background.cancel(TaskKind::Window);
        self.reader.pending = pending;
        if let Pending::Window(then) = pending {
            self.reader.pending = Pending::Nothing;
            self.continue_in_window(then, place);
        }
        self.mark_texts();
    }

    /// Takes the beginning of a long text, which is shown at the place where it was left.
    pub(crate) fn take_beginning(&mut self, entry: EntryId, mut long: WindowedText, window: Arc<Document>) {
        let followed = self.reader.followed == Some(entry);
        // The whole text comes next and decides whether the shown text may stay; until then it stays.
        if followed && long.rest == Rest::Follows || self.keeps_text(entry, &window) {
            return;
        }
        self.reader.followed = None;
        self.reader.cache_text();
        if let Reading::Text(before) = &self.reader.reading
            && before.entry == entry
            && self.reader.following == Some(entry)
            && let Some(known) = &before.long
        {
            long.continue_from(known);
        }
        let before = self.reader.cache.pane(entry);
        let mut pane = TextPane::windowed(entry, window, long);
        let place = |before: &TextPane| before.document.place_in(&pane.document, before.top);
        pane.top = before.as_ref().map_or(pane.top, place);
        self.show_loaded(pane, before.as_ref(), followed);
    }

    fn show_loaded(&mut self, pane: TextPane, before: Option<&TextPane>, followed: bool) {
        let entry = pane.entry;
        let again = before.is_some();
        if let Some(before) = before {
            let (was, is) = (before.document.charset, pane.document.charset);
            self.reader.reading = Reading::Nothing;
            if !followed {
                self.say(if was == is { "read again".into() } else { format!("read as {is}") });
            }
        }
        self.show_text(pane);
        if self.list.library.forgive(entry) || again {
            self.change_list(|list, cx| list.read_summary_again(entry, cx));
        }
        self.go_to_opening();
        self.keep_at_the_end();
    }

    fn take_unreadable(&mut self, entry: EntryId, why: Unreadable) {
        if self.reader.followed.take() == Some(entry)
            && let Reading::Text(pane) = &mut self.reader.reading
        {
            pane.file = FileStatus::Unreadable(why.to_string());
            return;
        }
        self.list.library.learn(entry, Err(why.clone()));
        self.reader.reading = Reading::Failed(entry, why);
    }

    /// Opens a document of the list at a place.
    pub(crate) fn open_document(&mut self, entry: EntryId, at: Opening) {
        self.reader.opening = at;
        self.change_list(|list, cx| list.select_entry(entry, cx));
        self.show_selected();
        match &self.reader.reading {
            Reading::Text(_) => self.go_to_opening(),
            Reading::Awaited(_) => {}
            Reading::Failed(..) | Reading::Nothing => self.reader.opening = Opening::Beginning,
        }
    }

    /// Opens a file attached to the text on the screen like any other document.
    pub(crate) fn open_attachment(&mut self, index: usize) {
        let Some(pane) = self.pane() else { return };
        let Some(file) = pane.document.attachments.get(index).cloned() else { return };
        match self.list.library.open_attachment(pane.entry, &file) {
            Ok(entry) => {
                self.change_list(ListPane::entries_inserted);
                self.show_document(entry, Opening::Beginning);
            }
            Err(why) => self.trouble(format!("{}: {why}", file.name)),
        }
    }

    /// Goes where the document that was asked for opens.
    pub(crate) fn go_to_opening(&mut self) {
        match std::mem::take(&mut self.reader.opening) {
            Opening::Beginning => {}
            Opening::Comparison => self.reader.opening = Opening::Comparison,
            Opening::Line(line) => {
                self.list.has_focus = false;
                self.move_to_line(line);
            }
            Opening::Hit(hit) => {
                self.list.has_focus = false;
                self.go_to_hit(hit);
            }
            Opening::Bookmark(bookmark) => {
                self.list.has_focus = false;
                self.go_to_bookmark_passage(&bookmark);
            }
            Opening::Match(query) => {
                self.list.has_focus = false;
                self.histories.search.push(query.to_string());
                let found = self.find(query, NextHit::first_match(0));
                self.report(found);
            }
        }
    }

    /// Goes to the hit that the document was opened at.
    fn go_to_hit(&mut self, hit: Hit) {
        let place = hit.span.start;
        let Some(pane) = self.pane().filter(|pane| pane.entry == hit.entry) else { return };
        let is_held = pane.holds_around(place);
        let Some(query) = hit.query else {
            self.reveal_passage(hit.span);
            if let Some((pane, _)) = self.pane_and_area() {
                pane.last_hit = Some(place);
            }
            return;
        };
        let next = NextHit::first_match(place);
        let found = self.find(query, next);
        self.report(found);
        if is_held {
            self.go_to_passage(hit.span);
        } else {
            self.request_window(Spot::Byte(place), Then::Look(next));
        }
    }

    /// Goes to a bookmark of the text on the screen.
    pub(crate) fn go_to_bookmark_passage(&mut self, bookmark: &Bookmark) {
        let Some(pane) = self.pane().filter(|pane| pane.entry == bookmark.entry) else { return };
        let passage = bookmark.place_in(&pane.document);
        let is_shown = pane.blocks.iter().any(|block| block.span.contains(passage.start));
        if pane.is_partial() && !is_shown {
            self.show_all_text();
        }
        self.reveal_passage(passage);
    }

    /// Opens the prompt for the encoding in which to read the document.
    pub(crate) fn ask_encoding(&mut self) {
        if self.document_with_focus().is_none() {
            return self.trouble(NO_DOCUMENT);
        }
        let now = self.pane().map(|pane| pane.document.charset);
        self.prompt = Some(Prompt::new(Purpose::Encoding { now, offers: Vec::new() }));
    }

    /// Reads the document in the encoding of this name; without a name, in its own encoding. An unknown name
    /// is an error that suggests similar names.
    pub(crate) fn choose_encoding(&mut self, name: &str) -> Result<(), String> {
        let choice = if name.trim().is_empty() { ReadAs::Guessed } else { ReadAs::Exactly(name.parse()?) };
        let Some(entry) = self.document_with_focus() else { return Err(NO_DOCUMENT.into()) };
        self.read_as(entry, Some(choice));
        Ok(())
    }

    /// Shows the whole page of an article, then any document as plain text, then as what it is again.
    pub(crate) fn show_next_part(&mut self) {
        let Some(entry) = self.document_with_focus() else {
            return self.trouble(NO_DOCUMENT);
        };
        let is_article = self.pane().is_some_and(|pane| pane.document.part == Part::Article);
        let choice = match self.list.library.sources.chosen(entry) {
            Some(ReadAs::Text) => None,
            Some(ReadAs::Exactly(encoding)) if is_article => Some(ReadAs::Whole(Some(encoding))),
            _ if is_article => Some(ReadAs::Whole(None)),
            _ => Some(ReadAs::Text),
        };
        self.read_as(entry, choice);
    }

    /// Returns the document the keys go to.
    fn document_with_focus(&self) -> Option<EntryId> {
        match &self.views.top {
            View::Comparison(comparing) => Some(comparing.pane(comparing.side).entry),
            View::Reading => self.reader.entry(),
            View::Claims(_) | View::Search(_) => None,
        }
    }

    fn read_as(&mut self, entry: EntryId, choice: Option<ReadAs>) {
        self.list.library.sources.choose(entry, choice);
        match self.views.top {
            View::Comparison(_) => self.reload(),
            View::Reading | View::Claims(_) | View::Search(_) => self.read_again(entry),
        }
    }
}

/// Tells whether the user chose another encoding for a document. A detected encoding that differs between
/// the beginning and the whole text does not count.
fn is_read_otherwise(before: &Document, now: &Document) -> bool {
    now.charset.grounds == Grounds::Chosen && now.charset != before.charset
}
