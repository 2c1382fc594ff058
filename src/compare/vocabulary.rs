//! Sentences as numbers: the stems, character n-grams, names and figures of each, and how rare a stem
//! is in English of all kinds.

use std::sync::LazyLock;

use foldhash::HashMap;
use serde::Deserialize;

use crate::compare::Cancelled;
use crate::compare::jagged_array::JaggedArray;
use crate::text::terms::{Term, TermCutter, Tokenizer};

/// The numbered vocabulary of a pair of documents.
#[derive(Default)]
pub(super) struct Vocabulary {
    stems: HashMap<String, u32>,
    facts: Vec<StemFacts>,
    grams: HashMap<u64, u32>,
    /// The numbers of each form met in one language, kept because most words are repetitions.
    forms: HashMap<String, WrittenForm>,
    /// The n-grams of all forms, one after the other.
    pool: Vec<u32>,
}

/// The properties of a stem that do not depend on the documents.
#[derive(Clone, Copy, Debug)]
pub(super) struct StemFacts {
    /// How rare it is in general, see [`rarity`].
    pub(super) rarity: f64,
    /// Whether it holds a digit.
    pub(super) numeric: bool,
}

impl Vocabulary {
    fn stem(&mut self, stem: &str) -> u32 {
        if let Some(&id) = self.stems.get(stem) {
            return id;
        }
        let id = self.facts.len() as u32;
        self.facts
            .push(StemFacts { rarity: rarity(stem), numeric: stem.contains(|c: char| c.is_ascii_digit()) });
        self.stems.insert(stem.to_owned(), id);
        id
    }

    /// Prepares for another language, which stems in other ways; stems and n-grams stay.
    pub(super) fn forget_forms(&mut self) {
        self.forms.clear();
    }

    /// Returns the stem and the n-grams of a word as numbers.
    fn form(&mut self, word: &str, tokenizer: &Tokenizer) -> WrittenForm {
        if let Some(form) = self.forms.get(word) {
            return *form;
        }
        let stem = self.stem(&tokenizer.stem(word));
        let form = self.new_form(word, stem);
        self.forms.insert(word.to_owned(), form);
        form
    }

    fn new_form(&mut self, word: &str, stem: u32) -> WrittenForm {
        let mut units = vec![SPACE];
        units.extend(word.encode_utf16());
        units.push(SPACE);
        let start = self.pool.len();
        for length in [3, 4] {
            for gram in units.windows(length) {
                let gram = self.gram(packed(gram));
                self.pool.push(gram);
            }
        }
        let last = units.len() - 1;
        WrittenForm {
            stem,
            numeric: self.facts[stem as usize].numeric,
            grams: (start, self.pool.len()),
            head: [units[1], units[2]],
            tail: [units[last - 2], units[last - 1]],
        }
    }

    fn gram(&mut self, gram: u64) -> u32 {
        let next = self.grams.len() as u32;
        *self.grams.entry(gram).or_insert(next)
    }

    /// Returns the properties of each stem, by its number.
    pub(super) fn stem_facts(&self) -> &[StemFacts] {
        &self.facts
    }

    /// Returns how many n-grams were seen.
    pub(super) fn gram_count(&self) -> usize {
        self.grams.len()
    }
}

/// One document's sentences as numbers of a [`Vocabulary`].
pub(super) struct DocumentTerms {
    /// The stems of each sentence, in order, with repetitions.
    pub(super) stems: JaggedArray<u32>,
    /// The character n-grams of each sentence, with repetitions.
    pub(super) grams: JaggedArray<u32>,
    /// The pairs of neighbouring stems, as a set.
    pub(super) bigrams: JaggedArray<(u32, u32)>,
    /// The stems that are names, as a set.
    pub(super) names: JaggedArray<u32>,
    /// The stems that hold a digit, as a set.
    pub(super) numbers: JaggedArray<u32>,
    /// How many words each sentence has, empty ones included.
    pub(super) words: Vec<usize>,
}

impl DocumentTerms {
    /// Returns the sentences in the numbers of `vocabulary`, to which new words are added;
    /// an error as soon as the result is no longer `wanted`.
    pub(super) fn of(
        sentences: &[&str],
        cutter: &mut TermCutter,
        vocabulary: &mut Vocabulary,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let mut terms = Self {
            stems: JaggedArray::new(),
            grams: JaggedArray::new(),
            bigrams: JaggedArray::new(),
            names: JaggedArray::new(),
            numbers: JaggedArray::new(),
            words: Vec::new(),
        };
        for (index, sentence) in sentences.iter().enumerate() {
            if index % CHECK == 0 && !wanted() {
                return Err(Cancelled);
            }
            terms.add(sentence, cutter, vocabulary);
        }
        Ok(terms)
    }

    /// Adds the terms of a sentence.
    fn add(&mut self, sentence: &str, cutter: &mut TermCutter, vocabulary: &mut Vocabulary) {
        let mut before: Option<[u16; 2]> = None;
        let words = cutter.terms(sentence, |tokenizer, Term { word, name, .. }| {
            let form = vocabulary.form(word, tokenizer);
            self.stems.push(form.stem);
            if name {
                self.names.push(form.stem);
            }
            if form.numeric {
                self.numbers.push(form.stem);
            }
            self.grams.extend(vocabulary.pool[form.grams.0..form.grams.1].iter().copied());
            if let Some(tail) = before.replace(form.tail) {
                let units = [tail[0], tail[1], SPACE, form.head[0], form.head[1]];
                for bridge in [&units[1..4], &units[..4], &units[1..]] {
                    self.grams.push(vocabulary.gram(packed(bridge)));
                }
            }
        });
        self.words.push(words);
        for pair in self.stems.open_mut().windows(2) {
            self.bigrams.push((pair[0], pair[1]));
        }
        self.stems.close();
        self.grams.close();
        self.names.close_as_set();
        self.numbers.close_as_set();
        self.bigrams.close_as_set();
    }
}

/// A word as it is written, between two spaces.
#[derive(Clone, Copy)]
struct WrittenForm {
    stem: u32,
    numeric: bool,
    /// Its n-grams in the pool, those with one of the spaces included.
    grams: (usize, usize),
    /// Its first two UTF-16 units, the second a space in a word of one.
    head: [u16; 2],
    /// Its last two.
    tail: [u16; 2],
}

const SPACE: u16 = 0x20;

/// How many sentences are read between two checks for cancellation.
const CHECK: usize = 256;

/// Returns three or four UTF-16 units as one number.
fn packed(units: &[u16]) -> u64 {
    units.iter().fold(0, |gram, unit| gram << 16 | u64::from(*unit))
}

/// The number of counted sentences assumed for a stem that is not on the list: the mean of the
/// other stems, so that unknown words are rare but not unique.
const UNLISTED: u32 = 102;

#[derive(Deserialize)]
struct FrequencyList {
    n: u32,
    df: HashMap<String, u32>,
}

#[expect(clippy::expect_used, reason = "the list is part of the program, not of a document")]
static COUNTS: LazyLock<FrequencyList> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/common_stems.json")).expect("a list of counts")
});

/// Returns how rare `stem` is: the natural logarithm of sentences counted ÷ sentences with it.
pub(super) fn rarity(stem: &str) -> f64 {
    let with = COUNTS.df.get(stem).copied().unwrap_or(UNLISTED);
    (f64::from(COUNTS.n + 1) / f64::from(with + 1)).ln()
}

/// Returns the commonest stems of English, each with the part of sentences that has it.
pub(super) fn common_stems() -> impl Iterator<Item = (&'static str, f64)> {
    COUNTS.df.iter().map(|(stem, count)| (stem.as_str(), f64::from(*count) / f64::from(COUNTS.n)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_stems_weigh_more() {
        assert!(rarity("first") < rarity("citi"));
        assert!(rarity("citi") < rarity("almaz-antey"));
        assert!(rarity("first") > 0.0);
    }
}
