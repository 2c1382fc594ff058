//! The changes between two versions of one text, for going from one to the next.

use std::ops::Range;

use crate::compare::{Change, Edition, Side};

/// Sentences of both versions between two unchanged ones: edited, moved, removed or added, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRun {
    /// The left sentences.
    pub left: Range<usize>,
    /// The right sentences.
    pub right: Range<usize>,
}

impl ChangeRun {
    /// Returns its sentences on a side.
    pub fn on(&self, side: Side) -> &Range<usize> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// Returns its first sentence: on this side if it has one there, else on the other side.
    pub fn first(&self, side: Side) -> (Side, usize) {
        let side = if self.on(side).is_empty() { side.other() } else { side };
        (side, self.on(side).start)
    }
}

/// Returns the runs of changed sentences in order.
pub fn change_runs(edition: &Edition) -> Vec<ChangeRun> {
    let unchanged = edition.left.iter().enumerate().filter_map(|(left, change)| match change {
        Change::Unchanged(right) => Some((left, *right)),
        Change::Edited(_) | Change::Moved(_) | Change::MovedEdited(_) | Change::Part(_) | Change::Alone => {
            None
        }
    });
    let end = (edition.left.len(), edition.right.len());
    let mut runs = Vec::new();
    let mut from = (0, 0);
    for (left, right) in unchanged.chain([end]) {
        let run = ChangeRun { left: from.0..left, right: from.1..right };
        if !(run.left.is_empty() && run.right.is_empty()) {
            runs.push(run);
        }
        from = (left + 1, right + 1);
    }
    runs
}

/// Returns the index of the run that a sentence is in.
pub fn run_of(runs: &[ChangeRun], side: Side, sentence: usize) -> Option<usize> {
    runs.iter().position(|run| run.on(side).contains(&sentence))
}

/// Returns the index of the run `by` runs on from a sentence, if there is one.
pub fn next_run(runs: &[ChangeRun], side: Side, sentence: usize, by: isize) -> Option<usize> {
    let next = if let Some(here) = run_of(runs, side, sentence) {
        here.checked_add_signed(by)?
    } else {
        let below = runs.partition_point(|run| run.on(side).start <= sentence);
        below.checked_add_signed(if by > 0 { by - 1 } else { by })?
    };
    (next < runs.len()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One unchanged sentence, three that became two, two unchanged ones and one added.
    fn edited() -> Edition {
        let mut edition = Edition::default();
        edition.left = vec![
            Change::Unchanged(0),
            Change::Edited(1),
            Change::Alone,
            Change::Moved(2),
            Change::Unchanged(3),
            Change::Unchanged(4),
        ];
        edition.right = vec![
            Change::Unchanged(0),
            Change::Edited(1),
            Change::Moved(3),
            Change::Unchanged(4),
            Change::Unchanged(5),
            Change::Alone,
        ];
        edition
    }

    #[test]
    fn neighbouring_changes_are_one_run() {
        let runs = change_runs(&edited());
        assert_eq!(
            runs,
            [ChangeRun { left: 1..4, right: 1..3 }, ChangeRun { left: 6..6, right: 5..6 }].to_vec()
        );
        assert_eq!(runs[0].first(Side::Right), (Side::Right, 1));
        assert_eq!(runs[1].first(Side::Left), (Side::Right, 5));
        assert_eq!(change_runs(&Edition::default()), []);
    }

    #[test]
    fn runs_are_gone_through_from_any_sentence() {
        let runs = change_runs(&edited());
        for (side, sentence, by, next) in [
            (Side::Left, 0, 1, Some(0)),
            (Side::Left, 0, 2, Some(1)),
            (Side::Left, 2, 1, Some(1)),
            (Side::Left, 5, 1, Some(1)),
            (Side::Left, 5, -1, Some(0)),
            (Side::Right, 5, -1, Some(0)),
            (Side::Right, 5, 1, None),
            (Side::Left, 0, -1, None),
            (Side::Left, 2, -1, None),
        ] {
            assert_eq!(next_run(&runs, side, sentence, by), next, "{side:?} {sentence} {by}");
        }
    }
}
