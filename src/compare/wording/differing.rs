//! The words that two sentences have in common and those in which they differ.

use std::ops::Range;

use crate::compare::comparison::Side;
use crate::compare::wording::alignment::{TokenPair, alignment};
use crate::compare::wording::tokens::{FUNCTION, TokenizedSentence, WordingToken, both};
use crate::text::Span;

/// The least share of common words (Dice, by weight) of a sentence and its edited version.
pub(in crate::compare) const CLOSE: f64 = 0.5;

/// Common words of up to this weight between two differences are joined with them.
const ISOLATED: u32 = 2 * FUNCTION;

/// Heavier common words are joined when the differences on both sides weigh this many times as much.
const OUTWEIGHED: u32 = 3;

/// Words that deny a statement. One short word reverses it, and in a diff it is the easiest to overlook.
const NEGATIONS: &str = "cannot geen jamais kein keine keinem keinen keiner keines mai ne neither never nicht \
    nie niemals niet no non nooit nor not nunca não pas without не ни никогда нет";

/// Words that a negation replaces: "eine" in "keine".
const REPLACED: &str = "can does did ein eine einem einen einer eines est will";

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
    let [left, right] = both([left, right]);
    if left.reads_like(&right) {
        return Wording::Same;
    }
    let pairs = alignment(&left, &right);
    if share(&pairs, &left, &right) < CLOSE {
        return Wording::Apart;
    }
    let common = without_isolated(&pairs, &left, &right);
    Wording::Close(Differing {
        left: spans_between(&left.tokens, common.iter().map(TokenRun::left)),
        right: spans_between(&right.tokens, common.iter().map(TokenRun::right)),
    })
}

/// Returns the share of words that two sentences cut by one interner have in common, from 0 to 1; all
/// of two sentences without words that read the same.
pub(in crate::compare) fn common_share(left: &TokenizedSentence, right: &TokenizedSentence) -> f64 {
    if left.reads_like(right) { 1.0 } else { share(&alignment(left, right), left, right) }
}

/// Returns the most that the [`common_share`] of two sentences can be, whatever the order of their words, in less
/// time.
pub(in crate::compare) fn most_common(left: &TokenizedSentence, right: &TokenizedSentence) -> f64 {
    let mut keys: Vec<u32> = right.keys().collect();
    keys.sort_unstable();
    let common = left.tokens.iter().filter(|token| keys.binary_search(&token.key).is_ok());
    let common: u32 = common.map(|token| token.weight).sum();
    if left.reads_like(right) { 1.0 } else { share_of(common, left, right) }
}

/// Returns the token ranges, left and right, that replace one another between common tokens, in
/// order; either may be empty. `None` unless the sentences are in mostly the same words.
///
/// The ranges are as narrow as can be: an isolated common word between two differences separates
/// them here, because the question is which words replace which, not what reads well.
pub(in crate::compare) fn replacements(
    left: &TokenizedSentence,
    right: &TokenizedSentence,
) -> Option<Vec<[Range<usize>; 2]>> {
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
fn share(pairs: &[TokenPair], left: &TokenizedSentence, right: &TokenizedSentence) -> f64 {
    share_of(pairs.iter().map(|(at, _)| left.tokens[*at].weight).sum(), left, right)
}

/// Returns the share of common words of this weight among all of both sentences.
fn share_of(common: u32, left: &TokenizedSentence, right: &TokenizedSentence) -> f64 {
    f64::from(2 * common) / f64::from((left.total_weight() + right.total_weight()).max(1))
}

/// Returns the spans of the tokens outside the ranges, neighbours joined.
fn spans_between(tokens: &[WordingToken], common: impl Iterator<Item = Range<usize>>) -> Vec<Span> {
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
struct TokenRun {
    /// The index of the first left token.
    left: usize,
    /// The index of the first right token.
    right: usize,
    length: usize,
}

impl TokenRun {
    fn left(&self) -> Range<usize> {
        self.left..self.left + self.length
    }

    fn right(&self) -> Range<usize> {
        self.right..self.right + self.length
    }
}

/// Returns the runs of an alignment without those that are isolated between two differences: one
/// emphasised phrase on either side reads better than a mixture of plain and emphasised words.
fn without_isolated(
    pairs: &[TokenPair],
    left: &TokenizedSentence,
    right: &TokenizedSentence,
) -> Vec<TokenRun> {
    let mut runs: Vec<TokenRun> = Vec::new();
    for &(left, right) in pairs {
        match runs.last_mut() {
            Some(run) if (run.left().end, run.right().end) == (left, right) => run.length += 1,
            _ => runs.push(TokenRun { left, right, length: 1 }),
        }
    }
    let end = TokenRun { left: left.tokens.len(), right: right.tokens.len(), length: 0 };
    let weights = [weight_sums(left), weight_sums(right)];
    let mut kept = vec![TokenRun { left: 0, right: 0, length: 0 }];
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

/// Returns the weight of all tokens before each one of a sentence, and of all.
fn weight_sums(sentence: &TokenizedSentence) -> Vec<u32> {
    let mut sums = vec![0];
    sums.extend(sentence.tokens.iter().scan(0, |sum, token| {
        *sum += token.weight;
        Some(*sum)
    }));
    sums
}

/// Tells whether the run in the middle is isolated between the differences around it.
fn is_isolated([before, run, after]: [TokenRun; 3], sums: &[Vec<u32>; 2]) -> bool {
    let gaps = [(before, run), (run, after)].map(|(a, b)| [a.left().end..b.left, a.right().end..b.right]);
    let differs = gaps.iter().all(|[left, right]| !left.is_empty() || !right.is_empty());
    // Words that only one side adds leave the other plain.
    let on_both = (0..2).all(|side| gaps.iter().any(|gap| !gap[side].is_empty()));
    if !differs || !on_both {
        return false;
    }
    let weight = |side: usize, range: &Range<usize>| sums[side][range.end] - sums[side][range.start];
    let [first, second] = gaps.map(|[left, right]| weight(0, &left).max(weight(1, &right)));
    let around = first.min(second);
    let weight = weight(0, &run.left());
    weight <= ISOLATED.min(around) || weight * OUTWEIGHED <= around
}

/// Returns the sentence with a negation that the other one lacks, and the bytes of the negating
/// word in it; `None` unless both are otherwise in the same words, but for words such as "do".
///
/// Knows the negations of English, German, French, Spanish, Italian, Portuguese, Dutch and Russian.
/// `negated(right, left)` names the other side.
pub fn negated(left: &str, right: &str) -> Option<(Side, Span)> {
    let sentences = both([left, right]);
    let mut found: [Option<Span>; 2] = [None, None];
    for replacement in replacements(&sentences[0], &sentences[1])? {
        for (side, sentence) in sentences.iter().enumerate() {
            for token in &sentence.tokens[replacement[side].clone()] {
                let word = word(sentence, token);
                if negates(&word) {
                    found[side].get_or_insert(token.span);
                } else if !token.is_empty() && !is_in(REPLACED, &word) {
                    return None;
                }
            }
        }
    }
    match found {
        [Some(span), None] => Some((Side::Left, span)),
        [None, Some(span)] => Some((Side::Right, span)),
        _ => None,
    }
}

fn word(sentence: &TokenizedSentence, token: &WordingToken) -> String {
    token.span.of(sentence.text).to_lowercase().replace('’', "'")
}

fn negates(word: &str) -> bool {
    is_in(NEGATIONS, word) || word.ends_with("n't") || word.starts_with("n'")
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::Interner;

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
    fn a_negation_is_found_when_all_else_is_equal() {
        let cases = [
            ("The union would appeal the ruling.", "The union would not appeal the ruling.", Some("not")),
            ("The bridge is safe for lorries.", "The bridge isn't safe for lorries.", Some("isn't")),
            ("The town can pay for the school.", "The town can’t pay for the school.", Some("can’t")),
            ("Die Brücke ist sicher für Laster.", "Die Brücke ist nicht sicher für Laster.", Some("nicht")),
            ("Er fand eine Lösung im Streit.", "Er fand keine Lösung im Streit.", Some("keine")),
            ("Le pont est ouvert aux camions.", "Le pont n’est pas ouvert aux camions.", Some("n’est")),
            ("El puente es seguro para todos.", "El puente no es seguro para todos.", Some("no")),
            ("Мост безопасен для грузовиков.", "Мост не безопасен для грузовиков.", Some("не")),
            ("The bridge is safe.", "The bridge is safe now.", None),
            ("The bridge is not safe.", "The bridge was never safe.", None),
            ("The old bridge is safe for cars.", "The new bridge is not safe for cars.", None),
        ];
        for (left, right, expected) in cases {
            let found = negated(left, right);
            assert_eq!(found.map(|(_, span)| span.of(right)), expected, "{left} / {right}");
            assert_eq!(found.map(|(side, _)| side), expected.map(|_| Side::Right), "{left} / {right}");
            let mirrored = negated(right, left);
            assert_eq!(mirrored, found.map(|(side, span)| (side.other(), span)), "{left} / {right}");
        }
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
    fn equal_words_are_the_same_and_other_words_are_apart() {
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
        fn words_outside_differences_are_the_same(left in sentence(), right in sentence()) {
            let wording = wording(&left, &right);
            let mut interner = Interner::new();
            let [left, right] = [(&left, Side::Left), (&right, Side::Right)].map(|(text, side)| {
                let spans = wording.differing(side);
                assert_apart(text, spans);
                let sentence = interner.sentence(text);
                let outside = sentence.tokens.iter().filter(|token| !spans.iter().any(|span| span.overlaps(token.span)));
                outside.map(|token| token.key).collect::<Vec<_>>()
            });
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
        fn the_common_share_is_at_most_its_limit(left in sentence(), right in sentence()) {
            let [left, right] = both([&left, &right]);
            prop_assert!(common_share(&left, &right) <= most_common(&left, &right));
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
