//! Two versions of one text: what became of each sentence, in reading order.
//!
//! A reader steps through the new version and meets what was removed where it stood.

use serde::Serialize;

use crate::compare::{Edition, EditionFigures};
use crate::report::revision::{Revised, Revision, alone, revisions};
use crate::report::subject::Subject;

/// What became of the sentences of a text in another version of it.
#[derive(Clone, Debug, Serialize)]
pub struct Versions {
    /// How many stand as they did.
    pub unchanged: usize,
    /// How many were reworded in their place.
    pub edited: usize,
    /// How many stand elsewhere, reworded or not.
    pub moved: usize,
    /// How many only the second document has.
    pub added: usize,
    /// How many only the first document has.
    pub removed: usize,
    /// Each sentence that both have, by the first document.
    pub pairs: Vec<Revision>,
    /// What only the first document has, and what only the second has.
    #[serde(skip)]
    alone: [Vec<usize>; 2],
}

/// The heading above what became of the sentences.
pub(crate) const VERSIONS: &str = "Two versions of one text";

/// What stands in place of the changes when there are none.
pub(crate) const NO_CHANGE: &str = "Nothing changed.";

/// Something that is not as it was in the first version.
pub(crate) enum Changed<'r> {
    /// Both have the sentence, reworded or elsewhere.
    Both(&'r Revision),
    /// Only the first has the sentence of this index.
    Removed(usize),
    /// Only the second has it.
    Added(usize),
}

impl Versions {
    /// Returns what `compare::edition` says of `documents`.
    pub(crate) fn new(edition: &Edition, documents: &[Subject<'_>; 2]) -> Self {
        let EditionFigures { unchanged, edited, moved, added, removed } = edition.figures();
        let alone = [&edition.left, &edition.right].map(|changes| alone(changes));
        Self { unchanged, edited, moved, added, removed, pairs: revisions(edition, documents), alone }
    }

    /// Returns everything that is not as it was, in the order of the second document; what was
    /// removed stands before what follows the last sentence in its place before it.
    pub(crate) fn changes(&self) -> Vec<Changed<'_>> {
        let [removed, added] = &self.alone;
        let mut placed: Vec<&Revision> = self.pairs.iter().filter(|pair| pair.change.is_in_place()).collect();
        placed.sort_by_key(|pair| pair.left);
        // What was removed comes first of all that follows the same sentence.
        let after = |left: usize| {
            let before = placed.partition_point(|pair| pair.left < left);
            before.checked_sub(1).map(|last| placed[last].right)
        };
        let removed = removed.iter().map(|left| (after(*left).map_or(0, |right| right + 1), 0, *left));
        let removed = removed.map(|(at, rank, left)| ((at, rank, left), Changed::Removed(left)));
        let gone = |pair: &Revision| (after(pair.left).map_or(0, |right| right + 1), 0, pair.left);
        let added = added.iter().map(|right| ((*right, 1, *right), Changed::Added(*right)));
        let both = self.pairs.iter().filter(|pair| pair.change != Revised::Unchanged);
        let both = both.map(|pair| match pair.change {
            Revised::Joined => (gone(pair), Changed::Both(pair)),
            _ => ((pair.right, 1, pair.left), Changed::Both(pair)),
        });
        let mut all: Vec<_> = both.chain(removed).chain(added).collect();
        all.sort_by_key(|(place, _)| *place);
        all.into_iter().map(|(_, changed)| changed).collect()
    }

    /// Returns how many sentences became what, for the summary.
    pub(crate) fn figures(&self) -> String {
        let Self { unchanged, edited, moved, added, removed, .. } = self;
        format!(
            "{VERSIONS}: {unchanged} unchanged, {edited} edited, {moved} moved, {added} added, {removed} removed."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{LEFT, with_report};
    use crate::report::figures::links_heading;

    const EDITED: &[&str] = &[
        "The mayor *thanked* both crews.",
        "Five ferries crossed the frozen harbour on Tuesday.",
        "Nobody had expected the heavy ice\u{9b}31m this early.",
        "Tickets remain cheap.",
    ];

    #[test]
    fn a_version_accounts_for_every_sentence() {
        with_report([LEFT, EDITED], |report| {
            let versions = report.edition.as_ref().unwrap();
            let changes: Vec<_> =
                versions.pairs.iter().map(|pair| (pair.left, pair.right, pair.change)).collect();
            assert_eq!(
                changes,
                [(0, 1, Revised::Edited), (1, 2, Revised::Unchanged), (2, 0, Revised::Moved)]
            );
            let changed: Vec<_> = versions
                .changes()
                .iter()
                .map(|changed| match changed {
                    Changed::Both(pair) => (Some(pair.left), Some(pair.right)),
                    Changed::Removed(left) => (Some(*left), None),
                    Changed::Added(right) => (None, Some(*right)),
                })
                .collect();
            assert_eq!(changed, [(Some(2), Some(0)), (Some(0), Some(1)), (None, Some(3))]);
            let words = "Two versions of one text: 1 unchanged, 1 edited, 1 moved, 1 added, 0 removed.";
            assert_eq!(versions.figures(), words);
            let words = versions.pairs[0].differing_words(&report.documents);
            assert_eq!(words.as_deref(), Some("Only A says “Monday”; only B says “Tuesday”."));
            let link = report.links.iter().find(|link| (link.left, link.right) == (0, 1)).unwrap();
            assert_eq!(link.change, Some(Revised::Edited));
        });
    }

    #[test]
    fn what_was_removed_stands_where_it_stood() {
        let draft = [LEFT[2], "Tickets remain cheap.", LEFT[0], "The pier needs paint.", LEFT[1]];
        let edited = [LEFT[2], "A band played.", LEFT[0], LEFT[1]];
        with_report([&draft, &edited], |report| {
            let versions = report.edition.as_ref().unwrap();
            let places: Vec<_> = versions
                .changes()
                .iter()
                .map(|changed| match changed {
                    Changed::Both(pair) => ("both", pair.right),
                    Changed::Removed(left) => ("removed", *left),
                    Changed::Added(right) => ("added", *right),
                })
                .collect();
            assert_eq!(places, [("removed", 1), ("added", 1), ("removed", 3)]);
            assert_eq!((&report.only, report.summary.only), (&[vec![1, 3], vec![1]], [2, 1]));
            assert!(report.links.iter().all(|link| link.change.is_some()), "{:?}", report.links);
            assert_eq!(links_heading(report), None);
        });
    }

    #[test]
    fn two_accounts_are_no_versions() {
        with_report([LEFT, &["Tickets remain cheap.", "Ice closed the harbour."]], |report| {
            assert!(report.edition.is_none() && report.links.iter().all(|link| link.change.is_none()));
        });
    }
}
