//! The words of a document as they are needed to group documents: stems as numbers, and what each can be
//! part of.

use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::compare::facts::{WordRole, role};
use crate::compare::languages::language_of;
use crate::compare::vocabulary::common_stems;
use crate::text::Span;
use crate::text::language::Language;
use crate::text::terms::{Term, Tokenizer};

/// How many words of a document are read: an account tells its story at the beginning, and a long one must not
/// take more time and memory than others. With more of them the articles of `docs/stories.md` are grouped hardly
/// better.
pub const STORY_WORDS: usize = 200;

/// The most words of a language that are remembered, a few megabytes.
const MOST_KNOWN: usize = 1 << 16;

/// A sentence with fewer words is no headline.
const HEADLINE: usize = 3;

/// One significant word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignificantWord {
    /// The hash of its stem.
    pub(super) stem: u64,
    /// Its bytes in the sentence, without a possessive "'s".
    pub(super) span: Span,
    /// Whether it begins with a capital that the start of the sentence does not explain.
    pub(super) is_capital: bool,
    /// Whether it is part of a name: a capital in a sentence that is no headline, or, at the start of a
    /// sentence, a word that is part of a name elsewhere in the document.
    pub(super) is_name: bool,
    /// Whether it is a number.
    pub(super) is_figure: bool,
    /// What it can be beside a name.
    pub(super) role: WordRole,
}

/// A sentence and its significant words.
#[derive(Debug)]
pub(super) struct WordedSentence<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<SignificantWord>,
}

impl WordedSentence<'_> {
    /// Returns the words of the sentence from one word to another.
    pub(super) fn passage(&self, words: &[SignificantWord]) -> &str {
        match words {
            [] => "",
            [first, ..] => self.text.get(first.span.start..words[words.len() - 1].span.end).unwrap_or(""),
        }
    }

    /// Returns what is written between the words `at - 1` and `at`; `None` at an end of the sentence.
    pub(super) fn before(&self, at: usize) -> Option<&str> {
        let (before, word) = (self.words.get(at.checked_sub(1)?)?, self.words.get(at)?);
        self.text.get(before.span.end..word.span.start)
    }
}

/// Finds the words of documents. It remembers those it has met, because documents have most words in common.
#[derive(Default)]
pub(super) struct WordReader {
    languages: HashMap<Option<Language>, KnownWords>,
}

impl WordReader {
    /// Returns the sentences at the beginning of a document with their words.
    pub(super) fn worded<'a>(&mut self, sentences: &[&'a str]) -> Vec<WordedSentence<'a>> {
        let language = language_of(sentences);
        let known = self.languages.entry(language).or_insert_with(|| KnownWords::of(language));
        let mut read = 0;
        let mut worded = Vec::new();
        for &text in sentences {
            if read >= STORY_WORDS {
                break;
            }
            let (words, count) = known.read(text);
            worded.push(WordedSentence { text, words });
            read += count;
        }
        find_names(&mut worded);
        worded
    }
}

/// The words of a language that were met.
struct KnownWords {
    tokenizer: Tokenizer,
    /// By their hashes; that two words share one of 2⁶⁴ is not worth keeping the letters for.
    words: HashMap<u64, KnownWord>,
}

/// The properties of a word that do not depend on its place.
#[derive(Clone, Copy)]
struct KnownWord {
    stem: u64,
    is_figure: bool,
    role: WordRole,
}

impl KnownWord {
    fn of(word: &str, tokenizer: &Tokenizer) -> Self {
        let stem = tokenizer.stem(word);
        let is_figure = stem.starts_with(|c: char| c.is_numeric());
        Self { stem: hash(&stem), is_figure, role: role(word) }
    }
}

impl KnownWords {
    fn of(language: Option<Language>) -> Self {
        Self { tokenizer: Tokenizer::new(language), words: HashMap::new() }
    }

    /// Returns the significant words of a sentence and how many words of any kind it has.
    fn read(&mut self, text: &str) -> (Vec<SignificantWord>, usize) {
        // A sentence has about one significant word in ten bytes.
        let mut words = Vec::with_capacity(text.len() / 10);
        let Self { tokenizer, words: known } = self;
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let count = tokenizer.terms(text, |Term { span, word, name }| {
            let key = known.hasher().hash_one(word);
            let new = || KnownWord::of(word, tokenizer);
            let KnownWord { stem, is_figure, role } = *known.entry(key).or_insert_with(new);
            let span = Span::new(span.start, span.start + without_possessive(span.of(text)).len());
            words.push(SignificantWord { stem, span, is_capital: name, is_name: false, is_figure, role });
        });
        (words, count)
    }
}

/// Decides which words are parts of names.
fn find_names(sentences: &mut [WordedSentence<'_>]) {
    let mut known: HashSet<u64> = HashSet::default();
    for sentence in &mut *sentences {
        if is_headline(sentence) {
            continue;
        }
        for word in sentence.words.iter_mut().filter(|word| word.is_capital && !word.is_figure) {
            word.is_name = true;
            known.insert(word.stem);
        }
    }
    for WordedSentence { text, words } in sentences {
        for word in words.iter_mut().filter(|word| !word.is_name && known.contains(&word.stem)) {
            word.is_name = word.span.of(text).starts_with(char::is_uppercase);
        }
    }
}

/// Tells whether capitals mean nothing in a sentence, because most of its words have one.
fn is_headline(WordedSentence { text, words }: &WordedSentence<'_>) -> bool {
    let capitals = words.iter().filter(|word| word.is_capital).count();
    let is_closed = text.trim_end_matches(['"', '”', '\'', '’', ')', ' ']).ends_with(['.', '!', '?', '…']);
    // A sentence may be full of names.
    let most = if is_closed { words.len() * 5 / 6 } else { words.len() / 2 };
    words.len() >= HEADLINE && capitals > most
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Returns the same number for the same stem in every run; `DefaultHasher::new` has no seed.
pub(super) fn hash(stem: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    stem.hash(&mut hasher);
    hasher.finish()
}

/// Returns one number for several stems in this order.
pub(super) fn hash_of_all(stems: impl IntoIterator<Item = u64>) -> u64 {
    stems.into_iter().fold(0, |hash, stem| (hash.rotate_left(23) ^ stem).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Returns the number by which a stem or several are known in profiles.
pub(super) fn number(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The part of English sentences that has each of the commonest stems, by the number of the stem.
pub(super) static COMMON_STEMS: LazyLock<HashMap<u32, f64>> =
    LazyLock::new(|| common_stems().map(|(stem, part)| (number(hash(stem)), part)).collect());
