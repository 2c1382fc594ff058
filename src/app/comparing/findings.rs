//! What was found out about two texts, as far as it is known yet.
//!
//! The links come first; everything else follows from them and arrives piece by piece, so that a
//! pair of books can be read while its facts are still being gathered.

use std::sync::Arc;

use crate::compare::facts::{Ledger, Row, Status};
use crate::compare::{Comparison, Link, Side};

/// One thing found out about two texts.
#[derive(Clone, Debug)]
pub enum Finding {
    /// Which sentences say the same, and which of them were linked by hand, left and right.
    Links(Arc<Comparison>, Vec<(usize, usize)>),
    /// What both say of numbers, dates, names and sources.
    Facts(Ledger),
}

impl Finding {
    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Finding::Links(links, anchored) => {
                let anchored = anchored.into_iter().map(|(left, right)| (right, left));
                Finding::Links(Arc::new(links.mirrored()), anchored.collect())
            }
            Finding::Facts(ledger) => Finding::Facts(ledger.mirrored()),
        }
    }
}

/// What is known of two texts.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Which sentences say the same.
    pub comparison: Option<Arc<Comparison>>,
    /// Those linked by hand, left and right.
    pub anchored: Vec<(usize, usize)>,
    /// The facts; those that differ come first.
    pub facts: Option<Arc<[Row]>>,
}

impl Findings {
    /// Keeps what was found out.
    pub fn keep(&mut self, finding: Finding) {
        match finding {
            Finding::Links(links, anchored) => {
                self.comparison = Some(links);
                self.anchored = anchored;
            }
            Finding::Facts(mut ledger) => {
                ledger.rows.sort_by_key(|row| (row.status, row.kind));
                self.facts = Some(ledger.rows.into());
            }
        }
    }

    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn mirrored(&self) -> Self {
        let mut mirrored = Self::default();
        if let Some(links) = &self.comparison {
            mirrored.keep(Finding::Links(Arc::clone(links), self.anchored.clone()).mirrored());
        }
        if let Some(rows) = &self.facts {
            mirrored.keep(Finding::Facts(Ledger { rows: rows.to_vec() }).mirrored());
        }
        mirrored
    }

    /// Tells whether a link was made by hand.
    pub fn is_anchored(&self, link: &Link) -> bool {
        self.anchored.contains(&(link.left, link.right))
    }

    /// Returns the differing facts that stand in a pair of sentences, left and right.
    pub fn differing(&self, left: usize, right: usize) -> impl Iterator<Item = &Row> {
        let rows = self.facts.as_deref().unwrap_or_default().iter();
        let stands = move |row: &Row, side: Side, sentence: usize| {
            row.items.iter().any(|item| item.side == side && item.sentence == sentence)
        };
        rows.take_while(|row| row.status == Status::Differs)
            .filter(move |row| stands(row, Side::Left, left) && stands(row, Side::Right, right))
    }

    /// Tells whether a sentence of a side says something that the other text says differently.
    pub fn differs(&self, side: Side, sentence: usize) -> bool {
        let rows = self.facts.as_deref().unwrap_or_default().iter();
        rows.take_while(|row| row.status == Status::Differs)
            .any(|row| row.items.iter().any(|item| item.side == side && item.sentence == sentence))
    }
}
