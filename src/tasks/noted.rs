//! Passages of texts on the screen with the notes of the user on them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Document, Locator};
use crate::text::Span;

/// A passage that a note is written on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedPassage {
    /// The path of its file.
    pub path: PathBuf,
    /// The document, or the window of it that was on the screen.
    pub document: Arc<Document>,
    /// The passage.
    pub span: Span,
    /// Where people find it.
    pub locator: Locator,
}

/// A note of the user on a passage of a text on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageNote {
    /// The passage as it is found now.
    pub span: Span,
    /// The words of the user; a highlight has none.
    pub text: String,
}
