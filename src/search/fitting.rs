//! The passages of a text that have nearly the words of another passage.
//!
//! Candidates are the places of its rarest words. At each the passage is fitted into the words around by the fewest
//! words replaced, left out and put in (approximate matching after Sellers 1980, by words).

use crate::text::fold::{self, Folded};
use crate::text::{Span, words};

/// The fewest and the most words of a passage that is looked for: fewer are too common, more take too long.
const WORDS: std::ops::RangeInclusive<usize> = 5..=96;

/// The fewest letters of a word whose places are candidates, in bytes.
const LETTERS: usize = 4;

/// How many of its words have candidates.
const RAREST: usize = 4;

/// The most places of such a word.
const PLACES: usize = 64;

/// A passage and its similarity to another, 0 to 1.
pub(super) type Fitted = (Span, f64);

/// Returns the words of a text without differences that readers do not see.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    words::words(text).map(|word| folded(word.of(text))).collect()
}

fn folded(word: &str) -> String {
    Folded::of(word, fold::CaseFold::Lower).as_str().to_owned()
}

/// Returns the passages of `text` that may be `passage` after an edit, with the share of its words that they have.
/// No two of them overlap.
pub(super) fn fitted(passage: &str, text: &str) -> Vec<Fitted> {
    let spans: Vec<Span> = words::words(passage).collect();
    if !WORDS.contains(&spans.len()) {
        return Vec::new();
    }
    let exact = folded_words(passage);
    let ends = [spans.first(), spans.last()].map(|word| word.copied().unwrap_or_default());
    let signs = [&passage[..ends[0].start], &passage[ends[1].end..]];
    let mut found: Vec<Fitted> = Vec::new();
    for (word, place) in candidates(passage, &spans, text) {
        // Words may have been put in on both sides.
        let reach = |bytes: usize| bytes * 3 / 2 + LETTERS * LETTERS;
        let start = text.floor_char_boundary(place.saturating_sub(reach(word.start)));
        let end = text.ceil_char_boundary((place + reach(passage.len() - word.start)).min(text.len()));
        let window = &text[start..end];
        let places: Vec<Span> = words::words(window).collect();
        let others: Vec<String> = places.iter().map(|span| folded(span.of(window))).collect();
        if let Some((words, distance)) = fit(&exact, &others) {
            let span = Span::new(places[words.start].start, places[words.end - 1].end).shifted(start);
            let span = with_signs(span, text, signs);
            let similarity = 1.0 - distance as f64 / exact.len() as f64;
            match found.iter_mut().find(|(other, _)| other.start < span.end && span.start < other.end) {
                Some(known) if known.1 < similarity => *known = (span, similarity),
                Some(_) => {}
                None => found.push((span, similarity)),
            }
        }
    }
    found
}

/// Returns a span with the signs before its first and after its last word, where they are those of the passage.
fn with_signs(span: Span, text: &str, [before, after]: [&str; 2]) -> Span {
    let start = if text[..span.start].ends_with(before) { span.start - before.len() } else { span.start };
    let end = if text[span.end..].starts_with(after) { span.end + after.len() } else { span.end };
    Span::new(start, end)
}

/// Returns the places in `text` of the rarest words of a passage, each with the word.
fn candidates(passage: &str, words: &[Span], text: &str) -> Vec<(Span, usize)> {
    let places = |word: &Span| {
        memchr::memmem::find_iter(text.as_bytes(), word.of(passage)).take(PLACES + 1).collect::<Vec<_>>()
    };
    let long = words.iter().filter(|word| word.len() >= LETTERS).map(|word| (*word, places(word)));
    let mut rare: Vec<(Span, Vec<usize>)> =
        long.filter(|(_, places)| (1..=PLACES).contains(&places.len())).collect();
    rare.sort_by_key(|(word, places)| (places.len(), word.start));
    rare.truncate(RAREST);
    rare.into_iter().flat_map(|(word, places)| places.into_iter().map(move |place| (word, place))).collect()
}

/// Returns the run of `others` into which `exact` fits best, and how many words are replaced, left out or put in;
/// `None` if it has none of the words.
fn fit(exact: &[String], others: &[String]) -> Option<(std::ops::Range<usize>, usize)> {
    // For each number of words of `others`: the distance of a run that ends there, and where it starts.
    let mut row: Vec<(usize, usize)> = (0..=others.len()).map(|start| (0, start)).collect();
    for (done, word) in exact.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (done + 1, 0);
        for (at, other) in others.iter().enumerate() {
            let replaced = (diagonal.0 + usize::from(word != other), diagonal.1);
            let left_out = (row[at + 1].0 + 1, row[at + 1].1);
            let put_in = (row[at].0 + 1, row[at].1);
            diagonal = row[at + 1];
            // Of equal distances the one that replaces: the run then has as many words as the passage.
            row[at + 1] = [replaced, left_out, put_in].into_iter().min_by_key(|(distance, _)| *distance)?;
        }
    }
    let ends = row.iter().enumerate().filter(|(end, (_, start))| start < end);
    // Of equal ones that with as many words: a word replaced at the end belongs to the passage.
    let key = |(end, (distance, start)): &(usize, &(usize, usize))| {
        (*distance, (end - start).abs_diff(exact.len()))
    };
    let (end, (distance, start)) = ends.min_by_key(key)?;
    (*distance < exact.len()).then_some((*start..end, *distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_fitted_into_other_words() {
        let passage = "The old keeper of the harbour wrote down every ship.";
        for (text, expected) in [
            ("Nothing of the kind.", None),
            ("It is so. The old keeper of the harbour wrote down every boat. So he did.", Some(0.9)),
            ("x A young keeper of the harbour wrote down each and every ship. y", Some(0.6)),
            ("In the old days the keeper of Wexley harbour wrote every ship down there", Some(0.7)),
        ] {
            let found = fitted(passage, text);
            assert_eq!(
                found.first().map(|(_, similarity)| (similarity * 10.0).round() / 10.0),
                expected,
                "{text}"
            );
        }
        let text = "It is so. The old keeper of the harbour wrote down every boat. So he did.";
        assert_eq!(
            fitted(passage, text)[0].0.of(text),
            "The old keeper of the harbour wrote down every boat."
        );
    }

    #[test]
    fn similar_passages_are_found_each_once() {
        let text = "On Monday the ferry carried 300 people. On Friday the ferry carried 200 people.";
        let found = fitted("On Tuesday the ferry carried 300 people", text);
        assert_eq!(
            found.iter().map(|(span, _)| span.of(text)).collect::<Vec<_>>(),
            ["On Monday the ferry carried 300 people", "On Friday the ferry carried 200 people"]
        );
    }
}
