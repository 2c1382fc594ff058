//! What a pane knows of a text that is read in windows.
//!
//! The pane holds one window of it and the hits in that window. For the rest of the text it has hit
//! indexes, which background tasks fill chunk by chunk.

use std::sync::Arc;

use crate::document::LongText;
use crate::search::hit_index::CHUNK;
use crate::search::{HitIndex, Keywords, Near, Pattern};
use crate::tasks::onscreen::{Counted, Counts, Rest};
use crate::text::Span;
use crate::ui::reader::text_pane::TextPane;

/// Bytes of a paragraph that a motion by paragraphs or sentences may go past.
pub(crate) const PARAGRAPH: usize = 16 << 10;

/// The window that was asked for last.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The byte it is to hold; nothing when a line was asked for.
    pub byte: Option<usize>,
    /// The search whose matches come with it.
    pub pattern: Option<Arc<Pattern>>,
    /// The keywords whose hits come with it.
    pub keywords: Arc<Keywords>,
}

impl Asked {
    /// Tells whether the hits that come with the window are those of this search and these keywords.
    pub(crate) fn is_for(&self, pattern: Option<&Arc<Pattern>>, keywords: &Arc<Keywords>) -> bool {
        let is_same_pattern = match (&self.pattern, pattern) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            _ => false,
        };
        is_same_pattern && Arc::ptr_eq(&self.keywords, keywords)
    }
}

/// A text that is read in windows, and what is known of it beyond the window.
#[derive(Clone, Debug)]
pub struct WindowedText {
    /// The text.
    pub text: Arc<dyn LongText>,
    /// Whether all of it will be held soon.
    pub rest: Rest,
    pub(crate) asked: Option<Asked>,
    /// Not counted when all of the text will be held soon.
    lines: Option<HitIndex>,
    hidden: Option<HitIndex>,
    matches: Option<HitIndex>,
    keywords: Vec<(usize, HitIndex)>,
}

impl WindowedText {
    /// Returns a text of which nothing is counted yet.
    pub fn new(text: Arc<dyn LongText>, rest: Rest) -> Self {
        let lines = (rest == Rest::Stays).then(|| HitIndex::new(text.length()));
        let hidden = lines.clone();
        Self { text, rest, asked: None, lines, hidden, matches: None, keywords: Vec::new() }
    }

    /// Returns the index of what is counted, if it is.
    pub fn index(&self, counted: Counted) -> Option<&HitIndex> {
        match counted {
            Counted::Lines => self.lines.as_ref(),
            Counted::Hidden => self.hidden.as_ref(),
            Counted::Matches => self.matches.as_ref(),
            Counted::Keyword(number) => {
                self.keywords.iter().find(|(known, _)| *known == number).map(|(_, index)| index)
            }
        }
    }

    fn index_mut(&mut self, counted: Counted) -> Option<&mut HitIndex> {
        match counted {
            Counted::Lines => self.lines.as_mut(),
            Counted::Hidden => self.hidden.as_mut(),
            Counted::Matches => self.matches.as_mut(),
            Counted::Keyword(number) => {
                self.keywords.iter_mut().find(|(known, _)| *known == number).map(|(_, index)| index)
            }
        }
    }

    /// Takes over the counts of a shorter text of which this one is the continuation.
    pub(crate) fn continue_from(&mut self, before: &WindowedText) {
        for (index, known) in [(&mut self.lines, &before.lines), (&mut self.hidden, &before.hidden)] {
            if let (Some(index), Some(known)) = (index, known) {
                index.continue_from(known, before.text.length());
            }
        }
    }

    /// Begins to count the matches of a new search.
    pub(crate) fn count_matches(&mut self) {
        self.matches = Some(HitIndex::new(self.text.length()));
    }

    /// Counts no matches any longer.
    pub(crate) fn forget_matches(&mut self) {
        self.matches = None;
    }

    /// Begins to count the hits of these keywords.
    pub(crate) fn count_keywords(&mut self, keywords: &Keywords) {
        let new = |(number, _)| (number, HitIndex::new(self.text.length()));
        self.keywords = keywords.iter().map(new).collect();
    }

    /// Takes in what was counted.
    pub(crate) fn learn(&mut self, counts: &[Counts]) {
        for (counted, first, counts) in counts {
            if let Some(index) = self.index_mut(*counted) {
                index.learn(*first, counts);
            }
        }
    }

    /// Returns where the nearest of these begins: at `place` or behind it, or the last one before it.
    pub(crate) fn nearest(&self, place: usize, back: bool, counted: &[Counted]) -> Near {
        let each = counted.iter().map(|counted| match self.index(*counted) {
            Some(index) if back => index.until(place),
            Some(index) => index.from(place),
            None => Near::Unknown,
        });
        each.fold(Near::Nowhere, |nearest, next| nearer(nearest, next, back))
    }
}

fn nearer(one: Near, two: Near, back: bool) -> Near {
    match (one, two) {
        (Near::Unknown, _) | (_, Near::Unknown) => Near::Unknown,
        (Near::Nowhere, other) | (other, Near::Nowhere) => other,
        // Within one chunk only the text tells which comes first.
        (Near::Around(place), _) | (_, Near::Around(place)) => Near::Around(place),
        (Near::At(one), Near::At(two)) => Near::At(if back { one.max(two) } else { one.min(two) }),
    }
}

/// Counts and numbers in all of the text, held or not.
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
            // Those in the window are known before the rest is counted.
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
        let lines = self.long.as_ref()?.index(Counted::Lines)?;
        let ends = |from, until| self.document.passage(Span::new(from, until)).matches('\n').count();
        let (top, held) = (self.top.0, self.document.extent());
        if let Some(chunk) = self.held_chunk(top) {
            return Some(lines.before(chunk)? + ends(chunk.max(held.start), top) + 1);
        }
        let next = top / CHUNK * CHUNK + CHUNK;
        Some(lines.before(next)?.checked_sub(ends(top, next.min(held.end)))? + 1)
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
}

impl TextPane {
    /// Tells whether the text around a place is held, so that a page there can be shown.
    pub(crate) fn holds_around(&self, place: usize) -> bool {
        let held = self.document.extent();
        self.long.is_none()
            || (self.holds_start() || place >= held.start + PARAGRAPH)
                && (self.holds_end() || place + PARAGRAPH <= held.end)
    }
}
