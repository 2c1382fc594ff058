//! From the words of a sentence to the terms it is compared by.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashSet;
use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::hyphens::joined;
use crate::text::language::Language;
use crate::text::span::Span;
use crate::text::terms::scan;
use crate::text::terms::spelling::{folded, number, thousands};
use crate::text::unicode::is_passed_over;

/// English words that say nothing about a sentence; a longer list would eat content words.
static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../../assets/stop_words.txt").lines().collect());

/// Pairs of words that lead from one sentence to the next. The second one tells elsewhere, but
/// not here: "on the other hand" is about no hand.
const TURNS: &[(&str, &str)] = &[
    ("one", "hand"),
    ("other", "hand"),
    ("in", "addition"),
    ("in", "particular"),
    ("in", "fact"),
    ("in", "general"),
    ("for", "example"),
    ("for", "instance"),
    ("of", "course"),
];

/// The bytes of a long word.
const LONG: usize = 32;

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// One significant word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the sentence.
    pub span: Span,
    /// What it is compared by: lower case, one spelling, without its endings.
    pub stem: String,
    /// Whether it looks like a name: it begins with a capital that the start of the sentence
    /// does not explain.
    pub name: bool,
}

/// One significant word of a sentence before stemming, as [`Tokenizer::terms`] hands it out.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    /// Its bytes in the sentence.
    pub span: Span,
    /// The word in lower case, with plain apostrophes and hyphens.
    pub word: &'a str,
    /// Whether it looks like a name.
    pub name: bool,
}

/// The words before a part of a sentence.
pub(super) struct TermContext {
    /// How many words.
    pub(super) words: usize,
    /// The last word, or the last part of it, normalised.
    pub(super) word: String,
}

impl Default for TermContext {
    fn default() -> Self {
        Self { words: 0, word: String::with_capacity(LONG) }
    }
}

/// Finds the terms of sentences in one language.
pub struct Tokenizer {
    endings: Endings,
    english: bool,
    /// Whether thousands are set apart by full stops.
    stopped: bool,
    stops: Option<&'static HashSet<&'static str>>,
}

/// What becomes of the endings of words.
enum Endings {
    /// They are cut off.
    Stemmed(Stemmer),
    /// They stay: the language has no stemmer.
    Kept,
    /// They stay, and accents go: what two languages spell alike, names above all, meets.
    Foreign,
}

impl Tokenizer {
    /// Returns a tokenizer for a document in `language` that meets one in another language:
    /// each stemmer would cut a name that both spell alike in its own way.
    pub fn abroad(language: Option<Language>) -> Self {
        Self { endings: Endings::Foreign, ..Self::new(language) }
    }

    /// Returns a tokenizer for `language`; without one no word is stemmed, and English stop
    /// words, which hardly occur elsewhere, are left out.
    pub fn new(language: Option<Language>) -> Self {
        let english = language == Some(Language::English);
        Self {
            endings: language
                .and_then(Language::stemming)
                .map_or(Endings::Kept, |algorithm| Endings::Stemmed(Stemmer::create(algorithm))),
            english,
            stopped: language.is_some_and(Language::stops_thousands),
            stops: (english || language.is_none()).then(|| &*STOP_WORDS),
        }
    }

    /// Returns the significant words of `sentence` in order; a hyphenated word is followed by its
    /// parts, and so is a word that is cut at a line end.
    pub fn tokens(&self, sentence: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        self.terms(sentence, |Term { span, word, name }| {
            tokens.push(Token { span, stem: self.stem(word).into_owned(), name });
        });
        tokens
    }

    /// Calls `visit` with each significant word of `sentence`, unstemmed, and returns how many words
    /// of any kind the sentence has.
    pub fn terms(&self, sentence: &str, visit: impl FnMut(Term)) -> usize {
        let mut context = TermContext::default();
        self.terms_after(&mut context, sentence, visit);
        context.words
    }

    /// Calls `visit` with the terms of a part of a sentence, which follows the words of `context`, and adds them there.
    pub(super) fn terms_after(&self, context: &mut TermContext, text: &str, mut visit: impl FnMut(Term)) {
        let (mut word, mut before) = (std::mem::take(&mut context.word), String::with_capacity(LONG));
        for span in scan::words(text) {
            let raw = span.of(text);
            let name = is_capitalised(raw, context.words == 0);
            context.words += 1;
            std::mem::swap(&mut word, &mut before);
            // Most words are of plain letters, and have no parts.
            let is_plain = raw.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let whole = if is_plain { Cow::Borrowed(raw) } else { joined(raw) };
            normalise(&whole, &mut word);
            if self.tells(&word) && !self.turns(&before, &word) {
                visit(Term { span, word: &word, name });
            }
            if is_plain {
                continue;
            }
            let is_cut = whole.len() < raw.len();
            // "Forty-five" says nothing of forty and nothing of five.
            let is_number = || self.english && number(&word).is_some();
            if (word.contains('-') || is_cut) && !is_number() && !self.joins(&word) {
                self.parts(span, raw, &mut word, &mut visit);
            }
        }
        context.word = word;
    }

    /// Tells whether two neighbouring words only lead from one sentence to the next.
    pub(super) fn turns(&self, before: &str, word: &str) -> bool {
        self.english && TURNS.contains(&(before, word))
    }

    /// Tells whether a hyphenated word is held together by an empty one: "state-of-the-art" is
    /// neither about states nor about arts.
    fn joins(&self, word: &str) -> bool {
        let mut parts = word.split('-');
        let ends = (parts.next(), parts.next_back());
        ends.1.is_some() && parts.any(|part| !self.tells(part))
    }

    /// Calls `visit` with the parts of a hyphenated word that have more than two letters.
    fn parts(&self, span: Span, raw: &str, word: &mut String, visit: &mut impl FnMut(Term)) {
        let mut start = 0;
        let end = std::iter::once((raw.len(), ""));
        for (at, hyphen) in raw.match_indices(HYPHENS).chain(end) {
            let part = raw[start..at].trim_start_matches(['\n', '\r', ' ', '\t', '>']);
            start = at - part.len();
            normalise(part, word);
            if word.chars().nth(2).is_some() && self.tells(word) {
                visit(Term { span: Span::new(start, at).shifted(span.start), word, name: false });
            }
            start = at + hyphen.len();
        }
    }

    fn tells(&self, word: &str) -> bool {
        !word.is_empty() && !self.stops.is_some_and(|stops| stops.contains(word))
    }

    /// Returns the stem of `word`, which is in lower case with plain apostrophes and hyphens.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if self.stopped && thousands(word) {
            return Cow::Owned(word.replace('.', ""));
        }
        if self.english
            && let Some(digits) = number(word)
        {
            return Cow::Owned(digits);
        }
        let stemmer = match &self.endings {
            Endings::Stemmed(stemmer) => stemmer,
            Endings::Kept => return Cow::Borrowed(word),
            Endings::Foreign => return bare(word),
        };
        if !self.english {
            return stemmer.stem(word);
        }
        match folded(word) {
            Cow::Borrowed(word) => stemmer.stem(word),
            Cow::Owned(word) => Cow::Owned(stemmer.stem(&word).into_owned()),
        }
    }
}

/// Tells whether a text is English by one of its words in four being an empty one, which takes
/// a fraction of [`detect`](crate::text::language::detect)'s time and needs less text.
pub fn seems_english(text: &str) -> bool {
    let (mut words, mut significant) = (0, 0);
    let mut word = String::new();
    for span in scan::words(text) {
        normalise(span.of(text), &mut word);
        words += 1;
        significant += usize::from(!STOP_WORDS.contains(word.as_str()));
    }
    words > 0 && (words - significant) * 4 >= words
}

/// Tells whether a word, in any case, is a function word of English (`assets/stop_words.txt`).
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(word.to_lowercase().as_str())
}

/// Returns the stem of one English word as [`Tokenizer::tokens`] would.
pub fn stem(word: &str) -> String {
    let mut normal = String::new();
    normalise(word, &mut normal);
    Tokenizer::new(Some(Language::English)).stem(&normal).into_owned()
}

/// Writes `raw` into `word` as words are compared: lower case, plain apostrophes and hyphens, no
/// possessive `'s`, no thousands commas, accents composed, full-width letters and digits plain.
fn normalise(raw: &str, word: &mut String) {
    word.clear();
    if raw.bytes().all(|byte| byte.is_ascii() && byte != b',') {
        word.push_str(raw);
        word.make_ascii_lowercase();
    } else {
        normalise_slowly(raw, word);
    }
    if word.ends_with("'s") {
        word.truncate(word.len() - 2);
    }
}

fn normalise_slowly(raw: &str, word: &mut String) {
    let mut composed = true;
    for c in raw.chars() {
        match c {
            ',' => {}
            _ if is_passed_over(c) || c.is_whitespace() => {}
            '\u{2019}' => word.push('\''),
            '\u{2010}' | '\u{2011}' => word.push('-'),
            // Full width, as Chinese and Japanese write Latin letters and digits.
            '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
                word.extend(c.nfkc().flat_map(char::to_lowercase));
            }
            _ if c.is_ascii() => word.push(c.to_ascii_lowercase()),
            _ => {
                composed &= !is_combining_mark(c);
                word.extend(c.to_lowercase());
            }
        }
    }
    if !composed {
        *word = word.nfc().collect();
    }
}

/// Returns `word` without accents.
fn bare(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).nfc().collect())
}

/// Tells whether `raw` begins with a capital; at the start of a sentence, where every word does,
/// whether a second one follows.
fn is_capitalised(raw: &str, first: bool) -> bool {
    let mut letters = raw.chars().map(char::is_uppercase);
    letters.next() == Some(true) && (!first || letters.next() == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn english(sentence: &str) -> Vec<String> {
        let tokens = Tokenizer::new(Some(Language::English)).tokens(sentence);
        tokens.into_iter().map(|token| token.stem).collect()
    }

    #[test]
    fn terms_are_stems_of_content_words() {
        let cases: [(&str, &[&str]); 11] = [
            ("It is the acquisition of five divisions", &["acquisit", "5", "divis"]),
            ("The S\u{2011}400 system’s 9,165 parts", &["s-400", "400", "system", "9165", "part"]),
            ("Twenty-five Defence Ministries", &["25", "defens", "ministri"]),
            ("cafe\u{301} CAFÉ", &["café", "café"]),
            ("مُحَمَّد محـمد", &["محمد", "محمد"]),
            ("a light-\nhouse", &["lighthous", "light", "hous"]),
            ("one", &["one"]),
            (
                "a state-of-the-art air-defence system",
                &["state-of-the-art", "air-def", "air", "defens", "system"],
            ),
            ("On the other hand, in addition", &[]),
            ("the hand, of another addition", &["hand", "anoth", "addit"]),
            ("’s … and of", &[]),
        ];
        for (sentence, stems) in cases {
            assert_eq!(english(sentence), stems, "{sentence}");
        }
    }

    #[test]
    fn names_are_capitals_that_the_start_of_the_sentence_does_not_explain() {
        let tokens = Tokenizer::new(None).tokens("Soldiers of NATO met Putin’s guests in New Delhi");
        let names: Vec<_> =
            tokens.iter().filter(|token| token.name).map(|token| token.stem.as_str()).collect();
        assert_eq!(names, ["nato", "putin", "new", "delhi"]);
        assert!(Tokenizer::new(None).tokens("NATO met")[0].name);
    }

    #[test]
    fn other_languages_keep_their_own_words() {
        let german = Tokenizer::new(Some(Language::German)).tokens("Die Häuser");
        assert_eq!(german.iter().map(|token| token.stem.as_str()).collect::<Vec<_>>(), ["die", "haus"]);
        let unknown = Tokenizer::new(None).tokens("the houses");
        assert_eq!(unknown.iter().map(|token| token.stem.as_str()).collect::<Vec<_>>(), ["houses"]);
    }

    #[test]
    fn words_spelled_alike_in_two_languages_have_one_stem() {
        let stems = |language, sentence| {
            let tokens = Tokenizer::abroad(Some(language)).tokens(sentence);
            tokens.into_iter().map(|token| token.stem).collect::<Vec<_>>()
        };
        assert_eq!(
            stems(Language::English, "Sanchez, Barcelona: five 4,500"),
            stems(Language::Spanish, "Sánchez, Barcelona: 5 4.500")
        );
        assert_eq!(stems(Language::Other, "２０２７年"), ["2027", "年"]);
        assert_eq!(stems(Language::Spanish, "1.50 1234.500 1.000.000"), ["1.50", "1234.500", "1000000"]);
        assert_eq!(stems(Language::English, "4.500"), ["4.500"]);
    }

    #[test]
    fn a_few_empty_words_tell_english() {
        assert!(seems_english("The bridge over the Tarn opened in 1932"));
        for other in ["Le pont sur le Tarn est ouvert", "東京", ""] {
            assert!(!seems_english(other), "{other}");
        }
    }

    #[test]
    fn a_keyword_is_stemmed_like_the_text() {
        assert_eq!(stem("Acquired"), stem("acquire"));
        assert_eq!(stem("Russia’s"), stem("russia"));
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_sentence(sentence in "[a-zA-Z0-9 ,.'’\u{2011}é東京-]{0,40}") {
            for token in Tokenizer::new(None).tokens(&sentence) {
                prop_assert!(!token.span.of(&sentence).is_empty());
                prop_assert!(!token.stem.is_empty());
            }
        }
    }
}
