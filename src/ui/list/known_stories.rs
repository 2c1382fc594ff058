//! The stories of the list, and which documents they do not know yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::tasks::{EntryId, LibraryStories, StoryProfiles};

/// The stories of a library as far as they are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownStories {
    /// The stories found last.
    pub found: Option<Arc<LibraryStories>>,
    /// The documents that were written since.
    pub written: BTreeSet<EntryId>,
    /// How many documents were read for the stories that are being found.
    pub read: usize,
    /// Whether there are other documents than those for which stories were found or are being found.
    pub is_outdated: bool,
}

impl KnownStories {
    /// Notes that a document was written.
    pub(crate) fn note_written(&mut self, id: EntryId) {
        self.written.insert(id);
        self.is_outdated = true;
    }

    /// Notes that stories are being found; returns the profiles of the documents that were not written since
    /// they were read.
    pub(crate) fn begin(&mut self) -> Arc<StoryProfiles> {
        (self.is_outdated, self.read) = (false, 0);
        let written = std::mem::take(&mut self.written);
        let Some(found) = &mut self.found else { return Arc::default() };
        if !written.is_empty() {
            let profiles = &mut Arc::make_mut(found).profiles;
            Arc::make_mut(profiles).retain(|id, _| !written.contains(id));
        }
        Arc::clone(&found.profiles)
    }
}
