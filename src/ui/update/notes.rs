//! Writing notes on passages.

use std::sync::Arc;

use crate::document::{LocatedText, Locator};
use crate::tasks::entry::EntryId;
use crate::tasks::task::{Task, TaskKind};
use crate::tasks::{NotedPassage, PassageNote};
use crate::ui::app::App;
use crate::ui::input::LineEdit;
use crate::ui::prompt::{Prompt, Purpose};

impl App {
    /// Looks for the user's notes on the texts on the screen where that was not done yet.
    pub(crate) fn find_user_notes(&mut self) {
        let Some(store) = self.memory.store.clone() else { return };
        let mut is_new = false;
        self.texts().for_each_pane(|pane| {
            is_new |= pane.user_notes.is_none();
            pane.user_notes.get_or_insert_default();
        });
        if is_new {
            let texts = self.texts().on_screen();
            let texts =
                texts.into_iter().filter_map(|text| Some((self.file_of(text.entry)?, text))).collect();
            self.background.start(Task::FindNotes(store, texts));
        }
    }

    /// Takes the user's notes on a document, or on the window of it that begins at `start`.
    pub(crate) fn take_notes(&mut self, entry: EntryId, start: usize, notes: &Arc<[PassageNote]>) {
        self.texts().for_each_pane(|pane| {
            if pane.is_at_window(entry, start) {
                pane.user_notes = Some(Arc::clone(notes));
            }
        });
    }

    /// Asks for a note on the selection, else on the current sentence. Where nothing is kept, it says so instead.
    pub(crate) fn ask_for_note(&mut self) {
        if self.memory.store.is_none() {
            return self.trouble("nothing is kept in this run, so a note would be lost when it ends");
        }
        match self.passage_to_note() {
            Some(passage) => self.prompt = Some(Prompt::new(Purpose::Note(passage))),
            None => self.trouble("there is no passage of a file here to write a note on"),
        }
    }

    fn passage_to_note(&self) -> Option<NotedPassage> {
        let pane = self.pane()?;
        let path = self.file_of(pane.entry)?;
        let sentence = || Some(pane.document.sentences.get(pane.current()?)?.span);
        let span = pane.selected().or_else(sentence)?;
        let held = pane.document.extent();
        if span.start < held.start || held.end < span.end {
            return None;
        }
        let locator = match pane.long {
            Some(_) => Locator { line: pane.line_number_at(span.start), division: None, paragraph: 1 },
            None => LocatedText::from(&*pane.document).locate((0, 0), span.start),
        };
        Some(NotedPassage { path, document: Arc::clone(&pane.document), span, locator })
    }

    /// Keeps a note; the selection that it is on ends.
    pub(crate) fn add_note(&mut self, passage: NotedPassage, text: String) {
        let Some(store) = self.memory.store.clone() else { return };
        if self.background.is_busy(TaskKind::AddNote) {
            return self.ask_again(passage, &text, "the note before is still being saved: try again".into());
        }
        self.texts().for_each_pane(|pane| pane.selection = None);
        self.say("saving the note …");
        self.background.start(Task::AddNote(store, passage, text));
    }

    /// Takes the result of keeping a note. One that is not kept can be tried again.
    pub(crate) fn take_added_note(&mut self, result: Result<(), (NotedPassage, String, String)>) {
        self.background.written(TaskKind::AddNote, result.is_ok());
        match result {
            Ok(()) => {
                self.texts().for_each_pane(|pane| pane.user_notes = None);
                self.say("the note is saved · reader --notes lists all");
            }
            Err((passage, text, why)) => self.ask_again(passage, &text, why),
        }
    }

    fn ask_again(&mut self, passage: NotedPassage, text: &str, why: String) {
        if self.prompt.is_some() {
            return self.trouble(why);
        }
        let mut prompt = Prompt::new(Purpose::Note(passage));
        prompt.line = LineEdit::new(text);
        prompt.error = Some(why);
        self.prompt = Some(prompt);
    }
}
