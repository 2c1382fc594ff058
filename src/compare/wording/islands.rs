//! An alignment made readable: a lone common word between two differences is part of them.
//!
//! Confetti of plain and emphasised words is harder to read than one emphasised phrase on either
//! side, even where the phrase repeats a word or two.

use crate::compare::wording::alignment::Pair;
use crate::compare::wording::tokens::{EMPTY, Token};

/// Common words of up to this weight between two differences are given up.
const LONE: u32 = 2 * EMPTY;
/// Heavier ones are when the differences on both sides weigh so many times as much.
const DROWNED: u32 = 3;

/// Common tokens that follow each other on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The index of the first left token.
    pub(super) left: usize,
    /// The index of the first right token.
    pub(super) right: usize,
    /// How many tokens.
    pub(super) length: usize,
}

/// Returns the runs of an alignment that are worth showing as common, in order.
pub(super) fn mainland(pairs: &[Pair], left: &[Token], right: &[Token]) -> Vec<Run> {
    let ground = Ground { left: sums(left), right: sums(right) };
    let start = Run { left: 0, right: 0, length: 0 };
    let end = Run { left: left.len(), right: right.len(), length: 0 };
    let mut kept = vec![start];
    for run in runs(pairs).into_iter().chain([end]) {
        while let [.., before, island] = kept[..]
            && ground.drowns([before, island, run])
        {
            kept.pop();
        }
        kept.push(run);
    }
    kept.retain(|run| run.length > 0);
    kept
}

/// Returns the pairs as runs.
fn runs(pairs: &[Pair]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &(left, right) in pairs {
        match runs.last_mut() {
            Some(run) if (run.left + run.length, run.right + run.length) == (left, right) => run.length += 1,
            _ => runs.push(Run { left, right, length: 1 }),
        }
    }
    runs
}

/// Returns what the tokens before each one weigh, and all of them.
fn sums(tokens: &[Token]) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(tokens.iter().map(|token| {
        sum += token.weight;
        sum
    }));
    sums
}

/// What the tokens of both sides weigh, summed up.
struct Ground {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Ground {
    /// Tells whether the run in the middle is lost between the differences around it.
    fn drowns(&self, [before, island, after]: [Run; 3]) -> bool {
        let [first, second] = [Gap::between(before, island), Gap::between(island, after)];
        let differs = first.holds_any() && second.holds_any();
        // Words that only one side adds leave the other plain; there is nothing to tidy up.
        let on_both = first.left + second.left > 0 && first.right + second.right > 0;
        if !differs || !on_both {
            return false;
        }
        let weight = self.left[island.left + island.length] - self.left[island.left];
        let around = self.weight(before, island).min(self.weight(island, after));
        weight <= LONE.min(around) || weight * DROWNED <= around
    }

    /// Returns what the heavier side of the difference between two runs weighs.
    fn weight(&self, before: Run, after: Run) -> u32 {
        let left = self.left[after.left] - self.left[before.left + before.length];
        let right = self.right[after.right] - self.right[before.right + before.length];
        left.max(right)
    }
}

/// How many tokens differ between two runs.
struct Gap {
    left: usize,
    right: usize,
}

impl Gap {
    fn between(before: Run, after: Run) -> Self {
        Self {
            left: after.left - before.left - before.length,
            right: after.right - before.right - before.length,
        }
    }

    fn holds_any(&self) -> bool {
        self.left + self.right > 0
    }
}
