//! Looking for words: one query or a coloured set of keywords, as byte ranges of the text.
//!
//! `Query` is what was typed, `Pattern` what looks for it, `Keywords` a set of them and `Hits`

mod colour;
mod expression;
mod hits;
mod keyword;
mod keywords;
mod pattern;
mod query;
mod stems;

pub use colour::{Colour, NamedColour, UnknownColour};
pub use hits::{Hits, KeywordHit};
pub use keyword::{Keyword, KeywordFileError, parse_argument, parse_file};
pub use keywords::{Focus, Keywords};
pub use pattern::{Pattern, PatternError};
pub use query::{Case, Defaults, Kind, Query};
