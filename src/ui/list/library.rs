//! The list of documents: what was found, what is known of it, which of it is shown.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::Document;
use crate::tasks::choices::Choices;
use crate::tasks::documents::Documents;
use crate::tasks::entry::{EntryId, Listed, State, Summary, Wanted};
use crate::tasks::listing::home::Home;
use crate::tasks::listing::names::{Names, Titles, write_path};
use crate::tasks::listing::rows::Rows;
use crate::tasks::paths::{Page, Paths};
use crate::tasks::piped::Piped;
use crate::tasks::unread::Unread;
use crate::text::ReadAs;
use crate::ui::list::late::Late;
use crate::ui::list::records::Records;
use crate::ui::list::state::Listing;

/// An entry of the library, looked at.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    library: &'a Library,
    id: EntryId,
}

impl<'a> Entry<'a> {
    /// Returns what it is called: its title once known, else its file name.
    pub fn title(&self) -> Cow<'a, str> {
        self.own_title().map_or_else(|| self.name(), Cow::Borrowed)
    }

    /// Returns its title, once it is known to have one.
    pub fn own_title(&self) -> Option<&'a str> {
        match self.state() {
            State::Known(known) if !known.title.is_empty() => Some(known.title),
            _ => None,
        }
    }

    /// Returns its file name, or "standard input"; may hold any character.
    pub fn name(&self) -> Cow<'a, str> {
        let name = self.library.paths.parts(self.id).map_or(OsStr::new(""), |(_, name)| name);
        Path::new(name).file_name().unwrap_or(name).to_string_lossy()
    }

    /// Returns the folder it lies in, beginning with the root it was found under.
    pub fn folder(&self) -> &'a Path {
        self.library.paths.parts(self.id).map_or(Path::new(""), |(folder, _)| folder)
    }

    /// Returns what is known of it.
    pub fn state(&self) -> State<'a> {
        self.library.records.state(self.id)
    }

    /// Tells whether it is known that it cannot be read.
    pub fn is_lost(&self) -> bool {
        !self.library.records.is_document(self.id)
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
    paths: Paths,
    records: Records,
    /// The documents that are no files.
    memory: BTreeMap<EntryId, Piped>,
    /// Which entries are shown, in which order, and where the selection stands.
    pub listing: Listing,
    /// How the documents are to be read.
    pub choices: Choices,
    /// How far the walk is.
    pub walk: Walk,
    /// The folder that all files have in common.
    home: Home,
    /// What came after the walk, from when it has ended.
    late: Option<Late>,
    /// The titles once more, to be shared with jobs: from when one first asks for them.
    titles: Option<Titles>,
}

impl Library {
    /// Returns an empty library.
    pub fn new() -> Self {
        Self {
            paths: Paths::default(),
            records: Records::default(),
            memory: BTreeMap::new(),
            listing: Listing::new(),
            choices: Choices::default(),
            walk: Walk::Done,
            home: Home::default(),
            late: None,
            titles: None,
        }
    }

    /// Adds what was found to the end of the list.
    pub fn add(&mut self, listed: Vec<Listed>) {
        self.add_page(listed.into_iter().collect());
    }

    /// Adds a page of what was found to the end of the list.
    pub fn add_page(&mut self, page: Page) {
        page.folders().for_each(|folder| self.home.widen(folder));
        self.append(page);
    }

    fn append(&mut self, page: Page) {
        let skipped: Vec<(usize, String)> = page.skipped().to_vec();
        self.records.add(page.len());
        let first = self.paths.add(page);
        for id in (first..self.paths.len()).map(EntryId) {
            if let Some(late) = &mut self.late {
                late.add(&self.paths, id);
            }
            self.listing.push(id);
        }
        for (at, why) in skipped {
            self.records.learn(EntryId(first + at), Err(why.into()));
        }
    }

    /// Adds a document that is in memory already.
    pub fn add_piped(&mut self, name: &str, piped: Piped) {
        self.memory.insert(EntryId(self.len()), piped);
        self.append([Listed::File(PathBuf::from(name))].into_iter().collect());
    }

    /// Returns the documents that are no files, to be taken along by a job.
    pub fn memory(&self) -> Arc<BTreeMap<EntryId, Piped>> {
        Arc::new(self.memory.clone())
    }

    /// Returns all documents in the order of the list, to be taken along by a job.
    pub fn to_search(&self) -> Documents {
        Documents::new(self.paths.clone(), self.listing.rows(), self.memory(), self.choices.clone())
    }

    /// Returns how many entries there are, shown or not.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Returns the selected entry, shown or not.
    pub fn selected(&self) -> Option<(EntryId, Entry<'_>)> {
        let id = self.listing.selected()?;
        Some((id, self.entry(id)?))
    }

    /// Returns an entry.
    pub fn entry(&self, id: EntryId) -> Option<Entry<'_>> {
        (id.0 < self.len()).then_some(Entry { library: self, id })
    }

    /// Returns the path of an entry that is a file, as it can be opened.
    pub fn path(&self, id: EntryId) -> Option<PathBuf> {
        if self.memory.contains_key(&id) { None } else { self.paths.path(id) }
    }

    /// Returns all paths by number, to be taken along by a job; what is no file is among them by name.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Returns the entry of this path, gone or not.
    pub fn find(&self, path: &Path) -> Option<EntryId> {
        self.paths.find(path).filter(|id| !self.memory.contains_key(id))
    }

    /// Returns what a job needs to read an entry.
    pub fn wanted(&self, id: EntryId) -> Option<Wanted> {
        let source = match self.memory.get(&id) {
            Some(piped) => piped.source(self.choices.of_input(id)),
            None => self.choices.source(id, self.paths.path(id)?),
        };
        Some(Wanted { entry: id, source })
    }

    /// Takes how a single document is to be read, or takes it back.
    pub(crate) fn choose(&mut self, id: EntryId, read_as: Option<ReadAs>) {
        self.choices.choose(id, read_as);
        if let Some(piped) = self.memory.get_mut(&id) {
            piped.outdate();
        }
    }

    /// Keeps a document that was read, if it is no file.
    pub(crate) fn keep(&mut self, id: EntryId, document: &Arc<Document>) {
        if let Some(piped) = self.memory.get_mut(&id) {
            piped.keep(document);
        }
    }

    /// Returns the entries that may be read: those shown from the selected one on, those shown before
    /// it, then those that are not shown.
    pub fn readable(&self) -> impl Iterator<Item = EntryId> {
        let rows = self.listing.rows();
        let at = self.listing.row().unwrap_or(0);
        let shown = (at..rows.len()).chain(0..at).filter_map(|row| rows.get(row));
        shown.chain(self.hidden()).filter(|id| self.records.is_document(*id))
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

    /// Selects the row of the document `by` documents further on, past what cannot be read; tells
    /// whether there is any on that side.
    pub fn step_document(&mut self, by: isize) -> bool {
        let rows = self.listing.rows();
        let here = self.listing.row().unwrap_or(0);
        let is_document = |row: &usize| rows.get(*row).is_some_and(|id| self.records.is_document(id));
        let nth = by.unsigned_abs().max(1);
        let to = if by < 0 {
            (0..here).rev().filter(is_document).take(nth).last()
        } else {
            (here + 1..rows.len()).filter(is_document).take(nth).last()
        };
        to.is_some_and(|row| self.listing.select_row(row))
    }

    /// Returns the first entry that may be read, in the order found.
    pub fn first_readable(&self) -> Option<EntryId> {
        (0..self.len()).map(EntryId).find(|id| self.records.is_document(*id))
    }

    /// Returns how many entries are documents, as far as is known.
    pub fn documents(&self) -> usize {
        self.records.documents()
    }

    /// Tells whether title, words or keyword counts of an entry are still to be found out.
    pub fn is_wanted(&self, id: EntryId) -> bool {
        self.records.is_wanted(id)
    }

    /// Returns how often a keyword occurs in all documents, by its place in the set; nothing before
    /// all have been read.
    pub fn everywhere(&self, place: usize) -> Option<usize> {
        self.records.sum(place)
    }

    /// Keeps what was found out about an entry.
    pub fn learn(&mut self, id: EntryId, found: Result<Summary, Unread>) {
        if let (Some(titles), Ok(summary)) = (&mut self.titles, &found) {
            titles.set(id, &summary.title);
        }
        self.records.learn(id, found);
    }

    /// Returns the path of an entry below the folder that all have in common, as it is shown.
    pub fn shown_path(&self, id: EntryId) -> String {
        let mut path = String::new();
        write_path(&self.paths, &self.home, id, &mut path);
        path
    }

    /// Notes that the walk has ended: what is added from now on has its place by name.
    pub fn settle(&mut self) {
        self.walk = Walk::Done;
        self.late = Some(Late::after(self.len()));
    }

    /// Returns all entries by name, gone or not; nothing when that is as they are numbered.
    pub fn by_name(&self) -> Option<Vec<u32>> {
        self.late.as_ref().filter(|late| !late.is_empty()).map(|late| late.all(self.len()))
    }

    /// Shows all entries by name.
    pub fn show_all(&mut self) {
        let rows = self.by_name().map_or_else(|| Rows::all(self.len()), |all| Rows::these(all, Vec::new()));
        self.listing.show_all(rows);
    }

    /// Returns the name of the folder that all files have in common.
    pub fn home(&self) -> &str {
        self.home.name()
    }

    /// Returns what all entries are called, to be taken along by a job.
    pub fn names(&mut self) -> Names {
        let titles = self.titles.get_or_insert_with(|| self.records.titles()).clone();
        Names::new(self.paths.clone(), titles, self.home.clone())
    }

    /// Forgets why an entry could not be read, because now it could; tells whether there was a
    /// reason.
    pub fn forgive(&mut self, id: EntryId) -> bool {
        self.records.forgive(id)
    }

    /// Lets an entry be read again for the list, because it was written; until then it keeps its
    /// title.
    pub fn outdate(&mut self, id: EntryId) {
        self.records.outdate(id);
    }

    /// Forgets the keyword counts of every entry, because there are other keywords, so many.
    pub fn forget_counts(&mut self, keywords: usize) {
        self.records.forget_counts(keywords);
    }

    /// Keeps that entries are no more; they are not listed any longer.
    pub fn remove(&mut self, gone: &BTreeSet<EntryId>) {
        for id in gone {
            self.records.bury(*id);
        }
        self.listing.remove(gone);
    }

    /// Tells whether an entry is no more.
    pub fn is_gone(&self, id: EntryId) -> bool {
        self.records.is_gone(id)
    }

    /// Tells whether anything was found out about an entry.
    pub fn was_read(&self, id: EntryId) -> bool {
        self.records.was_read(id)
    }

    /// Lists an entry again that was gone, at the end; tells whether it was.
    pub fn revive(&mut self, id: EntryId) -> bool {
        let was_gone = self.records.is_gone(id);
        if was_gone {
            self.records.forgive(id);
            self.listing.push(id);
        }
        was_gone
    }

    /// Marks the selected entry for comparing, or takes its mark away; one that is not shown stays as
    /// it is.
    pub fn toggle_mark(&mut self) {
        if let (Some(id), Some(_)) = (self.listing.selected(), self.listing.row()) {
            self.listing.toggle_mark(id);
        }
    }
}

#[cfg(test)]
impl Library {
    /// Returns how often what is known of an entry was looked at since the last time.
    pub(crate) fn looks(&self) -> usize {
        self.records.looks()
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
