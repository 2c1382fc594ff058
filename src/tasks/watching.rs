//! The task that hears of changes in the folders; it never ends by itself.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::storage::{Heard, Seen, Watch};
use crate::tasks::entry::{Change, EntryId, Listed};
use crate::tasks::paths::Paths;
use crate::tasks::task::Reply;

/// Tells what comes, goes and is written under `roots`, beginning with what came since the walk
/// that found `paths`.
pub(crate) fn watch(roots: &[PathBuf], mut paths: Paths, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let (mut watch, came) = match Watch::new(roots, &|path| paths.find(path).is_some()) {
        Ok(begun) => begun,
        Err(why) => return tell(Reply::Unwatched(why)),
    };
    if let Some(why) = watch.trouble() {
        tell(Reply::Unwatched(why));
    }
    let mut heard = Some(Heard::Seen(came));
    while let Some(news) = heard {
        if !wanted() {
            return;
        }
        let changes = match news {
            Heard::Seen(seen) => seen.into_iter().map(change).collect(),
            Heard::Missed(now) => missed(&paths, now.into_iter().map(change).collect()),
        };
        paths.add(changes.iter().filter_map(|change| new(&paths, change)).collect());
        if !changes.is_empty() {
            tell(Reply::Changed(changes));
        }
        heard = watch.wait();
    }
}

fn change(seen: Seen) -> Change {
    match seen {
        Seen::Created(path) => Change::Created(Listed::File(path)),
        Seen::Skipped(path, why) => Change::Created(Listed::Skipped(path, why.to_string())),
        Seen::Written(path) => Change::Written(path),
        Seen::Removed(path) => Change::Removed(path),
    }
}

/// A path that was not known before.
fn new(paths: &Paths, change: &Change) -> Option<Listed> {
    match change {
        Change::Created(Listed::File(path)) | Change::Written(path) if paths.find(path).is_none() => {
            Some(Listed::File(path.clone()))
        }
        _ => None,
    }
}

/// What must have changed, to judge by all that is there `now`. What was written cannot be told.
fn missed(paths: &Paths, now: Vec<Change>) -> Vec<Change> {
    let there: HashSet<&PathBuf> = now.iter().filter_map(file).collect();
    let known = (0..paths.len()).filter_map(|at| paths.path(EntryId(at)));
    let mut changes: Vec<Change> = known.filter(|path| !there.contains(path)).map(Change::Removed).collect();
    changes.extend(now.into_iter().filter(|change| new(paths, change).is_some()));
    changes
}

fn file(change: &Change) -> Option<&PathBuf> {
    match change {
        Change::Created(Listed::File(path) | Listed::Skipped(path, _)) => Some(path),
        Change::Written(_) | Change::Removed(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_missed_is_found_out_from_what_is_there() {
        let listed = |name: &str| Listed::File(PathBuf::from(name));
        let mut paths = Paths::default();
        paths.add(["a", "b"].map(listed).into_iter().collect());
        let now = ["b", "c"].map(|name| Change::Created(listed(name))).to_vec();
        assert_eq!(missed(&paths, now), [Change::Removed("a".into()), Change::Created(listed("c"))]);
    }
}
