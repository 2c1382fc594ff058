//! The tables of the store and their versions.

use rusqlite::Connection;

/// Marks a SQLite file as a store of this program: `RdNt`.
pub(super) const APPLICATION_ID: u32 = 0x5264_4e74;

/// The scripts that make each version of the tables from the one before. A script that was released never
/// changes; a change is a new script at the end.
///
/// Passages are anchors in JSON (`search::Anchor`), states are JSON as well, times are UTC as in RFC 3339, and
/// paths are the bytes the system has for them. `documents.sha256` is what a file is known by: of a long one the
/// digest of its length, its beginning and its end. A session belongs to the paths that the program was opened
/// with, separated by NUL. `identity` has one row that every transaction changes, so that every write-ahead log
/// tells the store it belongs to; its counter begins so high that the row always has the same length.
///
/// Version 2: a note on a link has the passage of a second document in the columns `other…`; a draft is a note
/// whose writing was not ended, and `edits` is the note that it is another wording of.
pub(super) const VERSIONS: [&str; 2] = [
    "
    CREATE TABLE identity (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        store BLOB NOT NULL,
        transactions INTEGER NOT NULL
    ) STRICT;
    INSERT INTO identity VALUES (1, randomblob(16), 1 << 40);

    CREATE TABLE documents (
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,
        sha256 BLOB,
        title TEXT NOT NULL,
        opened TEXT,
        place TEXT,
        furthest INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX documents_by_content ON documents (sha256);

    CREATE TABLE fingerprints (
        hash INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        PRIMARY KEY (hash, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fingerprints_of_document ON fingerprints (document);

    CREATE TABLE notes (
        id INTEGER PRIMARY KEY,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        text TEXT NOT NULL,
        anchor TEXT,
        locator TEXT,
        sha256 BLOB NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    ) STRICT;
    CREATE INDEX notes_of_document ON notes (document);

    CREATE TABLE bookmarks (
        letter TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        anchor TEXT NOT NULL,
        percent INTEGER NOT NULL,
        created TEXT NOT NULL,
        PRIMARY KEY (letter, document)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX bookmarks_of_document ON bookmarks (document);

    CREATE TABLE comparisons (
        one INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        state TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX comparisons_of_other ON comparisons (other);

    CREATE TABLE sessions (
        roots BLOB PRIMARY KEY,
        selected BLOB,
        state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE keyword_sets (
        name TEXT PRIMARY KEY,
        keywords TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE habits (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        state TEXT NOT NULL
    ) STRICT;
",
    "
    ALTER TABLE notes ADD COLUMN other INTEGER REFERENCES documents ON DELETE CASCADE;
    ALTER TABLE notes ADD COLUMN other_anchor TEXT;
    ALTER TABLE notes ADD COLUMN other_locator TEXT;
    ALTER TABLE notes ADD COLUMN is_draft INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE notes ADD COLUMN edits INTEGER REFERENCES notes ON DELETE SET NULL;
    ALTER TABLE documents ADD COLUMN length INTEGER;
    CREATE INDEX notes_of_other ON notes (other);
    CREATE INDEX notes_that_edit ON notes (edits);
    CREATE INDEX drafts ON notes (id) WHERE is_draft;
",
];

/// The version that this program writes, as `PRAGMA user_version`.
pub(super) const VERSION: u32 = VERSIONS.len() as u32;

/// Brings the tables from `version` to [`VERSION`]; runs inside a transaction.
pub(super) fn upgrade(connection: &Connection, version: u32) -> rusqlite::Result<()> {
    for script in VERSIONS.iter().skip(version as usize) {
        connection.execute_batch(script)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", VERSION)
}
