//! How often something stands in each stretch of a long text, learnt a part at a time.
//!
//! A text of a gigabyte may hold more hits than there is memory for. So of each stretch only the
//! number of hits is kept and where the first and the last begin: enough to say "3 of 17", to go on
//! to the next hit wherever it is, and to mark a scrollbar. The hits themselves are looked for again
//! where someone reads.

use crate::search::pattern::Pattern;
use crate::search::sieve::Sieve;
use crate::text::Span;

/// Bytes of a stretch.
pub const STRETCH: usize = 64 << 10;

/// Bytes before and behind a stretch in which its words and its last hit may go on.
const CONTEXT: usize = 4 << 10;

/// The hits of one stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many begin in it.
    pub hits: u32,
    /// Where the first one begins, in bytes from the beginning of the stretch.
    first: u32,
    /// Where the last one begins, likewise.
    last: u32,
}

/// What is known of where something stands in a long text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many stretches the text has.
    stretches: usize,
    /// By stretch; `None` where nobody has looked yet. As long as the last one that was looked at: a
    /// text of gigabytes is shown before room is made for all of them.
    counts: Vec<Option<Count>>,
}

impl Tally {
    /// Returns the tally of a text of `length` bytes in which nobody has looked yet.
    pub fn new(length: usize) -> Self {
        Self { stretches: length.div_ceil(STRETCH), counts: Vec::new() }
    }

    /// Takes in the counts of consecutive stretches, the first of which has this number.
    pub fn learn(&mut self, first: usize, counts: &[Count]) {
        let end = (first + counts.len()).min(self.stretches);
        if self.counts.len() < end {
            self.counts.resize(end, None);
        }
        for (place, count) in self.counts.iter_mut().skip(first).zip(counts) {
            *place = Some(*count);
        }
    }

    /// Takes over what is known of a text of `length` bytes that was the beginning of this one.
    pub fn go_on_from(&mut self, before: &Tally, length: usize) {
        let whole = (length / STRETCH).min(before.counts.len()).min(self.stretches);
        if self.counts.len() < whole {
            self.counts.resize(whole, None);
        }
        self.counts[..whole].copy_from_slice(&before.counts[..whole]);
    }

    /// Returns the first stretch that nobody has looked at, by its first byte.
    pub fn next_unknown(&self) -> Option<usize> {
        let skipped = self.counts.iter().position(Option::is_none);
        let number = skipped.unwrap_or(self.counts.len());
        (number < self.stretches).then_some(number * STRETCH)
    }

    /// Returns how many hits are known of.
    pub fn total(&self) -> usize {
        self.counts.iter().flatten().map(|count| count.hits as usize).sum()
    }

    /// Tells whether every stretch was looked through.
    pub fn is_complete(&self) -> bool {
        self.next_unknown().is_none()
    }

    /// Returns how much of the text was looked through, in percent.
    pub fn reached(&self) -> usize {
        (self.known() * 100).checked_div(self.stretches).unwrap_or(100)
    }

    /// Returns what is known of the stretch of a number.
    pub fn stretch(&self, number: usize) -> Stretch {
        match self.counts.get(number) {
            None | Some(None) => Stretch::Unknown,
            Some(Some(count)) => {
                count.ends(number).map_or(Stretch::Empty, |(first, last)| Stretch::Hits(first, last))
            }
        }
    }

    /// Returns how many stretches were looked through.
    pub fn known(&self) -> usize {
        self.counts.iter().flatten().count()
    }

    /// Returns how many hits begin before the stretch that holds `place`, if that is known.
    pub fn before(&self, place: usize) -> Option<usize> {
        let until = (place / STRETCH).min(self.stretches);
        self.counts.get(..until)?.iter().map(|count| count.map(|count| count.hits as usize)).sum()
    }

    /// Returns where the first hit begins at `place` or behind it, as far as can be told without the
    /// text.
    pub fn from(&self, place: usize) -> Near {
        for (number, count) in self.counts.iter().enumerate().skip(place / STRETCH) {
            let Some(count) = count else { return Near::Unknown };
            match count.ends(number) {
                Some((first, _)) if first >= place => return Near::At(first),
                Some((_, last)) if last >= place => return Near::Around(place),
                _ => {}
            }
        }
        let is_known = self.counts.len().max(place / STRETCH) >= self.stretches;
        if is_known { Near::Nowhere } else { Near::Unknown }
    }

    /// Returns where the last hit before `place` begins, as far as can be told without the text.
    pub fn until(&self, place: usize) -> Near {
        let end = place.div_ceil(STRETCH).min(self.stretches);
        let Some(counts) = self.counts.get(..end) else { return Near::Unknown };
        for (number, count) in counts.iter().enumerate().rev() {
            let Some(count) = count else { return Near::Unknown };
            match count.ends(number) {
                Some((_, last)) if last < place => return Near::At(last),
                Some((first, _)) if first < place => return Near::Around(place - 1),
                _ => {}
            }
        }
        Near::Nowhere
    }

    /// Tells whether a hit is known to begin in a stretch that shares a byte with `span`.
    pub fn is_in(&self, span: Span) -> bool {
        let end = span.end.div_ceil(STRETCH).min(self.counts.len());
        let stretches = self.counts.get(span.start / STRETCH..end).unwrap_or_default();
        stretches.iter().flatten().any(|count| count.hits > 0)
    }
}

/// What is known of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Nothing.
    Unknown,
    /// No hit begins in it.
    Empty,
    /// The first and the last hit begin at these bytes.
    Hits(usize, usize),
}

/// Where the next hit of a long text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// It begins at this byte.
    At(usize),
    /// It is in the stretch that holds this byte; the text tells where.
    Around(usize),
    /// Nobody has looked there yet.
    Unknown,
    /// There is none on this side.
    Nowhere,
}

/// Returns the bytes to be read so that the hits beginning in `own` are found as they stand.
pub fn with_context(own: Span) -> Span {
    Span::new(own.start.saturating_sub(CONTEXT), own.end.saturating_add(CONTEXT))
}

/// What counts the hits of some patterns in a long text, a part at a time.
#[derive(Debug)]
pub struct Counter {
    sieve: Sieve,
    patterns: usize,
}

impl Counter {
    /// Returns what counts these patterns.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let patterns: Vec<&Pattern> = patterns.into_iter().collect();
        Self { patterns: patterns.len(), sieve: Sieve::new(patterns) }
    }

    /// Tells whether bytes of UTF-8 may hold anything to count; `false` only when that is certain.
    pub fn may_count(&self, bytes: &[u8]) -> bool {
        self.sieve.has_places(bytes)
    }

    /// Returns the counts of stretches that hold nothing.
    pub fn none(&self, own: Span) -> Vec<Vec<Count>> {
        vec![vec![Count::default(); own.len().div_ceil(STRETCH)]; self.patterns]
    }

    /// Returns the counts of each pattern in the stretches of `own`, which begins with a stretch;
    /// `text` begins at the byte `at` of the long text and holds `own` with its context. `None` as
    /// soon as they are no longer `wanted`.
    pub fn count(
        &self,
        text: &str,
        at: usize,
        own: Span,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Vec<Vec<Count>>> {
        let none = vec![Count::default(); own.len().div_ceil(STRETCH)];
        let hits = self.sieve.hits_of(text, wanted)?;
        let columns = hits.into_iter().map(|hits| {
            let mut counts = none.clone();
            for hit in hits {
                let start = at + hit.start;
                if own.contains(start) {
                    counts[(start - own.start) / STRETCH].add(((start - own.start) % STRETCH) as u32);
                }
            }
            counts
        });
        Some(columns.collect())
    }
}

impl Count {
    /// Returns the count of so many hits whose places do not matter.
    pub fn of(hits: usize) -> Self {
        Self { hits: u32::try_from(hits).unwrap_or(u32::MAX), ..Self::default() }
    }

    /// Returns the count of hits that begin at these places of their stretch, so many at each.
    pub fn at(places: impl IntoIterator<Item = (u32, usize)>) -> Self {
        let mut count = Self::default();
        for (place, hits) in places {
            count.add(place);
            count.hits = count.hits.saturating_add(u32::try_from(hits.saturating_sub(1)).unwrap_or(u32::MAX));
        }
        count
    }

    /// Returns where the first and the last hit of the stretch of this number begin.
    fn ends(self, number: usize) -> Option<(usize, usize)> {
        let at = |place: u32| number * STRETCH + place as usize;
        (self.hits > 0).then(|| (at(self.first), at(self.last)))
    }

    /// Counts a hit behind those counted before.
    fn add(&mut self, place: u32) {
        if self.hits == 0 {
            self.first = place;
        }
        self.last = place;
        self.hits = self.hits.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::{Defaults, Query};
    use proptest::prelude::*;

    fn pattern(line: &str) -> Pattern {
        Pattern::compile(&Query::parse(line, Defaults::default())).unwrap()
    }

    /// The tally of a text, learnt in parts of so many stretches.
    fn tally(text: &str, line: &str, part: usize) -> Tally {
        let mut tally = Tally::new(text.len());
        for start in (0..text.len()).step_by(part * STRETCH) {
            let own = Span::new(start, (start + part * STRETCH).min(text.len()));
            let read = with_context(own);
            let pattern = pattern(line);
            let part = &text[read.start..read.end.min(text.len())];
            let counts = Counter::new(vec![&pattern]).count(part, read.start, own, &|| true);
            tally.learn(start / STRETCH, &counts.unwrap()[0]);
        }
        tally
    }

    #[test]
    fn hits_across_stretches_are_counted_once() {
        let mut text = "x".repeat(3 * STRETCH);
        for place in [STRETCH - 3, 2 * STRETCH - 6, 3 * STRETCH - 6] {
            text.replace_range(place..place + 6, "needle");
        }
        for part in [1, 2, 3] {
            let tally = tally(&text, "needle", part);
            assert_eq!((tally.total(), tally.is_complete()), (3, true));
            assert_eq!(tally.before(STRETCH), Some(1));
            assert_eq!(tally.from(STRETCH - 2), Near::At(2 * STRETCH - 6));
        }
    }

    #[test]
    fn what_nobody_has_looked_at_is_unknown() {
        let mut tally = Tally::new(3 * STRETCH);
        assert_eq!(
            (tally.from(0), tally.until(STRETCH), tally.before(STRETCH)),
            (Near::Unknown, Near::Unknown, None)
        );
        tally.learn(1, &[Count { hits: 2, first: 5, last: 9 }, Count::default()]);
        assert_eq!((tally.total(), tally.reached(), tally.is_complete()), (2, 66, false));
        assert_eq!(tally.from(STRETCH), Near::At(STRETCH + 5));
        assert_eq!(tally.from(STRETCH + 6), Near::Around(STRETCH + 6));
        assert_eq!(tally.from(STRETCH + 10), Near::Nowhere);
        assert_eq!(tally.until(3 * STRETCH), Near::At(STRETCH + 9));
        assert_eq!(tally.until(STRETCH + 9), Near::Around(STRETCH + 8));
        assert_eq!(tally.until(STRETCH + 5), Near::Unknown);
        assert_eq!(
            (tally.is_in(Span::new(0, STRETCH)), tally.is_in(Span::new(0, STRETCH + 1))),
            (false, true)
        );
        assert!(!tally.is_in(Span::new(9 * STRETCH, usize::MAX)));
    }

    #[test]
    fn a_tally_takes_no_room_before_anything_is_learnt() {
        let mut tally = Tally::new(100 << 30);
        assert_eq!((tally.counts.capacity(), tally.known(), tally.reached()), (0, 0, 0));
        assert_eq!((tally.next_unknown(), tally.from(0)), (Some(0), Near::Unknown));
        assert_eq!(tally.from(100 << 30), Near::Nowhere);
        tally.learn(0, &[Count::default()]);
        assert_eq!((tally.next_unknown(), tally.until(2 * STRETCH)), (Some(STRETCH), Near::Unknown));
        assert_eq!((tally.until(STRETCH), tally.before(2 * STRETCH)), (Near::Nowhere, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn a_tally_leads_to_every_hit(places in prop::collection::vec(0..4 * STRETCH - 6, 0..12), from in 0..4 * STRETCH, part in 1usize..4) {
            let mut text = ".".repeat(4 * STRETCH);
            for place in &places {
                text.replace_range(*place..*place + 6, "needle");
            }
            let hits = pattern("needle").hits(&text);
            let tally = tally(&text, "needle", part);
            prop_assert_eq!(tally.total(), hits.len());
            let next = hits.iter().find(|hit| hit.start >= from).map(|hit| hit.start);
            let before = hits.iter().rev().find(|hit| hit.start < from).map(|hit| hit.start);
            for (near, hit) in [(tally.from(from), next), (tally.until(from), before)] {
                match near {
                    Near::At(place) => prop_assert_eq!(Some(place), hit),
                    Near::Around(place) => prop_assert_eq!(Some(place / STRETCH), hit.map(|hit| hit / STRETCH)),
                    Near::Nowhere => prop_assert_eq!(None, hit),
                    Near::Unknown => prop_assert!(false),
                }
            }
        }
    }
}
