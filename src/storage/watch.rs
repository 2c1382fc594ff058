//! Watching for files that are created, removed and written while the program runs.
//!
//! The order and the number of events differ between systems. So the paths of the events are
//! collected for a moment, and then their present state is read from the disk. Only the folders that a walk
//! would enter are watched, so that a busy `target` folder that is ignored costs nothing; where the
//! system watches whole trees, its events are filtered with the same rules.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use ignore::IncrementalIgnore;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::storage::error::ReadError;
use crate::storage::walk::{FoundPath, Met, Walker, is_below_untrusted, is_folder, rules, without_dot};

/// How long events are collected after the first one.
const BURST: Duration = Duration::from_millis(80);

/// Whether each folder is watched by itself: Linux cannot watch a whole tree.
const PER_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// A change below the roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// A file was created or written, or replaced by a path that is not read.
    Updated(FoundPath),
    /// A file was removed, or a folder with everything in it.
    Removed(PathBuf),
}

/// What `FileWatcher::wait` returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Some paths changed.
    Changes(Vec<FileChange>),
    /// The system lost events; only `FileWatcher::gather` finds the present files.
    Overflow,
}

/// Watches the files and folders that were named.
pub struct FileWatcher {
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    roots: Vec<Root>,
    walker: Walker,
    /// The folders that are watched.
    watched: HashSet<PathBuf>,
    trouble: Option<String>,
}

/// A path that was named.
struct Root {
    named: PathBuf,
    absolute: PathBuf,
    /// With links resolved, as some systems report it.
    real: PathBuf,
    /// Which paths below a walk leaves out; `None` for a file.
    rules: Option<IncrementalIgnore>,
}

impl FileWatcher {
    /// Begins to watch `roots`; for a root that is a file, only that path. The folders below a root are
    /// watched once `gather` was called.
    pub fn new(roots: &[PathBuf]) -> Result<Self, String> {
        let (sender, events) = channel();
        let tell = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, may_change_files) {
                drop(sender.send(event));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let system = RecommendedWatcher::new(tell, config).map_err(|error| error.to_string())?;
        let walker = Walker::new(roots);
        let roots = roots.iter().filter_map(|root| Root::new(root)).collect();
        let mut watch = Self { system, events, roots, walker, watched: HashSet::new(), trouble: None };
        for (folder, mode) in watch.roots.iter().filter_map(Root::watched).collect::<Vec<_>>() {
            watch.watch(folder, mode);
        }
        Ok(watch)
    }

    /// Returns why not everything is watched, once.
    pub fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Returns all files that exist now, as `add` gathers them in what `begin` returns; a list of them would
    /// be as large as the library.
    pub fn gather<T>(&mut self, begin: impl Fn() -> T, add: impl Fn(&mut T, FoundPath)) -> T {
        let roots: Vec<PathBuf> = self.roots.iter().map(|root| root.named.clone()).collect();
        self.gather_below(&roots, begin, add)
    }

    /// Waits for an event and returns the changes; `None` when the system has stopped watching.
    pub fn wait(&mut self) -> Option<News> {
        let mut paths = BTreeSet::new();
        let mut is_overflow = collect(self.events.recv().ok()?, &mut paths);
        let until = Instant::now() + BURST;
        while let Ok(event) = self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
            is_overflow |= collect(event, &mut paths);
        }
        if is_overflow {
            return Some(News::Overflow);
        }
        let mut changes = Vec::new();
        for path in paths {
            (0..self.roots.len()).for_each(|root| self.look(root, &path, &mut changes));
        }
        Some(News::Changes(changes))
    }

    /// Gathers the files in and below some paths. They are gathered anew until no folder was found that was not
    /// watched yet, so that no file is created unseen between listing and watching.
    fn gather_below<T>(
        &mut self,
        paths: &[PathBuf],
        begin: impl Fn() -> T,
        add: impl Fn(&mut T, FoundPath),
    ) -> T {
        loop {
            let (mut found, mut folders) = (begin(), Vec::new());
            for path in paths {
                let _ = self.walker.visit(path, &mut |met| {
                    match met {
                        Met::Path(path) => add(&mut found, path),
                        Met::Folder(path) if PER_FOLDER && !self.watched.contains(&path) => {
                            folders.push(path);
                        }
                        Met::Folder(_) => {}
                    }
                    ControlFlow::<()>::Continue(())
                });
            }
            if folders.is_empty() {
                return found;
            }
            for folder in folders {
                self.watch(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    /// The system limits the number of watched folders; exceeding it is reported once.
    fn watch(&mut self, path: PathBuf, mode: RecursiveMode) {
        let opened = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        if !self.watched.contains(&path)
            && self.trouble.is_none()
            && let Err(error) = self.system.watch(opened, mode)
        {
            match error.kind {
                notify::ErrorKind::PathNotFound => {}
                notify::ErrorKind::Io(ref error) if error.kind() == std::io::ErrorKind::NotFound => {}
                kind => self.trouble = Some(words(&kind)),
            }
        }
        self.watched.insert(path);
    }

    /// Adds the present state of a path below a root, as the system reports the path, to the changes.
    fn look(&mut self, root: usize, reported: &Path, changes: &mut Vec<FileChange>) {
        let Some((path, below)) = self.roots[root].place(reported) else { return };
        match self.met(root, &path, &below) {
            Some(Met::Path(found)) => changes.push(FileChange::Updated(found)),
            Some(Met::Folder(_)) => {
                self.watched.retain(|watched| !watched.starts_with(&path));
                changes.extend(self.gather_below(&[path], Vec::new, |all, found| {
                    all.push(FileChange::Updated(found));
                }));
            }
            None => {
                self.watched.retain(|watched| !watched.starts_with(&path));
                changes.push(FileChange::Removed(path));
            }
        }
    }

    /// Returns the file at a path `below` a root, `None` when there is none or a walk leaves it out.
    fn met(&mut self, root: usize, path: &Path, below: &Path) -> Option<Met> {
        let Some(rules) = &mut self.roots[root].rules else {
            return fs::metadata(path).is_ok().then(|| Met::Path(FoundPath::File(path.to_owned())));
        };
        let kind = fs::symlink_metadata(path).ok()?.file_type();
        let is_taken = if is_below_untrusted(path.parent()?) {
            !path.file_name()?.as_encoded_bytes().starts_with(b".")
        } else {
            !rules.matched(below, kind.is_dir()).is_ignore()
        };
        is_taken.then(|| self.walker.met(path.to_owned(), kind))
    }
}

impl Root {
    /// Returns `None` for a path that cannot be made absolute.
    fn new(named: &Path) -> Option<Self> {
        let absolute = std::path::absolute(named).ok()?;
        let real = fs::canonicalize(named).unwrap_or_else(|_| absolute.clone());
        let rules = if is_folder(named) { rules(named).build_matchers().pop() } else { None };
        Some(Self { named: named.to_owned(), absolute, real, rules })
    }

    /// Returns the folder that is watched for this root; `None` where `gather` finds it.
    fn watched(&self) -> Option<(PathBuf, RecursiveMode)> {
        match &self.rules {
            Some(_) if PER_FOLDER => None,
            Some(_) => Some((self.absolute.clone(), RecursiveMode::Recursive)),
            None => Some((self.absolute.parent()?.to_owned(), RecursiveMode::NonRecursive)),
        }
    }

    /// Returns the path in the list and the path below this root of a path that the system reports;
    /// `None` when it is neither below this root nor a file that was named.
    fn place(&self, reported: &Path) -> Option<(PathBuf, PathBuf)> {
        let below =
            reported.strip_prefix(&self.absolute).or_else(|_| reported.strip_prefix(&self.real)).ok()?;
        match (&self.rules, below.as_os_str().is_empty()) {
            (None, true) => Some((self.named.clone(), PathBuf::new())),
            (Some(_), false) => Some((without_dot(&self.named).join(below), below.to_owned())),
            (None, false) | (Some(_), true) => None,
        }
    }
}

/// Tells whether an event may have changed files; reading is not a change.
fn may_change_files(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// Adds the paths of an event; tells whether the system says that other events were lost.
fn collect(event: notify::Result<Event>, paths: &mut BTreeSet<PathBuf>) -> bool {
    event.is_ok_and(|event| {
        let is_overflow = event.need_rescan();
        paths.extend(event.paths);
        is_overflow
    })
}

fn words(kind: &notify::ErrorKind) -> String {
    match kind {
        notify::ErrorKind::MaxFilesWatch => "there are more folders than the system can watch".into(),
        notify::ErrorKind::Io(error) => ReadError::from(error).to_string(),
        notify::ErrorKind::Generic(words) => words.clone(),
        _ => "the system cannot watch files".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn updated(path: PathBuf) -> FileChange {
        FileChange::Updated(FoundPath::File(path))
    }

    fn all(watch: &mut FileWatcher) -> Vec<FoundPath> {
        watch.gather(Vec::new, Vec::push)
    }

    /// Waits until all changes that are expected were reported.
    fn expect(watch: &mut FileWatcher, mut expected: Vec<FileChange>) {
        while !expected.is_empty() {
            let Some(News::Changes(changes)) = watch.wait() else { panic!("events were lost") };
            expected.retain(|wanted| !changes.contains(wanted));
        }
    }

    #[test]
    fn created_removed_and_written_files_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("inner")).unwrap();
        fs::write(at("inner/old.txt"), "old").unwrap();
        fs::write(at("other.txt"), "other").unwrap();
        fs::write(at(".ignore"), "*.me\n").unwrap();
        let mut watch = FileWatcher::new(&[folder.path().into()]).unwrap();
        assert_eq!(all(&mut watch), ["inner/old.txt", "other.txt"].map(|name| FoundPath::File(at(name))));
        assert_eq!(watch.trouble(), None);

        fs::write(at("skip.me"), "").unwrap();
        fs::write(at(".hidden"), "").unwrap();
        fs::write(at("inner/new.txt"), "new").unwrap();
        expect(&mut watch, vec![updated(at("inner/new.txt"))]);
        fs::write(at("inner/old.txt"), "changed").unwrap();
        expect(&mut watch, vec![updated(at("inner/old.txt"))]);
        fs::rename(at("inner/old.txt"), at("moved.txt")).unwrap();
        expect(&mut watch, vec![FileChange::Removed(at("inner/old.txt")), updated(at("moved.txt"))]);
        fs::rename(at("inner"), at("outer")).unwrap();
        expect(&mut watch, vec![FileChange::Removed(at("inner")), updated(at("outer/new.txt"))]);
        fs::write(at("outer/late.txt"), "in a folder that came").unwrap();
        expect(&mut watch, vec![updated(at("outer/late.txt"))]);
        let expected = ["moved.txt", "other.txt", "outer/late.txt", "outer/new.txt"];
        assert_eq!(all(&mut watch), expected.map(|name| FoundPath::File(at(name))));
    }

    #[test]
    fn only_the_named_file_is_seen_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.txt"), "one").unwrap();
        let mut watch = FileWatcher::new(&[at("a.txt")]).unwrap();
        fs::write(at("b.txt"), "two").unwrap();
        fs::write(at("a.txt"), "three").unwrap();
        loop {
            let Some(News::Changes(changes)) = watch.wait() else { panic!("events were lost") };
            assert!(changes.iter().all(|change| *change == updated(at("a.txt"))), "{changes:?}");
            if !changes.is_empty() {
                break;
            }
        }
        fs::remove_file(at("a.txt")).unwrap();
        expect(&mut watch, vec![FileChange::Removed(at("a.txt"))]);
    }
}
