//! What of a comparison is shown, and how its sides scroll.

use crate::compare::Side;

/// Whether the two sides scroll together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// The counterpart stands on the row of the cursor.
    Locked,
    /// Each side stays where it is until a counterpart has to be brought into view.
    Free,
}

impl Scroll {
    /// Returns how the sides scroll, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Scroll::Locked => "both sides scroll together",
            Scroll::Free => "each side scrolls alone",
        }
    }
}

/// Which sentences are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Both texts whole.
    All,
    /// The sentences that have a counterpart.
    Linked,
    /// The sentences that only this side has.
    Only(Side),
}

impl Shown {
    /// Returns what is shown, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Shown::All => "both texts",
            Shown::Linked => "linked sentences",
            Shown::Only(Side::Left) => "only in the left text",
            Shown::Only(Side::Right) => "only in the right text",
        }
    }

    /// Returns the selection that comes after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Shown::All => Shown::Linked,
            Shown::Linked => Shown::Only(Side::Left),
            Shown::Only(Side::Left) => Shown::Only(Side::Right),
            Shown::Only(Side::Right) => Shown::All,
        }
    }
}
