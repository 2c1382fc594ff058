//! The one way in which a comparison ends without a result.

/// A comparison that was given up because its result was no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the comparison was cancelled")]
pub struct Cancelled;
