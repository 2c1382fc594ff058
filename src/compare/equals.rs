//! Sentences of the same characters, which need no other evidence.
//!
//! Of a text that is repeated ("* * *") the first belongs to the first and the second to the
//! second.

use std::collections::HashMap;

use crate::compare::lists::Lists;

/// The equal sentences of two documents: for each left one the right ones, in order.
pub(super) struct Equals(Lists<u32>);

impl Equals {
    /// Returns the equal sentences of two documents; white space around them makes no difference.
    pub(super) fn of(left: &[&str], right: &[&str]) -> Self {
        let mut pairs = equals([left, right]);
        pairs.sort_unstable();
        pairs.dedup();
        let mut lists = Lists::new();
        let mut pairs = pairs.into_iter().peekable();
        for index in 0..left.len() as u32 {
            while let Some((_, right)) = pairs.next_if(|(left, _)| *left == index) {
                lists.push(right);
            }
            lists.close();
        }
        Self(lists)
    }

    /// Tells whether a left and a right sentence belong together as equals.
    pub(super) fn has(&self, left: usize, right: u32) -> bool {
        self.0.row(left).binary_search(&right).is_ok()
    }

    /// Returns the equals of each left sentence, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u32]> {
        self.0.rows()
    }
}

/// Returns the pairs of sentences with the same text, in no order. The surplus of a repeated text
/// belongs to the last on the other side.
fn equals(sides: [&[&str]; 2]) -> Vec<(u32, u32)> {
    let mut places: HashMap<&str, [Vec<u32>; 2]> = HashMap::new();
    for (side, sentences) in sides.into_iter().enumerate() {
        for (index, sentence) in sentences.iter().enumerate() {
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

    fn rows(left: &[&str], right: &[&str]) -> Vec<Vec<u32>> {
        Equals::of(left, right).rows().map(<[u32]>::to_vec).collect()
    }

    #[test]
    fn repeated_sentences_are_paired_in_order() {
        let pairs = rows(&["x", "y", "x ", "x"], &["z", "x", "y", "x"]);
        assert_eq!(pairs, [vec![1], vec![2], vec![3], vec![3]]);
        assert_eq!(rows(&["x"], &["x", "x"]), [[0, 1]]);
        let equals = Equals::of(&["x", "y"], &["y"]);
        assert!(equals.has(1, 0) && !equals.has(0, 0));
    }
}
