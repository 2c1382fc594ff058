//! How two linked sentences are worded: which words they have in common and which differ.
//!
//! A link says that two sentences mean the same; whether one is an edited copy of the other is
//! seen in their words. Words are compared as the eye reads them: case, typographic quotes and
//! hyphens make no difference, punctuation makes a small one. What surprises: an alignment that
//! keeps the most words is not the one that reads best, so a lone common word between two
//! differences is given up, and sentences with little in common are not diffed at all.

mod alignment;
mod brackets;
mod differing;
mod islands;
mod negation;
mod tokens;

pub use differing::{Differing, Wording, wording};
pub use negation::negated;

pub(super) use differing::{Agreement, agreement, slots};
pub(super) use tokens::{Lexicon, Line};
