//! The words two linked sentences have in common: why they were linked.

use std::collections::{BTreeMap, HashMap};

use crate::compare::languages::{languages, tokenizers};
use crate::compare::vocabulary::rarity;
use crate::text::Span;
use crate::text::fold::{Case, Folded};
use crate::text::language::Language;
use crate::text::terms::{Token, Tokenizer};

/// Words of a sentence beyond these are not looked at; no reader would find them.
const TOKENS: usize = 500;

/// A word or phrase that both sentences say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// As it first stands in the left sentence, without the ending of a possessive.
    pub text: String,
    /// Where the left sentence says it or a part of it, in order.
    pub left: Vec<Span>,
    /// Where the right sentence does, in order.
    pub right: Vec<Span>,
}

/// Returns the words that both sentences say, most telling first; neighbours in both are one
/// phrase, with the empty words between them when these are the same. Spans are bytes of the
/// sentence.
///
/// The language is guessed from the two sentences; [`Comparison::shared`](crate::compare::Comparison::shared)
/// knows it better.
pub fn shared(left: &str, right: &str) -> Vec<SharedTerm> {
    shared_in(left, right, languages(&[left], &[right]))
}

/// Does what [`shared`] does for sentences in these languages.
pub(super) fn shared_in(left: &str, right: &str, languages: [Option<Language>; 2]) -> Vec<SharedTerm> {
    SharedTerms::of(languages).between(left, right)
}

/// Finds the words that sentences share, pair after pair; a sentence that comes in several pairs is
/// cut into words once.
pub struct SharedTerms<'a> {
    tokenizers: [Tokenizer; 2],
    /// The tokens of the sentences met so far, left and right.
    known: [HashMap<&'a str, Vec<Token>>; 2],
}

impl<'a> SharedTerms<'a> {
    pub(super) fn of(languages: [Option<Language>; 2]) -> Self {
        Self { tokenizers: tokenizers(languages), known: Default::default() }
    }

    /// Returns what [`shared`] does for a sentence of the left and one of the right document.
    pub fn between(&mut self, left: &'a str, right: &'a str) -> Vec<SharedTerm> {
        for (side, text) in [left, right].into_iter().enumerate() {
            let tokenizer = &self.tokenizers[side];
            self.known[side].entry(text).or_insert_with(|| {
                let mut tokens = tokenizer.tokens(text);
                tokens.truncate(TOKENS);
                tokens
            });
        }
        let [lefts, rights] = &self.known;
        match (lefts.get(left), rights.get(right)) {
            (Some(left_tokens), Some(right_tokens)) => {
                common_terms([left, right], [left_tokens, right_tokens])
            }
            _ => Vec::new(),
        }
    }
}

/// Returns the shared terms of two sentences cut into these tokens.
fn common_terms([left, right]: [&str; 2], [left_tokens, right_tokens]: [&[Token]; 2]) -> Vec<SharedTerm> {
    let stems = common_stems(left_tokens, right_tokens);
    let mut gaps = Gaps { known: HashMap::new(), first: stems.len() as u32 };
    let sides =
        [Line::of(left, left_tokens, &stems, &mut gaps), Line::of(right, right_tokens, &stems, &mut gaps)];
    let mut weights = vec![0.0; stems.len()];
    for (stem, id) in &stems {
        weights[*id as usize] =
            rarity(stem) * if stem.contains(|c: char| c.is_ascii_digit()) { 1.3 } else { 1.0 };
    }
    let mut terms: Vec<(f64, SharedTerm)> = phrases(&sides)
        .into_iter()
        .map(|(phrase, [left_spans, right_spans])| {
            // The numbers of gaps are beyond those of the stems.
            let weight = phrase.iter().filter_map(|number| weights.get(*number as usize)).sum();
            let text = bare(left_spans.first().map_or("", |span| span.of(left))).to_owned();
            (weight, SharedTerm { text, left: left_spans, right: right_spans })
        })
        .collect();
    terms.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.left.cmp(&y.left)));
    terms.into_iter().map(|(_, term)| term).collect()
}

/// Returns `term` without a possessive ending: both say India when one says India’s.
pub(super) fn bare(term: &str) -> &str {
    term.strip_suffix("’s").or_else(|| term.strip_suffix("'s")).unwrap_or(term)
}

/// Returns a number for each stem that both sentences have.
fn common_stems<'a>(left: &[Token], right: &'a [Token]) -> HashMap<&'a str, u32> {
    let mut stems: HashMap<&str, u32> = HashMap::new();
    for token in right {
        if left.iter().any(|other| other.stem == token.stem) {
            let next = stems.len() as u32;
            stems.entry(&token.stem).or_insert(next);
        }
    }
    stems
}

/// A sentence as the numbers of its common stems.
struct Line {
    words: Vec<Word>,
}

struct Word {
    span: Span,
    /// The number of its stem, none when the other sentence lacks it.
    stem: Option<u32>,
    /// The number of what stands between it and the word before; none when that is more than
    /// empty words.
    gap: Option<u32>,
}

/// Numbers for the empty words between two words: phrases with other ones are other phrases.
struct Gaps {
    known: HashMap<String, u32>,
    /// The numbers below belong to stems.
    first: u32,
}

impl Line {
    fn of(text: &str, tokens: &[Token], stems: &HashMap<&str, u32>, gaps: &mut Gaps) -> Self {
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let mut whole = Span::default();
        for token in tokens {
            let stem = stems.get(token.stem.as_str()).copied();
            let part = whole.start <= token.span.start && token.span.end <= whole.end;
            if part {
                continue;
            }
            if stem.is_some() {
                whole = token.span;
            }
            let gap = words.last().and_then(|last| gaps.between(text, last.span, token.span));
            words.push(Word { span: token.span, stem, gap });
        }
        Self { words }
    }

    /// Returns the phrase of `length` words from `start` on, all of them common: the numbers of
    /// its stems and of the gaps between them.
    fn phrase(&self, start: usize, length: usize) -> Vec<u32> {
        let words = self.words[start..start + length].iter();
        words.enumerate().flat_map(|(at, word)| [word.gap.filter(|_| at > 0), word.stem]).flatten().collect()
    }

    fn span(&self, start: usize, length: usize) -> Span {
        Span::new(self.words[start].span.start, self.words[start + length - 1].span.end)
    }

    /// Returns where a phrase stands.
    fn places(&self, phrase: &[u32]) -> Vec<Span> {
        let length = phrase.len().div_ceil(2);
        let starts = 0..(self.words.len() + 1).saturating_sub(length);
        let found = starts.filter(|start| self.phrase(*start, length) == phrase);
        found.map(|start| self.span(start, length)).collect()
    }
}

impl Gaps {
    /// Returns the number of what stands between two words that follow each other, if that is
    /// empty words only; pairs of characters in scripts without spaces overlap instead.
    fn between(&mut self, text: &str, before: Span, after: Span) -> Option<u32> {
        let gap = Span::new(before.end, after.start).of(text);
        let quote = |c: char| matches!(c, '\'' | '’');
        if !gap.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || quote(c)) {
            return None;
        }
        let words: Vec<&str> = gap
            .split_whitespace()
            .map(|word| word.trim_matches(quote))
            .filter(|word| !word.is_empty())
            .collect();
        let next = self.first + self.known.len() as u32;
        let folded = Folded::of(&words.join(" "), Case::Lower).as_str().to_owned();
        Some(*self.known.entry(folded).or_insert(next))
    }
}

type Places = [Vec<Span>; 2];

/// Returns the phrases of both sentences, and where each stands.
fn phrases(sides: &[Line; 2]) -> BTreeMap<Vec<u32>, Places> {
    let mut phrases: BTreeMap<Vec<u32>, Places> = BTreeMap::new();
    for (side, longest) in longest_runs(sides).into_iter().enumerate() {
        let mut at = 0;
        while at < longest.len() {
            let length = longest[at];
            if length > 0 {
                let line = &sides[side];
                phrases.entry(line.phrase(at, length)).or_default()[side].push(line.span(at, length));
            }
            at += length.max(1);
        }
    }
    for (phrase, places) in &mut phrases {
        for (spans, line) in places.iter_mut().zip(sides) {
            if spans.is_empty() {
                *spans = line.places(phrase);
            }
        }
    }
    absorbed(phrases)
}

/// Returns for each word of both sentences how many words from there on the other one says in
/// the same order too.
fn longest_runs(sides: &[Line; 2]) -> [Vec<usize>; 2] {
    let [left, right] = sides.each_ref().map(|line| &line.words);
    let mut longest = [vec![0; left.len()], vec![0; right.len()]];
    // Lengths of the runs that begin with the left word after the current one.
    let mut later = vec![0; right.len() + 1];
    for i in (0..left.len()).rev() {
        let left_gap = left.get(i + 1).and_then(|word| word.gap);
        let mut now = vec![0; right.len() + 1];
        for j in 0..right.len() {
            if left[i].stem.is_none() || left[i].stem != right[j].stem {
                continue;
            }
            let goes_on = left_gap.is_some() && left_gap == right.get(j + 1).and_then(|word| word.gap);
            now[j] = 1 + if goes_on { later[j + 1] } else { 0 };
            longest[0][i] = longest[0][i].max(now[j]);
            longest[1][j] = longest[1][j].max(now[j]);
        }
        later = now;
    }
    longest
}

/// Returns the phrases without those that are part of a longer one; their places become its own.
fn absorbed(mut phrases: BTreeMap<Vec<u32>, Places>) -> BTreeMap<Vec<u32>, Places> {
    let mut keys: Vec<Vec<u32>> = phrases.keys().cloned().collect();
    keys.sort_by_key(Vec::len);
    for (index, key) in keys.iter().enumerate() {
        let longer = keys[index + 1..].iter().rev().find(|longer| {
            longer.len() > key.len() && longer.windows(key.len()).any(|part| part == key.as_slice())
        });
        if let Some(longer) = longer
            && let Some(places) = phrases.remove(key)
            && let Some(into) = phrases.get_mut(longer)
        {
            for (into, spans) in into.iter_mut().zip(places) {
                for span in spans {
                    if !into.iter().any(|other| other.overlaps(span)) {
                        into.push(span);
                    }
                }
                into.sort_unstable();
            }
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(left: &str, right: &str) -> Vec<String> {
        shared(left, right).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn shared_words_come_most_telling_first() {
        let left = "The ferry Aurora-7 carried five trucks and their associated trailers to Wexley.";
        let right = "In Wexley, 5 trucks left the Aurora\u{2011}7, along with the associated trailers.";
        assert_eq!(texts(left, right), ["five trucks", "associated trailers", "Aurora-7", "Wexley"]);
    }

    #[test]
    fn a_phrase_gathers_its_parts_elsewhere() {
        let left = "Trailers, said the driver, associated trailers.";
        let right = "The associated trailers were the only trailers.";
        let terms = shared(left, right);
        assert_eq!(terms.len(), 1);
        assert_eq!(terms[0].text, "Trailers");
        assert_eq!(
            terms[0].left.iter().map(|span| span.of(left)).collect::<Vec<_>>(),
            ["Trailers", "associated trailers"]
        );
        assert_eq!(
            terms[0].right.iter().map(|span| span.of(right)).collect::<Vec<_>>(),
            ["associated trailers", "trailers"]
        );
    }

    #[test]
    fn pairs_of_characters_become_one_phrase() {
        assert_eq!(texts("東京都で地震", "昨日、東京都は"), ["東京都"]);
    }

    #[test]
    fn a_phrase_goes_on_over_the_same_empty_words_only() {
        for (left, right, expected) in [
            ("The ferries of the port", "Ferries of  The port", &["ferries of the port"][..]),
            ("The ferries of the port", "Ferries to the port", &["ferries", "port"]),
            (
                "She looked at every other option",
                "She looked at every option",
                &["looked at every", "option"],
            ),
            ("Rain on Wexley. Rain in Wexley.", "Rain on Wexley", &["Rain on Wexley"]),
        ] {
            let mut found = texts(left, right);
            found.sort();
            assert_eq!(found, expected, "{left} / {right}");
        }
    }

    #[test]
    fn nothing_shared_is_nothing() {
        assert_eq!(texts("India’s harbour froze.", "A harbour of India"), ["India", "harbour"]);
        assert_eq!(texts("The one", "the other"), Vec::<String>::new());
        assert_eq!(texts("", "word"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn both_sentences_say_what_is_shared(left in "(([a-d]x|S-400|a-x|東京京|the|,) ?){0,14}", right in "(([a-d]x|S-400|a-x|東京京|the|,) ?){0,14}") {
            for term in shared(&left, &right) {
                for (spans, text) in [(&term.left, &left), (&term.right, &right)] {
                    prop_assert!(!spans.is_empty());
                    prop_assert!(spans.windows(2).all(|pair| pair[0] < pair[1]));
                    prop_assert!(spans.iter().all(|span| !span.of(text).trim().is_empty()));
                }
            }
        }

        #[test]
        fn every_word_quoted_stands_in_the_other_sentence_too(left in "((Fog|port|ferry|the|of the|to|other|every|,) ?){0,14}", right in "((fog|port|Ferry|The|of the|to|other|every|,) ?){0,14}") {
            let folded = |text: &str| Folded::of(text, Case::Lower).as_str().to_owned();
            let right_words: Vec<String> = right.split([' ', ',']).map(folded).collect();
            for term in shared(&left, &right) {
                for word in term.text.split_whitespace() {
                    prop_assert!(right_words.contains(&folded(word)), "{word} of {}", term.text);
                }
            }
        }
    }
}
