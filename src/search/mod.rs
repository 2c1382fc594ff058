//! Search: one query or a coloured set of keywords, with hits as byte ranges of the text.
//!
//! `Query` is what was typed, `Pattern` its compiled form, `Keywords` a set of them, `Hits` the places of the
//! hits in a text and `HitIndex` their numbers in a long one.

mod colour;
mod excerpt;
mod expression;
mod fuzzy;
pub mod hit_index;
mod hits;
mod keyword;
mod keywords;
mod pattern;
mod patterns;
mod prefilter;
mod query;
mod stems;

pub use colour::{Colour, NamedColour, UnknownColour};
pub use excerpt::{Excerpt, Excerpts, Reach};
pub use fuzzy::{Fuzzy, Matched, Scorer};
pub use hit_index::{HitIndex, Near};
pub use hits::{Hits, KeywordHit};
pub use keyword::{Keyword, KeywordFileError, parse_argument, parse_file};
pub use keywords::{Focus, Keywords};
pub use pattern::{Pattern, PatternError};
pub use patterns::Patterns;
pub use query::{Case, Defaults, Kind, Query};
