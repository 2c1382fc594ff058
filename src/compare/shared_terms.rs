//! The words two linked sentences have in common: why they were linked.

use std::collections::BTreeMap;
use std::rc::Rc;

use foldhash::HashMap;

use crate::compare::languages::cutters;
use crate::compare::vocabulary::rarity;
use crate::text::Span;
use crate::text::fold::{CaseFold, Folded};
use crate::text::language::Language;
use crate::text::terms::{Term, TermCutter};

/// The most words of a sentence that are examined; no reader would find matches beyond them.
const TOKENS: usize = 500;

/// How much more a stem with a digit weighs than another of its rarity.
const NUMERIC: f64 = 1.3;

/// A word or phrase that both sentences have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedTerm {
    /// Its first form in the left sentence, without the ending of a possessive.
    pub text: String,
    /// The places of it and of its parts in the left sentence, in order.
    pub left: Vec<Span>,
    /// The places in the right sentence, in order.
    pub right: Vec<Span>,
}

/// Finds the shared terms of pairs of sentences of two documents.
pub struct SharedTermFinder {
    cutters: [TermCutter; 2],
    /// The stem of each word met on either side, as an index of `stems`; most words of a text are repetitions.
    known: [HashMap<String, u32>; 2],
    stems: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
}

impl SharedTermFinder {
    /// Returns a finder for a left and a right document in these languages.
    pub fn new(languages: [Option<Language>; 2]) -> Self {
        Self {
            cutters: cutters(languages),
            known: Default::default(),
            stems: Vec::new(),
            numbers: HashMap::default(),
        }
    }

    /// Returns the terms that both sentences have, the rarest first; neighbours in both are one phrase,
    /// with the function words between them when these are the same. Spans are bytes of the sentence.
    pub fn find(&mut self, left: &str, right: &str) -> Vec<SharedTerm> {
        let sentences = [left, right];
        let tokens = [0, 1].map(|side| self.tokens(side, sentences[side]));
        let [mut common, right] = tokens.each_ref().map(|tokens| stems(tokens));
        common.retain(|stem| right.binary_search(stem).is_ok());
        let lines = [0, 1].map(|side| line(sentences[side], &tokens[side], &common));
        let mut terms: Vec<(f64, SharedTerm)> = phrases(&lines, &self.stems)
            .into_iter()
            .map(|(phrase, [left, right])| {
                let text = bare(left.first().map_or("", |span| span.of(sentences[0]))).to_owned();
                (phrase.iter().step_by(2).map(|stem| weight(stem)).sum(), SharedTerm { text, left, right })
            })
            .collect();
        terms.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.left.cmp(&y.left)));
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// Returns the words of a sentence, at most [`TOKENS`] of them.
    fn tokens(&mut self, side: usize, sentence: &str) -> Vec<StemToken> {
        let (cutter, known) = (&mut self.cutters[side], &mut self.known[side]);
        let mut tokens = Vec::with_capacity(sentence.len() / 8);
        cutter.terms(sentence, |tokenizer, Term { span, word, .. }| {
            if tokens.len() == TOKENS {
                return;
            }
            let stem = known.get(word).copied().unwrap_or_else(|| {
                let stem: Rc<str> = tokenizer.stem(word).into();
                let number = *self.numbers.entry(Rc::clone(&stem)).or_insert_with(|| {
                    self.stems.push(stem);
                    self.stems.len() as u32 - 1
                });
                known.insert(word.to_owned(), number);
                number
            });
            tokens.push(StemToken { span, stem });
        });
        tokens
    }
}

/// A word of a sentence and the number of its stem.
struct StemToken {
    span: Span,
    stem: u32,
}

/// Returns the numbers of the stems, sorted.
fn stems(tokens: &[StemToken]) -> Vec<u32> {
    let mut stems: Vec<u32> = tokens.iter().map(|token| token.stem).collect();
    stems.sort_unstable();
    stems
}

fn weight(stem: &str) -> f64 {
    rarity(stem) * if stem.contains(|c: char| c.is_ascii_digit()) { NUMERIC } else { 1.0 }
}

/// Returns `term` without a possessive ending: both say India when one says India’s.
pub(super) fn bare(term: &str) -> &str {
    term.strip_suffix("’s").or_else(|| term.strip_suffix("'s")).unwrap_or(term)
}

/// A word of one sentence.
struct SentenceWord {
    span: Span,
    /// The number of its stem, `None` when the other sentence lacks it.
    stem: Option<u32>,
    /// Of two words in a row that both sentences have: the function words between the one before and this one,
    /// folded; `None` when there is more than these.
    gap: Option<String>,
}

/// A phrase: its stems, and between two stems the gap.
type StemPhrase<'a> = Vec<&'a str>;

/// Returns the words of a sentence, without the parts of a hyphenated word that is common as a whole; `common`
/// is sorted.
fn line(text: &str, tokens: &[StemToken], common: &[u32]) -> Vec<SentenceWord> {
    let mut words: Vec<SentenceWord> = Vec::with_capacity(tokens.len());
    let mut whole = Span::default();
    for token in tokens {
        let is_part = whole.start <= token.span.start && token.span.end <= whole.end;
        if is_part {
            continue;
        }
        let stem = common.binary_search(&token.stem).is_ok().then_some(token.stem);
        if stem.is_some() {
            whole = token.span;
        }
        let before = words.last().filter(|last| stem.is_some() && last.stem.is_some());
        let gap = before.and_then(|last| gap(text, last.span, token.span));
        words.push(SentenceWord { span: token.span, stem, gap });
    }
    words
}

/// Returns the function words between two words that follow each other, `None` when there are marks
/// too. Pairs of characters in scripts without spaces overlap and have nothing between them.
fn gap(text: &str, before: Span, after: Span) -> Option<String> {
    let gap = Span::new(before.end, after.start).of(text);
    let quote = |c: char| matches!(c, '\'' | '’');
    if gap == " " {
        return Some(String::new());
    }
    if !gap.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || quote(c)) {
        return None;
    }
    let words = gap.split_whitespace().map(|word| word.trim_matches(quote)).filter(|word| !word.is_empty());
    Some(Folded::of(&words.collect::<Vec<_>>().join(" "), CaseFold::Lower).as_str().to_owned())
}

/// Returns the phrase of these words, all of them common.
fn phrase<'a>(words: &'a [SentenceWord], stems: &'a [Rc<str>]) -> impl Iterator<Item = &'a str> {
    words.iter().enumerate().flat_map(move |(at, word)| {
        let stem = word.stem.map(|number| &*stems[number as usize]);
        [word.gap.as_deref().filter(|_| at > 0), stem].into_iter().flatten()
    })
}

/// Returns the span from the first to the last of these words.
fn span(words: &[SentenceWord]) -> Span {
    match words {
        [first, .., last] => Span::new(first.span.start, last.span.end),
        [only] => only.span,
        [] => Span::default(),
    }
}

type PhrasePlaces = [Vec<Span>; 2];

/// Returns the phrases of both sentences with their places.
fn phrases<'a>(
    lines: &'a [Vec<SentenceWord>; 2],
    stems: &'a [Rc<str>],
) -> BTreeMap<StemPhrase<'a>, PhrasePlaces> {
    let mut phrases: BTreeMap<StemPhrase<'a>, PhrasePlaces> = BTreeMap::new();
    for (side, longest) in longest_runs(lines).into_iter().enumerate() {
        let mut at = 0;
        while at < longest.len() {
            let words = &lines[side][at..at + longest[at]];
            if !words.is_empty() {
                phrases.entry(phrase(words, stems).collect()).or_default()[side].push(span(words));
            }
            at += words.len().max(1);
        }
    }
    for (key, places) in &mut phrases {
        for (spans, line) in places.iter_mut().zip(lines) {
            if spans.is_empty() {
                let is_same = |words: &&[SentenceWord]| phrase(words, stems).eq(key.iter().copied());
                spans.extend(line.windows(key.len().div_ceil(2)).filter(is_same).map(span));
            }
        }
    }
    absorbed(phrases)
}

/// Returns for each word of both sentences the length of the longest common run that begins there.
fn longest_runs([left, right]: &[Vec<SentenceWord>; 2]) -> [Vec<usize>; 2] {
    let mut longest = [vec![0; left.len()], vec![0; right.len()]];
    // Lengths of the runs that begin with the left word at hand, and with the one after it.
    let [mut now, mut later] = [vec![0; right.len() + 1], vec![0; right.len() + 1]];
    for i in (0..left.len()).rev() {
        let left_gap = left.get(i + 1).and_then(|word| word.gap.as_ref());
        now.fill(0);
        for j in 0..right.len() {
            if left[i].stem.is_none() || left[i].stem != right[j].stem {
                continue;
            }
            let goes_on =
                left_gap.is_some() && left_gap == right.get(j + 1).and_then(|word| word.gap.as_ref());
            now[j] = 1 + if goes_on { later[j + 1] } else { 0 };
            longest[0][i] = longest[0][i].max(now[j]);
            longest[1][j] = longest[1][j].max(now[j]);
        }
        std::mem::swap(&mut now, &mut later);
    }
    longest
}

/// Returns the phrases without those that are part of a longer one; their places become its own.
fn absorbed<'a>(
    mut phrases: BTreeMap<StemPhrase<'a>, PhrasePlaces>,
) -> BTreeMap<StemPhrase<'a>, PhrasePlaces> {
    let mut keys: Vec<StemPhrase<'a>> = phrases.keys().cloned().collect();
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
    use crate::compare::languages::languages;
    use proptest::prelude::*;

    fn shared(left: &str, right: &str) -> Vec<SharedTerm> {
        SharedTermFinder::new(languages(&[left], &[right])).find(left, right)
    }

    fn texts(left: &str, right: &str) -> Vec<String> {
        shared(left, right).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn shared_words_come_rarest_first() {
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
    fn unrelated_sentences_share_no_words() {
        assert_eq!(texts("India’s harbour froze.", "A harbour of India"), ["India", "harbour"]);
        assert_eq!(texts("The one", "the other"), Vec::<String>::new());
        assert_eq!(texts("", "word"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn shared_words_are_in_both_sentences(left in "(([a-d]x|S-400|a-x|東京京|the|,) ?){0,14}", right in "(([a-d]x|S-400|a-x|東京京|the|,) ?){0,14}") {
            for term in shared(&left, &right) {
                for (spans, text) in [(&term.left, &left), (&term.right, &right)] {
                    prop_assert!(!spans.is_empty());
                    prop_assert!(spans.windows(2).all(|pair| pair[0] < pair[1]));
                    prop_assert!(spans.iter().all(|span| !span.of(text).trim().is_empty()));
                }
            }
        }

        #[test]
        fn every_shared_word_is_in_the_other_sentence_too(left in "((Fog|port|ferry|the|of the|to|other|every|,) ?){0,14}", right in "((fog|port|Ferry|The|of the|to|other|every|,) ?){0,14}") {
            let folded = |text: &str| Folded::of(text, CaseFold::Lower).as_str().to_owned();
            let right_words: Vec<String> = right.split([' ', ',']).map(folded).collect();
            for term in shared(&left, &right) {
                for word in term.text.split_whitespace() {
                    prop_assert!(right_words.contains(&folded(word)), "{word} of {}", term.text);
                }
            }
        }
    }
}
