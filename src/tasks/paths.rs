//! The paths of a library, as few bytes as they can be.
//!
//! A path for each of a million files would be 100 MB. So a file is its name, the names of a page
//! stand one after another in a single run of bytes, and a folder is kept once for the files that
//! follow each other in it. Pages never change once made, so whoever needs the paths (a job, a
//! filter) takes them along without copying any.

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::tasks::entry::{EntryId, Listed};

/// The paths of a library, by the number of the entry; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Each page with the number of its first entry.
    pages: Arc<Vec<(usize, Arc<Page>)>>,
    len: usize,
}

impl Paths {
    /// Adds a page to the end and returns the number of its first entry.
    pub fn add(&mut self, page: Page) -> usize {
        let first = self.len;
        self.len += page.len();
        Arc::make_mut(&mut self.pages).push((first, Arc::new(page)));
        first
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the path of an entry, as it can be opened.
    pub fn path(&self, id: EntryId) -> Option<PathBuf> {
        self.parts(id).map(|(folder, name)| folder.join(name))
    }

    /// Returns the folder of an entry and its name in it, which joined are its path.
    pub fn parts(&self, id: EntryId) -> Option<(&Path, &OsStr)> {
        let (first, page) = self.pages.get(self.page_of(id)?)?;
        page.parts(id.0 - first)
    }

    /// Returns the last entry of this path.
    pub fn find(&self, path: &Path) -> Option<EntryId> {
        let hash = hash_of(path);
        let found = |(first, page): &(usize, Arc<Page>)| Some(EntryId(first + page.find(path, hash)?));
        self.pages.iter().rev().find_map(found)
    }

    /// Returns the entries whose folder is `folder` or lies in it.
    pub fn below(&self, folder: &Path) -> Vec<EntryId> {
        let in_page = |(first, page): &(usize, Arc<Page>)| {
            let first = *first;
            page.below(folder).map(move |at| EntryId(first + at)).collect::<Vec<_>>()
        };
        self.pages.iter().flat_map(in_page).collect()
    }

    fn page_of(&self, id: EntryId) -> Option<usize> {
        if id.0 >= self.len {
            return None;
        }
        self.pages.partition_point(|(first, _)| *first <= id.0).checked_sub(1)
    }
}

/// Paths found one after another; never changed.
#[derive(Clone, Debug, Default)]
pub struct Page {
    runs: Vec<Run>,
    names: Names,
    /// Those that are not read, in order, and why.
    skipped: Vec<(usize, String)>,
    /// The hash of each path with its place, sorted.
    hashes: Vec<(u32, u32)>,
    /// A hasher that has seen the folder of the last one.
    seen: DefaultHasher,
}

/// Files that follow each other in one folder.
#[derive(Clone, Debug)]
struct Run {
    first: u32,
    folder: Arc<Path>,
}

impl Page {
    /// Adds a file by its folder and its name in it.
    pub fn push(&mut self, folder: &Arc<Path>, name: &OsStr) {
        let at = self.names.len() as u32;
        if self.runs.last().is_none_or(|run| !Arc::ptr_eq(&run.folder, folder)) {
            self.seen = DefaultHasher::new();
            folder.hash(&mut self.seen);
            self.runs.push(Run { first: at, folder: Arc::clone(folder) });
        }
        let mut hasher = self.seen.clone();
        name.hash(&mut hasher);
        self.hashes.push((hasher.finish() as u32, at));
        self.names.push(name);
    }

    /// Adds something that is not read, and why.
    pub fn push_skipped(&mut self, path: &Path, why: String) {
        self.skipped.push((self.names.len(), why));
        let (folder, name) = parted(path);
        self.push(&folder.into(), name);
    }

    /// Returns the page ready to be looked up in.
    #[must_use]
    pub fn finished(mut self) -> Self {
        self.hashes.sort_unstable();
        self.hashes.shrink_to_fit();
        self.runs.shrink_to_fit();
        self.names.shrink();
        self
    }

    /// Returns how many paths it has.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Tells whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns those that are not read, in order, and why.
    pub fn skipped(&self) -> &[(usize, String)] {
        &self.skipped
    }

    /// Returns the folders of its paths; one may come several times.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.runs.iter().map(|run| &*run.folder)
    }

    fn parts(&self, at: usize) -> Option<(&Path, &OsStr)> {
        let run = self.runs.partition_point(|run| run.first as usize <= at).checked_sub(1)?;
        Some((&self.runs.get(run)?.folder, self.names.get(at)?))
    }

    fn find(&self, path: &Path, hash: u32) -> Option<usize> {
        let from = self.hashes.partition_point(|(known, _)| *known < hash);
        let same = self.hashes[from..].iter().take_while(|(known, _)| *known == hash);
        let is_it = |at: usize| self.parts(at).is_some_and(|(folder, name)| parted(path) == (folder, name));
        same.map(|(_, at)| *at as usize).find(|at| is_it(*at))
    }

    fn below(&self, folder: &Path) -> impl Iterator<Item = usize> {
        let ends = self.runs.iter().skip(1).map(|run| run.first as usize).chain([self.len()]);
        let runs = self.runs.iter().zip(ends).filter(move |(run, _)| run.folder.starts_with(folder));
        runs.flat_map(|(run, end)| run.first as usize..end)
    }
}

impl FromIterator<Listed> for Page {
    fn from_iter<I: IntoIterator<Item = Listed>>(listed: I) -> Self {
        let mut page = Page::default();
        for found in listed {
            match found {
                Listed::File(path) => {
                    let (folder, name) = parted(&path);
                    let before = page.runs.last().map(|run| Arc::clone(&run.folder));
                    let folder = before.filter(|before| **before == *folder).unwrap_or_else(|| folder.into());
                    page.push(&folder, name);
                }
                Listed::Skipped(path, why) => page.push_skipped(&path, why),
            }
        }
        page.finished()
    }
}

/// The folder and the name that joined are the path again.
fn parted(path: &Path) -> (&Path, &OsStr) {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => (folder, name),
        _ => (Path::new(""), path.as_os_str()),
    }
}

fn hash_of(path: &Path) -> u32 {
    let (folder, name) = parted(path);
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    name.hash(&mut hasher);
    hasher.finish() as u32
}

/// Names in one run of bytes.
#[cfg(unix)]
#[derive(Clone, Debug, Default)]
struct Names {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

#[cfg(unix)]
impl Names {
    fn push(&mut self, name: &OsStr) {
        use std::os::unix::ffi::OsStrExt;
        self.bytes.extend_from_slice(name.as_bytes());
        self.ends.push(self.bytes.len() as u32);
    }

    fn get(&self, at: usize) -> Option<&OsStr> {
        use std::os::unix::ffi::OsStrExt;
        let end = *self.ends.get(at)? as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.bytes.get(start..end).map(OsStr::from_bytes)
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Names each by itself, where the system's strings cannot be cut.
#[cfg(not(unix))]
#[derive(Clone, Debug, Default)]
struct Names {
    names: Vec<Box<OsStr>>,
}

#[cfg(not(unix))]
impl Names {
    fn push(&mut self, name: &OsStr) {
        self.names.push(name.into());
    }

    fn get(&self, at: usize) -> Option<&OsStr> {
        self.names.get(at).map(|name| &**name)
    }

    fn len(&self) -> usize {
        self.names.len()
    }

    fn shrink(&mut self) {
        self.names.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paths(pages: &[Vec<String>]) -> Paths {
        let mut paths = Paths::default();
        for page in pages {
            paths.add(page.iter().map(|path| Listed::File(PathBuf::from(path))).collect());
        }
        paths
    }

    #[test]
    fn what_is_not_read_is_a_path_like_others() {
        let mut page = Page::default();
        page.push(&Path::new("a").into(), "b".as_ref());
        page.push_skipped(Path::new("a/c"), "a pipe".into());
        assert_eq!(page.skipped(), [(1, "a pipe".to_string())]);
        let mut paths = Paths::default();
        paths.add(page.finished());
        assert_eq!(paths.path(EntryId(1)), Some(PathBuf::from("a/c")));
        assert_eq!(paths.find(Path::new("a/c")), Some(EntryId(1)));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_kept_byte_by_byte() {
        use std::os::unix::ffi::OsStrExt;
        let odd = Path::new(OsStr::from_bytes(b"a/\xff\xfe b"));
        let mut paths = Paths::default();
        paths.add([Listed::File(odd.to_owned())].into_iter().collect());
        assert_eq!(paths.path(EntryId(0)).as_deref(), Some(odd));
        assert_eq!(paths.find(odd), Some(EntryId(0)));
    }

    #[test]
    fn a_million_files_take_few_bytes_each() {
        let mut page = Page::default();
        for folder in 0..100 {
            let path: Arc<Path> = Path::new("/library/some/folder").join(folder.to_string()).into();
            (0..100).for_each(|file| page.push(&path, format!("{folder:04}{file:02}.txt").as_ref()));
        }
        let page = page.finished();
        let folders = page.runs.capacity() * (size_of::<Run>() + 48);
        let bytes = page.names.bytes.capacity() + 4 * page.names.ends.capacity() + 8 * page.hashes.capacity();
        assert!(folders + bytes < 30 * page.len(), "{} bytes", folders + bytes);
    }

    proptest! {
        #[test]
        fn a_path_is_found_where_it_was_put(
            pages in proptest::collection::vec(proptest::collection::vec("([ab]/){0,3}[abc]{1,2}", 0..20), 0..4)
        ) {
            let paths = paths(&pages);
            let all: Vec<&String> = pages.iter().flatten().collect();
            prop_assert_eq!(paths.len(), all.len());
            prop_assert_eq!(paths.path(EntryId(all.len())), None);
            for (at, path) in all.iter().enumerate() {
                let path = Path::new(path.as_str());
                prop_assert_eq!(paths.path(EntryId(at)), Some(path.to_owned()));
                let found = paths.find(path).unwrap();
                prop_assert_eq!(paths.path(found), Some(path.to_owned()));
                prop_assert_eq!(paths.find(&path.join("x")), None);
            }
            for folder in ["a", "a/b", ""] {
                let below: Vec<EntryId> = paths.below(Path::new(folder));
                let expected = (0..all.len()).filter(|at| Path::new(all[*at]).parent().unwrap().starts_with(folder));
                prop_assert_eq!(below, expected.map(EntryId).collect::<Vec<_>>());
            }
        }
    }
}
