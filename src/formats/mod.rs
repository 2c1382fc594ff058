//! From a file's bytes to a document.
//!
//! Each format is one file and one row of the table in `table`; nothing else knows which formats
//! there are. A format looks at bytes and a name and touches no disk, so that it can be run
//! anywhere, under limits or under a fuzzer.

mod binary;
pub mod decode;
pub mod detect;
mod error;
mod format;
mod head;
mod markdown;
mod pieces;
mod plain;
mod table;
mod unmarked;

pub use binary::Kind;
pub use decode::{Decoded, decode_bytes, decode_in_place, decode_text};
pub use detect::is_utf8;
pub use error::FormatError;
pub use format::{Format, Source};
pub use head::LOOKED_AT;
pub use plain::LongPlain;
pub use table::{charset, check, is_verbatim, long, parse, parse_as_text, parse_draft};
