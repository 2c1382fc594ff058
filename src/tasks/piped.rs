//! What was piped in: there is no file to read it from again, so its bytes are kept.

use std::sync::Arc;

use crate::document::Document;
use crate::tasks::entry::Source;
use crate::text::ReadAs;

/// Standard input, as it was read and as the document that was made of it.
#[derive(Clone, Debug)]
pub struct Piped {
    bytes: Arc<[u8]>,
    /// Nothing while the bytes are to be read in another way.
    document: Option<Arc<Document>>,
}

impl Piped {
    /// Returns what was read and what it was made.
    pub fn new(bytes: Vec<u8>, document: Document) -> Self {
        Self { bytes: bytes.into(), document: Some(Arc::new(document)) }
    }

    /// Returns what it is to be read from.
    pub fn source(&self, read_as: ReadAs) -> Source {
        match &self.document {
            Some(document) => Source::Memory(Arc::clone(document)),
            None => Source::Bytes(Arc::clone(&self.bytes), read_as),
        }
    }

    /// Lets it be read in another way.
    pub(crate) fn outdate(&mut self) {
        self.document = None;
    }

    /// Keeps the document it was made.
    pub(crate) fn keep(&mut self, document: &Arc<Document>) {
        self.document = Some(Arc::clone(document));
    }
}
