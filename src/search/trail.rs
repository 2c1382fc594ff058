//! From places where a pattern may stand to its hits, folding only around them.

use memchr::{memchr, memrchr};

use crate::search::anchor::Reach;
use crate::search::net::{Place, Sign};
use crate::search::pattern::Pattern;
use crate::search::spot::{Needle, Spot};
use crate::text::Span;
use crate::text::fold::{Folded, is_seam, seam_after, seam_before};

/// Windows nearer to each other than this, in bytes, are folded as one.
const NEAR: usize = 64;

/// Windows are joined up to this length, in bytes, unless they overlap.
const LONG: usize = 64 << 10;

/// Follows the places of one pattern through a text.
pub(super) struct Trail<'a> {
    pattern: &'a Pattern,
    text: &'a str,
    reach: Option<Reach>,
    /// What is looked for when that is a text, and where its anchor stands in it.
    needle: Option<(Needle<'a>, usize)>,
    /// The window around the last places, which the next may widen.
    open: Option<Span>,
    /// The last place a window was found for, and that window.
    last: Option<(usize, Span)>,
    hits: Vec<Span>,
}

impl<'a> Trail<'a> {
    pub(super) fn new(pattern: &'a Pattern, text: &'a str) -> Self {
        let reach = pattern.anchors().map(|anchors| anchors.reach);
        let offset = pattern.anchors().map_or(0, |anchors| anchors.offset);
        let needle = pattern.needle().map(|needle| (needle, offset));
        Self { pattern, text, reach, needle, open: None, last: None, hits: Vec::new() }
    }

    /// Tells whether a hit was found already.
    pub(super) fn has_hits(&self) -> bool {
        !self.hits.is_empty()
    }

    /// Takes a place, none before the last one; `None` when hits are no longer `wanted`.
    pub(super) fn note(&mut self, place: Place, wanted: &dyn Fn() -> bool) -> Option<()> {
        if let (Some((needle, offset)), Sign::Anchor) = (self.needle, place.sign)
            && self.open.is_none_or(|open| open.end <= place.at)
        {
            match needle.look(self.text, place.at, offset) {
                Spot::Unsure => {}
                Spot::Nothing => return Some(()),
                Spot::Hit(hit) => {
                    self.close(wanted)?;
                    if hit.start >= self.resumes() {
                        self.hits.push(hit);
                    }
                    return Some(());
                }
            }
        }
        let window = self.window_around(place.at);
        match &mut self.open {
            Some(open) if joins(*open, window) => open.end = open.end.max(window.end),
            _ => {
                self.close(wanted)?;
                self.open = Some(window);
            }
        }
        Some(())
    }

    /// Returns where the last hit ends: the next begins there at the earliest.
    fn resumes(&self) -> usize {
        self.hits.last().map_or(0, |hit| hit.end)
    }

    /// Returns the hits, or `None` when they are no longer `wanted`.
    pub(super) fn finish(mut self, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
        if self.reach.is_none() {
            self.open = Some(Span::new(0, self.text.len()));
        }
        self.close(wanted)?;
        Some(self.hits)
    }

    /// Returns the window of a place, which is that of the last one while no seam lies between them: a
    /// text may have thousands of unseen characters in a row, and each is a place.
    fn window_around(&mut self, at: usize) -> Span {
        let is_same = |last: usize| !Span::new(last, at).of(self.text).contains(is_seam);
        let window = match self.last {
            Some((last, window)) if is_same(last) => window,
            _ => self.window(at),
        };
        self.last = Some((at, window));
        window
    }

    /// Returns all that a hit at or around a place may touch, from seam to seam.
    fn window(&self, at: usize) -> Span {
        match self.reach {
            // The character beyond each end tells whether a word ends there.
            Some(Reach::Characters(count)) => {
                Span::new(seam_before(self.text, at, count + 2), seam_after(self.text, at, count + 2))
            }
            Some(Reach::Line) => {
                let bytes = self.text.as_bytes();
                let start = memrchr(b'\n', &bytes[..at]).map_or(0, |line| seam_before(self.text, line, 1));
                let end = memchr(b'\n', &bytes[at..])
                    .map_or(bytes.len(), |line| seam_after(self.text, at + line, 1));
                Span::new(start, end)
            }
            _ => Span::new(0, self.text.len()),
        }
    }

    fn close(&mut self, wanted: &dyn Fn() -> bool) -> Option<()> {
        let Some(window) = self.open.take() else { return Some(()) };
        let folded = Folded::by(window.of(self.text), self.pattern.folding());
        let lines = match self.reach {
            Some(Reach::Line) => self.whole_lines(window, folded.as_str()),
            _ => Span::new(self.behind(window), folded.as_str().len()),
        };
        let found = self.pattern.hits_within(&folded, lines, wanted)?;
        for hit in found.into_iter().map(|hit| hit.shifted(window.start)) {
            if self.has_neighbours(hit, window) {
                self.hits.push(hit);
            }
        }
        Some(())
    }

    /// Tells whether what stands beside a hit is in the window, too. One that reaches to an edge is
    /// nowhere near the place the window was opened for, and may be half a word.
    fn has_neighbours(&self, hit: Span, window: Span) -> bool {
        let is_cut = window.start > 0 && hit.start == window.start
            || window.end < self.text.len() && hit.end == window.end;
        !(is_cut && matches!(self.reach, Some(Reach::Characters(_))))
    }

    /// Returns how many bytes at the front of a folded window belong to hits found already.
    fn behind(&self, window: Span) -> usize {
        let before = Span::new(window.start, self.resumes());
        if before.is_empty() {
            0
        } else {
            Folded::by(before.of(self.text), self.pattern.folding()).as_str().len()
        }
    }

    /// Returns the part of a folded window without the line it begins in and the one it ends in.
    fn whole_lines(&self, window: Span, folded: &str) -> Span {
        let start =
            if window.start == 0 { 0 } else { memchr(b'\n', folded.as_bytes()).map_or(0, |line| line + 1) };
        let cut = window.end < self.text.len();
        let end = memrchr(b'\n', folded.as_bytes()).filter(|_| cut).unwrap_or(folded.len());
        Span::new(start, end)
    }
}

fn joins(open: Span, next: Span) -> bool {
    next.start < open.end || next.start < open.end + NEAR && open.len() < LONG
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Defaults, Query};

    /// Each is a place where a letter may hide; a window of its own for each would take the square of
    /// their number.
    #[test]
    fn unseen_characters_in_a_row_share_a_window() {
        let pattern = Pattern::compile(&Query::parse("ae", Defaults::default())).unwrap();
        let text = format!("a{}e a e", "\u{200d}".repeat(1000));
        let mut trail = Trail::new(&pattern, &text);
        let mut windows = Vec::new();
        for (at, _) in text.char_indices() {
            windows.push(trail.window_around(at));
            assert_eq!(trail.window_around(at), trail.window(at));
        }
        windows.dedup();
        assert!(windows.len() < 8, "{windows:?}");
        assert_eq!(pattern.hits_of(&text, &|| true).unwrap(), pattern.hits(&text));
    }
}
