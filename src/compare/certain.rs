//! Links that need no evidence: sentences of the same characters, and those a reader anchored.
//!
//! Of a text that is repeated ("* * *") the first belongs to the first and the second to the
//! second. A sentence that is anchored takes no part in that: whoever anchors says more.

use std::collections::HashMap;

use super::lists::Lists;

/// Why a pair of sentences is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Someone linked them by hand.
    Anchored,
    /// They are the same characters.
    Equal,
    /// Only their likeness can say.
    Open,
}

/// The certain links of each left sentence, by the right one.
pub(super) struct Certain(Lists<(u32, Bond)>);

impl Certain {
    /// Returns the certain links of two documents. Of `anchors` (left, right) those outside the
    /// documents are left out.
    pub(super) fn of(left: &[&str], right: &[&str], anchors: &[(usize, usize)]) -> Self {
        let inside = |(first, second): &&(usize, usize)| *first < left.len() && *second < right.len();
        let mut pairs: Vec<(u32, u32, Bond)> = Vec::new();
        let mut anchored = [vec![false; left.len()], vec![false; right.len()]];
        for (first, second) in anchors.iter().filter(inside) {
            pairs.push((*first as u32, *second as u32, Bond::Anchored));
            anchored[0][*first] = true;
            anchored[1][*second] = true;
        }
        let equal = equals([left, right], &anchored);
        pairs.extend(equal.into_iter().map(|(left, right)| (left, right, Bond::Equal)));
        pairs.sort_unstable();
        pairs.dedup();
        let mut lists = Lists::new();
        let mut pairs = pairs.into_iter().peekable();
        for index in 0..left.len() as u32 {
            while let Some((_, right, bond)) = pairs.next_if(|(left, ..)| *left == index) {
                lists.push((right, bond));
            }
            lists.close();
        }
        Self(lists)
    }

    /// Returns why a left and a right sentence are linked.
    pub(super) fn bond(&self, left: usize, right: u32) -> Bond {
        let row = self.0.row(left);
        row.binary_search_by_key(&right, |(right, _)| *right).map_or(Bond::Open, |at| row[at].1)
    }

    /// Returns the right sentences that each left one is certainly linked to, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = u32>> {
        self.0.rows().map(|row| row.iter().map(|(right, _)| *right))
    }
}

/// Returns the pairs of sentences with the same text, those anchored left out, in no order. The
/// surplus of a repeated text belongs to the last on the other side.
fn equals(sides: [&[&str]; 2], anchored: &[Vec<bool>; 2]) -> Vec<(u32, u32)> {
    let mut places: HashMap<&str, [Vec<u32>; 2]> = HashMap::new();
    for (side, sentences) in sides.into_iter().enumerate() {
        for (index, sentence) in sentences.iter().enumerate().filter(|(index, _)| !anchored[side][*index]) {
            places.entry(sentence.trim()).or_default()[side].push(index as u32);
        }
    }
    let mut pairs = Vec::new();
    for [lefts, rights] in places.values().filter(|[lefts, rights]| !lefts.is_empty() && !rights.is_empty()) {
        for at in 0..lefts.len().max(rights.len()) {
            pairs.push((lefts[at.min(lefts.len() - 1)], rights[at.min(rights.len() - 1)]));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(left: &[&str], right: &[&str], anchors: &[(usize, usize)]) -> Vec<Vec<u32>> {
        Certain::of(left, right, anchors).rows().map(Iterator::collect).collect()
    }

    #[test]
    fn repeated_sentences_are_paired_in_order() {
        let pairs = rows(&["x", "y", "x ", "x"], &["z", "x", "y", "x"], &[]);
        assert_eq!(pairs, [vec![1], vec![2], vec![3], vec![3]]);
        assert_eq!(rows(&["x"], &["x", "x"], &[]), [[0, 1]]);
    }

    #[test]
    fn an_anchored_sentence_is_paired_with_nothing_else() {
        let (left, right) = (["x", "y", "x"], ["x", "y", "x"]);
        let anchors = [(0, 2), (0, 1), (0, 2), (3, 0), (0, usize::MAX)];
        assert_eq!(rows(&left, &right, &anchors), [vec![1, 2], vec![], vec![0]]);
        let certain = Certain::of(&left, &right, &anchors);
        assert_eq!(certain.bond(0, 2), Bond::Anchored);
        assert_eq!(certain.bond(2, 0), Bond::Equal);
        assert_eq!(certain.bond(1, 1), Bond::Open);
    }
}
