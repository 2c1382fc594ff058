//! Three documents or more: a grid of what is said (rows) and by whom (columns).

use std::sync::Arc;

use crate::compare::{Claim, Claims, Levels, Stand};
use crate::document::Document;
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::OnScreen;

/// The most documents of a grid: every two of them are compared.
pub const MOST_DOCUMENTS: usize = 24;

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

/// A grid on the screen.
#[derive(Clone, Debug)]
pub struct ClaimsTable {
    /// The documents, in the order of the list.
    pub documents: Vec<OnScreen>,
    /// What they say, once it is worked out.
    pub claims: Option<Arc<Claims>>,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// The selected claim.
    pub row: usize,
    /// The selected document.
    pub column: usize,
}

impl ClaimsTable {
    /// Returns a grid whose claims are still to come.
    pub fn new(documents: Vec<OnScreen>, levels: Levels) -> Self {
        Self { documents, claims: None, levels, row: 0, column: 0 }
    }

    /// Returns the claims, none while they are worked out.
    pub fn rows(&self) -> &[Claim] {
        self.claims.as_deref().map_or(&[], |claims| claims.rows.as_slice())
    }

    /// Returns the selected claim.
    pub fn claim(&self) -> Option<&Claim> {
        self.rows().get(self.row)
    }

    /// Selects a claim, the last one when there are fewer.
    pub fn select(&mut self, row: usize) {
        self.row = row.min(self.rows().len().saturating_sub(1));
    }

    /// Selects the document `by` columns on, stopping at both ends.
    pub fn step_column(&mut self, by: isize) {
        let last = self.documents.len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }

    /// Keeps the claims; the selection stays on its row as far as there is one.
    pub fn learn(&mut self, claims: Arc<Claims>) {
        self.claims = Some(claims);
        self.select(self.row);
    }

    /// Asks more of a link, or less when `by` is negative.
    pub fn tighten(&mut self, by: isize) {
        self.levels = self.levels.tightened(STEP * by as f64);
    }

    /// Returns how the document of a column stands to a claim.
    pub fn stand<'a>(&self, claim: &'a Claim, column: usize) -> &'a Stand {
        claim.stands.get(column).unwrap_or(&Stand::Absent)
    }

    /// Returns the document of a column.
    pub fn document(&self, column: usize) -> Option<&Document> {
        self.documents.get(column).map(|shown| &*shown.document)
    }

    /// Returns the sentence that stands for a claim.
    pub fn words(&self, claim: &Claim) -> &str {
        self.document(claim.document).map_or("", |document| document.sentence_text(claim.sentence))
    }

    /// Returns the pair a cell stands for, and the passage it opens at: the document that stands
    /// for the claim beside the one of the cell, or beside another that says it.
    pub fn pair(&self) -> Option<Pair> {
        let claim = self.claim()?;
        let said_elsewhere =
            |column: &usize| *column != claim.document && *self.stand(claim, *column) != Stand::Absent;
        let other = if self.column == claim.document {
            (0..self.documents.len()).find(said_elsewhere)?
        } else {
            self.column
        };
        let entry = |column: usize| self.documents.get(column).map(|shown| shown.entry);
        Some(Pair {
            entries: (entry(claim.document)?, entry(other)?),
            passage: (entry(claim.document)?, claim.sentence),
        })
    }
}

/// Two documents to be compared, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Both documents.
    pub entries: (EntryId, EntryId),
    /// A document and the sentence in it on which the cursor begins.
    pub passage: (EntryId, usize),
}
