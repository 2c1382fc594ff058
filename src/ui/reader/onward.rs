//! What waits for a part of a long text that is not held yet.

use crate::document::Position;
use crate::text::Span;
use crate::ui::input::Motion;
use crate::ui::reader::finding::Quest;

/// Where the next hidden character is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunt {
    /// From this place on.
    pub place: usize,
    /// How often the whole text has been looked through.
    pub round: Round,
}

/// How often a text has been looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Not yet to its end.
    First,
    /// Past its end, from the beginning.
    Second,
}

/// What to do when a window comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Onward {
    /// Go to the place it was asked for.
    Arrive,
    /// Go to the end.
    End,
    /// Have this place on this row of the page.
    Row(Position, usize),
    /// Bring a passage into view.
    Reveal(Span),
    /// Do what a key asked for.
    Act(Motion, Option<usize>),
    /// Go to the match from this place on, or to the last one before it.
    Match(Quest),
    /// Go to the hidden character from this place on.
    Hidden(Hunt),
    /// Go to the keyword hit from this place on, or to the last one before it.
    Hit {
        /// Where to look.
        place: usize,
        /// Before it instead of from it on.
        back: bool,
    },
}
