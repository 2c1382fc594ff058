//! Several patterns looked for together, one query or the keywords, and their hits in a text.
//!
//! The hits of one pattern never overlap, so they are sorted by start and by end at once, and two binary
//! searches find those in a window. The hits of different patterns may overlap; all are kept.

use std::sync::Arc;

use crate::search::pattern::{Pattern, PatternError};
use crate::search::prefilter::Prefilter;
use crate::search::query::Query;
use crate::text::Span;

/// Several patterns, each with a number; cheap to clone and to share between threads.
#[derive(Clone, Debug)]
pub struct Patterns {
    all: Arc<[Pattern]>,
    numbers: Arc<[usize]>,
    prefilter: Option<Arc<Prefilter>>,
}

impl Patterns {
    /// Returns patterns with their numbers, which ascend.
    pub fn new<'a>(numbered: impl IntoIterator<Item = (usize, &'a Pattern)>) -> Self {
        let (numbers, patterns): (Vec<usize>, Vec<Pattern>) =
            numbered.into_iter().map(|(number, pattern)| (number, pattern.clone())).unzip();
        let prefilter = Prefilter::new(patterns.iter().map(Pattern::literals)).map(Arc::new);
        Self { all: patterns.into(), numbers: numbers.into(), prefilter }
    }

    /// Returns the pattern of a query under the number 0, or why there is none.
    pub fn of_query(query: &Query) -> Result<Self, PatternError> {
        Ok(Self::new([(0, &Pattern::compile(query)?)]))
    }

    /// Returns the numbers of the patterns, ascending.
    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// Tells whether there may be a hit in `text`, which is UTF-8 and may begin and end inside a
    /// character; `false` only when there is certainly none.
    pub fn may_match(&self, text: &[u8]) -> bool {
        !self.all.is_empty() && self.prefilter.as_ref().is_none_or(|prefilter| prefilter.may_match(text))
    }

    /// Returns the hits in a text; `None` as soon as they are no longer `wanted`.
    pub fn hits(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Hits> {
        let found = self.numbers.iter().zip(self.all.iter());
        let found = found.map(|(number, pattern)| Some((*number, pattern.hits_while(text, wanted)?)));
        Some(Hits { found: found.collect::<Option<_>>()? })
    }
}

/// One hit of one keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeywordHit {
    /// Its bytes in the text.
    pub span: Span,
    /// The number of its keyword.
    pub keyword: usize,
}

/// All hits of all keywords in one text, hidden keywords included, so that showing one again needs no search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The number of each keyword with its hits, by number.
    found: Vec<(usize, Vec<Span>)>,
}

impl Hits {
    /// Returns the hits moved `by` bytes towards the end.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        let spans = self.found.iter_mut().flat_map(|(_, spans)| spans);
        spans.for_each(|span| *span = span.shifted(by));
        self
    }

    /// Returns the hits of one keyword, in order.
    pub fn of(&self, keyword: usize) -> &[Span] {
        let index = self.found.binary_search_by_key(&keyword, |(number, _)| *number);
        index.map_or(&[], |index| &self.found[index].1)
    }

    /// Returns the hits of each keyword, by number.
    pub fn spans(&self) -> impl Iterator<Item = &[Span]> {
        self.found.iter().map(|(_, spans)| spans.as_slice())
    }

    /// Returns how many hits each keyword has, by number.
    pub fn counts(&self) -> impl Iterator<Item = (usize, usize)> {
        self.found.iter().map(|(number, spans)| (*number, spans.len()))
    }

    /// Returns all hits, sorted by start and then by keyword.
    pub fn all(&self) -> Vec<KeywordHit> {
        self.in_window(Span::new(0, usize::MAX))
    }

    /// Returns the hits that share a byte with `window`, sorted by start and then by keyword.
    pub fn in_window(&self, window: Span) -> Vec<KeywordHit> {
        let mut hits = Vec::new();
        for (keyword, spans) in &self.found {
            let from = spans.partition_point(|span| span.end <= window.start);
            let until = spans.partition_point(|span| span.start < window.end).max(from);
            hits.extend(spans[from..until].iter().map(|&span| KeywordHit { span, keyword: *keyword }));
        }
        hits.sort_unstable_by_key(|hit| (hit.span.start, hit.keyword));
        hits
    }

    /// Returns the first hit that begins at `offset` or after it, of the keywords let through by `among`.
    pub fn from(&self, offset: usize, among: impl Fn(usize) -> bool) -> Option<KeywordHit> {
        let at = |spans: &[Span]| spans.partition_point(|span| span.start < offset);
        let hits = self.of_each(among, |spans| spans.get(at(spans)));
        hits.min_by_key(|hit| (hit.span.start, hit.keyword))
    }

    /// Returns the first hit that begins after `offset`, of the keywords let through by `among`.
    pub fn next(&self, offset: usize, among: impl Fn(usize) -> bool) -> Option<KeywordHit> {
        self.from(offset.saturating_add(1), among)
    }

    /// Returns the last hit that begins before `offset`, of the keywords let through by `among`.
    pub fn previous(&self, offset: usize, among: impl Fn(usize) -> bool) -> Option<KeywordHit> {
        let before = |spans: &[Span]| spans.partition_point(|span| span.start < offset).checked_sub(1);
        let hits = self.of_each(among, |spans| spans.get(before(spans)?));
        hits.max_by_key(|hit| (hit.span.start, hit.keyword))
    }

    fn of_each<'a>(
        &'a self,
        among: impl Fn(usize) -> bool,
        pick: impl Fn(&'a [Span]) -> Option<&'a Span>,
    ) -> impl Iterator<Item = KeywordHit> {
        let found = self.found.iter().filter(move |(number, _)| among(*number));
        found.filter_map(move |(number, spans)| Some(KeywordHit { span: *pick(spans)?, keyword: *number }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::query::Defaults;

    fn patterns(lines: &[&str]) -> Patterns {
        let compile = |line: &&str| Pattern::compile(&Query::parse(line, Defaults::default())).unwrap();
        let patterns: Vec<Pattern> = lines.iter().map(compile).collect();
        Patterns::new((1..).zip(&patterns))
    }

    fn hits(lines: &[&str], text: &str) -> Hits {
        patterns(lines).hits(text, &|| true).unwrap()
    }

    fn hit(start: usize, end: usize, keyword: usize) -> KeywordHit {
        KeywordHit { span: Span::new(start, end), keyword }
    }

    #[test]
    fn overlapping_hits_are_all_kept_in_order() {
        let hits = hits(&["Times", "Times of India", "india", "re:^T"], "Times of\nIndia");
        assert_eq!(hits.all(), [hit(0, 5, 1), hit(0, 14, 2), hit(0, 1, 4), hit(9, 14, 3)]);
        assert_eq!(hits.counts().collect::<Vec<_>>(), [(1, 1), (2, 1), (3, 1), (4, 1)]);
        assert_eq!(hits.of(9), []);
    }

    #[test]
    fn the_next_hit_may_be_asked_of_some_keywords() {
        let hits = hits(&["a", "b"], "ab ab");
        assert_eq!(hits.next(0, |_| true), Some(hit(1, 2, 2)));
        assert_eq!(hits.next(0, |number| number == 1), Some(hit(3, 4, 1)));
        assert_eq!(hits.next(4, |_| true), None);
        assert_eq!(hits.previous(3, |_| true), Some(hit(1, 2, 2)));
        assert_eq!(hits.previous(3, |number| number == 1), Some(hit(0, 1, 1)));
        assert_eq!(hits.previous(0, |_| true), None);
        assert_eq!(hits.previous(usize::MAX, |_| false), None);
    }

    #[test]
    fn unwanted_hits_are_not_looked_for() {
        assert_eq!(patterns(&["a"]).hits("a", &|| false), None);
        assert_eq!(patterns(&[]).hits("a", &|| false), Some(Hits::default()));
    }

    proptest! {
        #[test]
        fn a_window_holds_overlapping_hits(text in "[abc \n]{0,60}", start in 0usize..60, length in 0usize..20) {
            let hits = hits(&["ab", "re:a[^c]*c", "b", "re:(?s).+"], &text);
            let window = Span::new(start, start + length);
            let expected: Vec<_> = hits.all().into_iter().filter(|hit| hit.span.overlaps(window)).collect();
            prop_assert_eq!(hits.in_window(window), expected);
        }
    }
}
