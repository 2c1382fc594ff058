//! Which sentences kept their order, and so which moved.

/// A left and a right sentence and what the two weigh.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// The index of the right sentence.
    pub(super) right: usize,
    /// What keeping the pair in place is worth; positive.
    pub(super) weight: u64,
}

/// Returns for each pair, given by the left one, whether it belongs to the heaviest rise: the
/// pairs of most weight whose right ones are in order too. The right ones, all different, are
/// below `rights`; takes n log n.
pub(super) fn in_order(pairs: &[Weighed], rights: usize) -> Vec<bool> {
    let mut tree = Tree { best: vec![(0, None); rights + 1] };
    let mut before = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let (weight, last) = tree.up_to(pair.right);
        before.push(last);
        tree.raise(pair.right, (weight + pair.weight, Some(at)));
    }
    let mut kept = vec![false; pairs.len()];
    let mut next = tree.up_to(rights).1;
    while let Some(at) = next {
        kept[at] = true;
        next = before[at];
    }
    kept
}

/// The weight of a rise and the pair that ends it.
type Rise = (u64, Option<usize>);

/// The heaviest rise that ends before each right sentence (a Fenwick tree of maxima).
struct Tree {
    best: Vec<Rise>,
}

impl Tree {
    /// Returns the heaviest rise that ends before `right`; of equal ones the first found.
    fn up_to(&self, right: usize) -> Rise {
        let mut at = right;
        let mut best: Rise = (0, None);
        while at > 0 {
            if self.best[at].0 > best.0 {
                best = self.best[at];
            }
            at &= at - 1;
        }
        best
    }

    /// Notes a rise that ends with `right`.
    fn raise(&mut self, right: usize, rise: Rise) {
        let mut at = right + 1;
        while at < self.best.len() {
            if rise.0 > self.best[at].0 {
                self.best[at] = rise;
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weighed(pairs: &[(usize, u64)]) -> Vec<Weighed> {
        pairs.iter().map(|(right, weight)| Weighed { right: *right, weight: *weight }).collect()
    }

    #[test]
    fn the_heavier_part_stays() {
        let table = [
            (vec![(0, 1), (1, 1), (2, 1)], vec![true, true, true]),
            (vec![(2, 9), (0, 1), (1, 1)], vec![true, false, false]),
            (vec![(2, 1), (0, 1), (1, 1)], vec![false, true, true]),
            (vec![], vec![]),
        ];
        for (pairs, kept) in table {
            assert_eq!(in_order(&weighed(&pairs), 3), kept, "{pairs:?}");
        }
    }

    /// Returns the weight of the heaviest rise by looking at every earlier pair.
    fn heaviest(pairs: &[Weighed]) -> u64 {
        let mut best = Vec::new();
        for (at, pair) in pairs.iter().enumerate() {
            let before =
                (0..at).filter(|earlier| pairs[*earlier].right < pair.right).map(|at| best[at]).max();
            best.push(before.unwrap_or(0) + pair.weight);
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn the_rise_is_one_and_none_is_heavier(
            rights in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
            weights in proptest::collection::vec(1..9_u64, 0..12),
        ) {
            let pairs = weighed(&rights.into_iter().zip(weights).collect::<Vec<_>>());
            let kept = in_order(&pairs, 12);
            let rise: Vec<Weighed> =
                pairs.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(pair, _)| *pair).collect();
            prop_assert!(rise.windows(2).all(|two| two[0].right < two[1].right));
            prop_assert_eq!(rise.iter().map(|pair| pair.weight).sum::<u64>(), heaviest(&pairs));
        }
    }
}
