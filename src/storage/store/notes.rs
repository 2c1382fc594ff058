//! The notes that the user wrote on documents.

use std::path::PathBuf;

use rusqlite::types::Type;
use rusqlite::{Row, params};

use crate::document::Locator;
use crate::search::Anchor;
use crate::storage::store::documents::{CurrentDocument, Digest, DocumentId, keep, path_of};
use crate::storage::store::file::{Store, StoreError};

/// A note to keep.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// The words of the user; a highlight has none.
    pub text: &'a str,
    /// The passage it is on, and where people find that; `None` for a note on the whole document.
    pub passage: Option<(Anchor, Locator)>,
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
        let (anchor, locator) = note.passage.as_ref().map(json).unzip();
        self.write(|transaction| {
            let document = keep(transaction, current)?;
            let added = "INSERT INTO notes (document, text, anchor, locator, sha256, created, changed)
                         VALUES (?1, ?2, ?3, ?4, ?5, strftime('%FT%TZ'), strftime('%FT%TZ'))";
            let values = params![document.0, note.text, anchor, locator, current.digest];
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

fn json((anchor, locator): &(Anchor, Locator)) -> (String, String) {
    // These types have no maps and no numbers that JSON lacks: writing them cannot fail.
    let text = |value: serde_json::Result<String>| value.unwrap_or_default();
    (text(serde_json::to_string(anchor)), text(serde_json::to_string(locator)))
}

fn note(row: &Row<'_>) -> rusqlite::Result<UserNote> {
    let failed =
        |column| move |error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error));
    let passage = match (row.get::<_, Option<String>>(4)?, row.get::<_, Option<String>>(5)?) {
        (Some(anchor), Some(locator)) => Some((
            serde_json::from_str(&anchor).map_err(failed(4))?,
            serde_json::from_str(&locator).map_err(failed(5))?,
        )),
        _ => None,
    };
    Ok(UserNote {
        document: DocumentId(row.get(0)?),
        path: path_of(row.get(1)?),
        title: row.get(2)?,
        text: row.get(3)?,
        passage,
        digest: row.get(6)?,
        created: row.get(7)?,
        changed: row.get(8)?,
    })
}
