//! What is kept of a document to group it with others, about 3 KB.

use std::cmp::Reverse;

use jiff::civil;

use crate::compare::dateline::published;
use crate::compare::facts::WordRole;
use crate::compare::stories::names::{Mention, mentions};
use crate::compare::stories::words::{
    COMMON_STEMS, SignificantWord, WordReader, WordedSentence, hash_of_all, number,
};

/// The words of so many sentences at the beginning count twice: a headline and a first sentence tell the story.
const LEAD: usize = 2;

/// The most names and words kept as candidates for the name of a story.
const PHRASES: usize = 20;

/// How much more a name counts than another word when phrases are chosen.
const NAME: f64 = 2.0;

/// The part of English sentences that is assumed to have a stem that is not among the commonest.
const UNLISTED: f64 = 0.003;

/// The fewest letters of a word in the name of a story.
const LETTERS: usize = 4;

/// A document as it is grouped with others.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryProfile {
    /// By number.
    pub(super) terms: Box<[ProfileTerm]>,
    /// The most important first.
    pub(super) phrases: Box<[WrittenPhrase]>,
    /// The day that the document is of, as far as it says so.
    pub(super) day: Option<civil::Date>,
}

/// A word or a pair of neighbouring words of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ProfileTerm {
    /// The hash of the stem or the stems.
    pub(super) number: u32,
    /// How often it occurs, words of the lead twice.
    pub(super) count: u16,
    /// How often it is a name, counted likewise, up to 255.
    pub(super) names: u8,
    pub(super) kind: TermKind,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TermKind {
    /// A word.
    Word,
    /// A number.
    Figure,
    /// Two neighbouring words.
    Pair,
}

/// A name or a word as it is written in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenPhrase {
    /// The hash of its stems.
    pub(super) key: u64,
    /// The hash of its last stem.
    pub(super) last: u64,
    pub(super) text: Box<str>,
    pub(super) is_name: bool,
}

/// Makes the profiles of documents, one after the other.
#[derive(Default)]
pub struct StoryProfiler {
    words: WordReader,
    terms: ProfileTerms,
}

impl StoryProfiler {
    /// Returns the profile of a document's sentences; `date` is the date in its metadata. Only the beginning of
    /// a long document is read.
    pub fn profile(&mut self, sentences: &[&str], date: Option<&str>) -> StoryProfile {
        let worded = self.words.worded(sentences);
        let mentions = mentions(&worded);
        for (index, sentence) in worded.iter().enumerate() {
            self.terms.add_sentence(&sentence.words, if index < LEAD { 2 } else { 1 });
        }
        for mention in &mentions {
            if let Some(full) = mention.full.and_then(|full| mentions.get(full)) {
                self.terms.add_name(words_of(&worded, full), words_of(&worded, mention));
            }
        }
        StoryProfile {
            terms: self.terms.take(),
            phrases: phrases(&worded, &mentions),
            day: published(date, sentences),
        }
    }
}

fn words_of<'a>(sentences: &'a [WordedSentence<'_>], mention: &Mention) -> &'a [SignificantWord] {
    let sentence = sentences.get(mention.sentence);
    sentence.and_then(|sentence| sentence.words.get(mention.words.clone())).unwrap_or_default()
}

/// The terms of a document as they occur, a term that occurs again once more.
#[derive(Default)]
struct ProfileTerms(Vec<ProfileTerm>);

impl ProfileTerms {
    fn add(&mut self, hash: u64, kind: TermKind, count: u16, is_name: bool) {
        let names = if is_name { count as u8 } else { 0 };
        self.0.push(ProfileTerm { number: number(hash), count, names, kind });
    }

    fn add_sentence(&mut self, words: &[SignificantWord], count: u16) {
        for word in words {
            let kind = if word.is_figure { TermKind::Figure } else { TermKind::Word };
            self.add(word.stem, kind, count, word.is_capital);
        }
        self.add_pairs(words, count);
    }

    fn add_pairs(&mut self, words: &[SignificantWord], count: u16) {
        for pair in words.windows(2) {
            self.add(hash_of_all([pair[0].stem, pair[1].stem]), TermKind::Pair, count, false);
        }
    }

    /// Counts a name where a form of it is written: what the form leaves out, and the pairs of the name.
    fn add_name(&mut self, full: &[SignificantWord], form: &[SignificantWord]) {
        for word in full.iter().filter(|word| !form.iter().any(|other| other.stem == word.stem)) {
            self.add(word.stem, TermKind::Word, 1, true);
        }
        self.add_pairs(full, 1);
    }

    /// Returns each term once with its counts, by number, and leaves none.
    fn take(&mut self) -> Box<[ProfileTerm]> {
        // Where two kinds have one number, the first kind counts.
        self.0.sort_unstable_by_key(|term| (u64::from(term.number) << 8) | term.kind as u64);
        self.0.dedup_by(|again, term| {
            let is_same = again.number == term.number;
            if is_same {
                term.count = term.count.saturating_add(again.count);
                term.names = term.names.saturating_add(again.names);
            }
            is_same
        });
        let terms = self.0.as_slice().into();
        self.0.clear();
        terms
    }
}

/// A name or another word at one place of a document.
#[derive(Clone, Copy)]
struct TermOccurrence<'a> {
    /// The hash of its stems.
    key: u64,
    /// The hash of its last stem.
    last: u64,
    text: &'a str,
    is_name: bool,
}

impl<'a> TermOccurrence<'a> {
    fn of(words: &[SignificantWord], text: &'a str, is_name: bool) -> Option<Self> {
        let key = hash_of_all(words.iter().map(|word| word.stem));
        Some(Self { key, last: words.last()?.stem, text, is_name })
    }
}

/// Returns the most important names and other words.
fn phrases(sentences: &[WordedSentence<'_>], mentions: &[Mention]) -> Box<[WrittenPhrase]> {
    let mut occurrences: Vec<TermOccurrence<'_>> = Vec::new();
    for mention in mentions {
        let Some(full) = mention.full.map_or(Some(mention), |full| mentions.get(full)) else { continue };
        let (sentence, words) = (&sentences[full.sentence], words_of(sentences, full));
        occurrences.extend(TermOccurrence::of(words, sentence.passage(words), true));
    }
    for sentence in sentences {
        for word in sentence.words.iter().filter(|word| is_nameable(word)) {
            let text = word.span.of(sentence.text);
            if text.chars().all(|c| c.is_lowercase() || c == '-') && text.chars().count() >= LETTERS {
                occurrences.extend(TermOccurrence::of(std::slice::from_ref(word), text, false));
            }
        }
    }
    occurrences.sort_unstable_by(|one, other| (one.key, one.text).cmp(&(other.key, other.text)));
    let same_phrases = occurrences.chunk_by(|one, other| one.key == other.key);
    let mut weighed: Vec<(f64, TermOccurrence<'_>)> = same_phrases.filter_map(weighed).collect();
    let weightiest_first = |(one, a): &(f64, TermOccurrence<'_>), (other, b): &(f64, TermOccurrence<'_>)| {
        other.total_cmp(one).then(a.text.cmp(b.text))
    };
    if weighed.len() > PHRASES {
        weighed.select_nth_unstable_by(PHRASES, weightiest_first);
        weighed.truncate(PHRASES);
    }
    weighed.sort_unstable_by(weightiest_first);
    let phrase = |(_, TermOccurrence { key, last, text, is_name })| WrittenPhrase {
        key,
        last,
        text: text.into(),
        is_name,
    };
    weighed.into_iter().map(phrase).collect()
}

/// Returns the weight of a phrase and its most frequent form, of several the first by letter. `same` are its
/// occurrences by form.
fn weighed<'a>(same: &[TermOccurrence<'a>]) -> Option<(f64, TermOccurrence<'a>)> {
    let forms = same.chunk_by(|one, other| one.text == other.text);
    let [form, ..] = *forms.max_by_key(|form| (form.len(), Reverse(form[0].text)))? else { return None };
    let is_name = same.iter().any(|one| one.is_name);
    let rarity = -COMMON_STEMS.get(&number(form.last)).copied().unwrap_or(UNLISTED).ln();
    let weight = same.len() as f64 * rarity * if is_name { NAME } else { 1.0 };
    Some((weight, TermOccurrence { is_name, ..form }))
}

/// Tells whether a common word may be in the name of a story.
fn is_nameable(word: &SignificantWord) -> bool {
    !word.is_name && !word.is_capital && !word.is_figure && word.role != WordRole::Time
}
