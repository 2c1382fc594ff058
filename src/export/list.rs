//! A list of documents: one row for each path found.

use std::path::PathBuf;

use crate::document::{Document, Title};

/// One path of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is.
    pub path: PathBuf,
    /// What came of reading it.
    pub state: State,
}

/// What came of reading a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is a document.
    Read {
        /// Its title.
        title: Title,
        /// How many words it has.
        words: usize,
    },
    /// It is none, or cannot be read.
    Unread {
        /// Why, in a user's words.
        why: String,
    },
}

impl Row {
    /// Returns the row of a document.
    pub fn read(path: PathBuf, document: Document) -> Self {
        Self { path, state: State::Read { words: document.words, title: document.title } }
    }

    /// Returns the row of a path that gives no document.
    pub fn unread(path: PathBuf, why: &dyn std::fmt::Display) -> Self {
        Self { path, state: State::Unread { why: why.to_string() } }
    }
}
