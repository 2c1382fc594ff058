//! What two sentences have in common, word for word.

use super::super::side::Side;
use super::alignment::{Pair, alignment};
use super::islands::{Run, mainland};
use super::tokens::{Lexicon, Line, Token};
use crate::text::Span;

/// The least share of common words (Dice, by weight) with which a sentence is an edited other one.
const CLOSE: f64 = 0.5;

/// How two linked sentences are worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// In the same words and marks; case, white space and the shape of quotes and hyphens aside.
    Same,
    /// In mostly the same words.
    Close(Differing),
    /// In other words; a diff of the two would be confetti.
    Apart,
}

/// Where the words of two sentences differ; what lies outside reads the same on both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differing {
    /// Bytes of the left sentence, in order and not touching.
    pub left: Vec<Span>,
    /// Bytes of the right sentence, in order and not touching.
    pub right: Vec<Span>,
}

impl Wording {
    /// Returns where the sentence of `side` differs from the other, in bytes of it; nothing
    /// unless the two are [`Close`](Self::Close).
    pub fn differing(&self, side: Side) -> &[Span] {
        match (self, side) {
            (Self::Close(differing), Side::Left) => &differing.left,
            (Self::Close(differing), Side::Right) => &differing.right,
            (Self::Same | Self::Apart, _) => &[],
        }
    }
}

/// Returns how two sentences are worded; `wording(right, left)` is the mirror image.
///
/// Common words are found by the heaviest common subsequence, which takes time and memory in the
/// product of the lengths up to 500 × 500 words. Beyond, the sentences are cut at words that both
/// have once, and a stretch without any counts as differing throughout.
pub fn wording(left: &str, right: &str) -> Wording {
    let mut lexicon = Lexicon::new();
    let [left, right] = [left, right].map(|text| lexicon.line(text));
    if left.reads_like(&right) {
        return Wording::Same;
    }
    let pairs = alignment(&left, &right);
    if share(&pairs, &left, &right) < CLOSE {
        return Wording::Apart;
    }
    let common = mainland(&pairs, &left.tokens, &right.tokens);
    Wording::Close(Differing {
        left: differing(&left.tokens, common.iter().map(|run| (run.left, run.length))),
        right: differing(&right.tokens, common.iter().map(|run| (run.right, run.length))),
    })
}

/// How two lines agree, without saying where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::compare) enum Agreement {
    /// In every word and mark.
    Same,
    /// In this share of their words, from 0 to 1.
    Part(f64),
}

impl Agreement {
    /// Tells whether the wording is [`Wording::Same`] or [`Wording::Close`].
    pub(in crate::compare) fn is_close(self) -> bool {
        match self {
            Self::Same => true,
            Self::Part(share) => share >= CLOSE,
        }
    }
}

/// Returns how two lines cut by one lexicon agree.
pub(in crate::compare) fn agreement(left: &Line, right: &Line) -> Agreement {
    if left.reads_like(right) {
        return Agreement::Same;
    }
    Agreement::Part(share(&alignment(left, right), left, right))
}

/// Returns the share of common words among all of both lines, by weight; 0 when there are none.
fn share(pairs: &[Pair], left: &Line, right: &Line) -> f64 {
    let common: u32 = pairs.iter().map(|(at, _)| left.tokens[*at].weight).sum();
    f64::from(2 * common) / f64::from((left.weight() + right.weight()).max(1))
}

/// Returns the spans of the tokens outside the runs, neighbours joined.
fn differing(tokens: &[Token], common: impl Iterator<Item = (usize, usize)>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for (start, length) in common.chain([(tokens.len(), 0)]) {
        if let [first, ..] = tokens[at..start]
            && let [.., last] = tokens[at..start]
        {
            spans.push(Span::new(first.span.start, last.span.end));
        }
        at = start + length;
    }
    spans
}
