//! Writing what is on the screen to a file, and leaving no sooner than it is written.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Document;
use crate::tasks::entry::EntryId;
use crate::tasks::task::{Overwrite, Sheet, Task, TaskKind, Titled, Two};
use crate::ui::app::{App, Reading, View};
use crate::ui::claims::table::ClaimsTable;
use crate::ui::message::Effect;

/// The path by which standard input goes in reports.
const STANDARD: &str = "-";

/// Writes what is on the screen to the file of this name.
pub(crate) fn write(app: &mut App, name: String, overwrite: Overwrite) -> Vec<Effect> {
    if app.is_busy(TaskKind::Write) {
        app.trouble("the file before is still being written: try again in a moment");
        return Vec::new();
    }
    match sheet(app) {
        Ok(sheet) => {
            app.say(format!("writing {name} …"));
            let paths = Arc::clone(app.library.entries());
            vec![app.start(Task::Write(sheet, name, overwrite, paths))]
        }
        Err(why) => {
            app.trouble(why);
            Vec::new()
        }
    }
}

/// Takes what became of a file; whoever wanted to leave meanwhile may do so now, unless there is
/// something to be told.
pub(crate) fn written(app: &mut App, result: Result<String, String>) -> Vec<Effect> {
    app.ended(TaskKind::Write);
    let leaving = app.leaving.take();
    match result {
        Ok(words) => {
            app.say(words);
            leaving.map(Effect::Quit).into_iter().collect()
        }
        Err(why) => {
            app.trouble(why);
            Vec::new()
        }
    }
}

/// Leaves with this status, as soon as nothing is being written any more.
pub(crate) fn leave(app: &mut App, status: u8) -> Vec<Effect> {
    if app.is_busy(TaskKind::Write) {
        app.leaving = Some(status);
        app.say("leaving as soon as the file is written …");
        return Vec::new();
    }
    vec![Effect::Quit(status)]
}

/// What is on the screen, as far as it can be written.
fn sheet(app: &App) -> Result<Sheet, String> {
    let wait = || "there is nothing to write yet: the documents are still being compared".to_string();
    match (&app.view, &app.reading) {
        (View::Comparison(comparing), _) => {
            let comparison = comparing.findings.comparison().ok_or_else(wait)?;
            let of = |entry, document: &Arc<Document>| titled(app, entry, document);
            let (left, right) = (&comparing.panes.left, &comparing.panes.right);
            let documents =
                Two { left: of(left.entry, &left.document), right: of(right.entry, &right.document) };
            let alignment = comparing.findings.alignment.as_ref();
            let anchored = alignment.map(|alignment| alignment.anchored.clone()).unwrap_or_default();
            let (comparison, levels) = (Arc::clone(comparison), comparing.levels);
            Ok(Sheet::Comparison { documents, comparison, levels, anchored })
        }
        (View::Claims(grid), _) => of_grid(app, grid).ok_or_else(wait),
        (View::Reading, Reading::Text(pane)) if pane.long.is_some() => {
            Err("of a text this long only a part is held: copy its file instead".into())
        }
        (View::Reading, Reading::Text(pane)) => Ok(Sheet::Document(titled(app, pane.entry, &pane.document))),
        (View::Search(_), _) => Err("what is found everywhere is printed by --search".into()),
        (View::Reading, _) => Err("there is no document to write".into()),
    }
}

fn of_grid(app: &App, grid: &ClaimsTable) -> Option<Sheet> {
    let documents = grid.documents.iter().map(|shown| titled(app, shown.entry, &shown.document));
    Some(Sheet::Claims(documents.collect(), Arc::clone(grid.claims.as_ref()?), grid.levels))
}

fn titled(app: &App, entry: EntryId, document: &Arc<Document>) -> Titled {
    let path = app.library.path(entry).unwrap_or_else(|| PathBuf::from(STANDARD));
    Titled { path, document: Arc::clone(document) }
}
