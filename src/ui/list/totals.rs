//! Sums over all entries of the list, kept while entries change.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use crate::tasks::Entry;

/// Sums over all entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    pub documents: usize,
    /// The documents that are still to be read for the list.
    pub pending: usize,
    /// The hits of each keyword.
    pub hits: Vec<usize>,
    /// How many documents have each title, by the hash of the title.
    titles: HashMap<u64, u32, FixedState>,
}

impl Totals {
    /// Returns the sums over no entries, for a number of keywords.
    pub(super) fn of_keywords(keywords: usize) -> Self {
        Self { hits: vec![0; keywords], ..Self::default() }
    }

    /// Tells whether several documents have this title.
    pub(super) fn is_shared(&self, title: &str) -> bool {
        self.titles.get(&hash(title)).is_some_and(|count| *count > 1)
    }

    /// Adds an entry to the sums.
    pub(super) fn add(&mut self, entry: &Entry) {
        self.documents += usize::from(entry.is_document());
        self.pending += usize::from(entry.is_pending());
        self.hits.iter_mut().zip(entry.counts()).for_each(|(sum, count)| *sum += *count as usize);
        if let Some(title) = entry.own_title() {
            *self.titles.entry(hash(title)).or_default() += 1;
        }
    }

    /// Takes an entry out of the sums.
    pub(super) fn subtract(&mut self, entry: &Entry) {
        self.documents -= usize::from(entry.is_document());
        self.pending -= usize::from(entry.is_pending());
        self.hits.iter_mut().zip(entry.counts()).for_each(|(sum, count)| *sum -= *count as usize);
        if let Some(count) = entry.own_title().and_then(|title| self.titles.get_mut(&hash(title))) {
            *count -= 1;
        }
    }
}

fn hash(title: &str) -> u64 {
    FixedState::default().hash_one(title)
}
