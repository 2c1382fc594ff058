//! The tasks that list the files of folders and report changes in them.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::storage::{FileChange, FileWatcher, FoundPath, News, walk};
use crate::tasks::entry::Entries;
use crate::tasks::task::{Reply, TaskContext};

/// How many files are reported at once: first as many as a screen shows, then more.
const FIRST_FILES: usize = 64;
const MORE_FILES: usize = 8192;

/// How long files wait at most until they are reported.
const PATIENCE: Duration = Duration::from_millis(50);

/// Reports the files under `roots`, in order.
pub(crate) fn list(roots: &[PathBuf], cx: TaskContext<'_>) {
    let mut files = Vec::new();
    let mut size = FIRST_FILES;
    let mut since = Instant::now();
    walk(roots, &mut |found| {
        files.push(found);
        if files.len() >= size || (files.len().is_multiple_of(64) && since.elapsed() > PATIENCE) {
            size = MORE_FILES;
            cx.reply(Reply::Found(std::mem::take(&mut files)));
            since = Instant::now();
        }
        if cx.is_wanted() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    cx.reply(Reply::Found(files));
}

/// Reports the files created, removed and written under `roots`, beginning with the difference to
/// `entries`, until the task is cancelled.
pub(crate) fn watch(roots: &[PathBuf], entries: Entries, cx: TaskContext<'_>) {
    let mut watch = match FileWatcher::new(roots) {
        Ok(watch) => watch,
        Err(why) => return cx.reply(Reply::Unwatched(why)),
    };
    let mut known: HashSet<Arc<Path>> =
        entries.iter().filter(|entry| entry.is_document()).map(|entry| Arc::clone(&entry.path)).collect();
    drop(entries);
    let mut news = Some(News::Overflow);
    while let Some(heard) = news {
        if !cx.is_wanted() {
            return;
        }
        let changes = match heard {
            News::Changes(changes) => changes,
            News::Overflow => watch.gather(|| Differences::from(&known), Differences::add).changes(),
        };
        if let Some(why) = watch.trouble() {
            cx.reply(Reply::Unwatched(why));
        }
        for change in &changes {
            if let FileChange::Updated(FoundPath::File(path)) = change {
                known.insert(path.as_path().into());
            }
        }
        if !changes.is_empty() {
            cx.reply(Reply::Changed(changes));
        }
        news = watch.wait();
    }
}

/// The differences between the files known and those that are there now; which of them were written is unknown.
struct Differences<'a> {
    known: &'a HashSet<Arc<Path>>,
    /// The known files that were not found so far.
    missing: HashSet<&'a Path>,
    new: Vec<FileChange>,
}

impl<'a> Differences<'a> {
    /// Returns the differences before any file was found.
    fn from(known: &'a HashSet<Arc<Path>>) -> Self {
        Self { known, missing: known.iter().map(|path| &**path).collect(), new: Vec::new() }
    }

    fn add(&mut self, found: FoundPath) {
        self.missing.remove(found.path());
        if matches!(&found, FoundPath::File(path) if !self.known.contains(path.as_path())) {
            self.new.push(FileChange::Updated(found));
        }
    }

    /// Returns the changes once all files were found.
    fn changes(self) -> Vec<FileChange> {
        let gone = self.missing.into_iter().map(|path| FileChange::Removed(path.to_path_buf()));
        gone.chain(self.new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_created_and_removed_files() {
        let known = ["a", "b"].map(|path| Arc::from(Path::new(path))).into_iter().collect();
        let file = |name: &str| FoundPath::File(name.into());
        let mut differences = Differences::from(&known);
        ["b", "c"].map(file).into_iter().for_each(|found| differences.add(found));
        assert_eq!(differences.changes(), [FileChange::Removed("a".into()), FileChange::Updated(file("c"))]);
    }
}
