//! The search of the text, the place it began at, and the actions that wait for its hits or for another window.

use std::sync::Arc;

use crate::document::Position;
use crate::search::{Pattern, Query};
use crate::tasks::EntryId;
use crate::text::Span;
use crate::ui::input::Motion;
use crate::ui::reader::text_pane::TextPane;

/// A search of the texts on the screen.
#[derive(Clone, Debug)]
pub struct TextSearch {
    /// What was asked for.
    pub query: Query,
    /// What finds it.
    pub pattern: Arc<Pattern>,
    /// The match last gone to, by its start.
    pub at: Option<usize>,
    /// The end of the text that the last step went past.
    pub wrapped: Option<Wrapped>,
}

/// The scroll position of a text and its chosen sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    entry: EntryId,
    /// The place of its first row.
    pub top: Position,
    /// The place of the chosen sentence: a window that comes later numbers them otherwise.
    chosen: Option<usize>,
}

impl Place {
    /// Returns the place of `pane`.
    pub fn of(pane: &TextPane) -> Self {
        Self { entry: pane.entry, top: pane.top, chosen: pane.chosen_place() }
    }

    /// Returns the beginning of a document that is still being read.
    pub fn beginning(entry: EntryId) -> Self {
        Self { entry, top: Position::default(), chosen: None }
    }

    /// Returns the chosen sentence, by its place, else the first row.
    pub fn here(self) -> usize {
        self.chosen.unwrap_or(self.top.0)
    }

    /// Sets `pane` to this place, if it still shows the same document.
    pub fn restore(self, pane: &mut TextPane) {
        if pane.entry == self.entry {
            let held = pane.document.extent();
            let chosen = self.chosen.filter(|place| held.start <= *place && *place <= held.end);
            let chosen = chosen.and_then(|place| pane.document.sentence_at(place));
            (pane.top, pane.chosen) = (self.top, chosen);
        }
    }
}

/// The kind of hit to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitKind {
    /// Matches of the search.
    Match,
    /// Hits of the keyword chosen in the panel, else of any that is shown.
    Keyword,
    /// Hidden characters.
    Hidden,
}

/// A search for the next hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextHit {
    /// The kind of hit to go to.
    pub target: HitKind,
    /// The place from which on the next one is looked for, or before which the last one is.
    pub from: usize,
    /// Whether it is the last one before `from`.
    pub back: bool,
    /// The end of the text that was passed.
    pub wrapped: Option<Wrapped>,
    /// How many hits to go on after it.
    pub more: usize,
}

/// The end of the text that a search went past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapped {
    /// Past the end, on from the beginning.
    End,
    /// Past the beginning, on from the end.
    Beginning,
}

impl NextHit {
    /// Returns a search for the first match from a place on.
    pub fn first_match(from: usize) -> Self {
        Self::of(HitKind::Match, from, 1)
    }

    /// Returns a search for the hit `by` hits on, or back when it is negative.
    pub(crate) fn of(target: HitKind, from: usize, by: isize) -> Self {
        Self { target, from, back: by < 0, wrapped: None, more: by.unsigned_abs().saturating_sub(1) }
    }

    /// Returns the same search past the end of a text of `whole` bytes, if it continues there.
    pub(crate) fn past_the_end(self, whole: usize) -> Option<Self> {
        match (self.wrapped, self.target, self.back) {
            (Some(_), ..) | (_, HitKind::Keyword, _) => None,
            (None, HitKind::Match | HitKind::Hidden, true) => {
                Some(Self { from: whole, wrapped: Some(Wrapped::Beginning), ..self })
            }
            (None, HitKind::Match | HitKind::Hidden, false) => {
                Some(Self { from: 0, wrapped: Some(Wrapped::End), ..self })
            }
        }
    }
}

impl Wrapped {
    /// Returns its message.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Wrapped::End => " · past the end, from the beginning",
            Wrapped::Beginning => " · past the beginning, from the end",
        }
    }
}

/// What the text the keys go to waits for.
///
/// | waits for | is set by | ends with |
/// |---|---|---|
/// | a window | a motion, a hit or a passage outside the window | the window, in which `Then` is done |
/// | hits | a new search; a step beyond what is counted | the hit, or the news that there is none |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pending {
    /// Nothing.
    #[default]
    Nothing,
    /// The window asked for last.
    Window(Then),
    /// Hits: those of the text held as soon as they are known, then those of the index as it grows.
    Hits(NextHit),
}

/// What is done in a window when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The place it was asked for becomes the top.
    Arrive,
    /// The last page is shown.
    End,
    /// A passage is brought into view.
    Reveal(Span),
    /// A motion is made that needed more of the text than was held.
    Act(Motion, Option<usize>),
    /// The next hit is looked for.
    Look(NextHit),
}
