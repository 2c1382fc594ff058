//! Search for words with any ending: `stem:acquire` finds acquired, acquires, acquiring.
//!
//! A text has far fewer different words than words, so each different one is stemmed once.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::Span;
use crate::text::language::{Language, beginning, detect};

/// How many bytes of a text show its language.
const SAMPLE: usize = 4096;

/// How many words are read between two checks for cancellation.
const CHECK: usize = 4096;

/// Returns where the stems of `query` follow one another in a folded text, with nothing but white
/// space and punctuation between them; `None` when the answer is no longer wanted.
pub(super) fn find(query: &[String], text: &str, wanted: &dyn Fn() -> bool) -> Option<Vec<Span>> {
    let stemmer = stemmer(text);
    let query: Vec<_> = query.iter().map(|word| stemmer.stem(word)).collect();
    let mut which: HashMap<&str, QueryPlaces> = HashMap::new();
    let mut run = PhraseMatcher::new(query.len());
    let mut hits = Vec::new();
    for (count, span) in words(text).enumerate() {
        if count % CHECK == 0 && !wanted() {
            return None;
        }
        let word = span.of(text);
        let places = *which.entry(word).or_insert_with(|| {
            let stem = stemmer.stem(word);
            QueryPlaces::of(query.iter().map(|wanted| *wanted == stem))
        });
        hits.extend(run.step(span, places));
    }
    Some(hits)
}

/// Returns the words of a folded text: letters and digits, with apostrophes between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        at = word_end(text, start);
        Some(Span::new(start, at))
    })
}

fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let inside = c.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(c)
            || c == '\'' && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !inside {
            return start + offset;
        }
    }
    text.len()
}

/// The places of the query, up to 64 words long, that a word of the text matches: one bit each.
#[derive(Clone, Copy)]
struct QueryPlaces(u64);

impl QueryPlaces {
    fn of(fits: impl Iterator<Item = bool>) -> Self {
        Self(fits.take(64).enumerate().fold(0, |bits, (place, fits)| bits | u64::from(fits) << place))
    }
}

/// Follows all beginnings of the phrase at once (the shift-and method of Baeza-Yates and Gonnet).
struct PhraseMatcher {
    length: usize,
    /// Bit `n`: the last `n + 1` words are the first `n + 1` of the phrase.
    open: u64,
    /// The starts of the last words, one for each of the phrase.
    starts: Vec<usize>,
    count: usize,
}

impl PhraseMatcher {
    fn new(length: usize) -> Self {
        let length = length.clamp(1, 64);
        Self { length, open: 0, starts: vec![0; length], count: 0 }
    }

    fn step(&mut self, span: Span, places: QueryPlaces) -> Option<Span> {
        self.starts[self.count % self.length] = span.start;
        self.count += 1;
        self.open = (self.open << 1 | 1) & places.0;
        if self.open >> (self.length - 1) & 1 == 0 {
            return None;
        }
        // The next phrase begins after this one.
        self.open = 0;
        Some(Span::new(self.starts[self.count % self.length], span.end))
    }
}

/// Returns the stemmer of a text's language; English where the language is uncertain.
fn stemmer(text: &str) -> Stemmer {
    let language = detect(beginning(text, SAMPLE)).and_then(Language::stemming);
    Stemmer::create(language.unwrap_or(Algorithm::English))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> Vec<String> {
        let query: Vec<String> = query.split(' ').map(str::to_owned).collect();
        let hits = find(&query, text, &|| true).unwrap();
        hits.into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn endings_do_not_matter() {
        let text = "india acquires what it acquired; acquiring, acquisition";
        assert_eq!(found("acquire", text), ["acquires", "acquired", "acquiring"]);
        assert_eq!(found("happy", "happiness is being happier"), ["happiness"]);
    }

    #[test]
    fn the_words_of_a_phrase_of_stems_are_adjacent() {
        assert_eq!(found("defend system", "defending systems. systems defended"), ["defending systems"]);
        assert_eq!(found("go go stop", "go go go stop"), ["go go stop"]);
        assert_eq!(found("go go", "go go go go go"), ["go go", "go go"]);
    }

    #[test]
    fn words_keep_their_apostrophes() {
        let text = "'russia's' s-400 été l'ami";
        let words: Vec<_> = words(text).map(|span| span.of(text)).collect();
        assert_eq!(words, ["russia's", "s", "400", "été", "l'ami"]);
    }

    #[test]
    fn the_language_of_the_text_decides() {
        let text = "санкции против россии были введены, и эти санкции вводятся до сих пор";
        assert_eq!(found("санкция", text), ["санкции", "санкции"]);
    }

    #[test]
    fn an_unwanted_search_stops() {
        assert!(find(&["a".into()], "a b", &|| false).is_none());
    }
}
