//! Characters and words: encodings, safe display, width, wrapping, folding, words, sentences, languages.
//!
//! The lowest layer: it imports no other.

pub mod copied;
pub mod encoding;
pub mod fold;
pub mod hyphens;
pub(crate) mod labels;
pub mod language;
pub mod names;
pub mod safe;
pub mod sentences;
pub mod span;
pub mod terms;
pub mod unicode;
pub mod width;
pub mod words;
pub mod wrap;

pub use copied::CopiedText;
pub use encoding::{Charset, Decoder, Encoding, Grounds, ReadAs};
pub use span::Span;
