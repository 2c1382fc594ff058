//! Files that are created, removed and written while the list is open.
//!
//! A new file is listed in its place by name; one that comes back has its old number. A removed file
//! leaves the list, except a document on the screen: that one stays until another is opened. The
//! selection and the marks are documents and stay where they are.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use crate::storage::{Change, FoundPath};
use crate::tasks::entry::EntryId;
use crate::ui::app::{App, Reading, View};
use crate::ui::list::{arranging, summaries};
use crate::ui::message::Effect;
use crate::ui::update::following;

/// Takes changes of files into the list.
pub(crate) fn take(app: &mut App, changes: Vec<Change>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let before = app.library.documents();
    let (mut new, mut removed) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Updated(found) => match (app.library.find(found.path()), found) {
                (None, found) => new.push(found),
                (Some(entry), FoundPath::File(_)) => effects.extend(written(app, entry)),
                (Some(entry), FoundPath::Skipped(skipped)) => replaced(app, entry, &skipped.why.to_string()),
            },
            Change::Removed(path) => removed.push(path),
        }
    }
    for entry in lost(app, removed) {
        app.vanished.insert(entry);
        if is_shown(app, entry) {
            following::removed(app, entry);
        }
    }
    app.library.add(new);
    if app.library.documents() > before {
        effects.extend(arranging::inserted(app));
    }
    effects.extend(summaries::continue_reading(app));
    effects
}

/// Returns the entries at and below removed paths that were not gone before.
fn lost(app: &App, removed: Vec<PathBuf>) -> Vec<EntryId> {
    let (files, folders): (Vec<PathBuf>, Vec<PathBuf>) =
        removed.into_iter().partition(|path| app.library.find(path).is_some());
    let mut entries: Vec<EntryId> = files.iter().filter_map(|path| app.library.find(path)).collect();
    if !folders.is_empty() {
        entries.extend(app.library.below(&HashSet::from_iter(folders)));
    }
    entries.retain(|entry| !app.library.is_gone(*entry) && !app.vanished.contains(entry));
    entries
}

fn written(app: &mut App, entry: EntryId) -> Vec<Effect> {
    app.vanished.remove(&entry);
    app.library.revive(entry);
    if is_shown(app, entry) {
        return following::written(app, entry);
    }
    app.cache.forget(entry);
    summaries::read_again(app, entry).into_iter().collect()
}

/// Lists why a path can no longer be read; the text stays while it is shown.
fn replaced(app: &mut App, entry: EntryId, why: &str) {
    app.vanished.remove(&entry);
    app.library.revive(entry);
    app.library.learn(entry, Err(why.to_owned().into()));
    if is_shown(app, entry) {
        following::unreadable(app, entry, why);
    } else {
        app.cache.forget(entry);
    }
}

/// Removes entries from the list whose files are gone and that are no longer on the screen.
pub(crate) fn sweep(app: &mut App) {
    if app.vanished.is_empty() {
        return;
    }
    let vanished = std::mem::take(&mut app.vanished);
    let (kept, gone): (BTreeSet<_>, BTreeSet<_>) =
        vanished.into_iter().partition(|entry| is_shown(app, *entry));
    app.vanished = kept;
    if !gone.is_empty() {
        for entry in &gone {
            app.cache.forget(*entry);
        }
        app.library.remove(&gone);
    }
}

fn is_shown(app: &App, entry: EntryId) -> bool {
    let in_view = match &app.view {
        View::Comparison(comparing) => {
            [&comparing.panes.left, &comparing.panes.right].map(|pane| pane.entry).contains(&entry)
        }
        View::Claims(grid) => grid.documents.iter().any(|shown| shown.entry == entry),
        View::Reading | View::Search(_) => false,
    };
    in_view || (!matches!(app.reading, Reading::Nothing) && app.shown_entry() == Some(entry))
}
