//! A text that is too long to be held in memory, without the disk it is on.

use std::fmt::Debug;

use crate::document::Document;
use crate::text::Span;

/// A text that is read in windows by a reader, and part by part by a search.
///
/// Places count the bytes of the file, and the text of a window has as many bytes as the part of the
/// file it was made of: bytes that cannot be decoded become U+001A, a line end other than `\n` is padded
/// with spaces. So a place in the text is a place in the file.
pub trait LongText: Debug + Send + Sync {
    /// Returns how many bytes it has.
    fn length(&self) -> usize;

    /// Returns the window that holds at least `reach` bytes before and after `place`, as far as the text
    /// goes. The error says why it cannot be read.
    fn window(&self, place: usize, reach: usize) -> Result<Document, String>;

    /// Replaces what `into` holds by the bytes of `span`, fewer only where the text ends. The error says
    /// why they cannot be read.
    fn read(&self, span: Span, into: &mut Vec<u8>) -> Result<(), String>;

    /// Returns the bytes of `span` as [`LongText::read`] has them.
    fn bytes(&self, span: Span) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        self.read(span, &mut bytes)?;
        Ok(bytes)
    }
}
