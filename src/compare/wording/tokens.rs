//! Sentences cut into words and marks, numbered so that equal ones are found at once.

use std::borrow::Cow;
use std::ops::{Deref, Range};
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use memchr::memchr_iter;
use unicode_segmentation::UnicodeSegmentation;

use crate::compare::Cancelled;
use crate::text::Span;
use crate::text::fold::{CaseFold, Folded};
use crate::text::hyphens::{has_line_end_hyphen, joined};
use crate::text::terms::Tokenizer;
use crate::text::unicode::is_punctuation;
use crate::text::words::words;

/// The weight of a content word.
const CONTENT: u32 = 12;

/// The weight of a function word: "the", "of". Two such sentences agree in little.
pub(super) const FUNCTION: u32 = 4;

/// The weight of an ideograph or a kana; a word is about two of them.
const CHARACTER: u32 = CONTENT / 2;

/// About as many bytes of a text for each token as there are at least.
const BYTES: usize = 4;

/// How many sentences are read between two checks for cancellation.
const CHECK: usize = 256;

/// A word, or a mark between two words.
#[derive(Clone, Copy, Debug)]
pub(in crate::compare) struct WordingToken {
    /// Its bytes in the sentence.
    pub(in crate::compare) span: Span,
    /// The number of its folded text.
    pub(in crate::compare) key: u32,
    /// How much it says; 0 for marks.
    pub(in crate::compare) weight: u32,
}

impl WordingToken {
    /// Tells whether it is a word and not a mark.
    pub(in crate::compare) fn is_word(self) -> bool {
        self.weight > 0
    }

    /// Tells whether it is a function word or a mark.
    pub(in crate::compare) fn is_empty(self) -> bool {
        self.weight <= FUNCTION
    }

    /// Tells whether it is one ideograph or kana, which is about half a word.
    pub(in crate::compare) fn is_character(self) -> bool {
        self.weight == CHARACTER
    }
}

/// A sentence and its tokens.
#[derive(Clone, Debug)]
pub(in crate::compare) struct TokenizedSentence<'a> {
    pub(in crate::compare) text: &'a str,
    /// Its tokens, in order.
    pub(in crate::compare) tokens: SentenceTokens,
}

/// The tokens of one sentence, stored together with those of the others.
#[derive(Clone, Debug)]
pub(in crate::compare) struct SentenceTokens {
    all: Arc<Vec<WordingToken>>,
    range: Range<usize>,
}

impl Deref for SentenceTokens {
    type Target = [WordingToken];

    fn deref(&self) -> &[WordingToken] {
        &self.all[self.range.clone()]
    }
}

impl TokenizedSentence<'_> {
    /// Returns the numbers of its tokens.
    pub(in crate::compare) fn keys(&self) -> impl Iterator<Item = u32> {
        self.tokens.iter().map(|token| token.key)
    }

    /// Tells whether both have the same words and marks.
    pub(in crate::compare) fn reads_like(&self, other: &Self) -> bool {
        self.keys().eq(other.keys())
    }

    /// Returns how many words it has.
    pub(in crate::compare) fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.is_word()).count()
    }

    /// Returns the weight of the tokens in `range`.
    pub(in crate::compare) fn weight(&self, range: Range<usize>) -> u32 {
        self.tokens[range].iter().map(|token| token.weight).sum()
    }

    /// Returns the weight of all its tokens.
    pub(in crate::compare) fn total_weight(&self) -> u32 {
        self.weight(0..self.tokens.len())
    }
}

/// The words of two documents, cut once for all word-by-word comparisons.
#[derive(Clone, Debug)]
pub(in crate::compare) struct Words<'a> {
    /// The sentences of the left and of the right document.
    pub(in crate::compare) sentences: [Vec<TokenizedSentence<'a>>; 2],
}

impl<'a> Words<'a> {
    /// Returns the words of two documents, one sentence a string; an error as soon as they are no
    /// longer `wanted`.
    pub(in crate::compare) fn of(
        left: &[&'a str],
        right: &[&'a str],
        wanted: &dyn Fn() -> bool,
    ) -> Result<Self, Cancelled> {
        let mut interner = Interner::new();
        interner.learn_cut_words(left.iter().chain(right).copied());
        let length: usize = left.iter().chain(right).map(|text| text.len()).sum();
        let mut all = Vec::with_capacity(length / BYTES);
        let mut ends = Vec::with_capacity(left.len() + right.len());
        for (at, text) in left.iter().chain(right).enumerate() {
            if at % CHECK == 0 && !wanted() {
                return Err(Cancelled);
            }
            interner.add_tokens(text, &mut all);
            ends.push(all.len());
        }
        let all = Arc::new(all);
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let mut ranges = starts.zip(&ends).map(|(start, end)| start..*end);
        let mut sentence = |text: &&'a str| {
            let tokens = SentenceTokens { all: Arc::clone(&all), range: ranges.next()? };
            Some(TokenizedSentence { text, tokens })
        };
        Ok(Self { sentences: [left, right].map(|texts| texts.iter().filter_map(&mut sentence).collect()) })
    }

    /// Returns the words of the sentences with these `numbers` alone.
    pub(in crate::compare) fn of_sentences(&self, numbers: &[Vec<usize>; 2]) -> Self {
        let chosen = |side: usize| {
            let sentences = &self.sentences[side];
            numbers[side].iter().filter_map(|number| sentences.get(*number).cloned()).collect()
        };
        Self { sentences: [chosen(0), chosen(1)] }
    }

    /// Returns the sentences of both sides, and whether they were exchanged: of two documents the
    /// same one always comes first, so that of several ways to pair them the same one is taken.
    pub(in crate::compare) fn in_order(&self) -> ([&[TokenizedSentence<'a>]; 2], bool) {
        let [left, right] = [&self.sentences[0][..], &self.sentences[1][..]];
        let exchanged = right.iter().map(|it| it.text).lt(left.iter().map(|it| it.text));
        (if exchanged { [right, left] } else { [left, right] }, exchanged)
    }
}

/// Returns two sentences cut into tokens that can be compared.
pub(in crate::compare) fn both(texts: [&str; 2]) -> [TokenizedSentence<'_>; 2] {
    let mut interner = Interner::new();
    interner.learn_cut_words(texts.into_iter());
    texts.map(|text| interner.sentence(text))
}

/// The numbers and weights of all token texts so far; sentences are comparable only when one
/// interner cut them.
pub(in crate::compare) struct Interner<'a> {
    /// By the token as it is written, because most are repetitions; `None` for an invisible one.
    raw: HashMap<&'a str, Option<(u32, u32)>>,
    folded: HashMap<String, (u32, u32)>,
    /// The places in `pool` of the tokens of each piece between two spaces, because most are repetitions.
    pieces: HashMap<&'a str, Range<usize>>,
    /// The tokens of all pieces, their spans as bytes of the piece.
    pool: Vec<WordingToken>,
    tokenizer: Tokenizer,
}

impl<'a> Interner<'a> {
    /// Returns an interner that knows no token.
    pub(in crate::compare) fn new() -> Self {
        Self {
            raw: HashMap::new(),
            folded: HashMap::new(),
            pieces: HashMap::new(),
            pool: Vec::new(),
            tokenizer: Tokenizer::new(None),
        }
    }

    /// Gives the two readings of each word that is cut at a line end (`infor-`, `mation`) the same number,
    /// whichever of them other sentences have. Before any sentence is cut, so that no order matters.
    pub(in crate::compare) fn learn_cut_words(&mut self, texts: impl Iterator<Item = &'a str>) {
        for text in texts.filter(|text| has_line_end_hyphen(text)) {
            for word in words(text).filter(|word| has_line_end_hyphen(word.of(text))) {
                self.parts(text, word, &mut Vec::new());
            }
        }
    }

    /// Returns a sentence cut into tokens.
    pub(in crate::compare) fn sentence(&mut self, text: &'a str) -> TokenizedSentence<'a> {
        let mut tokens = Vec::with_capacity(text.len() / BYTES);
        self.add_tokens(text, &mut tokens);
        let range = 0..tokens.len();
        TokenizedSentence { text, tokens: SentenceTokens { all: Arc::new(tokens), range } }
    }

    /// Adds the tokens of a sentence.
    fn add_tokens(&mut self, text: &'a str, tokens: &mut Vec<WordingToken>) {
        if !spaces_separate(text) {
            return self.cut(text, tokens);
        }
        let mut at = 0;
        for end in memchr_iter(b' ', text.as_bytes()).chain([text.len()]) {
            let known = self.piece(&text[at..end]);
            let known = self.pool[known].iter();
            tokens.extend(known.map(|token| WordingToken { span: token.span.shifted(at), ..*token }));
            at = end + 1;
        }
    }

    /// Returns the place of the tokens of a piece in the pool.
    fn piece(&mut self, piece: &'a str) -> Range<usize> {
        if let Some(known) = self.pieces.get(piece) {
            return known.clone();
        }
        let mut pool = std::mem::take(&mut self.pool);
        let start = pool.len();
        self.cut(piece, &mut pool);
        self.pool = pool;
        let known = start..self.pool.len();
        self.pieces.insert(piece, known.clone());
        known
    }

    /// Adds the tokens of a text.
    fn cut(&mut self, text: &'a str, tokens: &mut Vec<WordingToken>) {
        let mut at = 0;
        let mut ahead = words(text).peekable();
        while let Some(mut word) = ahead.next() {
            while let Some(group) = ahead.next_if(|next| continues_number(text, word, *next)) {
                word.end = group.end;
            }
            self.marks(text, Span::new(at, word.start), tokens);
            self.parts(text, word, tokens);
            at = word.end;
        }
        self.marks(text, Span::new(at, text.len()), tokens);
    }

    /// Adds the words of a stretch without spaces: a long dash separates words without them, and so do the
    /// separators of data and code.
    fn parts(&mut self, text: &'a str, word: Span, tokens: &mut Vec<WordingToken>) {
        let mut at = word.start;
        for separator in separators(word.of(text)) {
            let separator = separator.shifted(word.start);
            self.add(text, Span::new(at, separator.start), tokens);
            self.add(text, separator, tokens);
            at = separator.end;
        }
        self.add(text, Span::new(at, word.end), tokens);
    }

    /// Adds the marks between two words, grapheme by grapheme; a repeated one is one token.
    fn marks(&mut self, text: &'a str, gap: Span, tokens: &mut Vec<WordingToken>) {
        let mut open: Option<Span> = None;
        if gap.of(text).bytes().all(|byte| byte == b' ') {
            return;
        }
        for (at, mark) in gap.of(text).grapheme_indices(true) {
            let span = Span::new(at, at + mark.len()).shifted(gap.start);
            match &mut open {
                Some(last) if text[last.start..].starts_with(mark) => last.end = span.end,
                _ => {
                    let blank = mark.chars().all(char::is_whitespace);
                    if let Some(last) = std::mem::replace(&mut open, (!blank).then_some(span)) {
                        self.add(text, last, tokens);
                    }
                }
            }
        }
        if let Some(last) = open {
            self.add(text, last, tokens);
        }
    }

    /// Adds a token unless it is invisible.
    fn add(&mut self, text: &'a str, span: Span, tokens: &mut Vec<WordingToken>) {
        if let Some((key, weight)) = self.known(span.of(text)) {
            tokens.push(WordingToken { span, key, weight });
        }
    }

    /// Returns the number and the weight of a token, `None` if it is invisible.
    fn known(&mut self, raw: &'a str) -> Option<(u32, u32)> {
        if let Some(known) = self.raw.get(raw) {
            return *known;
        }
        let joined = joined(raw);
        let text = folded(&joined);
        let next = self.folded.len() as u32;
        let weight = weight(&text, &self.tokenizer);
        let known = (!text.is_empty()).then(|| *self.folded.entry(text).or_insert((next, weight)));
        if let (Cow::Owned(_), Some(known)) = (joined, known) {
            self.folded.entry(folded(raw)).or_insert(known);
        }
        self.raw.insert(raw, known);
        known
    }
}

/// Tells whether every space of a text separates two tokens: none is in a number such as "10 000" or in a word
/// cut at a line end, or carries a combining mark.
fn spaces_separate(text: &str) -> bool {
    let bytes = text.as_bytes();
    let separates = |at: usize| match bytes.get(at + 1) {
        Some(next) if next.is_ascii_digit() => at == 0 || !bytes[at - 1].is_ascii_digit(),
        Some(next) if !next.is_ascii() => {
            text[at + 1..].starts_with(|c| char::is_alphanumeric(c) || is_punctuation(c))
        }
        _ => true,
    };
    memchr_iter(b' ', bytes).all(separates) && !(bytes.contains(&b'\n') && has_line_end_hyphen(text))
}

/// Returns a token without the case and the shape of its characters. The groups of "10 000" are one number,
/// with any white space between them.
fn folded(token: &str) -> String {
    let mut folded = if token.is_ascii() && !token.contains('`') {
        token.to_ascii_lowercase()
    } else {
        Folded::of(token, CaseFold::Lower).as_str().to_owned()
    };
    folded.retain(|c| !c.is_whitespace());
    folded
}

/// Returns the long dashes in a stretch without spaces, and the separators of data and code; a comma or a
/// colon in a number or before a path separates nothing.
fn separators(stretch: &str) -> Vec<Span> {
    if stretch.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let is_digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in stretch.char_indices() {
        let after = stretch[at + c.len_utf8()..].chars().next();
        let separates = match c {
            '\u{2014}' | '\u{2015}' | '…' | ';' | '|' | '=' | '"' | '(' | ')' | '[' | ']' | '{' | '}'
            | '<' | '>' => true,
            ',' => !is_digit(before) || !is_digit(after) || !is_in_number(stretch, at),
            ':' => !(is_digit(before) && is_digit(after)) && after != Some('/'),
            _ => false,
        };
        if separates {
            found.push(Span::new(at, at + c.len_utf8()));
        }
        before = Some(c);
    }
    found
}

/// Tells whether a comma between digits may belong to their number: it is the only one among them, or all
/// of them cut groups of three.
fn is_in_number(stretch: &str, comma: usize) -> bool {
    let is_part = |c: char| c == ',' || c.is_ascii_digit();
    let start = stretch[..comma].rfind(|c| !is_part(c)).map_or(0, |at| stretch.ceil_char_boundary(at + 1));
    let rest = &stretch[start..];
    let number = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
    let groups: Vec<&str> = number.trim_matches(',').split(',').collect();
    groups.len() == 2 || groups[1..].iter().all(|group| group.len() == 3)
}

/// Tells whether `next` is a further group of three digits of the number `word`, as in "10 000".
fn continues_number(text: &str, word: Span, next: Span) -> bool {
    let word_text = word.of(text);
    let first = word_text.split(char::is_whitespace).next().unwrap_or_default();
    let gap = &text[word.end..next.start];
    next.of(text).len() == 3
        && next.of(text).bytes().all(|byte| byte.is_ascii_digit())
        && (1..=3).contains(&first.len())
        && word_text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
        && gap.chars().all(char::is_whitespace)
        && gap.chars().count() == 1
}

/// Returns the weight of a folded token.
fn weight(folded: &str, tokenizer: &Tokenizer) -> u32 {
    let count = folded.chars().count();
    if !folded.chars().any(char::is_alphanumeric) {
        return 0;
    }
    if count == 1 && folded.starts_with(|c| c >= '\u{3005}') {
        return CHARACTER;
    }
    let short = count <= 2 && folded.chars().all(|c| c.is_alphabetic() && c < '\u{e00}');
    let mut has_term = false;
    tokenizer.terms(folded, |_| has_term = true);
    // Words without a term in other scripts still count.
    if short || (!has_term && folded.is_ascii()) { FUNCTION } else { CONTENT }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<(&str, u32)> {
        let sentence = Interner::new().sentence(text);
        sentence.tokens.iter().map(|token| (token.span.of(text), token.weight)).collect()
    }

    #[test]
    fn words_and_marks_are_tokens() {
        let table: [(&str, &[(&str, u32)]); 8] = [
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
            (
                "Rome,12 a=b 5,000,000 1,2,3 2,5",
                &[
                    ("Rome", 12),
                    (",", 0),
                    ("12", 12),
                    ("a", 4),
                    ("=", 0),
                    ("b", 4),
                    ("5,000,000", 12),
                    ("1", 12),
                    (",", 0),
                    ("2", 12),
                    (",", 0),
                    ("3", 12),
                    ("2,5", 12),
                ],
            ),
            ("at 10:30 http://a.b/c", &[("at", 4), ("10:30", 12), ("http://a.b/c", 12)]),
            ("ไทย 5 %", &[("ไทย", 12), ("5", 12), ("%", 0)]),
            (" \u{200B} ", &[]),
        ];
        for (text, tokens) in table {
            assert_eq!(cut(text), tokens, "{text:?}");
        }
    }

    #[test]
    fn case_typography_and_invisible_characters_make_no_difference() {
        let mut interner = Interner::new();
        for (left, right) in
            [("Russia’s  S‑400.", "russia's s-400."), ("cafe\u{301}", "CAFÉ"), ("a\u{AD}b", "ab")]
        {
            assert!(interner.sentence(left).reads_like(&interner.sentence(right)), "{left} {right}");
        }
        assert!(!interner.sentence("came, and").reads_like(&interner.sentence("came and")));
    }

    #[test]
    fn a_word_cut_at_a_line_end_reads_like_either_of_its_readings() {
        for (cut, whole, reads_alike) in [
            ("its infor-\nmation", "its information", true),
            ("its infor-\nmation", "its infor-mation", true),
            ("its infor-\nmation", "its in-\nformation", true),
            ("the well-\nknown Über-\n  raschung", "the well-known Überraschung", true),
            ("the well-\nknown Über-\n  raschung", "the wellknown Über-raschung", true),
            ("(so-\ncalled)—light-\nhouse", "(so-called)—lighthouse", true),
            ("the well-\nknown", "the well known", false),
            ("the well-known", "the wellknown", false),
            ("the well- known", "the wellknown", false),
        ] {
            for texts in [[cut, whole], [whole, cut]] {
                let [one, other] = both(texts);
                assert_eq!(one.reads_like(&other), reads_alike, "{texts:?}");
            }
        }
        let words = Words::of(&["well-known", "wellknown"], &["well-\nknown"], &|| true).unwrap();
        let keys = words
            .sentences
            .concat()
            .iter()
            .map(|sentence| sentence.keys().collect::<Vec<_>>())
            .collect::<Vec<_>>();
        assert!(keys.windows(2).all(|two| two[0] == two[1]), "{keys:?}");
    }

    proptest! {
        #[test]
        fn a_text_cut_at_spaces_has_the_same_tokens(
            text in "(\\PC|[ae1-]|[0-9]{1,3}|  ?|- ?\n ?|[ *.,;“—\u{301}\u{200d}年ก่])*",
        ) {
            let mut interner = Interner::new();
            let shown = |tokens: &[WordingToken]| -> Vec<_> {
                tokens.iter().map(|token| (token.span, token.key, token.weight)).collect()
            };
            let mut whole = Vec::new();
            interner.cut(&text, &mut whole);
            prop_assert_eq!(shown(&interner.sentence(&text).tokens), shown(&whole));
        }

        #[test]
        fn tokens_are_in_the_text_in_order(text in "\\PC{0,40}") {
            let line = Interner::new().sentence(&text);
            let mut end = 0;
            for token in line.tokens.iter() {
                prop_assert!(end <= token.span.start && !token.span.of(&text).is_empty());
                end = token.span.end;
            }
        }
    }
}
