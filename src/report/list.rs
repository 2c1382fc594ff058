//! A list of documents: one row for each path found, and how often it says each keyword.

use std::path::PathBuf;

use crate::document::{Document, Title};
use crate::search::{Hits, Keywords};
use crate::text::Charset;

/// A list of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The keywords counted: what is looked for, without prefix, case mark and colour.
    pub keywords: Vec<String>,
    /// What was found, in the order of the walk.
    pub rows: Vec<Row>,
}

impl List {
    /// Returns a list without rows that counts `keywords`.
    pub fn new(keywords: &Keywords) -> Self {
        let spelt = keywords.iter().map(|(_, keyword)| keyword.query().text.clone()).collect();
        Self { keywords: spelt, rows: Vec::new() }
    }
}

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
        /// How often it says each keyword of the list.
        hits: Vec<usize>,
        /// The encoding it was read in.
        charset: Charset,
    },
    /// It is none, or cannot be read.
    Unread {
        /// Why, in a user's words.
        why: String,
    },
}

impl Row {
    /// Returns the row of a document.
    pub fn read(path: PathBuf, document: Document, keywords: &Keywords) -> Self {
        let hits = Hits::find(keywords, &document.text, &|| true).unwrap_or_default();
        let hits = hits.counts().map(|(_, count)| count).collect();
        let Document { title, words, charset, .. } = document;
        Self { path, state: State::Read { title, words, hits, charset } }
    }

    /// Returns the row of a path that gives no document.
    pub fn unread(path: PathBuf, why: &dyn std::fmt::Display) -> Self {
        Self { path, state: State::Unread { why: why.to_string() } }
    }
}
