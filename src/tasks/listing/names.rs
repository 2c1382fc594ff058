//! What entries are called, shared with the jobs that filter and group them.
//!
//! A job gets all names at once and must not copy them, and titles become known while it works. The
//! paths never change once found; the titles stand in pages, so that sharing them is counting one up
//! for each page, and a title that becomes known meanwhile copies no more than its own page.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::tasks::entry::EntryId;
use crate::tasks::listing::home::Home;
use crate::tasks::paths::Paths;

/// Titles in one page.
const PAGE: usize = 512;

/// The titles of entries, by their numbers, as far as they are known; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    pages: Vec<Arc<Vec<Option<Box<str>>>>>,
    /// How often one changed.
    version: u64,
}

impl Titles {
    /// Returns the title of an entry.
    pub fn get(&self, id: EntryId) -> Option<&str> {
        self.pages.get(id.0 / PAGE)?.get(id.0 % PAGE)?.as_deref()
    }

    /// Keeps the title of an entry; an empty one is none.
    pub fn set(&mut self, id: EntryId, title: &str) {
        let title = (!title.is_empty()).then_some(title);
        if self.get(id) == title {
            return;
        }
        self.version += 1;
        if self.pages.len() <= id.0 / PAGE {
            self.pages.resize_with(id.0 / PAGE + 1, Arc::default);
        }
        let page = Arc::make_mut(&mut self.pages[id.0 / PAGE]);
        page.resize(PAGE, None);
        page[id.0 % PAGE] = title.map(Box::from);
    }
}

/// The names of all entries, by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    paths: Paths,
    titles: Titles,
    home: Home,
}

impl Names {
    /// Returns the names of the entries with these paths and titles; `home` is what all paths begin
    /// with.
    pub fn new(paths: Paths, titles: Titles, home: Home) -> Self {
        Self { paths, titles, home }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.paths.len()
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Returns a number that grows with every change.
    pub fn version(&self) -> u64 {
        self.titles.version + self.len() as u64
    }

    /// Writes the path of an entry below the folder that all have in common into `path`, in place of
    /// what stands there.
    pub fn write_path(&self, id: EntryId, path: &mut String) {
        write_path(&self.paths, &self.home, id, path);
    }

    /// Returns the folder of an entry, as it can be opened.
    pub fn folder(&self, id: EntryId) -> &Path {
        self.paths.parts(id).map_or(Path::new(""), |(folder, _)| folder)
    }

    /// Returns a folder below the one that all paths have in common; nothing for that one itself.
    pub fn shown_folder<'a>(&self, folder: &'a Path) -> Cow<'a, str> {
        match folder.to_string_lossy() {
            Cow::Borrowed(folder) => Cow::Borrowed(self.home.below(folder)),
            Cow::Owned(folder) => Cow::Owned(self.home.below(&folder).to_string()),
        }
    }

    /// Returns the title of an entry, once it is known.
    pub fn title(&self, id: EntryId) -> Option<&str> {
        self.titles.get(id)
    }
}

/// Writes the path of an entry below `home` into `path`, in place of what stands there.
pub fn write_path(paths: &Paths, home: &Home, id: EntryId, path: &mut String) {
    path.clear();
    let Some((folder, name)) = paths.parts(id) else { return };
    let folder = folder.to_string_lossy();
    let below = home.below(&folder);
    path.push_str(below);
    if !below.is_empty() && !below.ends_with('/') {
        path.push('/');
    }
    path.push_str(&name.to_string_lossy());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tasks::entry::Listed;

    #[test]
    fn names_are_known_by_number() {
        let listed = (0..PAGE + 2).map(|at| Listed::File(format!("/home/{}/{at}.txt", at % 2).into()));
        let mut paths = Paths::default();
        paths.add(listed.collect());
        let mut home = Home::default();
        home.widen(Path::new("/home/0"));
        home.widen(Path::new("/home/1"));
        let before = Names::new(paths.clone(), Titles::default(), home.clone());
        let mut titles = Titles::default();
        titles.set(EntryId(PAGE), "The sea");
        let names = Names::new(paths, titles.clone(), home);
        let mut path = String::new();
        names.write_path(EntryId(PAGE + 1), &mut path);
        assert_eq!((names.len(), path.as_str()), (PAGE + 2, "1/513.txt"));
        assert_eq!(names.shown_folder(names.folder(EntryId(PAGE))), "0");
        assert_eq!((names.title(EntryId(PAGE)), names.title(EntryId(0))), (Some("The sea"), None));
        assert!(before.version() < names.version());
        titles.set(EntryId(PAGE), "");
        assert_eq!(titles.get(EntryId(PAGE)), None);
        assert_eq!(names.title(EntryId(PAGE)), Some("The sea"), "what was shared stays as it was");
        names.write_path(EntryId(5000), &mut path);
        assert_eq!(path, "");
    }
}
