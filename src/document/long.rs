//! A text too long to be held in memory, as those know it who must not touch the disk.

use std::fmt::Debug;

use crate::document::Document;
use crate::text::Span;

/// A text that is read in parts: a reader sees windows of it, a search all of it one stretch after
/// another.
///
/// Places count the bytes of the file, and the text of a window has exactly as many bytes as it was
/// made of: what cannot be decoded becomes U+001A, a line end other than `\n` is padded with spaces.
/// So a place in the text is a place in the file, whatever lies before it.
pub trait LongText: Debug + Send + Sync {
    /// Returns how many bytes it has.
    fn length(&self) -> usize;

    /// Returns the window that holds at least `reach` bytes before and after `place`, as far as the
    /// text goes; or in words why it cannot be read.
    fn window(&self, place: usize, reach: usize) -> Result<Document, String>;

    /// Puts the bytes of `span` in the place of what `into` holds, fewer only where the text ends; or
    /// returns in words why they cannot be read. Room that is there is used again.
    fn read(&self, span: Span, into: &mut Vec<u8>) -> Result<(), String>;

    /// Returns the bytes of `span` as [`LongText::read`] has them.
    fn bytes(&self, span: Span) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.read(span, &mut bytes)?;
        Ok(bytes)
    }
}
