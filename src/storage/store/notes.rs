//! The notes that the user wrote on documents.

use std::path::PathBuf;

use rusqlite::{Row, params};

use crate::document::Locator;
use crate::search::Anchor;
use crate::storage::store::columns::{Json, path_of};
use crate::storage::store::documents::{CurrentDocument, Digest, DocumentId, keep};
use crate::storage::store::file::{Store, StoreError};

/// A note to keep.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// The words of the user; a highlight has none.
    pub text: &'a str,
    /// The passage it is on, and where people find that; `None` for a note on the whole document.
    pub passage: Option<(Anchor, Locator)>,
    /// The digest of the document's file.
    pub digest: Digest,
}

/// A note that the user wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserNote {
    /// The key of its document.
    pub document: DocumentId,
    /// The path of the document's file when something of it was last kept.
    pub path: PathBuf,
    /// The title of the document then.
    pub title: String,
    /// The words of the user; a highlight has none.
    pub text: String,
    /// The passage it is on, and where people found that when the note was written; `None` for a note on the
    /// whole document.
    pub passage: Option<(Anchor, Locator)>,
    /// The digest of the file when the note was written.
    pub digest: Digest,
    /// When the note was written: UTC as in RFC 3339.
    pub created: String,
    /// When it was last changed.
    pub changed: String,
}

impl Store {
    /// Keeps a note on a document; it is on the disk when this returns.
    pub fn add_note(&mut self, current: &CurrentDocument<'_>, note: &NewNote<'_>) -> Result<(), StoreError> {
        let passage = note.passage.as_ref().map(|(anchor, locator)| (Json(anchor), Json(locator)));
        let (anchor, locator) = passage.unzip();
        self.write(|transaction| {
            let document = keep(transaction, current)?;
            let added = "INSERT INTO notes (document, text, anchor, locator, sha256, created, changed)
                         VALUES (?1, ?2, ?3, ?4, ?5, strftime('%FT%TZ'), strftime('%FT%TZ'))";
            let values = params![document.0, note.text, anchor, locator, note.digest];
            transaction.execute(added, values)?;
            Ok(())
        })
    }

    /// Returns all notes: by document, those on the whole of it first, then by passage.
    pub fn notes(&self) -> Result<Vec<UserNote>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT document, path, title, text, anchor, locator, notes.sha256, created, changed
                 FROM notes JOIN documents ON documents.id = document
                 ORDER BY path, anchor ->> 'start', notes.id",
            )?;
            query.query_map([], note)?.collect()
        })
    }
}

fn note(row: &Row<'_>) -> rusqlite::Result<UserNote> {
    let anchor: Option<Json<Anchor>> = row.get(4)?;
    let locator: Option<Json<Locator>> = row.get(5)?;
    Ok(UserNote {
        document: DocumentId(row.get(0)?),
        path: path_of(row.get(1)?),
        title: row.get(2)?,
        text: row.get(3)?,
        passage: anchor.zip(locator).map(|(Json(anchor), Json(locator))| (anchor, locator)),
        digest: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
    })
}
