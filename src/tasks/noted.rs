//! The notes of the user as the state has them: the passages they are on, changes of them, and drafts.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Document, Locator};
use crate::storage::store::{NoteId, UserNote};
use crate::text::Span;

/// A passage that a note is written on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedPassage {
    /// The path of its file.
    pub path: PathBuf,
    /// The document, or the window of it that was on the screen.
    pub document: Arc<Document>,
    /// The passage.
    pub span: Span,
    /// Where people find it.
    pub locator: Locator,
}

/// What a new note is on: a passage, or the link between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteTarget {
    /// The passage.
    pub passage: NotedPassage,
    /// The passage at the other end of the link.
    pub linked: Option<NotedPassage>,
}

/// A note that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteSubject {
    /// A new one on this.
    New(NoteTarget),
    /// Other words for this one, which is in the store or was a draft there.
    Kept(UserNote),
}

/// A change of the notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteChange {
    /// Give a note these words.
    Write(NoteSubject, String),
    /// Remove a note.
    Remove(UserNote),
    /// Keep a note again that was removed.
    Restore(UserNote),
}

/// The words of a note that is being written, to be kept as its draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftText {
    /// The key of the draft; `None` until it was first kept.
    pub id: Option<NoteId>,
    /// The note.
    pub subject: NoteSubject,
    /// The words so far.
    pub text: String,
}

/// A note of the user on a text on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageNote {
    /// The passage as it is found now; `None` if it is not found, and for a note on the whole document.
    pub span: Option<Span>,
    /// The note.
    pub note: UserNote,
}
