//! Runs of words that stand in both documents verbatim: likely from one source.
//!
//! Six words in a row are seldom written twice by chance. What surprises: the runs know nothing of
//! sentences, so a press release copied with its full stops moved is still one run, and links play
//! no part, because a copied clause may stand in sentences that say different things.

mod places;
mod runs;
mod tiling;

pub use places::{Copy, Place, copies, copies_of};
