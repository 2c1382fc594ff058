//! How two linked sentences are worded: which words they have in common and which differ.
//!
//! A link says that two sentences mean the same; their words show whether one is an edited copy of
//! the other. Words are compared as they look: case, typographic quotes and hyphens make no
//! difference, punctuation makes a small one. An alignment that keeps the most words is not the one
//! that reads best, so an isolated common word between two differences is joined with them, and
//! sentences with little in common are not diffed at all.

mod alignment;
mod differing;
mod tokens;

pub use differing::{Differing, Wording, negated, wording};

pub(super) use alignment::aligned;
pub(super) use differing::{CLOSE, common_share, most_common, replacements};
pub(super) use tokens::{Interner, TokenizedSentence, WordingToken, Words, both};
