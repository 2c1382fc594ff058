//! Other programs: the editor, and those that a passage is given to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::ui::app::App;
use crate::ui::message::Effect;
use crate::ui::panels::Panel;
use crate::ui::panels::programs::ProgramPanel;
use crate::ui::update::copying::CopyForm;

impl App {
    /// Opens the file of the text in the editor, at the line of the current sentence.
    pub(crate) fn edit(&mut self) {
        match self.edited() {
            Ok(effect) => self.background.push(effect),
            Err(why) => self.trouble(why),
        }
    }

    fn edited(&self) -> Result<Effect, &'static str> {
        let pane = self.pane().ok_or("there is no text here")?;
        let path = self
            .list
            .library
            .path(pane.entry)
            .ok_or("this text is not in a file, so no editor can open it")?;
        let place = pane.current_place();
        let line = match pane.long {
            // Until the lines above are counted, the file opens at its beginning.
            Some(_) => Some(pane.line_number_at(place).unwrap_or(1)),
            None => pane.document.line_at(place),
        };
        let line = line.ok_or("this document has no lines for an editor to go to")?;
        let editor = self.settings.editor.clone().ok_or("neither VISUAL nor EDITOR names an editor")?;
        Ok(Effect::Edit { editor, line, path: no_option(path) })
    }

    /// Reads the document again after the editor has ended.
    pub(crate) fn take_edited(&mut self, result: Result<(), String>) {
        match result {
            Ok(()) => self.reload(),
            Err(why) => self.trouble(why),
        }
    }

    /// Asks for the program that the selection or the current sentence is given to; a single one starts at once.
    pub(crate) fn ask_for_program(&mut self) {
        let programs = Arc::clone(&self.settings.commands);
        if programs.is_empty() {
            return self.trouble(
                "no programs under [commands] in the settings; add one, such as speak = \"espeak-ng\"",
            );
        }
        let Some(input) = self.copied(CopyForm::Words) else {
            return self.trouble("there is no passage here");
        };
        let is_single = programs.len() == 1;
        let mut panel = ProgramPanel::new(programs, input);
        let task = is_single.then(|| panel.start()).flatten();
        self.open_panel(Panel::Programs(panel), task);
    }
}

/// Returns the path so that no program takes it for an option.
fn no_option(path: PathBuf) -> PathBuf {
    if path.as_os_str().as_encoded_bytes().starts_with(b"-") { Path::new(".").join(path) } else { path }
}
