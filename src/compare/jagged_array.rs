//! Many short rows in two allocations: the terms of each sentence, the sentences of each term.

/// Rows of items, stored one after the other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct JaggedArray<T> {
    /// Where each row begins, and where the last one ends.
    starts: Vec<usize>,
    items: Vec<T>,
}

impl<T> JaggedArray<T> {
    /// Returns an array without a row.
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

    /// Adds the rows of another array; both have no open row.
    pub(super) fn append(&mut self, mut other: Self) {
        let end = self.items.len();
        self.starts.extend(other.starts.iter().skip(1).map(|start| start + end));
        self.items.append(&mut other.items);
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

impl<T: Clone + Default> JaggedArray<T> {
    /// Returns an array of this many `rows` of the items that come with the number of their row; the items of
    /// a row stay in order.
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

impl<T: Ord> JaggedArray<T> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_a_set() {
        let mut array = JaggedArray::new();
        array.extend([3, 1, 3, 2, 1]);
        array.close_as_set();
        array.close_as_set();
        array.push(1);
        array.close_as_set();
        assert_eq!(array.rows().collect::<Vec<_>>(), [&[1, 2, 3][..], &[], &[1]]);
        assert_eq!(array.len(), 3);
    }

    #[test]
    fn items_are_grouped_by_their_row() {
        let array = JaggedArray::grouped([(2, 'a'), (0, 'b'), (2, 'c')].into_iter(), 4);
        assert_eq!(array.rows().collect::<Vec<_>>(), [&['b'][..], &[], &['a', 'c'], &[]]);
    }
}
