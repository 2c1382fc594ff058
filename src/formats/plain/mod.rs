//! Plain text: which lines make one paragraph.
//!
//! The same line end means two things. In a book or a mail set at 72 columns it is where the line
//! was full, and the paragraph goes on; in a poem, a list, a log or a program it is meant. Nothing
//! in the file says which, so `wrapping` weighs the evidence of all its lines: where lines were
//! filled, the next line's first word would not have fitted.

mod blocks;
mod line;
mod stanzas;
mod window;
mod wrapping;

pub(super) use blocks::{Plain, draft};
pub use window::LongPlain;
