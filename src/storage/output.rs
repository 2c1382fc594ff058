//! Writing one file, whole or not at all.
//!
//! The content goes to a temporary file in the same folder, which replaces the target only when it is
//! complete and on the disk. A document that is being read is never the target, under any
//! name or link.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::storage::source::STANDARD;

/// What to do with a file that already exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Keep it and return an error.
    Keep,
    /// Replace it.
    Replace,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It exists and may not be replaced.
    #[error("{}: already exists; --force replaces it", .0.display())]
    Exists(PathBuf),
    /// It is one of the documents read.
    #[error("{}: a document being read is not overwritten; name another file", .0.display())]
    Document(PathBuf),
    /// It is a folder.
    #[error("{}: a folder; name a file in it", .0.display())]
    Folder(PathBuf),
    /// It is a device or a pipe.
    #[error("{}: not a regular file; name another file", .0.display())]
    Special(PathBuf),
    /// The system refused.
    #[error("{}: cannot write: {}", .0.display(), refusal(.1))]
    Failed(PathBuf, io::Error),
}

/// The temporary files that exist now, for [`abandon`].
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the temporary files of all unfinished outputs; for a program that ends without dropping them.
pub fn abandon() {
    for path in unfinished().drain(..) {
        // The program ends: an error can no longer be reported.
        let _ = fs::remove_file(path);
    }
}

/// A file being written; its target appears when it is finished. The temporary file is removed when
/// this is dropped.
#[derive(Debug)]
pub struct OutputFile {
    named: PathBuf,
    target: PathBuf,
    existing: Existing,
    writer: BufWriter<NamedTempFile>,
    registered: Registered,
}

/// An entry of `UNFINISHED`.
#[derive(Debug)]
struct Registered(PathBuf);

impl Drop for Registered {
    fn drop(&mut self) {
        unfinished().retain(|path| *path != self.0);
    }
}

impl OutputFile {
    /// Returns an output that writes to `path`, which must be none of `documents`.
    pub fn create(path: &Path, existing: Existing, documents: &[PathBuf]) -> Result<Self, OutputError> {
        let target = target(path, existing, documents)?;
        let file = temporary(&target).map_err(|error| OutputError::Failed(path.to_owned(), error))?;
        let registered = Registered(file.path().to_owned());
        unfinished().push(file.path().to_owned());
        Ok(Self { named: path.to_owned(), target, existing, writer: BufWriter::new(file), registered })
    }

    /// Moves the file to its target once it is on the disk.
    pub fn finish(self) -> Result<(), OutputError> {
        let OutputFile { named, target, existing, writer, registered } = self;
        let moved = writer.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| {
            file.as_file().sync_all()?;
            match existing {
                Existing::Replace => file.persist(target)?,
                Existing::Keep => file.persist_noclobber(target)?,
            };
            Ok(())
        });
        drop(registered);
        moved.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OutputError::Exists(named),
            _ => OutputError::Failed(named, error),
        })
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Returns a new temporary file in the folder of `target`, with the permissions of the target if it
/// exists, else with the permissions of any new file.
fn temporary(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    // Files that tempfile opens by itself are private to the user.
    let open = |path: &Path| File::options().write(true).create_new(true).open(path);
    let file = tempfile::Builder::new().prefix(".reader-").suffix(".tmp").make_in(folder, open)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}

/// Returns why the system refused to write, with advice on what to change.
fn refusal(error: &io::Error) -> String {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist",
        io::ErrorKind::NotADirectory => "its folder is a file",
        io::ErrorKind::PermissionDenied => "no permission to write there",
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written there",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "no space is left",
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// Returns the file that `path` leads to, or why it may not be written.
fn target(path: &Path, existing: Existing, documents: &[PathBuf]) -> Result<PathBuf, OutputError> {
    let Ok(data) = fs::metadata(path) else { return Ok(path.to_owned()) };
    if documents.iter().any(|document| is_same(path, document) || is_input(path, document)) {
        return Err(OutputError::Document(path.to_owned()));
    }
    if data.is_dir() {
        return Err(OutputError::Folder(path.to_owned()));
    }
    if !data.is_file() {
        return Err(OutputError::Special(path.to_owned()));
    }
    if existing == Existing::Keep {
        return Err(OutputError::Exists(path.to_owned()));
    }
    // A link stays; the file it leads to is replaced.
    fs::canonicalize(path).map_err(|error| OutputError::Failed(path.to_owned(), error))
}

/// Tells whether a document is standard input and comes from the file at `path`.
fn is_input(path: &Path, document: &Path) -> bool {
    document == Path::new(STANDARD) && is_same(path, Path::new("/dev/stdin"))
}

/// Tells whether two paths lead to one file.
pub fn is_same(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(left), fs::metadata(right)) {
        (Ok(left), Ok(right)) => (left.dev(), left.ino()) == (right.dev(), right.ino()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, existing: Existing, documents: &[PathBuf]) -> Result<(), OutputError> {
        let mut output = OutputFile::create(path, existing, documents)?;
        output.write_all(b"new").unwrap();
        output.finish()
    }

    fn files(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_appears_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        let mut output = OutputFile::create(&path, Existing::Keep, &[]).unwrap();
        output.write_all(b"half").unwrap();
        assert!(!path.exists());
        drop(output);
        assert_eq!(files(folder.path()), 0, "what is given up is removed");
        write(&path, Existing::Keep, &[]).unwrap();
        assert_eq!((fs::read(&path).unwrap(), files(folder.path())), (b"new".to_vec(), 1));
    }

    #[test]
    fn a_file_is_replaced_only_on_request() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        fs::write(&path, "old").unwrap();
        assert!(matches!(write(&path, Existing::Keep, &[]), Err(OutputError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, Existing::Replace, &[]).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_appears_meanwhile_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        let output = OutputFile::create(&path, Existing::Keep, &[]).unwrap();
        fs::write(&path, "old").unwrap();
        assert!(matches!(output.finish(), Err(OutputError::Exists(_))));
        assert_eq!((fs::read(&path).unwrap(), files(folder.path())), (b"old".to_vec(), 1));
    }

    #[test]
    fn a_document_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let (document, alias) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&document, "old").unwrap();
        fs::hard_link(&document, &alias).unwrap();
        let refused = write(&alias, Existing::Replace, &[document]);
        assert!(matches!(refused, Err(OutputError::Document(_))));
        assert_eq!(fs::read(&alias).unwrap(), b"old");
    }

    #[test]
    fn a_folder_and_a_missing_folder_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let special = write(folder.path(), Existing::Replace, &[]).unwrap_err();
        assert!(special.to_string().contains(": a folder;"), "{special}");
        let lost = write(&folder.path().join("no/file"), Existing::Keep, &[]).unwrap_err();
        assert!(lost.to_string().contains("no/file: cannot write"), "{lost}");
    }

    #[test]
    fn a_link_and_the_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink("file", &link).unwrap();
        write(&link, Existing::Replace, &[]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
