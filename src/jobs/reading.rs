//! How every job gets at a document and its sentences.

use std::sync::Arc;

use super::caught::caught;
use crate::app::Source;
use crate::document::Document;
use crate::storage::load;

/// Returns the document, or why it cannot be read; a document that makes its parser panic is one
/// that cannot be read.
pub(super) fn read(source: &Source) -> Result<Arc<Document>, String> {
    match source {
        Source::Memory(document) => Ok(Arc::clone(document)),
        Source::File(path) => caught(|| load(path))?.map(Arc::new).map_err(|error| error.to_string()),
    }
}

/// Returns the sentences of a document.
pub(super) fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
