//! The words that two sentences have in common and those in which they differ.

use std::ops::Range;

use crate::compare::comparison::Side;
use crate::compare::wording::alignment::{Pair, alignment};
use crate::compare::wording::tokens::{FUNCTION, Interner, Sentence, Token};
use crate::text::Span;

/// The least share of common words (Dice, by weight) of a sentence and its edited version.
const CLOSE: f64 = 0.5;

/// Common words of up to this weight between two differences are joined with them.
const ISOLATED: u32 = 2 * FUNCTION;

/// Heavier common words are joined when the differences on both sides weigh this many times as much.
const OUTWEIGHED: u32 = 3;

/// How two linked sentences are worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// In the same words and marks; case, white space and the shape of quotes and hyphens aside.
    Same,
    /// In mostly the same words.
    Close(Differing),
    /// In other words; a word diff of the two would be unreadable.
    Apart,
}

/// Where the words of two sentences differ; the rest reads the same on both sides.
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
/// product of the lengths up to 500 × 500 words. Longer sentences are cut at words that both
/// have once, and a stretch without any counts as differing throughout.
pub fn wording(left: &str, right: &str) -> Wording {
    let mut interner = Interner::new();
    let [left, right] = [left, right].map(|text| interner.sentence(text));
    if left.reads_like(&right) {
        return Wording::Same;
    }
    let pairs = alignment(&left, &right);
    if share(&pairs, &left, &right) < CLOSE {
        return Wording::Apart;
    }
    let common = without_closing_brackets(without_isolated(&pairs, &left, &right), &left, &right);
    Wording::Close(Differing {
        left: spans_between(&left.tokens, common.iter().map(Run::left)),
        right: spans_between(&right.tokens, common.iter().map(Run::right)),
    })
}

/// How two sentences agree, without the places.
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

/// Returns how two sentences cut by one interner agree.
pub(in crate::compare) fn agreement(left: &Sentence, right: &Sentence) -> Agreement {
    if left.reads_like(right) {
        return Agreement::Same;
    }
    Agreement::Part(share(&alignment(left, right), left, right))
}

/// Returns the token ranges, left and right, that replace one another between common tokens, in
/// order; either may be empty. `None` unless the sentences are in mostly the same words.
///
/// The ranges are as narrow as can be: an isolated common word between two differences separates
/// them here, because the question is which words replace which, not what reads well.
pub(in crate::compare) fn replacements(left: &Sentence, right: &Sentence) -> Option<Vec<[Range<usize>; 2]>> {
    let pairs = alignment(left, right);
    if left.reads_like(right) || share(&pairs, left, right) < CLOSE {
        return None;
    }
    let mut replacements = Vec::new();
    let mut from = (0, 0);
    for (a, b) in pairs.into_iter().chain([(left.tokens.len(), right.tokens.len())]) {
        if from != (a, b) {
            replacements.push([from.0..a, from.1..b]);
        }
        from = (a + 1, b + 1);
    }
    Some(replacements)
}

/// Returns the share of common words among all of both sentences, by weight; 0 when there are none.
fn share(pairs: &[Pair], left: &Sentence, right: &Sentence) -> f64 {
    let common: u32 = pairs.iter().map(|(at, _)| left.tokens[*at].weight).sum();
    f64::from(2 * common) / f64::from((left.total_weight() + right.total_weight()).max(1))
}

/// Returns the spans of the tokens outside the ranges, neighbours joined.
fn spans_between(tokens: &[Token], common: impl Iterator<Item = Range<usize>>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for (start, end) in common.map(|range| (range.start, range.end)).chain([(tokens.len(), 0)]) {
        if let ([first, ..], [.., last]) = (&tokens[at..start], &tokens[at..start]) {
            spans.push(Span::new(first.span.start, last.span.end));
        }
        at = end;
    }
    spans
}

/// Common tokens that follow each other on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The index of the first left token.
    left: usize,
    /// The index of the first right token.
    right: usize,
    length: usize,
}

impl Run {
    fn left(&self) -> Range<usize> {
        self.left..self.left + self.length
    }

    fn right(&self) -> Range<usize> {
        self.right..self.right + self.length
    }
}

/// Returns the runs of an alignment without those that are isolated between two differences: one
/// emphasised phrase on either side reads better than a mixture of plain and emphasised words.
fn without_isolated(pairs: &[Pair], left: &Sentence, right: &Sentence) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &(left, right) in pairs {
        match runs.last_mut() {
            Some(run) if (run.left().end, run.right().end) == (left, right) => run.length += 1,
            _ => runs.push(Run { left, right, length: 1 }),
        }
    }
    let end = Run { left: left.tokens.len(), right: right.tokens.len(), length: 0 };
    let weights = [WeightSums::of(left), WeightSums::of(right)];
    let mut kept = vec![Run { left: 0, right: 0, length: 0 }];
    for run in runs.into_iter().chain([end]) {
        while let [.., before, last] = kept[..]
            && is_isolated([before, last, run], &weights)
        {
            kept.pop();
        }
        kept.push(run);
    }
    kept.retain(|run| run.length > 0);
    kept
}

/// The weight of all tokens before each one of a sentence, and of all.
struct WeightSums(Vec<u32>);

impl WeightSums {
    fn of(sentence: &Sentence) -> Self {
        let sums = sentence.tokens.iter().scan(0, |sum, token| {
            *sum += token.weight;
            Some(*sum)
        });
        Self(std::iter::once(0).chain(sums).collect())
    }

    fn weight(&self, range: Range<usize>) -> u32 {
        self.0[range.end] - self.0[range.start]
    }
}

/// Tells whether the run in the middle is isolated between the differences around it.
fn is_isolated([before, run, after]: [Run; 3], [left, right]: &[WeightSums; 2]) -> bool {
    let gaps = [(before, run), (run, after)].map(|(a, b)| [a.left().end..b.left, a.right().end..b.right]);
    let differs = gaps.iter().all(|[left, right]| !left.is_empty() || !right.is_empty());
    // Words that only one side adds leave the other plain.
    let on_both = (0..2).all(|side| gaps.iter().any(|gap| !gap[side].is_empty()));
    if !differs || !on_both {
        return false;
    }
    let weight = left.weight(run.left());
    let [first, second] = gaps.map(|[in_left, in_right]| left.weight(in_left).max(right.weight(in_right)));
    let around = first.min(second);
    weight <= ISOLATED.min(around) || weight * OUTWEIGHED <= around
}

/// Closing marks, each with the marks that it may close.
const BRACKETS: [(char, &str); 12] = [
    (')', "("),
    (']', "["),
    ('}', "{"),
    ('"', "\""),
    ('”', "“„”"),
    ('“', "„"),
    ('’', "‘‚"),
    ('»', "«"),
    ('）', "（"),
    ('」', "「"),
    ('』', "『"),
    ('】', "【"),
];

/// Returns the runs without closing marks at their beginning whose opening ones are in the
/// difference before, on both sides: in "thirty (30) days" the second bracket belongs to the words
/// that differ, though the other text has it too.
fn without_closing_brackets(mut runs: Vec<Run>, left: &Sentence, right: &Sentence) -> Vec<Run> {
    let mut before = (0, 0);
    for run in &mut runs {
        while run.length > 0
            && closes(left, before.0..run.left, run.left)
            && closes(right, before.1..run.right, run.right)
        {
            *run = Run { left: run.left + 1, right: run.right + 1, length: run.length - 1 };
        }
        before = (run.left().end, run.right().end);
    }
    runs.retain(|run| run.length > 0);
    runs
}

/// Tells whether the token `at` closes a mark that is open after the tokens of `range`.
fn closes(sentence: &Sentence, range: Range<usize>, at: usize) -> bool {
    let closing = mark(sentence, at);
    let Some((closing, opening)) = BRACKETS.into_iter().find(|(mark, _)| closing == Some(*mark)) else {
        return false;
    };
    let mut open = 0_usize;
    for mark in range.filter_map(|at| mark(sentence, at)) {
        if mark == closing && open > 0 {
            open -= 1;
        } else if opening.contains(mark) {
            open += 1;
        }
    }
    open > 0
}

/// Returns the character of a token that is a single mark.
fn mark(sentence: &Sentence, at: usize) -> Option<char> {
    let token = sentence.tokens.get(at).filter(|token| !token.is_word())?;
    let mut chars = token.span.of(sentence.text).chars();
    chars.next().filter(|_| chars.next().is_none())
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
            let mut interner = Interner::new();
            let mut plain = |text: &str, side: Side| -> Vec<u32> {
                let spans = wording.differing(side);
                assert_apart(text, spans);
                let tokens = interner.sentence(text).tokens.into_iter();
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
