//! Two versions of one text: what became of every sentence.
//!
//! Links are many to many and fit two accounts of one story. In an edited draft each sentence is
//! unchanged, edited, moved or removed. The same question makes no sense for two accounts, so the
//! answer may be that these are not two versions of one text.

mod pairing;
mod reason;
mod recognise;

use std::collections::BTreeMap;

use crate::compare::comparison::Side;
use crate::compare::content::FormChange;

pub use reason::edit_reason;
pub use recognise::edition;
pub(super) use recognise::{Kinship, edition_of};

/// What became of a sentence in the other version of its text, with the index of its counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The sentence is the one of this index on the other side, with the same words and form.
    Unchanged(usize),
    /// The sentence was edited in its place, perhaps only in its case, quotes, emphasis or link targets.
    Edited(usize),
    /// The sentence was moved without a change.
    Moved(usize),
    /// It was moved and edited.
    MovedEdited(usize),
    /// Most of it is in the sentence of this index, which has another counterpart: joined into
    /// it when on the left, split off from it when on the right.
    Part(usize),
    /// It has no counterpart: removed when it is on the left, added when on the right.
    Alone,
}

impl Change {
    /// Returns the index of the sentence on the other side that it became or is in, if there is one.
    pub fn counterpart(self) -> Option<usize> {
        match self {
            Self::Unchanged(other)
            | Self::Edited(other)
            | Self::Moved(other)
            | Self::MovedEdited(other)
            | Self::Part(other) => Some(other),
            Self::Alone => None,
        }
    }
}

/// What became of every sentence of two versions of one text; counterparts are mutual, except for parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// One change for each left sentence.
    pub left: Vec<Change>,
    /// One change for each right sentence.
    pub right: Vec<Change>,
    /// How much of each is in the other, 0 to 100.
    likeness: u8,
    /// What differs beside the words of two counterparts, by left and right sentence.
    forms: BTreeMap<(usize, usize), Vec<FormChange>>,
    /// What differs beside the sentences.
    beside: Vec<FormChange>,
}

/// The number of sentences with each kind of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EditionFigures {
    /// Unchanged sentences.
    pub unchanged: usize,
    /// Sentences edited in their place, and those split off or joined.
    pub edited: usize,
    /// Moved sentences, edited or not.
    pub moved: usize,
    /// Sentences on the right alone.
    pub added: usize,
    /// Sentences on the left alone.
    pub removed: usize,
}

impl Edition {
    /// Returns what became of a sentence of `side`; a missing sentence is alone.
    pub fn change(&self, side: Side, sentence: usize) -> Change {
        let changes = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        changes.get(sentence).copied().unwrap_or(Change::Alone)
    }

    /// Returns how much of both texts is in the other, 0 to 100: the words of unchanged and
    /// moved sentences and the common ones of edited sentences and of parts, of all words of both.
    /// It is 100 only where nothing differs at all.
    pub fn likeness(&self) -> u8 {
        self.likeness
    }

    /// Returns the number of sentences with each kind of change; each pair and each part counts once.
    pub fn figures(&self) -> EditionFigures {
        let alone = |changes: &[Change]| changes.iter().filter(|change| **change == Change::Alone).count();
        let part = |change: &&Change| matches!(change, Change::Part(_));
        let mut figures = EditionFigures {
            edited: self.right.iter().filter(part).count(),
            added: alone(&self.right),
            removed: alone(&self.left),
            ..EditionFigures::default()
        };
        for change in &self.left {
            match change {
                Change::Unchanged(_) => figures.unchanged += 1,
                Change::Edited(_) | Change::Part(_) => figures.edited += 1,
                Change::Moved(_) | Change::MovedEdited(_) => figures.moved += 1,
                Change::Alone => {}
            }
        }
        figures
    }

    /// Returns what differs beside the words of a left and a right sentence that are counterparts: styles,
    /// boxes, link targets, the kind of block.
    pub fn form_changes(&self, left: usize, right: usize) -> &[FormChange] {
        self.forms.get(&(left, right)).map_or(&[], Vec::as_slice)
    }

    /// Returns the differences beside the sentences: in metadata, and in what is between sentences.
    pub fn changes_beside(&self) -> &[FormChange] {
        &self.beside
    }

    /// Returns the edition with the sides exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mirrored = |changes: &Vec<FormChange>| changes.iter().map(FormChange::mirrored).collect();
        let forms = self.forms.iter().map(|((left, right), changes)| ((*right, *left), mirrored(changes)));
        Self {
            left: self.right.clone(),
            right: self.left.clone(),
            likeness: self.likeness,
            forms: forms.collect(),
            beside: mirrored(&self.beside),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_counted_once() {
        let edition = Edition {
            left: vec![Change::MovedEdited(1), Change::Alone, Change::Unchanged(0)],
            right: vec![Change::Unchanged(2), Change::MovedEdited(0), Change::Alone, Change::Alone],
            likeness: 50,
            ..Edition::default()
        };
        let figures = EditionFigures { unchanged: 1, edited: 0, moved: 1, added: 2, removed: 1 };
        assert_eq!(edition.figures(), figures);
        assert_eq!(edition.mirrored().figures(), EditionFigures { added: 1, removed: 2, ..figures });
        assert_eq!(edition.change(Side::Right, 1).counterpart(), Some(0));
        assert_eq!(edition.change(Side::Left, 9), Change::Alone);
    }
}
