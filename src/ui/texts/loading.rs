//! Reading the document of the reader, for the first time, again or in another encoding; and going to a place
//! of it.
//!
//! A file that was written is read again and shown at the same passage; the text of a removed file
//! stays, and the header says so. On request the end is kept in view while a file grows.

use std::sync::Arc;

use crate::document::{Document, Position};
use crate::tasks::{EntryId, EntrySource, Rest, Spot, Task, TaskKind, Unreadable};
use crate::text::Grounds;
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::TextAction;
use crate::ui::reader::pending::{NextHit, Pending, Then};
use crate::ui::reader::state::{Reader, Reading};
use crate::ui::reader::text_pane::{FileStatus, TextPane};
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::Hit;
use crate::ui::texts::{Focus, Texts};

/// What a document that was read changed in the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Loaded {
    /// The text that was shown before stays on the screen.
    Kept,
    /// The document is shown.
    Shown {
        /// Whether it was shown before.
        again: bool,
    },
    /// There is no document, and why.
    Failed(Unreadable),
}

impl Texts<'_> {
    /// Reads a document for the reader.
    pub(crate) fn load(&mut self, wanted: EntrySource) {
        self.reader.followed = None;
        // While a file is followed, only appended bytes can show another encoding.
        let ascii = match &self.reader.reading {
            Reading::Text(pane)
                if pane.entry == wanted.entry && self.reader.following == Some(wanted.entry) =>
            {
                pane.long.as_ref().map_or(0, |long| long.text.ascii())
            }
            Reading::Text(_) | Reading::Awaited(_) | Reading::Failed(..) | Reading::Nothing => 0,
        };
        self.background.start(Task::Load(wanted, ascii));
    }

    /// Takes a whole document, or why there is none.
    pub(crate) fn take_document(
        &mut self,
        entry: EntryId,
        document: Result<Arc<Document>, Unreadable>,
    ) -> Loaded {
        let document = match document {
            Ok(document) => document,
            Err(why) => return self.take_unreadable(entry, why),
        };
        if let Some(unfinished) = self.reader.unfinished(entry) {
            let pane = unfinished.anew(&document);
            self.show_more(pane);
            return Loaded::Shown { again: false };
        }
        if self.reader.keeps_text(entry, &document) {
            return Loaded::Kept;
        }
        let followed = self.reader.followed.take() == Some(entry);
        self.reader.cache_text();
        if let Reading::Text(pane) = &self.reader.reading
            && pane.entry == entry
            && pane.long.is_some()
            && !followed
            && !is_read_otherwise(&pane.document, &document)
        {
            self.take_whole_text(&document);
            return Loaded::Kept;
        }
        let before = self.reader.cache.pane(entry);
        let new = || TextPane::new(entry, Arc::clone(&document));
        let pane = before.as_ref().map_or_else(new, |before| before.anew(&document));
        self.show_loaded(pane, before.as_ref(), followed)
    }

    /// Takes the first pages of a document, unless it is on the screen already as it was read before. Tells
    /// whether a document is shown that was awaited; the place it opens at may be on a later page.
    pub(crate) fn take_part(&mut self, entry: EntryId, document: &Arc<Document>) -> bool {
        if let Some(unfinished) = self.reader.unfinished(entry) {
            let pane = TextPane { file: FileStatus::BeingRead, ..unfinished.anew(document) };
            self.show_more(pane);
            return false;
        }
        let is_awaited = matches!(self.reader.reading, Reading::Awaited(awaited) if awaited == entry);
        if is_awaited {
            let pane = TextPane::new(entry, Arc::clone(document));
            self.show_text(TextPane { file: FileStatus::BeingRead, ..pane });
        }
        is_awaited
    }

    /// Stops reading the last pages of the document in the reader. Tells whether they were being read.
    pub(crate) fn stop_reading(&mut self) -> bool {
        let Reading::Text(pane) = &mut self.reader.reading else { return false };
        if pane.file != FileStatus::BeingRead {
            return false;
        }
        pane.file = FileStatus::Stopped;
        // The warning says that they are being read.
        pane.document = Arc::new(Document { warnings: Vec::new(), ..(*pane.document).clone() });
        self.background.cancel(TaskKind::Load);
        true
    }

    /// Shows more of the document on the screen, at the same place.
    fn show_more(&mut self, pane: TextPane) {
        self.reader.reading = Reading::Text(pane);
        self.reader.cache_text();
        self.mark_texts();
        self.count_lines();
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
    pub(crate) fn take_beginning(
        &mut self,
        entry: EntryId,
        mut long: WindowedText,
        window: Arc<Document>,
    ) -> Loaded {
        let followed = self.reader.followed == Some(entry);
        // The whole text comes next and decides whether the shown text may stay; until then it stays.
        if followed && long.rest == Rest::Follows || self.reader.keeps_text(entry, &window) {
            return Loaded::Kept;
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
        self.show_loaded(pane, before.as_ref(), followed)
    }

    fn show_loaded(&mut self, pane: TextPane, before: Option<&TextPane>, followed: bool) -> Loaded {
        if let Some(before) = before {
            let (was, is) = (before.document.charset, pane.document.charset);
            self.reader.reading = Reading::Nothing;
            if !followed {
                self.say(if was == is { "reloaded".into() } else { format!("read as {is}") });
            }
        }
        self.show_text(pane);
        Loaded::Shown { again: before.is_some() }
    }

    fn take_unreadable(&mut self, entry: EntryId, why: Unreadable) -> Loaded {
        if self.reader.followed.take() == Some(entry)
            && let Reading::Text(pane) = &mut self.reader.reading
        {
            pane.file = FileStatus::Unreadable(why.to_string());
            return Loaded::Kept;
        }
        self.reader.reading = Reading::Failed(entry, why.clone());
        Loaded::Failed(why)
    }

    /// Puts a document into the reader and looks for the keywords and the search in it.
    pub(crate) fn show_text(&mut self, pane: TextPane) {
        self.reader.cache_text();
        self.reader.cache.put(&pane);
        self.reader.reading = Reading::Text(pane);
        self.reader.pending = Pending::Nothing;
        // A window of the text that was shown before must not come into this one.
        self.background.cancel(TaskKind::Window);
        self.mark_texts();
        self.count_lines();
    }

    /// Goes to the hit of a search of every document.
    pub(crate) fn go_to_hit(&mut self, hit: Hit) -> Result<(), String> {
        let place = hit.span.start;
        let Some(pane) = self.pane().filter(|pane| pane.entry == hit.entry) else { return Ok(()) };
        let is_held = pane.holds_around(place);
        let Some(query) = hit.query else {
            self.reveal_passage(hit.span);
            if let Some((pane, _)) = self.pane_and_area() {
                pane.last_hit = Some(place);
            }
            return Ok(());
        };
        let next = NextHit::first_match(place);
        let found = self.find(query, next);
        if is_held {
            self.go_to_passage(hit.span);
        } else {
            self.request_window(Spot::Byte(place), Then::Look(next));
        }
        found
    }

    /// Goes to a bookmark of the text on the screen.
    pub(crate) fn go_to_bookmark(&mut self, bookmark: &Bookmark) {
        let Some(pane) = self.pane().filter(|pane| pane.entry == bookmark.entry) else { return };
        let passage = bookmark.place_in(&pane.document);
        let is_shown = pane.blocks.iter().any(|block| block.span.contains(passage.start));
        if pane.is_partial() && !is_shown {
            self.show_all_text();
        }
        self.reveal_passage(passage);
    }

    /// Goes to a heading or a page of the text on the screen.
    pub(crate) fn go_to_heading(&mut self, place: Position) {
        self.remember_place();
        if let Focus::Comparison(texts) = &mut self.focus {
            if let Some(sentence) = texts.pane(texts.side).document.sentence_from(place.0) {
                texts.go_near(sentence, &self.layout);
            }
        } else if let Some((pane, area)) = self.pane_and_area() {
            pane.show_heading(place, &area);
        }
    }
}

/// Tells whether the user chose another encoding for a document. A detected encoding that differs between
/// the beginning and the whole text does not count.
fn is_read_otherwise(before: &Document, now: &Document) -> bool {
    now.charset.grounds == Grounds::Chosen && now.charset != before.charset
}

impl Reader {
    /// Tells whether the text on the screen stays although its file was written: only its beginning is
    /// left, as after a log was emptied.
    pub(super) fn keeps_text(&mut self, entry: EntryId, written: &Document) -> bool {
        let Reading::Text(pane) = &mut self.reading else { return false };
        if self.followed != Some(entry) || pane.entry != entry || written.whole >= pane.document.whole {
            return false;
        }
        let both = written.extent().end.min(pane.document.extent().end);
        let held = |document: &Document| document.extent().start < 4;
        let same = pane.long.is_some() && !held(&pane.document) || pane.document.agrees_with(written, both);
        if same {
            pane.file = FileStatus::Shortened;
            self.followed = None;
        }
        same
    }
}

impl Texts<'_> {
    /// Begins to follow the end of the document on the screen, or stops.
    pub(crate) fn toggle_following(&mut self) {
        let Reading::Text(pane) = &self.reader.reading else {
            return self.trouble("there is no text here to follow");
        };
        if !matches!(self.focus, Focus::Reader) {
            return self.trouble("only the text can be followed: go to it first");
        }
        if self.reader.following.take().is_some() {
            return self.say("no longer following");
        }
        self.reader.following = Some(pane.entry);
        self.keep_at_the_end();
    }

    /// Brings the end into view if it is followed.
    pub(crate) fn keep_at_the_end(&mut self) {
        let following = self.reader.following;
        let Some((pane, area)) = self.pane_and_area() else { return };
        if following != Some(pane.entry) {
            return;
        }
        if pane.document.extent().end >= pane.document.whole {
            pane.to_bottom(&area);
            return;
        }
        let end = pane.document.whole;
        self.request_window(Spot::Byte(end), Then::End);
    }

    /// Stops following when the reader has gone elsewhere.
    pub(super) fn check_following(&mut self) {
        let following = self.reader.following;
        let is_waiting =
            matches!(self.reader.pending, Pending::Window(_)) || self.background.is_busy(TaskKind::Window);
        let Some((pane, area)) = self.pane_and_area() else { return };
        if following == Some(pane.entry) && !is_waiting && !pane.shows_end(&area) {
            self.reader.following = None;
            let hint = self.hint(TextAction::Follow, "follows it again");
            self.say(format!("no longer following{hint}"));
        }
    }
}
