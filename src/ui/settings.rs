//! The user's choices before the screen opens.

use std::sync::Arc;

use crate::compare::Levels;
use crate::search::{Defaults, Query};
use crate::storage::CommandLine;
use crate::tasks::EntryId;
use crate::text::{Encoding, Span};
use crate::ui::bookmarks::Bookmark;

/// Choices that hold while the program runs; some can be changed by keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The widest a row of text gets, in cells.
    pub measure: u16,
    /// The width of the list, once someone has dragged it.
    pub list_width: Option<u16>,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// The defaults of searches and keywords that do not state their own.
    pub defaults: Defaults,
    /// The encoding of all documents; without it, each is detected.
    pub encoding: Option<Encoding>,
    /// Whether web pages are shown whole.
    pub whole_pages: bool,
    /// Whether a row explains the marks, once the user has said so; else only in comparisons.
    pub legend: Option<bool>,
    /// The program that opens addresses; `None` means the program of the desktop.
    pub open: Option<CommandLine>,
    /// The programs that a passage can be given to, by name.
    pub commands: Arc<[(String, CommandLine)]>,
    /// The editor of the environment.
    pub editor: Option<CommandLine>,
    /// The program that copies; `None` is the clipboard of the terminal.
    pub copy: Option<CommandLine>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 80,
            list_width: None,
            levels: Levels::default(),
            defaults: Defaults::default(),
            encoding: None,
            whole_pages: false,
            legend: None,
            commands: [].into(),
            editor: None,
            open: None,
            copy: None,
        }
    }
}

/// A hit that a document is opened at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub entry: EntryId,
    /// What found it; nothing for a keyword.
    pub query: Option<Query>,
    /// Its place in the text.
    pub span: Span,
}

/// Where the next document opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OpenAt {
    /// At its beginning.
    #[default]
    Beginning,
    /// `+N`: at a line, counted from 1.
    Line(usize),
    /// `+/PATTERN`: at the first match.
    Match(Query),
    /// At a hit of a search of every document.
    Hit(Hit),
    /// At a bookmark.
    Bookmark(Bookmark),
    /// At the place of this name.
    Place(String),
    /// `--compare`: in the comparison of the first two documents.
    Comparison,
}
