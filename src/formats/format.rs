//! What every format can do.

use std::path::Path;

use crate::document::Draft;
use crate::formats::error::FormatError;
use crate::text::ReadAs;

/// What a document is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name of its file, `-` for standard input; only its extension is looked at.
    pub name: &'a Path,
    /// Its bytes, all of them.
    pub bytes: &'a [u8],
    /// How they are to become text.
    pub read_as: ReadAs,
}

impl<'a> Source<'a> {
    /// Returns a source whose bytes themselves say how they are to be read.
    pub fn new(name: &'a Path, bytes: &'a [u8]) -> Self {
        Self { name, bytes, read_as: ReadAs::Guessed }
    }

    /// Tells whether the name ends with one of these extensions, given small and without the dot.
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = self.name.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
    }
}

/// A kind of file that can be read.
pub trait Format: Sync {
    /// Returns its name for people, such as `Markdown`.
    fn name(&self) -> &'static str;

    /// Tells whether a file is of this kind, by its first bytes if they tell, else by its extension.
    fn claims(&self, source: &Source) -> bool;

    /// Tells whether the text of such a file is its bytes, decoded, so that what does not stand in the
    /// bytes does not stand in the text either.
    fn is_verbatim(&self) -> bool {
        false
    }

    /// Returns the longest file that is read in this way, in bytes; a longer one is read as plain text.
    fn longest(&self) -> usize {
        usize::MAX
    }

    /// Returns what stands in a file of this kind.
    fn parse(&self, source: &Source) -> Result<Draft, FormatError>;
}
