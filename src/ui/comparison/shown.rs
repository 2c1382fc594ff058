//! The views of a comparison, and how its sides scroll.

use crate::compare::Side;

/// A view of a comparison, with its selected row if it is a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Both texts whole.
    Both,
    /// The linked sentences, one pair below the other.
    Pairs(usize),
    /// The sentences that only this side has.
    Only(Side),
    /// The numbers, dates, names and sources of both texts.
    Facts(usize),
    /// The distinctive words of each text, with a selected word on each side.
    Terms([usize; 2]),
    /// The picture of all links.
    Overview(usize),
    /// What differs, what only one text says and what both say, in one list.
    Summary(usize),
}

/// Returns the letter of a text: A for the left one, B for the right one.
pub(crate) fn letter(side: Side) -> char {
    match side {
        Side::Left => 'A',
        Side::Right => 'B',
    }
}

impl Shown {
    /// Every view, in the order of the key that goes from one to the next.
    pub const ALL: [Shown; 8] = [
        Shown::Both,
        Shown::Pairs(0),
        Shown::Only(Side::Left),
        Shown::Only(Side::Right),
        Shown::Facts(0),
        Shown::Terms([0, 0]),
        Shown::Overview(0),
        Shown::Summary(0),
    ];

    /// Returns its description in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Shown::Both => "both texts",
            Shown::Pairs(_) => "linked pairs",
            Shown::Only(Side::Left) => "only in A, as far as found",
            Shown::Only(Side::Right) => "only in B, as far as found",
            Shown::Facts(_) => "facts",
            Shown::Terms(_) => "distinctive words",
            Shown::Overview(_) => "overview of the links",
            Shown::Summary(_) => "summary of differences",
        }
    }

    /// Returns the name by which the view is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Shown::Both => "both",
            Shown::Pairs(_) => "pairs",
            Shown::Only(Side::Left) => "left",
            Shown::Only(Side::Right) => "right",
            Shown::Facts(_) => "facts",
            Shown::Terms(_) => "terms",
            Shown::Overview(_) => "overview",
            Shown::Summary(_) => "summary",
        }
    }

    /// Returns the view `by` views on, round and round, with nothing selected in it yet.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let at = Self::ALL.iter().position(|view| view.name() == self.name()).unwrap_or(0);
        let count = Self::ALL.len() as isize;
        Self::ALL[(at as isize + by).rem_euclid(count) as usize]
    }

    /// Tells whether it is a table of rows to select from, and not a text to read.
    pub fn is_table(self) -> bool {
        !matches!(self, Shown::Both | Shown::Only(_))
    }
}

/// Whether the two sides scroll together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// The counterpart is on the row of the cursor.
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
