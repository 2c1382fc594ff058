//! One folder: what stands in it, sorted, without what a person would not count as a document.
//!
//! Nothing is asked of the disk but the names and what kind of thing each is, which the folder
//! itself tells: with 100 000 files one more question a file takes longer than the whole walk. For
//! the same reason the rules of ignore files are asked only where there is such a file, in the folder
//! or above it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{IncrementalIgnore, WalkBuilder};

use crate::storage::rulefiles::{RULE_FILES, is_below_untrusted, untrusted};
use crate::storage::why::Why;
use crate::text::order::by_name;

/// A folder that is walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// The number of the root it was found under.
    pub root: usize,
    /// Its path, beginning with the root; empty for `.`.
    pub path: Arc<Path>,
    /// Whether ignore files have a say in it.
    pub ruled: Ruled,
}

/// Whether ignore files have a say in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ruled {
    /// There is none above it.
    No,
    /// There may be one.
    Perhaps,
    /// One of them must not be opened, so none is asked.
    Untrusted,
}

/// What rules are read from, or what makes them hold.
const RULES: [&str; 4] = [".ignore", ".gitignore", ".git", ".jj"];

impl Folder {
    /// Returns the folder that a root is.
    pub(super) fn of_root(number: usize, root: &Path) -> Self {
        let ruled = match fs::canonicalize(root) {
            Ok(real) if cfg!(unix) && !real.ancestors().skip(1).any(has_rules) => Ruled::No,
            Ok(real) if real.ancestors().skip(1).any(|above| untrusted(above).is_some()) => Ruled::Untrusted,
            _ => Ruled::Perhaps,
        };
        Self { root: number, path: without_dot(root).into(), ruled }
    }

    /// Returns its path as the system takes it.
    pub(super) fn opened(&self) -> &Path {
        if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path }
    }
}

/// Something in a folder that is to be listed, or why it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A regular file, or a link to one inside the roots.
    File(OsString),
    /// A folder.
    Folder(Folder),
    /// Something that is not read.
    Skipped(PathBuf, Why),
}

/// What decides about the content of folders: the roots, and the ignore files met so far.
pub(super) struct Rules {
    roots: Arc<[PathBuf]>,
    /// The roots without links, once a link is met.
    homes: OnceCell<Vec<PathBuf>>,
    /// What is ignored under each root that is a folder, once it is met.
    matchers: BTreeMap<usize, IncrementalIgnore>,
}

impl Rules {
    /// Returns the rules for what lies below these roots.
    pub(super) fn new(roots: &Arc<[PathBuf]>) -> Self {
        Self { roots: Arc::clone(roots), homes: OnceCell::new(), matchers: BTreeMap::new() }
    }

    /// Returns what is to be listed of a folder, by name; the reason alone when it cannot be read.
    pub(super) fn list(&mut self, folder: &Folder) -> Vec<Item> {
        let entries = match fs::read_dir(folder.opened()) {
            Ok(entries) => entries,
            Err(error) => return vec![Item::Skipped(folder.path.to_path_buf(), Why::from(&error))],
        };
        let mut found = Vec::new();
        let mut lost = None;
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                Ok(named) => found.push(named),
                Err(error) => lost = Some(Item::Skipped(folder.path.to_path_buf(), Why::from(&error))),
            }
        }
        let is_rule = |(name, _): &(OsString, FileType)| RULES.iter().any(|rule| name == rule);
        let ruled = if found.iter().any(is_rule) { folder.ruled.max(Ruled::Perhaps) } else { folder.ruled };
        let is_read = |(name, _): &(OsString, FileType)| RULE_FILES.iter().any(|file| name == file);
        let bad = if found.iter().any(is_read) { untrusted(folder.opened()) } else { None };
        let ruled = if bad.is_some() { Ruled::Untrusted } else { ruled };
        let lost =
            bad.map(|(path, why)| Item::Skipped(without_dot(&path).to_owned(), why)).into_iter().chain(lost);
        match ruled {
            Ruled::No | Ruled::Untrusted => {
                found.retain(|(name, _)| !name.as_encoded_bytes().starts_with(b"."));
            }
            Ruled::Perhaps => self.retain(folder, &mut found),
        }
        found.sort_unstable_by(|(left, _), (right, _)| by_name(left, right));
        let folder = Folder { ruled, ..folder.clone() };
        found.into_iter().map(|(name, kind)| self.item(&folder, name, kind)).chain(lost).collect()
    }

    fn retain(&mut self, folder: &Folder, found: &mut Vec<(OsString, FileType)>) {
        let mut below = self.below(folder);
        found.retain(|(name, kind)| {
            below.push(name);
            let takes = self.takes(folder.root, &below, kind.is_dir());
            below.pop();
            takes
        });
    }

    /// Returns what a name in a folder stands for, `None` when it is left out or not there.
    pub(super) fn look(&mut self, folder: &Folder, name: &OsStr) -> Option<Item> {
        let kind = fs::symlink_metadata(folder.path.join(name)).ok()?.file_type();
        let below = self.below(folder).join(name);
        let takes = if is_below_untrusted(folder.opened()) {
            !name.as_encoded_bytes().starts_with(b".")
        } else {
            self.takes(folder.root, &below, kind.is_dir())
        };
        takes.then(|| self.item(folder, name.to_owned(), kind))
    }

    /// The path of a folder below its root.
    fn below(&self, folder: &Folder) -> PathBuf {
        let root = self.roots.get(folder.root).map_or(Path::new(""), PathBuf::as_path);
        folder.path.strip_prefix(root).unwrap_or(&folder.path).to_path_buf()
    }

    fn takes(&mut self, root: usize, below: &Path, is_folder: bool) -> bool {
        if let Entry::Vacant(place) = self.matchers.entry(root) {
            let built = self.roots.get(root).map(|root| rules(root).build_matchers());
            if let Some(matcher) = built.and_then(|mut built| built.pop()) {
                place.insert(matcher);
            }
        }
        self.matchers.get_mut(&root).is_some_and(|matcher| !matcher.matched(below, is_folder).is_ignore())
    }

    fn homes(&self) -> &[PathBuf] {
        self.homes.get_or_init(|| self.roots.iter().filter_map(|root| fs::canonicalize(root).ok()).collect())
    }

    fn item(&self, folder: &Folder, name: OsString, kind: FileType) -> Item {
        if kind.is_file() {
            return Item::File(name);
        }
        let path = folder.path.join(&name);
        if kind.is_dir() {
            return Item::Folder(Folder { path: path.into(), ..*folder });
        }
        let why = if kind.is_symlink() { self.follow(&path) } else { Why::not_regular(kind) };
        why.map_or(Item::File(name), |why| Item::Skipped(path, why))
    }

    /// Returns why a link is not taken, `None` when it is.
    fn follow(&self, path: &Path) -> Option<Why> {
        match (fs::canonicalize(path), fs::metadata(path)) {
            (Ok(target), Ok(data)) => match Why::not_regular(data.file_type()) {
                None if self.homes().iter().any(|home| target.starts_with(home)) => None,
                None => Some(Why::Outside),
                Some(Why::Folder) => Some(Why::LinkedFolder),
                Some(why) => Some(why),
            },
            (Err(error), _) | (_, Err(error)) => Some(unreadable(path, &error)),
        }
    }
}

/// The rules below a root, without those of `.git/info/exclude`: what stands there leads to further
/// files, which would be opened whatever they are. The user's own rules are at home, if anywhere.
fn rules(root: &Path) -> WalkBuilder {
    let mut rules = WalkBuilder::new(root);
    rules.git_exclude(false);
    rules
}

fn has_rules(folder: &Path) -> bool {
    RULES.iter().any(|rule| fs::symlink_metadata(folder.join(rule)).is_ok())
}

/// Below `.` a path is called without the `./` that nobody typed.
pub(super) fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// A path that exists as a link but leads nowhere dangles.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Why {
    match Why::from(error) {
        Why::Missing if fs::symlink_metadata(path).is_ok() => Why::Dangling,
        why => why,
    }
}
