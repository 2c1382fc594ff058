//! The texts of both sides with their links in the margin, whole or as linked pairs.

use ratatui::buffer::Buffer;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use crate::compare::{Change, Level, Link, SharedTerm, Side, Wording, wording};
use crate::document::{Row, RowKind};
use crate::tasks::task::TaskKind;
use crate::text::Span as Bytes;
use crate::ui::comparison::pairs::PlacedPair;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::sought;
use crate::ui::reader::scrollbar;
use crate::ui::reader::text::{RowMarks, TextView};
use crate::ui::reader::text_pane::TextPane;

/// Draws the text of one side.
pub(crate) fn draw(
    cx: DrawContext<'_>,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    buffer: &mut Buffer,
) {
    let pane = comparing.pane(side);
    if pane.blocks.is_empty() {
        Span::styled("(nothing to show)", cx.style(Role::Dim)).render(area.text, buffer);
    }
    let lit = lit(comparing, side);
    let mut sought = sought(cx.app);
    if comparing.side != side {
        sought.match_here = None;
    }
    // The rows of a sentence follow one another, so its words need comparing only once.
    let mut last = None;
    let page = pane.page(area);
    TextView { cx, area, pane, sought }.render(
        &pane.blocks,
        page.iter().zip(area.area.rows()),
        buffer,
        |row| marks(row, comparing, side, &lit, &mut last),
    );
    scrollbar::draw(cx, area, pane, &page, buffer);
}

/// Draws one side of the linked pairs in view.
pub(crate) fn draw_pairs(
    cx: DrawContext<'_>,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    pairs: &[PlacedPair],
    buffer: &mut Buffer,
) {
    if pairs.is_empty() && !cx.app.is_busy(TaskKind::Compare) {
        Span::styled("(no pairs)", cx.style(Role::Dim)).render(area.text, buffer);
    }
    for pair in pairs {
        draw_pair(cx, area, comparing, side, pair, buffer);
    }
}

fn draw_pair(
    cx: DrawContext<'_>,
    area: &TextArea,
    comparing: &ComparisonView,
    side: Side,
    pair: &PlacedPair,
    buffer: &mut Buffer,
) {
    let Some(block) = comparing.sentence_block(side, pair.link.on(side)) else { return };
    let selected = pair.index == comparing.selected();
    let emphasised = passages(comparing, &pair.link, side);
    let sign = link_sign(comparing, &pair.link);
    let rows = pair.rows[side as usize].iter().zip(area.area.rows().skip(pair.top));
    let view = TextView { cx, area, pane: comparing.pane(side), sought: sought(cx.app) };
    view.render(&[block], rows, buffer, |row| {
        let mut passages = Vec::new();
        if selected {
            let role = if side == comparing.side { Role::CursorText } else { Role::Counterpart };
            passages.push((row.span, role));
        }
        passages.extend(emphasised.iter().copied());
        let differs = row.kind == RowKind::First
            && comparing.findings.differing(pair.link.left, pair.link.right).next().is_some();
        let (cursor, link) = match (selected, differs) {
            (true, true) => (Some(("▐", Role::Cursor)), Some(("≠", Role::Differs))),
            (true, false) => (Some(("▐", Role::Cursor)), sign),
            (false, true) => (Some(("≠", Role::Differs)), sign),
            (false, false) => (None, sign),
        };
        RowMarks { cursor, link, passages }
    });
}

/// A sentence that is lit, and the words of it that are emphasised.
struct Lit {
    sentence: usize,
    passages: Vec<(Bytes, Role)>,
}

/// The sentences of a side that are lit: the cursor, or the counterparts of the other side's
/// cursor, the surest first.
fn lit(comparing: &ComparisonView, side: Side) -> Vec<Lit> {
    let Some(cursor) = comparing.cursor(comparing.side) else { return Vec::new() };
    let links = comparing.counterparts(comparing.side, cursor);
    let passages = |link: &Link| passages(comparing, link, side);
    if side == comparing.side {
        let passages = links.first().map(passages).unwrap_or_default();
        return vec![Lit { sentence: cursor, passages }];
    }
    links.iter().map(|link| Lit { sentence: link.on(side), passages: passages(link) }).collect()
}

fn marks(row: &Row, comparing: &ComparisonView, side: Side, lit: &[Lit], last: &mut Option<Lit>) -> RowMarks {
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
        // The cursor takes the place of the sign of a differing fact.
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
        return change_sign(edition.change(side, sentence), side);
    }
    match comparing.level(side, sentence) {
        Some(Level::Strong) => Some(("┃", Role::StrongLink)),
        Some(Level::Weak) => Some(("╎", Role::WeakLink)),
        None => (kind == RowKind::First).then_some(("·", Role::Only)),
    }
}

/// The words of an edited sentence that differ from its other version.
fn edited(comparing: &ComparisonView, side: Side, sentence: usize) -> Vec<(Bytes, Role)> {
    let Some(edition) = comparing.findings.edition() else { return Vec::new() };
    match edition.change(side, sentence) {
        Change::Edited(_) | Change::MovedEdited(_) | Change::Part(_) => {
            let link = comparing.best(side, sentence);
            link.map(|link| passages(comparing, &link, side)).unwrap_or_default()
        }
        Change::Unchanged(_) | Change::Moved(_) | Change::Alone => Vec::new(),
    }
}

/// The words of a sentence that stand in the other text too, six or more in a row.
fn copied(comparing: &ComparisonView, side: Side, sentence: usize) -> Vec<(Bytes, Role)> {
    let start = comparing.pane(side).document.sentences.get(sentence).map_or(0, |found| found.span.start);
    let runs = comparing.findings.copied(side, sentence);
    runs.map(|(span, _)| (span.shifted(start), Role::Copied)).collect()
}

fn is_of(pane: &TextPane, sentence: usize, row: &Row) -> bool {
    pane.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.overlaps(row.span))
}

/// Returns the sign of a link that is shown, none for two sentences that stand as they did.
pub(crate) fn link_sign(comparing: &ComparisonView, link: &Link) -> Option<(&'static str, Role)> {
    if let Some(edition) = comparing.findings.edition() {
        return change_sign(edition.change(Side::Left, link.left), Side::Left);
    }
    Some(match comparing.level_of(link) {
        Some(Level::Strong) => ("┃", Role::StrongLink),
        _ => ("╎", Role::WeakLink),
    })
}

/// Of two versions of one text what stands as it did is quiet; every change has its sign.
fn change_sign(change: Change, side: Side) -> Option<(&'static str, Role)> {
    match (change, side) {
        (Change::Unchanged(_), _) => None,
        (Change::Edited(_) | Change::Part(_), _) => Some(("~", Role::Differs)),
        (Change::Moved(_) | Change::MovedEdited(_), _) => Some(("↕", Role::Moved)),
        (Change::Alone, Side::Left) => Some(("-", Role::Removed)),
        (Change::Alone, Side::Right) => Some(("+", Role::Added)),
    }
}

/// Returns the emphasised passages of one sentence of a link, in bytes of its document.
pub(crate) fn passages(comparing: &ComparisonView, link: &Link, side: Side) -> Vec<(Bytes, Role)> {
    let sentence = comparing.pane(side).document.sentences.get(link.on(side));
    let start = sentence.map_or(0, |sentence| sentence.span.start);
    let inside = |spans: &[Bytes], role: Role| spans.iter().map(|span| (span.shifted(start), role)).collect();
    if comparing.level_of(link) == Some(Level::Strong) {
        let (left, right) = texts(comparing, link);
        let wording = wording(left, right);
        if wording != Wording::Apart {
            return inside(wording.differing(side), Role::Differing);
        }
    }
    let spans = shared(comparing, link).into_iter().flat_map(|term| match side {
        Side::Left => term.left,
        Side::Right => term.right,
    });
    inside(&spans.collect::<Vec<_>>(), Role::Shared)
}

/// Returns the words both sentences of a link say.
pub(crate) fn shared(comparing: &ComparisonView, link: &Link) -> Vec<SharedTerm> {
    let (left, right) = texts(comparing, link);
    let comparison = comparing.findings.comparison();
    comparison.map(|comparison| comparison.shared(left, right)).unwrap_or_default()
}

/// Returns both sentences of a link.
pub(crate) fn texts<'a>(comparing: &'a ComparisonView, link: &Link) -> (&'a str, &'a str) {
    let panes = &comparing.panes;
    (panes.left.document.sentence_text(link.left), panes.right.document.sentence_text(link.right))
}
