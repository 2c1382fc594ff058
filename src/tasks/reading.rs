//! Reading a document, for all tasks.

use std::sync::Arc;

use crate::document::{Document, Opening};
use crate::storage::{ConversionCache, LoadError, SHORT, Source};
use crate::tasks::entry::Unreadable;
use crate::threads::catch_panic;

/// Returns the document, or why it cannot be read. A panic in its parser is such a reason.
pub(crate) fn read(source: &Source, cache: &ConversionCache) -> Result<Arc<Document>, Unreadable> {
    catching(|| cache.load(source))
}

/// Returns the beginning of the document as [`Source::opening`] does, or why it cannot be read.
pub(crate) fn read_opening(
    source: &Source,
    cache: &ConversionCache,
    words: usize,
) -> Result<Opening, Unreadable> {
    catching(|| source.opening(cache.read(source, SHORT)?, words))
}

/// Returns the result of loading a document; a panic becomes the reason why it cannot be read.
pub(crate) fn catching<T>(load: impl FnOnce() -> Result<T, LoadError>) -> Result<T, Unreadable> {
    catch_panic(load)?.map_err(Unreadable::from)
}
