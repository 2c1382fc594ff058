//! Sentences cut into words and marks, numbered so that equal ones are told at once.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::Span;
use crate::text::fold::{Case, Folded};
use crate::text::terms::Tokenizer;
use crate::text::words::words;

/// What a telling word weighs.
const TELLING: u32 = 12;
/// What an empty word weighs: "the", "of". Two such sentences agree in little.
pub(super) const EMPTY: u32 = 4;
/// What an ideograph or a kana weighs; a word is about two of them.
const CHARACTER: u32 = TELLING / 2;

/// A word, or a mark between two words.
#[derive(Clone, Copy, Debug)]
pub(in crate::compare) struct Token {
    /// The bytes of the sentence it covers.
    pub(in crate::compare) span: Span,
    /// The number of its folded text.
    pub(in crate::compare) key: u32,
    /// How much it says; 0 for marks.
    pub(in crate::compare) weight: u32,
}

impl Token {
    /// Tells whether it is a word and not a mark.
    pub(in crate::compare) fn is_word(self) -> bool {
        self.weight > 0
    }

    /// Tells whether it is a word that says nothing by itself, or a mark.
    pub(in crate::compare) fn is_empty(self) -> bool {
        self.weight <= EMPTY
    }

    /// Tells whether it is one ideograph or kana, which is about half a word.
    pub(in crate::compare) fn is_character(self) -> bool {
        self.weight == CHARACTER
    }
}

/// A sentence and its tokens.
#[derive(Clone, Debug)]
pub(in crate::compare) struct Line<'a> {
    /// The sentence.
    pub(in crate::compare) text: &'a str,
    /// Its tokens, in order.
    pub(in crate::compare) tokens: Vec<Token>,
}

impl Line<'_> {
    /// Tells whether both read the same.
    pub(in crate::compare) fn reads_like(&self, other: &Self) -> bool {
        self.tokens.iter().map(|token| token.key).eq(other.tokens.iter().map(|token| token.key))
    }

    /// Returns how many words it has.
    pub(in crate::compare) fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.is_word()).count()
    }

    /// Returns what all its words weigh together.
    pub(in crate::compare) fn weight(&self) -> u32 {
        self.tokens.iter().map(|token| token.weight).sum()
    }
}

/// The numbers of all tokens met so far; lines are compared only when one lexicon cut them.
pub(in crate::compare) struct Lexicon {
    known: HashMap<String, (u32, u32)>,
    tokenizer: Tokenizer,
    folded: String,
}

impl Lexicon {
    /// Returns a lexicon that knows no token.
    pub(in crate::compare) fn new() -> Self {
        Self { known: HashMap::new(), tokenizer: Tokenizer::new(None), folded: String::new() }
    }

    /// Returns a sentence cut into tokens.
    pub(in crate::compare) fn line<'a>(&mut self, text: &'a str) -> Line<'a> {
        let mut tokens = Vec::new();
        let mut at = 0;
        let mut ahead = words(text).peekable();
        while let Some(mut word) = ahead.next() {
            while let Some(group) = ahead.next_if(|next| continues(text, word, *next)) {
                word.end = group.end;
            }
            self.marks(text, Span::new(at, word.start), &mut tokens);
            self.parts(text, word, &mut tokens);
            at = word.end;
        }
        self.marks(text, Span::new(at, text.len()), &mut tokens);
        Line { text, tokens }
    }

    /// Adds the words of what stands between two spaces: a long dash needs none around it.
    fn parts(&mut self, text: &str, word: Span, tokens: &mut Vec<Token>) {
        if word.of(text).is_ascii() {
            return self.add(text, word, tokens);
        }
        let mut at = word.start;
        for (start, dash) in word.of(text).match_indices(is_parting) {
            self.add(text, Span::new(at, word.start + start), tokens);
            at = word.start + start + dash.len();
            self.add(text, Span::new(at - dash.len(), at), tokens);
        }
        self.add(text, Span::new(at, word.end), tokens);
    }

    /// Adds what is neither word nor white space, sign by sign; one that is repeated is one token.
    fn marks(&mut self, text: &str, gap: Span, tokens: &mut Vec<Token>) {
        if gap.of(text).bytes().all(|byte| byte == b' ') {
            return;
        }
        let mut open: Option<Span> = None;
        for (at, sign) in gap.of(text).grapheme_indices(true) {
            let here = Span::new(at, at + sign.len()).shifted(gap.start);
            match &mut open {
                Some(last) if text[last.start..].starts_with(sign) => last.end = here.end,
                _ => {
                    let blank = sign.chars().all(char::is_whitespace);
                    if let Some(last) = std::mem::replace(&mut open, (!blank).then_some(here)) {
                        self.add(text, last, tokens);
                    }
                }
            }
        }
        if let Some(last) = open {
            self.add(text, last, tokens);
        }
    }

    /// Adds a token unless nothing is seen of it.
    fn add(&mut self, text: &str, span: Span, tokens: &mut Vec<Token>) {
        fold(span.of(text), &mut self.folded);
        if self.folded.is_empty() {
            return;
        }
        let (key, weight) = if let Some(known) = self.known.get(&self.folded) {
            *known
        } else {
            let known = (self.known.len() as u32, weight(&self.folded, &self.tokenizer));
            self.known.insert(self.folded.clone(), known);
            known
        };
        tokens.push(Token { span, key, weight });
    }
}

/// Tells whether `next` is a further group of three digits of the number `word`, as in "10 000".
fn continues(text: &str, word: Span, next: Span) -> bool {
    let digits = |span: Span| span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = word.of(text).split(char::is_whitespace);
    let first = groups.next().unwrap_or_default();
    let gap = &text[word.end..next.start];
    next.of(text).len() == 3
        && digits(next)
        && (1..=3).contains(&first.len())
        && word.of(text).chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        && gap.chars().all(char::is_whitespace)
        && gap.chars().count() == 1
}

/// Tells whether a character parts words like a space does, though it stands between them without one.
fn is_parting(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2015}' | '…')
}

/// Writes `raw` into `folded` as it is compared.
fn fold(raw: &str, folded: &mut String) {
    folded.clear();
    if raw.is_ascii() && !raw.contains('`') {
        folded.push_str(raw);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(Folded::of(raw, Case::Lower).as_str());
    }
    // The groups of "10 000" are one number, whatever stands between them.
    folded.retain(|c| !c.is_whitespace());
}

/// Returns what a folded token weighs.
fn weight(folded: &str, tokenizer: &Tokenizer) -> u32 {
    let mut chars = folded.chars();
    let (first, second, third) = (chars.next(), chars.next(), chars.next());
    if !folded.chars().any(char::is_alphanumeric) {
        return 0;
    }
    if second.is_none() && first >= Some('\u{3005}') {
        return CHARACTER;
    }
    let short = third.is_none() && folded.chars().all(|c| c.is_alphabetic() && c < '\u{e00}');
    let mut tells = false;
    tokenizer.terms(folded, |_| tells = true);
    // Words that the tokenizer's own rules see nothing in still count.
    if short || (!tells && folded.is_ascii()) { EMPTY } else { TELLING }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<(&str, u32)> {
        Lexicon::new().line(text).tokens.iter().map(|token| (token.span.of(text), token.weight)).collect()
    }

    #[test]
    fn words_and_marks_are_tokens() {
        let table: [(&str, &[(&str, u32)]); 6] = [
            ("“The S-400,” he", &[("“", 0), ("The", 4), ("S-400", 12), (",", 0), ("”", 0), ("he", 4)]),
            (
                "deal—it ... . !?",
                &[("deal", 12), ("—", 0), ("it", 4), ("...", 0), (".", 0), ("!", 0), ("?", 0)],
            ),
            ("\u{AD}東京。👩\u{200D}👧", &[("東", 6), ("京", 6), ("。", 0), ("👩\u{200D}👧", 0)]),
            (
                "10 000 or 5\u{202F}000 of 2019 100",
                &[("10 000", 12), ("or", 4), ("5\u{202F}000", 12), ("of", 4), ("2019", 12), ("100", 12)],
            ),
            ("ไทย 5 %", &[("ไทย", 12), ("5", 12), ("%", 0)]),
            (" \u{200B} ", &[]),
        ];
        for (text, tokens) in table {
            assert_eq!(cut(text), tokens, "{text:?}");
        }
    }

    #[test]
    fn what_the_eye_does_not_see_makes_no_difference() {
        let mut lexicon = Lexicon::new();
        for (left, right) in
            [("Russia’s  S‑400.", "russia's s-400."), ("cafe\u{301}", "CAFÉ"), ("a\u{AD}b", "ab")]
        {
            assert!(lexicon.line(left).reads_like(&lexicon.line(right)), "{left} {right}");
        }
        assert!(!lexicon.line("came, and").reads_like(&lexicon.line("came and")));
    }

    proptest! {
        #[test]
        fn tokens_lie_in_the_text_in_order(text in "\\PC{0,40}") {
            let line = Lexicon::new().line(&text);
            let mut end = 0;
            for token in line.tokens {
                prop_assert!(end <= token.span.start && !token.span.of(&text).is_empty());
                end = token.span.end;
            }
        }
    }
}
