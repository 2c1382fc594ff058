//! Which sentences of two documents say the same, how surely, and in which words.
//!
//! Inside one story every sentence shares the topic, so rare shared words decide: the similarity
//! of two sentences is lexical, is set against how alike any two sentences of the pair of
//! documents are, and becomes a probability. `docs/comparing.md` has the method and its figures.

mod align;
mod claims;
mod clusters;
mod comparison;
mod content;
mod copies;
mod dateline;
mod distinctive;
mod document_similarity;
mod documents;
mod edition;
pub mod facts;
mod increasing;
mod jagged_array;
mod languages;
mod mentions;
mod parallel;
mod probability;
mod scored_pairs;
mod sentence_similarity;
mod shared_terms;
mod stories;
mod suggestions;
mod timeline;
mod vocabulary;
mod wording;

pub use align::{MOST_SENTENCES, Monitor, compare, compare_with_hand_links};
pub use claims::{Claim, Claims, FigureUse, Support, claims, every_pair};
pub use comparison::{Comparison, Figures, Level, Levels, Link, Side};
pub use content::{Content, FormChange, is_same_content, same_text};
pub use copies::{Copy, CopyPlace, copies};
pub use distinctive::{DistinctiveTerm, distinctive};
pub use document_similarity::{LEAST_SIMILARITY, Neighbours, Profile, percent};
pub use documents::{AlignedDocuments, FindHandLinks, align};
pub use edition::{Change, Edition, EditionFigures, edit_reason, edition};
pub use shared_terms::{SharedTerm, SharedTermFinder};
pub use stories::{MOST_GROUPED, STORY_WORDS, Stories, Story, StoryProfile, StoryProfiler, stories};
pub use suggestions::{SuggestedTerms, Suggestion, suggest};
pub use timeline::{DatedStatement, Timeline, timeline};
pub use wording::{Differing, Wording, negated, wording};

/// A comparison that was given up because its result was no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the comparison was cancelled")]
pub struct Cancelled;
