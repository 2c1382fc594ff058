//! How every job gets at a document and its sentences.

use std::sync::Arc;

use crate::document::Document;
use crate::formats::FormatError;
use crate::storage::input::parse_standard;
use crate::storage::{LoadError, load};
use crate::tasks::caught::caught;
use crate::tasks::entry::Source;
use crate::tasks::unread::Unread;

/// Returns the document, or why it cannot be read; a document that makes its parser panic is one
/// that cannot be read.
pub(crate) fn read(source: &Source) -> Result<Arc<Document>, Unread> {
    match source {
        Source::Memory(document) => Ok(Arc::clone(document)),
        Source::Bytes(bytes, read_as) => {
            caught(|| parse_standard(bytes, *read_as))?.map(Arc::new).map_err(unread)
        }
        Source::File(path, read_as) => caught(|| load(path, *read_as))?.map(Arc::new).map_err(unread),
    }
}

/// Returns why a document cannot be read, as it is told on the screen.
pub(crate) fn unread(error: LoadError) -> Unread {
    match error {
        LoadError::Format(FormatError::Binary(kind)) => Unread::Binary(kind.to_string()),
        other => other.to_string().into(),
    }
}

/// Returns the sentences of a document.
pub(crate) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
