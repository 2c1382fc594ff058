//! The list of notes: filtering it, and going to, changing and removing a note of it.

use std::path::Path;

use crate::storage::FoundPath;
use crate::storage::store::UserNote;
use crate::tasks::{EntryId, ListedNote, NoteChange, NoteState, NoteSubject, NotedPlace, TaskKind};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::bookmarks::Bookmark;
use crate::ui::list::pane::ListPane;
use crate::ui::note_editor::NoteEditor;
use crate::ui::outcome::Outcome;
use crate::ui::panels::Panel;
use crate::ui::prompt::Prompt;
use crate::ui::settings::Opening;
use crate::ui::views::View;

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
            self.show_document(entry, Opening::Bookmark(to));
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
