//! Drawing the summary of a comparison.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::compare::Side;
use crate::compare::facts::ComparedFact;
use crate::text::Span as Bytes;
use crate::ui::comparison::draw::reason::{certainty, of_fact};
use crate::ui::comparison::draw::texts::passages;
use crate::ui::comparison::pairs::PlacedRow;
use crate::ui::comparison::shown::letter;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::comparison::summary::{LABEL, PlacedItem, SummaryItem, summary_area};
use crate::ui::drawing::{DrawContext, Role, fitted, side_role};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::reader::draw::{RowMarks, TextView};

/// Draws the entries in view.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ComparisonView, layout: &Layout) {
    let Some(area) = layout.side(Side::Left) else { return };
    for item in view.placed_items(layout) {
        draw_item(cx, area, view, &item);
    }
}

fn draw_item(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    placed: &PlacedRow<PlacedItem>,
) {
    let item = &placed.item;
    let mut rows = area.area.rows().skip(placed.top);
    if let Some(heading) = &item.row.heading {
        if let Some(row) = rows.next() {
            cx.put_rule(row);
            let words = format!(" {heading} ");
            let at = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
            cx.put(fitted(&words, at.width.into(), cx.style(Role::Header)), at);
        }
        rows.next();
    }
    let is_selected = placed.index == view.selected();
    let rows: Vec<Rect> = rows.take(item.height()).collect();
    let taken = item.height().saturating_sub(if item.row.heading.is_some() { 3 } else { 1 });
    for row in rows.iter().take(taken).filter(|_| is_selected) {
        cx.buffer.set_style(*row, cx.style(Role::CursorText));
        cx.put(cx.words("▐", Role::Cursor), Rect { width: 1, ..*row });
    }
    let mut rows = rows.into_iter();
    if let Some((title, role)) = title(view, &item.row.item)
        && let Some(row) = rows.next()
    {
        let at = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        cx.put(fitted(&title, at.width.into(), cx.style(role)), at);
    }
    let area = summary_area(area);
    for (side, sentence, page) in &item.sentences {
        let places: Vec<Rect> = rows.by_ref().take(page.len()).collect();
        if let Some(first) = places.first() {
            let label = format!("{}{} ", letter(*side), sentence + 1);
            let label = Line::from(cx.words(label, side_role(*side))).right_aligned();
            cx.put(label, Rect { width: LABEL.min(first.width), ..*first });
        }
        let Some(block) = view.sentence_block(*side, *sentence) else { continue };
        let emphasised = emphasised(view, &item.row.item, *side, *sentence);
        let text = TextView { area: &area, pane: view.pane(*side), match_here: cx.match_here };
        text.draw(cx, &[block], page.iter().zip(places), |_| RowMarks {
            passages: emphasised.clone(),
            ..RowMarks::default()
        });
    }
}

/// Returns the words above the sentences of an entry.
fn title(view: &ComparisonView, item: &SummaryItem) -> Option<(String, Role)> {
    match item {
        SummaryItem::Note(words) => Some((words.clone(), Role::Dim)),
        SummaryItem::Fact(row) => Some(of_fact(view, *row)),
        SummaryItem::Only(..) => None,
        SummaryItem::Pair(link) => Some(certainty(view, link)),
    }
}

/// Returns the words of a sentence that an entry is about.
fn emphasised(view: &ComparisonView, item: &SummaryItem, side: Side, sentence: usize) -> Vec<(Bytes, Role)> {
    match item {
        SummaryItem::Note(_) | SummaryItem::Only(..) => Vec::new(),
        SummaryItem::Pair(link) => passages(view, link, side),
        SummaryItem::Fact(row) => {
            let row: Option<&ComparedFact> = view.findings.facts.as_deref().and_then(|rows| rows.get(*row));
            let start = view.span_start(side, sentence).unwrap_or_default().0;
            let items = row.map(|row| row.items.as_slice()).unwrap_or_default().iter();
            let here = items.filter(|item| item.side == side && item.sentence == sentence);
            here.map(|item| (item.phrase.shifted(start), Role::Differing)).collect()
        }
    }
}
