//! A sentence that both versions of a text have: what became of it, in the words of a report.

use serde::Serialize;

use super::subject::Subject;
use super::wording::one_line;
use crate::compare::{Change, Edition, Side, wording};
use crate::text::Span;

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

    /// Tells whether the sentence kept its order among the others.
    pub(super) fn is_in_place(self) -> bool {
        matches!(self, Revised::Unchanged | Revised::Edited)
    }

    fn of(change: Change) -> Option<Self> {
        Some(match change {
            Change::Unchanged(_) => Revised::Unchanged,
            Change::Edited(_) => Revised::Edited,
            Change::Moved(_) => Revised::Moved,
            Change::MovedEdited(_) => Revised::MovedEdited,
            Change::Alone => return None,
        })
    }
}

impl Revision {
    /// Returns what became of it and, if it moved, from where to where.
    pub(super) fn words(&self) -> String {
        let (word, left, right) = (self.change.word(), self.left + 1, self.right + 1);
        match self.change {
            Revised::Unchanged | Revised::Edited => word.to_owned(),
            Revised::Moved | Revised::MovedEdited => format!("{word}, from A {left} to B {right}"),
        }
    }

    /// Returns the line above it: the numbers of its sentences and what became of them.
    pub(super) fn heading(&self) -> String {
        format!("A {} and B {}: {}", self.left + 1, self.right + 1, self.words())
    }

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

/// Returns what became of the sentence `left`, if it became `right`.
pub(super) fn revision(edition: &Edition, left: usize, right: usize) -> Option<Revised> {
    let change = edition.change(Side::Left, left);
    Revised::of(change).filter(|_| change.counterpart() == Some(right))
}

/// Returns the indices of the sentences without a counterpart.
pub(super) fn alone(changes: &[Change]) -> Vec<usize> {
    (0..changes.len()).filter(|index| changes[*index] == Change::Alone).collect()
}

/// Returns each sentence that both have, by the first document.
pub(super) fn revisions(edition: &Edition, documents: &[Subject<'_>; 2]) -> Vec<Revision> {
    let pair = |(left, change): (usize, &Change)| {
        let (right, change) = (change.counterpart()?, Revised::of(*change)?);
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
