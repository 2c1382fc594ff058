//! What a pane knows of a text that is not held as a whole.
//!
//! The pane holds a window of it and the hits in that window. How many there are elsewhere, and
//! where, it learns a stretch at a time.

use std::sync::Arc;

use crate::document::LongText;
use crate::search::{Near, Tally};
use crate::tasks::onscreen::{Counted, Counts, Rest};
use crate::tasks::sight::Sight;

/// A window that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The place it is to hold.
    pub place: usize,
    /// What it is to show.
    pub sight: Sight,
    /// In how many stretches was known by then what it is to show.
    pub known: usize,
}

impl Asked {
    /// Tells whether asking for the other one would bring the same.
    pub(crate) fn is(&self, other: &Asked) -> bool {
        (self.place, self.known) == (other.place, other.known) && self.sight.is(&other.sight)
    }
}

/// A long text and what is known of it beyond the window.
#[derive(Clone, Debug)]
pub struct Long {
    /// The text.
    pub text: Arc<dyn LongText>,
    /// What the window shows.
    pub sight: Sight,
    /// What was last asked for.
    pub(crate) asked: Option<Asked>,
    /// Nothing when all of the text will be held soon.
    lines: Option<Tally>,
    hidden: Option<Tally>,
    matches: Option<Tally>,
    hits: Vec<(usize, Tally)>,
}

impl Long {
    /// Returns what is known at first.
    pub fn new(text: Arc<dyn LongText>, rest: Rest) -> Self {
        let lines = (rest == Rest::Stays).then(|| Tally::new(text.length()));
        let hidden = lines.clone();
        Self { text, sight: Sight::All, asked: None, lines, hidden, matches: None, hits: Vec::new() }
    }

    /// Returns a tally, once somebody counts.
    pub fn tally(&self, counted: Counted) -> Option<&Tally> {
        match counted {
            Counted::Lines => self.lines.as_ref(),
            Counted::Hidden => self.hidden.as_ref(),
            Counted::Matches => self.matches.as_ref(),
            Counted::Keyword(number) => {
                self.hits.iter().find(|(known, _)| *known == number).map(|(_, tally)| tally)
            }
        }
    }

    /// Returns whether all of the text will be held.
    pub(crate) fn rest(&self) -> Rest {
        if self.lines.is_some() { Rest::Stays } else { Rest::Follows }
    }

    /// Takes over what was counted of a shorter text of which this one is the continuation.
    pub(crate) fn go_on_from(&mut self, before: &Long) {
        for (tally, known) in [(&mut self.lines, &before.lines), (&mut self.hidden, &before.hidden)] {
            if let (Some(tally), Some(known)) = (tally, known) {
                tally.go_on_from(known, before.text.length());
            }
        }
    }

    /// Begins to count matches, or leaves off.
    pub(crate) fn count_matches(&mut self, wanted: bool) {
        self.matches = wanted.then(|| Tally::new(self.text.length()));
    }

    /// Begins to count the hits of these keywords.
    pub(crate) fn count_keywords(&mut self, numbers: impl Iterator<Item = usize>) {
        self.hits = numbers.map(|number| (number, Tally::new(self.text.length()))).collect();
    }

    /// Lets the window be one that no longer shows what is sought, if it does not show everything.
    pub(crate) fn outdate(&mut self) {
        if !matches!(self.sight, Sight::All) {
            self.sight = Sight::Past;
        }
    }

    /// Returns what is known of where that stands of which one at least is in each sentence shown.
    pub(crate) fn known(&self, sight: &Sight) -> Vec<(Counted, Tally)> {
        let new = || Tally::new(self.text.length());
        let of = |(counted, _)| (counted, self.tally(counted).cloned().unwrap_or_else(new));
        sight.sought().into_iter().map(of).collect()
    }

    /// Returns what a window that shows this is to be asked for, around a place.
    pub(crate) fn asking(&self, place: usize, sight: Sight) -> Asked {
        let counted = sight.sought().into_iter().filter_map(|(counted, _)| self.tally(counted));
        let known = counted.map(Tally::known).sum();
        Asked { place, sight, known }
    }

    /// Tells whether it is certain that nothing is to be shown.
    pub(crate) fn is_without(&self, sight: &Sight) -> bool {
        let sought = sight.sought();
        let mut tallies = sought.iter().map(|(counted, _)| self.tally(*counted));
        tallies.all(|tally| tally.is_some_and(|tally| tally.is_complete() && tally.total() == 0))
    }

    /// Takes in what was counted.
    pub(crate) fn learn(&mut self, counts: &[Counts]) {
        for (counted, first, counts) in counts {
            let tally = match counted {
                Counted::Lines => self.lines.as_mut(),
                Counted::Hidden => self.hidden.as_mut(),
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
    pub(crate) fn nearest(&self, place: usize, back: bool, counted: &[Counted]) -> Near {
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
