//! Why a path or a document is not read.

use std::fmt;
use std::fs::FileType;
use std::io::{Error, ErrorKind};
use std::os::unix::fs::FileTypeExt;

use crate::formats::FormatError;

/// The longest document that is read whole, in bytes: 256 MB.
pub const LIMIT: u64 = 256 << 20;

/// Why a document could not be loaded; the words leave out its path.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoadError {
    /// It cannot be opened or is not a regular file.
    #[error("{0}")]
    Unreadable(ReadError),
    /// It is longer than [`LIMIT`].
    #[error("longer than {} MB, the most that is read", LIMIT >> 20)]
    TooLong,
    /// It was opened, but its content is not a document.
    #[error(transparent)]
    Format(#[from] FormatError),
}

impl LoadError {
    /// Returns advice on reading a document named on the command line all the same, `""` when that is
    /// impossible.
    pub fn way_out(&self) -> &'static str {
        match self {
            LoadError::Format(FormatError::Binary(_)) => "; --encoding NAME reads it as text anyway",
            LoadError::Format(_) | LoadError::Unreadable(_) | LoadError::TooLong => "",
        }
    }
}

impl From<ReadError> for LoadError {
    fn from(error: ReadError) -> Self {
        LoadError::Unreadable(error)
    }
}

impl From<Error> for LoadError {
    fn from(error: Error) -> Self {
        LoadError::Unreadable(ReadError::from(&error))
    }
}

/// Why a path is not read; displayed in the words of the user interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// It does not exist.
    Missing,
    /// The user may not read it.
    Denied,
    /// A folder where a file is needed.
    Folder,
    /// A named pipe; reading it could block for ever.
    Pipe,
    /// A socket.
    Socket,
    /// A device, which might never end or might be the terminal itself.
    Device,
    /// A link to a path that does not exist.
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

impl ReadError {
    /// Returns why a file of this type is not read; `None` for a regular file.
    pub(super) fn not_regular(kind: FileType) -> Option<Self> {
        if kind.is_file() {
            None
        } else if kind.is_dir() {
            Some(ReadError::Folder)
        } else if kind.is_fifo() {
            Some(ReadError::Pipe)
        } else if kind.is_socket() {
            Some(ReadError::Socket)
        } else {
            Some(ReadError::Device)
        }
    }
}

impl From<&Error> for ReadError {
    fn from(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => ReadError::Missing,
            ErrorKind::PermissionDenied => ReadError::Denied,
            ErrorKind::IsADirectory => ReadError::Folder,
            ErrorKind::InvalidFilename => ReadError::LongPath,
            // `ErrorKind::FilesystemLoop` is not stable yet.
            _ if error.raw_os_error() == Some(libc::ELOOP) => ReadError::Loop,
            _ => ReadError::Other(error.to_string()),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            ReadError::Missing => "no such file or folder",
            ReadError::Denied => "no permission to read it",
            ReadError::Folder => "a folder, not a file",
            ReadError::Pipe => "a pipe, not a file; read it as standard input, with '-'",
            ReadError::Socket => "a socket, not a file",
            ReadError::Device => "a device, not a file",
            ReadError::Dangling => "a link to nothing",
            ReadError::Loop => "a link that leads back to itself",
            ReadError::Outside => "a link to a file outside the folders given",
            ReadError::LinkedFolder => "a link to a folder, not followed",
            ReadError::LongPath => {
                "its path is too long for the system; change to a folder nearer to it and open it from there"
            }
            ReadError::Other(words) => words,
        })
    }
}
