//! Opening and reading files: documents, and the other files a user names.
//!
//! Another process may replace a path before it is opened. So a path is opened without waiting for a
//! writer and without letting a terminal become ours, and the type of the open file is checked.
//!
//! Settings, themes and lists of words or paths may also come through a pipe, as a shell hands them on
//! with `<(…)`, and from `/dev/null`, which is empty. A pipe that no process writes to is empty as well.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::time::SystemTime;

use rustix::event::{PollFd, PollFlags, poll};

use crate::storage::error::{LIMIT, LoadError, ReadError};

/// Distinguishes the contents that a file has at different times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    length: u64,
    changed: Option<SystemTime>,
}

impl Version {
    /// Returns the version of bytes that never change.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, changed: None }
    }
}

impl From<&Metadata> for Version {
    fn from(data: &Metadata) -> Self {
        Self { length: data.len(), changed: data.modified().ok() }
    }
}

/// Opens a regular file.
pub(super) fn open_regular(path: &Path) -> Result<(File, Metadata), LoadError> {
    let (file, data) = open(path)?;
    match ReadError::not_regular(data.file_type()) {
        Some(why) => Err(LoadError::Unreadable(why)),
        None => Ok((file, data)),
    }
}

/// Returns the first `length` bytes of a file; fewer if it was cut short meanwhile. They take one call of
/// the system: the end is known, so it is not looked for.
pub(super) fn read_file(file: File, length: u64) -> Result<Vec<u8>, LoadError> {
    if length > LIMIT {
        return Err(LoadError::TooLong);
    }
    // The files of some file systems have no length until they are read.
    if length == 0 { read_all(file, 0) } else { read_all(file.take(length), length as usize) }
}

/// Returns all bytes of `from`; an error if there are more than [`LIMIT`]. `expected` is only a guess.
pub(super) fn read_all(from: impl Read, expected: usize) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::with_capacity(expected);
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT { Err(LoadError::TooLong) } else { Ok(bytes) }
}

fn open(path: &Path) -> Result<(File, Metadata), LoadError> {
    let flags = libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_CLOEXEC;
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(|error| {
        // A socket cannot be opened at all; its type says more than the system's words.
        let special = fs::metadata(path).ok().and_then(|data| ReadError::not_regular(data.file_type()));
        LoadError::Unreadable(special.unwrap_or_else(|| ReadError::from(&error)))
    })?;
    let data = file.metadata()?;
    Ok((file, data))
}

/// Returns the bytes of the file at `path`, links followed, which may be a pipe.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let (file, data) = open(path)?;
    match ReadError::not_regular(data.file_type()) {
        Some(ReadError::Pipe) => read_all(Waiting(file), 0),
        Some(why) if !is_null(&data) => Err(LoadError::Unreadable(why)),
        _ => read_all(file, data.len().min(LIMIT) as usize),
    }
}

/// Returns the text of such a file; bytes that are no UTF-8 are replaced.
pub(super) fn text(path: &Path) -> Result<String, LoadError> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

fn is_null(data: &Metadata) -> bool {
    let null = fs::metadata("/dev/null");
    data.file_type().is_char_device() && null.is_ok_and(|null| null.rdev() == data.rdev())
}

/// A pipe that was opened without waiting, read with waiting.
struct Waiting(File);

impl Read for Waiting {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        loop {
            match self.0.read(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => wait(&self.0)?,
                read => return read,
            }
        }
    }
}

fn wait(file: &File) -> std::io::Result<()> {
    match poll(&mut [PollFd::new(file, PollFlags::IN)], None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsRawFd;

    #[test]
    fn a_pipe_is_read_to_its_end_and_an_endless_device_is_refused() {
        let (reader, mut writer) = std::io::pipe().unwrap();
        let path = format!("/dev/fd/{}", reader.as_raw_fd());
        let writing = std::thread::spawn(move || {
            for part in [&b"one\n"[..], &b"two\n".repeat(50_000)] {
                writer.write_all(part).unwrap();
            }
        });
        assert_eq!(bytes(Path::new(&path)).unwrap().len(), 4 + 200_000);
        writing.join().unwrap();
        assert_eq!(bytes(Path::new("/dev/null")).unwrap(), b"");
        for (path, why) in [("/dev/zero", "a device, not a file"), ("/", "a folder, not a file")] {
            assert_eq!(bytes(Path::new(path)).unwrap_err().to_string(), why);
        }
    }

    #[test]
    fn a_pipe_without_a_writer_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        assert_eq!(text(&path).unwrap(), "");
    }
}
