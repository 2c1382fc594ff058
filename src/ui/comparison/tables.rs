//! The views of a comparison that are tables: their rows, the selected row, and the passage of a row.

use crate::compare::facts::Status;
use crate::compare::{Change, DistinctiveTerm, Link, Side};
use crate::ui::comparison::shown::ComparisonScreen;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::summary::SummaryItem;
use crate::ui::layout::Layout;

impl ComparisonView {
    /// Returns the links that are shown, by left, then right sentence: those that count; of two
    /// versions of one text every sentence's own, as pairs only those with a change.
    pub fn links(&self) -> Vec<Link> {
        if let Some(edition) = self.findings.edition() {
            let changed = matches!(self.shown, ComparisonScreen::Pairs(_));
            let sentences = 0..edition.left.len();
            let meant = sentences
                .filter(|at| !(changed && matches!(edition.change(Side::Left, *at), Change::Unchanged(_))));
            return meant.filter_map(|at| self.pair_of(edition, Side::Left, at)).collect();
        }
        let all = self.findings.comparison().map(|known| known.links()).unwrap_or_default();
        let levels = self.shown_levels();
        all.iter().filter(|link| levels.of(link.score).is_some()).copied().collect()
    }

    /// Returns the distinctive words of a side, the most distinctive first.
    pub fn terms(&self, side: Side) -> impl Iterator<Item = &DistinctiveTerm> {
        let all = self.findings.terms.as_deref().unwrap_or_default().iter();
        all.filter(move |term| (term.weight >= 0.0) == (side == Side::Left))
    }

    /// Returns the selected one of these words.
    pub fn selected_term(&self) -> Option<&DistinctiveTerm> {
        let ComparisonScreen::Terms(rows) = self.shown else { return None };
        self.terms(self.side).nth(rows[self.side as usize])
    }

    /// Returns the figures, dates, names and sources of a sentence that the other text lacks.
    pub fn only(&self, side: Side, sentence: usize) -> impl Iterator<Item = &str> {
        let status = if side == Side::Left { Status::OnlyLeft } else { Status::OnlyRight };
        let rows = self.findings.facts.as_deref().unwrap_or_default().iter();
        let items = rows.filter(move |row| row.status == status).filter_map(move |row| {
            row.items.iter().find(|item| item.side == side && item.sentence == sentence)
        });
        items.map(move |item| item.phrase.of(self.pane(side).document.sentence_text(sentence)))
    }

    /// Tells whether a link crosses those of its neighbours: the texts order their matter differently.
    pub fn moved(&self, link: &Link) -> bool {
        if let Some(edition) = self.findings.edition() {
            let change = edition.change(Side::Left, link.left);
            return matches!(change, Change::Moved(_) | Change::MovedEdited(_));
        }
        let best = |sentence: usize| self.best(Side::Left, sentence).map(|link| link.right);
        let before = (0..link.left).rev().find_map(best);
        let after = (link.left + 1..self.panes.left.document.sentences.len()).find_map(best);
        match (before, after) {
            (Some(before), after) if before > link.right => after.is_none_or(|after| after < before),
            (before, Some(after)) if after < link.right => before.is_none_or(|before| before > after),
            _ => false,
        }
    }

    /// Returns how many rows the table on the screen has, on the side of the cursor; 0 when the
    /// view is none or its rows are still being worked out.
    pub fn rows(&self) -> usize {
        match self.shown {
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => self.links().len(),
            ComparisonScreen::Facts(_) => self.findings.facts.as_deref().map_or(0, <[_]>::len),
            ComparisonScreen::Terms(_) => self.terms(self.side).count(),
            ComparisonScreen::Summary(_) => self.summary().len(),
            ComparisonScreen::Both | ComparisonScreen::Only(_) => 0,
        }
    }

    /// Returns the selected row of the table.
    pub fn selected(&self) -> usize {
        match self.shown {
            ComparisonScreen::Pairs(row)
            | ComparisonScreen::Overview(row)
            | ComparisonScreen::Facts(row)
            | ComparisonScreen::Summary(row) => row,
            ComparisonScreen::Terms(rows) => rows[self.side as usize],
            ComparisonScreen::Both | ComparisonScreen::Only(_) => 0,
        }
    }

    /// Selects a row, the last one when there are fewer; the cursor goes to the sentences of a
    /// pair.
    pub fn select(&mut self, row: usize) {
        let row = row.min(self.rows().saturating_sub(1));
        let side = self.side;
        if let ComparisonScreen::Facts(_) = self.shown {
            self.fact = row;
        }
        match &mut self.shown {
            ComparisonScreen::Pairs(at)
            | ComparisonScreen::Overview(at)
            | ComparisonScreen::Facts(at)
            | ComparisonScreen::Summary(at) => *at = row,
            ComparisonScreen::Terms(rows) => rows[side as usize] = row,
            ComparisonScreen::Both | ComparisonScreen::Only(_) => {}
        }
        if let Some(link) = self.selected_link() {
            for side in [Side::Left, Side::Right] {
                self.pane_mut(side).chosen = Some(link.on(side));
            }
        }
    }

    /// Returns the link of the selected row.
    pub fn selected_link(&self) -> Option<Link> {
        match self.shown {
            ComparisonScreen::Pairs(row) | ComparisonScreen::Overview(row) => self.links().get(row).copied(),
            ComparisonScreen::Summary(row) => match self.summary().get(row)?.item {
                SummaryItem::Pair(link) => Some(link),
                SummaryItem::Note(_) | SummaryItem::Fact(_) | SummaryItem::Only(..) => None,
            },
            ComparisonScreen::Both
            | ComparisonScreen::Only(_)
            | ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_) => None,
        }
    }

    /// Returns the row `by` groups on: facts go by whether they agree, pairs by the left sentence.
    pub fn row_of_group(&self, by: isize) -> usize {
        let groups: Vec<usize> = match self.shown {
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                self.links().iter().map(|link| link.left).collect()
            }
            ComparisonScreen::Facts(_) => {
                let rows = self.findings.facts.as_deref().unwrap_or_default();
                rows.iter().map(|row| row.status as usize).collect()
            }
            ComparisonScreen::Summary(_) => {
                let mut section = 0;
                let summary = self.summary();
                let sections = summary.iter().map(|row| {
                    section += usize::from(row.heading.is_some());
                    section
                });
                sections.collect()
            }
            ComparisonScreen::Terms(_) | ComparisonScreen::Both | ComparisonScreen::Only(_) => {
                return self.selected();
            }
        };
        let begins = |row: &usize| *row == 0 || groups.get(*row) != groups.get(row - 1);
        let mut row = self.selected();
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 {
                (row + 1..groups.len()).find(begins)
            } else {
                (0..row.min(groups.len())).rev().find(begins)
            };
            row = next.unwrap_or(row);
        }
        row
    }

    /// Goes from the links of one right sentence to those of another: the overview read by columns.
    pub fn select_across(&mut self, by: isize) {
        let mut order: Vec<(usize, usize, usize)> =
            self.links().iter().enumerate().map(|(row, link)| (link.right, link.left, row)).collect();
        order.sort_unstable();
        let at = order.iter().position(|(_, _, row)| *row == self.selected()).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(order.len().saturating_sub(1));
        if let Some((_, _, row)) = order.get(to) {
            self.select(*row);
        }
    }

    /// Returns the row on which the table that is shown takes up the cursor.
    pub(crate) fn row_of_cursor(&self) -> usize {
        let Some(cursor) = self.cursor(self.side) else { return 0 };
        let across = self.cursor(self.side.other());
        match self.shown {
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                let here = |link: &Link| link.on(self.side) == cursor;
                let pair = |link: &Link| here(link) && Some(link.on(self.side.other())) == across;
                let below = |link: &Link| link.on(self.side) > cursor;
                let links = self.links();
                let first = links.iter().position(pair).or_else(|| links.iter().position(here));
                first.or_else(|| links.iter().position(below)).unwrap_or(0)
            }
            ComparisonScreen::Both
            | ComparisonScreen::Only(_)
            | ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Summary(_) => self.selected(),
        }
    }

    /// Goes from a row of a table to its passage in both texts, and remembers the table to return to; tells
    /// whether there is a passage.
    pub fn open_row(&mut self) -> bool {
        let Some((side, sentence)) = self.passage_of_row() else { return false };
        let across = self.counterpart_of_row(side);
        let table = self.shown;
        self.saved_cursor = None;
        self.side = side;
        self.show(ComparisonScreen::Both);
        self.back = Some(table);
        self.saved_cursor = None;
        self.side = side;
        self.pane_mut(side).chosen = Some(sentence);
        self.pane_mut(side.other()).chosen = across.or(self.pane(side.other()).chosen);
        true
    }

    /// Returns the passage of the selected row: on the side of the cursor if it has one there.
    fn passage_of_row(&self) -> Option<(Side, usize)> {
        match self.shown {
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                self.selected_link().map(|link| (self.side, link.on(self.side)))
            }
            ComparisonScreen::Facts(row) => {
                let items = &self.findings.facts.as_deref()?.get(row)?.items;
                let item = items.iter().find(|item| item.side == self.side).or(items.first())?;
                Some((item.side, item.sentence))
            }
            ComparisonScreen::Summary(row) => {
                let passages = self.passages_of(&self.summary().get(row)?.item);
                let here = passages.iter().find(|(side, _)| *side == self.side);
                here.or(passages.first()).copied()
            }
            ComparisonScreen::Terms(_) | ComparisonScreen::Both | ComparisonScreen::Only(_) => None,
        }
    }

    /// Returns the sentence of the other side that the selected row is about as well.
    fn counterpart_of_row(&self, side: Side) -> Option<usize> {
        match self.shown {
            ComparisonScreen::Summary(row) => {
                let passages = self.passages_of(&self.summary().get(row)?.item);
                passages.iter().find(|(there, _)| *there != side).map(|(_, sentence)| *sentence)
            }
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                self.selected_link().map(|link| link.on(side.other()))
            }
            ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Both
            | ComparisonScreen::Only(_) => None,
        }
    }

    /// Returns how many rows of the table fit on the screen.
    pub fn page_rows(&self, layout: &Layout) -> usize {
        let Layout::Comparison { header, why, .. } = layout else { return 1 };
        let height = usize::from(why.y.saturating_sub(header.bottom()));
        match self.shown {
            ComparisonScreen::Pairs(_) => self.placed_pairs(layout).len(),
            ComparisonScreen::Summary(_) => self.placed_items(layout).len(),
            ComparisonScreen::Facts(_) => fact_rows(height),
            ComparisonScreen::Both
            | ComparisonScreen::Only(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Overview(_) => height,
        }
        .max(1)
    }
}

/// Rows below the facts for the sentence of the selected one, and a line above it.
const SENTENCE: usize = 5;

/// A pane with fewer rows shows nothing but facts.
const ROOMY: usize = 13;

/// Returns how many facts fit into a pane of `rows` rows; the rows below them are for the sentence of the
/// selected fact.
pub fn fact_rows(rows: usize) -> usize {
    if rows < ROOMY { rows } else { rows - SENTENCE }
}
