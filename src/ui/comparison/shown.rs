//! The views of a comparison, and how its sides scroll.

use crate::compare::Side;

/// A view of a comparison, with its selected row if it is a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonScreen {
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

impl ComparisonScreen {
    /// Every view, in the order of the key that goes from one to the next.
    pub const ALL: [ComparisonScreen; 8] = [
        ComparisonScreen::Both,
        ComparisonScreen::Pairs(0),
        ComparisonScreen::Only(Side::Left),
        ComparisonScreen::Only(Side::Right),
        ComparisonScreen::Facts(0),
        ComparisonScreen::Terms([0, 0]),
        ComparisonScreen::Overview(0),
        ComparisonScreen::Summary(0),
    ];

    /// Returns its description in a few words.
    pub fn words(self) -> &'static str {
        match self {
            ComparisonScreen::Both => "both texts",
            ComparisonScreen::Pairs(_) => "linked pairs",
            ComparisonScreen::Only(Side::Left) => "only in A, as far as found",
            ComparisonScreen::Only(Side::Right) => "only in B, as far as found",
            ComparisonScreen::Facts(_) => "facts",
            ComparisonScreen::Terms(_) => "distinctive words",
            ComparisonScreen::Overview(_) => "overview of the links",
            ComparisonScreen::Summary(_) => "summary of differences",
        }
    }

    /// Returns the name by which the view is asked for.
    pub fn name(self) -> &'static str {
        match self {
            ComparisonScreen::Both => "both",
            ComparisonScreen::Pairs(_) => "pairs",
            ComparisonScreen::Only(Side::Left) => "left",
            ComparisonScreen::Only(Side::Right) => "right",
            ComparisonScreen::Facts(_) => "facts",
            ComparisonScreen::Terms(_) => "terms",
            ComparisonScreen::Overview(_) => "overview",
            ComparisonScreen::Summary(_) => "summary",
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
        !matches!(self, ComparisonScreen::Both | ComparisonScreen::Only(_))
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
