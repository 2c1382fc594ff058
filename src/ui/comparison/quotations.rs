//! The passages of a comparison that are copied: those of the link, or of the selected row of a table.

use crate::compare::Side;
use crate::text::CopiedText;
use crate::ui::comparison::draw::tables::phrases;
use crate::ui::comparison::shown::ComparisonScreen;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::summary::SummaryItem;
use crate::ui::quotation::Quotation;

const SIDES: [Side; 2] = [Side::Left, Side::Right];

impl ComparisonView {
    /// Returns the selected row of a table, its columns divided by tabs; `None` outside tables.
    pub(super) fn row_to_copy(&self) -> Option<CopiedText> {
        let columns = match self.shown {
            ComparisonScreen::Both | ComparisonScreen::Only(_) => return None,
            ComparisonScreen::Terms(_) => vec![CopiedText::of(&self.selected_term()?.text)],
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                self.passages_to_cite().into_iter().map(|quotation| quotation.words).collect()
            }
            ComparisonScreen::Summary(row) => match self.summary().get(row).map(|row| &row.item) {
                Some(SummaryItem::Note(words)) => vec![CopiedText::of(words)],
                Some(_) | None => {
                    self.passages_to_cite().into_iter().map(|quotation| quotation.words).collect()
                }
            },
            ComparisonScreen::Facts(row) => {
                let row = self.findings.facts.as_deref()?.get(row)?;
                let [left, right] = SIDES.map(|side| CopiedText::of(&phrases(self, side, row)));
                vec![CopiedText::of(row.kind.word()), left, right]
            }
        };
        let mut columns = columns.into_iter();
        let mut row = columns.next()?;
        for column in columns {
            row.push("\t");
            row.append(&column);
        }
        Some(row)
    }

    /// Returns the sentences of the link at the cursor, or of the selected row, left and right. A selection takes
    /// the place of both.
    pub(super) fn passages_to_cite(&self) -> Vec<Quotation> {
        let sentence = |side: Side, at: usize| Quotation::sentence(self.pane(side), at);
        match self.shown {
            ComparisonScreen::Terms(_) => Vec::new(),
            ComparisonScreen::Pairs(_) | ComparisonScreen::Overview(_) => {
                let link = self.selected_link();
                link.iter()
                    .flat_map(|link| SIDES.map(|side| sentence(side, link.on(side))))
                    .flatten()
                    .collect()
            }
            ComparisonScreen::Summary(row) => {
                let passages = self.summary().get(row).map(|row| self.passages_of(&row.item));
                let passages = passages.into_iter().flatten();
                passages.filter_map(|(side, at)| sentence(side, at)).collect()
            }
            ComparisonScreen::Facts(row) => {
                let row = self.findings.facts.as_deref().and_then(|rows| rows.get(row));
                let first = |side| row?.items.iter().find(|item| item.side == side);
                let items = SIDES.into_iter().filter_map(first);
                items.filter_map(|item| sentence(item.side, item.sentence)).collect()
            }
            ComparisonScreen::Both | ComparisonScreen::Only(_) => {
                let pane = self.pane(self.side);
                let link = self.cursor(self.side).and_then(|at| self.best(self.side, at));
                match link.filter(|_| pane.selection.is_none()) {
                    Some(link) => SIDES.iter().filter_map(|side| sentence(*side, link.on(*side))).collect(),
                    None => Quotation::here(pane).into_iter().collect(),
                }
            }
        }
    }
}
