//! Writing the screen's contents to a file; the program does not end before the file is written.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Document;
use crate::tasks::{EntryId, NoteSelection, Overwrite, Sheet, Task, TaskKind, Titled, Two};
use crate::ui::app::App;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::panels::Panel;
use crate::ui::reader::state::Reading;
use crate::ui::views::View;

impl App {
    /// Writes the content of the view to the file of this name.
    pub(crate) fn write_report(&mut self, name: String, overwrite: Overwrite) {
        if self.background.is_busy(TaskKind::Write) {
            return self.trouble("the previous file is still being written: try again in a moment");
        }
        match self.sheet() {
            Ok(sheet) => self.start_writing(sheet, name, overwrite),
            Err(why) => self.trouble(why),
        }
    }

    /// Writes the notes listed to the file of this name; while they are not listed, those on documents of the list.
    pub(crate) fn write_notes(&mut self, name: String, overwrite: Overwrite) {
        if self.background.is_busy(TaskKind::Write) {
            return self.trouble("the previous file is still being written: try again in a moment");
        }
        let chosen = match &self.panel {
            Some(Panel::Notes(panel)) => NoteSelection::These(panel.listed()),
            Some(_) | None => NoteSelection::Library(self.list.library.roots.clone()),
        };
        let sheet = Sheet::Notes(Arc::clone(&self.memory.notes), chosen);
        self.start_writing(sheet, name, overwrite);
    }

    fn start_writing(&mut self, sheet: Sheet, name: String, overwrite: Overwrite) {
        self.say(format!("writing {name} …"));
        let paths = Arc::clone(self.list.library.entries());
        self.background.start(Task::Write(sheet, name, overwrite, paths));
    }

    /// Takes the result of writing a file.
    pub(crate) fn take_written(&mut self, result: Result<String, String>) {
        self.background.written(TaskKind::Write, result.is_ok());
        match result {
            Ok(words) => self.say(words),
            Err(why) => self.trouble(why),
        }
    }

    /// Leaves with this status, as soon as nothing is being written any more.
    pub(crate) fn quit(&mut self, status: u8) {
        if !self.background.quit(status) {
            self.say("exiting as soon as the file is written …");
        }
    }

    /// Returns the contents of the screen as a report, or an error when they cannot be written.
    fn sheet(&self) -> Result<Sheet, String> {
        let wait = || "there is nothing to write yet: the documents are still being compared".to_string();
        match (&self.views.top, &self.reader.reading) {
            (View::Comparison(comparing), _) => {
                let alignment = comparing.findings.alignment.clone().ok_or_else(wait)?;
                let path = |entry| self.path_of(entry);
                let paths =
                    Two { left: path(comparing.panes.left.entry), right: path(comparing.panes.right.entry) };
                let (levels, notes) = (comparing.levels, Arc::clone(&self.memory.notes));
                Ok(Sheet::Comparison { paths, alignment, levels, notes })
            }
            (View::Claims(table), _) => self.claims_sheet(table).ok_or_else(wait),
            (View::Reading, Reading::Text(pane)) if pane.long.is_some() => {
                Err("only part of a text this long is in memory: copy its file instead".into())
            }
            (View::Reading, Reading::Text(pane)) => {
                Ok(Sheet::Document(self.titled(pane.entry, &pane.document)))
            }
            (View::Search(_), _) => Err("reader --search prints the hits in all documents".into()),
            (View::Reading, _) => Err("there is no document to write".into()),
        }
    }

    fn claims_sheet(&self, table: &ClaimsTable) -> Option<Sheet> {
        let documents = table.documents.iter().map(|shown| self.titled(shown.entry, &shown.document));
        Some(Sheet::Claims(documents.collect(), Arc::clone(table.claims.as_ref()?), table.levels))
    }

    fn titled(&self, entry: EntryId, document: &Arc<Document>) -> Titled {
        Titled { path: self.path_of(entry), document: Arc::clone(document) }
    }

    /// Returns the path of an entry, `-` for standard input.
    fn path_of(&self, entry: EntryId) -> PathBuf {
        let wanted = self.list.library.wanted(entry);
        wanted.map_or_else(PathBuf::new, |wanted| wanted.source.path().to_owned())
    }
}
