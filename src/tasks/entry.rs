//! A document of the library as everybody else knows it: its number, what it is read from, what is known of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::Document;
use crate::tasks::unread::Unread;
use crate::text::ReadAs;

/// A document's number in the library, in the order found; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// Something found while walking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A file to read.
    File(PathBuf),
    /// Something that is no document, and why.
    Skipped(PathBuf, String),
}

/// What became of a file while it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It came, or another took its place.
    Created(Listed),
    /// It is gone, or a folder with everything in it.
    Removed(PathBuf),
    /// It was written.
    Written(PathBuf),
}

/// A document by its place in the library, and where to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its entry.
    pub entry: EntryId,
    /// What to read it from.
    pub source: Source,
}

/// What a document is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, and how its bytes are to become text.
    File(PathBuf, ReadAs),
    /// Memory: standard input, or one that was read already.
    Memory(Arc<Document>),
    /// Standard input, to be read in another way.
    Bytes(Arc<[u8]>, ReadAs),
}

/// What the disk says about a file without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// When it was last changed, in seconds since 1970, where the system knows; what is older counts
    /// as 1970.
    pub changed: Option<u64>,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What a document is called and how long it is, for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its title or the beginning of its first sentence.
    pub title: String,
    /// How many words it has; nothing where counting them would take too long.
    pub words: Option<usize>,
    /// How often each keyword occurs, in the order of the keyword set; nothing where counting them
    /// would take too long.
    pub counts: Option<Vec<usize>>,
}

/// What is known of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State<'a> {
    /// Nothing yet.
    Unread,
    /// It was read.
    Known(Known<'a>),
    /// It cannot be read.
    Failed(&'a Unread),
}

/// What is known of a document that was read for the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its title or the beginning of its first sentence; may be empty.
    pub title: &'a str,
    /// How many words it has; nothing where counting them would take too long.
    pub words: Option<usize>,
    /// How often each keyword occurs, in the order of the keyword set; empty until it is known.
    pub counts: &'a [u32],
}
