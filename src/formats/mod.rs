//! From a file's bytes to a document.
//!
//! Each format is one file and one row of the table in `table`; nothing else knows which formats
//! there are. A format looks at bytes and a name and touches no disk, so that it can be run
//! anywhere, under limits or under a fuzzer.

pub mod decode;
mod error;
mod format;
mod markdown;
mod pieces;
mod plain;
mod table;

pub use decode::{LOOKED_AT, decode_bytes, decode_in_place, decode_text, is_binary, is_utf8};
pub use error::FormatError;
pub use format::{Format, Source};
pub use plain::LongPlain;
pub use table::{is_verbatim, long, parse, parse_as_text, parse_draft};
