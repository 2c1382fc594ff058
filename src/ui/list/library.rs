//! The entries of the list: the files found, and their titles, lengths and keyword counts.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::Attachment;
use crate::storage::{FileStat, FoundPath};
use crate::tasks::{
    ArrangeRequest, Arranged, Documents, Entries, Entry, EntryId, EntrySource, EntryState, EntrySummary,
    ListedRows, Sources, Unreadable, shown_path,
};
use crate::text::names::by_path;
use crate::text::width::width;
use crate::ui::list::known_stories::KnownStories;
use crate::ui::list::listing::Listing;
use crate::ui::list::totals::Totals;

/// The sign between the details of an entry.
pub(crate) const GAP: &str = " · ";

/// The widest content that the width of the list depends on, in cells.
const WIDEST: usize = 40;

/// How far the walk is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Walk {
    /// More files may come.
    Going,
    /// All files were found.
    #[default]
    Done,
}

/// The documents that were opened.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Entries,
    /// The numbers of the entries that are files, once one was looked for.
    by_path: OnceCell<HashMap<Arc<Path>, EntryId>>,
    /// All entries in the order of the roots, by name in each.
    by_name: Arc<Vec<EntryId>>,
    totals: Totals,
    /// The folder that all files have in common; `None` without a file.
    common: Option<PathBuf>,
    /// What the documents are read from.
    pub sources: Sources,
    /// The rows, the selection and the marks.
    pub listing: Listing,
    /// How far the walk is.
    pub walk: Walk,
    /// The cells that the widest entry takes, as far as it was read, up to `WIDEST`.
    widest: usize,
    /// The documents among the rows, by group; of rows that are not grouped in one number.
    shown: Vec<usize>,
    /// The files and folders that were opened.
    pub(crate) roots: Vec<PathBuf>,
    /// The arguments that could not be opened; they are listed last.
    pub(crate) missing: Vec<FoundPath>,
    /// The paths of the files that were opened in this run or before, and how far each was read, in percent; `None`
    /// while that is not known.
    pub(crate) opened: Option<HashMap<PathBuf, Option<u8>>>,
    /// The entries that are still on the screen although their files are gone.
    pub(crate) vanished: BTreeSet<EntryId>,
    /// The summaries that were requested so far.
    pub(crate) summaries: Requested,
    /// How many entries have changed since the rows were made.
    pub(crate) changed: usize,
    /// The stories that the documents tell.
    pub(crate) stories: KnownStories,
    /// How often an entry was looked at.
    #[cfg(test)]
    looks: std::cell::Cell<usize>,
}

/// The entries whose summaries were requested.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requested {
    /// Every entry with a lower number has been read or is being read.
    pub next: usize,
    /// The visible entries that were requested last.
    pub visible: Vec<EntryId>,
}

/// Returns the length of a document in words.
pub(crate) fn length(words: usize) -> String {
    let noun = if words == 1 { "word" } else { "words" };
    format!("{words} {noun}")
}

/// Returns the cells that the title of an entry takes, or its name with its length and, below the folder that
/// all have in common, its folder.
fn cells(entry: &Entry, common: &Path) -> usize {
    let words = entry.summary().and_then(|known| known.words);
    let words = words.map_or(0, |words| width(GAP) + length(words).len());
    let name = entry.own_title().map_or(0, |_| width(&entry.name()));
    let folder = shown_path(entry.folder(), common);
    let folder = if folder.is_empty() { 0 } else { width(GAP) + width(&folder) };
    width(&entry.title()).max(name + words + folder)
}

impl Library {
    /// Adds files: during the walk, which finds them in order, to the end, later each in its place by
    /// name.
    pub fn add(&mut self, found: Vec<FoundPath>) {
        let first = self.len();
        for found in found {
            let mut entry = Entry::new(found.path());
            if let FoundPath::Skipped(skipped) = found {
                entry.state = EntryState::Failed(skipped.why.to_string().into());
            }
            let last = self.entries.last().map(|last| last.folder().as_os_str());
            if last != Some(entry.folder().as_os_str()) {
                self.widen_common(entry.folder());
            }
            self.push(entry);
        }
        let new: Vec<EntryId> = (first..self.len()).map(EntryId).collect();
        match self.walk {
            Walk::Going => Arc::make_mut(&mut self.by_name).extend(&new),
            Walk::Done => self.insert_by_name(new.clone()),
        }
        for id in new {
            self.listing.push(id);
        }
    }

    /// Adds standard input under a name.
    pub fn add_piped(&mut self, name: &str, bytes: Arc<[u8]>) {
        let id = EntryId(self.len());
        let stat = FileStat { changed: None, bytes: bytes.len() as u64 };
        self.sources.set_piped(id, bytes);
        self.push(Entry { stat: Some(stat), ..Entry::new(Path::new(name)) });
        Arc::make_mut(&mut self.by_name).push(id);
        self.listing.push(id);
    }

    /// Returns the entry of a file attached to the document of an entry, which is added unless it was opened
    /// before. The error says why it cannot be opened.
    pub fn open_attachment(&mut self, to: EntryId, file: &Attachment) -> Result<EntryId, String> {
        if let Some(known) = self.sources.attached(to, file) {
            return Ok(known);
        }
        let id = EntryId(self.len());
        self.sources.set_attached(id, to, file)?;
        let holder = self.entry(to).map_or_else(|| Path::new("").into(), |entry| Arc::clone(&entry.path));
        // A name with a slash in it must not lead out of the holder.
        let path = holder.join(file.name.replace(['/', '\\'], "_"));
        let stat = FileStat { changed: None, bytes: file.bytes.len() as u64 };
        self.push(Entry { stat: Some(stat), ..Entry::new(&path) });
        match self.walk {
            Walk::Going => Arc::make_mut(&mut self.by_name).push(id),
            Walk::Done => self.insert_by_name(vec![id]),
        }
        self.listing.push(id);
        Ok(id)
    }

    fn push(&mut self, entry: Entry) {
        let id = EntryId(self.len());
        if let Some(by_path) = self.by_path.get_mut().filter(|_| self.sources.is_file(id)) {
            by_path.insert(Arc::clone(&entry.path), id);
        }
        self.totals.add(&entry);
        self.stories.is_outdated = true;
        Arc::make_mut(&mut self.entries).push(entry);
        self.widen(id);
    }

    fn widen(&mut self, id: EntryId) {
        if let Some(entry) = self.entries.get(id.0).filter(|_| self.widest < WIDEST) {
            let common = self.common.as_deref().unwrap_or(Path::new(""));
            self.widest = self.widest.max(cells(entry, common)).min(WIDEST);
        }
    }

    /// Returns the cells that the widest entry takes, as far as it was read.
    pub(crate) fn widest(&self) -> usize {
        self.widest
    }

    fn widen_common(&mut self, folder: &Path) {
        let common = self.common.get_or_insert_with(|| folder.to_owned());
        while !folder.starts_with(&common) && common.pop() {}
    }

    /// Merges entries into the order by name.
    fn insert_by_name(&mut self, mut new: Vec<EntryId>) {
        let key = |id: EntryId| {
            let path = &*self.entries[id.0].path;
            let root = if self.sources.is_piped(id) {
                Some(0)
            } else {
                self.sources.root_of(path).map(|root| root + 1)
            };
            (root.unwrap_or(usize::MAX), path)
        };
        let compare = |one: EntryId, two: EntryId| {
            let ((root, path), (other_root, other)) = (key(one), key(two));
            root.cmp(&other_root).then_with(|| by_path(path, other))
        };
        new.sort_by(|one, two| compare(*one, *two));
        let mut rest = self.by_name.as_slice();
        let mut merged = Vec::with_capacity(rest.len() + new.len());
        for id in new {
            let (before, after) = rest.split_at(rest.partition_point(|other| compare(*other, id).is_le()));
            merged.extend(before);
            merged.push(id);
            rest = after;
        }
        merged.extend(rest);
        self.by_name = Arc::new(merged);
    }

    /// Changes an entry and the sums with it.
    fn change(&mut self, id: EntryId, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = Arc::make_mut(&mut self.entries).get_mut(id.0) {
            self.totals.subtract(entry);
            change(entry);
            self.totals.add(entry);
        }
    }

    /// Returns all documents, for a search: first those in the list in its order, then
    /// those that a filter leaves out. Attached ones are searched with the document they are in.
    pub fn to_search(&self) -> Documents {
        let all = self.listing.rows().iter().chain(self.hidden());
        let order = all.filter(|id| self.sources.holder(*id).is_none()).collect();
        Documents::new(Arc::clone(&self.entries), order, self.sources.clone())
    }

    /// Returns the input for arranging the rows; `counted` tells for each keyword whether its hits count.
    pub fn arrange_request(&self, counted: Vec<bool>) -> ArrangeRequest {
        ArrangeRequest {
            options: self.listing.options.clone(),
            entries: Arc::clone(&self.entries),
            by_name: Arc::clone(&self.by_name),
            common: self.common.clone().unwrap_or_default(),
            counted,
            similarities: self
                .listing
                .similarities
                .clone()
                .map(|similarities| similarities.of)
                .unwrap_or_default(),
            stories: self.stories.found.clone(),
        }
    }

    /// Takes the result of arranging the list.
    pub fn take(&mut self, arranged: Arranged) {
        for (id, stat) in arranged.stats {
            self.change(id, |entry| entry.stat = Some(stat));
        }
        self.show(arranged.rows);
    }

    /// Shows all entries by name.
    pub fn show_all(&mut self) {
        let there = self.by_name.iter().copied().filter(|id| !self.entries[id.0].is_gone());
        self.show(ListedRows::new(there.collect(), Vec::new()));
    }

    /// Shows these rows, and counts the documents among them.
    pub(crate) fn show(&mut self, rows: ListedRows) {
        let mut shown = vec![0; rows.groups().len().max(1)];
        for (row, id) in rows.iter().enumerate() {
            let group = rows.group_of(row).unwrap_or(0);
            shown[group] += usize::from(self.entries.get(id.0).is_some_and(Entry::is_document));
        }
        self.shown = shown;
        self.listing.show(rows);
    }

    /// Returns how many documents are in a group of the rows.
    pub(crate) fn documents_in(&self, group: usize) -> usize {
        self.shown.get(group).copied().unwrap_or_default()
    }

    /// Returns how many documents a filtered list shows.
    pub(crate) fn documents_shown(&self) -> usize {
        self.shown.iter().sum()
    }

    /// Returns the number of entries, shown or not.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns all entries by number, for a task.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Returns an entry.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.entries.get(id.0)
    }

    /// Returns the selected entry, shown or not.
    pub fn selected(&self) -> Option<(EntryId, &Entry)> {
        let id = self.listing.selected()?;
        Some((id, self.entry(id)?))
    }

    /// Returns the path of an entry that is a file, as it can be opened.
    pub fn path(&self, id: EntryId) -> Option<PathBuf> {
        self.entry(id).filter(|_| self.sources.is_file(id)).map(|entry| entry.path.to_path_buf())
    }

    /// Returns the path of an entry below the folder that all have in common, as it is shown.
    pub fn shown_path(&self, id: EntryId) -> String {
        let common = self.common.as_deref().unwrap_or(Path::new(""));
        self.entry(id).map_or_else(String::new, |entry| shown_path(&entry.path, common).into_owned())
    }

    /// Returns the title of an entry, and its path if other entries have the same title.
    pub fn title(&self, id: EntryId) -> String {
        let title = self.entry(id).map_or_else(Default::default, Entry::title);
        if self.is_shared(&title) {
            format!("{title} · {}", self.shown_path(id))
        } else {
            title.into_owned()
        }
    }

    /// Returns the file name of an entry; an attached file is named with the file that it is attached to.
    pub fn name(&self, id: EntryId) -> String {
        let name = self.entry(id).map_or_else(String::new, |entry| entry.name().into_owned());
        match self.sources.holder(id) {
            Some(holder) => format!("{name} in {}", self.name(holder)),
            None => name,
        }
    }

    /// Tells whether several entries have this title, as far as they were read.
    pub fn is_shared(&self, title: &str) -> bool {
        self.totals.is_shared(title)
    }

    /// Returns the name of the folder that all files have in common.
    pub fn common_folder(&self) -> String {
        let common = self.common.as_deref().unwrap_or(Path::new(""));
        match common.file_name() {
            Some(name) => name.to_string_lossy().into_owned(),
            None if common.has_root() => "/".into(),
            None => ".".into(),
        }
    }

    /// Tells whether a document was never opened, in this run or before.
    pub fn is_unopened(&self, entry: &Entry) -> bool {
        self.opened.as_ref().is_some_and(|opened| entry.is_document() && !opened.contains_key(&*entry.path))
    }

    /// Returns how far a document was read, in percent; `None` if that is not known, and for all of it.
    pub(crate) fn percent_read(&self, entry: &Entry) -> Option<u8> {
        let percent = *self.opened.as_ref()?.get(&*entry.path)?;
        percent.filter(|percent| *percent < 100)
    }

    /// Returns the entry of a path, gone or not.
    pub fn find(&self, path: &Path) -> Option<EntryId> {
        let by_path = self.by_path.get_or_init(|| {
            let files =
                self.entries.iter().zip((0..).map(EntryId)).filter(|(_, id)| self.sources.is_file(*id));
            files.map(|(entry, id)| (Arc::clone(&entry.path), id)).collect()
        });
        by_path.get(path).copied()
    }

    /// Returns the entries at and below removed paths that were not gone before.
    pub(crate) fn lost(&self, removed: Vec<PathBuf>) -> Vec<EntryId> {
        let (files, folders): (Vec<PathBuf>, Vec<PathBuf>) =
            removed.into_iter().partition(|path| self.find(path).is_some());
        let mut entries: Vec<EntryId> = files.iter().filter_map(|path| self.find(path)).collect();
        if !folders.is_empty() {
            entries.extend(self.below(&HashSet::from_iter(folders)));
        }
        entries.retain(|entry| !self.is_gone(*entry) && !self.vanished.contains(entry));
        entries
    }

    /// Returns the entries below any of these folders.
    pub fn below(&self, folders: &HashSet<PathBuf>) -> Vec<EntryId> {
        let is_below = |entry: &Entry| entry.path.ancestors().skip(1).any(|folder| folders.contains(folder));
        (0..self.len()).map(EntryId).filter(|id| is_below(&self.entries[id.0])).collect()
    }

    /// Returns what a task needs to read an entry.
    pub fn wanted(&self, id: EntryId) -> Option<EntrySource> {
        Some(EntrySource { entry: id, source: self.sources.source(id, &self.entry(id)?.path) })
    }

    /// Returns the entries that may be read: those shown from the selected one on, those shown before
    /// it, then those that are not shown.
    pub fn readable(&self) -> impl Iterator<Item = EntryId> {
        let rows = self.listing.rows();
        let at = self.listing.row().unwrap_or(0);
        let shown = rows.iter().skip(at).chain(rows.iter().take(at));
        shown.chain(self.hidden()).filter(|id| self.is_document(*id))
    }

    /// The entries that are not shown, by name.
    fn hidden(&self) -> impl Iterator<Item = EntryId> {
        let mut shown = vec![false; self.len()];
        if self.listing.rows().len() < self.len() {
            self.listing.rows().iter().for_each(|id| shown[id.0] = true);
        } else {
            shown.fill(true);
        }
        self.by_name.iter().copied().filter(move |id| !shown[id.0])
    }

    /// Selects the row of the document `by` documents further on, past what cannot be read; tells
    /// whether there is any on that side.
    pub fn step_document(&mut self, by: isize) -> bool {
        let rows = self.listing.rows();
        let here = self.listing.row().unwrap_or(0);
        let is_document = |row: &usize| rows.get(*row).is_some_and(|id| self.is_document(id));
        let nth = by.unsigned_abs().max(1);
        let to = if by < 0 {
            (0..here).rev().filter(is_document).take(nth).last()
        } else {
            (here + 1..rows.len()).filter(is_document).take(nth).last()
        };
        // The document is shown even if its group is folded.
        to.and_then(|row| self.listing.rows().get(row)).is_some_and(|id| self.listing.select(id))
    }

    /// Returns the entries that may be read, by name.
    pub(crate) fn documents_by_name(&self) -> impl Iterator<Item = EntryId> {
        self.by_name.iter().copied().filter(|id| self.is_document(*id))
    }

    /// Returns the first entry by name that may be read.
    pub fn first_readable(&self) -> Option<EntryId> {
        self.documents_by_name().next()
    }

    fn is_document(&self, id: EntryId) -> bool {
        self.entry(id).is_some_and(Entry::is_document)
    }

    /// Returns the number of entries that are documents, as far as is known.
    pub fn documents(&self) -> usize {
        self.totals.documents
    }

    /// Returns how many documents have been read for the list; `None` once all have.
    pub fn documents_read(&self) -> Option<usize> {
        (self.totals.pending > 0).then(|| self.totals.documents.saturating_sub(self.totals.pending))
    }

    /// Returns the hits of a keyword in all documents, by its place in the set; `None` before all have
    /// been read.
    pub fn hits_in_all(&self, place: usize) -> Option<usize> {
        self.totals.hits.get(place).copied().filter(|_| self.totals.pending == 0)
    }

    /// Keeps the summary of an entry, or why it cannot be read.
    pub fn learn(&mut self, id: EntryId, found: Result<EntrySummary, Unreadable>) {
        let keywords = self.totals.hits.len();
        if found.is_err() && !self.listing.options.is_plain() {
            // It no longer counts as a document among the rows.
            self.changed += 1;
        }
        self.change(id, |entry| {
            entry.state = match found {
                _ if entry.is_gone() => EntryState::Gone,
                Ok(summary) if summary.counts.as_ref().is_none_or(|counts| counts.len() == keywords) => {
                    EntryState::Known(summary)
                }
                Ok(summary) => EntryState::Outdated(summary),
                Err(why) => EntryState::Failed(why),
            }
        });
        self.widen(id);
    }

    /// Forgets why an entry could not be read, because now it could; tells whether there was a reason.
    pub fn forgive(&mut self, id: EntryId) -> bool {
        let was_lost = self.entry(id).is_some_and(|entry| !entry.is_document());
        if was_lost {
            self.change(id, |entry| entry.state = EntryState::Unread);
        }
        was_lost
    }

    /// Lets an entry be read again for the list, because it was written; until then it keeps its title.
    pub fn outdate(&mut self, id: EntryId) {
        self.change(id, |entry| {
            entry.outdate();
            entry.stat = None;
        });
        self.stories.note_written(id);
    }

    /// Forgets the keyword counts of all entries, because there are other keywords.
    pub fn forget_counts(&mut self, keywords: usize) {
        self.totals = Totals::of_keywords(keywords);
        for entry in Arc::make_mut(&mut self.entries) {
            // A document that takes too long to count is not counted for other keywords either.
            if !entry.counts().is_empty() || entry.summary().is_some_and(|known| known.counts.is_some()) {
                entry.outdate();
            }
            self.totals.add(entry);
        }
    }

    /// Removes entries from the list whose files are gone.
    pub fn remove(&mut self, gone: &BTreeSet<EntryId>) {
        for id in gone {
            self.change(*id, |entry| entry.state = EntryState::Gone);
        }
        self.stories.is_outdated = true;
        self.listing.remove(gone);
    }

    /// Tells whether the file of an entry is gone.
    pub fn is_gone(&self, id: EntryId) -> bool {
        self.entry(id).is_some_and(Entry::is_gone)
    }

    /// Lists an entry again that was gone.
    pub fn revive(&mut self, id: EntryId) {
        if self.is_gone(id) {
            self.forgive(id);
            self.listing.push(id);
        }
    }

    /// Marks the selected entry for comparing, or takes its mark away, if it is shown.
    pub fn toggle_mark(&mut self) {
        if let (Some(id), Some(_)) = (self.listing.selected(), self.listing.row()) {
            self.listing.toggle_mark(id);
        }
    }
}

#[cfg(test)]
impl Library {
    /// Returns how often an entry was looked at since the last call.
    pub(crate) fn looks(&self) -> usize {
        self.looks.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn library(paths: &[&str]) -> Library {
        let mut library = Library { walk: Walk::Going, ..Library::default() };
        library.add(paths.iter().map(|path| FoundPath::File(path.into())).collect());
        library
    }

    fn paths(library: &Library) -> Vec<String> {
        let path = |id: EntryId| library.entry(id).unwrap().path.display().to_string();
        library.listing.rows().iter().map(path).collect()
    }

    fn summary(title: &str, counts: Option<Vec<u32>>) -> EntrySummary {
        EntrySummary { title: title.into(), words: Some(1), counts: counts.map(Vec::into_boxed_slice) }
    }

    #[test]
    fn readable_entries_begin_at_the_selected_one() {
        let mut library = library(&["0", "1", "2"]);
        library.listing.select_row(1);
        library.learn(EntryId(2), Err("broken".into()));
        let order: Vec<usize> = library.readable().map(|entry| entry.0).collect();
        assert_eq!(order, [1, 0]);
        assert_eq!(library.documents(), 2);
    }

    #[test]
    fn files_that_come_late_are_where_the_walk_would_have_found_them() {
        let mut library = library(&["r/a/1", "r/a/2", "r/a/10", "r/b/x", "q/a", "q/z"]);
        library.sources.begin(None, false, &["r".into(), "q".into(), "s".into()]);
        library.walk = Walk::Done;
        let late = ["r/a/3", "q/b", "r/ab/c", "r/a/20", "r/a/0", "s", "q/b/c", "r/a/1b"];
        library.add(late.map(|path| FoundPath::File(path.into())).to_vec());
        library.show_all();
        let expected = [
            "r/a/0", "r/a/1", "r/a/1b", "r/a/2", "r/a/3", "r/a/10", "r/a/20", "r/ab/c", "r/b/x", "q/a",
            "q/b", "q/b/c", "q/z", "s",
        ];
        assert_eq!(paths(&library), expected);
        for path in expected {
            let found = library.find(Path::new(path)).unwrap();
            assert_eq!(library.entry(found).unwrap().path.as_os_str(), path);
        }
        let below = library.below(&["q/b".into(), "r/a/1".into()].into());
        assert_eq!(below, [library.find(Path::new("q/b/c")).unwrap()]);
    }

    #[test]
    fn the_common_part_of_paths_is_a_whole_folder() {
        for (files, name, shown) in [
            (&["/a/b/x"][..], "b", "x"),
            (&["/a/b/x", "/a/b/c/x"], "b", "x"),
            (&["/a/b/x", "/a/bc/x"], "a", "b/x"),
            (&["/a/b/x", "/c/x"], "/", "a/b/x"),
            (&["/a/x", "/x"], "/", "a/x"),
            (&["a/b/x", "c/d/x"], ".", "a/b/x"),
            (&["a/b/x", "a/x"], "a", "b/x"),
            (&["a/x", "x"], ".", "a/x"),
            (&["x"], ".", "x"),
        ] {
            let library = library(files);
            assert_eq!(
                (&*library.common_folder(), &*library.shown_path(EntryId(0))),
                (name, shown),
                "{files:?}"
            );
        }
        assert_eq!(Library::default().common_folder(), ".");
    }

    #[test]
    fn a_name_that_is_no_text_is_kept_byte_by_byte() {
        use std::os::unix::ffi::OsStrExt;
        let odd = Path::new(std::ffi::OsStr::from_bytes(b"a/\xff\xfe b"));
        let mut library = Library::default();
        library.add(vec![FoundPath::File(odd.to_owned())]);
        assert_eq!(library.path(EntryId(0)).as_deref(), Some(odd));
        assert_eq!(library.find(odd), Some(EntryId(0)));
    }

    #[derive(Clone, Debug)]
    enum LibraryAct {
        Know(usize, Option<Vec<u32>>),
        Fail(usize),
        Remove(usize),
        Forgive(usize),
        Outdate(usize),
        Forget(usize),
    }

    fn acts() -> impl Strategy<Value = Vec<LibraryAct>> {
        let id = || 0usize..6;
        let counts = proptest::option::of(proptest::collection::vec(0u32..9, 0..3));
        let act = prop_oneof![
            (id(), counts).prop_map(|(id, counts)| LibraryAct::Know(id, counts)),
            id().prop_map(LibraryAct::Fail),
            id().prop_map(LibraryAct::Remove),
            id().prop_map(LibraryAct::Forgive),
            id().prop_map(LibraryAct::Outdate),
            (0usize..3).prop_map(LibraryAct::Forget),
        ];
        proptest::collection::vec(act, 0..60)
    }

    proptest! {
        #[test]
        fn the_sums_are_those_of_the_entries(acts in acts()) {
            let mut library = library(&["0", "1", "2", "3", "4", "5"]);
            library.forget_counts(1);
            let mut keywords = 1;
            for act in acts {
                match act {
                    LibraryAct::Know(id, counts) => {
                        let gone = library.is_gone(EntryId(id));
                        library.learn(EntryId(id), Ok(summary("Title", counts)));
                        prop_assert_eq!(library.entry(EntryId(id)).unwrap().own_title(), (!gone).then_some("Title"));
                    }
                    LibraryAct::Fail(id) => library.learn(EntryId(id), Err("broken".into())),
                    LibraryAct::Remove(id) => library.remove(&[EntryId(id)].into()),
                    LibraryAct::Forgive(id) => drop(library.forgive(EntryId(id))),
                    LibraryAct::Outdate(id) => library.outdate(EntryId(id)),
                    LibraryAct::Forget(count) => {
                        keywords = count;
                        library.forget_counts(count);
                    }
                }
                let entries = library.entries();
                prop_assert_eq!(library.documents(), entries.iter().filter(|entry| entry.is_document()).count());
                let all_known = !entries.iter().any(Entry::is_pending);
                for place in 0..keywords {
                    let counts = entries.iter().filter_map(|entry| entry.counts().get(place));
                    let sum = counts.map(|count| *count as usize).sum::<usize>();
                    prop_assert_eq!(library.hits_in_all(place), all_known.then_some(sum));
                }
            }
        }
    }
}
