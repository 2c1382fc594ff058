//! The documents of the store, known by path and by content.
//!
//! A file at a known path is that document, edited or not. A file elsewhere is a known document that was moved
//! if it has its bytes, and the file at the known path has them no more; or if half of its fingerprints are
//! those of a document whose file is gone.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest as _, Sha256};

use crate::document::Document;
use crate::storage::error::LoadError;
use crate::storage::files::open_regular;
use crate::storage::store::columns::path_of;
use crate::storage::store::file::{Store, StoreError};
use crate::text::fold::{CaseFold, Folded};
use crate::text::words::words;

/// The longest file that is known by all of its bytes, in bytes.
const DIGESTED: u64 = 8 << 20;

/// How much of the beginning and of the end of a longer file it is known by, in bytes.
const SAMPLE: u64 = 1 << 20;

/// The number of words in a run that makes a fingerprint.
const RUN: usize = 3;

/// How much of a text its fingerprints are taken of, in bytes.
const FINGERPRINTED: usize = 256 << 10;

/// The number of fingerprints kept of a document.
const KEPT: usize = 32;

/// The SHA-256 of the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Returns the digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the digest of the file at `path`.
    pub fn of_file(path: &Path) -> Result<Self, LoadError> {
        let mut hasher = Sha256::new();
        hash_all(&mut open_regular(path)?.0, &mut hasher)?;
        Ok(Self(hasher.finalize().into()))
    }

    /// Returns the digest by which the file at `path` is known: of its bytes, or for a long file of its length,
    /// its beginning and its end.
    fn identity(path: &Path) -> Result<Self, LoadError> {
        let (mut file, data) = open_regular(path)?;
        if data.len() <= DIGESTED {
            return Self::of_file(path);
        }
        let mut hasher = Sha256::new();
        hasher.update(data.len().to_le_bytes());
        hash_all(&mut (&mut file).take(SAMPLE), &mut hasher)?;
        file.seek(SeekFrom::End(-(SAMPLE as i64)))?;
        hash_all(&mut file.take(SAMPLE), &mut hasher)?;
        Ok(Self(hasher.finalize().into()))
    }
}

fn hash_all(bytes: &mut dyn Read, hasher: &mut Sha256) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        match bytes.read(&mut buffer)? {
            0 => return Ok(()),
            length => hasher.update(&buffer[..length]),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes.try_into().map(Self).map_err(|error| FromSqlError::Other(Box::new(error)))
    }
}

/// A few numbers that an edited text still has most of: the smallest hashes of its runs of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Fingerprints(Vec<i64>);

impl Fingerprints {
    /// Returns the fingerprints of a document; none if it has fewer words than a run.
    fn of(document: &Document) -> Self {
        let text = &document.text[..document.text.floor_char_boundary(FINGERPRINTED)];
        let words: Vec<u64> = words(text).map(|word| hash(word.of(text))).collect();
        let mut smallest = BTreeSet::new();
        for run in words.windows(RUN) {
            let hash = run.iter().fold(OFFSET, |hash, word| (hash ^ word).wrapping_mul(PRIME));
            smallest.insert(hash as i64);
            if smallest.len() > KEPT {
                smallest.pop_last();
            }
        }
        Self(smallest.into_iter().collect())
    }
}

// FNV-1a, whose values are the same on every system and in every version.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn hash(word: &str) -> u64 {
    let folded = Folded::of(word, CaseFold::Lower);
    folded.as_str().bytes().fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The key of a document in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub(super) i64);

/// A document in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDocument {
    /// Its key.
    pub id: DocumentId,
    /// Where its file was when something of it was last kept.
    pub path: PathBuf,
    /// The digest by which the file was known then; `None` if it could not be read.
    pub digest: Option<Digest>,
}

impl KeptDocument {
    /// Tells whether there is still a file at its path, edited or not.
    pub fn is_in_place(&self) -> bool {
        self.path.exists()
    }
}

/// A document as it is now.
#[derive(Clone, Debug)]
pub struct CurrentDocument<'a> {
    /// The path of its file, as [`canonical`] returns it.
    pub path: &'a Path,
    /// The digest by which its file is known; `None` if it cannot be read.
    digest: Option<Digest>,
    /// Its content.
    pub document: &'a Document,
}

impl<'a> CurrentDocument<'a> {
    /// Returns the document of the file at `path`.
    pub fn of(path: &'a Path, document: &'a Document) -> Self {
        Self { path, digest: Digest::identity(path).ok(), document }
    }

    /// Tells whether the document is all of the text, and not a window of it.
    fn is_whole(&self) -> bool {
        self.document.extent().len() == self.document.whole
    }
}

/// Returns the absolute path with links resolved; of a file that does not exist, the links of its folder.
pub fn canonical(path: &Path) -> PathBuf {
    let absolute = || {
        let (folder, name) = (path.parent()?, path.file_name()?);
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Some(fs::canonicalize(folder).ok()?.join(name))
    };
    fs::canonicalize(path).ok().or_else(absolute).unwrap_or_else(|| path.to_owned())
}

impl Store {
    /// Returns the document kept under this very path.
    pub fn document_at(&self, path: &Path) -> Result<Option<KeptDocument>, StoreError> {
        self.read(|connection| document_at(connection, path))
    }

    /// Returns the record of a document under its path or, once it was moved, under another one.
    pub fn document_of(&self, current: &CurrentDocument<'_>) -> Result<Option<KeptDocument>, StoreError> {
        self.read(|connection| document_of(connection, current))
    }

    /// Returns all documents in the store, by path.
    pub fn documents(&self) -> Result<Vec<KeptDocument>, StoreError> {
        self.read(|connection| {
            let mut query = connection.prepare("SELECT id, path, sha256 FROM documents ORDER BY path")?;
            query.query_map([], kept)?.collect()
        })
    }

    /// Removes all that is kept of documents, and of what was opened by one of these paths; from the free pages
    /// of the file too.
    pub fn forget(&mut self, documents: &[DocumentId], paths: &[PathBuf]) -> Result<(), StoreError> {
        self.write(|transaction| {
            for id in documents {
                let selected = "UPDATE sessions SET selected = NULL
                                WHERE selected = (SELECT path FROM documents WHERE id = ?1)";
                transaction.execute(selected, [id.0])?;
                transaction.execute("DELETE FROM documents WHERE id = ?1", [id.0])?;
            }
            for path in paths {
                let path = path.as_os_str().as_encoded_bytes();
                transaction.execute("UPDATE sessions SET selected = NULL WHERE selected = ?1", [path])?;
                let opened =
                    "DELETE FROM sessions WHERE instr(x'00' || roots || x'00', x'00' || ?1 || x'00')";
                transaction.execute(opened, [path])?;
            }
            Ok(())
        })?;
        self.erase_deleted()
    }

    /// Removes all that is kept, from the free pages of the file too.
    pub fn forget_all(&mut self) -> Result<(), StoreError> {
        self.write(|transaction| {
            transaction.execute_batch(
                "DELETE FROM documents; DELETE FROM sessions; DELETE FROM keyword_sets; DELETE FROM habits;",
            )
        })?;
        self.erase_deleted()
    }
}

/// Returns the key of a document; adds it, or takes note of its new path and content.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    current: &CurrentDocument<'_>,
) -> rusqlite::Result<DocumentId> {
    let known = document_of(transaction, current)?;
    let (path, digest) = (current.path.as_os_str().as_encoded_bytes(), current.digest);
    let title = current.document.title.as_str();
    let id = if let Some(known) = &known {
        let changed = "UPDATE documents SET path = ?2, sha256 = coalesce(?3, sha256), title = ?4
                       WHERE id = ?1";
        transaction.execute(changed, params![known.id.0, path, digest, title])?;
        known.id
    } else {
        let added = "INSERT INTO documents (path, sha256, title) VALUES (?1, ?2, ?3)";
        transaction.execute(added, params![path, digest, title])?;
        DocumentId(transaction.last_insert_rowid())
    };
    if digest.is_some() && current.is_whole() && known.is_none_or(|known| known.digest != digest) {
        transaction.execute("DELETE FROM fingerprints WHERE document = ?1", [id.0])?;
        let mut added = transaction.prepare("INSERT INTO fingerprints (hash, document) VALUES (?1, ?2)")?;
        for hash in Fingerprints::of(current.document).0 {
            added.execute([hash, id.0])?;
        }
    }
    Ok(id)
}

fn document_at(connection: &Connection, path: &Path) -> rusqlite::Result<Option<KeptDocument>> {
    let query = "SELECT id, path, sha256 FROM documents WHERE path = ?1";
    connection.query_row(query, [path.as_os_str().as_encoded_bytes()], kept).optional()
}

fn document_of(
    connection: &Connection,
    current: &CurrentDocument<'_>,
) -> rusqlite::Result<Option<KeptDocument>> {
    if let Some(known) = document_at(connection, current.path)? {
        return Ok(Some(known));
    }
    let Some(digest) = current.digest else { return Ok(None) };
    let mut same = connection.prepare("SELECT id, path, sha256 FROM documents WHERE sha256 = ?1")?;
    for known in same.query_map([digest], kept)? {
        let known = known?;
        if Digest::identity(&known.path).ok() != known.digest {
            return Ok(Some(known));
        }
    }
    if current.is_whole() { moved_and_edited(connection, current.document) } else { Ok(None) }
}

/// Returns the document whose file is gone and which had half of the fingerprints of this one.
fn moved_and_edited(connection: &Connection, document: &Document) -> rusqlite::Result<Option<KeptDocument>> {
    let Fingerprints(hashes) = Fingerprints::of(document);
    let mut having = connection.prepare(
        "SELECT id, path, sha256 FROM fingerprints JOIN documents ON id = document WHERE hash = ?1",
    )?;
    let mut shared: Vec<(usize, KeptDocument)> = Vec::new();
    for hash in &hashes {
        for known in having.query_map([hash], kept)? {
            let known = known?;
            match shared.iter_mut().find(|(_, other)| other.id == known.id) {
                Some((count, _)) => *count += 1,
                None => shared.push((1, known)),
            }
        }
    }
    shared.retain(|(count, known)| count * 2 >= hashes.len() && !known.is_in_place());
    Ok(shared.into_iter().max_by_key(|(count, _)| *count).map(|(_, known)| known))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptDocument> {
    let path: Vec<u8> = row.get(1)?;
    Ok(KeptDocument { id: DocumentId(row.get(0)?), path: path_of(path), digest: row.get(2)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;

    #[test]
    fn a_long_file_is_known_by_its_length_its_beginning_and_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let [path, moved, other] = ["a", "b", "c"].map(|name| folder.path().join(name));
        let mut bytes = vec![b'a'; DIGESTED as usize + 1];
        fs::write(&path, &bytes).unwrap();
        let known = Digest::identity(&path).unwrap();
        assert_ne!(known, Digest::of(&bytes));
        let last = bytes.len() - 1;
        for (at, is_same) in [(0, false), (SAMPLE as usize - 1, false), (last / 2, true), (last, false)] {
            bytes[at] = b'b';
            fs::write(&other, &bytes).unwrap();
            assert_eq!(Digest::identity(&other).unwrap() == known, is_same, "{at}");
            bytes[at] = b'a';
        }
        fs::write(&other, &bytes[1..last]).unwrap();
        assert_ne!(Digest::identity(&other).unwrap(), known, "a shorter one");
        fs::write(&other, &bytes[2..]).unwrap();
        assert_eq!(Digest::identity(&other).unwrap(), Digest::of_file(&other).unwrap(), "no long one");
        // A window of it is known again once it was moved.
        let mut window = Document::from(Draft { text: "aaaa".into(), ..Draft::default() });
        window.whole = bytes.len();
        let mut store = Store::temporary().unwrap();
        let id = store.write(|transaction| keep(transaction, &CurrentDocument::of(&path, &window))).unwrap();
        fs::rename(&path, &moved).unwrap();
        let found = store.document_of(&CurrentDocument::of(&moved, &window)).unwrap();
        assert_eq!(found.map(|known| known.id), Some(id));
        assert_eq!(store.document_of(&CurrentDocument::of(&other, &window)).unwrap(), None);
    }
}
