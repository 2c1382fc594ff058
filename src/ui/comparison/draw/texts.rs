//! The text of one side with the links in its margin, and the counterparts of the cursor lit.

use std::cell::RefCell;

use crate::compare::{Change, Level, Link, Side};
use crate::document::{Row, RowKind};
use crate::text::Span;
use crate::ui::app::App;
use crate::ui::comparison::draw::wording;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::sought;
use crate::ui::reader::scrollbar;
use crate::ui::reader::text;
use crate::ui::reader::text::RowMarks;
use crate::ui::reader::text_pane::TextPane;

/// Draws one side.
pub(crate) fn draw(
    canvas: &mut Canvas<'_>,
    area: &TextArea,
    app: &App,
    comparing: &ComparisonView,
    side: Side,
) {
    let pane = comparing.pane(side);
    if pane.blocks.is_empty() {
        canvas.put(area.text.x, area.area.y, area.text.right(), "(nothing to show)", canvas.style(Role::Dim));
    }
    let lit = lit(comparing, side);
    let mut sought = sought(app);
    if comparing.side != side {
        sought.match_here = None;
    }
    // The rows of a sentence follow one another, so its words need comparing only once.
    let last = RefCell::new(None);
    text::draw(canvas, area, pane, &sought, |row| marks(row, comparing, side, &lit, &last));
    scrollbar::draw(canvas, area, pane, &app.keywords);
}

/// A sentence that is lit, and the words of it that are emphasised.
struct Lit {
    sentence: usize,
    passages: Vec<(Span, Role)>,
}

/// The sentences of a side that are lit: the cursor, or the counterparts of the other side's
/// cursor, the surest first.
fn lit(comparing: &ComparisonView, side: Side) -> Vec<Lit> {
    let Some(cursor) = comparing.cursor(comparing.side) else { return Vec::new() };
    let links = comparing.counterparts(comparing.side, cursor);
    let passages = |link: &Link| wording::passages(comparing, link, side);
    if side == comparing.side {
        let passages = links.first().map(passages).unwrap_or_default();
        return vec![Lit { sentence: cursor, passages }];
    }
    links.iter().map(|link| Lit { sentence: link.on(side), passages: passages(link) }).collect()
}

fn marks(
    row: &Row,
    comparing: &ComparisonView,
    side: Side,
    lit: &[Lit],
    last: &RefCell<Option<Lit>>,
) -> RowMarks {
    let pane = comparing.pane(side);
    let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, row));
    let Some(sentence) = sentence else { return RowMarks::default() };
    let here = lit.iter().find(|lit| lit.sentence == sentence);
    let is_best = lit.first().is_some_and(|best| best.sentence == sentence);
    let mut passages = Vec::new();
    if is_best {
        let role = if side == comparing.side { Role::CursorText } else { Role::Counterpart };
        passages.push((row.span, role));
    }
    passages.extend(copied(comparing, side, sentence));
    if let Some(lit) = here {
        passages.extend(lit.passages.iter().copied());
    } else {
        let mut last = last.borrow_mut();
        if last.as_ref().is_none_or(|last| last.sentence != sentence) {
            *last = Some(Lit { sentence, passages: edited(comparing, side, sentence) });
        }
        passages.extend(last.iter().flat_map(|last| last.passages.iter().copied()));
    }
    let cursor = match here {
        Some(_) => Some(("▐", Role::Cursor)),
        None => (row.kind == RowKind::First).then(|| sign(comparing, side, sentence)).flatten(),
    };
    let link = match here {
        // The cursor stands where the sign of a differing fact would.
        Some(_) if row.kind == RowKind::First && comparing.findings.differs(side, sentence) => {
            Some(("≠", Role::Differs))
        }
        _ => link(comparing, side, sentence, row.kind),
    };
    RowMarks { cursor, link, passages }
}

/// What else there is to know of a sentence, beside how it is linked.
fn sign(comparing: &ComparisonView, side: Side, sentence: usize) -> Option<(&'static str, Role)> {
    if comparing.begun_link == Some((side, sentence)) {
        return Some(("x", Role::Cursor));
    }
    if comparing.findings.differs(side, sentence) {
        return Some(("≠", Role::Differs));
    }
    if comparing.findings.copied(side, sentence).next().is_some() {
        return Some(("\"", Role::Copied));
    }
    let crosses = || comparing.best(side, sentence).is_some_and(|link| comparing.moved(&link));
    (comparing.findings.edition().is_none() && crosses()).then_some(("↕", Role::Dim))
}

fn link(
    comparing: &ComparisonView,
    side: Side,
    sentence: usize,
    kind: RowKind,
) -> Option<(&'static str, Role)> {
    comparing.findings.comparison()?;
    if let Some(edition) = comparing.findings.edition() {
        return crate::ui::comparison::draw::marks::changed(edition.change(side, sentence), side);
    }
    match comparing.level(side, sentence) {
        Some(Level::Strong) => Some(("┃", Role::StrongLink)),
        Some(Level::Weak) => Some(("╎", Role::WeakLink)),
        None => (kind == RowKind::First).then_some(("·", Role::Only)),
    }
}

/// The words of an edited sentence that differ from its other version.
fn edited(comparing: &ComparisonView, side: Side, sentence: usize) -> Vec<(Span, Role)> {
    let Some(edition) = comparing.findings.edition() else { return Vec::new() };
    match edition.change(side, sentence) {
        Change::Edited(_) | Change::MovedEdited(_) | Change::Part(_) => {
            let link = comparing.best(side, sentence);
            link.map(|link| wording::passages(comparing, &link, side)).unwrap_or_default()
        }
        Change::Unchanged(_) | Change::Moved(_) | Change::Alone => Vec::new(),
    }
}

/// The words of a sentence that stand in the other text too, six or more in a row.
fn copied(comparing: &ComparisonView, side: Side, sentence: usize) -> Vec<(Span, Role)> {
    let start = comparing.pane(side).document.sentences.get(sentence).map_or(0, |found| found.span.start);
    let runs = comparing.findings.copied(side, sentence);
    runs.map(|(span, _)| (span.shifted(start), Role::Copied)).collect()
}

fn is_of(pane: &TextPane, sentence: usize, row: &Row) -> bool {
    pane.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.overlaps(row.span))
}
