//! A document on the screen whose file changes.
//!
//! A file that was written is read again and shown at the same passage; the text of one that was
//! removed stays, and the header says so. With `F` the end is kept in view while a file grows.

use crate::document::Document;
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::Spot;
use crate::tasks::task::TaskKind;
use crate::ui::app::{App, Reading, View};
use crate::ui::input::TextAction;
use crate::ui::list::summaries;
use crate::ui::message::Effect;
use crate::ui::reader::pending::{Pending, Then};
use crate::ui::reader::text_pane::FileStatus;
use crate::ui::update::windows::request;
use crate::ui::update::{loading, texts};

/// Keeps the text of a document on the screen whose file was removed, and says so.
pub(crate) fn removed(app: &mut App, entry: EntryId) {
    for pane in app.panes_mut().into_iter().filter(|pane| pane.entry == entry) {
        pane.file = FileStatus::Removed;
    }
}

/// Notes why the file of a text on the screen can no longer be read; the text stays.
pub(crate) fn unreadable(app: &mut App, entry: EntryId, why: &str) {
    for pane in app.panes_mut().into_iter().filter(|pane| pane.entry == entry) {
        pane.file = FileStatus::Unreadable(why.to_owned());
    }
}

/// Shows a document as it was written, at the passage where it stood.
pub(crate) fn written(app: &mut App, entry: EntryId) -> Vec<Effect> {
    match (&app.view, &app.reading) {
        // Both texts are read again and compared.
        (View::Comparison(_), _) => {
            let mut effects = texts::reload(app);
            effects.extend(summaries::read_again(app, entry));
            effects
        }
        (View::Reading, Reading::Text(_) | Reading::Failed(..)) => {
            let effects = loading::read_again(app, entry);
            app.followed = Some(entry);
            effects
        }
        (View::Reading, Reading::Awaited(_) | Reading::Nothing) => Vec::new(),
        // Claims and results stay as they were found; the next document opened is read again.
        (View::Claims(_) | View::Search(_), _) => {
            app.cache.forget(entry);
            summaries::read_again(app, entry).into_iter().collect()
        }
    }
}

/// Tells whether the text on the screen stays although its file was written: only its beginning is
/// left, as after a log was emptied.
pub(crate) fn keeps(app: &mut App, entry: EntryId, written: &Document) -> bool {
    let Reading::Text(pane) = &mut app.reading else { return false };
    if app.followed != Some(entry) || pane.entry != entry || written.whole >= pane.document.whole {
        return false;
    }
    let both = written.extent().end.min(pane.document.extent().end);
    let held = |document: &Document| document.extent().start < 4;
    let same = pane.long.is_some() && !held(&pane.document) || pane.document.agrees_with(written, both);
    if same {
        pane.file = FileStatus::Shortened;
        app.followed = None;
    }
    same
}

/// Begins to follow the end of the document on the screen, or stops.
pub(crate) fn toggle(app: &mut App) -> Vec<Effect> {
    let Reading::Text(pane) = &app.reading else {
        app.trouble("there is no text to follow");
        return Vec::new();
    };
    if !matches!(app.view, View::Reading) {
        app.trouble("a file is followed in the reader");
        return Vec::new();
    }
    if app.following.take().is_some() {
        app.say("no longer following");
        return Vec::new();
    }
    app.following = Some(pane.entry);
    keep_at_the_end(app)
}

/// Brings the end into view if it is followed.
pub(crate) fn keep_at_the_end(app: &mut App) -> Vec<Effect> {
    let following = app.following;
    let Some((pane, area)) = app.pane_and_area() else { return Vec::new() };
    if following != Some(pane.entry) {
        return Vec::new();
    }
    if pane.document.extent().end >= pane.document.whole {
        pane.to_bottom(&area);
        return Vec::new();
    }
    let end = pane.document.whole;
    request(app, Spot::Byte(end), Then::End)
}

/// Stops following when the reader has gone elsewhere.
pub(crate) fn look_around(app: &mut App) {
    let following = app.following;
    let is_waiting = matches!(app.pending, Pending::Window(_)) || app.is_busy(TaskKind::Window);
    let Some((pane, area)) = app.pane_and_area() else { return };
    if following == Some(pane.entry) && !is_waiting && pane.progress(&area) < 100 {
        app.following = None;
        let key = app.keymap.key_of(app.context(), TextAction::Follow).unwrap_or_default();
        app.say(format!("no longer following; {key} goes on"));
    }
}
