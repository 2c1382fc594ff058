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
    New(Box<NoteTarget>),
    /// Other words for this one, which is in the store or was a draft there.
    Kept(Box<UserNote>),
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

/// A note or a draft, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedNote {
    /// The note.
    pub note: UserNote,
    /// Whether it is a draft.
    pub state: NoteState,
    /// The path of its document, as the list of documents has it if it is there.
    pub path: PathBuf,
    /// The path of the document at the other end of the link that it is on, likewise.
    pub linked_path: Option<PathBuf>,
    /// Whether its document is on the screen.
    pub is_on_screen: bool,
    /// Where its passage is.
    pub place: NotedPlace,
    /// Its words, those it is on and the title of its document, folded, in which a filter looks for words.
    pub folded: String,
}

/// Whether a note was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteState {
    /// The note is kept.
    Kept,
    /// The note is a draft; if there is a note here, a change of it.
    Draft(Option<Box<UserNote>>),
}

/// Where the passage of a note is in its document now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotedPlace {
    /// The passage was not looked for.
    Unknown,
    /// Here, and in the sentence of this index, if it is in one.
    Found(Span, Option<usize>),
    /// The passage is not in the document.
    NotFound,
    /// The document cannot be read, and why.
    Unreadable(String),
}

impl ListedNote {
    /// Tells whether it is a draft.
    pub fn is_draft(&self) -> bool {
        matches!(self.state, NoteState::Draft(_))
    }

    /// Returns the words it is on; none for a note on the whole document.
    pub fn quotation(&self) -> &str {
        self.note.passage.as_ref().map_or("", |(anchor, _)| &anchor.exact)
    }
}

/// A note of the user on a text on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageNote {
    /// The passage as it is found now; `None` if it is not found, and for a note on the whole document.
    pub span: Option<Span>,
    /// Of a note on a link, the path of the document at the other end, from the last folder on that both are in.
    pub other: Option<PathBuf>,
    /// The note.
    pub note: UserNote,
}
