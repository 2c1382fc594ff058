//! Characters and words: how they are written as bytes, what may be shown, how wide it is, where it
//! breaks, what counts as one word.
//!
//! The ground floor. Nothing here knows of documents, panes or files.

pub mod encoding;
pub mod fold;
pub mod language;
pub mod order;
pub mod safe;
pub mod sentences;
pub mod slips;
pub mod span;
pub mod terms;
pub mod unicode;
pub mod width;
pub mod words;
pub mod wrap;

pub use encoding::{Charset, Decoder, Encoding, Grounds, ReadAs};
pub use span::Span;
