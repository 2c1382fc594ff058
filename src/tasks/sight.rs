//! What a window of a long text shows: all of it, or only the sentences in which something stands.
//!
//! A window is good for nothing else than what it was made for, so what it was made for goes with it,
//! from where it is asked for to where it is shown.

use std::sync::Arc;

use crate::document::{Document, LongText, Position};
use crate::search::{Hits, Keyword, Keywords, Pattern, Tally};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::{Counted, Spot};
use crate::text::Span;

/// What a window of a long text shows.
#[derive(Clone, Debug, Default)]
pub enum Sight {
    /// Everything between its ends.
    #[default]
    All,
    /// The sentences in which this pattern stands.
    Matching(Arc<Pattern>),
    /// The sentences in which one of these keywords stands that is shown.
    Marked(Arc<Keywords>),
    /// The sentences in which something stood that is no longer looked for.
    Past,
}

impl Sight {
    /// Tells whether both are made for the same thing.
    pub fn is(&self, other: &Sight) -> bool {
        match (self, other) {
            (Sight::All, Sight::All) => true,
            (Sight::Matching(one), Sight::Matching(two)) => Arc::ptr_eq(one, two),
            (Sight::Marked(one), Sight::Marked(two)) => Arc::ptr_eq(one, two),
            _ => false,
        }
    }

    /// Returns what must stand in a sentence that is shown, one of these at least, and the name it is
    /// counted under; nothing when everything is shown.
    pub fn sought(&self) -> Vec<(Counted, &Pattern)> {
        let shown = |keywords: &Arc<Keywords>, number: usize| keywords.is_shown(number);
        match self {
            Sight::All | Sight::Past => Vec::new(),
            Sight::Matching(pattern) => vec![(Counted::Matches, pattern)],
            Sight::Marked(keywords) => {
                let named =
                    |(number, keyword): (usize, _)| (Counted::Keyword(number), Keyword::pattern(keyword));
                keywords.iter().filter(|(number, _)| shown(keywords, *number)).map(named).collect()
            }
        }
    }
}

/// What a window of matching sentences is to be made of.
#[derive(Clone, Debug)]
pub struct Picking {
    /// The entry of the text.
    pub entry: EntryId,
    /// The text.
    pub text: Arc<dyn LongText>,
    /// The place it is wanted for.
    pub spot: Spot,
    /// How many sentences it is to hold on both sides of the place, if there are so many.
    pub sentences: usize,
    /// What must stand in them.
    pub sight: Sight,
    /// What is known of where that stands.
    pub known: Vec<(Counted, Tally)>,
    /// The search, to be marked in them.
    pub pattern: Option<Arc<Pattern>>,
    /// The keywords, to be marked in them.
    pub keywords: Arc<Keywords>,
}

/// A window of a long text with what is marked in it.
#[derive(Clone, Debug)]
pub struct Glimpse {
    /// The window.
    pub document: Arc<Document>,
    /// What it shows.
    pub sight: Sight,
    /// The place it was wanted for.
    pub place: Position,
    /// The keyword hits in it.
    pub hits: Arc<Hits>,
    /// The matches of the search in it.
    pub matches: Arc<[Span]>,
}
