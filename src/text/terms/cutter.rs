//! The terms of many sentences. Most words of a text are repetitions, so each is looked at once.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use memchr::{memchr2, memchr2_iter};

use crate::text::hyphens::has_line_end_hyphen;
use crate::text::span::Span;
use crate::text::terms::scan;
use crate::text::terms::tokenizer::{Term, TermContext, Tokenizer};

/// Finds the terms of many sentences in one language.
pub struct TermCutter {
    tokenizer: Tokenizer,
    /// The index in `pieces` of each part of a sentence between two spaces or line ends.
    numbers: HashMap<String, usize>,
    pieces: Vec<SentencePiece>,
    /// The terms of all pieces.
    pool: Vec<CutTerm>,
}

/// A part of a sentence between two spaces or line ends.
struct SentencePiece {
    /// Its terms in the pool.
    terms: Range<usize>,
    /// How many words it has.
    words: usize,
    /// Its last word, normalised.
    last: String,
}

/// A term of a piece, as [`Term`] describes it.
struct CutTerm {
    /// Its bytes in the piece.
    span: Span,
    word: String,
    /// Whether it looks like a name where the piece begins a sentence, and elsewhere.
    names: [bool; 2],
    /// Whether it is the first word of the piece.
    is_first: bool,
}

impl TermCutter {
    /// Returns a cutter that finds the terms which `tokenizer` finds.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Self { tokenizer, numbers: HashMap::new(), pieces: Vec::new(), pool: Vec::new() }
    }

    /// Calls `visit` with the tokenizer and each term as [`Tokenizer::terms`] does, and returns the same number.
    pub fn terms(&mut self, sentence: &str, mut visit: impl FnMut(&Tokenizer, Term)) -> usize {
        if !spaces_separate(sentence) {
            return self.tokenizer.terms(sentence, |term| visit(&self.tokenizer, term));
        }
        let (mut words, mut at) = (0, 0);
        let mut before = None;
        for end in memchr2_iter(b' ', b'\n', sentence.as_bytes()).chain([sentence.len()]) {
            let number = self.number(&sentence[at..end]);
            let piece = &self.pieces[number];
            for CutTerm { span, word, names, is_first } in &self.pool[piece.terms.clone()] {
                let last = before.map_or("", |before: usize| &self.pieces[before].last);
                if !(*is_first && self.tokenizer.turns(last, word)) {
                    let name = names[usize::from(words > 0)];
                    visit(&self.tokenizer, Term { span: span.shifted(at), word, name });
                }
            }
            before = if piece.words > 0 { Some(number) } else { before };
            words += piece.words;
            at = end + 1;
        }
        words
    }

    /// Returns the index of a piece.
    fn number(&mut self, piece: &str) -> usize {
        if let Some(number) = self.numbers.get(piece) {
            return *number;
        }
        let start = self.pool.len();
        let first = scan::words(piece).next();
        let mut context = TermContext::default();
        self.tokenizer.terms_after(&mut context, piece, |Term { span, word, name }| {
            let is_first = first == Some(span);
            self.pool.push(CutTerm { span, word: word.to_owned(), names: [name; 2], is_first });
        });
        let mut terms = self.pool[start..].iter_mut();
        let mut elsewhere = TermContext { words: 1, ..TermContext::default() };
        self.tokenizer.terms_after(&mut elsewhere, piece, |Term { name, .. }| {
            if let Some(term) = terms.next() {
                term.names[1] = name;
            }
        });
        let TermContext { words, word: last } = context;
        self.pieces.push(SentencePiece { terms: start..self.pool.len(), words, last });
        self.numbers.insert(piece.to_owned(), self.pieces.len() - 1);
        self.pieces.len() - 1
    }
}

/// Tells whether every space and line end of a text separates two words: no word is cut at a line end, and no
/// line end is between two characters of a script without spaces.
fn spaces_separate(text: &str) -> bool {
    memchr2(b'\n', b'\r', text.as_bytes()).is_none() || (text.is_ascii() && !has_line_end_hyphen(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::language::Language;

    proptest! {
        #[test]
        fn the_terms_are_those_of_the_tokenizer(
            sentences in proptest::collection::vec(
                "((On|the|one|other|hand|,|hand-made|in-hand|in|fact|Fact|NATO|S-400|it’s|U\\.S\\.|1,000|東京|ก|é|\\PC|-|- ?\n)( |  |\n|\r\n)?){0,12}",
                1..4,
            ),
            language in proptest::sample::select(vec![None, Some(Language::English), Some(Language::German)]),
        ) {
            let mut cutter = TermCutter::new(Tokenizer::new(language));
            let tokenizer = Tokenizer::new(language);
            for sentence in &sentences {
                let [mut found, mut expected] = [Vec::new(), Vec::new()];
                let words = cutter.terms(sentence, |_, Term { span, word, name }| {
                    found.push((span, word.to_owned(), name));
                });
                let expected_words = tokenizer.terms(sentence, |Term { span, word, name }| {
                    expected.push((span, word.to_owned(), name));
                });
                prop_assert_eq!((words, found), (expected_words, expected), "{:?}", sentence);
            }
        }
    }
}
