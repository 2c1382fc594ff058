//! The results of tasks: comparisons of two texts, stories and timelines.
//!
//! The links of a comparison come first; everything else follows from them and arrives piece by piece, so
//! that a pair of books can be read before its facts are gathered.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil;

use crate::compare::facts::{ComparedFact, FactComparison, Status};
use crate::compare::{AlignedDocuments, Comparison, DistinctiveTerm, Edition, Link, Side, StoryProfile};
use crate::tasks::entry::EntryId;
use crate::text::Span;

/// One finding about two texts.
#[derive(Clone, Debug)]
pub enum ComparisonResult {
    /// Which sentences say the same, the passages that both texts share word for word, and the documents as they
    /// were compared.
    Links(AlignedDocuments),
    /// The statements of both texts on numbers, dates, names and sources.
    Facts(FactComparison),
    /// The words that distinguish one text from the other.
    Terms(Vec<DistinctiveTerm>),
}

impl ComparisonResult {
    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            ComparisonResult::Links(alignment) => ComparisonResult::Links(alignment.mirrored()),
            ComparisonResult::Facts(facts) => ComparisonResult::Facts(facts.mirrored()),
            ComparisonResult::Terms(mut terms) => {
                for term in &mut terms {
                    term.counts.reverse();
                    term.weight = -term.weight;
                }
                ComparisonResult::Terms(terms)
            }
        }
    }
}

/// The findings about two texts so far.
#[derive(Clone, Debug, Default)]
pub struct ComparisonResults {
    /// Which sentences say the same.
    pub alignment: Option<AlignedDocuments>,
    /// The facts; those that differ come first.
    pub facts: Option<Arc<[ComparedFact]>>,
    /// The words that distinguish one from the other, the most distinctive first.
    pub terms: Option<Arc<[DistinctiveTerm]>>,
}

impl ComparisonResults {
    /// Stores a finding.
    pub fn keep(&mut self, finding: ComparisonResult) {
        match finding {
            ComparisonResult::Links(alignment) => self.alignment = Some(alignment),
            ComparisonResult::Facts(mut facts) => {
                facts.rows.sort_by_key(|row| (row.status, row.kind));
                self.facts = Some(facts.rows.into());
            }
            ComparisonResult::Terms(terms) => self.terms = Some(terms.into()),
        }
    }

    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let facts =
            self.facts.as_deref().map(|rows| ComparisonResult::Facts(FactComparison { rows: rows.to_vec() }));
        let known = [
            self.alignment.clone().map(ComparisonResult::Links),
            facts,
            self.terms.as_deref().map(|terms| ComparisonResult::Terms(terms.to_vec())),
        ];
        let mut mirrored = Self::default();
        for finding in known.into_iter().flatten() {
            mirrored.keep(finding.mirrored());
        }
        mirrored
    }

    /// Returns the links, once they are known.
    pub fn comparison(&self) -> Option<&Arc<Comparison>> {
        self.alignment.as_ref().map(|alignment| &alignment.comparison)
    }

    /// Returns the change of each sentence, when the texts are two versions of one.
    pub fn edition(&self) -> Option<&Edition> {
        self.alignment.as_ref()?.edition.as_deref()
    }

    /// Tells whether a link was made by hand.
    pub fn is_by_hand(&self, link: &Link) -> bool {
        let hand_links = self.alignment.as_ref().map(|alignment| alignment.hand_links.as_slice());
        hand_links.unwrap_or_default().contains(&(link.left, link.right))
    }

    /// Returns the differing facts in a pair of sentences, left and right.
    pub fn differing(&self, left: usize, right: usize) -> impl Iterator<Item = &ComparedFact> {
        self.differing_rows()
            .filter(move |row| is_in(row, Side::Left, left) && is_in(row, Side::Right, right))
    }

    /// Tells whether a sentence of a side says something that the other text says differently.
    pub fn differs(&self, side: Side, sentence: usize) -> bool {
        self.differing_rows().any(|row| is_in(row, side, sentence))
    }

    /// Returns the sentences of a side that say something that the other text says differently.
    pub fn differing_sentences(&self, side: Side) -> BTreeSet<usize> {
        let items = self.differing_rows().flat_map(|row| &row.items);
        items.filter(|item| item.side == side).map(|item| item.sentence).collect()
    }

    fn differing_rows(&self) -> impl Iterator<Item = &ComparedFact> {
        let rows = self.facts.as_deref().unwrap_or_default().iter();
        rows.take_while(|row| row.status == Status::Differs)
    }

    /// Returns the parts of a sentence that are word for word in the other text, in bytes of the
    /// sentence, each with the words of the whole run. Two versions of one text are copies
    /// throughout: then there are none.
    pub fn copied(&self, side: Side, sentence: usize) -> impl Iterator<Item = (Span, usize)> {
        let alignment = self.alignment.iter().filter(|alignment| alignment.edition.is_none());
        alignment.flat_map(|alignment| alignment.copies.iter()).flat_map(move |copy| {
            let places = match side {
                Side::Left => &copy.left,
                Side::Right => &copy.right,
            };
            let here = places.iter().filter(move |place| place.sentence == sentence);
            here.map(|place| (place.span, copy.words))
        })
    }
}

fn is_in(row: &ComparedFact, side: Side, sentence: usize) -> bool {
    row.items.iter().any(|item| item.side == side && item.sentence == sentence)
}

/// The profiles of documents that were read; `None` for those that cannot be read.
pub type StoryProfiles = HashMap<EntryId, Option<Arc<StoryProfile>>>;

/// The stories that the documents of the library tell.
#[derive(Clone, Debug, Default)]
pub struct LibraryStories {
    /// The largest first.
    pub stories: Vec<LibraryStory>,
    /// The profiles they were found by, so that documents need not be read again.
    pub profiles: Arc<StoryProfiles>,
}

/// A story and its documents.
#[derive(Clone, Debug)]
pub struct LibraryStory {
    /// Names and words that tell it from other stories.
    pub name: String,
    /// The first and the last day that its documents are of.
    pub days: Option<(civil::Date, civil::Date)>,
    /// Its documents by name.
    pub entries: Vec<EntryId>,
}

impl LibraryStories {
    /// Returns the number of the story of each entry that is in one.
    pub(crate) fn numbers(&self) -> HashMap<EntryId, usize> {
        let numbered = |(number, story): (usize, &LibraryStory)| -> Vec<(EntryId, usize)> {
            story.entries.iter().map(|entry| (*entry, number)).collect()
        };
        self.stories.iter().enumerate().flat_map(numbered).collect()
    }
}

/// The dated statements of some documents.
#[derive(Clone, Debug, Default)]
pub struct DatedPassages {
    /// The statements in order of time.
    pub passages: Vec<DatedPassage>,
    /// How many documents could not be read.
    pub unread: usize,
}

/// A sentence with a date.
#[derive(Clone, Debug)]
pub struct DatedPassage {
    /// Its document.
    pub entry: EntryId,
    /// Its place in the text.
    pub span: Span,
    /// The sentence.
    pub text: Box<str>,
    /// The words of the date, as bytes of the sentence.
    pub words: Span,
    /// The date, "late September 2019".
    pub date: String,
    /// Whether the words leave out something of it.
    pub is_inferred: bool,
    /// The dates that other documents give for the same thing.
    pub differs: Vec<(String, EntryId)>,
}
