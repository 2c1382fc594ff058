//! A text that is read in windows, with the counts for the whole of it.
//!
//! A pane holds one window of the text and the hits in that window. For the rest there are hit indexes,
//! which background tasks fill chunk by chunk.

use std::sync::Arc;

use crate::document::LongText;
use crate::search::{HitIndex, Keywords, Near, Pattern};
use crate::tasks::{ChunkCounts, Counted, Rest};

/// Bytes of a paragraph that a motion by paragraphs or sentences may go past.
pub(crate) const PARAGRAPH: usize = 16 << 10;

/// The window that was asked for last.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The byte it must hold; `None` when a line was requested.
    pub byte: Option<usize>,
    /// The search whose matches come with it.
    pub pattern: Option<Arc<Pattern>>,
    /// The keywords whose hits come with it.
    pub keywords: Arc<Keywords>,
}

impl Asked {
    /// Tells whether the hits that come with the window belong to this search and these keywords.
    pub(crate) fn is_for(&self, pattern: Option<&Arc<Pattern>>, keywords: &Arc<Keywords>) -> bool {
        let is_same_pattern = match (&self.pattern, pattern) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        is_same_pattern && Arc::ptr_eq(&self.keywords, keywords)
    }
}

/// A text that is read in windows, with its hit indexes beyond the window.
#[derive(Clone, Debug)]
pub struct WindowedText {
    /// The text.
    pub text: Arc<dyn LongText>,
    /// Whether all of it will be held soon.
    pub rest: Rest,
    pub(crate) asked: Option<Asked>,
    /// The hit indexes, each of something that is counted. Lines and hidden characters are not counted
    /// when all of the text will be held soon.
    indexes: Vec<(Counted, HitIndex)>,
}

impl WindowedText {
    /// Returns a text before anything is counted in it.
    pub fn new(text: Arc<dyn LongText>, rest: Rest) -> Self {
        let mut new = Self { text, rest, asked: None, indexes: Vec::new() };
        if rest == Rest::Stays {
            new.count([Counted::Lines, Counted::Hidden]);
        }
        new
    }

    /// Begins to count these from zero.
    fn count(&mut self, counted: impl IntoIterator<Item = Counted>) {
        let index = HitIndex::new(self.text.length());
        self.indexes.extend(counted.into_iter().map(|counted| (counted, index.clone())));
    }

    /// Returns the index of these counts, if they are made.
    pub fn index(&self, counted: Counted) -> Option<&HitIndex> {
        self.indexes.iter().find(|(known, _)| *known == counted).map(|(_, index)| index)
    }

    /// Takes over the counts of a shorter text that this one continues.
    pub(crate) fn continue_from(&mut self, before: &WindowedText) {
        for (counted, index) in &mut self.indexes {
            if let (Counted::Lines | Counted::Hidden, Some(known)) = (*counted, before.index(*counted)) {
                index.continue_from(known, before.text.length());
            }
        }
    }

    /// Begins to count the matches of a new search.
    pub(crate) fn count_matches(&mut self) {
        self.forget_matches();
        self.count([Counted::Matches]);
    }

    /// Ends counting matches.
    pub(crate) fn forget_matches(&mut self) {
        self.indexes.retain(|(counted, _)| *counted != Counted::Matches);
    }

    /// Begins to count the hits of these keywords.
    pub(crate) fn count_keywords(&mut self, keywords: &Keywords) {
        self.indexes.retain(|(counted, _)| !matches!(counted, Counted::Keyword(_)));
        self.count(keywords.iter().map(|(number, _)| Counted::Keyword(number)));
    }

    /// Takes in what was counted.
    pub(crate) fn learn(&mut self, counts: &[ChunkCounts]) {
        for (counted, first, counts) in counts {
            for (_, index) in self.indexes.iter_mut().filter(|(known, _)| known == counted) {
                index.learn(*first, counts);
            }
        }
    }

    /// Returns where the nearest of these begins: at `place` or behind it, or the last one before it.
    pub(crate) fn nearest(&self, place: usize, back: bool, counted: &[Counted]) -> Near {
        let each = counted.iter().map(|counted| match self.index(*counted) {
            Some(index) if back => index.until(place),
            Some(index) => index.from(place),
            None => Near::Unknown,
        });
        each.fold(Near::Nowhere, |nearest, next| nearer(nearest, next, back))
    }
}

fn nearer(one: Near, two: Near, back: bool) -> Near {
    match (one, two) {
        (Near::Unknown, _) | (_, Near::Unknown) => Near::Unknown,
        (Near::Nowhere, other) | (other, Near::Nowhere) => other,
        // Within one chunk only the text tells which comes first.
        (Near::Around(place), _) | (_, Near::Around(place)) => Near::Around(place),
        (Near::At(one), Near::At(two)) => Near::At(if back { one.max(two) } else { one.min(two) }),
    }
}
