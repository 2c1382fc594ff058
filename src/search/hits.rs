//! Where the keywords of a set stand in one text.
//!
//! The hits of one keyword never overlap, so they are sorted by start and by end at once, and a
//! window finds its hits by two binary searches a keyword, however long an earlier hit is. The
//! hits of different keywords may overlap and all are kept.

use crate::search::keywords::Keywords;
use crate::text::Span;

/// One hit of one keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeywordHit {
    /// Where it stands in the text.
    pub span: Span,
    /// The number of its keyword.
    pub keyword: usize,
}

/// All hits of all keywords in one text, hidden keywords included, so that showing one again
/// needs no search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The number of each keyword with its hits, by number.
    found: Vec<(usize, Vec<Span>)>,
}

impl Hits {
    /// Returns the hits of a set in a text, or `None` as soon as they are no longer `wanted`.
    pub fn find(keywords: &Keywords, text: &str, wanted: &dyn Fn() -> bool) -> Option<Self> {
        let hits = keywords.patterns().hits_of_each(text, wanted)?;
        let numbers = keywords.iter().map(|(number, _)| number);
        Some(Self { found: numbers.zip(hits).collect() })
    }

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
        let after = |spans: &[Span]| spans.partition_point(|span| span.start <= offset);
        let hits = self.of_each(among, |spans| spans.get(after(spans)));
        hits.min_by_key(|hit| (hit.span.start, hit.keyword))
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
    use crate::search::keyword::parse_argument;
    use crate::search::query::Defaults;

    fn hits(arguments: &[&str], text: &str) -> Hits {
        let mut keywords = Keywords::default();
        keywords.extend(arguments.iter().map(|line| parse_argument(line, Defaults::default()).unwrap()));
        Hits::find(&keywords, text, &|| true).unwrap()
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
        let mut keywords = Keywords::default();
        keywords.extend(parse_argument("a", Defaults::default()));
        assert_eq!(Hits::find(&keywords, "a", &|| false), None);
        assert_eq!(Hits::find(&Keywords::default(), "a", &|| false), Some(Hits::default()));
    }

    proptest! {
        #[test]
        fn a_window_holds_what_overlaps_it(text in "[abc \n]{0,60}", start in 0usize..60, length in 0usize..20) {
            let hits = hits(&["ab", "re:a[^c]*c", "b", "re:(?s).+"], &text);
            let window = Span::new(start, start + length);
            let expected: Vec<_> = hits.all().into_iter().filter(|hit| hit.span.overlaps(window)).collect();
            prop_assert_eq!(hits.in_window(window), expected);
        }
    }
}
