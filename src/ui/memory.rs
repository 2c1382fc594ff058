//! The data that this run keeps for the next one, and the data of the runs before.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Document;
use crate::storage::store::SharedStore;
use crate::tasks::{BookmarkedPassage, ComparisonChoices, EntryId, Memory, NoteChange};

/// What is remembered. Without a store nothing is.
#[derive(Clone, Debug, Default)]
pub struct SessionMemory {
    /// The user's store; `None` with `--no-state`, without a home, and once the store failed.
    pub(crate) store: Option<Arc<SharedStore>>,
    /// The store of the user's notes: the user's store also where it failed, since it may be mended meanwhile, else
    /// one in memory.
    pub(crate) notes: Arc<SharedStore>,
    /// What is to be remembered as soon as the task before has ended.
    pub(crate) waiting: Vec<Memory>,
    /// The document that was read last, and how far.
    pub(crate) reading: Option<LastRead>,
    /// The document that was opened at its beginning and goes to the place where it was left.
    pub(crate) returning: Option<EntryId>,
    /// The path of the document that is selected once it is listed.
    pub(crate) selection: Option<PathBuf>,
    /// Whether the user has done anything yet, or the command line says where to begin.
    pub(crate) is_touched: bool,
    /// Whether the command line says from which probabilities on a link is strong and weak.
    pub has_levels: bool,
    /// The bookmarks of documents that are not listed yet.
    pub(crate) bookmarks: Vec<(PathBuf, BookmarkedPassage)>,
    /// What was chosen in comparisons before.
    pub(crate) comparisons: HashMap<[PathBuf; 2], ComparisonChoices>,
    /// The comparison on the screen and the choices in it.
    pub(crate) compared: Option<((EntryId, EntryId), ComparisonChoices)>,
    /// The changes of notes that can be taken back.
    pub(crate) note_changes: NoteChanges,
    /// Why nothing is remembered any more.
    pub(crate) failure: Option<String>,
}

/// The changes of notes in this run.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoteChanges {
    /// The changes that undo the user's, the newest last.
    pub(crate) undo: Vec<NoteChange>,
    /// The changes that redo what was undone, the newest last.
    pub(crate) redo: Vec<NoteChange>,
    /// The change under way, unless it is a new one.
    pub(crate) under_way: Option<(UndoStep, NoteChange)>,
}

/// A step through the changes of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UndoStep {
    /// A change is taken back.
    Undo,
    /// It is made again.
    Redo,
}

/// A document that was read, and how far.
#[derive(Clone, Debug)]
pub(crate) struct LastRead {
    /// Its entry.
    pub(crate) entry: EntryId,
    /// The path of its file.
    pub(crate) path: PathBuf,
    /// The document, or the window of it on the screen.
    pub(crate) document: Arc<Document>,
    /// The byte at the top of the page.
    pub(crate) top: usize,
    /// The furthest byte that was on the screen.
    pub(crate) furthest: usize,
}

impl SessionMemory {
    /// Returns a memory that is kept in a store.
    pub fn new(store: Arc<SharedStore>) -> Self {
        Self { notes: Arc::clone(&store), store: Some(store), ..Self::default() }
    }

    /// Adds the place in the document read last to the data to remember.
    pub(crate) fn leave_document(&mut self) {
        if let Some(LastRead { path, document, top, furthest, .. }) = self.reading.take() {
            self.waiting.push(Memory::Place { path, document, top, furthest });
        }
    }
}

impl NoteChanges {
    /// Adds the change that takes back the one that was made, as a new one or as a step.
    pub(crate) fn take(&mut self, back: NoteChange, step: Option<UndoStep>) {
        match step {
            None => {
                self.redo.clear();
                self.undo.push(back);
            }
            Some(UndoStep::Undo) => self.redo.push(back),
            Some(UndoStep::Redo) => self.undo.push(back),
        }
    }
}
