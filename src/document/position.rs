//! A place in a text.

/// A byte offset in a document's text; it survives a resize and another width, unlike a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub usize);
