//! Opening the store, and writing to it.
//!
//! - The file is made complete under a temporary name, so that no reader meets half of it.
//! - Its header is read before SQLite opens it: a file that is not a store, damaged or newer is never opened, and so
//!   never changed. Then all of it is checked, and a write-ahead log must belong to it. Until that is known,
//!   nothing of the log is moved into the file.
//! - Where it cannot be opened for writing (a read-only folder, a full disk), it is opened for reading; where
//!   not even the files beside it can be made, it is read as an immutable file. One of an older version is then
//!   copied into memory, where its tables are brought to the present version.

use std::env;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use etcetera::{BaseStrategy, choose_base_strategy};
use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::storage::error::{LoadError, ReadError};
use crate::storage::files::open_regular;
use crate::storage::store::schema::{APPLICATION_ID, VERSION, upgrade};

/// The name of the file in the user's data folder.
const NAME: &str = "store.sqlite";

/// How long a write waits for the writes of other runs of the program.
const PATIENCE: Duration = Duration::from_secs(10);

/// The length of the header of a SQLite file, in bytes.
const HEADER: usize = 100;

/// The store, open.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    path: PathBuf,
}

/// Why the store cannot be read or written; names its file.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no folder to keep it in.
    #[error("nowhere to keep notes and positions: neither HOME nor XDG_DATA_HOME is set")]
    NoPlace,
    /// It is not a store, or a damaged one.
    #[error("{}: this file of notes and positions is damaged ({reason}); it is left as it is; move it away to start a new one", .path.display())]
    Damaged {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A newer version of the program wrote it.
    #[error("{}: written by a newer reader (version {version} of the file; this reader knows {VERSION}); it is left as it is", .path.display())]
    Newer {
        /// Its file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// It cannot be read now.
    #[error("{}: cannot be read: {reason}", .path.display())]
    Unreadable {
        /// Its file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// It can be read, but not written.
    #[error("{}: not saved: {reason}", .path.display())]
    NotSaved {
        /// Its file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

impl Store {
    /// Returns the path of the user's store; an error without a home.
    pub fn place() -> Result<PathBuf, StoreError> {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        // Without either, the system's list of users tells a home; nothing is written there unasked.
        let has_home = is_set("HOME") || is_set("XDG_DATA_HOME");
        let folders = choose_base_strategy().ok().filter(|_| has_home).ok_or(StoreError::NoPlace)?;
        Ok(folders.data_dir().join("reader").join(NAME))
    }

    /// Returns the store at `path` for reading, and for writing where that is possible; `None` if there is
    /// none.
    pub fn open(path: &Path) -> Result<Option<Self>, StoreError> {
        if header(path)?.is_none() {
            return Ok(None);
        }
        ignore_file_size_signal();
        match Self::open_for_writing(path) {
            Err(StoreError::NotSaved { .. }) => Self::open_for_reading(path).map(Some),
            opened => opened.map(Some),
        }
    }

    /// Returns the store at `path` for writing; makes it if there is none.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        ignore_file_size_signal();
        if header(path)?.is_none() {
            create(path)?;
        }
        Self::open_for_writing(path)
    }

    fn open_for_writing(path: &Path) -> Result<Self, StoreError> {
        let has_log = has_log(path);
        let store = Self::connect(path, path, OpenFlags::SQLITE_OPEN_READ_WRITE, "NORMAL", not_saved)?;
        let failed = |error| not_saved(path, &error);
        if store.connection.is_readonly("main").map_err(failed)? {
            return Err(StoreError::NotSaved { path: path.to_owned(), reason: READ_ONLY.to_owned() });
        }
        store.check(has_log)?;
        let connection = &store.connection;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map_err(failed)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
        if store.version().map_err(failed)? < VERSION {
            let transaction = store.begin().map_err(failed)?;
            let version = store.version().map_err(failed)?;
            upgrade(&transaction, version).and_then(|()| transaction.commit()).map_err(failed)?;
        }
        Ok(store)
    }

    fn open_for_reading(path: &Path) -> Result<Self, StoreError> {
        let has_log = has_log(path);
        let open = |target: &Path, flags, mode| {
            let store = Self::connect(path, target, flags, mode, unreadable)?;
            store.check(has_log)?;
            if store.version().map_err(|error| unreadable(path, &error))? < VERSION {
                return store.copied_to_memory();
            }
            Ok(store)
        };
        let read_only = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let opened = open(path, read_only, "NORMAL");
        let Err(StoreError::Unreadable { .. }) = opened else { return opened };
        if has_log {
            // Alone with the file, SQLite keeps the index of the log in memory.
            return open(path, OpenFlags::SQLITE_OPEN_READ_WRITE, "EXCLUSIVE");
        }
        open(&immutable(path), read_only, "NORMAL")
    }

    /// Returns a store in memory that nothing is left of when it is dropped.
    pub fn temporary() -> Result<Self, StoreError> {
        let path = PathBuf::from("memory");
        let made = || {
            let connection = Connection::open_in_memory()?;
            connection.pragma_update(None, "foreign_keys", true)?;
            upgrade(&connection, 0)?;
            Ok(connection)
        };
        let connection = made().map_err(|error| not_saved(&path, &error))?;
        Ok(Self { connection, path })
    }

    /// Returns a copy in memory that can be read but not changed, with the tables of the present version.
    fn copied_to_memory(self) -> Result<Self, StoreError> {
        let copied = || {
            let mut copy = Connection::open_in_memory()?;
            Backup::new(&self.connection, &mut copy)?.run_to_completion(1024, Duration::ZERO, None)?;
            upgrade(&copy, self.version()?)?;
            copy.pragma_update(None, "query_only", true)?;
            Ok(copy)
        };
        let connection = copied().map_err(|error| unreadable(&self.path, &error))?;
        Ok(Self { connection, path: self.path })
    }

    fn connect(
        path: &Path,
        target: &Path,
        flags: OpenFlags,
        locking_mode: &str,
        failed: fn(&Path, &rusqlite::Error) -> StoreError,
    ) -> Result<Self, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(target, flags).map_err(|error| failed(path, &error))?;
        let store = Self { connection, path: path.to_owned() };
        let connection = &store.connection;
        connection
            .busy_timeout(PATIENCE)
            .and_then(|()| connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true))
            .and_then(|_| connection.pragma_update(None, "synchronous", "FULL"))
            .and_then(|()| connection.pragma_update(None, "secure_delete", true))
            .and_then(|()| connection.pragma_update(None, "foreign_keys", true))
            .and_then(|()| connection.pragma_update(None, "locking_mode", locking_mode))
            // The first use of the file shows whether it is damaged.
            .and_then(|()| store.version())
            .map_err(|error| failed(path, &error))?;
        Ok(store)
    }

    fn version(&self) -> rusqlite::Result<u32> {
        self.connection.pragma_query_value(None, "user_version", |row| row.get(0))
    }

    /// Returns an error unless every page is sound and the write-ahead log, if any, belongs to this file.
    fn check(&self, has_log: bool) -> Result<(), StoreError> {
        let damaged = |reason: String| StoreError::Damaged { path: self.path.clone(), reason };
        let failed = |error| unreadable(&self.path, &error);
        // The log may hold the header of a newer version.
        let version = self.version().map_err(failed)?;
        if version > VERSION {
            return Err(StoreError::Newer { path: self.path.clone(), version });
        }
        let found: u32 =
            self.connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(failed)?;
        if found != APPLICATION_ID || (has_log && !self.owns_log().map_err(failed)?) {
            return Err(damaged(format!("{} belongs to another file", beside(&self.path, "-wal").display())));
        }
        let answer: String =
            self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
        if answer == "ok" { Ok(()) } else { Err(damaged(answer)) }
    }

    /// Tells whether the identity read through the write-ahead log is also in the file alone. The file may be in
    /// the middle of taking pages over from the log, so that SQLite would not read it alone; but the identity is
    /// the same in every copy of its page.
    fn owns_log(&self) -> rusqlite::Result<bool> {
        let (root, size, identity): (u32, u32, Vec<u8>) = self.connection.query_row(
            "SELECT rootpage, page_size, store FROM sqlite_schema, pragma_page_size, identity
             WHERE name = 'identity'",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let mut page = vec![0; size as usize];
        let start = u64::from(root.saturating_sub(1)) * u64::from(size);
        let read = File::open(&self.path).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut page)
        });
        Ok(read.is_ok() && memchr::memmem::find(&page, &identity).is_some())
    }

    /// Returns the path of its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the result of `work`, which is on the disk as a whole, or an error and nothing is.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let written = self.begin().and_then(|transaction| {
            transaction.execute("UPDATE identity SET transactions = transactions + 1", [])?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        });
        written.map_err(|error| not_saved(&self.path, &error))
    }

    fn begin(&self) -> rusqlite::Result<Transaction<'_>> {
        Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)
    }

    /// Returns the result of `work`, which only reads.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        work(&self.connection).map_err(|error| unreadable(&self.path, &error))
    }

    /// Removes what was deleted from the free pages of the file and from the write-ahead log.
    pub(super) fn erase_deleted(&self) -> Result<(), StoreError> {
        let erased = self.connection.execute_batch("VACUUM").and_then(|()| {
            let busy = |row: &rusqlite::Row<'_>| row.get::<_, bool>(0);
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], busy)
        });
        let log = beside(&self.path, "-wal");
        let reason = match erased {
            Ok(false) => return Ok(()),
            Ok(true) => "another reader has it open".to_owned(),
            Err(error) => words(&error),
        };
        let reason = format!("deleted, but traces may remain in {}: {reason}", log.display());
        Err(StoreError::NotSaved { path: self.path.clone(), reason })
    }
}

/// The store of a run with a screen: opened when it is first needed, and by one task at a time.
#[derive(Debug)]
pub struct SharedStore {
    /// The path of its file; `None` of one in memory.
    path: Option<PathBuf>,
    store: Mutex<Option<Store>>,
}

impl Default for SharedStore {
    /// Returns a store in memory, whose data is not kept after this run.
    fn default() -> Self {
        Self { path: None, store: Mutex::new(None) }
    }
}

impl SharedStore {
    /// Returns the store at `path`; nothing is opened yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path: Some(path), store: Mutex::new(None) }
    }

    /// Returns the path of its file; `None` of one in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Tells whether its data is kept after this run.
    pub fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    /// Returns the result of `work` with the store; `None` while there is none.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut opened = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(path)) = (&*opened, &self.path) {
            *opened = Store::open(path)?;
        }
        opened.as_ref().map(work).transpose()
    }

    /// Returns the result of `work` with the store, which is made if there is none.
    pub fn write<T>(&self, work: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut opened = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let mut store = match (opened.take(), &self.path) {
            (Some(store), _) => store,
            (None, Some(path)) => Store::open_or_create(path)?,
            (None, None) => Store::temporary()?,
        };
        let result = work(&mut store);
        *opened = Some(store);
        result
    }
}

const READ_ONLY: &str = "it cannot be written";

/// Returns the version in the header of the store at `path`, `None` if there is no file.
fn header(path: &Path) -> Result<Option<u32>, StoreError> {
    let damaged = |reason: &str| StoreError::Damaged { path: path.to_owned(), reason: reason.to_owned() };
    let unreadable = |reason: String| StoreError::Unreadable { path: path.to_owned(), reason };
    let (file, data) = match open_regular(path) {
        Ok(opened) => opened,
        Err(LoadError::Unreadable(ReadError::Missing)) if has_log(path) => {
            let log = beside(path, "-wal");
            return Err(damaged(&format!("only {} is left of it", log.display())));
        }
        Err(LoadError::Unreadable(ReadError::Missing)) => return Ok(None),
        Err(LoadError::Unreadable(why @ ReadError::Denied)) => return Err(unreadable(why.to_string())),
        Err(error) => return Err(damaged(&error.to_string())),
    };
    if data.len() == 0 {
        return Err(damaged("it is empty"));
    }
    let mut bytes = Vec::new();
    file.take(HEADER as u64).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    match (number(60), number(68)) {
        _ if !bytes.starts_with(b"SQLite format 3\0") => Err(damaged("it is not an SQLite file")),
        (Some(version), Some(APPLICATION_ID)) if version > VERSION => {
            Err(StoreError::Newer { path: path.to_owned(), version })
        }
        (Some(version), Some(APPLICATION_ID)) => Ok(Some(version)),
        (Some(_), Some(_)) => Err(damaged("another program wrote it")),
        _ => Err(damaged("it is truncated")),
    }
}

/// Makes the store at `path`, unless another run of the program makes it first.
fn create(path: &Path) -> Result<(), StoreError> {
    let failed = |reason: String| StoreError::NotSaved { path: path.to_owned(), reason };
    let folder = path.parent().unwrap_or(Path::new("."));
    let folders = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    folders.map_err(|error| failed(error.to_string()))?;
    // A temporary file is private to the user, and SQLite gives the files beside it the same permissions.
    let file = tempfile::Builder::new()
        .prefix(".store-")
        .tempfile_in(folder)
        .map_err(|error| failed(error.to_string()))?;
    let made = Connection::open(file.path()).and_then(|connection| {
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        let transaction = Transaction::new_unchecked(&connection, TransactionBehavior::Immediate)?;
        upgrade(&transaction, 0)?;
        transaction.commit()?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.close().map_err(|(_, error)| error)
    });
    made.map_err(|error| failed(words(&error)))?;
    let moved = file.as_file().sync_all().and_then(|()| match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => Err(error.error),
        _ => File::open(folder)?.sync_all(),
    });
    moved.map_err(|error| failed(error.to_string()))
}

/// Lets a write beyond the limit of a file's size fail as on a full disk, instead of ending the program.
fn ignore_file_size_signal() {
    // A signal that only sets a flag; without it the program ends by the limit, which harms nothing.
    let _ = signal_hook::flag::register(libc::SIGXFSZ, std::sync::Arc::default());
}

/// Tells whether the store has a write-ahead log that holds something.
fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|data| data.len() > 0)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns the URI by which SQLite reads a file that does not change, without making files beside it.
fn immutable(path: &Path) -> PathBuf {
    let encoded = percent_encoding::percent_encode(
        path.as_os_str().as_encoded_bytes(),
        percent_encoding::NON_ALPHANUMERIC,
    );
    format!("file:{encoded}?immutable=1").into()
}

fn not_saved(path: &Path, error: &rusqlite::Error) -> StoreError {
    damage(path, error)
        .unwrap_or_else(|| StoreError::NotSaved { path: path.to_owned(), reason: words(error) })
}

fn unreadable(path: &Path, error: &rusqlite::Error) -> StoreError {
    damage(path, error)
        .unwrap_or_else(|| StoreError::Unreadable { path: path.to_owned(), reason: words(error) })
}

/// Returns the error for a damaged file, if `error` says that it is damaged.
fn damage(path: &Path, error: &rusqlite::Error) -> Option<StoreError> {
    let is_damage = match error {
        rusqlite::Error::SqliteFailure(failure, _) => {
            // A table is missing or other than it was made.
            matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown)
        }
        // A value is not of the type of its column.
        _ => true,
    };
    is_damage.then(|| StoreError::Damaged { path: path.to_owned(), reason: words(error) })
}

/// Returns what went wrong, in the words of the user interface.
fn words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => "no space is left".to_owned(),
        Some(ErrorCode::ReadOnly) => READ_ONLY.to_owned(),
        Some(ErrorCode::CannotOpen) => "its folder cannot be written".to_owned(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another run of the program is writing; try again".to_owned()
        }
        Some(ErrorCode::SystemIoFailure) => "the disk is full or failing".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::store::schema::VERSIONS;

    /// Makes a store of the first version, with a document and a note.
    fn of_first_version(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(VERSIONS[0]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO documents (id, path, title) VALUES (7, x'2f612e747874', 'Ice');
                 INSERT INTO notes VALUES (3, 7, 'thin', NULL, NULL, zeroblob(32), 'then', 'later');
                 INSERT INTO bookmarks VALUES ('q', 7, '{}', 12, 'then');",
            )
            .unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
    }

    #[test]
    fn a_store_of_an_older_version_keeps_what_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        of_first_version(&path);
        let before = fs::read(&path).unwrap();
        let notes = |store: &Store| {
            let notes = store.notes().unwrap();
            notes.into_iter().map(|note| (note.path, note.title, note.text, note.created)).collect::<Vec<_>>()
        };
        let note = (PathBuf::from("/a.txt"), "Ice".to_owned(), "thin".to_owned(), "then".to_owned());
        // Where it can only be read, it is upgraded in memory.
        let mut readable = Store::open_for_reading(&path).unwrap();
        assert_eq!(notes(&readable), std::slice::from_ref(&note));
        let id = readable.notes().unwrap()[0].id;
        let refused = readable.remove_note(id).unwrap_err().to_string();
        assert!(refused.contains("not saved: it cannot be written"), "{refused}");
        drop(readable);
        assert_eq!(fs::read(&path).unwrap(), before);
        let mut store = Store::open(&path).unwrap().unwrap();
        assert_eq!((notes(&store), store.version().unwrap()), (vec![note.clone()], VERSION));
        let bookmarks: u32 =
            store.connection.query_row("SELECT count(*) FROM bookmarks", [], |row| row.get(0)).unwrap();
        assert_eq!(bookmarks, 1);
        let removed = store.notes().unwrap().remove(0);
        store.remove_note(removed.id).unwrap();
        store.restore_note(&removed).unwrap();
        drop(store);
        let again = Store::open(&path).unwrap().unwrap();
        assert_eq!((again.notes().unwrap(), notes(&again)), (vec![removed], vec![note]));
    }
}
