//! The words two linked sentences have in common: why they were linked.

use crate::text::Span;

/// A word or phrase that both sentences say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// As it stands in the left sentence.
    pub text: String,
    /// Where the left sentence says it.
    pub left: Vec<Span>,
    /// Where the right sentence says it.
    pub right: Vec<Span>,
}

/// Returns the words both sentences say.
pub fn shared(left: &str, right: &str) -> Vec<SharedTerm> {
    let _ = (left, right);
    Vec::new()
}
