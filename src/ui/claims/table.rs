//! The table of the claims of three documents or more: claims are rows, documents are columns.

use std::sync::Arc;

use crate::compare::{Claim, Claims, Levels, Support};
use crate::document::Document;
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::OnScreen;
use crate::tasks::task::Task;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, LevelAction, PaneAction, RowAction};
use crate::ui::layout::visible_rows;
use crate::ui::outcome::Outcome;

/// The most documents of a table: every two of them are compared.
pub const MOST_DOCUMENTS: usize = 24;

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

/// A table of claims on the screen.
#[derive(Clone, Debug)]
pub struct ClaimsTable {
    /// The documents, in the order of the list.
    pub documents: Vec<OnScreen>,
    /// The claims they make, once computed.
    pub claims: Option<Arc<Claims>>,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// The selected claim.
    pub row: usize,
    /// The selected document.
    pub column: usize,
    /// How much of the work is done, in percent, while the documents are compared.
    pub progress: Option<u8>,
}

impl ClaimsTable {
    /// Returns a table whose claims are still to come.
    pub fn new(documents: Vec<OnScreen>, levels: Levels) -> Self {
        Self { documents, claims: None, levels, row: 0, column: 0, progress: None }
    }

    /// Returns the claims, none while they are computed.
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

    /// Does what a key asks for; `page` is how many rows are in view.
    pub(crate) fn act(&mut self, action: Action, count: Option<usize>, page: usize) -> Option<Vec<Outcome>> {
        let times = count.unwrap_or(1) as isize;
        match action {
            Action::Motion(motion) => {
                let rows = Rows { count: self.rows().len(), selected: self.row, page };
                self.select(motion.row(count, rows)?);
            }
            Action::Pane(PaneAction::Left | PaneAction::Previous) => self.step_column(-times),
            Action::Pane(PaneAction::Right | PaneAction::Next) => self.step_column(times),
            Action::Row(RowAction::Choose) => return Some(vec![self.compare_cell()]),
            Action::Level(LevelAction::Stricter) => return Some(self.tighten(times)),
            Action::Level(LevelAction::Looser) => return Some(self.tighten(-times)),
            Action::Row(_)
            | Action::Comparison(_)
            | Action::List(_)
            | Action::Text(_)
            | Action::Open(_)
            | Action::Program(_) => return None,
        }
        Some(Vec::new())
    }

    /// Selects the claim on a row of the window, of `height` rows in view.
    pub(crate) fn click(&mut self, row: usize, height: usize) {
        self.select(visible_rows(self.row, self.rows().len(), height).start + row);
    }

    fn step_column(&mut self, by: isize) {
        let last = self.documents.len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }

    fn compare_cell(&self) -> Outcome {
        match self.pair() {
            Some(pair) => Outcome::Compare(pair.entries, Some(pair.passage)),
            None => Outcome::Say("there is nothing to compare here".into()),
        }
    }

    /// Raises the levels of links, or lowers them when `by` is negative; the claims are computed again.
    fn tighten(&mut self, by: isize) -> Vec<Outcome> {
        self.levels = self.levels.tightened(STEP * by as f64);
        let Levels { strong, weak } = self.levels;
        vec![
            Outcome::Say(format!("strong from {strong:.2}, weak from {weak:.2}")),
            Outcome::Start(Task::Claims(self.documents.clone(), self.levels)),
        ]
    }

    /// Keeps the claims; the selection stays on its row as far as there is one.
    pub fn learn(&mut self, claims: Arc<Claims>) {
        self.progress = None;
        self.claims = Some(claims);
        self.select(self.row);
    }

    /// Returns the support of a column's document for a claim.
    pub fn stand<'a>(&self, claim: &'a Claim, column: usize) -> &'a Support {
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
    fn pair(&self) -> Option<Pair> {
        let claim = self.claim()?;
        let said_elsewhere =
            |column: &usize| *column != claim.document && *self.stand(claim, *column) != Support::Absent;
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

/// Two documents to be compared, and the sentence of one of them on which the cursor begins.
struct Pair {
    entries: (EntryId, EntryId),
    passage: (EntryId, usize),
}
