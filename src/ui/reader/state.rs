//! The state of the reader: the text it holds, the search in it, the events it waits for, and the documents read
//! last, kept so that going back to one needs no disk.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::document::{Document, LongText, Position};
use crate::search::Keywords;
use crate::tasks::{EntryId, OnScreen, Rest, Unreadable};
use crate::ui::reader::pending::{Pending, TextSearch};
use crate::ui::reader::text_pane::{FileStatus, TextPane};
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::OpenAt;

/// The text pane beside the list, with the search and the pending action that a comparison shares.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// What the text pane holds.
    pub reading: Reading,
    /// The documents read last.
    pub cache: DocumentCache,
    /// The search of the texts on the screen.
    pub search: Option<TextSearch>,
    /// What the text the keys go to waits for.
    pub pending: Pending,
    /// The keywords that the texts on the screen were marked with last.
    pub(crate) marked: Option<Arc<Keywords>>,
    /// Whether only the sentences with hits are shown.
    pub only_matches: bool,
    /// Where the next document opens; taken when it does.
    pub(crate) opening: OpenAt,
    /// The entry that is read again because its file was written.
    pub(crate) followed: Option<EntryId>,
    /// The entry whose end is kept in view while its file grows.
    pub following: Option<EntryId>,
}

/// What the text pane holds.
#[derive(Clone, Debug, Default)]
#[expect(clippy::large_enum_variant, reason = "the program has one")]
pub enum Reading {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A document.
    Text(TextPane),
    /// A document that is being read.
    Awaited(EntryId),
    /// A document that cannot be read, and why.
    Failed(EntryId, Unreadable),
}

impl Reader {
    /// Returns the entry whose text is on the screen, or would be if it had been read.
    pub fn entry(&self) -> Option<EntryId> {
        match &self.reading {
            Reading::Text(pane) => Some(pane.entry),
            Reading::Failed(entry, _) | Reading::Awaited(entry) => Some(*entry),
            Reading::Nothing => None,
        }
    }

    /// Returns the text, if there is one.
    pub fn pane(&self) -> Option<&TextPane> {
        if let Reading::Text(pane) = &self.reading { Some(pane) } else { None }
    }

    /// Returns the text of an entry if only its first pages have been read.
    pub(crate) fn unfinished(&self, entry: EntryId) -> Option<&TextPane> {
        self.pane().filter(|pane| pane.entry == entry && pane.file.is_unfinished())
    }

    /// Caches the text and its place.
    pub(crate) fn cache_text(&mut self) {
        if let Reading::Text(pane) = &self.reading {
            self.cache.put(pane);
        }
    }

    /// Shows the document that is in the reader as it was read last.
    pub(crate) fn renew(&mut self, text: &OnScreen) {
        if let Reading::Text(pane) = &mut self.reading
            && pane.entry == text.entry
            && !Arc::ptr_eq(&pane.document, &text.document)
        {
            *pane = pane.anew(&text.document);
        }
    }

    /// Returns a pane with a document, at the place where it was left.
    pub(crate) fn pane_with(&self, text: OnScreen) -> TextPane {
        let mut pane = TextPane::new(text.entry, text.document);
        if let Some(before) = self.cache.pane(pane.entry) {
            pane.top = before.top;
        }
        if let Some(shown) = self.pane().filter(|shown| shown.entry == pane.entry) {
            pane.top = shown.top;
            pane.hits = Arc::clone(&shown.hits);
            pane.matches = Arc::clone(&shown.matches);
        }
        pane
    }
}

/// How many documents are kept.
const CAPACITY: usize = 24;

/// A document that was on the screen, and its place.
#[derive(Clone, Debug)]
struct Cached {
    entry: EntryId,
    document: Arc<Document>,
    top: Position,
    chosen: Option<usize>,
    long: Option<(Arc<dyn LongText>, Rest)>,
    file: FileStatus,
}

/// The documents read last, the newest first.
#[derive(Clone, Debug, Default)]
pub struct DocumentCache {
    cached: VecDeque<Cached>,
}

impl DocumentCache {
    /// Keeps the document of a pane and its place, unless only its first pages have been read.
    pub fn put(&mut self, pane: &TextPane) {
        if pane.file.is_unfinished() {
            return;
        }
        self.forget(pane.entry);
        let document = Arc::clone(&pane.document);
        let long = pane.long.as_ref().map(|long| (Arc::clone(&long.text), long.rest));
        let (entry, top, chosen, file) = (pane.entry, pane.top, pane.chosen, pane.file.clone());
        self.cached.push_front(Cached { entry, document, top, chosen, long, file });
        self.cached.truncate(CAPACITY);
    }

    /// Returns a pane with a document, at the place where it was left.
    pub fn pane(&self, entry: EntryId) -> Option<TextPane> {
        let cached = self.cached.iter().find(|cached| cached.entry == entry)?;
        let long = cached.long.as_ref().map(|(text, rest)| WindowedText::new(Arc::clone(text), *rest));
        Some(TextPane {
            top: cached.top,
            chosen: cached.chosen,
            file: cached.file.clone(),
            long: long.map(Box::new),
            ..TextPane::new(entry, Arc::clone(&cached.document))
        })
    }

    /// Returns a document that is held as a whole.
    pub fn whole(&self, entry: EntryId) -> Option<Arc<Document>> {
        let cached = self.cached.iter().find(|cached| cached.entry == entry && cached.long.is_none());
        cached.map(|cached| Arc::clone(&cached.document))
    }

    /// Forgets a document.
    pub fn forget(&mut self, entry: EntryId) {
        self.cached.retain(|cached| cached.entry != entry);
    }
}
