//! Files that come, go and are written while the list is open.
//!
//! What comes is listed in its place by name, under the next number; what comes back has its old
//! one. What
//! goes leaves the list, except a document on the screen: that one stays until another is opened.
//! The selection and the marks are documents and stay where they are.

use std::collections::BTreeSet;
use std::path::Path;

use crate::tasks::entry::{Change, EntryId, Listed};
use crate::ui::app::{App, Reading, View};
use crate::ui::list::{arranging, survey};
use crate::ui::message::Effect;
use crate::ui::update::following;

/// Takes in what became of the files.
pub(crate) fn take(app: &mut App, changes: Vec<Change>) -> Vec<Effect> {
    let mut effects = Vec::new();
    let before = app.library.documents();
    let (mut new, mut gone) = (Vec::new(), BTreeSet::new());
    for change in changes {
        match change {
            Change::Created(Listed::File(path)) | Change::Written(path) => match app.library.find(&path) {
                Some(entry) => effects.extend(written(app, entry, &Change::Written(path))),
                None => new.push(Listed::File(path)),
            },
            Change::Created(Listed::Skipped(path, why)) => match app.library.find(&path) {
                Some(entry) => replaced(app, entry, &why),
                None => new.push(Listed::Skipped(path, why)),
            },
            Change::Removed(path) => {
                for entry in lost(app, &path) {
                    gone.insert(entry);
                    if is_shown(app, entry) {
                        effects.extend(following::changed(app, entry, &Change::Removed(path.clone())));
                    }
                }
            }
        }
    }
    app.library.add(new);
    if app.library.documents() > before {
        effects.extend(arranging::came(app));
    }
    app.vanished.extend(gone);
    effects.extend(survey::go_on(app));
    effects
}

/// The entries that were at this path or under it.
fn lost(app: &App, path: &Path) -> Vec<EntryId> {
    let mut entries =
        app.library.find(path).map_or_else(|| app.library.paths().below(path), |entry| vec![entry]);
    entries.retain(|entry| !app.library.is_gone(*entry) && !app.vanished.contains(entry));
    entries
}

fn written(app: &mut App, entry: EntryId, change: &Change) -> Vec<Effect> {
    app.vanished.remove(&entry);
    app.library.listing.figures.forget_measure(entry);
    app.library.revive(entry);
    if is_shown(app, entry) {
        return following::changed(app, entry, change);
    }
    app.cache.forget(entry);
    if app.library.was_read(entry) { survey::again(app, entry).into_iter().collect() } else { Vec::new() }
}

/// Something stands in the place of a document that is none; its text stays while it is shown.
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

/// Takes off the list what is gone and no longer on the screen.
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
