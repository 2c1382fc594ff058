//! How often something stands in the text of a pane, where, and on which line: in all of it, whether
//! it is held or not.

use crate::search::Tally;
use crate::search::tally::STRETCH;
use crate::tasks::onscreen::Counted;
use crate::text::Span;
use crate::ui::reader::text_pane::TextPane;

impl TextPane {
    /// Returns how often something stands in the whole text, as far as it was counted.
    pub fn count_of(&self, counted: Counted) -> usize {
        match (&self.long, counted) {
            // What is in view is known before anybody has counted the rest.
            (Some(long), Counted::Hidden) => {
                let held = self.document.concealed.total();
                long.tally(counted).map_or(held, |tally| tally.total().max(held))
            }
            (Some(long), _) => long.tally(counted).map_or(0, Tally::total),
            (None, Counted::Lines) => self.document.text.matches('\n').count(),
            (None, Counted::Hidden) => self.document.concealed.total(),
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
        is_held.then_some(long.tally(Counted::Matches)?.before(place)? + here - before + 1)
    }

    /// Returns the number, counted from 1, of the hidden character at `place`, if it is known.
    pub fn hidden_number(&self, place: usize) -> Option<usize> {
        let (text, start) = (&self.document.text, self.document.start);
        let before = |place: usize| self.document.concealed.before(text, place - start);
        let Some(long) = &self.long else { return Some(before(place) + 1) };
        if self.document.is_digest() {
            return None;
        }
        let stretch = place / STRETCH * STRETCH;
        let is_held = start <= stretch || start < 4;
        let here = before(place) - before(stretch.max(start));
        is_held.then_some(long.tally(Counted::Hidden)?.before(place)? + here + 1)
    }

    /// Returns the number, counted from 1, of the line at the top, if it is known.
    pub fn line_number(&self) -> Option<usize> {
        let long = self.long.as_ref()?;
        if self.document.is_digest() {
            return self.line_in_digest(long.tally(Counted::Lines)?);
        }
        let held = self.document.extent();
        let stretch = self.top.0 / STRETCH * STRETCH;
        let (from, until, sign) = if held.start <= stretch || held.start < 4 {
            (stretch.max(held.start), self.top.0, 1)
        } else {
            (self.top.0, (stretch + STRETCH).min(held.end), -1)
        };
        let between = self.document.passage(Span::new(from, until)).matches('\n').count() as isize;
        let before =
            long.tally(Counted::Lines)?.before(if sign > 0 { stretch } else { stretch + STRETCH })?;
        before.checked_add_signed(sign * between)?.checked_add(1)
    }

    /// The line of the passage at the top: what lies before it in its stretch is not held, but was
    /// counted when it was.
    fn line_in_digest(&self, lines: &Tally) -> Option<usize> {
        let pieces = self.document.pieces();
        // The empty row above a passage stands one byte before it.
        let at = pieces.partition_point(|piece| piece.span.start <= self.top.0 + 1).saturating_sub(1);
        let piece = pieces.get(at)?;
        let above = self.document.passage(Span::new(piece.span.start, self.top.0.max(piece.span.start)));
        Some(lines.before(piece.span.start)? + piece.lines + above.matches('\n').count() + 1)
    }

    /// Tells whether something begins in a part of the text.
    pub fn begins_in(&self, part: Span, counted: Counted) -> bool {
        if let Some(long) = &self.long {
            return long.tally(counted).is_some_and(|tally| tally.is_in(part));
        }
        let spans: &[Span] = match counted {
            Counted::Lines | Counted::Hidden => &[],
            Counted::Matches => &self.matches,
            Counted::Keyword(number) => self.hits.of(number),
        };
        let next = spans.partition_point(|span| span.start < part.start);
        spans.get(next).is_some_and(|span| span.start < part.end)
    }
}
