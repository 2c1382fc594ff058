//! Search: one query or a coloured set of keywords, with hits as byte ranges of the text.
//!
//! A [`Query`] is what was typed, a [`Pattern`] its compiled form, [`Keywords`] a set of queries with colours,
//! [`Hits`] the hits in a text, and [`HitIndex`] the numbers of hits in a long text. An [`Anchor`] finds a passage
//! again in a text that was edited.

mod anchor;
mod colour;
mod excerpt;
mod expression;
mod fitting;
mod fuzzy;
pub mod hit_index;
mod keywords;
mod pattern;
mod patterns;
mod prefilter;
mod query;
mod stems;

pub use anchor::{Anchor, FoundAgain, only_occurrence};
pub use colour::{Colour, NamedColour, UnknownColour};
pub use excerpt::{Excerpt, Excerpts, Reach};
pub use fuzzy::{Fuzzy, Matched, Scorer};
pub use hit_index::{HitIndex, Near};
pub use keywords::{
    Keyword, KeywordError, KeywordFileError, KeywordFocus, Keywords, parse_argument, parse_file,
};
pub use pattern::{Pattern, PatternError};
pub use patterns::{Hits, KeywordHit, Patterns};
pub use query::{CaseRule, Defaults, Kind, Query};
