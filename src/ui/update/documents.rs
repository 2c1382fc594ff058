//! The document of the reader: which one is shown, at which place it opens, and how it is read.

use crate::document::{Attachment, Part};
use crate::tasks::{Entry, EntryId, TaskKind};
use crate::text::ReadAs;
use crate::ui::app::App;
use crate::ui::input::Motion;
use crate::ui::list::pane::ListPane;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::pending::NextHit;
use crate::ui::reader::state::Reading;
use crate::ui::settings::{Hit, OpenAt};
use crate::ui::texts::loading::Loaded;
use crate::ui::views::View;

/// The message when no document is shown.
const NO_DOCUMENT: &str = "there is no document here to reload";

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
            self.texts().show_text(pane);
            return self.list.text_shown();
        }
        self.reader.cache_text();
        self.reader.reading = Reading::Awaited(entry);
        self.load(entry);
    }

    fn load(&mut self, entry: EntryId) {
        if let Some(wanted) = self.list.library.wanted(entry) {
            self.texts().load(wanted);
        }
    }

    /// Reads the document of the reader again; its text stays on the screen until then.
    pub(crate) fn read_again(&mut self, entry: EntryId) {
        self.reader.cache_text();
        self.load(entry);
    }

    /// Handles a document that was read for the reader.
    pub(crate) fn document_loaded(&mut self, entry: EntryId, loaded: Loaded) {
        match loaded {
            Loaded::Kept => {}
            Loaded::Failed(why) => {
                self.list.library.learn(entry, Err(why));
                if self.list.first == Some(entry) && self.reader.opening == OpenAt::Beginning {
                    self.reader.reading = Reading::Nothing;
                    self.show_first_document();
                }
            }
            Loaded::Shown { again } => {
                self.list.text_shown();
                if self.list.library.forgive(entry) || again {
                    self.change_list(|list, cx| list.read_summary_again(entry, cx));
                }
                if !again && self.reader.opening == OpenAt::Beginning {
                    self.recall_place(entry);
                }
                self.go_to_opening();
                self.texts().keep_at_the_end();
            }
        }
    }

    /// Reads the shown document again.
    pub(crate) fn reload(&mut self) {
        let entries: Vec<EntryId> = self.texts().on_screen().iter().map(|text| text.entry).collect();
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

    /// Opens a document of the list at a place.
    pub(crate) fn open_document(&mut self, entry: EntryId, at: OpenAt) {
        self.reader.opening = at;
        self.change_list(|list, cx| list.select_entry(entry, cx));
        self.show_selected();
        match &self.reader.reading {
            Reading::Text(_) => self.go_to_opening(),
            Reading::Awaited(_) => {}
            Reading::Failed(..) | Reading::Nothing => self.reader.opening = OpenAt::Beginning,
        }
    }

    /// Opens a file attached to the text on the screen like any other document; the place before it is remembered.
    pub(crate) fn open_attachment(&mut self, index: usize) {
        let Some(pane) = self.pane() else { return };
        let (entry, file) = (pane.entry, pane.document.attachments.get(index).cloned());
        if let Some(entry) = self.list_attached(entry, file.as_slice()) {
            self.texts().remember_place();
            self.show_document(entry, OpenAt::Beginning);
        }
    }

    /// Shows a hit in a file attached to the document of the hit, inside these files.
    pub(crate) fn show_attached(&mut self, files: &[Attachment], hit: Hit) {
        if let Some(entry) = self.list_attached(hit.entry, files) {
            self.show_document(entry, OpenAt::Hit(Hit { entry, ..hit }));
        }
    }

    /// Adds files, the first attached to the document of `entry` and each to the one before it, to the list.
    /// Returns the entry of the last one.
    fn list_attached(&mut self, mut entry: EntryId, files: &[Attachment]) -> Option<EntryId> {
        for file in files {
            match self.list.library.open_attachment(entry, file) {
                Ok(attached) => entry = attached,
                Err(why) => {
                    self.trouble(format!("{}: {why}", file.name));
                    return None;
                }
            }
        }
        self.change_list(ListPane::entries_inserted);
        Some(entry)
    }

    /// Goes where the document that was asked for opens.
    pub(crate) fn go_to_opening(&mut self) {
        if matches!(self.reader.opening, OpenAt::Beginning | OpenAt::Comparison) {
            return;
        }
        self.list.has_focus = false;
        match std::mem::take(&mut self.reader.opening) {
            OpenAt::Beginning | OpenAt::Comparison => {}
            OpenAt::Line(line) => self.texts().move_by(Motion::Top, Some(line)),
            OpenAt::Hit(hit) => {
                let found = self.texts().go_to_hit(hit);
                self.report(found);
            }
            OpenAt::Bookmark(bookmark) => self.texts().go_to_bookmark(&bookmark),
            OpenAt::Place(name) => self.go_to_named_place(&name),
            OpenAt::Match(query) => {
                self.histories.search.push(query.to_string());
                let found = self.texts().find(query, NextHit::first_match(0));
                self.report(found);
            }
        }
    }

    /// Says the file of the document that the keys go to, its size, its encoding and the place in it.
    pub(crate) fn describe(&mut self) {
        let Some(id) = self.document_with_focus() else { return self.trouble("there is no document here") };
        let library = &self.list.library;
        let name = library.path(id).map_or_else(|| library.name(id), |path| path.display().to_string());
        let bytes = library.entry(id).and_then(|entry| entry.stat).map(|stat| stat.bytes);
        let mut parts = vec![name];
        if let Some(pane) = self.pane() {
            let document = &pane.document;
            parts.push(match bytes {
                Some(bytes) => size(bytes),
                None => format!("{} of text", size(document.whole as u64)),
            });
            parts.push(format!("{} words", document.words));
            parts.push(document.charset.to_string());
            parts.extend(pane.line_number().map(|line| format!("line {line}")).or_else(|| pane.division()));
            if let Some(area) = self.layout().text() {
                let percent = pane.progress_on(&pane.page(area));
                parts.push(percent.map_or("all in view".into(), |percent| format!("{percent}%")));
            }
        } else if let Some(why) = library.entry(id).and_then(Entry::failure) {
            parts.push(why.words().to_owned());
        }
        self.say(parts.join(" · "));
    }

    /// Opens the prompt for the encoding in which to read the document.
    pub(crate) fn ask_encoding(&mut self) {
        if self.document_with_focus().is_none() {
            return self.trouble(NO_DOCUMENT);
        }
        let now = self.pane().map(|pane| pane.document.charset);
        self.prompt = Some(Prompt::new(Purpose::Encoding(now)));
    }

    /// Reads the document in the encoding of this name; without a name, in its own encoding. An unknown name
    /// is an error that suggests similar names.
    pub(crate) fn choose_encoding(&mut self, name: &str) -> Result<(), String> {
        let choice = if name.trim().is_empty() { ReadAs::Guessed } else { ReadAs::Exactly(name.parse()?) };
        let Some(entry) = self.document_with_focus() else { return Err(NO_DOCUMENT.into()) };
        self.read_as(entry, Some(choice));
        Ok(())
    }

    /// Shows the whole page of an article, then any document as plain text, then as its format again.
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

/// Returns a number of bytes in words: `812 bytes`, `12 kB`, `3.4 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", (bytes + 500) / 1_000),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
