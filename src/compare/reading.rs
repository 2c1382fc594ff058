//! Sentences as numbers: the stems, character n-grams, names and figures of each.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::cancelled::Cancelled;
use super::lists::Lists;
use super::stems::rarity;
use crate::text::language::Language;
use crate::text::terms::{Term, Tokenizer};

/// The numbered vocabulary of a pair of documents.
#[derive(Default)]
pub(super) struct Vocabulary {
    stems: HashMap<String, u32>,
    facts: Vec<StemFacts>,
    grams: HashMap<u64, u32, BuildHasherDefault<Spread>>,
}

/// What is known of a stem without looking at the documents.
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
        self.facts.push(StemFacts { rarity: rarity(stem), numeric: stem.contains(|c: char| c.is_ascii_digit()) });
        self.stems.insert(stem.to_owned(), id);
        id
    }

    fn gram(&mut self, gram: u64) -> u32 {
        let next = self.grams.len() as u32;
        *self.grams.entry(gram).or_insert(next)
    }

    /// Returns what is known of each stem, by its number.
    pub(super) fn stem_facts(&self) -> &[StemFacts] {
        &self.facts
    }

    /// Returns how many n-grams were seen.
    pub(super) fn gram_count(&self) -> usize {
        self.grams.len()
    }
}

/// One document's sentences as numbers of a [`Vocabulary`].
pub(super) struct Reading {
    /// The stems of each sentence, in order, with repetitions.
    pub(super) stems: Lists<u32>,
    /// The character n-grams of each sentence, with repetitions.
    pub(super) grams: Lists<u32>,
    /// The pairs of neighbouring stems, as a set.
    pub(super) bigrams: Lists<(u32, u32)>,
    /// The stems that are names, as a set.
    pub(super) names: Lists<u32>,
    /// The stems that hold a digit, as a set.
    pub(super) numbers: Lists<u32>,
    /// How many words each sentence has, empty ones included.
    pub(super) words: Vec<usize>,
}

impl Reading {
    /// Returns the sentences in the numbers of `vocabulary`, which grows by what is new;
    /// an error as soon as the result is no longer `wanted`.
    pub(super) fn of(
        sentences: &[&str],
        language: Option<Language>,
        vocabulary: &mut Vocabulary,
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let mut reader = Reader::new(Tokenizer::new(language), vocabulary);
        for (index, sentence) in sentences.iter().enumerate() {
            if index % 256 == 0 && !wanted() {
                return Err(Cancelled);
            }
            reader.read(sentence);
        }
        Ok(reader.reading)
    }
}

/// Reads the sentences of one document.
struct Reader<'a> {
    tokenizer: Tokenizer,
    vocabulary: &'a mut Vocabulary,
    /// The stem of each form met, because stemming costs more than looking up.
    forms: HashMap<String, u32>,
    reading: Reading,
    /// The sentence's terms as UTF-16, each between spaces.
    letters: Vec<u16>,
}

impl<'a> Reader<'a> {
    fn new(tokenizer: Tokenizer, vocabulary: &'a mut Vocabulary) -> Self {
        let reading = Reading {
            stems: Lists::new(),
            grams: Lists::new(),
            bigrams: Lists::new(),
            names: Lists::new(),
            numbers: Lists::new(),
            words: Vec::new(),
        };
        Self { tokenizer, vocabulary, forms: HashMap::new(), reading, letters: Vec::new() }
    }

    fn read(&mut self, sentence: &str) {
        let Self { tokenizer, vocabulary, forms, reading, letters } = self;
        letters.clear();
        letters.push(u16::from(b' '));
        let words = tokenizer.terms(sentence, |Term { word, name, .. }| {
            let stem = forms.get(word).copied().unwrap_or_else(|| {
                let stem = vocabulary.stem(&tokenizer.stem(word));
                forms.insert(word.to_owned(), stem);
                stem
            });
            reading.stems.push(stem);
            if name {
                reading.names.push(stem);
            }
            if vocabulary.facts[stem as usize].numeric {
                reading.numbers.push(stem);
            }
            letters.extend(word.encode_utf16());
            letters.push(u16::from(b' '));
        });
        reading.words.push(words);
        for pair in reading.stems.open_mut().windows(2) {
            reading.bigrams.push((pair[0], pair[1]));
        }
        reading.stems.close();
        reading.names.close_as_set();
        reading.numbers.close_as_set();
        reading.bigrams.close_as_set();
        self.read_grams();
    }

    /// Numbers the character 3- and 4-grams of the terms; four UTF-16 units fill 64 bits.
    fn read_grams(&mut self) {
        let pack = |units: &[u16]| units.iter().fold(0, |gram, unit| gram << 16 | u64::from(*unit));
        for length in [3, 4] {
            for units in self.letters.windows(length) {
                self.reading.grams.push(self.vocabulary.gram(pack(units)));
            }
        }
        self.reading.grams.close();
    }
}

/// Spreads packed n-grams over the hash table; they are keys of our own making, so nothing
/// stronger is needed.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        let product = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = product ^ (product >> 29);
    }
}
