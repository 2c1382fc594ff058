//! The hits of one document.

use crate::search::Excerpt;
use crate::tasks::document_search::AttachedPath;
use crate::tasks::entry::EntryId;
use crate::text::Span;

/// The hits of a search in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHits {
    /// Its entry; of an attached document that of the file it is in.
    pub entry: EntryId,
    /// The attached files it is inside of, the outermost first and itself last; none for a file.
    pub attached: AttachedPath,
    /// Its title; `""` when it has none or was not parsed.
    pub title: String,
    /// How many hits each pattern has, in the order of their numbers.
    pub counts: Vec<usize>,
    /// The first hits.
    pub lines: Vec<HitLine>,
}

/// A hit as a row of the table of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitLine {
    /// The hit and the text around it.
    pub excerpt: Excerpt,
    /// The sort key by the words right of the hit.
    pub right: Box<str>,
    /// The sort key by the words left of the hit.
    pub left: Box<str>,
}

impl From<Excerpt> for HitLine {
    fn from(excerpt: Excerpt) -> Self {
        Self { right: excerpt.right(), left: excerpt.left(), excerpt }
    }
}

/// A document in the table of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitGroup {
    /// Its hits.
    pub found: DocumentHits,
    /// Whether its hits are shown below its heading.
    pub unfolded: bool,
}

impl HitGroup {
    /// Returns how many hits it has.
    pub fn total(&self) -> usize {
        self.found.counts.iter().sum()
    }

    /// Returns how many of its hits are not among the lines.
    pub fn more(&self) -> usize {
        self.total().saturating_sub(self.found.lines.len())
    }

    /// Returns how many rows it takes: its heading, its lines, and a last one for the hits left out.
    pub(crate) fn rows(&self) -> usize {
        if self.unfolded { 1 + self.found.lines.len() + usize::from(self.more() > 0) } else { 1 }
    }

    /// Returns the byte of the document's text after which hits were left out.
    pub fn rest(&self) -> usize {
        self.found.lines.last().map_or(0, |line| line.excerpt.hit.end)
    }

    /// Returns the bytes of its first hit, if that is known.
    pub fn first(&self) -> Option<Span> {
        self.found.lines.first().map(|line| line.excerpt.hit)
    }
}
