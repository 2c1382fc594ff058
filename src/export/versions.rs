//! Two versions of one text: what became of each sentence, in the words of a report.

use serde::Serialize;

use super::subject::Subject;
use super::wording::one_line;
use crate::compare::{Change, Edition, EditionFigures, Side, wording};
use crate::text::Span;

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
}

/// A sentence that both versions have.
#[derive(Clone, Debug, Serialize)]
pub struct Revision {
    /// The index of the sentence in the first document.
    pub left: usize,
    /// The index of the sentence in the second document.
    pub right: usize,
    /// What became of it.
    pub change: Revised,
    /// Where either sentence differs from the other, as bytes of it; empty when they are equal or
    /// have too little in common.
    #[serde(skip)]
    pub differing: [Vec<Span>; 2],
}

/// What became of a sentence that both versions have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Revised {
    /// It stands as it did.
    Unchanged,
    /// It was reworded in its place.
    Edited,
    /// It stands elsewhere.
    Moved,
    /// It stands elsewhere and was reworded.
    MovedEdited,
}

/// The heading above what became of the sentences.
pub(super) const VERSIONS: &str = "Two versions of one text";

/// What stands in place of the changes when there are none.
pub(super) const NO_CHANGE: &str = "Nothing changed.";

/// Something that is not as it was in the first version.
pub(super) enum Changed<'r> {
    /// Both have the sentence, reworded or elsewhere.
    Both(&'r Revision),
    /// Only the first has the sentence of this index.
    Removed(usize),
    /// Only the second has it.
    Added(usize),
}

impl Versions {
    /// Returns what `compare::edition` says of `documents`.
    pub(super) fn new(edition: &Edition, documents: &[Subject<'_>; 2]) -> Self {
        let EditionFigures { unchanged, edited, moved, added, removed } = edition.figures();
        Self { unchanged, edited, moved, added, removed, pairs: pairs(edition, documents) }
    }

    /// Returns everything that is not as it was: what both have, what was removed, what was added.
    pub(super) fn changes(&self, documents: &[Subject<'_>; 2]) -> Vec<Changed<'_>> {
        let [first, second] = documents.each_ref().map(|subject| subject.sentences.len());
        let both = self.pairs.iter().filter(|pair| pair.change != Revised::Unchanged).map(Changed::Both);
        let removed = alone(self.pairs.iter().map(|pair| pair.left), first).map(Changed::Removed);
        let added = alone(self.pairs.iter().map(|pair| pair.right), second).map(Changed::Added);
        both.chain(removed).chain(added).collect()
    }

    /// Returns how many sentences became what, for the summary.
    pub(super) fn figures(&self) -> String {
        let Self { unchanged, edited, moved, added, removed, .. } = self;
        format!(
            "{VERSIONS}: {unchanged} unchanged, {edited} edited, {moved} moved, {added} added, {removed} removed."
        )
    }
}

impl Revised {
    /// Returns the word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Revised::Unchanged => "unchanged",
            Revised::Edited => "edited",
            Revised::Moved => "moved",
            Revised::MovedEdited => "moved and edited",
        }
    }
}

impl Revision {
    /// Returns the words that only one of the sentences has; `None` when none are told apart.
    pub(super) fn differing_words(&self, documents: &[Subject<'_>; 2]) -> Option<String> {
        if self.differing.iter().all(Vec::is_empty) {
            return None;
        }
        let words = |side: usize| {
            let sentence = documents[side].sentence([self.left, self.right][side]);
            let quoted: Vec<String> = self.differing[side]
                .iter()
                .map(|span| format!("“{}”", one_line(span.of(sentence))))
                .collect();
            if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(", ") }
        };
        Some(format!("Only A says {}; only B says {}.", words(0), words(1)))
    }
}

/// Returns the indices below `sentences` that are not among `paired`.
fn alone(paired: impl Iterator<Item = usize>, sentences: usize) -> impl Iterator<Item = usize> {
    let mut known = vec![false; sentences];
    for index in paired {
        if let Some(known) = known.get_mut(index) {
            *known = true;
        }
    }
    (0..sentences).filter(move |index| !known[*index])
}

fn revised(change: Change) -> Option<Revised> {
    Some(match change {
        Change::Unchanged(_) => Revised::Unchanged,
        Change::Edited(_) => Revised::Edited,
        Change::Moved(_) => Revised::Moved,
        Change::MovedEdited(_) => Revised::MovedEdited,
        Change::Alone => return None,
    })
}

/// Returns what became of the sentence `left`, if it became `right`.
pub(super) fn revision(edition: &Edition, left: usize, right: usize) -> Option<Revised> {
    let change = edition.change(Side::Left, left);
    revised(change).filter(|_| change.counterpart() == Some(right))
}

fn pairs(edition: &Edition, documents: &[Subject<'_>; 2]) -> Vec<Revision> {
    let pair = |(left, change): (usize, &Change)| {
        let (right, change) = (change.counterpart()?, revised(*change)?);
        let differing = match change {
            Revised::Unchanged | Revised::Moved => Default::default(),
            Revised::Edited | Revised::MovedEdited => {
                let wording = wording(documents[0].sentence(left), documents[1].sentence(right));
                [Side::Left, Side::Right].map(|side| wording.differing(side).to_vec())
            }
        };
        Some(Revision { left, right, change, differing })
    };
    edition.left.iter().enumerate().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::report::tests::{LEFT, with_report};

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
                .changes(&report.documents)
                .iter()
                .map(|changed| match changed {
                    Changed::Both(pair) => (Some(pair.left), Some(pair.right)),
                    Changed::Removed(left) => (Some(*left), None),
                    Changed::Added(right) => (None, Some(*right)),
                })
                .collect();
            assert_eq!(changed, [(Some(0), Some(1)), (Some(2), Some(0)), (None, Some(3))]);
            let words = "Two versions of one text: 1 unchanged, 1 edited, 1 moved, 1 added, 0 removed.";
            assert_eq!(versions.figures(), words);
            let words = versions.pairs[0].differing_words(&report.documents);
            assert_eq!(words.as_deref(), Some("Only A says “Monday”; only B says “Tuesday”."));
            let link = report.links.iter().find(|link| (link.left, link.right) == (0, 1)).unwrap();
            assert_eq!(link.change, Some(Revised::Edited));
        });
    }

    #[test]
    fn two_accounts_are_no_versions() {
        with_report([LEFT, &["Tickets remain cheap.", "Ice closed the harbour."]], |report| {
            assert!(report.edition.is_none() && report.links.iter().all(|link| link.change.is_none()));
        });
    }
}
