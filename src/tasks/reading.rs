//! Reading a document, for all tasks.

use std::sync::Arc;

use crate::document::Document;
use crate::formats;
use crate::storage::{ConversionCache, FileContent, LoadError, SHORT, Source};
use crate::tasks::entry::Unreadable;
use crate::threads::catch_panic;

/// Returns the document, or why it cannot be read. A panic in its parser is such a reason.
pub(crate) fn read(source: &Source, cache: &ConversionCache) -> Result<Arc<Document>, Unreadable> {
    catching(|| cache.load(source))
}

/// Returns the document, of a long plain text only the beginning; else why it cannot be read.
pub(crate) fn read_beginning(source: &Source, cache: &ConversionCache) -> Result<Arc<Document>, Unreadable> {
    catching(|| {
        Ok(match cache.read(source, SHORT)? {
            FileContent::Document(document) => document,
            FileContent::Bytes(bytes) => Arc::new(formats::parse(&source.with(&bytes))?),
            FileContent::Windows(text) => Arc::new(text.first_window()?),
        })
    })
}

/// Returns the result of loading a document; a panic becomes the reason why it cannot be read.
pub(crate) fn catching<T>(load: impl FnOnce() -> Result<T, LoadError>) -> Result<T, Unreadable> {
    catch_panic(load)?.map_err(Unreadable::from)
}
