//! Whether a text stands at a place of an unfolded text, told without folding.
//!
//! Where all characters fold to one each, whatever is beside them, they are compared one by one;
//! anywhere else folding must tell.

use crate::search::script::joins;
use crate::text::Span;
use crate::text::fold::{Case, plain};

/// What a look at a place tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Hit(Span),
    Nothing,
    /// Only folding can tell.
    Unsure,
}

/// What is looked for: a folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needle<'a> {
    pub text: &'a str,
    pub case: Case,
    pub edges: Edges,
}

/// What may stand beside a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edges {
    Anything,
    /// No letter or digit.
    Word,
}

impl Needle<'_> {
    /// Tells whether the needle stands in `text` so that its byte `offset` is the byte `at`.
    pub(super) fn look(self, text: &str, at: usize, offset: usize) -> Spot {
        if self.text.starts_with(' ') || self.text.ends_with(' ') {
            return Spot::Unsure;
        }
        let (left, right) = self.text.split_at(offset);
        let end = match self.compare(text[at..].chars(), right.chars()) {
            Step::Reached(length) => at + length,
            Step::Ended(spot) => return spot,
        };
        let start = match self.compare(text[..at].chars().rev(), left.chars().rev()) {
            Step::Reached(length) => at - length,
            Step::Ended(spot) => return spot,
        };
        match self.ends(text, Span::new(start, end)) {
            Some(true) => Spot::Hit(Span::new(start, end)),
            Some(false) => Spot::Nothing,
            None => Spot::Unsure,
        }
    }

    /// Compares characters of a text with those of the needle, in either direction.
    fn compare(self, text: impl Iterator<Item = char>, needle: impl Iterator<Item = char>) -> Step {
        let mut text = text.peekable();
        let mut length = 0;
        for wanted in needle {
            let Some(c) = text.next() else { return Step::Ended(Spot::Nothing) };
            match plain(c, self.case) {
                None => return Step::Ended(Spot::Unsure),
                Some(folded) if folded != wanted => return Step::Ended(Spot::Nothing),
                Some(_) => length += c.len_utf8(),
            }
            while wanted == ' '
                && text.next_if(|c| c.is_ascii() && plain(*c, self.case) == Some(' ')).is_some()
            {
                length += 1;
            }
        }
        Step::Reached(length)
    }

    /// Tells whether a hit may have these neighbours; `None` where only folding can tell.
    fn ends(self, text: &str, span: Span) -> Option<bool> {
        let neighbour = |c: Option<char>| match c {
            None => Some(None),
            Some(c) => plain(c, self.case).map(Some),
        };
        // What follows may be an accent, or unseen before one.
        let after = neighbour(text[span.end..].chars().next())?;
        if self.edges == Edges::Anything {
            return Some(true);
        }
        let before = neighbour(text[..span.start].chars().next_back())?;
        Some(!joins(before, self.text.chars().next()) && !joins(after, self.text.chars().next_back()))
    }
}

enum Step {
    /// All of the needle is there, over so many bytes.
    Reached(usize),
    Ended(Spot),
}
