//! What is looked for in many documents at once: one query, or the keywords.

use std::sync::Arc;

use crate::search::hits::KeywordHit;
use crate::search::keyword::Keyword;
use crate::search::keywords::Keywords;
use crate::search::pattern::{Pattern, PatternError};
use crate::search::query::{Kind, Query};
use crate::search::sieve::Sieve;

/// Several patterns, each with a number, looked for in one pass; cheap to clone and to share between
/// threads.
#[derive(Clone, Debug)]
pub struct Patterns {
    sieve: Arc<Sieve>,
    numbers: Arc<[usize]>,
    /// Whether all of them can be ruled out by the bytes of a text before its line ends are made one.
    by_bytes: bool,
}

impl Patterns {
    /// Returns the pattern of a query under the number 0, or why there is none.
    pub fn of_query(query: &Query) -> Result<Self, PatternError> {
        let pattern = Pattern::compile(query)?;
        let sieve = Arc::new(Sieve::new([&pattern]));
        Ok(Self { sieve, numbers: [0].into(), by_bytes: query.kind != Kind::Regex })
    }

    /// Returns the keywords that are shown, under their numbers.
    pub fn of_keywords(keywords: &Keywords) -> Self {
        let shown = || keywords.iter().filter(|(number, _)| keywords.is_shown(*number));
        Self {
            sieve: Arc::new(Sieve::new(shown().map(|(_, keyword)| keyword.pattern()))),
            numbers: shown().map(|(number, _)| number).collect(),
            by_bytes: shown().all(|(_, keyword): (usize, &Keyword)| keyword.query().kind != Kind::Regex),
        }
    }

    /// Returns the numbers of the patterns, in order.
    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// Tells whether these bytes of UTF-8, as they stand in a file, may hold a hit. An expression may
    /// ask for line ends, so it wants to see a text in which they are all alike.
    pub fn may_hit_bytes(&self, bytes: &[u8]) -> bool {
        !self.by_bytes || self.may_hit(bytes)
    }

    /// Tells whether a text may hold a hit.
    pub fn may_hit(&self, text: &[u8]) -> bool {
        self.sieve.may_hit(text)
    }

    /// Returns all hits in a text, sorted by start and then by number, or `None` as soon as they are
    /// no longer `wanted`.
    pub fn hits(&self, text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<KeywordHit>> {
        let found = self.sieve.hits_of(text, wanted)?;
        let of_pattern = |(number, spans): (&usize, Vec<_>)| {
            let keyword = *number;
            spans.into_iter().map(move |span| KeywordHit { span, keyword })
        };
        let mut hits: Vec<KeywordHit> = self.numbers.iter().zip(found).flat_map(of_pattern).collect();
        if self.numbers.len() > 1 {
            hits.sort_unstable_by_key(|hit| (hit.span.start, hit.keyword));
        }
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
