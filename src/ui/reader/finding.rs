//! The search of the texts on the screen: its pattern, its matches, where the next one is.

use std::sync::Arc;

use crate::document::Position;
use crate::search::{Pattern, Query};
use crate::text::Span;
use crate::ui::reader::text_pane::TextPane;

/// A search that has a pattern.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was asked for.
    pub query: Query,
    /// What finds it.
    pub pattern: Arc<Pattern>,
    /// The match last gone to, by its start.
    pub at: Option<usize>,
    /// Which end of the text the last step went past.
    pub wrapped: Option<Wrapped>,
    /// What to do when the matches arrive.
    pub goal: Goal,
}

/// What to do when the matches arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Nothing: the document changed under a search that goes on.
    Stay,
    /// Go to the first match from this place on.
    FirstFrom(Position),
    /// Go on by so many matches from where the text stands, back when negative.
    Step(isize),
    /// Go on with this as soon as the search has come that far.
    Quest(Quest),
}

/// A match looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quest {
    /// Where to look.
    pub place: usize,
    /// For the last match before the place instead of the first one from it on.
    pub back: bool,
    /// Which end of the text the search has gone past.
    pub wrapped: Option<Wrapped>,
    /// How many matches to go on afterwards.
    pub more: usize,
}

/// A step from match to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The match to go to.
    pub span: Span,
    /// Its number, counted from 1.
    pub number: usize,
    /// Whether the search went past an end of the text.
    pub wrapped: Option<Wrapped>,
}

/// Which end of the text a search went past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapped {
    /// Past the end, on from the beginning.
    End,
    /// Past the beginning, on from the end.
    Beginning,
}

/// Returns the match from `place` on, the first one when there is none.
pub fn first_from(matches: &[Span], place: usize) -> Option<Step> {
    let index = matches.partition_point(|span| span.start < place);
    match matches.get(index) {
        Some(span) => Some(Step { span: *span, number: index + 1, wrapped: None }),
        None => matches.first().map(|span| Step { span: *span, number: 1, wrapped: Some(Wrapped::End) }),
    }
}

/// Returns the match after `place`, going past the end.
pub fn after(matches: &[Span], place: usize) -> Option<Step> {
    first_from(matches, place + 1)
}

/// Returns the match before `place`, going past the beginning.
pub fn before(matches: &[Span], place: usize) -> Option<Step> {
    let index = matches.partition_point(|span| span.start < place);
    if let Some(index) = index.checked_sub(1) {
        Some(Step { span: matches[index], number: index + 1, wrapped: None })
    } else {
        let span = *matches.last()?;
        Some(Step { span, number: matches.len(), wrapped: Some(Wrapped::Beginning) })
    }
}

impl Finding {
    /// Returns where to go on from in a pane: the last match unless the user has moved away
    /// from it, and whether it is that match.
    pub fn place(&self, pane: &TextPane) -> (usize, bool) {
        let is_match = |at: &usize| pane.matches.binary_search_by_key(at, |span| span.start).is_ok();
        let here = self.at.filter(|at| is_match(at) && pane.is_at(*at));
        here.map_or((pane.here(), false), |at| (at, true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_goes_round() {
        let matches = [Span::new(3, 5), Span::new(8, 10)];
        assert_eq!(first_from(&matches, 3).map(|step| (step.number, step.wrapped)), Some((1, None)));
        assert_eq!(after(&matches, 3).map(|step| (step.number, step.wrapped)), Some((2, None)));
        assert_eq!(after(&matches, 8).map(|step| (step.number, step.wrapped)), Some((1, Some(Wrapped::End))));
        assert_eq!(before(&matches, 8).map(|step| (step.number, step.wrapped)), Some((1, None)));
        assert_eq!(
            before(&matches, 3).map(|step| (step.number, step.wrapped)),
            Some((2, Some(Wrapped::Beginning)))
        );
        assert_eq!(after(&[], 0), None);
        assert_eq!(before(&[], 0), None);
    }
}
