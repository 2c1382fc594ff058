//! What a sentence talks about: its words without the empty ones, reduced to stems.
//!
//! Two sentences are compared, and a `stem:` keyword is looked for, by these terms. The token
//! rules are those the comparison was measured with; changing one moves its figures
//! (`cargo run --release --example evaluate`).

mod cutter;
mod scan;
mod spelling;
mod tokenizer;

pub use cutter::TermCutter;
pub use tokenizer::{Term, Token, Tokenizer, is_stop_word, seems_english, stem};
