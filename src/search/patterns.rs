//! Several patterns looked for together: one query, or the keywords.

use std::sync::Arc;

use crate::search::hits::KeywordHit;
use crate::search::keywords::Keywords;
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

    /// Returns the keywords that are shown, under their numbers.
    pub fn of_keywords(keywords: &Keywords) -> Self {
        let shown = keywords.iter().filter(|(number, _)| keywords.is_shown(*number));
        Self::new(shown.map(|(number, keyword)| (number, keyword.pattern())))
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

    /// Returns the hits of each pattern in a text, in the order of the numbers; `None` as soon as they are
    /// no longer `wanted`.
    pub fn hits_of_each(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Vec<Span>>> {
        self.all.iter().map(|pattern| pattern.hits_while(text, wanted)).collect()
    }

    /// Returns all hits in a text, sorted by start and then by number; `None` as soon as they are no
    /// longer `wanted`.
    pub fn hits(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<KeywordHit>> {
        let found = self.numbers.iter().zip(self.hits_of_each(text, wanted)?);
        let of_one = |(&keyword, spans): (&usize, Vec<Span>)| {
            spans.into_iter().map(move |span| KeywordHit { span, keyword })
        };
        let mut hits: Vec<KeywordHit> = found.flat_map(of_one).collect();
        hits.sort_unstable_by_key(|hit| (hit.span.start, hit.keyword));
        Some(hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::keyword::parse_argument;
    use crate::search::query::Defaults;

    #[test]
    fn hits_of_all_keywords_come_in_the_order_of_the_text() {
        let mut keywords = Keywords::default();
        keywords
            .extend(["sea", "moon", "tide"].map(|word| parse_argument(word, Defaults::default()).unwrap()));
        keywords.toggle(3);
        let patterns = Patterns::of_keywords(&keywords);
        let hits = patterns.hits("moon, sea, tide, moon", &|| true).unwrap();
        let found: Vec<_> = hits.iter().map(|hit| (hit.keyword, hit.span.start)).collect();
        assert_eq!(found, [(2, 0), (1, 6), (2, 17)]);
        assert_eq!(patterns.numbers(), [1, 2]);
    }
}
