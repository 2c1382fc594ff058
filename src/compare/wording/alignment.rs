//! The tokens that two sentences have in common, in order.
//!
//! The alignment is the heaviest common subsequence, with a premium on tokens that follow each
//! other in both: of two alignments of equal weight the one in fewer pieces reads better. Its table
//! has a cell for each pair of tokens, so stretches too long for it are first cut at the content
//! words that both have exactly once (patience diff). A stretch without such words counts as
//! rewritten.

use std::collections::HashMap;
use std::ops::Range;

use crate::compare::increasing::heaviest_increasing;
use crate::compare::wording::tokens::{TokenizedSentence, WordingToken};

/// The most pairs of tokens that are all compared: two sentences of 500 words.
const CELLS: usize = 250_000;

/// How many times a long stretch is cut into shorter ones.
const DEPTH: usize = 8;

/// The weight of a pair that follows a pair, above its own.
const NEXT: u32 = 2;

/// The weight of a pair of marks.
const MARK: u32 = 1;

/// The indices of a left token and the same right token.
pub(super) type TokenPair = (usize, usize);

/// Returns the pairs of equal tokens, in the order of both sides; each token is in one pair at
/// most. Exchanging the sentences exchanges the pairs.
pub(super) fn alignment(left: &TokenizedSentence, right: &TokenizedSentence) -> Vec<TokenPair> {
    // Of several best alignments the same one is taken from both sides.
    if right.text < left.text {
        return aligned(&right.tokens, &left.tokens).into_iter().map(|(a, b)| (b, a)).collect();
    }
    aligned(&left.tokens, &right.tokens)
}

/// Returns the pairs of equal tokens of two lists, which may depend on which list is the left one.
pub(in crate::compare) fn aligned(left: &[WordingToken], right: &[WordingToken]) -> Vec<TokenPair> {
    let mut aligner = Aligner { left, right, pairs: Vec::new() };
    aligner.stretch(0..left.len(), 0..right.len(), DEPTH);
    aligner.pairs
}

struct Aligner<'a> {
    left: &'a [WordingToken],
    right: &'a [WordingToken],
    pairs: Vec<TokenPair>,
}

impl Aligner<'_> {
    /// Adds the pairs of a stretch, common beginnings and ends first.
    fn stretch(&mut self, mut left: Range<usize>, mut right: Range<usize>, depth: usize) {
        while !left.is_empty() && !right.is_empty() && self.same(left.start, right.start) {
            self.pairs.push((left.start, right.start));
            left.start += 1;
            right.start += 1;
        }
        let ends = (left.end, right.end);
        while !left.is_empty() && !right.is_empty() && self.same(left.end - 1, right.end - 1) {
            left.end -= 1;
            right.end -= 1;
        }
        let tail = (left.end..ends.0).zip(right.end..ends.1);
        if left.len().saturating_mul(right.len()) <= CELLS {
            self.table(left, right);
        } else if depth > 0 {
            self.divided(left, right, depth - 1);
        }
        self.pairs.extend(tail);
    }

    fn same(&self, left: usize, right: usize) -> bool {
        self.left[left].key == self.right[right].key
    }

    /// Adds the pairs of a long stretch, cut at words that both sides have once.
    fn divided(&mut self, left: Range<usize>, right: Range<usize>, depth: usize) {
        let all = anchors(&self.left[left.clone()], &self.right[right.clone()]);
        let places: Vec<(usize, u64)> = all.iter().map(|(_, right)| (*right, 1)).collect();
        let anchors: Vec<TokenPair> = heaviest_increasing(&places).into_iter().map(|at| all[at]).collect();
        if anchors.is_empty() {
            return;
        }
        let mut from = (left.start, right.start);
        for (a, b) in anchors.into_iter().map(|(a, b)| (a + left.start, b + right.start)) {
            self.stretch(from.0..a, from.1..b, depth);
            self.pairs.push((a, b));
            from = (a + 1, b + 1);
        }
        self.stretch(from.0..left.end, from.1..right.end, depth);
    }

    /// Adds the heaviest pairs of a short stretch.
    fn table(&mut self, left: Range<usize>, right: Range<usize>) {
        if left.is_empty() || right.is_empty() {
            return;
        }
        let table = WeightTable::of(&self.left[left.clone()], &self.right[right.clone()]);
        let start = self.pairs.len();
        self.pairs.extend(table.pairs().into_iter().map(|(a, b)| (a + left.start, b + right.start)));
        self.pairs[start..].reverse();
    }
}

/// Returns the content words that both sides have exactly once, by the left one.
fn anchors(left: &[WordingToken], right: &[WordingToken]) -> Vec<TokenPair> {
    let sides = [left, right].map(places);
    let once = |side: usize, token: &WordingToken| sides[side].get(&token.key).copied().flatten();
    let content = left.iter().filter(|token| !token.is_empty());
    content.filter_map(|token| Some((once(0, token)?, once(1, token)?))).collect()
}

/// Returns the index of each token, `None` for repeated ones.
fn places(tokens: &[WordingToken]) -> HashMap<u32, Option<usize>> {
    let mut places = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        places.entry(token.key).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The weights of the best alignments of all beginnings of two stretches.
struct WeightTable<'a> {
    left: &'a [WordingToken],
    right: &'a [WordingToken],
    /// By the number of left and of right tokens, one row and one column more than there are tokens.
    best: Vec<u32>,
    /// The same for alignments that pair the last two; 0 where these differ.
    ending: Vec<u32>,
}

impl<'a> WeightTable<'a> {
    fn of(left: &'a [WordingToken], right: &'a [WordingToken]) -> Self {
        let width = right.len() + 1;
        let mut table = Self {
            left,
            right,
            best: vec![0; (left.len() + 1) * width],
            ending: vec![0; (left.len() + 1) * width],
        };
        for (row, a) in left.iter().enumerate() {
            for (column, b) in right.iter().enumerate() {
                let at = (row + 1) * width + column + 1;
                let mut best = table.best[at - 1].max(table.best[at - width]);
                if a.key == b.key {
                    let before = at - width - 1;
                    table.ending[at] = worth(*a) + table.following(before).max(table.best[before]);
                    best = best.max(table.ending[at]);
                }
                table.best[at] = best;
            }
        }
        table
    }

    /// Returns the weight of the best alignment before a pair that follows another pair.
    fn following(&self, at: usize) -> u32 {
        if self.ending[at] > 0 { self.ending[at] + NEXT } else { 0 }
    }

    /// Returns the pairs of the best alignment, the last one first.
    fn pairs(&self) -> Vec<TokenPair> {
        let width = self.right.len() + 1;
        let (mut row, mut column) = (self.left.len(), self.right.len());
        let mut pairs = Vec::new();
        let mut following = false;
        while row > 0 && column > 0 {
            let at = row * width + column;
            if following || (self.ending[at] > 0 && self.ending[at] == self.best[at]) {
                row -= 1;
                column -= 1;
                pairs.push((row, column));
                let before = self.ending[at] - worth(self.left[row]);
                following = before > 0 && self.following(row * width + column) == before;
            } else if self.best[at - width] == self.best[at] {
                row -= 1;
            } else {
                column -= 1;
            }
        }
        pairs
    }
}

fn worth(token: WordingToken) -> u32 {
    token.weight.max(MARK)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::tokens::Interner;

    fn common(left: &str, right: &str) -> String {
        let mut interner = Interner::new();
        let [left, right] = [left, right].map(|text| interner.sentence(text));
        let words: Vec<&str> =
            alignment(&left, &right).iter().map(|(at, _)| left.tokens[*at].span.of(left.text)).collect();
        words.join(" ")
    }

    #[test]
    fn content_words_are_kept_and_pieces_are_few() {
        let table = [
            ("a b c d", "b c", "b c"),
            ("the of harbour", "harbour the of", "harbour"),
            ("the ship and the big harbour", "the big harbour", "the big harbour"),
            ("ship , crew", "crew , ship", "crew"),
            ("", "word", ""),
        ];
        for (left, right, words) in table {
            assert_eq!(common(left, right), words, "{left} | {right}");
        }
    }

    #[test]
    fn long_lines_are_cut_at_unmistakable_words() {
        let line = |from: usize, step: usize| {
            let words = (0..3000).map(|at| if at % step == from { "so".into() } else { format!("w{at}") });
            words.collect::<Vec<String>>().join(" ")
        };
        let words = common(&line(1, 7), &line(2, 11));
        // 429 and 273 of 3000 words are others, 39 of them in the same place.
        assert!(words.split(' ').count() > 2300, "{}", words.split(' ').count());
        let [tick, tock] = ["tick ", "tock "].map(|word| word.repeat(1000));
        assert_eq!(common(&format!("{tick}{tock}"), &format!("{tock}{tick}")), "");
    }

    proptest! {
        #[test]
        fn pairs_are_the_same_in_order_and_mirrored(left in "[ab,. x]{0,24}", right in "[ab,. x]{0,24}") {
            let mut interner = Interner::new();
            let [left, right] = [&left, &right].map(|text| interner.sentence(text));
            let pairs = alignment(&left, &right);
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert!(pairs.iter().all(|(a, b)| left.tokens[*a].key == right.tokens[*b].key));
            let back: Vec<TokenPair> = alignment(&right, &left).into_iter().map(|(a, b)| (b, a)).collect();
            prop_assert_eq!(back, pairs);
        }
    }
}
