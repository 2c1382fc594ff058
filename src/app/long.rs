//! What a pane knows of a text that is not held as a whole.
//!
//! The pane holds a window of it and the hits in that window. How many there are elsewhere, and
//! where, it learns a stretch at a time.

use std::sync::Arc;

use super::message::Rest;
use super::text_pane::TextPane;
use crate::document::LongText;
use crate::search::tally::{Count, STRETCH};
use crate::search::{Near, Tally};
use crate::text::Span;

/// What is counted in a long text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Its line ends.
    Lines,
    /// The matches of the search.
    Matches,
    /// The hits of the keyword of this number.
    Keyword(usize),
}

/// Counts of consecutive stretches: of what, the number of the first one, and one a stretch.
pub type Counts = (Counted, usize, Vec<Count>);

/// A long text and what is known of it beyond the window.
#[derive(Clone, Debug)]
pub struct Long {
    /// The text.
    pub text: Arc<dyn LongText>,
    /// The place the window was last asked for.
    pub asked: Option<usize>,
    /// Nothing when all of the text will be held soon.
    lines: Option<Tally>,
    matches: Option<Tally>,
    hits: Vec<(usize, Tally)>,
}

impl Long {
    /// Returns what is known at first.
    pub fn new(text: Arc<dyn LongText>, rest: Rest) -> Self {
        let lines = (rest == Rest::Stays).then(|| Tally::new(text.length()));
        Self { text, asked: None, lines, matches: None, hits: Vec::new() }
    }

    /// Returns a tally, once somebody counts.
    pub fn tally(&self, counted: Counted) -> Option<&Tally> {
        match counted {
            Counted::Lines => self.lines.as_ref(),
            Counted::Matches => self.matches.as_ref(),
            Counted::Keyword(number) => {
                self.hits.iter().find(|(known, _)| *known == number).map(|(_, tally)| tally)
            }
        }
    }

    /// Returns whether all of the text will be held.
    pub(super) fn rest(&self) -> Rest {
        if self.lines.is_some() { Rest::Stays } else { Rest::Follows }
    }

    /// Begins to count matches, or leaves off.
    pub(super) fn count_matches(&mut self, wanted: bool) {
        self.matches = wanted.then(|| Tally::new(self.text.length()));
    }

    /// Begins to count the hits of these keywords.
    pub(super) fn count_keywords(&mut self, numbers: impl Iterator<Item = usize>) {
        self.hits = numbers.map(|number| (number, Tally::new(self.text.length()))).collect();
    }

    /// Takes in what was counted.
    pub(super) fn learn(&mut self, counts: &[Counts]) {
        for (counted, first, counts) in counts {
            let tally = match counted {
                Counted::Lines => self.lines.as_mut(),
                Counted::Matches => self.matches.as_mut(),
                Counted::Keyword(number) => {
                    self.hits.iter_mut().find(|(known, _)| known == number).map(|(_, tally)| tally)
                }
            };
            if let Some(tally) = tally {
                tally.learn(*first, counts);
            }
        }
    }

    /// Returns where the nearest of these begins: at `place` or behind it, or the last one before it.
    pub(super) fn nearest(&self, place: usize, back: bool, counted: &[Counted]) -> Near {
        let each = counted.iter().map(|counted| {
            self.tally(*counted)
                .map_or(Near::Unknown, |tally| if back { tally.until(place) } else { tally.from(place) })
        });
        each.fold(Near::Nowhere, |nearest, next| nearer(nearest, next, back))
    }
}

fn nearer(one: Near, two: Near, back: bool) -> Near {
    match (one, two) {
        (Near::Unknown, _) | (_, Near::Unknown) => Near::Unknown,
        (Near::Nowhere, other) | (other, Near::Nowhere) => other,
        // Within one stretch the text must tell which comes first.
        (Near::Around(place), _) | (_, Near::Around(place)) => Near::Around(place),
        (Near::At(one), Near::At(two)) => Near::At(if back { one.max(two) } else { one.min(two) }),
    }
}

impl TextPane {
    /// Returns how often something stands in the whole text, as far as it was counted.
    pub fn count_of(&self, counted: Counted) -> usize {
        match (&self.long, counted) {
            (Some(long), _) => long.tally(counted).map_or(0, Tally::total),
            (None, Counted::Lines) => self.document.text.matches('\n').count(),
            (None, Counted::Matches) => self.matches.len(),
            (None, Counted::Keyword(number)) => self.hits.of(number).len(),
        }
    }

    /// Returns how much of the text was looked through for something, in percent.
    pub fn counted(&self, counted: Counted) -> usize {
        self.long.as_ref().map_or(100, |long| long.tally(counted).map_or(0, Tally::reached))
    }

    /// Returns the number, counted from 1, of the match that begins at `place`, if it is known.
    pub fn match_number(&self, place: usize) -> Option<usize> {
        let here = self.matches.binary_search_by_key(&place, |span| span.start).ok()?;
        let Some(long) = &self.long else { return Some(here + 1) };
        let stretch = place / STRETCH * STRETCH;
        let before = self.matches.partition_point(|span| span.start < stretch);
        let is_held = self.document.start <= stretch || self.document.start < 4;
        is_held.then_some(long.matches.as_ref()?.before(place)? + here - before + 1)
    }

    /// Returns the number, counted from 1, of the line at the top, if it is known.
    pub fn line_number(&self) -> Option<usize> {
        let long = self.long.as_ref()?;
        let held = self.document.extent();
        let stretch = self.top.0 / STRETCH * STRETCH;
        let (from, until, sign) = if held.start <= stretch || held.start < 4 {
            (stretch.max(held.start), self.top.0, 1)
        } else {
            (self.top.0, (stretch + STRETCH).min(held.end), -1)
        };
        let between = self.document.passage(Span::new(from, until)).matches('\n').count() as isize;
        let before = long.lines.as_ref()?.before(if sign > 0 { stretch } else { stretch + STRETCH })?;
        before.checked_add_signed(sign * between)?.checked_add(1)
    }

    /// Tells whether something begins in a part of the text.
    pub fn begins_in(&self, part: Span, counted: Counted) -> bool {
        if let Some(long) = &self.long {
            return long.tally(counted).is_some_and(|tally| tally.is_in(part));
        }
        let spans: &[Span] = match counted {
            Counted::Lines => &[],
            Counted::Matches => &self.matches,
            Counted::Keyword(number) => self.hits.of(number),
        };
        let next = spans.partition_point(|span| span.start < part.start);
        spans.get(next).is_some_and(|span| span.start < part.end)
    }
}
