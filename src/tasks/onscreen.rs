//! A text on the screen as the tasks see it: the part in memory, the window wanted, and the counts.

use std::sync::Arc;

use crate::document::{Document, LongText, Position};
use crate::search::Hits;
use crate::search::hit_index::ChunkHits;
use crate::tasks::entry::EntryId;
use crate::text::Span;

/// A document that is on the screen.
#[derive(Clone, Debug)]
pub struct OnScreen {
    /// Its entry.
    pub entry: EntryId,
    /// The document.
    pub document: Arc<Document>,
    /// All of the text, when the document is a window of it.
    pub long: Option<Arc<dyn LongText>>,
}

impl OnScreen {
    /// Returns a document that is held as a whole.
    pub fn whole(entry: EntryId, document: Arc<Document>) -> Self {
        Self { entry, document, long: None }
    }
}

/// A window of a long text and the hits in it.
#[derive(Clone, Debug)]
pub struct Window {
    /// The part of the text.
    pub document: Arc<Document>,
    /// The byte it was asked for.
    pub place: Position,
    /// The keyword hits.
    pub hits: Arc<Hits>,
    /// The matches of the search.
    pub matches: Arc<[Span]>,
}

/// The place around which a window of a long text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Around a byte.
    Byte(usize),
    /// Around the beginning of a line, counted from 1.
    Line(usize),
}

/// Whether a long text will be held as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// The whole is being read.
    Follows,
    /// The text is too long and stays in its file.
    Stays,
}

/// What is counted in a long text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Its line ends.
    Lines,
    /// Its hidden characters.
    Hidden,
    /// The matches of the search.
    Matches,
    /// The hits of the keyword of this number.
    Keyword(usize),
}

/// Counts of consecutive chunks: the kind of count, the number of the first chunk, one count for each.
pub type ChunkCounts = (Counted, usize, Vec<ChunkHits>);
