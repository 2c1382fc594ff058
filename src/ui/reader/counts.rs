//! Which part of a text a pane holds, and counts and numbers in all of the text.

use crate::document::{Division, DivisionKind};
use crate::search::HitIndex;
use crate::search::hit_index::CHUNK;
use crate::tasks::Counted;
use crate::text::Span;
use crate::text::width::fit;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::reader::windowed::PARAGRAPH;

/// The most cells of the name of a chapter.
const LABEL: usize = 24;

impl TextPane {
    /// Tells whether the beginning of the text is held, a byte order mark left out.
    pub(crate) fn holds_start(&self) -> bool {
        self.document.start < 4
    }

    /// Tells whether the end of the text is held.
    pub(crate) fn holds_end(&self) -> bool {
        self.document.extent().end >= self.document.whole
    }

    /// Returns how many there are in the whole text, as far as they were counted.
    pub fn count_of(&self, counted: Counted) -> usize {
        match (&self.long, counted) {
            // The hidden characters of the window are known before the rest is counted.
            (Some(long), Counted::Hidden) => {
                let held = self.document.hidden.total();
                long.index(counted).map_or(held, |index| index.total().max(held))
            }
            (Some(long), _) => long.index(counted).map_or(0, HitIndex::total),
            (None, Counted::Lines) => self.document.text.matches('\n').count(),
            (None, Counted::Hidden) => self.document.hidden.total(),
            (None, Counted::Matches) => self.matches.len(),
            (None, Counted::Keyword(number)) => self.hits.of(number).len(),
        }
    }

    /// Returns how much of the text has been counted, in percent.
    pub fn counted(&self, counted: Counted) -> usize {
        self.long.as_ref().map_or(100, |long| long.index(counted).map_or(0, HitIndex::reached))
    }

    /// Returns the number, counted from 1, of the match that begins at `place`, if it is known.
    pub fn match_number(&self, place: usize) -> Option<usize> {
        let here = self.matches.binary_search_by_key(&place, |span| span.start).ok()?;
        let Some(long) = &self.long else { return Some(here + 1) };
        let chunk = self.held_chunk(place)?;
        let before = self.matches.partition_point(|span| span.start < chunk);
        Some(long.index(Counted::Matches)?.before(place)? + here - before + 1)
    }

    /// Returns the number, counted from 1, of the hidden character at `place`, if it is known.
    pub fn hidden_number(&self, place: usize) -> Option<usize> {
        let start = self.document.start;
        let before = |place: usize| self.document.hidden.before(&self.document.text, place - start);
        let Some(long) = &self.long else { return Some(before(place) + 1) };
        let here = before(place) - before(self.held_chunk(place)?.max(start));
        Some(long.index(Counted::Hidden)?.before(place)? + here + 1)
    }

    /// Returns where the chunk of `place` begins, if all of it up to `place` is held.
    fn held_chunk(&self, place: usize) -> Option<usize> {
        let chunk = place / CHUNK * CHUNK;
        (self.document.start <= chunk || self.holds_start()).then_some(chunk)
    }

    /// Returns the number, counted from 1, of the line at the top, if it is known.
    pub fn line_number(&self) -> Option<usize> {
        self.line_number_at(self.top.0)
    }

    /// Returns the number, counted from 1, of the line of a long text that holds `place`, if it is known.
    pub(crate) fn line_number_at(&self, place: usize) -> Option<usize> {
        let lines = self.long.as_ref()?.index(Counted::Lines)?;
        let ends = |from, until| self.document.passage(Span::new(from, until)).matches('\n').count();
        let held = self.document.extent();
        if let Some(chunk) = self.held_chunk(place) {
            return Some(lines.before(chunk)? + ends(chunk.max(held.start), place) + 1);
        }
        let next = place / CHUNK * CHUNK + CHUNK;
        Some(lines.before(next)?.checked_sub(ends(place, next.min(held.end)))? + 1)
    }

    /// Returns the page, chapter or time of the current sentence, such as "page 12 of 80", if there is one. How many
    /// there are is not known before the last pages are read.
    pub fn division(&self) -> Option<String> {
        let divisions = &self.document.divisions;
        let Division { kind, label, .. } = self.document.division_at(self.current_place())?;
        let after = divisions.partition_point(|division| division.place.0 <= self.current_place());
        let number = after.to_string();
        let of_all =
            if self.file.is_unfinished() { String::new() } else { format!(" of {}", divisions.len()) };
        Some(match kind {
            DivisionKind::Time => label.clone(),
            DivisionKind::Page if *label == number => format!("page {number}{of_all}"),
            DivisionKind::Page => format!("page {} ({number}{of_all})", fit(label, LABEL)),
            DivisionKind::Chapter => fit(label, LABEL).to_string(),
            DivisionKind::Message => format!("message {number}{of_all}"),
        })
    }

    /// Tells whether something is known to begin in a part of the text.
    pub fn begins_in(&self, part: Span, counted: Counted) -> bool {
        if let Some(long) = &self.long {
            return long.index(counted).is_some_and(|index| index.is_in(part));
        }
        let spans: &[Span] = match counted {
            Counted::Lines | Counted::Hidden => &[],
            Counted::Matches => &self.matches,
            Counted::Keyword(number) => self.hits.of(number),
        };
        let next = spans.partition_point(|span| span.start < part.start);
        spans.get(next).is_some_and(|span| span.start < part.end)
    }

    /// Tells whether the text around a place is held, so that a page there can be shown.
    pub(crate) fn holds_around(&self, place: usize) -> bool {
        let held = self.document.extent();
        self.long.is_none()
            || (self.holds_start() || place >= held.start + PARAGRAPH)
                && (self.holds_end() || place + PARAGRAPH <= held.end)
    }
}
