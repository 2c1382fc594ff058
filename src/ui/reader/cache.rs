//! The documents read last, kept so that going back to one needs no disk.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::document::{Document, LongText, Position};
use crate::tasks::{EntryId, Rest};
use crate::ui::reader::text_pane::{FileStatus, TextPane};
use crate::ui::reader::windowed::WindowedText;

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
