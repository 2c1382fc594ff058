//! The notes that the user wrote on documents, and the drafts of notes.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::document::Locator;
use crate::search::Anchor;
use crate::storage::store::columns::{Json, path_of};
use crate::storage::store::documents::{CurrentDocument, Digest, DocumentId, keep};
use crate::storage::store::file::{Store, StoreError};

/// The key of a note or a draft in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(i64);

/// A passage with the place where people found it when the note was written.
pub type KeptPassage = (Anchor, Locator);

/// A note or a draft to keep.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// The words of the user; a highlight has none.
    pub text: &'a str,
    /// The passage it is on; `None` for a note on the whole document.
    pub passage: Option<KeptPassage>,
    /// The passage of a second document, if the note is on the link between two.
    pub linked: Option<(CurrentDocument<'a>, KeptPassage)>,
    /// The digest of the document's file.
    pub digest: Digest,
}

/// A note that the user wrote, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserNote {
    /// Its key.
    pub id: NoteId,
    /// The key of its document.
    pub document: DocumentId,
    /// The path of the document's file when something of it was last kept.
    pub path: PathBuf,
    /// The title of the document then.
    pub title: String,
    /// The words of the user; a highlight has none.
    pub text: String,
    /// The passage it is on; `None` for a note on the whole document.
    pub passage: Option<KeptPassage>,
    /// The passage of a second document, if the note is on the link between two.
    pub linked: Option<LinkedPassage>,
    /// The digest of the file when the note was written.
    pub digest: Digest,
    /// When the note was written: UTC as in RFC 3339.
    pub created: String,
    /// When it was last changed.
    pub changed: String,
}

/// The passage at the other end of a link that a note is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedPassage {
    /// The key of its document.
    pub document: DocumentId,
    /// The path of the document's file when something of it was last kept.
    pub path: PathBuf,
    /// The title of the document then.
    pub title: String,
    /// The passage.
    pub passage: KeptPassage,
}

/// A note whose writing was not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// What was written so far.
    pub note: UserNote,
    /// The note that it is another wording of; `None` for a new note.
    pub edits: Option<UserNote>,
}

impl UserNote {
    /// Returns the passage of a document that it is on; `None` for a note on the whole of it.
    pub fn passage_in(&self, document: DocumentId) -> Option<&KeptPassage> {
        let linked = self.linked.as_ref().filter(|linked| linked.document == document);
        match linked {
            Some(linked) if self.document != document => Some(&linked.passage),
            Some(_) | None => self.passage.as_ref(),
        }
    }
}

/// The columns of a note, as [`note`] reads them.
const NOTES: &str =
    "SELECT notes.id, document, one.path, one.title, text, anchor, locator, notes.sha256, created,
        changed, other, two.path, two.title, other_anchor, other_locator, edits
    FROM notes JOIN documents AS one ON one.id = document LEFT JOIN documents AS two ON two.id = other";

impl Store {
    /// Keeps a note on a document, in place of its draft if there is one; it is on the disk when this returns.
    pub fn add_note(
        &mut self,
        current: &CurrentDocument<'_>,
        note: &NewNote<'_>,
        draft: Option<NoteId>,
    ) -> Result<NoteId, StoreError> {
        self.write(|transaction| {
            remove(transaction, draft)?;
            insert(transaction, current, note)
        })
    }

    /// Gives a note other words, in place of a draft if there is one; returns the words it had. A note that was
    /// removed meanwhile is kept again.
    pub fn edit_note(
        &mut self,
        note: &UserNote,
        text: &str,
        draft: Option<NoteId>,
    ) -> Result<String, StoreError> {
        self.write(|transaction| {
            remove(transaction, draft)?;
            let query = "SELECT text FROM notes WHERE id = ?1 AND NOT is_draft";
            let before = transaction.query_row(query, [note.id.0], |row| row.get(0)).optional()?;
            let id = if before.is_some() { note.id } else { copy(transaction, note, Some(note.id))? };
            let changed = "UPDATE notes SET text = ?2, changed = strftime('%FT%TZ') WHERE id = ?1";
            transaction.execute(changed, params![id.0, text])?;
            Ok(before.unwrap_or_else(|| note.text.clone()))
        })
    }

    /// Removes a note or a draft.
    pub fn remove_note(&mut self, id: NoteId) -> Result<(), StoreError> {
        self.write(|transaction| remove(transaction, Some(id)))
    }

    /// Keeps a note again that was removed.
    pub fn restore_note(&mut self, note: &UserNote) -> Result<NoteId, StoreError> {
        self.write(|transaction| copy(transaction, note, Some(note.id)))
    }

    /// Returns all notes: by document, those on the whole of it first, then by passage.
    pub fn notes(&self) -> Result<Vec<UserNote>, StoreError> {
        self.read(|connection| {
            let order = "ORDER BY one.path, anchor ->> 'start', notes.id";
            let mut query = connection.prepare(&format!("{NOTES} WHERE NOT is_draft {order}"))?;
            query.query_map([], note)?.collect()
        })
    }

    /// Returns the note of a key.
    pub fn note(&self, id: NoteId) -> Result<UserNote, StoreError> {
        self.read(|connection| connection.query_row(&format!("{NOTES} WHERE notes.id = ?1"), [id.0], note))
    }

    /// Returns the notes on a document and on links of it, by passage.
    pub fn notes_of(&self, document: DocumentId) -> Result<Vec<UserNote>, StoreError> {
        self.read(|connection| {
            let of =
                "WHERE (document = ?1 OR other = ?1) AND NOT is_draft ORDER BY anchor ->> 'start', notes.id";
            let mut query = connection.prepare(&format!("{NOTES} {of}"))?;
            query.query_map([document.0], note)?.collect()
        })
    }

    /// Keeps a draft of a new note.
    pub fn add_draft(
        &mut self,
        current: &CurrentDocument<'_>,
        note: &NewNote<'_>,
    ) -> Result<NoteId, StoreError> {
        self.write(|transaction| {
            let id = insert(transaction, current, note)?;
            transaction.execute("UPDATE notes SET is_draft = 1 WHERE id = ?1", [id.0])?;
            Ok(id)
        })
    }

    /// Keeps a draft of other words for a note.
    pub fn add_draft_of(&mut self, note: &UserNote, text: &str) -> Result<NoteId, StoreError> {
        self.write(|transaction| {
            let id = copy(transaction, note, None)?;
            let draft = "UPDATE notes SET is_draft = 1, text = ?2, changed = strftime('%FT%TZ'),
                             edits = (SELECT id FROM notes WHERE id = ?3 AND NOT is_draft)
                         WHERE id = ?1";
            transaction.execute(draft, params![id.0, text, note.id.0])?;
            Ok(id)
        })
    }

    /// Gives a draft other words; tells whether it is still there.
    pub fn change_draft(&mut self, id: NoteId, text: &str) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let changed = "UPDATE notes SET text = ?2, changed = strftime('%FT%TZ')
                           WHERE id = ?1 AND is_draft";
            Ok(transaction.execute(changed, params![id.0, text])? > 0)
        })
    }

    /// Returns all drafts, the newest last.
    pub fn drafts(&self) -> Result<Vec<NoteDraft>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(&format!("{NOTES} WHERE is_draft ORDER BY notes.id"))?;
            let mut edited = connection.prepare(&format!("{NOTES} WHERE notes.id = ?1"))?;
            let draft = |row: &Row<'_>| {
                let edits: Option<i64> = row.get("edits")?;
                let edits = edits.map(|id| edited.query_row([id], note)).transpose()?;
                Ok(NoteDraft { note: note(row)?, edits })
            };
            query.query_map([], draft)?.collect()
        })
    }
}

fn remove(transaction: &Transaction<'_>, id: Option<NoteId>) -> rusqlite::Result<()> {
    if let Some(id) = id {
        transaction.execute("DELETE FROM notes WHERE id = ?1", [id.0])?;
    }
    Ok(())
}

fn insert(
    transaction: &Transaction<'_>,
    current: &CurrentDocument<'_>,
    note: &NewNote<'_>,
) -> rusqlite::Result<NoteId> {
    let document = keep(transaction, current)?;
    let other = note.linked.as_ref().map(|(other, _)| keep(transaction, other)).transpose()?;
    let [(anchor, locator), (other_anchor, other_locator)] =
        [note.passage.as_ref(), note.linked.as_ref().map(|(_, passage)| passage)].map(columns);
    let added = "INSERT INTO notes (document, text, anchor, locator, sha256, created, changed, other,
                                    other_anchor, other_locator)
                 VALUES (?1, ?2, ?3, ?4, ?5, strftime('%FT%TZ'), strftime('%FT%TZ'), ?6, ?7, ?8)";
    let other = other.map(|id| id.0);
    transaction.execute(
        added,
        params![document.0, note.text, anchor, locator, note.digest, other, other_anchor, other_locator],
    )?;
    Ok(NoteId(transaction.last_insert_rowid()))
}

/// Keeps the note with a key unless another note has taken it, else with a new one; returns its key.
fn copy(transaction: &Transaction<'_>, note: &UserNote, id: Option<NoteId>) -> rusqlite::Result<NoteId> {
    let linked = note.linked.as_ref();
    let [(anchor, locator), (other_anchor, other_locator)] =
        [note.passage.as_ref(), linked.map(|linked| &linked.passage)].map(columns);
    let kept = "INSERT INTO notes (id, document, text, anchor, locator, sha256, created, changed, other,
                                   other_anchor, other_locator)
                VALUES ((SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM notes WHERE id = ?1)),
                        ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    transaction.execute(
        kept,
        params![
            id.map(|id| id.0),
            note.document.0,
            note.text,
            anchor,
            locator,
            note.digest,
            note.created,
            note.changed,
            linked.map(|linked| linked.document.0),
            other_anchor,
            other_locator,
        ],
    )?;
    Ok(NoteId(transaction.last_insert_rowid()))
}

fn columns(passage: Option<&KeptPassage>) -> (Option<Json<&Anchor>>, Option<Json<&Locator>>) {
    passage.map(|(anchor, locator)| (Json(anchor), Json(locator))).unzip()
}

/// Returns the passage in these columns of a row.
fn passage(row: &Row<'_>, anchor: usize, locator: usize) -> rusqlite::Result<Option<KeptPassage>> {
    let anchor: Option<Json<Anchor>> = row.get(anchor)?;
    let locator: Option<Json<Locator>> = row.get(locator)?;
    Ok(anchor.zip(locator).map(|(Json(anchor), Json(locator))| (anchor, locator)))
}

fn note(row: &Row<'_>) -> rusqlite::Result<UserNote> {
    let linked = match (row.get(10)?, passage(row, 13, 14)?) {
        (Some(document), Some(passage)) => Some(LinkedPassage {
            document: DocumentId(document),
            path: path_of(row.get(11)?),
            title: row.get(12)?,
            passage,
        }),
        _ => None,
    };
    Ok(UserNote {
        id: NoteId(row.get(0)?),
        document: DocumentId(row.get(1)?),
        path: path_of(row.get(2)?),
        title: row.get(3)?,
        text: row.get(4)?,
        passage: passage(row, 5, 6)?,
        linked,
        digest: row.get(7)?,
        created: row.get(8)?,
        changed: row.get(9)?,
    })
}
