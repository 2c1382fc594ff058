//! The documents read last, kept so that going back to one needs no disk.

use std::collections::VecDeque;
use std::sync::Arc;

use super::entry::EntryId;
use super::text_pane::TextPane;
use crate::document::{Document, Position};

/// How many documents are kept.
const ROOM: usize = 24;

/// A document that was on the screen and where it was left.
#[derive(Clone, Debug)]
struct Kept {
    entry: EntryId,
    document: Arc<Document>,
    top: Position,
    chosen: Option<usize>,
}

/// The documents read last, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    kept: VecDeque<Kept>,
}

impl Shelf {
    /// Puts a document and its place on the shelf.
    pub fn put(&mut self, pane: &TextPane) {
        self.forget(pane.entry);
        let document = Arc::clone(&pane.document);
        self.kept.push_front(Kept { entry: pane.entry, document, top: pane.top, chosen: pane.chosen });
        self.kept.truncate(ROOM);
    }

    /// Returns a pane with a document of the shelf, at the place where it was left.
    pub fn pane(&self, entry: EntryId) -> Option<TextPane> {
        let kept = self.kept.iter().find(|kept| kept.entry == entry)?;
        let mut pane = TextPane::new(entry, Arc::clone(&kept.document));
        pane.top = kept.top;
        pane.chosen = kept.chosen;
        Some(pane)
    }

    /// Returns a document of the shelf.
    pub fn document(&self, entry: EntryId) -> Option<Arc<Document>> {
        self.kept.iter().find(|kept| kept.entry == entry).map(|kept| Arc::clone(&kept.document))
    }

    /// Takes a document off the shelf.
    pub fn forget(&mut self, entry: EntryId) {
        self.kept.retain(|kept| kept.entry != entry);
    }
}
