//! Where one sentence ends and the next begins.
//!
//! Unicode's rules (and so ICU) break after every full stop that a capital follows, which is
//! wrong in `Gen. Lee`, `J. K. Rowling` and `U.S. defense`: of 35 hard English lines they get 13.
//! So the rules here are our own, and one pass over the bytes:
//!
//! 1. `stop` finds a stop, the closing quotes, brackets and note numbers that belong to it, and
//!    nothing else in the text costs more than looking at a byte.
//! 2. `follow` looks at what comes next: a small letter, a capital, a digit, another stop.
//! 3. `decide` joins or breaks. Most stops are plain from their two sides; for the rest it asks
//!    `abbreviations` about the word before and `openers` about the word after: `the U.S. The`
//!    breaks because `The` begins sentences and names seldom do.

mod abbreviations;
mod cut;
mod decide;
mod follow;
mod list;
mod openers;
mod stop;

pub use cut::sentences;
