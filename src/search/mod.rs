//! Looking for words: one query or a coloured set of keywords, as byte ranges of the text.
//!
//! `Query` is what was typed, `Pattern` what looks for it, `Keywords` a set of them and `Hits`
//! where they stand, `Tally` how often in a long text.

mod anchor;
mod colour;
mod excerpt;
mod expression;
mod fuzzy;
pub mod hit_index;
mod hits;
mod keyword;
mod keywords;
mod net;
mod pattern;
mod patterns;
mod probe;
mod query;
mod script;
mod sieve;
mod spot;
mod stems;
mod trail;

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
pub use sieve::Sieve;
