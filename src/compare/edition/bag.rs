//! How much two sentences have in common at most, found without aligning them.

use crate::compare::wording::Line;

/// The words of a line in no order, so that most lines need not be aligned to see how far they are apart.
#[derive(Default)]
pub(super) struct Bag {
    /// The key and the weight of each word, sorted.
    words: Vec<(u32, u32)>,
    weight: u32,
}

impl Bag {
    /// Returns the words of a line.
    pub(super) fn of(line: &Line) -> Self {
        let words = line.tokens.iter().filter(|token| token.is_word());
        let mut words: Vec<(u32, u32)> = words.map(|token| (token.key, token.weight)).collect();
        words.sort_unstable();
        Self { words, weight: line.weight() }
    }

    /// Returns the share of words that both have, in any order, by weight: no alignment finds more.
    pub(super) fn share(&self, other: &Self) -> f64 {
        let (mut a, mut b, mut both) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.words.get(a), other.words.get(b)) {
            both += if x.0 == y.0 { x.1 } else { 0 };
            a += usize::from(x.0 <= y.0);
            b += usize::from(y.0 <= x.0);
        }
        f64::from(2 * both) / f64::from((self.weight + other.weight).max(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::wording::{Lexicon, agreement};

    proptest! {
        #[test]
        fn no_alignment_finds_more(left in "(a |the |fog |ferry |, ){0,9}", right in "(a |the |fog |ferry |, ){0,9}") {
            let mut lexicon = Lexicon::new();
            let [left, right] = [&left, &right].map(|text| lexicon.line(text));
            let most = Bag::of(&left).share(&Bag::of(&right));
            let share = agreement(&left, &right).share();
            // Lines without a word have nothing in common, even if they are the same.
            prop_assert!(share <= most || left.words() == 0);
            prop_assert_eq!(most.to_bits(), Bag::of(&right).share(&Bag::of(&left)).to_bits());
        }
    }
}
