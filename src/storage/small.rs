//! The files a user names that are no documents: settings, themes, lists of words and of paths.
//!
//! They may come through a pipe, as a shell hands them on with `<(…)`, and `/dev/null` stands for an
//! empty one. Whatever else is no regular file is refused, and a pipe to which nobody has begun to
//! write is empty and not waited for.

use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::storage::load::{LIMIT, LoadError, open, read, refused};
use crate::storage::why::Why;

/// Returns what stands in the file at `path`, links followed.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, LoadError> {
    let file = open(path).map_err(|error| refused(path, &error))?;
    let data = file.metadata()?;
    match Why::not_regular(data.file_type()) {
        Some(Why::Pipe) => read(Waiting(file), 0),
        Some(why) if !is_null(&data) => Err(LoadError::Unreadable(why)),
        _ => read(file, data.len().min(LIMIT) as usize),
    }
}

/// As [`bytes`]; what is no UTF-8 is replaced.
pub(super) fn text(path: &Path) -> Result<String, LoadError> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

#[cfg(unix)]
fn is_null(data: &Metadata) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let null = fs::metadata("/dev/null");
    data.file_type().is_char_device() && null.is_ok_and(|null| null.rdev() == data.rdev())
}

#[cfg(not(unix))]
fn is_null(_: &Metadata) -> bool {
    false
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

#[cfg(unix)]
fn wait(file: &File) -> std::io::Result<()> {
    use rustix::event::{PollFd, PollFlags, poll};
    match poll(&mut [PollFd::new(file, PollFlags::IN)], None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn wait(_: &File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsRawFd;

    #[test]
    fn a_pipe_is_read_to_its_end_and_what_never_ends_is_refused() {
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
