//! The hits of one document.

use crate::search::Excerpt;
use crate::tasks::entry::EntryId;
use crate::text::Span;

/// What a search found in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its entry.
    pub entry: EntryId,
    /// Its title; `""` when it has none or nobody looked.
    pub title: String,
    /// How many hits each pattern has, in the order of their numbers.
    pub counts: Vec<usize>,
    /// The first hits.
    pub lines: Vec<Line>,
}

/// A hit as a row of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The hit and what stands around it.
    pub excerpt: Excerpt,
    /// What rows are ordered by when what follows the hit counts.
    pub right: Box<str>,
    /// What rows are ordered by when what comes before it counts.
    pub left: Box<str>,
}

impl From<Excerpt> for Line {
    fn from(excerpt: Excerpt) -> Self {
        Self { right: excerpt.right(), left: excerpt.left(), excerpt }
    }
}

/// A document of a concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What was found in it.
    pub found: Found,
    /// Whether its hits are shown below its heading.
    pub unfolded: bool,
}

impl Group {
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

    /// Returns where the hits left out begin, in the document's text.
    pub fn rest(&self) -> usize {
        self.found.lines.last().map_or(0, |line| line.excerpt.hit.end)
    }

    /// Returns where its first hit stands, if that is known.
    pub fn first(&self) -> Option<Span> {
        self.found.lines.first().map(|line| line.excerpt.hit)
    }
}
