//! How far the survey is.

use crate::tasks::entry::EntryId;

/// How far the documents have been read for the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surveyed {
    /// Every entry before this one has been read or is being read.
    pub next: usize,
    /// The entries in view that were asked for last.
    pub glanced: Vec<EntryId>,
}
