//! A sentence as words, numbers and marks, the tokens of all readers of facts.
//!
//! They are finer than the words of a search: `S-400` is three adjacent tokens, because one reader
//! expects a designator there, another the `400` of `400-strong`, a third the range of
//! `4-5 December`.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use foldhash::HashMap;
use memchr::memchr2_iter;
use unicode_normalization::char::is_combining_mark;

use crate::compare::facts::lexicon::{UNKNOWN, ValueTable, WordClass, WordEntry};
use crate::text::Span;
use crate::text::unicode::is_invisible;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, with the apostrophes inside (`O’Neill`) and the dots of initials (`U.S.`).
    Word,
    /// ASCII digits, with single commas and dots between digits.
    Digits,
    /// The `’s` behind a word.
    Possessive,
    /// Any other single character.
    Mark,
}

/// How a token is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitalisation {
    /// It begins with no capital.
    Small,
    /// A capital, then others.
    Capital,
    /// Two letters or more, all of them capitals.
    Capitals,
}

/// One word, number or mark of a sentence.
#[derive(Clone, Debug)]
pub(super) struct FactToken<'a> {
    /// Its characters in the sentence.
    pub(super) text: &'a str,
    /// The same in lower case, without the dots of initials and with plain apostrophes.
    pub(super) lower: Cow<'a, str>,
    /// Its bytes in the sentence.
    pub(super) span: Span,
    pub(super) shape: Shape,
    case: Capitalisation,
    /// What the lexicon has for `lower`.
    word: &'static WordEntry,
    /// Whether it is a function word.
    pub(super) grammar: bool,
    /// Whether it touches the token before it.
    pub(super) glued: bool,
    /// The number of characters of white space before it.
    pub(super) spaces: usize,
}

/// What [`TokenAccess::at`] returns outside a sentence.
static NONE: FactToken<'static> = FactToken {
    text: "",
    lower: Cow::Borrowed(""),
    span: Span { start: 0, end: 0 },
    shape: Shape::Mark,
    case: Capitalisation::Small,
    word: &UNKNOWN,
    grammar: false,
    glued: false,
    spaces: 0,
};

/// Access to the tokens of a sentence that needs no bounds check.
pub(super) trait TokenAccess<'a> {
    /// Returns the token at index `at`, an empty mark outside the sentence.
    fn at(&self, at: usize) -> &FactToken<'a>;

    /// Returns the token `by` tokens before `at`, an empty mark outside the sentence.
    fn back(&self, at: usize, by: usize) -> &FactToken<'a>;
}

impl<'a> TokenAccess<'a> for [FactToken<'a>] {
    fn at(&self, at: usize) -> &FactToken<'a> {
        self.get(at).unwrap_or(&NONE)
    }

    fn back(&self, at: usize, by: usize) -> &FactToken<'a> {
        at.checked_sub(by).map_or(&NONE, |at| self.at(at))
    }
}

impl FactToken<'_> {
    /// Tells whether it is the word or mark `lower`, in any case.
    pub(super) fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    /// Tells whether it is a word or mark of `class`.
    pub(super) fn is_in(&self, class: WordClass) -> bool {
        self.word.is_in(class)
    }

    /// Returns its value in `table`.
    pub(super) fn value(&self, table: ValueTable) -> Option<&'static str> {
        self.word.value(table)
    }

    /// Returns its value in `table` as a number.
    pub(super) fn number<N: FromStr>(&self, table: ValueTable) -> Option<N> {
        self.value(table)?.parse().ok()
    }

    pub(super) fn is_word(&self) -> bool {
        self.shape == Shape::Word
    }

    pub(super) fn is_digits(&self) -> bool {
        self.shape == Shape::Digits
    }

    /// Tells whether it is a word that begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.case != Capitalisation::Small
    }

    /// Tells whether it is a word of two or more letters, all of them capitals.
    pub(super) fn is_acronym(&self) -> bool {
        self.case == Capitalisation::Capitals
    }

    /// Tells whether it is a hyphen or a dash.
    pub(super) fn is_dash(&self) -> bool {
        self.shape == Shape::Mark && matches!(self.text, "-" | "‐" | "‑" | "‒" | "–" | "—" | "−")
    }

    /// Tells whether it is a hyphen or a dash right behind the token before it.
    pub(super) fn is_glued_dash(&self) -> bool {
        self.glued && self.is_dash()
    }

    /// Tells whether it is a single letter.
    pub(super) fn is_single(&self) -> bool {
        self.text.chars().count() == 1
    }
}

/// Returns the tokens of `text` in order; white space belongs to none.
pub(super) fn tokens(text: &str) -> Vec<FactToken<'_>> {
    let mut found = Vec::with_capacity(text.len() / 4 + 1);
    let mut at = 0;
    let (mut glued, mut spaces) = (false, 0);
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            glued = false;
            spaces += 1;
            continue;
        }
        let (shape, len) = measure(&text[at..], first, glued && ends_in_word(&found));
        found.push(FactToken { spaces, ..token(text, Span::new(at, at + len), shape, glued) });
        at += len;
        (glued, spaces) = (true, 0);
    }
    found
}

/// Cuts many sentences into tokens, each piece between two spaces or line ends once, because most are repetitions.
#[derive(Default)]
pub(super) struct Cutter<'a> {
    /// The places in `pool` of the tokens of each piece.
    pieces: HashMap<&'a str, Range<usize>>,
    /// The tokens of all pieces, their spans as bytes of the piece.
    pool: Vec<FactToken<'a>>,
}

impl<'a> Cutter<'a> {
    /// Returns the [`tokens`] of `text`; their texts may be those of an earlier sentence.
    pub(super) fn tokens(&mut self, text: &'a str) -> Vec<FactToken<'a>> {
        let mut found = Vec::with_capacity(text.len() / 4 + 1);
        let (mut at, mut spaces) = (0, 0);
        for end in memchr2_iter(b' ', b'\n', text.as_bytes()).chain([text.len()]) {
            let piece = &text[at..end];
            let (start, known) = (found.len(), self.piece(piece));
            let known = self.pool[known].iter().cloned();
            found.extend(known.map(|token| FactToken { span: token.span.shifted(at), ..token }));
            if let Some(first) = found.get_mut(start) {
                first.spaces += spaces;
                spaces = 0;
            }
            spaces += 1 + piece.chars().rev().take_while(|c| c.is_whitespace()).count();
            at = end + 1;
        }
        found
    }

    /// Returns the place of the tokens of a piece in the pool.
    fn piece(&mut self, piece: &'a str) -> Range<usize> {
        if let Some(known) = self.pieces.get(piece) {
            return known.clone();
        }
        let start = self.pool.len();
        self.pool.extend(tokens(piece));
        let known = start..self.pool.len();
        self.pieces.insert(piece, known.clone());
        known
    }
}

fn ends_in_word(found: &[FactToken<'_>]) -> bool {
    found.last().is_some_and(FactToken::is_word)
}

fn token(text: &str, span: Span, shape: Shape, glued: bool) -> FactToken<'_> {
    let slice = span.of(text);
    let (lower, case) = match shape {
        Shape::Word => (lower(slice), case(slice)),
        Shape::Digits | Shape::Possessive | Shape::Mark => (Cow::Borrowed(slice), Capitalisation::Small),
    };
    let word = WordEntry::of(&lower);
    let grammar = shape == Shape::Word && word.is_in(WordClass::Grammar);
    FactToken { text: slice, lower, span, shape, case, word, grammar, glued, spaces: 0 }
}

fn case(word: &str) -> Capitalisation {
    if !word.chars().next().is_some_and(char::is_uppercase) {
        return Capitalisation::Small;
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).nth(1).is_some();
    if capitals && !word.chars().any(char::is_lowercase) {
        Capitalisation::Capitals
    } else {
        Capitalisation::Capital
    }
}

/// Returns the shape and the length in bytes of the token at the start of `rest`.
fn measure(rest: &str, first: char, after_word: bool) -> (Shape, usize) {
    if is_apostrophe(first) && after_word && is_possessive(&rest[first.len_utf8()..]) {
        (Shape::Possessive, first.len_utf8() + 1)
    } else if first.is_ascii_digit() {
        (Shape::Digits, digits(rest))
    } else if first.is_alphabetic() {
        (Shape::Word, initials(rest).unwrap_or_else(|| word(rest)))
    } else {
        (Shape::Mark, first.len_utf8())
    }
}

fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1)) {
        end += 1;
    }
    end
}

/// Returns the length of initials with dots (`U.S.`, `a.m.`, `J.F.`), at least two letters of them.
fn initials(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    loop {
        let mut chars = rest[end..].chars();
        match (chars.next(), chars.next()) {
            (Some(letter), Some('.')) if letter.is_alphabetic() => end += letter.len_utf8() + 1,
            (Some(letter), _) if letter.is_alphabetic() => return None,
            _ => break,
        }
        letters += 1;
    }
    (letters >= 2).then_some(end)
}

fn word(rest: &str) -> usize {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if rest.as_bytes().get(letters).is_none_or(|next| next.is_ascii() && *next != b'\'') {
        return letters;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = is_apostrophe(c)
            && chars.peek().is_some_and(|(_, next)| next.is_alphabetic())
            && !is_possessive(&rest[at + c.len_utf8()..]);
        if !(c.is_alphabetic() || joins || is_combining_mark(c) || is_invisible(c)) {
            return at;
        }
    }
    rest.len()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Tells whether what follows an apostrophe is the `s` of a possessive.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let kept = word.chars().filter(|c| *c != '.' && !is_invisible(*c));
    let folded = kept.map(|c| if is_apostrophe(c) { '\'' } else { c });
    Cow::Owned(folded.flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        tokens(text).iter().map(|t| t.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_sentence_falls_into_words_digits_and_marks() {
        let cases = [
            ("five S-400 divisions.", "five|S|-|400|divisions|."),
            ("Russia’s O’Neill didn't", "Russia|’s|O’Neill|didn't"),
            ("the U.S. deal of 5,400.25 at 8 a.m.", "the|U.S.|deal|of|5,400.25|at|8|a.m."),
            ("India—it", "India|—|it"),
            ("5.4bn, 10%", "5.4|bn|,|10|%"),
            ("", ""),
            ("日本 2020年", "日本|2020|年"),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn initials_and_apostrophes_fold() {
        let folded: Vec<_> = tokens("U.S. O’Neill’s").into_iter().map(|t| t.lower.into_owned()).collect();
        assert_eq!(folded, ["us", "o'neill", "’s"]);
    }

    proptest::proptest! {
        #[test]
        fn many_sentences_are_cut_like_each_alone(texts in proptest::collection::vec("(\\PC|[ \n\t\u{a0}]|U\\.S\\.|[A-Zé]?a’s|[0-9,.-]){0,20}", 1..4)) {
            let mut cutter = Cutter::default();
            for text in &texts {
                proptest::prop_assert_eq!(format!("{:?}", cutter.tokens(text)), format!("{:?}", tokens(text)));
            }
        }

        #[test]
        fn every_character_but_white_space_is_in_one_token(text in "\\PC{0,40}") {
            let joined: String = tokens(&text).iter().map(|t| t.text).collect();
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            proptest::prop_assert_eq!(joined, bare);
        }
    }
}
