//! The documents read last, kept so that going back to one needs no disk.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::document::{Document, LongText, Position};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::Rest;
use crate::tasks::sight::Sight;
use crate::ui::reader::long::Long;
use crate::ui::reader::text_pane::{Fate, TextPane};

/// How many documents are kept.
const ROOM: usize = 24;

/// A document that was on the screen and where it was left.
#[derive(Clone, Debug)]
struct Kept {
    entry: EntryId,
    document: Arc<Document>,
    top: Position,
    chosen: Option<usize>,
    long: Option<(Arc<dyn LongText>, Rest)>,
    fate: Fate,
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
        let long = pane.long.as_ref().map(|long| (Arc::clone(&long.text), long.rest()));
        let (entry, top, chosen, fate) = (pane.entry, pane.top, pane.chosen, pane.fate.clone());
        self.kept.push_front(Kept { entry, document, top, chosen, long, fate });
        self.kept.truncate(ROOM);
    }

    /// Returns a pane with a document of the shelf, at the place where it was left.
    pub fn pane(&self, entry: EntryId) -> Option<TextPane> {
        let kept = self.kept.iter().find(|kept| kept.entry == entry)?;
        let mut pane = TextPane::new(entry, Arc::clone(&kept.document));
        pane.top = kept.top;
        pane.chosen = kept.chosen;
        pane.fate = kept.fate.clone();
        pane.long = kept.long.as_ref().map(|(text, rest)| Box::new(Long::new(Arc::clone(text), *rest)));
        if let Some(long) = pane.long.as_mut().filter(|_| kept.document.is_digest()) {
            // What it was made for may no longer be sought.
            long.sight = Sight::Past;
        }
        Some(pane)
    }

    /// Returns a document of the shelf that is held as a whole.
    pub fn whole(&self, entry: EntryId) -> Option<Arc<Document>> {
        let kept = self.kept.iter().find(|kept| kept.entry == entry && kept.long.is_none());
        kept.map(|kept| Arc::clone(&kept.document))
    }

    /// Takes a document off the shelf.
    pub fn forget(&mut self, entry: EntryId) {
        self.kept.retain(|kept| kept.entry != entry);
    }
}
