//! The entries of the list: a path and the state of the document there.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::storage::{FileStat, LoadError, Source};

/// The number of an entry in the list, in the order found; it never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub usize);

/// All entries of the list, by number. A background task takes them along without copying.
pub type Entries = Arc<Vec<Entry>>;

/// A path in the list, and its document if it leads to one.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The path as it can be opened, beginning with the root it was found under; for standard input a
    /// name.
    pub path: Arc<Path>,
    /// The state of the document.
    pub state: EntryState,
    /// The age and length of the file, once the list was sorted by one of them.
    pub stat: Option<FileStat>,
}

/// The state of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// It has not been read.
    Unread,
    /// It was read.
    Known(EntrySummary),
    /// It was read, but the file or the keywords have changed: the counts are not known.
    Outdated(EntrySummary),
    /// It cannot be read.
    Failed(Unreadable),
    /// The file was removed.
    Gone,
}

/// What the list shows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySummary {
    /// The title or the beginning of the first sentence; may be empty.
    pub title: Box<str>,
    /// The number of words; `None` where counting them would take too long.
    pub words: Option<usize>,
    /// The hits of each keyword, in the order of the keywords; `None` where counting them would take
    /// too long.
    pub counts: Option<Box<[u32]>>,
}

impl Entry {
    /// Returns an entry that has not been read.
    pub fn new(path: &Path) -> Self {
        Self { path: path.into(), state: EntryState::Unread, stat: None }
    }

    /// Returns the title once it is known, else the file name.
    pub fn title(&self) -> Cow<'_, str> {
        self.own_title().map_or_else(|| self.name(), Cow::Borrowed)
    }

    /// Returns the title, once it is known that there is one.
    pub fn own_title(&self) -> Option<&str> {
        self.summary().map(|summary| &*summary.title).filter(|title| !title.is_empty())
    }

    /// Returns the file name, or the name of standard input; may hold any character.
    pub fn name(&self) -> Cow<'_, str> {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy()
    }

    /// Returns the folder of the file, beginning with the root it was found under.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Returns the summary that was read for the list, perhaps outdated.
    pub fn summary(&self) -> Option<&EntrySummary> {
        if let EntryState::Known(summary) | EntryState::Outdated(summary) = &self.state {
            Some(summary)
        } else {
            None
        }
    }

    /// Returns the hits of each keyword, in the order of the keywords; empty until they are known.
    pub fn counts(&self) -> &[u32] {
        match &self.state {
            EntryState::Known(summary) => summary.counts.as_deref().unwrap_or_default(),
            EntryState::Unread | EntryState::Outdated(_) | EntryState::Failed(_) | EntryState::Gone => &[],
        }
    }

    /// Returns why the entry cannot be read, once that is known.
    pub fn failure(&self) -> Option<&Unreadable> {
        match &self.state {
            EntryState::Failed(why) => Some(why),
            EntryState::Gone => Some(&Unreadable::GONE),
            EntryState::Unread | EntryState::Known(_) | EntryState::Outdated(_) => None,
        }
    }

    /// Tells whether the entry is a document, as far as it was read.
    pub fn is_document(&self) -> bool {
        self.failure().is_none()
    }

    /// Tells whether the file was removed.
    pub fn is_gone(&self) -> bool {
        self.state == EntryState::Gone
    }

    /// Tells whether the document is still to be read for the list.
    pub fn is_pending(&self) -> bool {
        matches!(self.state, EntryState::Unread | EntryState::Outdated(_))
    }

    /// Lets the document be read again for the list; until then it keeps its title.
    pub fn outdate(&mut self) {
        self.state = match std::mem::replace(&mut self.state, EntryState::Unread) {
            EntryState::Known(summary) => EntryState::Outdated(summary),
            other => other,
        };
    }
}

/// Returns a path without the folder that all entries have in common.
pub fn shown_path<'a>(path: &'a Path, common: &Path) -> Cow<'a, str> {
    path.strip_prefix(common).unwrap_or(path).to_string_lossy()
}

/// Why a document cannot be shown, in words for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Its content is not a document; its bytes can still be shown as text.
    Binary(String),
    /// Any other reason.
    Other(Cow<'static, str>),
}

impl Unreadable {
    const GONE: Self = Unreadable::Other(Cow::Borrowed("the file no longer exists"));

    /// Returns the words.
    pub fn words(&self) -> &str {
        match self {
            Unreadable::Binary(words) => words,
            Unreadable::Other(words) => words,
        }
    }
}

impl From<String> for Unreadable {
    fn from(words: String) -> Self {
        Unreadable::Other(words.into())
    }
}

impl From<LoadError> for Unreadable {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Format(error) => Unreadable::Binary(error.to_string()),
            other @ (LoadError::Unreadable(_) | LoadError::TooLong) => other.to_string().into(),
        }
    }
}

impl From<&'static str> for Unreadable {
    fn from(words: &'static str) -> Self {
        Unreadable::Other(words.into())
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}

/// An entry and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySource {
    /// The entry.
    pub entry: EntryId,
    /// The source of its document.
    pub source: Source,
}
