//! Why a file cannot be read.

/// Why a file cannot be shown as a document; one line that says what and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The bytes are no text, or no text of a kind that is known here.
    #[error("not a text file: convert it to text or Markdown first")]
    Binary,
}
