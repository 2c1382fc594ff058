//! What the list can be sorted by that is not known of every entry anyway: it is asked for when
//! somebody wants that order, and kept.

use std::collections::HashMap;

use crate::tasks::entry::{EntryId, Measure};

/// What was asked for so far.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    measures: Vec<Option<Measure>>,
    likeness: HashMap<EntryId, f64>,
    /// The document that the likeness is to.
    to: Option<EntryId>,
}

impl Figures {
    /// Returns what the disk said about the file of an entry.
    pub fn measure(&self, id: EntryId) -> Option<Measure> {
        self.measures.get(id.0).copied().flatten()
    }

    /// Keeps what the disk said about a file.
    pub fn set_measure(&mut self, id: EntryId, measure: Measure) {
        if self.measures.len() <= id.0 {
            self.measures.resize(id.0 + 1, None);
        }
        self.measures[id.0] = Some(measure);
    }

    /// Forgets what the disk said about a file, because it was written.
    pub fn forget_measure(&mut self, id: EntryId) {
        if let Some(measure) = self.measures.get_mut(id.0) {
            *measure = None;
        }
    }

    /// Returns how alike an entry is to the document that the list is sorted by, 0 to 1.
    pub fn likeness(&self, id: EntryId) -> Option<f64> {
        self.likeness.get(&id).copied()
    }

    /// Returns the document that the likeness is to.
    pub fn to(&self) -> Option<EntryId> {
        self.to
    }

    /// Keeps how alike entries are to a document; it is most like itself.
    pub fn set_likeness(&mut self, to: EntryId, found: &[(EntryId, f64)]) {
        self.likeness = found.iter().copied().chain([(to, 1.0)]).collect();
        self.to = Some(to);
    }
}
