//! Reading one document whole.
//!
//! A path may have become anything since it was walked. So it is opened without waiting for a
//! writer and without letting a terminal become ours, and only then asked what it is.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::Path;

use crate::document::Document;
use crate::formats;
use crate::formats::{FormatError, Source};
use crate::storage::why::Why;
use crate::text::ReadAs;

/// The longest document read, in bytes: 256 MB.
pub const LIMIT: u64 = 256 << 20;

/// Why a file could not be loaded; the words leave out its path.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It cannot be opened or is no regular file.
    #[error("{0}")]
    Unreadable(Why),
    /// It is longer than `LIMIT`.
    #[error("longer than {} MB, the most that is read", LIMIT >> 20)]
    TooLong,
    /// It was opened but makes no document.
    #[error(transparent)]
    Format(#[from] FormatError),
}

impl LoadError {
    /// Returns how a document named on the command line can be read all the same, `""` when it cannot.
    pub fn way_out(&self) -> &'static str {
        match self {
            LoadError::Format(FormatError::Binary(_)) => "; --encoding NAME reads it as text all the same",
            LoadError::Unreadable(_) | LoadError::TooLong => "",
        }
    }
}

impl From<std::io::Error> for LoadError {
    fn from(error: std::io::Error) -> Self {
        LoadError::Unreadable(Why::from(&error))
    }
}

/// Returns the document in the regular file at `path`, links followed.
pub fn load(path: &Path, read_as: ReadAs) -> Result<Document, LoadError> {
    let (file, length) = regular(path)?;
    whole(path, file, length, read_as)
}

/// Returns the document in an open file of about `length` bytes.
pub(super) fn whole(path: &Path, file: File, length: usize, read_as: ReadAs) -> Result<Document, LoadError> {
    let bytes = read(file, length)?;
    Ok(formats::parse(&Source { name: path, bytes: &bytes, read_as })?)
}

/// Reads all of a file into the beginning of `bytes`, in place of what stood there, and returns how
/// many bytes it has; `expected` is only a guess. What is behind them is left as it was.
pub(super) fn fill(mut file: File, expected: usize, bytes: &mut Vec<u8>) -> Result<usize, LoadError> {
    let mut filled = 0;
    loop {
        // One byte more than expected: a read that does not fill its room has met the end, so most
        // files take one read. Room that is there already is not cleared again.
        if bytes.len() <= filled.max(expected) {
            bytes.resize(filled.max(expected) * 2 + 1, 0);
        }
        match file.read(&mut bytes[filled..]) {
            Ok(0) => return Ok(filled),
            Ok(read) => filled += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        }
        if filled < bytes.len() && filled <= expected {
            return Ok(filled);
        }
        if filled as u64 > LIMIT {
            return Err(LoadError::TooLong);
        }
    }
}

/// Returns why the file at `path` would not load, as far as its first bytes tell: all that decides
/// whether there is a document, without the time it takes to read it.
pub fn check(path: &Path, read_as: ReadAs) -> Result<(), LoadError> {
    let (file, _) = regular(path)?;
    let mut head = Vec::new();
    file.take(formats::LOOKED_AT as u64).read_to_end(&mut head)?;
    Ok(formats::check(&Source { name: path, bytes: &head, read_as })?)
}

/// Opens a regular file that is not too long; returns it with its length in bytes.
fn regular(path: &Path) -> Result<(File, usize), LoadError> {
    let (file, length) = of_any_length(path)?;
    if length > LIMIT {
        return Err(LoadError::TooLong);
    }
    Ok((file, length as usize))
}

/// Opens a regular file; returns it with its length in bytes.
pub(super) fn of_any_length(path: &Path) -> Result<(File, u64), LoadError> {
    let file = open(path).map_err(|error| refused(path, &error))?;
    let data = file.metadata()?;
    if let Some(why) = Why::not_regular(data.file_type()) {
        return Err(LoadError::Unreadable(why));
    }
    Ok((file, data.len()))
}

/// Returns all bytes of `from`, unless they go on beyond `LIMIT`; `expected` is only a guess.
pub(super) fn read(from: impl Read, expected: usize) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::with_capacity(expected);
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(LoadError::TooLong) } else { Ok(bytes) }
}

#[cfg(unix)]
pub(super) fn open(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_CLOEXEC;
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// A socket cannot be opened at all; its type says more than the system's words.
pub(super) fn refused(path: &Path, error: &std::io::Error) -> LoadError {
    let special = fs::metadata(path).ok().and_then(|data| Why::not_regular(data.file_type()));
    LoadError::Unreadable(special.unwrap_or_else(|| Why::from(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(path: &Path) -> String {
        let why = load(path, ReadAs::Guessed).unwrap_err().to_string();
        assert_eq!(check(path, ReadAs::Guessed).unwrap_err().to_string(), why);
        why
    }

    #[test]
    fn a_text_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "One.\nTwo.\n").unwrap();
        assert!(check(&path, ReadAs::Guessed).is_ok());
        assert_eq!(load(&path, ReadAs::Guessed).unwrap().text.lines().count(), 2);
        fs::write(&path, b"\x00\x01\x02\x00 and much more").unwrap();
        assert!(failure(&path).contains("text"), "{}", failure(&path));
        assert!(check(&path, ReadAs::Text).is_ok());
        assert!(load(&path, ReadAs::Text).unwrap().text.contains("and much more"));
    }

    #[test]
    fn what_is_no_file_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(failure(folder.path()), "a folder, not a file");
        assert_eq!(failure(&folder.path().join("none")), "no such file or folder");
    }

    #[test]
    fn a_file_that_is_too_long_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("long");
        File::create(&path).unwrap().set_len(LIMIT + 1).unwrap();
        assert_eq!(failure(&path), "longer than 256 MB, the most that is read");
    }

    #[cfg(unix)]
    #[test]
    fn devices_sockets_and_loops_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        std::os::unix::fs::symlink("loop", path("loop")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", path("zero")).unwrap();
        assert_eq!(failure(&path("socket")), "a socket, not a file");
        assert_eq!(failure(&path("loop")), "a link that leads back to itself");
        assert_eq!(failure(&path("zero")), "a device, not a file");
    }
}
