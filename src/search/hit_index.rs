//! How many hits each chunk of a long text has, filled part by part.
//!
//! A text of a gigabyte may have more hits than fit into memory. So of each chunk only the number of
//! hits is kept and where the first and the last one begin: enough to say "3 of 17", to find the chunk
//! of the next hit, and to mark a scrollbar. The hits themselves are found again in the window that is
//! shown.

use crate::search::pattern::Pattern;
use crate::search::patterns::Patterns;
use crate::text::Span;

/// Bytes of a chunk.
pub const CHUNK: usize = 64 << 10;

/// Bytes before and behind a chunk in which its words and its last hit may go on.
///
/// Not a multiple of 4 KB: a page of a file is copied six times more slowly to an address whose offset in its
/// page is a few bytes greater than that in the file, and memory that is allocated begins 16 bytes behind the
/// start of a page (1 GB: .69 s instead of .08 s).
const CONTEXT: usize = 4000;

/// The hits of one chunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChunkHits {
    /// How many begin in it.
    pub hits: u32,
    /// Where the first one begins, in bytes from the beginning of the chunk.
    first: u32,
    /// Where the last one begins, likewise.
    last: u32,
}

/// The known hit counts of a long text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitIndex {
    /// How many chunks the text has.
    chunks: usize,
    /// By chunk; `None` where nothing is counted yet. It ends with the last chunk that was counted, so
    /// that a new index takes no memory.
    counts: Vec<Option<ChunkHits>>,
}

impl HitIndex {
    /// Returns the index of a text of `length` bytes without counts.
    pub fn new(length: usize) -> Self {
        Self { chunks: length.div_ceil(CHUNK), counts: Vec::new() }
    }

    /// Adds the counts of consecutive chunks, the first one with this number.
    pub fn learn(&mut self, first: usize, counts: &[ChunkHits]) {
        let end = (first + counts.len()).min(self.chunks);
        if self.counts.len() < end {
            self.counts.resize(end, None);
        }
        for (place, count) in self.counts.iter_mut().skip(first).zip(counts) {
            *place = Some(*count);
        }
    }

    /// Takes over the counts of a text of `length` bytes that was the beginning of this one.
    pub fn continue_from(&mut self, before: &HitIndex, length: usize) {
        let whole = (length / CHUNK).min(before.counts.len()).min(self.chunks);
        if self.counts.len() < whole {
            self.counts.resize(whole, None);
        }
        self.counts[..whole].copy_from_slice(&before.counts[..whole]);
    }

    /// Returns the first byte of the first chunk that is not counted.
    pub fn next_unknown(&self) -> Option<usize> {
        let skipped = self.counts.iter().position(Option::is_none);
        let number = skipped.unwrap_or(self.counts.len());
        (number < self.chunks).then_some(number * CHUNK)
    }

    /// Returns the number of hits counted so far.
    pub fn total(&self) -> usize {
        self.counts.iter().flatten().map(|count| count.hits as usize).sum()
    }

    /// Returns how much of the text is counted, in percent.
    pub fn reached(&self) -> usize {
        (self.counts.iter().flatten().count() * 100).checked_div(self.chunks).unwrap_or(100)
    }

    /// Returns the number of hits that begin before the chunk that holds `place`, if it is known.
    pub fn before(&self, place: usize) -> Option<usize> {
        let until = (place / CHUNK).min(self.chunks);
        self.counts.get(..until)?.iter().map(|count| count.map(|count| count.hits as usize)).sum()
    }

    /// Returns where the first hit begins at or after `place`.
    pub fn from(&self, place: usize) -> Near {
        for (number, count) in self.counts.iter().enumerate().skip(place / CHUNK) {
            let Some(count) = count else { return Near::Unknown };
            match count.ends(number) {
                Some((first, _)) if first >= place => return Near::At(first),
                Some((_, last)) if last >= place => return Near::Around(place),
                _ => {}
            }
        }
        let is_known = self.counts.len().max(place / CHUNK) >= self.chunks;
        if is_known { Near::Nowhere } else { Near::Unknown }
    }

    /// Returns where the last hit before `place` begins.
    pub fn until(&self, place: usize) -> Near {
        let end = place.div_ceil(CHUNK).min(self.chunks);
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

    /// Tells whether a hit is known to begin in a chunk that shares a byte with `span`.
    pub fn is_in(&self, span: Span) -> bool {
        let end = span.end.div_ceil(CHUNK).min(self.counts.len());
        let chunks = self.counts.get(span.start / CHUNK..end).unwrap_or_default();
        chunks.iter().flatten().any(|count| count.hits > 0)
    }
}

/// Where the next hit of a long text is, as far as its index tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// It begins at this byte.
    At(usize),
    /// It is in the chunk that holds this byte.
    Around(usize),
    /// The next chunk is not counted yet.
    Unknown,
    /// There is none on this side.
    Nowhere,
}

/// Returns the bytes to be read so that the hits that begin in `own` are found whole.
pub fn with_context(own: Span) -> Span {
    Span::new(own.start.saturating_sub(CONTEXT), own.end.saturating_add(CONTEXT))
}

/// Counts the hits of some patterns in a long text, part by part.
#[derive(Debug)]
pub struct HitCounter {
    patterns: Patterns,
}

impl HitCounter {
    /// Returns the counter of these patterns.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let patterns: Vec<&Pattern> = patterns.into_iter().collect();
        Self { patterns: Patterns::new(patterns.into_iter().enumerate()) }
    }

    /// Tells whether bytes of UTF-8 may hold a hit; `false` only when that is certain.
    pub fn may_count(&self, bytes: &[u8]) -> bool {
        self.patterns.may_match(bytes)
    }

    /// Returns the counts of chunks without hits.
    pub fn none(&self, own: Span) -> Vec<Vec<ChunkHits>> {
        vec![vec![ChunkHits::default(); own.len().div_ceil(CHUNK)]; self.patterns.numbers().len()]
    }

    /// Returns the counts of each pattern in the chunks of `own`, which begins with a chunk; `text`
    /// begins at the byte `at` of the long text and holds `own` with its context. `None` as soon as they
    /// are no longer `wanted`.
    pub fn count(
        &self,
        text: &str,
        at: usize,
        own: Span,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Vec<Vec<ChunkHits>>> {
        let none = vec![ChunkHits::default(); own.len().div_ceil(CHUNK)];
        let hits = self.patterns.hits(text, wanted)?;
        let columns = hits.spans().map(|hits| {
            let mut counts = none.clone();
            for hit in hits {
                let start = at + hit.start;
                if own.contains(start) {
                    counts[(start - own.start) / CHUNK].add(((start - own.start) % CHUNK) as u32);
                }
            }
            counts
        });
        Some(columns.collect())
    }
}

impl ChunkHits {
    /// Returns the count of so many hits whose places do not matter.
    pub fn of(hits: usize) -> Self {
        Self { hits: u32::try_from(hits).unwrap_or(u32::MAX), ..Self::default() }
    }

    /// Returns the count of hits that begin at these places of their chunk, so many at each.
    pub fn at(places: impl IntoIterator<Item = (u32, usize)>) -> Self {
        let mut count = Self::default();
        for (place, hits) in places {
            count.add(place);
            count.hits = count.hits.saturating_add(u32::try_from(hits.saturating_sub(1)).unwrap_or(u32::MAX));
        }
        count
    }

    /// Returns where the first and the last hit of the chunk of this number begin.
    fn ends(self, number: usize) -> Option<(usize, usize)> {
        let at = |place: u32| number * CHUNK + place as usize;
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

    /// The index of a text, filled in parts of so many chunks.
    fn index(text: &str, line: &str, part: usize) -> HitIndex {
        let mut index = HitIndex::new(text.len());
        for start in (0..text.len()).step_by(part * CHUNK) {
            let own = Span::new(start, (start + part * CHUNK).min(text.len()));
            let read = with_context(own);
            let pattern = pattern(line);
            let part = &text[read.start..read.end.min(text.len())];
            let counts = HitCounter::new(vec![&pattern]).count(part, read.start, own, &|| true);
            index.learn(start / CHUNK, &counts.unwrap()[0]);
        }
        index
    }

    #[test]
    fn hits_across_chunks_are_counted_once() {
        let mut text = "x".repeat(3 * CHUNK);
        for place in [CHUNK - 3, 2 * CHUNK - 6, 3 * CHUNK - 6] {
            text.replace_range(place..place + 6, "needle");
        }
        for part in [1, 2, 3] {
            let index = index(&text, "needle", part);
            assert_eq!((index.total(), index.next_unknown()), (3, None));
            assert_eq!(index.before(CHUNK), Some(1));
            assert_eq!(index.from(CHUNK - 2), Near::At(2 * CHUNK - 6));
        }
    }

    #[test]
    fn a_chunk_that_is_not_counted_is_unknown() {
        let mut index = HitIndex::new(3 * CHUNK);
        assert_eq!(
            (index.from(0), index.until(CHUNK), index.before(CHUNK)),
            (Near::Unknown, Near::Unknown, None)
        );
        index.learn(1, &[ChunkHits { hits: 2, first: 5, last: 9 }, ChunkHits::default()]);
        assert_eq!((index.total(), index.reached(), index.next_unknown()), (2, 66, Some(0)));
        assert_eq!(index.from(CHUNK), Near::At(CHUNK + 5));
        assert_eq!(index.from(CHUNK + 6), Near::Around(CHUNK + 6));
        assert_eq!(index.from(CHUNK + 10), Near::Nowhere);
        assert_eq!(index.until(3 * CHUNK), Near::At(CHUNK + 9));
        assert_eq!(index.until(CHUNK + 9), Near::Around(CHUNK + 8));
        assert_eq!(index.until(CHUNK + 5), Near::Unknown);
        assert_eq!((index.is_in(Span::new(0, CHUNK)), index.is_in(Span::new(0, CHUNK + 1))), (false, true));
        assert!(!index.is_in(Span::new(9 * CHUNK, usize::MAX)));
    }

    #[test]
    fn an_index_takes_no_memory_before_anything_is_counted() {
        let mut index = HitIndex::new(100 << 30);
        assert_eq!((index.counts.capacity(), index.reached()), (0, 0));
        assert_eq!((index.next_unknown(), index.from(0)), (Some(0), Near::Unknown));
        assert_eq!(index.from(100 << 30), Near::Nowhere);
        index.learn(0, &[ChunkHits::default()]);
        assert_eq!((index.next_unknown(), index.until(2 * CHUNK)), (Some(CHUNK), Near::Unknown));
        assert_eq!((index.until(CHUNK), index.before(2 * CHUNK)), (Near::Nowhere, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn an_index_leads_to_every_hit(places in prop::collection::vec(0..4 * CHUNK - 6, 0..12), from in 0..4 * CHUNK, part in 1usize..4) {
            let mut text = ".".repeat(4 * CHUNK);
            for place in &places {
                text.replace_range(*place..*place + 6, "needle");
            }
            let hits = pattern("needle").hits(&text);
            let index = index(&text, "needle", part);
            prop_assert_eq!(index.total(), hits.len());
            let next = hits.iter().find(|hit| hit.start >= from).map(|hit| hit.start);
            let before = hits.iter().rev().find(|hit| hit.start < from).map(|hit| hit.start);
            for (near, hit) in [(index.from(from), next), (index.until(from), before)] {
                match near {
                    Near::At(place) => prop_assert_eq!(Some(place), hit),
                    Near::Around(place) => prop_assert_eq!(Some(place / CHUNK), hit.map(|hit| hit / CHUNK)),
                    Near::Nowhere => prop_assert_eq!(None, hit),
                    Near::Unknown => prop_assert!(false),
                }
            }
        }
    }
}
