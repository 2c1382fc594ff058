//! The texts of both sides with their links in the margin, whole or as linked pairs.

use crate::compare::{Change, Level, Link, SharedTerm, SharedTermFinder, Side, Wording, wording};
use crate::document::{Row, RowKind};
use crate::text::Span as Bytes;
use crate::ui::comparison::pairs::PlacedPair;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::TextArea;
use crate::ui::reader::draw::{RowMarks, TextView, draw_scrollbar};
use crate::ui::reader::text_pane::TextPane;

/// Draws the text of one side.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: &TextArea, view: &ComparisonView, side: Side) {
    let pane = view.pane(side);
    if pane.blocks.is_empty() {
        cx.put(cx.words("(nothing to show)", Role::Dim), area.text);
    }
    let lit = lit(view, side);
    let match_here = cx.match_here.filter(|_| view.side == side);
    // The rows of a sentence follow one another, so its words need comparing only once.
    let mut last = None;
    let page = pane.page(area);
    let rows = page.iter().zip(area.area.rows());
    let text = TextView { area, pane, match_here };
    text.draw(cx, &pane.blocks, rows, |row| marks(row, view, side, &lit, &mut last));
    draw_scrollbar(cx, area, pane, &page);
}

/// Draws one side of the linked pairs in view.
pub(crate) fn draw_pairs(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    side: Side,
    pairs: &[PlacedPair],
) {
    if pairs.is_empty() && view.findings.comparison().is_some() {
        cx.put(cx.words("(no pairs)", Role::Dim), area.text);
    }
    for pair in pairs {
        draw_pair(cx, area, view, side, pair);
    }
}

fn draw_pair(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    side: Side,
    pair: &PlacedPair,
) {
    let Some(block) = view.sentence_block(side, pair.link.on(side)) else { return };
    let is_selected = pair.index == view.selected();
    let emphasised = passages(view, &pair.link, side);
    let sign = link_sign(view, &pair.link);
    let rows = pair.rows[side as usize].iter().zip(area.area.rows().skip(pair.top));
    let text = TextView { area, pane: view.pane(side), match_here: cx.match_here };
    text.draw(cx, &[block], rows, |row| {
        let mut passages = Vec::new();
        if is_selected {
            passages.push((row.span, cursor_role(view, side)));
        }
        passages.extend(emphasised.iter().copied());
        let differs = row.kind == RowKind::First
            && view.findings.differing(pair.link.left, pair.link.right).next().is_some();
        let differs = differs.then_some(("≠", Role::Differs));
        let (cursor, link) =
            if is_selected { (Some(("▐", Role::Cursor)), differs.or(sign)) } else { (differs, sign) };
        RowMarks { cursor, link, passages }
    });
}

/// Returns the role of the words of the selected sentences.
fn cursor_role(view: &ComparisonView, side: Side) -> Role {
    if side == view.side { Role::CursorText } else { Role::Counterpart }
}

/// A sign in the margin and its role.
type Sign = (&'static str, Role);

/// A highlighted sentence, and its emphasised words.
struct Lit {
    sentence: usize,
    passages: Vec<(Bytes, Role)>,
}

/// Returns the highlighted sentences of a side: the cursor, or the counterparts of the other side's
/// cursor, the surest first.
fn lit(view: &ComparisonView, side: Side) -> Vec<Lit> {
    let Some(cursor) = view.cursor(view.side) else { return Vec::new() };
    let links = view.counterparts(view.side, cursor);
    let passages = |link: &Link| passages(view, link, side);
    if side == view.side {
        let passages = links.first().map(passages).unwrap_or_default();
        return vec![Lit { sentence: cursor, passages }];
    }
    links.iter().map(|link| Lit { sentence: link.on(side), passages: passages(link) }).collect()
}

fn marks(row: &Row, view: &ComparisonView, side: Side, lit: &[Lit], last: &mut Option<Lit>) -> RowMarks {
    let pane = view.pane(side);
    let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, row));
    let Some(sentence) = sentence else { return RowMarks::default() };
    let here = lit.iter().find(|lit| lit.sentence == sentence);
    let is_best = lit.first().is_some_and(|best| best.sentence == sentence);
    let mut passages = Vec::new();
    if is_best {
        passages.push((row.span, cursor_role(view, side)));
    }
    passages.extend(copied(view, side, sentence));
    if let Some(lit) = here {
        passages.extend(lit.passages.iter().copied());
    } else {
        if last.as_ref().is_none_or(|last| last.sentence != sentence) {
            *last = Some(Lit { sentence, passages: edited(view, side, sentence) });
        }
        passages.extend(last.iter().flat_map(|last| last.passages.iter().copied()));
    }
    let cursor = match here {
        Some(_) => Some(("▐", Role::Cursor)),
        None => (row.kind == RowKind::First).then(|| sign(view, side, sentence)).flatten(),
    };
    let link = match here {
        // The cursor takes the place of the sign of a differing fact.
        Some(_) if row.kind == RowKind::First && view.findings.differs(side, sentence) => {
            Some(("≠", Role::Differs))
        }
        _ => link(view, side, sentence, row.kind),
    };
    RowMarks { cursor, link, passages }
}

/// Returns the sign of a sentence besides that of its link: for a link begun by hand, a differing fact, a
/// copied run or a crossing link.
fn sign(view: &ComparisonView, side: Side, sentence: usize) -> Option<Sign> {
    if view.begun_link == Some((side, sentence)) {
        return Some(("x", Role::Cursor));
    }
    if view.findings.differs(side, sentence) {
        return Some(("≠", Role::Differs));
    }
    if view.findings.copied(side, sentence).next().is_some() {
        return Some(("\"", Role::Copied));
    }
    let crosses = || view.best(side, sentence).is_some_and(|link| view.moved(&link));
    (view.findings.edition().is_none() && crosses()).then_some(("↕", Role::Dim))
}

fn link(view: &ComparisonView, side: Side, sentence: usize, kind: RowKind) -> Option<Sign> {
    view.findings.comparison()?;
    if let Some(edition) = view.findings.edition() {
        return change_sign(edition.change(side, sentence), side);
    }
    match view.level(side, sentence) {
        Some(Level::Strong) => Some(("┃", Role::StrongLink)),
        Some(Level::Weak) => Some(("╎", Role::WeakLink)),
        None => (kind == RowKind::First).then_some(("·", Role::Only)),
    }
}

/// Returns the words of an edited sentence that differ from its other version.
fn edited(view: &ComparisonView, side: Side, sentence: usize) -> Vec<(Bytes, Role)> {
    let Some(edition) = view.findings.edition() else { return Vec::new() };
    match edition.change(side, sentence) {
        Change::Edited(_) | Change::MovedEdited(_) | Change::Part(_) => {
            let link = view.best(side, sentence);
            link.map(|link| passages(view, &link, side)).unwrap_or_default()
        }
        Change::Unchanged(_) | Change::Moved(_) | Change::Alone => Vec::new(),
    }
}

/// Returns the words of a sentence that the other text has too, six or more in a row.
fn copied(view: &ComparisonView, side: Side, sentence: usize) -> Vec<(Bytes, Role)> {
    let start = view.pane(side).document.sentences.get(sentence).map_or(0, |found| found.span.start);
    let runs = view.findings.copied(side, sentence);
    runs.map(|(span, _)| (span.shifted(start), Role::Copied)).collect()
}

fn is_of(pane: &TextPane, sentence: usize, row: &Row) -> bool {
    pane.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.overlaps(row.span))
}

/// Returns the sign of a link that is shown; `None` for two unchanged sentences.
pub(crate) fn link_sign(view: &ComparisonView, link: &Link) -> Option<Sign> {
    if let Some(edition) = view.findings.edition() {
        return change_sign(edition.change(Side::Left, link.left), Side::Left);
    }
    Some(match view.level_of(link) {
        Some(Level::Strong) => ("┃", Role::StrongLink),
        Some(Level::Weak) | None => ("╎", Role::WeakLink),
    })
}

/// Returns the sign of a change between two versions of one text; `None` for an unchanged sentence.
fn change_sign(change: Change, side: Side) -> Option<Sign> {
    match (change, side) {
        (Change::Unchanged(_), _) => None,
        (Change::Edited(_) | Change::Part(_), _) => Some(("~", Role::Differs)),
        (Change::Moved(_) | Change::MovedEdited(_), _) => Some(("↕", Role::Moved)),
        (Change::Alone, Side::Left) => Some(("-", Role::Removed)),
        (Change::Alone, Side::Right) => Some(("+", Role::Added)),
    }
}

/// Returns the emphasised passages of one sentence of a link, in bytes of its document.
pub(crate) fn passages(view: &ComparisonView, link: &Link, side: Side) -> Vec<(Bytes, Role)> {
    let sentence = view.pane(side).document.sentences.get(link.on(side));
    let start = sentence.map_or(0, |sentence| sentence.span.start);
    let inside = |spans: &[Bytes], role: Role| spans.iter().map(|span| (span.shifted(start), role)).collect();
    if view.level_of(link) == Some(Level::Strong) {
        let (left, right) = texts(view, link);
        let wording = wording(left, right);
        if wording != Wording::Apart {
            return inside(wording.differing(side), Role::Differing);
        }
    }
    let spans = shared(view, link).into_iter().flat_map(|term| match side {
        Side::Left => term.left,
        Side::Right => term.right,
    });
    inside(&spans.collect::<Vec<_>>(), Role::Shared)
}

/// Returns the words both sentences of a link say.
pub(crate) fn shared(view: &ComparisonView, link: &Link) -> Vec<SharedTerm> {
    let (left, right) = texts(view, link);
    let Some(comparison) = view.findings.comparison() else { return Vec::new() };
    SharedTermFinder::new(comparison.languages()).find(left, right)
}

/// Returns both sentences of a link.
pub(crate) fn texts<'a>(view: &'a ComparisonView, link: &Link) -> (&'a str, &'a str) {
    let panes = &view.panes;
    (panes.left.document.sentence_text(link.left), panes.right.document.sentence_text(link.right))
}
