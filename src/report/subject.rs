//! A document as reports speak of it: its path, its title, its sentences.

use std::borrow::Cow;
use std::path::Path;

use serde::{Serialize, Serializer};

use crate::document::{Document, Sentence};
use crate::report::language::NamedLanguage;
use crate::text::language::Language;

/// A document under the path it was read from.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The path as given; `-` for standard input.
    pub path: &'a Path,
    /// What was read.
    pub document: &'a Document,
}

impl<'a> Named<'a> {
    /// Returns what it is called: its title, or its path if it has none.
    pub fn called(self) -> Cow<'a, str> {
        let title = self.document.title.as_str();
        if title.is_empty() { self.path.to_string_lossy() } else { title.into() }
    }
}

/// One of the documents compared.
#[derive(Clone, Debug, Serialize)]
pub struct Subject<'a> {
    /// Its path.
    #[serde(serialize_with = "lossy")]
    pub path: &'a Path,
    /// Its title, `""` for none.
    pub title: &'a str,
    /// The language it is in, as far as that is known; in data its BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<NamedLanguage>,
    /// How many words it has.
    pub words: usize,
    /// Its sentences in order.
    pub sentences: Vec<Passage<'a>>,
}

/// A sentence of a document.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Passage<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The index of its block among the document's blocks.
    pub paragraph: usize,
}

impl<'a> Subject<'a> {
    /// Returns what reports say of a document.
    pub fn new(named: Named<'a>, language: Option<Language>) -> Self {
        let Named { path, document } = named;
        let passage = |sentence: &Sentence| Passage {
            text: sentence.span.of(&document.text),
            start: sentence.span.start,
            end: sentence.span.end,
            paragraph: sentence.block,
        };
        Self {
            path,
            title: document.title.as_str(),
            language: language.and_then(NamedLanguage::of),
            words: document.words,
            sentences: document.sentences.iter().map(passage).collect(),
        }
    }

    /// Returns the text of the sentence at `index`, `""` when there is none.
    pub fn sentence(&self, index: usize) -> &'a str {
        self.sentences.get(index).map_or("", |passage| passage.text)
    }
}

/// JSON is UTF-8; a path that is not keeps what can be read of it.
pub(crate) fn lossy<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}
