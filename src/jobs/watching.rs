//! The job that hears of changes in the folders; it never ends by itself.

use std::path::PathBuf;

use crate::app::{Change, Listed, Paths, Reply};
use crate::storage::{Seen, Watch};

/// Tells what comes, goes and is written under `roots`, beginning with what came since the walk.
pub(super) fn watch(roots: &[PathBuf], paths: &Paths, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let (mut watch, came) = match Watch::new(roots, &|path| paths.find(path).is_some()) {
        Ok(begun) => begun,
        Err(why) => return tell(Reply::Unwatched(why)),
    };
    if let Some(why) = watch.trouble() {
        tell(Reply::Unwatched(why));
    }
    let mut seen = Some(came);
    while let Some(news) = seen {
        if !wanted() {
            return;
        }
        if !news.is_empty() {
            tell(Reply::Changed(news.into_iter().map(change).collect()));
        }
        seen = watch.wait();
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
