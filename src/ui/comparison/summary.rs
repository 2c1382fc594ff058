//! The summary of a comparison: what differs first, in the order of a report.

use crate::compare::facts::{Status, most_telling_first};
use crate::compare::{Change, Level, Link, Side};
use crate::document::Row;
use crate::ui::comparison::pairs::{PlacedRow, placed};
use crate::ui::comparison::shown::{ComparisonScreen, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::layout::{Layout, TextArea};

/// Cells left of the words of a sentence, for its letter and its number.
pub(crate) const LABEL: u16 = 8;

/// One entry of the summary.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow {
    /// The heading above it, if it begins a section.
    pub heading: Option<String>,
    /// What it is.
    pub item: SummaryItem,
}

/// What an entry of the summary shows.
#[derive(Clone, Debug, PartialEq)]
pub enum SummaryItem {
    /// Words without a passage.
    Note(String),
    /// A fact that differs, by its row in the table of facts.
    Fact(usize),
    /// A sentence that only this text has.
    Only(Side, usize),
    /// Two sentences that say the same, or a change between two versions.
    Pair(Link),
}

/// An entry of the summary on the screen.
#[derive(Clone, Debug)]
pub(crate) struct PlacedItem {
    /// The entry.
    pub row: SummaryRow,
    /// Its sentences, each with the rows it takes.
    pub sentences: Vec<(Side, usize, Vec<Row>)>,
}

impl PlacedItem {
    /// Returns how many rows it takes, with the empty one below it.
    pub(crate) fn height(&self) -> usize {
        let heading = if self.row.heading.is_some() { 2 } else { 0 };
        let title = usize::from(!matches!(self.row.item, SummaryItem::Only(..)));
        let sentences: usize = self.sentences.iter().map(|(_, _, rows)| rows.len()).sum();
        heading + title + sentences + 1
    }
}

impl ComparisonView {
    /// Returns the entries of the summary; none before the links are known.
    pub fn summary(&self) -> Vec<SummaryRow> {
        let Some(alignment) = &self.findings.alignment else { return Vec::new() };
        let mut rows = Vec::new();
        let likeness = format!("likeness {} of 100", alignment.likeness(self.levels));
        section(&mut rows, "How much is shared".into(), vec![SummaryItem::Note(likeness)]);
        self.push_differing(&mut rows);
        for side in [Side::Left, Side::Right] {
            self.push_only(&mut rows, side);
        }
        let links = self.links();
        if let Some(edition) = self.findings.edition() {
            let changed =
                |link: &Link| !matches!(edition.change(Side::Left, link.left), Change::Unchanged(_));
            let pairs: Vec<_> = links.into_iter().filter(changed).map(SummaryItem::Pair).collect();
            section(&mut rows, format!("Edited or moved · {}", pairs.len()), pairs);
            return rows;
        }
        let (strong, weak): (Vec<Link>, Vec<Link>) =
            links.into_iter().partition(|link| self.level_of(link) == Some(Level::Strong));
        for (heading, links) in [("Says the same, at least in part", strong), ("May say the same", weak)] {
            let heading = format!("{heading} · {}", links.len());
            section(&mut rows, heading, links.into_iter().map(SummaryItem::Pair).collect());
        }
        rows
    }

    fn push_differing(&self, rows: &mut Vec<SummaryRow>) {
        let facts = self.findings.facts.as_deref();
        let differ = facts.unwrap_or_default().iter().take_while(|row| row.status == Status::Differs).count();
        let heading = "Figures and names that differ";
        let note = |words: &str| vec![SummaryItem::Note(words.into())];
        match (facts, differ) {
            (None, _) => section(rows, heading.into(), note("looking for facts …")),
            (Some(_), 0) => section(rows, heading.into(), note("no figure, date or name differs")),
            (Some(_), _) => {
                section(rows, format!("{heading} · {differ}"), (0..differ).map(SummaryItem::Fact).collect());
            }
        }
    }

    /// Adds the sentences that only a side has, the most telling first; of two versions of one text those
    /// that were removed or added, in their order.
    fn push_only(&self, rows: &mut Vec<SummaryRow>, side: Side) {
        let all = self.pane(side).document.sentences.len();
        let only: Vec<usize> = (0..all).filter(|at| self.level(side, *at).is_none()).collect();
        let count = only.len();
        let status = match side {
            Side::Left => Status::OnlyLeft,
            Side::Right => Status::OnlyRight,
        };
        let letter = letter(side);
        let (heading, order) = if self.findings.edition().is_some() {
            let word = if side == Side::Left { "removed" } else { "added" };
            (format!("Only in {letter}: {word} · {count} of {all}"), only)
        } else {
            let facts = self.findings.facts.as_deref().unwrap_or_default().iter();
            let own = facts.filter(|row| row.status == status);
            let stated = own.flat_map(|row| row.items.iter().map(|item| item.sentence));
            let heading = format!("Only in {letter}, as far as found · {count} of {all}");
            (heading, most_telling_first(only, stated))
        };
        let items = order.into_iter().map(|sentence| SummaryItem::Only(side, sentence)).collect();
        section(rows, heading, items);
    }

    /// Returns the passages an entry quotes: each a sentence of a side.
    pub(crate) fn passages_of(&self, item: &SummaryItem) -> Vec<(Side, usize)> {
        match item {
            SummaryItem::Note(_) => Vec::new(),
            SummaryItem::Only(side, sentence) => vec![(*side, *sentence)],
            SummaryItem::Pair(link) => vec![(Side::Left, link.left), (Side::Right, link.right)],
            SummaryItem::Fact(row) => {
                let row = self.findings.facts.as_deref().and_then(|rows| rows.get(*row));
                let items = row.map(|row| row.items.as_slice()).unwrap_or_default();
                let mut passages: Vec<(Side, usize)> =
                    items.iter().map(|item| (item.side, item.sentence)).collect();
                passages.dedup();
                passages
            }
        }
    }

    /// Returns the entries in view.
    pub(crate) fn placed_items(&self, layout: &Layout) -> Vec<PlacedRow<PlacedItem>> {
        let (Some(area), ComparisonScreen::Summary(selected)) = (layout.side(Side::Left), self.shown) else {
            return Vec::new();
        };
        let rows = self.summary();
        placed((selected, rows.len()), area.rows(), |at| {
            let row = rows[at].clone();
            let item = PlacedItem { sentences: self.rows_of_item(&row.item, area), row };
            let height = item.height();
            (item, height)
        })
    }

    fn rows_of_item(&self, item: &SummaryItem, area: &TextArea) -> Vec<(Side, usize, Vec<Row>)> {
        let area = summary_area(area);
        let rows = |(side, sentence): (Side, usize)| {
            let (_, page) = self.sentence_page(side, sentence, area.cells(), area.rows())?;
            Some((side, sentence, page))
        };
        self.passages_of(item).into_iter().filter_map(rows).collect()
    }
}

/// Returns the pane of the summary with the margin for the numbers of sentences.
pub(crate) fn summary_area(area: &TextArea) -> TextArea {
    let x = area.area.x + LABEL.min(area.area.width);
    let room = area.scrollbar.saturating_sub(x + 1);
    let mut area = *area;
    (area.text.x, area.text.width) = (x, room.clamp(1, area.text.width.max(1)));
    area
}

/// Adds a section, with a line for an empty one.
fn section(rows: &mut Vec<SummaryRow>, heading: String, items: Vec<SummaryItem>) {
    let items = if items.is_empty() { vec![SummaryItem::Note("none".into())] } else { items };
    let mut heading = Some(heading);
    rows.extend(items.into_iter().map(|item| SummaryRow { heading: heading.take(), item }));
}
