//! Why a file cannot be read.

use crate::formats::binary::Kind;

/// Why a file cannot be shown as a document; one line that says what and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes are no text, or no text of a kind that is known here.
    #[error("{0}")]
    Binary(Kind),
}
