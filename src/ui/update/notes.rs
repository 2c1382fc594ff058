//! Notes: writing, changing and removing them, finding those on the texts on the screen, and going to those of
//! the list.

use std::path::Path;
use std::sync::Arc;

use crate::document::{LocatedText, Locator};
use crate::storage::FoundPath;
use crate::storage::store::{NoteId, UserNote};
use crate::tasks::{
    DraftText, EntryId, ListedNote, Memory, NoteChange, NoteState, NoteSubject, NotedPassage, NotedPlace,
    Task, TaskKind,
};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::Key;
use crate::ui::list::pane::ListPane;
use crate::ui::memory::UndoStep;
use crate::ui::note_editor::{EditorOutcome, NoteEditor};
use crate::ui::outcome::Outcome;
use crate::ui::panels::Panel;
use crate::ui::prompt::Prompt;
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::settings::OpenAt;
use crate::ui::views::View;

impl App {
    /// Looks for the user's notes on the texts on the screen where that was not done yet.
    pub(crate) fn find_user_notes(&mut self) {
        let mut is_new = false;
        self.texts().for_each_pane(|pane| {
            is_new |= pane.user_notes.is_none();
            pane.user_notes.get_or_insert_default();
        });
        if is_new {
            let texts = self.texts().on_screen();
            let texts =
                texts.into_iter().filter_map(|text| Some((self.file_of(text.entry)?, text))).collect();
            self.background.start(Task::FindNotes(Arc::clone(&self.memory.notes), texts));
        }
    }

    /// Lets the notes be looked for again, on the texts below the view on the screen when they are shown again.
    fn forget_found_notes(&mut self) {
        for view in self.views.iter_mut() {
            if let View::Comparison(comparing) = view {
                comparing.panes.left.user_notes = None;
                comparing.panes.right.user_notes = None;
            }
        }
        if let Reading::Text(pane) = &mut self.reader.reading {
            pane.user_notes = None;
        }
    }

    /// Opens the editor on the note on the current sentence; on a new one on the selection, or where there is no
    /// note.
    pub(crate) fn write_note(&mut self) {
        if self.background.is_busy(TaskKind::ChangeNote) {
            return self.trouble("the previous note is still being saved: try again");
        }
        let editor = self.note_here().or_else(|| {
            let pane = self.pane()?;
            let sentence = || Some(pane.document.sentences.get(pane.current()?)?.span);
            let passage = self.noted(pane, pane.selected().or_else(sentence)?)?;
            Some(NoteEditor::new(passage, self.other_end_of_link()))
        });
        let Some(mut editor) = editor else {
            return self.trouble(self.why_no_note());
        };
        if !self.memory.notes.is_kept() {
            editor.message = Some("nothing is kept in this run: the note is lost when it ends".into());
        }
        self.note_editor = Some(editor);
    }

    /// Returns why no note can be written here.
    fn why_no_note(&self) -> &'static str {
        let is_no_file = self.pane().is_some_and(|pane| self.file_of(pane.entry).is_none());
        if is_no_file {
            "notes are kept for files only: save this text as a file to write notes on it"
        } else {
            "there is no passage here to write a note on"
        }
    }

    /// Returns the editor of the first note on the current sentence, unless something is selected.
    fn note_here(&self) -> Option<NoteEditor> {
        let pane = self.pane().filter(|pane| pane.selected().is_none())?;
        let sentence = pane.document.sentences.get(pane.current()?)?.span;
        let note = &pane.notes_on(sentence).next()?.note;
        Some(NoteEditor::of(NoteSubject::Kept(Box::new(note.clone())), &note.text, None))
    }

    /// Returns the best counterpart of the current sentence of a comparison.
    fn other_end_of_link(&self) -> Option<NotedPassage> {
        let View::Comparison(comparing) = &self.views.top else { return None };
        let (side, other) = (comparing.side, comparing.side.other());
        let pane = comparing.pane(side);
        if pane.selected().is_some() {
            return None;
        }
        let link = comparing.best(side, comparing.cursor(side)?)?;
        let pane = comparing.pane(other);
        self.noted(pane, pane.document.sentences.get(link.on(other))?.span)
    }

    /// Returns a passage of a text as a note is written on it, `None` unless all of it is held.
    fn noted(&self, pane: &TextPane, span: Span) -> Option<NotedPassage> {
        let path = self.file_of(pane.entry)?;
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

    /// Gives a key to the editor.
    pub(crate) fn press_in_note(&mut self, key: Key) {
        let Some(editor) = &mut self.note_editor else { return };
        match editor.press(key, &self.keymap) {
            EditorOutcome::Nothing => {}
            EditorOutcome::Edited => self.keep_draft(),
            EditorOutcome::Save => self.save_note(),
            EditorOutcome::Discard => self.discard_note(),
            EditorOutcome::Act(action) => self.act(action.into(), None),
        }
    }

    /// Gives pasted text to the editor.
    pub(crate) fn paste_in_note(&mut self, text: &str) {
        if let Some(editor) = &mut self.note_editor {
            editor.paste(text);
            self.keep_draft();
        }
    }

    /// Keeps the text as a draft. It waits while an earlier state of it is being kept.
    fn keep_draft(&mut self) {
        let (Some(editor), Some(_)) = (&self.note_editor, &self.memory.store) else { return };
        let draft = DraftText { id: editor.draft, subject: editor.subject().clone(), text: editor.text() };
        self.memory.waiting.retain(|memory| !matches!(memory, Memory::Draft(_)));
        self.memory.waiting.push(Memory::Draft(Box::new(draft)));
    }

    /// Takes the key of the draft that was kept. If the note has been saved or discarded since, the draft is removed.
    pub(crate) fn take_draft(&mut self, draft: NoteId) {
        match self.note_editor.as_mut().or(self.saving_note.as_mut()) {
            Some(editor) => {
                editor.draft = Some(draft);
                for memory in &mut self.memory.waiting {
                    if let Memory::Draft(waiting) = memory {
                        waiting.id = Some(draft);
                    }
                }
            }
            None => self.memory.waiting.push(Memory::NoDraft(draft)),
        }
    }

    /// Closes the editor and discards the text.
    fn discard_note(&mut self) {
        let Some(editor) = self.note_editor.take() else { return };
        self.memory.waiting.retain(|memory| !matches!(memory, Memory::Draft(_)));
        self.memory.waiting.extend(editor.draft.map(Memory::NoDraft));
    }

    /// Saves the note; the selection that it is on ends.
    fn save_note(&mut self) {
        let Some(editor) = self.note_editor.take() else { return };
        self.texts().for_each_pane(|pane| pane.selection = None);
        self.memory.waiting.retain(|memory| !matches!(memory, Memory::Draft(_)));
        let change = NoteChange::Write(editor.subject().clone(), editor.text());
        let draft = editor.draft;
        self.saving_note = Some(editor);
        self.change_note(change, draft);
    }

    pub(crate) fn change_note(&mut self, change: NoteChange, draft: Option<NoteId>) {
        self.say("saving …");
        let notes = Arc::clone(&self.memory.notes);
        self.background.start(Task::ChangeNote(notes, Box::new(change), draft));
    }

    /// Takes the last change of a note back.
    pub(crate) fn undo_note(&mut self) {
        self.step_change(UndoStep::Undo);
    }

    /// Makes the change again that was taken back last.
    pub(crate) fn redo_note(&mut self) {
        self.step_change(UndoStep::Redo);
    }

    fn step_change(&mut self, step: UndoStep) {
        if self.background.is_busy(TaskKind::ChangeNote) {
            return self.trouble("the previous change is still being saved: try again");
        }
        let changes = &mut self.memory.note_changes;
        let (from, nothing) = match step {
            UndoStep::Undo => (&mut changes.undo, "there is no change of a note to undo"),
            UndoStep::Redo => (&mut changes.redo, "there is no change of a note to redo"),
        };
        let Some(change) = from.pop() else { return self.trouble(nothing) };
        changes.under_way = Some((step, change.clone()));
        self.change_note(change, None);
    }

    /// Takes the result of changing the notes. What is not saved can be tried again.
    pub(crate) fn take_note_change(&mut self, result: Result<Box<NoteChange>, String>) {
        self.background.written(TaskKind::ChangeNote, result.is_ok());
        let (editor, step) = (self.saving_note.take(), self.memory.note_changes.under_way.take());
        let changes = &mut self.memory.note_changes;
        match result {
            Ok(back) => {
                self.forget_found_notes();
                self.list_notes();
                self.say(self.done_words(&back, step.is_some()));
                self.memory.note_changes.take(*back, step.map(|(step, _)| step));
            }
            Err(why) => {
                match step {
                    Some((UndoStep::Undo, change)) => changes.undo.push(change),
                    Some((UndoStep::Redo, change)) => changes.redo.push(change),
                    None => {}
                }
                match editor {
                    Some(mut editor) => {
                        editor.message = Some(why);
                        self.note_editor = Some(editor);
                    }
                    None => self.trouble(why),
                }
            }
        }
    }

    /// Returns what was done, by the change that takes it back.
    fn done_words(&self, back: &NoteChange, is_step: bool) -> String {
        let is_kept = self.memory.notes.is_kept();
        match back {
            NoteChange::Restore(_) => "note removed · :undo-note brings it back".into(),
            NoteChange::Remove(_) if is_step => "the note is back".into(),
            NoteChange::Write(..) if is_step => "the other text of the note is back".into(),
            NoteChange::Remove(_) | NoteChange::Write(..) if !is_kept => {
                "the note is shown until the program ends; nothing is kept in this run".into()
            }
            NoteChange::Remove(_) | NoteChange::Write(..) => "note saved".into(),
        }
    }
}

impl App {
    /// Asks for the filter of the list of notes.
    pub(crate) fn ask_for_note_filter(&mut self) {
        let Some(Panel::Notes(panel)) = &self.panel else { return };
        self.prompt = Some(Prompt::filter(panel.filter()));
    }

    /// Returns the entry of a path, which is added to the list if it is not there.
    fn listed_entry(&mut self, path: &Path) -> Option<EntryId> {
        if self.list.library.find(path).is_none() {
            self.list.library.add(vec![FoundPath::File(path.to_owned())]);
            self.change_list(ListPane::entries_inserted);
        }
        self.list.library.find(path)
    }

    /// Goes to the passage of a note, of one on a link in a comparison of both documents; a draft is written on.
    pub(crate) fn go_to_note(&mut self, listed: ListedNote) {
        if listed.is_draft() {
            return self.edit_note(listed);
        }
        let Some(entry) = self.listed_entry(&listed.path) else { return };
        // In the comparison on the screen the cursor moves to it.
        let opens_link = listed.linked_path.is_some() && !matches!(self.views.top, View::Comparison(_));
        let words = listed.quotation().to_owned();
        let kept = listed.note.passage.map_or(0, |(anchor, _)| anchor.start);
        let span = match listed.place {
            NotedPlace::Found(_, Some(sentence)) if opens_link => {
                let other = listed.linked_path.as_deref().and_then(|path| self.listed_entry(path));
                let Some(other) = other else { return };
                return self.perform([Outcome::Compare((entry, other), Some((entry, sentence)))]);
            }
            NotedPlace::Found(span, _) => span,
            NotedPlace::Unknown | NotedPlace::NotFound | NotedPlace::Unreadable(_) => {
                Span::new(kept, kept + words.len())
            }
        };
        let to = Bookmark { entry, span, words, percent: 0 };
        self.texts().remember_place();
        let is_shown = self.texts().on_screen().iter().any(|text| text.entry == entry);
        if is_shown || matches!(self.views.top, View::Reading) {
            self.show_bookmark(&to);
        } else {
            self.show_document(entry, OpenAt::Bookmark(to));
        }
        if listed.place == NotedPlace::NotFound {
            self.trouble("the passage of this note is no longer in the text");
        }
    }

    /// Opens the editor on a note, or continues a draft.
    pub(crate) fn edit_note(&mut self, listed: ListedNote) {
        if self.background.is_busy(TaskKind::ChangeNote) {
            return self.trouble("the previous change is still being saved: try again");
        }
        let ListedNote { note, state, .. } = listed;
        self.note_editor = Some(match state {
            NoteState::Kept => NoteEditor::of(NoteSubject::Kept(Box::new(note.clone())), &note.text, None),
            NoteState::Draft(edits) => {
                let subject = edits.unwrap_or_else(|| Box::new(note.clone()));
                let mut editor = NoteEditor::of(NoteSubject::Kept(subject), &note.text, None);
                editor.draft = Some(note.id);
                editor
            }
        });
    }

    /// Removes a note or a draft.
    pub(crate) fn remove_note(&mut self, note: UserNote) {
        if self.background.is_busy(TaskKind::ChangeNote) {
            return self.trouble("the previous change is still being saved: try again");
        }
        self.change_note(NoteChange::Remove(note), None);
    }
}
