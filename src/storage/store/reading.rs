//! How far documents were read, and the bookmarks in them.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, params};

use crate::search::Anchor;
use crate::storage::store::columns::{Json, path_of};
use crate::storage::store::documents::{CurrentDocument, DocumentId, keep};
use crate::storage::store::file::{Store, StoreError};

/// Where a document was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPlace {
    /// What was at the top of the page; `None` in a document without text.
    pub anchor: Option<Anchor>,
    /// The furthest byte of the text that was on the screen.
    pub furthest: usize,
    /// The length of the text, in bytes; 0 if that is not known.
    pub length: usize,
}

/// A passage with a letter to return to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptBookmark {
    /// Its letter.
    pub letter: char,
    /// The path of its document when something of that was last kept.
    pub path: PathBuf,
    /// The passage.
    pub anchor: Anchor,
    /// How much of the text was before it, from 0 to 100.
    pub percent: usize,
}

impl Store {
    /// Keeps where a document was left, and that it was opened.
    pub fn keep_place(&mut self, current: &CurrentDocument<'_>, place: &KeptPlace) -> Result<(), StoreError> {
        self.write(|transaction| {
            let id = keep(transaction, current)?;
            let kept = "UPDATE documents SET place = ?2, furthest = max(furthest, ?3), length = ?4,
                                      opened = strftime('%FT%TZ')
                 WHERE id = ?1";
            let anchor = place.anchor.as_ref().map(Json);
            let (furthest, length) = (place.furthest as i64, place.length as i64);
            transaction.execute(kept, params![id.0, anchor, furthest, length])?;
            Ok(())
        })
    }

    /// Returns where a document was left; `None` if it was never opened.
    pub fn place_of(&self, document: DocumentId) -> Result<Option<KeptPlace>, StoreError> {
        self.read(|connection| {
            let query =
                "SELECT place, furthest, coalesce(length, 0) FROM documents WHERE id = ?1 AND opened IS NOT NULL";
            let place = |row: &Row<'_>| {
                let anchor: Option<Json<Anchor>> = row.get(0)?;
                let (furthest, length): (i64, i64) = (row.get(1)?, row.get(2)?);
                let anchor = anchor.map(|Json(anchor)| anchor);
                Ok(KeptPlace { anchor, furthest: furthest as usize, length: length as usize })
            };
            connection.query_row(query, [document.0], place).optional()
        })
    }

    /// Returns the paths of all documents that were opened, and how far each was read, in percent, where that is
    /// known.
    pub fn opened(&self) -> Result<Vec<(PathBuf, Option<u8>)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT path, min(100, furthest * 100 / nullif(length, 0)) FROM documents
                 WHERE opened IS NOT NULL",
            )?;
            query.query_map([], |row| Ok((path_of(row.get(0)?), row.get(1)?)))?.collect()
        })
    }

    /// Keeps a bookmark of a document.
    pub fn keep_bookmark(
        &mut self,
        current: &CurrentDocument<'_>,
        letter: char,
        anchor: &Anchor,
        percent: usize,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let id = keep(transaction, current)?;
            let kept = "INSERT OR REPLACE INTO bookmarks VALUES (?1, ?2, ?3, ?4, strftime('%FT%TZ'))";
            let values = params![letter.to_string(), id.0, Json(anchor), percent as i64];
            transaction.execute(kept, values)?;
            Ok(())
        })
    }

    /// Removes the bookmark of a letter in a document.
    pub fn remove_bookmark(&mut self, document: DocumentId, letter: char) -> Result<(), StoreError> {
        self.write(|transaction| {
            let removed = "DELETE FROM bookmarks WHERE letter = ?1 AND document = ?2";
            transaction.execute(removed, params![letter.to_string(), document.0])?;
            Ok(())
        })
    }

    /// Returns all bookmarks, those set last at the end.
    pub fn bookmarks(&self) -> Result<Vec<KeptBookmark>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT letter, path, anchor, percent FROM bookmarks JOIN documents ON id = document
                 ORDER BY created",
            )?;
            let bookmark = |row: &Row<'_>| {
                let (letter, Json(anchor), percent): (String, _, i64) =
                    (row.get(0)?, row.get(2)?, row.get(3)?);
                let letter = letter.chars().next().unwrap_or_default();
                Ok(KeptBookmark { letter, path: path_of(row.get(1)?), anchor, percent: percent as usize })
            };
            query.query_map([], bookmark)?.collect()
        })
    }
}
