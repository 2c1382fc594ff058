//! The list of documents: what was found, what is known of it, where the selection stands.

use std::sync::Arc;

use super::entry::{EntryId, Listed, Source, Summary, Wanted};
use super::listing::Listing;
use crate::document::Document;

/// What is known of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Unread,
    /// It was read.
    Known(Summary),
    /// It cannot be read; the words say why.
    Failed(String),
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is read from.
    pub source: Source,
    /// Its file name, or "standard input".
    pub name: String,
    /// What is known of it.
    pub state: State,
}

impl Entry {
    /// Returns what it is called: its title once known, else its file name.
    pub fn title(&self) -> &str {
        match &self.state {
            State::Known(summary) if !summary.title.is_empty() => &summary.title,
            _ => &self.name,
        }
    }

    /// Tells whether it is known that it cannot be read.
    pub fn is_lost(&self) -> bool {
        matches!(self.state, State::Failed(_))
    }
}

/// How far the walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// More may come.
    Going,
    /// Everything was found.
    Done,
}

/// The list of documents.
#[derive(Clone, Debug)]
pub struct Library {
    /// The entries in the order found.
    pub entries: Vec<Entry>,
    /// Which of them are shown, in which order, and where the selection stands.
    pub listing: Listing,
    /// How far the walk is.
    pub walk: Walk,
}

impl Library {
    /// Returns an empty library.
    pub fn new() -> Self {
        Self { entries: Vec::new(), listing: Listing::new(), walk: Walk::Done }
    }

    /// Adds what was found to the end of the list.
    pub fn add(&mut self, listed: Vec<Listed>) {
        for found in listed {
            let (path, state) = match found {
                Listed::File(path) => (path, State::Unread),
                Listed::Skipped(path, why) => (path, State::Failed(why)),
            };
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            self.push(Entry { source: Source::File(path), name, state });
        }
    }

    /// Adds a document that is in memory already.
    pub fn add_document(&mut self, name: &str, document: Arc<Document>) {
        let source = Source::Memory(document);
        self.push(Entry { source, name: name.to_string(), state: State::Unread });
    }

    fn push(&mut self, entry: Entry) {
        self.listing.push(EntryId(self.entries.len()));
        self.entries.push(entry);
    }

    /// Returns how many entries there are, shown or not.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the selected entry, shown or not.
    pub fn selected(&self) -> Option<(EntryId, &Entry)> {
        let id = self.listing.selected()?;
        Some((id, self.entry(id)?))
    }

    /// Returns an entry.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0)
    }

    /// Returns what a job needs to read an entry.
    pub fn wanted(&self, id: EntryId) -> Option<Wanted> {
        Some(Wanted { entry: id, source: self.entry(id)?.source.clone() })
    }

    /// Returns the entries that may be read: those shown from the selected one on, those shown before
    /// it, then those that are not shown.
    pub fn readable(&self) -> impl Iterator<Item = EntryId> {
        let rows = self.listing.rows();
        let at = self.listing.row().unwrap_or(0);
        let shown = (at..rows.len()).chain(0..at).filter_map(|row| rows.get(row));
        shown.chain(self.hidden()).filter(|id| self.entry(*id).is_some_and(|entry| !entry.is_lost()))
    }

    /// The entries that are not shown, in the order found.
    fn hidden(&self) -> impl Iterator<Item = EntryId> {
        let mut shown = Vec::new();
        if self.listing.rows().len() < self.len() {
            shown.resize(self.len(), false);
            for id in self.listing.rows().iter() {
                shown[id.0] = true;
            }
        }
        shown.into_iter().enumerate().filter(|(_, shown)| !shown).map(|(at, _)| EntryId(at))
    }

    /// Returns the first entry that may be read, in the order found.
    pub fn first_readable(&self) -> Option<EntryId> {
        self.entries.iter().position(|entry| !entry.is_lost()).map(EntryId)
    }

    /// Returns how many entries are documents, as far as is known.
    pub fn documents(&self) -> usize {
        self.entries.iter().filter(|entry| !entry.is_lost()).count()
    }

    /// Keeps what was found out about an entry.
    pub fn learn(&mut self, id: EntryId, found: Result<Summary, String>) {
        if let Some(entry) = self.entries.get_mut(id.0) {
            entry.state = match found {
                Ok(summary) => State::Known(summary),
                Err(why) => State::Failed(why),
            };
        }
    }

    /// Forgets why an entry could not be read, because now it could; tells whether there was a
    /// reason.
    pub fn forgive(&mut self, id: EntryId) -> bool {
        match self.entries.get_mut(id.0) {
            Some(entry) if matches!(entry.state, State::Failed(_)) => {
                entry.state = State::Unread;
                true
            }
            _ => false,
        }
    }

    /// Forgets the keyword counts of every entry, because the keywords changed.
    pub fn forget_counts(&mut self) {
        for entry in &mut self.entries {
            if let State::Known(summary) = &mut entry.state {
                summary.counts.clear();
            }
        }
    }

    /// Marks the selected entry for comparing, or takes its mark away; one that is not shown stays as
    /// it is.
    pub fn toggle_mark(&mut self) {
        if let (Some(id), Some(_)) = (self.listing.selected(), self.listing.row()) {
            self.listing.toggle_mark(id);
        }
    }
}

impl Default for Library {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn library(count: usize) -> Library {
        let mut library = Library::new();
        library.add((0..count).map(|n| Listed::File(PathBuf::from(format!("{n}.txt")))).collect());
        library
    }

    #[test]
    fn what_is_near_is_read_first() {
        let mut library = library(3);
        library.listing.select_row(1);
        library.learn(EntryId(2), Err("broken".into()));
        let order: Vec<usize> = library.readable().map(|entry| entry.0).collect();
        assert_eq!(order, [1, 0]);
        assert_eq!(library.documents(), 2);
    }
}
