//! What the user chose: in the list of some paths, in the comparison of two documents, and everywhere.

use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::storage::store::columns::{Json, path_of};
use crate::storage::store::documents::{CurrentDocument, keep};
use crate::storage::store::file::{Store, StoreError};

/// What was chosen where the program was opened with certain paths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The document that was selected.
    #[serde(skip)]
    pub selected: Option<PathBuf>,
    /// The name of the order of the list.
    pub order: String,
    /// Whether that order was reversed.
    pub is_reversed: bool,
    /// The name of what the headings of the list were.
    pub grouping: String,
    /// Whether the keys went to the text, and not to the list.
    pub in_text: bool,
    /// The keywords as they are typed.
    pub keywords: Vec<String>,
}

/// What was chosen everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// The searches typed, newest last.
    pub searches: Vec<String>,
    /// The commands typed, newest last.
    pub commands: Vec<String>,
    /// Whether the legend is shown, if that was chosen.
    pub legend: Option<bool>,
}

/// Returns the key of the session of some paths.
fn key(roots: &[PathBuf]) -> Vec<u8> {
    let names: Vec<&[u8]> = roots.iter().map(|root| root.as_os_str().as_encoded_bytes()).collect();
    names.join(&0)
}

impl Store {
    /// Keeps the session of some paths, as [`super::canonical`] returns them, and the habits.
    pub fn keep_session(
        &mut self,
        roots: &[PathBuf],
        session: &Session,
        habits: &Habits,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            if !roots.is_empty() {
                let selected = session.selected.as_deref().map(Path::as_os_str);
                let selected = selected.map(|path| path.as_encoded_bytes().to_vec());
                let kept = "INSERT OR REPLACE INTO sessions VALUES (?1, ?2, ?3)";
                transaction.execute(kept, params![key(roots), selected, Json(session)])?;
            }
            transaction.execute("INSERT OR REPLACE INTO habits VALUES (1, ?1)", [Json(habits)])?;
            Ok(())
        })
    }

    /// Returns the session of some paths.
    pub fn session(&self, roots: &[PathBuf]) -> Result<Option<Session>, StoreError> {
        self.read(|connection| {
            let query = "SELECT selected, state FROM sessions WHERE roots = ?1";
            let session = |row: &Row<'_>| {
                let Json(session) = row.get(1)?;
                let selected: Option<Vec<u8>> = row.get(0)?;
                Ok(Session { selected: selected.map(path_of), ..session })
            };
            connection.query_row(query, [key(roots)], session).optional()
        })
    }

    /// Returns the habits.
    pub fn habits(&self) -> Result<Habits, StoreError> {
        self.read(|connection| {
            let habits = |row: &Row<'_>| row.get(0).map(|Json(habits)| habits);
            Ok(connection.query_row("SELECT state FROM habits", [], habits).optional()?.unwrap_or_default())
        })
    }

    /// Keeps a set of keywords under a name.
    pub fn keep_keywords(&mut self, name: &str, keywords: &[String]) -> Result<(), StoreError> {
        self.write(|transaction| {
            let kept = "INSERT OR REPLACE INTO keyword_sets VALUES (?1, ?2)";
            transaction.execute(kept, params![name, Json(keywords)])?;
            Ok(())
        })
    }

    /// Returns the names of all sets of keywords, and the keywords of one of them.
    pub fn keyword_sets(&self) -> Result<Vec<(String, Vec<String>)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare("SELECT name, keywords FROM keyword_sets ORDER BY name")?;
            let set = |row: &Row<'_>| {
                let Json(keywords) = row.get(1)?;
                Ok((row.get(0)?, keywords))
            };
            query.query_map([], set)?.collect()
        })
    }

    /// Keeps what was chosen in the comparison of two documents, as JSON.
    pub fn keep_comparison(
        &mut self,
        documents: [&CurrentDocument<'_>; 2],
        state: &str,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let [one, other] = [keep(transaction, documents[0])?, keep(transaction, documents[1])?];
            transaction.execute("DELETE FROM comparisons WHERE one = ?2 AND other = ?1", [one.0, other.0])?;
            let kept = "INSERT OR REPLACE INTO comparisons VALUES (?1, ?2, ?3)";
            transaction.execute(kept, params![one.0, other.0, state])?;
            Ok(())
        })
    }

    /// Returns what was chosen in comparisons, as JSON with the paths of both documents.
    pub fn comparisons(&self) -> Result<Vec<([PathBuf; 2], String)>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare(
                "SELECT left.path, right.path, state FROM comparisons
                 JOIN documents AS left ON left.id = one JOIN documents AS right ON right.id = other",
            )?;
            let comparison = |row: &Row<'_>| {
                let paths = [path_of(row.get(0)?), path_of(row.get(1)?)];
                Ok((paths, row.get(2)?))
            };
            query.query_map([], comparison)?.collect()
        })
    }
}
