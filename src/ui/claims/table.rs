//! The table of the claims of three documents or more: claims are rows, documents are columns.

use std::sync::Arc;

use crate::compare::{Claim, Claims, Levels, Support};
use crate::document::Document;
use crate::tasks::{EntryId, OnScreen, Task};
use crate::ui::outcome::Outcome;
use crate::ui::selectable_list::SelectableList;

/// The most documents of a table: every two of them are compared.
pub const MOST_DOCUMENTS: usize = 24;

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

/// A table of claims on the screen.
#[derive(Clone, Debug)]
pub struct ClaimsTable {
    /// The documents, in the order of the list.
    pub documents: Vec<OnScreen>,
    /// How many others tell the same story; a table has no room for more.
    pub(super) left_out: usize,
    /// The claims they make, once computed.
    pub claims: Option<Arc<Claims>>,
    /// The claims of several documents, then what only one says, document by document.
    rows: Vec<Claim>,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// The selected claim.
    pub(crate) list: SelectableList,
    /// The selected document.
    pub column: usize,
    /// How much of the work is done, in percent, while the documents are compared.
    pub progress: Option<u8>,
}

impl ClaimsTable {
    /// Returns a table whose claims are still to come.
    pub fn new(documents: Vec<OnScreen>, left_out: usize, levels: Levels) -> Self {
        let (rows, list) = (Vec::new(), SelectableList::default());
        Self { documents, left_out, claims: None, rows, levels, list, column: 0, progress: None }
    }

    /// Returns the claims of several documents, then what only one says; none while they are computed.
    pub fn rows(&self) -> &[Claim] {
        &self.rows
    }

    /// Returns how many sentences only one document says.
    pub fn sole(&self) -> usize {
        self.rows.len() - self.claims.as_deref().map_or(0, |claims| claims.rows.len())
    }

    /// Returns the selected claim.
    pub fn claim(&self) -> Option<&Claim> {
        self.rows().get(self.list.selected)
    }

    pub(super) fn step_column(&mut self, by: isize) {
        let last = self.documents.len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }

    pub(super) fn compare_cell(&self) -> Outcome {
        match self.pair() {
            Some(pair) => Outcome::Compare(pair.entries, Some(pair.passage)),
            None => Outcome::Say("there is nothing to compare here".into()),
        }
    }

    /// Raises the levels of links, or lowers them when `by` is negative; the claims are computed again.
    pub(super) fn tighten(&mut self, by: isize) -> [Outcome; 2] {
        self.levels = self.levels.tightened(STEP * by as f64);
        let Levels { strong, weak } = self.levels;
        [
            Outcome::Say(format!("strong from {strong:.2}, weak from {weak:.2}")),
            Outcome::Start(Task::Claims(self.documents.clone(), self.levels)),
        ]
    }

    /// Keeps the claims; the selection stays on its row as far as there is one.
    pub fn learn(&mut self, claims: Arc<Claims>) {
        self.progress = None;
        self.rows.clone_from(&claims.rows);
        self.rows.extend(self.sole_claims(&claims));
        self.claims = Some(claims);
        self.list.select(self.list.selected, self.rows().len());
    }

    /// Returns the sentences that are in no claim as claims of one document.
    fn sole_claims(&self, claims: &Claims) -> Vec<Claim> {
        let lengths: Vec<usize> = self.documents.iter().map(|shown| shown.document.sentences.len()).collect();
        let unclaimed = claims.unclaimed(&lengths).into_iter().enumerate();
        let sole = |document: usize, sentence: usize| {
            let mut support = vec![Support::Absent; lengths.len()];
            support[document] = Support::Said(vec![sentence]);
            Claim {
                document,
                sentence,
                support,
                scores: vec![Vec::new(); lengths.len()],
                differs: Vec::new(),
            }
        };
        let is_line =
            |document: usize, sentence: usize| self.documents[document].document.sentences[sentence].is_line;
        unclaimed
            .flat_map(|(document, sentences)| sentences.into_iter().map(move |sentence| (document, sentence)))
            .filter(|(document, sentence)| !is_line(*document, *sentence))
            .map(|(document, sentence)| sole(document, sentence))
            .collect()
    }

    /// Returns the support of a column's document for a claim.
    pub fn support<'a>(&self, claim: &'a Claim, column: usize) -> &'a Support {
        claim.support.get(column).unwrap_or(&Support::Absent)
    }

    /// Returns the document of a column.
    pub fn document(&self, column: usize) -> Option<&Document> {
        self.documents.get(column).map(|shown| &*shown.document)
    }

    /// Returns the representative sentence of a claim.
    pub fn words(&self, claim: &Claim) -> &str {
        self.document(claim.document).map_or("", |document| document.sentence_text(claim.sentence))
    }

    /// Returns the pair of documents of the selected cell, and the passage it opens at: the document of the
    /// representative sentence beside the document of the cell, or beside another one that says the claim.
    fn pair(&self) -> Option<PairToOpen> {
        let claim = self.claim()?;
        let said_elsewhere =
            |column: &usize| *column != claim.document && *self.support(claim, *column) != Support::Absent;
        let other = if self.column == claim.document {
            (0..self.documents.len()).find(said_elsewhere)?
        } else {
            self.column
        };
        let entry = |column: usize| self.documents.get(column).map(|shown| shown.entry);
        Some(PairToOpen {
            entries: (entry(claim.document)?, entry(other)?),
            passage: (entry(claim.document)?, claim.sentence),
        })
    }
}

/// Two documents to be compared, and the sentence of one of them on which the cursor begins.
struct PairToOpen {
    entries: (EntryId, EntryId),
    passage: (EntryId, usize),
}
