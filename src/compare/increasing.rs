//! The heaviest increasing subsequence: what two orders of the same items have in common.

use std::collections::BTreeMap;

/// Returns the indices of the heaviest subsequence of `items` with increasing places; each is a place,
/// all of them different, and a weight above 0.
pub(super) fn heaviest_increasing(items: &[(usize, u64)]) -> Vec<usize> {
    // By the place of its last item the weight of a subsequence and that item. One that ends later is kept
    // only if it is heavier.
    let mut heaviest: BTreeMap<usize, (u64, usize)> = BTreeMap::new();
    let mut before = Vec::with_capacity(items.len());
    for (at, &(place, weight)) in items.iter().enumerate() {
        let last = heaviest.range(..place).next_back().map(|(_, found)| *found);
        before.push(last.map(|(_, item)| item));
        let all = weight + last.map_or(0, |(weight, _)| weight);
        while let Some((&later, _)) = heaviest.range(place..).next().filter(|(_, found)| found.0 <= all) {
            heaviest.remove(&later);
        }
        heaviest.insert(place, (all, at));
    }
    let end = heaviest.last_key_value().map(|(_, (_, item))| *item);
    let mut subsequence: Vec<usize> = std::iter::successors(end, |item| before[*item]).collect();
    subsequence.reverse();
    subsequence
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_heaviest_subsequence_is_found() {
        let table = [
            (vec![(0, 1), (1, 1), (2, 1)], vec![0, 1, 2]),
            (vec![(2, 9), (0, 1), (1, 1)], vec![0]),
            (vec![(2, 1), (0, 1), (1, 1)], vec![1, 2]),
            (vec![], vec![]),
        ];
        for (items, expected) in table {
            assert_eq!(heaviest_increasing(&items), expected, "{items:?}");
        }
    }

    /// Returns the weight of the heaviest subsequence by looking at every earlier item.
    fn heaviest(items: &[(usize, u64)]) -> u64 {
        let mut best = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let before = (0..at).filter(|earlier| items[*earlier].0 < item.0).map(|at| best[at]).max();
            best.push(before.unwrap_or(0) + item.1);
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn no_subsequence_is_heavier(
            places in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
            weights in proptest::collection::vec(1..9_u64, 0..12),
        ) {
            let items: Vec<(usize, u64)> = places.into_iter().zip(weights).collect();
            let found: Vec<(usize, u64)> = heaviest_increasing(&items).into_iter().map(|at| items[at]).collect();
            prop_assert!(found.windows(2).all(|two| two[0].0 < two[1].0));
            prop_assert_eq!(found.iter().map(|item| item.1).sum::<u64>(), heaviest(&items));
        }
    }
}
