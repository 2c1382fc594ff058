//! The source of each document: its file with the chosen encoding, or bytes in memory.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::document::Attachment;
use crate::storage::{STANDARD, Source};
use crate::tasks::entry::{Entries, Entry, EntryId, EntrySource};
use crate::text::{Encoding, ReadAs};

/// The most documents that an attached file may be inside of.
pub(crate) const DEEPEST: usize = 2;

/// A document that is not a file of its own.
#[derive(Clone, Debug)]
enum InMemory {
    /// Standard input.
    Piped(Arc<[u8]>),
    /// A file attached to the document of an entry, which is inside `depth` documents.
    Attached { to: EntryId, file: Attachment, depth: usize },
}

/// Returns how a file is read that is attached to a document read in this way, unless something else is chosen for
/// it: an encoding that is exact for the one is only likely for the other.
pub(crate) fn of_attached(holder: ReadAs) -> ReadAs {
    match holder {
        ReadAs::Exactly(encoding) => ReadAs::Usually(encoding),
        ReadAs::Guessed | ReadAs::Usually(_) | ReadAs::Whole(_) | ReadAs::Text => holder,
    }
}

/// The encodings that were chosen, and the documents that are no files; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The encoding given on the command line.
    encoding: Option<Encoding>,
    /// Whether web pages are read whole, and not only their articles.
    whole_pages: bool,
    /// The paths on the command line with their places there.
    roots: Arc<HashMap<PathBuf, usize>>,
    /// The encodings chosen for single documents.
    chosen: BTreeMap<EntryId, ReadAs>,
    /// Standard input and the attached files that were opened.
    in_memory: Arc<BTreeMap<EntryId, InMemory>>,
}

impl Sources {
    /// Takes the options and the paths on the command line.
    pub(crate) fn begin(&mut self, encoding: Option<Encoding>, whole_pages: bool, roots: &[PathBuf]) {
        (self.encoding, self.whole_pages) = (encoding, whole_pages);
        let places = roots.iter().enumerate().rev().map(|(place, root)| (root.clone(), place));
        self.roots = Arc::new(places.collect());
    }

    /// Lets an entry be read from standard input.
    pub(crate) fn set_piped(&mut self, id: EntryId, bytes: Arc<[u8]>) {
        Arc::make_mut(&mut self.in_memory).insert(id, InMemory::Piped(bytes));
    }

    /// Lets an entry be read from a file attached to the document of another entry. The error says why it cannot.
    pub(crate) fn set_attached(&mut self, id: EntryId, to: EntryId, file: &Attachment) -> Result<(), String> {
        let depth = match self.in_memory.get(&to) {
            Some(InMemory::Attached { depth, .. }) => depth + 1,
            Some(InMemory::Piped(_)) | None => 1,
        };
        if depth > DEEPEST {
            return Err(format!(
                "more than {DEEPEST} attachments deep: save the message it is attached to as a file first"
            ));
        }
        // An unreadable file would be of no use in the list.
        let source = Source::Bytes(file.name.clone().into(), Arc::clone(&file.bytes), ReadAs::Guessed);
        source.check().map_err(|error| error.to_string())?;
        let attached = InMemory::Attached { to, file: file.clone(), depth };
        Arc::make_mut(&mut self.in_memory).insert(id, attached);
        Ok(())
    }

    /// Returns the entry of a file attached to the document of another entry, if it was opened before.
    pub(crate) fn attached(&self, to: EntryId, file: &Attachment) -> Option<EntryId> {
        let is_it = |found: &InMemory| match found {
            InMemory::Attached { to: other, file: known, .. } => *other == to && known == file,
            InMemory::Piped(_) => false,
        };
        self.in_memory.iter().find(|(_, found)| is_it(found)).map(|(id, _)| *id)
    }

    /// Returns the entry to whose document the file of this entry is attached, if it is.
    pub(crate) fn holder(&self, id: EntryId) -> Option<EntryId> {
        match self.in_memory.get(&id)? {
            InMemory::Attached { to, .. } => Some(*to),
            InMemory::Piped(_) => None,
        }
    }

    /// Returns the encoding chosen for the last of these files, which are attached one to another and the first to
    /// the document of an entry.
    pub(crate) fn chosen_inside(&self, holder: EntryId, files: &[Attachment]) -> Option<ReadAs> {
        let inside = files.iter().try_fold(holder, |holder, file| self.attached(holder, file))?;
        self.chosen(inside)
    }

    /// Returns the source of an entry with this path.
    pub fn source(&self, id: EntryId, path: &Path) -> Source {
        // An encoding chosen for a mail is likely for what is attached to it.
        let chosen = self.chosen(id).or_else(|| self.chosen(self.holder(id)?).map(of_attached));
        let in_memory = self.in_memory.get(&id);
        let usual = match self.encoding {
            encoding if self.whole_pages => ReadAs::Whole(encoding),
            None => ReadAs::Guessed,
            // The encoding on the command line is exact for standard input and the files named there.
            Some(encoding) if self.is_piped(id) || self.roots.contains_key(path) => ReadAs::Exactly(encoding),
            Some(encoding) => ReadAs::Usually(encoding),
        };
        let read_as = chosen.unwrap_or(usual);
        match in_memory {
            Some(InMemory::Piped(bytes)) => Source::Bytes(STANDARD.into(), Arc::clone(bytes), read_as),
            Some(InMemory::Attached { file, .. }) => {
                Source::Bytes(path.to_owned(), Arc::clone(&file.bytes), read_as)
            }
            None => Source::File(path.to_owned(), read_as),
        }
    }

    /// Returns the encoding chosen for a single document.
    pub(crate) fn chosen(&self, id: EntryId) -> Option<ReadAs> {
        self.chosen.get(&id).copied()
    }

    /// Sets or removes the choice for a single document.
    pub(crate) fn choose(&mut self, id: EntryId, read_as: Option<ReadAs>) {
        match read_as {
            Some(read_as) => self.chosen.insert(id, read_as),
            None => self.chosen.remove(&id),
        };
    }

    /// Tells whether an entry is standard input.
    pub(crate) fn is_piped(&self, id: EntryId) -> bool {
        matches!(self.in_memory.get(&id), Some(InMemory::Piped(_)))
    }

    /// Tells whether an entry is a file that can be opened by its path.
    pub(crate) fn is_file(&self, id: EntryId) -> bool {
        !self.in_memory.contains_key(&id)
    }

    /// Returns the place on the command line of the first root that contains a path.
    pub(crate) fn root_of(&self, path: &Path) -> Option<usize> {
        let place = |root: &Path| self.roots.get(root).or_else(|| self.roots.get(&Path::new(".").join(root)));
        path.ancestors().filter_map(place).min().copied()
    }
}

/// All documents of the list in an order, as a search takes them along; cheap to clone.
#[derive(Clone, Debug)]
pub struct Documents {
    entries: Entries,
    order: Arc<[EntryId]>,
    sources: Sources,
    is_single: bool,
}

impl Documents {
    /// Returns the documents in an order.
    pub fn new(entries: Entries, order: Vec<EntryId>, sources: Sources) -> Self {
        Self { entries, order: order.into(), sources, is_single: false }
    }

    /// Returns one of the documents alone.
    #[must_use]
    pub fn single(self, entry: EntryId) -> Self {
        Self { order: [entry].into(), is_single: true, ..self }
    }

    /// Tells whether this is one document chosen alone.
    pub fn is_single(&self) -> bool {
        self.is_single
    }

    /// Returns the number of documents.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Returns the entry and the source of the document at a place of the order.
    pub fn get(&self, at: usize) -> Option<EntrySource> {
        let entry = *self.order.get(at)?;
        let source = self.sources.source(entry, &self.entries.get(entry.0)?.path);
        Some(EntrySource { entry, source })
    }

    /// Returns the encoding chosen for the last of these files, which are attached one to another and the first to
    /// a document.
    pub(crate) fn chosen_inside(&self, entry: EntryId, files: &[Attachment]) -> Option<ReadAs> {
        self.sources.chosen_inside(entry, files)
    }

    /// Tells whether the file of a document was removed.
    pub fn is_gone(&self, entry: EntryId) -> bool {
        self.entries.get(entry.0).is_some_and(Entry::is_gone)
    }

    /// Tells whether these begin with all of `others` in the same order, so that a search of those can
    /// be continued with the rest.
    pub fn continue_from(&self, others: &Self) -> bool {
        !self.is_single && !others.is_single && self.order.starts_with(&others.order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Position;

    #[test]
    fn a_choice_for_one_document_holds_for_it_alone() {
        let [usual, other] = ["latin1", "koi8-r"].map(|name| name.parse::<Encoding>().unwrap());
        let mut sources = Sources::default();
        let read_as =
            |sources: &Sources, id: usize, path: &str| match sources.source(EntryId(id), path.as_ref()) {
                Source::File(_, read_as) => read_as,
                other => panic!("{other:?}"),
            };
        assert_eq!(read_as(&sources, 0, "a"), ReadAs::Guessed);
        sources.begin(Some(usual), false, &["b".into()]);
        sources.choose(EntryId(2), Some(ReadAs::Exactly(other)));
        let expected = [ReadAs::Usually(usual), ReadAs::Exactly(usual), ReadAs::Exactly(other)];
        assert_eq!([(0, "a"), (1, "b"), (2, "c")].map(|(id, path)| read_as(&sources, id, path)), expected);
        sources.choose(EntryId(2), None);
        assert_eq!((sources.chosen(EntryId(2)), read_as(&sources, 2, "c")), (None, ReadAs::Usually(usual)));
    }

    #[test]
    fn an_encoding_chosen_for_a_mail_is_likely_for_its_files() {
        let [one, other] = ["latin1", "koi8-r"].map(|name| name.parse::<Encoding>().unwrap());
        let file = Attachment { name: "a.txt".into(), bytes: b"a".as_slice().into(), place: Position(0) };
        let mut sources = Sources::default();
        sources.set_attached(EntryId(1), EntryId(0), &file).unwrap();
        let read_as = |sources: &Sources| match sources.source(EntryId(1), Path::new("m.eml/a.txt")) {
            Source::Bytes(_, _, read_as) => read_as,
            other => panic!("{other:?}"),
        };
        let inside = |sources: &Sources| sources.chosen_inside(EntryId(0), std::slice::from_ref(&file));
        sources.choose(EntryId(0), Some(ReadAs::Exactly(one)));
        assert_eq!((read_as(&sources), inside(&sources)), (ReadAs::Usually(one), None));
        sources.choose(EntryId(1), Some(ReadAs::Exactly(other)));
        assert_eq!(
            (read_as(&sources), inside(&sources)),
            (ReadAs::Exactly(other), Some(ReadAs::Exactly(other)))
        );
    }

    #[test]
    fn the_first_root_that_contains_a_path_counts() {
        let mut sources = Sources::default();
        sources.begin(None, false, &["b".into(), "a".into(), "a/c".into()]);
        let roots = ["a/c/x", "b", "d"].map(|path| sources.root_of(Path::new(path)));
        assert_eq!(roots, [Some(1), Some(0), None]);
        sources.begin(None, false, &["./a".into(), ".".into()]);
        assert_eq!(["x", "a/x"].map(|path| sources.root_of(Path::new(path))), [Some(1), Some(0)]);
    }
}
