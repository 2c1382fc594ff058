//! Many short lists in two allocations: the terms of each sentence, the sentences of each term; and
//! what two sorted sets, or two orders, have in common.

use std::collections::BTreeMap;

/// Rows of items, stored one after the other.
#[derive(Clone, Debug)]
pub(super) struct Lists<T> {
    /// Where each row begins, and where the last one ends.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// Returns lists without a row.
    pub(super) fn new() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }

    /// Adds an item to the row that is being written.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Adds items to the row that is being written.
    pub(super) fn extend(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
    }

    /// Ends the row that is being written; the next item begins another.
    pub(super) fn close(&mut self) {
        self.starts.push(self.items.len());
    }

    /// Returns the number of closed rows.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Returns the items of a closed row.
    pub(super) fn row(&self, index: usize) -> &[T] {
        &self.items[self.starts[index]..self.starts[index + 1]]
    }

    /// Returns the closed rows in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[T]> + Clone {
        self.starts.windows(2).map(|ends| &self.items[ends[0]..ends[1]])
    }

    /// Returns the items of the row that is being written.
    pub(super) fn open_mut(&mut self) -> &mut [T] {
        let start = self.starts[self.starts.len() - 1];
        &mut self.items[start..]
    }

    /// Returns every item of every closed row, in order.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }
}

impl<T: Clone + Default> Lists<T> {
    /// Returns `rows` lists of the items that come with the number of their row, in the order in which
    /// they come.
    pub(super) fn grouped(items: impl Iterator<Item = (usize, T)> + Clone, rows: usize) -> Self {
        let mut starts = vec![0; rows + 1];
        for (row, _) in items.clone() {
            starts[row + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut sorted = vec![T::default(); starts[rows]];
        for (row, item) in items {
            sorted[next[row]] = item;
            next[row] += 1;
        }
        Self { starts, items: sorted }
    }
}

impl<T: Ord> Lists<T> {
    /// Ends the row that is being written, sorted and without repetitions.
    pub(super) fn close_as_set(&mut self) {
        let start = self.starts[self.starts.len() - 1];
        self.items[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.items.len() {
            if at == start || self.items[at] != self.items[kept - 1] {
                self.items.swap(kept, at);
                kept += 1;
            }
        }
        self.items.truncate(kept);
        self.close();
    }
}

/// Returns how many items two sorted sets share.
pub(super) fn overlap<T: Ord>(left: &[T], right: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

/// Returns the indices of the heaviest subsequence of `items` with rising places; each is a place,
/// all of them different, and a weight above 0.
pub(super) fn heaviest_rise(items: &[(usize, u64)]) -> Vec<usize> {
    // By the place of its last item the weight of a rise and that item. A rise that ends later is
    // kept only if it is heavier.
    let mut rises: BTreeMap<usize, (u64, usize)> = BTreeMap::new();
    let mut before = Vec::with_capacity(items.len());
    for (at, &(place, weight)) in items.iter().enumerate() {
        let last = rises.range(..place).next_back().map(|(_, rise)| *rise);
        before.push(last.map(|(_, item)| item));
        let all = weight + last.map_or(0, |(weight, _)| weight);
        while let Some((&later, _)) = rises.range(place..).next().filter(|(_, rise)| rise.0 <= all) {
            rises.remove(&later);
        }
        rises.insert(place, (all, at));
    }
    let end = rises.last_key_value().map(|(_, (_, item))| *item);
    let mut rise: Vec<usize> = std::iter::successors(end, |item| before[*item]).collect();
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_row_becomes_a_set() {
        let mut lists = Lists::new();
        lists.extend([3, 1, 3, 2, 1]);
        lists.close_as_set();
        lists.close_as_set();
        lists.push(1);
        lists.close_as_set();
        assert_eq!(lists.rows().collect::<Vec<_>>(), [&[1, 2, 3][..], &[], &[1]]);
        assert_eq!(lists.len(), 3);
    }

    #[test]
    fn items_are_grouped_by_their_row() {
        let lists = Lists::grouped([(2, 'a'), (0, 'b'), (2, 'c')].into_iter(), 4);
        assert_eq!(lists.rows().collect::<Vec<_>>(), [&['b'][..], &[], &['a', 'c'], &[]]);
    }

    #[test]
    fn common_items_of_sets_are_counted() {
        assert_eq!(overlap(&[1, 3, 5, 9], &[0, 3, 4, 9, 11]), 2);
        assert_eq!(overlap(&[], &[1]), 0);
    }

    #[test]
    fn the_heaviest_rise_is_found() {
        let table = [
            (vec![(0, 1), (1, 1), (2, 1)], vec![0, 1, 2]),
            (vec![(2, 9), (0, 1), (1, 1)], vec![0]),
            (vec![(2, 1), (0, 1), (1, 1)], vec![1, 2]),
            (vec![], vec![]),
        ];
        for (items, rise) in table {
            assert_eq!(heaviest_rise(&items), rise, "{items:?}");
        }
    }

    /// Returns the weight of the heaviest rise by looking at every earlier item.
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
        fn no_rise_is_heavier(
            places in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
            weights in proptest::collection::vec(1..9_u64, 0..12),
        ) {
            let items: Vec<(usize, u64)> = places.into_iter().zip(weights).collect();
            let rise: Vec<(usize, u64)> = heaviest_rise(&items).into_iter().map(|at| items[at]).collect();
            prop_assert!(rise.windows(2).all(|two| two[0].0 < two[1].0));
            prop_assert_eq!(rise.iter().map(|item| item.1).sum::<u64>(), heaviest(&items));
        }
    }
}
