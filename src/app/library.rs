//! The list of documents: what was found, what is known of it, where the selection stands.

use std::sync::Arc;

use super::entry::{EntryId, Listed, Source, Summary, Wanted};
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
    /// Whether it is marked for comparing.
    pub marked: bool,
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
    /// The selected one.
    pub selected: usize,
    /// How far the walk is.
    pub walk: Walk,
}

/// Rows one entry takes in the list.
pub const ROWS: usize = 2;

impl Library {
    /// Returns an empty library.
    pub fn new() -> Self {
        Self { entries: Vec::new(), selected: 0, walk: Walk::Done }
    }

    /// Adds what was found to the end of the list.
    pub fn add(&mut self, listed: Vec<Listed>) {
        for found in listed {
            let (path, state) = match found {
                Listed::File(path) => (path, State::Unread),
                Listed::Skipped(path, why) => (path, State::Failed(why)),
            };
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            self.entries.push(Entry { source: Source::File(path), name, state, marked: false });
        }
    }

    /// Adds a document that is in memory already.
    pub fn add_document(&mut self, name: &str, document: Arc<Document>) {
        let source = Source::Memory(document);
        self.entries.push(Entry { source, name: name.to_string(), state: State::Unread, marked: false });
    }

    /// Returns the selected entry.
    pub fn selected(&self) -> Option<(EntryId, &Entry)> {
        Some((EntryId(self.selected), self.entries.get(self.selected)?))
    }

    /// Returns an entry.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0)
    }

    /// Returns what a job needs to read an entry.
    pub fn wanted(&self, id: EntryId) -> Option<Wanted> {
        Some(Wanted { entry: id, source: self.entry(id)?.source.clone() })
    }

    /// Returns the entries that may be read, those from the selected one on first.
    pub fn readable(&self) -> impl Iterator<Item = EntryId> {
        let (before, from) = self.entries.split_at(self.selected.min(self.entries.len()));
        let numbered = (before.len()..).zip(from).chain((0..).zip(before));
        numbered.filter(|(_, entry)| !entry.is_lost()).map(|(at, _)| EntryId(at))
    }

    /// Returns the first entry that may be read.
    pub fn first_readable(&self) -> Option<usize> {
        self.entries.iter().position(|entry| !entry.is_lost())
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

    /// Moves the selection by `by` entries, stopping at the ends; tells whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        self.select(self.selected.saturating_add_signed(by))
    }

    /// Selects an entry, the last one when there are fewer; tells whether the selection moved.
    pub fn select(&mut self, to: usize) -> bool {
        let to = to.min(self.entries.len().saturating_sub(1));
        std::mem::replace(&mut self.selected, to) != to
    }

    /// Marks the selected entry for comparing, or takes its mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(entry) = self.entries.get_mut(self.selected) {
            entry.marked = !entry.marked;
        }
    }

    /// Returns the marked entries in the order of the list.
    pub fn marked(&self) -> Vec<EntryId> {
        let marked = self.entries.iter().enumerate().filter(|(_, entry)| entry.marked);
        marked.map(|(at, _)| EntryId(at)).collect()
    }

    /// Returns the first entry shown in a list of `rows` rows: the selected one is in view, in the
    /// middle of a long list.
    pub fn first_shown(&self, rows: usize) -> usize {
        let fit = (rows / ROWS).max(1);
        let most = self.entries.len().saturating_sub(fit);
        self.selected.saturating_sub(fit / 2).min(most)
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
    fn the_selection_stays_inside() {
        let mut library = library(3);
        assert!(library.step(2));
        assert!(!library.step(5));
        assert_eq!(library.selected, 2);
        assert!(!Library::new().step(1));
    }

    #[test]
    fn marks_come_in_the_order_of_the_list() {
        let mut library = library(3);
        for at in [2, 0] {
            library.select(at);
            library.toggle_mark();
        }
        assert_eq!(library.marked(), [EntryId(0), EntryId(2)]);
        library.toggle_mark();
        assert_eq!(library.marked(), [EntryId(2)]);
    }

    #[test]
    fn the_selection_is_always_in_view() {
        let mut library = library(50);
        for at in 0..50 {
            library.select(at);
            let first = library.first_shown(10);
            assert!((first..first + 5).contains(&at), "{at} {first}");
        }
    }

    #[test]
    fn what_is_near_is_read_first() {
        let mut library = library(3);
        library.select(1);
        library.learn(EntryId(2), Err("broken".into()));
        let order: Vec<usize> = library.readable().map(|entry| entry.0).collect();
        assert_eq!(order, [1, 0]);
        assert_eq!(library.documents(), 2);
    }
}
