//! Two versions of one text: what became of every sentence.
//!
//! Links are many to many and fit two accounts of one story. An edited draft is another case:
//! each sentence stands, was edited, was moved or is gone, and its editor asks which. What
//! surprises: the same question makes no sense of two accounts, so the answer may be that these
//! are not two versions of anything.

mod bag;
mod change;
mod characters;
mod order;
mod pairing;
mod parts;
mod recognise;

pub use change::{Change, Edition, EditionFigures};
pub use characters::same_characters;
pub use recognise::{edition, edition_of};
