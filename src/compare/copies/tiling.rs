//! Runs chosen so that no word is in two: greedy string tiling, the longest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::compare::cancelled::Cancelled;
use crate::compare::copies::runs::Run;

/// After so many runs the work asks whether it is still wanted.
const PATIENCE: usize = 1024;

/// Returns runs that share no word on either side, in the order of the left one. The longest
/// goes first, and what it leaves of others goes on as long as it is `long_enough`. The documents
/// have so many `words`.
pub(super) fn tiling(
    runs: Vec<Run>,
    words: [usize; 2],
    long_enough: impl Fn(&Run) -> bool,
    wanted: &dyn Fn() -> bool,
) -> Result<Vec<Run>, Cancelled> {
    let mut free = Free { left: vec![true; words[0]], right: vec![true; words[1]] };
    let ranked = |run: Run| (run.length, Reverse(run.left), Reverse(run.right));
    let mut heap: BinaryHeap<_> = runs.into_iter().filter(&long_enough).map(ranked).collect();
    let mut chosen = Vec::new();
    let mut looked = 0;
    while let Some((length, Reverse(left), Reverse(right))) = heap.pop() {
        looked += 1;
        if looked % PATIENCE == 0 && !wanted() {
            return Err(Cancelled);
        }
        let whole = Run { left, right, length };
        let rest = free.rest(whole);
        if rest == whole {
            free.take(whole);
            chosen.push(whole);
        } else if long_enough(&rest) {
            heap.push(ranked(rest));
        }
    }
    chosen.sort_by_key(|run| run.left);
    Ok(chosen)
}

/// Which words are in no run yet.
struct Free {
    left: Vec<bool>,
    right: Vec<bool>,
}

impl Free {
    /// Returns the free part of a run. Those already taken are no shorter, so they cut it only at
    /// its ends.
    fn rest(&self, run: Run) -> Run {
        let is_free = |at: &usize| self.left[run.left + at] && self.right[run.right + at];
        let Some(first) = (0..run.length).find(is_free) else { return Run { length: 0, ..run } };
        let last = (first..run.length).rfind(is_free).unwrap_or(first);
        Run { left: run.left + first, right: run.right + first, length: last + 1 - first }
    }

    fn take(&mut self, run: Run) {
        self.left[run.left..run.left + run.length].fill(false);
        self.right[run.right..run.right + run.length].fill(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_goes_first_and_others_keep_what_is_left() {
        let run = |left, right, length| Run { left, right, length };
        let table: [(&[Run], &[Run]); 4] = [
            (&[run(0, 0, 6), run(4, 20, 9)], &[run(4, 20, 9)]),
            (&[run(0, 0, 10), run(4, 20, 12)], &[run(4, 20, 12)]),
            (&[run(0, 0, 11), run(5, 20, 12)], &[run(5, 20, 12)]),
            (&[run(0, 0, 12), run(6, 20, 13)], &[run(0, 0, 6), run(6, 20, 13)]),
        ];
        for (runs, chosen) in table {
            let tiles = tiling(runs.to_vec(), [40, 40], |run| run.length >= 6, &|| true);
            assert_eq!(tiles.unwrap(), chosen, "{runs:?}");
        }
    }
}
