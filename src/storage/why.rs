//! Why a path is not read as a document.

use std::fmt;
use std::fs::FileType;
use std::io::{Error, ErrorKind};

/// Why a path is not read, shown in the words of the user interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is gone, or never was.
    Missing,
    /// The user may not read it.
    Denied,
    /// A folder where a file is needed.
    Folder,
    /// A named pipe; reading it could wait for ever.
    Pipe,
    /// A socket.
    Socket,
    /// A device, which might never end or might be the terminal itself.
    Device,
    /// A link that leads nowhere.
    Dangling,
    /// Links that lead to each other.
    Loop,
    /// A link to a file outside the folders that were named.
    Outside,
    /// A link to a folder, which is not followed.
    LinkedFolder,
    /// Its path is longer than the system opens.
    LongPath,
    /// Another error, in the words of the system.
    Other(String),
}

impl Why {
    /// Returns why a file of this type is not read; `None` for a regular file.
    pub(super) fn not_regular(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            return None;
        }
        Some(if kind.is_dir() { Why::Folder } else { special(kind) })
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> Why {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        Why::Pipe
    } else if kind.is_socket() {
        Why::Socket
    } else {
        Why::Device
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> Why {
    Why::Device
}

impl From<&Error> for Why {
    fn from(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Why::Missing,
            ErrorKind::PermissionDenied => Why::Denied,
            ErrorKind::IsADirectory => Why::Folder,
            ErrorKind::InvalidFilename => Why::LongPath,
            _ if is_link_loop(error) => Why::Loop,
            _ => Why::Other(error.to_string()),
        }
    }
}

/// `ErrorKind::FilesystemLoop` is not stable yet.
#[cfg(unix)]
fn is_link_loop(error: &Error) -> bool {
    error.raw_os_error() == Some(libc::ELOOP)
}

#[cfg(not(unix))]
fn is_link_loop(_: &Error) -> bool {
    false
}

impl fmt::Display for Why {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Why::Missing => "no such file or folder",
            Why::Denied => "no permission to read it",
            Why::Folder => "a folder, not a file",
            Why::Pipe => "a pipe, not a file; its content can be read with '-' as standard input",
            Why::Socket => "a socket, not a file",
            Why::Device => "a device, not a file",
            Why::Dangling => "a link to nothing",
            Why::Loop => "a link that leads back to itself",
            Why::Outside => "a link to a file outside the folders named",
            Why::LinkedFolder => "a link to a folder, not followed",
            Why::LongPath => "its path is too long for the system; open a folder nearer to it",
            Why::Other(words) => words,
        })
    }
}
