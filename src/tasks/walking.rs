//! The task that lists the documents of files and folders.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::storage::{Met, Walk};
use crate::tasks::paths::Page;
use crate::tasks::task::Reply;
use crate::tasks::threads::join;

/// How many files are listed at once: the first few quickly, so that the screen has something.
const FIRST_FILES: usize = 64;
const MORE_FILES: usize = 8192;

/// How long found files wait for a page to fill.
const PATIENCE: Duration = Duration::from_millis(50);

/// Lists what is found under `roots`, in order, with a second thread that reads folders ahead.
pub(crate) fn list(roots: &[PathBuf], tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let walk = Walk::new(roots);
    if walk.has_folders() {
        join(|| run(&walk, tell, wanted), || walk.read_ahead());
    } else {
        run(&walk, tell, wanted);
    }
}

fn run(walk: &Walk, tell: &dyn Fn(Reply), wanted: &dyn Fn() -> bool) {
    let mut page = Page::default();
    let mut size = FIRST_FILES;
    let mut since = Instant::now();
    walk.run(&mut |met| {
        match met {
            Met::File(folder, name) => page.push(folder, name),
            Met::Skipped(path, why) => page.push_skipped(path, why.to_string()),
        }
        if page.len() >= size || (page.len().is_multiple_of(64) && since.elapsed() > PATIENCE) {
            size = MORE_FILES;
            tell(Reply::Found(Box::new(std::mem::take(&mut page).finished())));
            since = Instant::now();
        }
        if wanted() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    tell(Reply::Found(Box::new(page.finished())));
}
