//! The texts of both sides with their links in the margin, whole or as linked pairs.

use ratatui::layout::Rect;

use crate::compare::{Change, Level, Link, SharedTerm, SharedTermFinder, Side, Wording, wording};
use crate::document::{Row, RowKind};
use crate::tasks::PassageNote;
use crate::text::Span as Bytes;
use crate::ui::comparison::marks::SentenceMark;
use crate::ui::comparison::pairs::{PlacedPair, PlacedRow};
use crate::ui::comparison::shown::{ComparisonScreen, letter};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::drawing::{DrawContext, Role, fitted, inset, side_role, title_of};
use crate::ui::layout::{Layout, Stacked, TextArea};
use crate::ui::reader::draw::{RowMarks, TextView, draw_scrollbar};
use crate::ui::reader::notes;
use crate::ui::reader::text_pane::TextPane;

/// Draws the text of one side.
pub(crate) fn draw(cx: &mut DrawContext<'_>, area: &TextArea, view: &ComparisonView, side: Side) {
    let pane = view.pane(side);
    if pane.blocks.is_empty() {
        cx.put(cx.words("(nothing to show)", Role::Dim), area.text);
    }
    let highlights = highlights(view, side);
    let match_here = cx.match_here.filter(|_| view.side == side);
    // The rows of a sentence follow one another, so its words need comparing only once.
    let mut last = None;
    let page = pane.page(area);
    let rows = page.iter().zip(area.area.rows());
    let text = TextView { area, pane, match_here };
    let counts = area.text.x > area.marks + 3;
    text.draw(cx, &pane.blocks, rows, |row| RowMarks {
        count: count(view, side, row).filter(|_| counts),
        ..marks(row, view, side, &highlights, &mut last)
    });
    let left_out = if view.shown == ComparisonScreen::Both { "unchanged" } else { "with a counterpart" };
    draw_folds(cx, area, pane, &page, left_out);
    draw_scrollbar(cx, area, pane, &page);
    let current = view.cursor(side).and_then(|at| pane.document.sentences.get(at));
    notes::draw_referred(cx, area.notes, &pane.document, &page, current.map(|sentence| sentence.span));
    // A text that fits into the page has its marks beside the sentences.
    let begins = pane.blocks.first().map(|block| block.span.start);
    let last_top = pane.flow(area).last_top(area.rows()).0;
    if begins.is_some_and(|begins| begins < last_top) {
        draw_bar(cx, area, view, side);
    }
}

/// Returns how many counterparts a sentence has, for its first row; `None` where it has none.
fn count(view: &ComparisonView, side: Side, row: &Row) -> Option<usize> {
    let pane = view.pane(side);
    let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, row))?;
    let count = view.counterparts(side, sentence).len();
    (row.kind == RowKind::First && count > 0 && view.mark(side, sentence).is_some()).then_some(count)
}

/// Draws how many sentences are left out above a sentence, and why.
fn draw_folds(cx: &mut DrawContext<'_>, area: &TextArea, pane: &TextPane, page: &[Row], why: &str) {
    let first = |block: usize| pane.document.sentence_at(pane.blocks.get(block)?.span.start);
    for (row, place) in page.iter().zip(area.text.rows()).filter(|(row, _)| row.kind == RowKind::Gap) {
        let above = row.block.checked_sub(1).and_then(first);
        let left_out =
            above.zip(first(row.block)).map_or(0, |(above, below)| below.saturating_sub(above + 1));
        if left_out > 0 {
            cx.put(cx.words(format!("┄ {left_out} {why} ┄"), Role::Dim), place);
        }
    }
}

/// Draws where in the text its links, its differences and the passages of its own are.
fn draw_bar(cx: &mut DrawContext<'_>, area: &TextArea, view: &ComparisonView, side: Side) {
    let Some(x) = area.bar else { return };
    let bar = Rect { x, width: 1, ..area.area };
    for (mark, place) in view.bar(side, area.rows()).into_iter().zip(bar.rows()) {
        if let Some(mark) = mark {
            cx.put(cx.words(mark.sign(), mark.role()), place);
        }
    }
}

/// Draws the surest counterpart of the current sentence below the text that is shown alone.
pub(crate) fn draw_counterpart(
    cx: &mut DrawContext<'_>,
    view: &ComparisonView,
    layout: &Layout,
    stacked: &Stacked,
) {
    let Stacked { side, counterpart: below } = *stacked;
    let other = side.other();
    let (Some(area), false) = (layout.side(other), below.is_empty()) else { return };
    cx.put_rule(below);
    let link = view.cursor(side).and_then(|at| view.best(side, at));
    let number = link.map_or(String::new(), |link| (link.on(other) + 1).to_string());
    let room = usize::from(below.width).saturating_sub(10);
    let title = title_of(cx.library, view.pane(other).entry, view.pane(other).document.title.as_str(), room);
    let words = vec![
        cx.words(format!(" {}{number} ", letter(other)), side_role(other)),
        fitted(&format!("{title} "), room, cx.style(Role::Dim)),
    ];
    cx.put(words, inset(below, 1, 1));
    let rows = below.rows().skip(1);
    let Some(link) = link else {
        let place = Rect { y: below.y + 1, height: 1, ..area.text };
        return cx.put(cx.words("no counterpart found", Role::Dim), place);
    };
    let page = view.sentence_page(other, link.on(other), area.cells(), usize::from(below.height - 1));
    let Some((blocks, page)) = page else { return };
    let passages = passages(view, &link, other);
    let sign = view.mark_of_link(&link).map(|mark| (mark.sign(), mark.role()));
    let text = TextView { area, pane: view.pane(other), match_here: cx.match_here };
    text.draw(cx, &blocks, page.iter().zip(rows), |_| RowMarks {
        link: sign,
        passages: passages.clone(),
        ..RowMarks::default()
    });
}

/// Draws one side of the linked pairs in view.
pub(crate) fn draw_pairs(
    cx: &mut DrawContext<'_>,
    area: &TextArea,
    view: &ComparisonView,
    side: Side,
    pairs: &[PlacedRow<PlacedPair>],
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
    placed: &PlacedRow<PlacedPair>,
) {
    let pair = &placed.item;
    let Some(block) = view.sentence_block(side, pair.link.on(side)) else { return };
    let is_selected = placed.index == view.selected();
    let emphasised = passages(view, &pair.link, side);
    let sign = view.mark_of_link(&pair.link).map(|mark| (mark.sign(), mark.role()));
    let rows = pair.rows[side as usize].iter().zip(area.area.rows().skip(placed.top));
    let text = TextView { area, pane: view.pane(side), match_here: cx.match_here };
    text.draw(cx, &[block], rows, |row| {
        let passages = emphasised.clone();
        let fill = is_selected.then(|| cursor_role(view, &pair.link, side));
        let differs = row.kind == RowKind::First
            && view.findings.differing(pair.link.left, pair.link.right).next().is_some();
        let differs = differs.then_some(("≠", Role::Differs));
        let (cursor, link) =
            if is_selected { (Some(("▐", Role::Cursor)), differs.or(sign)) } else { (differs, sign) };
        RowMarks { cursor, link, fill, passages, ..RowMarks::default() }
    });
}

/// Returns the role of the rows of the current sentence, or of its counterpart on the other side.
fn cursor_role(view: &ComparisonView, link: &Link, side: Side) -> Role {
    match view.level_of(link) {
        _ if side == view.side => Role::CursorText,
        Some(Level::Strong) => Role::Counterpart,
        Some(Level::Weak) | None => Role::WeakCounterpart,
    }
}

/// A sign in the margin and its role.
type Sign = (&'static str, Role);

/// A highlighted sentence, its background, and its emphasised words.
struct Highlight {
    sentence: usize,
    fill: Option<Role>,
    passages: Vec<(Bytes, Role)>,
}

/// Returns the highlighted sentences of a side: the cursor, or the counterparts of the other side's
/// cursor, the surest first.
fn highlights(view: &ComparisonView, side: Side) -> Vec<Highlight> {
    let Some(cursor) = view.cursor(view.side) else { return Vec::new() };
    let links = view.counterparts(view.side, cursor);
    let passages = |link: &Link| passages(view, link, side);
    if side == view.side {
        let passages = links.first().map(passages).unwrap_or_default();
        return vec![Highlight { sentence: cursor, fill: Some(Role::CursorText), passages }];
    }
    let best = links.first().copied();
    let fill = |link: &Link| (Some(*link) == best).then(|| cursor_role(view, link, side));
    let highlight =
        |link: &Link| Highlight { sentence: link.on(side), fill: fill(link), passages: passages(link) };
    links.iter().map(highlight).collect()
}

fn marks(
    row: &Row,
    view: &ComparisonView,
    side: Side,
    highlights: &[Highlight],
    last: &mut Option<Highlight>,
) -> RowMarks {
    let pane = view.pane(side);
    let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, row));
    let Some(sentence) = sentence else { return RowMarks::default() };
    let here = highlights.iter().find(|highlight| highlight.sentence == sentence);
    let mut passages = copied(view, side, sentence);
    if let Some(highlight) = here {
        passages.extend(highlight.passages.iter().copied());
    } else {
        if last.as_ref().is_none_or(|last| last.sentence != sentence) {
            *last = Some(Highlight { sentence, fill: None, passages: edited(view, side, sentence) });
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
    let is_noted = row.kind == RowKind::First && noted(view, side, sentence).next().is_some();
    RowMarks {
        cursor,
        link,
        note: is_noted.then_some(("✎", Role::Noted)),
        fill: here.and_then(|highlight| highlight.fill),
        passages,
        ..RowMarks::default()
    }
}

/// Returns the sign beside the sign of a sentence's link: for a link begun by hand, a differing fact, a
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

/// Returns the notes of the user on a sentence.
pub(crate) fn noted(
    view: &ComparisonView,
    side: Side,
    sentence: usize,
) -> impl Iterator<Item = &PassageNote> {
    let pane = view.pane(side);
    let sentence = pane.document.sentences.get(sentence);
    sentence.into_iter().flat_map(|sentence| pane.notes_on(sentence.span))
}

/// Returns the sign of a sentence's mark; the sign for no counterpart is beside the first row.
fn link(view: &ComparisonView, side: Side, sentence: usize, kind: RowKind) -> Option<Sign> {
    let mark = view.mark(side, sentence)?;
    (mark != SentenceMark::Only || kind == RowKind::First).then(|| (mark.sign(), mark.role()))
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

/// Tells whether a row shows a part of a sentence.
pub(crate) fn is_of(pane: &TextPane, sentence: usize, row: &Row) -> bool {
    pane.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.overlaps(row.span))
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
