//! What two sentences have in common, word for word.

use std::ops::Range;

use crate::compare::side::Side;
use crate::compare::wording::alignment::{Pair, alignment};
use crate::compare::wording::brackets::closed;
use crate::compare::wording::islands::mainland;
use crate::compare::wording::tokens::{Lexicon, Line, Token};
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
    let common = closed(mainland(&pairs, &left.tokens, &right.tokens), &left, &right);
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
    /// Returns the share of common words, from 0 to 1.
    pub(in crate::compare) fn share(self) -> f64 {
        match self {
            Self::Same => 1.0,
            Self::Part(share) => share,
        }
    }

    /// Tells whether the wording is [`Wording::Same`] or [`Wording::Close`].
    pub(in crate::compare) fn is_close(self) -> bool {
        self.share() >= CLOSE
    }
}

/// Returns how two lines cut by one lexicon agree.
pub(in crate::compare) fn agreement(left: &Line, right: &Line) -> Agreement {
    if left.reads_like(right) {
        return Agreement::Same;
    }
    Agreement::Part(share(&alignment(left, right), left, right))
}

/// A stretch of tokens that stands in place of another, between common ones; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::compare) struct Slot {
    /// Indices of the left line's tokens.
    pub(in crate::compare) left: Range<usize>,
    /// Indices of the right line's tokens.
    pub(in crate::compare) right: Range<usize>,
}

/// Returns the slots of two lines in order, `None` unless they are in mostly the same words.
///
/// As narrow as can be: a lone common word between two differences parts them here, because what
/// is asked is which words stand in place of which, not what reads well.
pub(in crate::compare) fn slots(left: &Line, right: &Line) -> Option<Vec<Slot>> {
    let pairs = alignment(left, right);
    if left.reads_like(right) || share(&pairs, left, right) < CLOSE {
        return None;
    }
    let mut slots = Vec::new();
    let mut from = (0, 0);
    for (a, b) in pairs.into_iter().chain([(left.tokens.len(), right.tokens.len())]) {
        if from != (a, b) {
            slots.push(Slot { left: from.0..a, right: from.1..b });
        }
        from = (a + 1, b + 1);
    }
    Some(slots)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns both sentences with what differs in brackets.
    fn marked(left: &str, right: &str) -> [String; 2] {
        let wording = wording(left, right);
        [(left, Side::Left), (right, Side::Right)].map(|(text, side)| {
            let mut marked = text.to_owned();
            for span in wording.differing(side).iter().rev() {
                marked.insert(span.end, ']');
                marked.insert(span.start, '[');
            }
            marked
        })
    }

    #[test]
    fn differences_read_well() {
        let table = [
            (
                "He lived in the old house.",
                "He lived at the new house.",
                "He lived [in the old] house.",
                "He lived [at the new] house.",
            ),
            (
                "The deal, however, failed.",
                "The deal failed.",
                "The deal[, however,] failed.",
                "The deal failed.",
            ),
            (
                "Yesterday the tired old man left the house.",
                "The man left the house.",
                "[Yesterday] the [tired old] man left the house.",
                "The man left the house.",
            ),
            (
                "In Wexley on Monday the ferry company of the island bought red cheap fast boats from distant northern builders.",
                "In Wexley on Monday the ferry company of the island sold blue dear slow boats to several southern dealers.",
                "In Wexley on Monday the ferry company of the island [bought red cheap fast boats from distant northern builders].",
                "In Wexley on Monday the ferry company of the island [sold blue dear slow boats to several southern dealers].",
            ),
            (
                "Five divisions were bought.",
                "Ten divisions were bought in May.",
                "[Five] divisions were bought.",
                "[Ten] divisions were bought [in May].",
            ),
            (
                "東京で大きな地震が発生した。",
                "東京で小さな地震が発生した。",
                "東京で[大き]な地震が発生した。",
                "東京で[小さ]な地震が発生した。",
            ),
            ("She came, and left.", "She came and left.", "She came[,] and left.", "She came and left."),
        ];
        for (left, right, left_marked, right_marked) in table {
            assert_eq!(marked(left, right), [left_marked, right_marked]);
        }
    }

    #[test]
    fn what_reads_the_same_is_the_same_and_other_words_are_apart() {
        for (left, right) in [("Russia’s  S‑400", "russia's S-400"), ("", ""), ("* * *", "*  * *")] {
            assert_eq!(wording(left, right), Wording::Same, "{left} {right}");
        }
        for (left, right) in [
            (
                "The end of the war is in the hands of the king",
                "The price of the oil is in the books of the bank",
            ),
            ("word", ""),
            ("…", "!"),
        ] {
            assert_eq!(wording(left, right), Wording::Apart, "{left} {right}");
        }
    }

    fn sentence() -> impl Strategy<Value = String> {
        "(the |of |ferry |harbour|—|, |\"|[(]|[)]|“|”|’s |東|京|ก่า| S-4|\u{AD}|\u{202E}|🙂|é ){0,24}"
    }

    proptest! {
        #[test]
        fn what_does_not_differ_is_the_same(left in sentence(), right in sentence()) {
            let wording = wording(&left, &right);
            let mut lexicon = Lexicon::new();
            let mut plain = |text: &str, side: Side| -> Vec<u32> {
                let spans = wording.differing(side);
                assert_apart(text, spans);
                let tokens = lexicon.line(text).tokens.into_iter();
                let outside = tokens.filter(|token| !spans.iter().any(|span| span.overlaps(token.span)));
                outside.map(|token| token.key).collect()
            };
            let [left, right] = [plain(&left, Side::Left), plain(&right, Side::Right)];
            if wording != Wording::Apart {
                prop_assert_eq!(left, right);
            }
        }

        #[test]
        fn wordings_are_mirrored(left in sentence(), right in sentence()) {
            let [forth, back] = [wording(&left, &right), wording(&right, &left)];
            prop_assert_eq!(forth.differing(Side::Left), back.differing(Side::Right));
            prop_assert_eq!(forth.differing(Side::Right), back.differing(Side::Left));
            prop_assert_eq!(forth == Wording::Apart, back == Wording::Apart);
            prop_assert_eq!(wording(&left, &left), Wording::Same);
        }

        #[test]
        fn any_text_is_worded(left in "\\PC{0,30}", right in "\\PC{0,30}") {
            let wording = wording(&left, &right);
            assert_apart(&left, wording.differing(Side::Left));
            assert_apart(&right, wording.differing(Side::Right));
        }
    }

    fn assert_apart(text: &str, spans: &[Span]) {
        assert!(spans.iter().all(|span| !span.of(text).is_empty()), "{text:?} {spans:?}");
        assert!(spans.windows(2).all(|two| two[0].end < two[1].start), "{text:?} {spans:?}");
    }
}
