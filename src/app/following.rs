//! A document on the screen whose file changes under it.

use super::entry::{Change, EntryId};
use super::message::Effect;
use super::state::{App, Reading, View};
use super::{survey, texts};

/// Shows a document as it was written, at the passage where it stood; of one whose file is gone the
/// text stays, and that is said.
pub(super) fn changed(app: &mut App, entry: EntryId, change: Change) -> Vec<Effect> {
    match change {
        Change::Created(_) | Change::Written(_) => again(app, entry),
        Change::Removed(_) => {
            let name = app.library.entry(entry).map_or_else(String::new, |entry| entry.name().into_owned());
            app.say(format!("{name} is gone; its text stays until another document is opened"));
            Vec::new()
        }
    }
}

fn again(app: &mut App, entry: EntryId) -> Vec<Effect> {
    match (&app.view, &app.reading) {
        // Both texts are read again and compared.
        (View::Comparing(_), _) => {
            let mut effects = texts::reload(app);
            effects.extend(survey::again(app, entry));
            effects
        }
        (View::Reading, Reading::Text(_) | Reading::Failed(..)) => {
            let effects = texts::read_again(app, entry);
            app.followed = Some(entry);
            effects
        }
        (View::Reading, Reading::Awaited(_) | Reading::Nothing) => Vec::new(),
        // Claims and results stand as they were found; the next document opened is read anew.
        (View::Claims(_) | View::Concordance(_), _) => {
            app.shelf.forget(entry);
            survey::again(app, entry).into_iter().collect()
        }
    }
}
