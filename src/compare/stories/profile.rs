//! What is kept of a document to group it with others, about 5 KB for an article.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};
use jiff::civil;

use crate::compare::facts::Role;
use crate::compare::stories::dates::first_day;
use crate::compare::stories::names::{Mention, mentions};
use crate::compare::stories::words::{COMMON_STEMS, Word, WordedSentence, hash_of_all, number, worded};

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
    pub(super) terms: Vec<Term>,
    /// The most important first.
    pub(super) phrases: Vec<Phrase>,
    /// The day that the document is of, as far as it says so.
    pub(super) day: Option<civil::Date>,
}

/// A word or a pair of neighbouring words of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// The hash of the stem or the stems.
    pub(super) number: u32,
    /// How often it occurs, words of the lead twice.
    pub(super) count: u16,
    /// How often it is a name, counted likewise, up to 255.
    pub(super) names: u8,
    pub(super) kind: Kind,
}

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A number.
    Figure,
    /// Two neighbouring words.
    Pair,
}

/// A name or a word as it is written in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// The hash of its stems.
    pub(super) key: u64,
    /// The hash of its last stem.
    pub(super) last: u64,
    pub(super) text: Box<str>,
    pub(super) is_name: bool,
}

impl StoryProfile {
    /// Returns the profile of a document's sentences; `published` is when the document says that it was
    /// written. Only the beginning of a long document is read.
    pub fn of(sentences: &[&str], published: Option<&str>) -> Self {
        let worded = worded(sentences);
        let mentions = mentions(&worded);
        let mut terms = Terms::default();
        for (index, sentence) in worded.iter().enumerate() {
            terms.add_sentence(&sentence.words, if index < LEAD { 2 } else { 1 });
        }
        for mention in &mentions {
            if let Some(full) = mention.full.and_then(|full| mentions.get(full)) {
                terms.add_name(words_of(&worded, full), words_of(&worded, mention));
            }
        }
        Self {
            terms: terms.sorted(),
            phrases: phrases(&worded, &mentions),
            day: first_day(sentences, published),
        }
    }
}

fn words_of<'a>(sentences: &'a [WordedSentence<'_>], mention: &Mention) -> &'a [Word] {
    let sentence = sentences.get(mention.sentence);
    sentence.and_then(|sentence| sentence.words.get(mention.words.clone())).unwrap_or_default()
}

/// The counts of terms by their numbers.
#[derive(Default)]
struct Terms(HashMap<u32, Term>);

impl Terms {
    fn add(&mut self, hash: u64, kind: Kind, count: u16, is_name: bool) {
        let number = number(hash);
        let term = self.0.entry(number).or_insert(Term { number, count: 0, names: 0, kind });
        term.count = term.count.saturating_add(count);
        term.names = term.names.saturating_add(if is_name { count as u8 } else { 0 });
    }

    fn add_sentence(&mut self, words: &[Word], count: u16) {
        for word in words {
            let kind = if word.is_figure { Kind::Figure } else { Kind::Word };
            self.add(word.stem, kind, count, word.is_capital);
        }
        self.add_pairs(words, count);
    }

    fn add_pairs(&mut self, words: &[Word], count: u16) {
        for pair in words.windows(2) {
            self.add(hash_of_all([pair[0].stem, pair[1].stem]), Kind::Pair, count, false);
        }
    }

    /// Counts a name where a form of it is written: what the form leaves out, and the pairs of the name.
    fn add_name(&mut self, full: &[Word], form: &[Word]) {
        for word in full.iter().filter(|word| !form.iter().any(|other| other.stem == word.stem)) {
            self.add(word.stem, Kind::Word, 1, true);
        }
        self.add_pairs(full, 1);
    }

    fn sorted(self) -> Vec<Term> {
        let mut terms: Vec<Term> = self.0.into_values().collect();
        terms.sort_unstable();
        terms
    }
}

/// The forms in which a phrase is written, with their counts.
struct Written<'a> {
    last: u64,
    is_name: bool,
    forms: BTreeMap<&'a str, usize>,
}

impl Written<'_> {
    fn count(&self) -> usize {
        self.forms.values().sum()
    }

    /// Returns the most frequent form, of several the first by letter.
    fn text(&self) -> &str {
        let most = self.forms.iter().max_by_key(|(text, count)| (**count, std::cmp::Reverse(**text)));
        most.map_or("", |(text, _)| text)
    }
}

/// Returns the most important names and other words.
fn phrases(sentences: &[WordedSentence<'_>], mentions: &[Mention]) -> Vec<Phrase> {
    let mut written: HashMap<u64, Written<'_>> = HashMap::new();
    let mut add = |words: &[Word], text, is_name| {
        let Some(last) = words.last() else { return };
        let key = hash_of_all(words.iter().map(|word| word.stem));
        let new = || Written { last: last.stem, is_name, forms: BTreeMap::new() };
        *written.entry(key).or_insert_with(new).forms.entry(text).or_default() += 1;
    };
    for mention in mentions {
        let Some(full) = mention.full.map_or(Some(mention), |full| mentions.get(full)) else { continue };
        let (sentence, words) = (&sentences[full.sentence], words_of(sentences, full));
        add(words, sentence.passage(words), true);
    }
    for sentence in sentences {
        for word in sentence.words.iter().filter(|word| is_nameable(word)) {
            let text = word.span.of(sentence.text);
            if text.chars().count() >= LETTERS && text.chars().all(|c| c.is_lowercase() || c == '-') {
                add(std::slice::from_ref(word), text, false);
            }
        }
    }
    let mut weighed: Vec<(f64, Phrase)> =
        written.iter().map(|(key, written)| weighed(*key, written)).collect();
    weighed.sort_unstable_by(|(one, a), (other, b)| other.total_cmp(one).then(a.text.cmp(&b.text)));
    weighed.truncate(PHRASES);
    weighed.into_iter().map(|(_, phrase)| phrase).collect()
}

fn weighed(key: u64, written: &Written<'_>) -> (f64, Phrase) {
    let Written { last, is_name, .. } = *written;
    let rarity = -COMMON_STEMS.get(&number(last)).copied().unwrap_or(UNLISTED).ln();
    let weight = written.count() as f64 * rarity * if is_name { NAME } else { 1.0 };
    (weight, Phrase { key, last, text: written.text().into(), is_name })
}

/// Tells whether a common word may be in the name of a story.
fn is_nameable(word: &Word) -> bool {
    !word.is_name && !word.is_capital && !word.is_figure && word.role != Role::Time
}
