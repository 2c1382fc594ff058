//! Two texts side by side: figures above, links in the margins, the reason of a link below.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::list::put_count;
use super::paint::Canvas;
use super::reader::sought;
use super::theme::Role;
use super::{scrollbar, text};
use crate::app::comparing::{Comparing, area as area_of};
use crate::app::shown::{Scroll, Shown};
use crate::app::text_pane::TextPane;
use crate::app::{App, Lane, Layout, TextArea};
use crate::compare::facts::{Status, ledger};
use crate::compare::{Figures, Level, Link, SharedTerm, Side};
use crate::document::{Row, RowKind};
use crate::text::Span;
use crate::text::width::{fit, width};

/// The most shared words named below the texts.
const NAMED: usize = 8;

/// Cells the reason of a link keeps before likeness and views are told beside it.
const LEAST_REASON: usize = 36;

/// A side narrower than this has no room for its count of sentences.
const NARROW: u16 = 28;

/// Draws an open comparison.
pub(super) fn draw(canvas: &mut Canvas<'_>, app: &App, comparing: &Comparing, layout: &Layout) {
    let Layout::Comparing { header, why, .. } = layout else { return };
    for side in [Side::Left, Side::Right] {
        if let Some(area) = area_of(layout, side) {
            draw_header(canvas, *header, area, app, comparing, side);
            draw_side(canvas, area, app, comparing, side);
        }
    }
    draw_divider(canvas, layout);
    draw_why(canvas, *why, app, comparing);
}

fn draw_divider(canvas: &mut Canvas<'_>, layout: &Layout) {
    if let Layout::Comparing { header, left: Some(left), right: Some(_), why, .. } = layout {
        for y in header.y..why.y {
            canvas.put(left.area.right(), y, left.area.right() + 1, "│", canvas.style(Role::Rule));
        }
    }
}

/// The title and the figures of one side.
fn draw_header(
    canvas: &mut Canvas<'_>,
    header: Rect,
    area: &TextArea,
    app: &App,
    comparing: &Comparing,
    side: Side,
) {
    let pane = comparing.pane(side);
    let (x, end) = (area.area.x + 1, area.area.right());
    let name = app.library.entry(pane.entry).map_or("", |entry| entry.name.as_str());
    let title = pane.document.title.as_str();
    let title = if title.is_empty() { name } else { title };
    let sentences = pane.document.sentences.len();
    let count = if area.area.width < NARROW { String::new() } else { format!(" {sentences} sentences") };
    let room = usize::from(end.saturating_sub(x));
    let cells = room.saturating_sub(width(&count));
    let active = comparing.side == side;
    let style = if active { canvas.style(Role::Header) } else { canvas.style(Role::Dim) };
    canvas.put(x, header.y, end, fit(title, cells).as_str(), style);
    canvas.put(end.saturating_sub(width(&count) as u16), header.y, end, &count, canvas.style(Role::Dim));
    if active {
        canvas.put(area.area.x, header.y, end, "▌", canvas.style(Role::Cursor));
    }
    let mut at = canvas.put(x, header.y + 1, end, &figures(comparing, side, room), Style::new());
    at += 1;
    for (number, keyword) in app.keywords.iter().filter(|(number, _)| app.keywords.is_shown(*number)) {
        let count = pane.hits.of(number).len();
        let dim = canvas.style(Role::Dim);
        at = put_count(canvas, (at + 1, header.y + 1, end), (number, keyword, count), dim);
    }
}

/// The figures of a side, in fewer words where there is less room.
fn figures(comparing: &Comparing, side: Side, cells: usize) -> String {
    let Some(comparison) = comparing.comparison.as_deref() else { return "comparing …".into() };
    let Figures { linked, strong, only } = comparison.figures(side, comparing.levels);
    let long = format!("{linked} linked, {strong} strong · {only} only here");
    if width(&long) <= cells { long } else { format!("{linked} ┃{strong} ·{only}") }
}

fn draw_side(canvas: &mut Canvas<'_>, area: &TextArea, app: &App, comparing: &Comparing, side: Side) {
    let pane = comparing.pane(side);
    if pane.blocks.is_empty() {
        canvas.put(area.text.x, area.area.y, area.text.right(), "(nothing to show)", canvas.style(Role::Dim));
    }
    let lit = lit(comparing, side);
    let mut sought = sought(app);
    if comparing.side != side {
        sought.match_here = None;
    }
    text::draw(canvas, area, pane, &sought, |row| marks(row, comparing, side, &lit));
    scrollbar::draw(canvas, area, pane, &app.keywords);
}

/// The sentences of a side that are lit: the cursor, or the counterparts of the other side's
/// cursor, the surest first.
fn lit(comparing: &Comparing, side: Side) -> Vec<usize> {
    let Some(cursor) = comparing.cursor(comparing.side) else { return Vec::new() };
    if side == comparing.side {
        return vec![cursor];
    }
    comparing.counterparts(comparing.side, cursor).iter().map(|link| link.on(side)).collect()
}

fn marks(row: &Row, comparing: &Comparing, side: Side, lit: &[usize]) -> text::RowMarks {
    let pane = comparing.pane(side);
    let sentence = pane.document.sentence_at(row.span.start).filter(|at| is_of(pane, *at, row));
    let Some(sentence) = sentence else {
        return text::RowMarks::default();
    };
    let is_lit = lit.contains(&sentence);
    let is_best = lit.first().is_some_and(|best| *best == sentence);
    let link = comparing.comparison.is_some().then(|| match comparing.level(side, sentence) {
        Some(Level::Strong) => Some(("┃", Role::StrongLink)),
        Some(Level::Weak) => Some(("╎", Role::WeakLink)),
        None => (row.kind == RowKind::First).then_some(("·", Role::Only)),
    });
    let mut passages = Vec::new();
    if is_best {
        let role = if side == comparing.side { Role::CursorText } else { Role::Counterpart };
        passages.push((row.span, role));
    }
    if is_lit {
        passages.extend(shared_spans(comparing, side, sentence).into_iter().map(|span| (span, Role::Shared)));
    }
    text::RowMarks { cursor: is_lit.then_some(("▐", Role::Cursor)), link: link.flatten(), passages }
}

fn is_of(pane: &TextPane, sentence: usize, row: &Row) -> bool {
    pane.document.sentences.get(sentence).is_some_and(|sentence| sentence.span.overlaps(row.span))
}

/// Where a lit sentence says what its counterpart says too, in bytes of its document.
fn shared_spans(comparing: &Comparing, side: Side, sentence: usize) -> Vec<Span> {
    let cursor = comparing.cursor(comparing.side);
    let link = if side == comparing.side {
        comparing.counterparts(side, sentence).first().copied()
    } else {
        comparing
            .counterparts(side, sentence)
            .into_iter()
            .find(|link| Some(link.on(comparing.side)) == cursor)
    };
    let Some(link) = link else { return Vec::new() };
    let start =
        comparing.pane(side).document.sentences.get(sentence).map_or(0, |sentence| sentence.span.start);
    let spans = shared(comparing, link).into_iter().flat_map(|term| match side {
        Side::Left => term.left,
        Side::Right => term.right,
    });
    spans.map(|span| span.shifted(start)).collect()
}

fn shared(comparing: &Comparing, link: &Link) -> Vec<SharedTerm> {
    let (left, right) = texts(comparing, link);
    comparing.comparison.as_deref().map(|comparison| comparison.shared(left, right)).unwrap_or_default()
}

fn texts<'a>(comparing: &'a Comparing, link: &Link) -> (&'a str, &'a str) {
    let panes = &comparing.panes;
    (panes.left.document.sentence_text(link.left), panes.right.document.sentence_text(link.right))
}

/// The bottom row of the texts: which link this is, how sure, and in which words.
fn draw_why(canvas: &mut Canvas<'_>, area: Rect, app: &App, comparing: &Comparing) {
    canvas.fill(area.x, area.y, area.right(), '─', canvas.style(Role::Rule));
    let (reason, role) = reason(app, comparing);
    let style = canvas.style(role);
    let state = if usize::from(area.width) < 2 * LEAST_REASON { String::new() } else { state(comparing) };
    let room = usize::from(area.width).saturating_sub(width(&state) + 6);
    let end = area.right();
    canvas.put(area.x + 1, area.y, end, fit(&format!(" {reason} "), room).as_str(), style);
    canvas.put(end.saturating_sub(width(&state) as u16 + 1), area.y, end, &state, canvas.style(Role::Dim));
}

fn reason(app: &App, comparing: &Comparing) -> (String, Role) {
    if app.is_busy(Lane::Compare) || comparing.comparison.is_none() {
        return ("comparing … Esc cancels".into(), Role::Dim);
    }
    let Some(cursor) = comparing.cursor(comparing.side) else { return (String::new(), Role::Dim) };
    let links = comparing.counterparts(comparing.side, cursor);
    let Some(best) = links.first() else {
        let words = match comparing.side {
            Side::Left => "only left: no counterpart",
            Side::Right => "only right: no counterpart",
        };
        return (format!("{} · {words}", cursor + 1), Role::Dim);
    };
    let of = if links.len() > 1 { format!(" · best of {}", links.len()) } else { String::new() };
    let (left, right) = texts(comparing, best);
    let terms: Vec<String> = shared(comparing, best).into_iter().take(NAMED).map(|term| term.text).collect();
    let (sign, level, role) = match comparing.levels.of(best.score) {
        Some(Level::Strong) => ('═', "strong", Role::StrongLink),
        _ => ('~', "weak", Role::WeakLink),
    };
    let differs = differing(left, right, best.score);
    let (left, right) = (best.left + 1, best.right + 1);
    let moved = if moved(comparing, best) { " · moved" } else { "" };
    let score = format!("{:.2}", best.score);
    let score = score.trim_start_matches('0');
    let terms = terms.join(", ");
    let words = format!("{left} {sign} {right} {level} {score}{moved}{of}{differs}   both: {terms}");
    (words, role)
}

/// The facts in which two linked sentences differ, both sides quoted.
fn differing(left: &str, right: &str, score: f64) -> String {
    let ledger = ledger(&[left], &[right], &[(0, 0, score)]);
    let differs = ledger.rows.iter().filter(|row| row.status == Status::Differs);
    let quoted = differs.map(|row| {
        let phrase = |side: Side, text: &str| {
            let item = row.items.iter().find(|item| item.side == side);
            item.map_or(String::new(), |item| item.phrase.of(text).to_string())
        };
        format!("   ≠ {} | {}", phrase(Side::Left, left), phrase(Side::Right, right))
    });
    quoted.collect()
}

/// A link that crosses the links of its neighbours: the texts order their matter differently.
fn moved(comparing: &Comparing, link: &Link) -> bool {
    let best = |sentence: usize| comparing.counterparts(Side::Left, sentence).first().map(|link| link.right);
    let before = (0..link.left).rev().find_map(best);
    let after = (link.left + 1..comparing.panes.left.document.sentences.len()).find_map(best);
    before.is_some_and(|before| before > link.right) && after.is_none_or(|after| after < before.unwrap_or(0))
        || after.is_some_and(|after| after < link.right)
            && before.is_none_or(|before| before > after.unwrap_or(0))
}

fn state(comparing: &Comparing) -> String {
    let likeness = comparing.comparison.as_deref().map(|comparison| comparison.likeness(comparing.levels));
    let likeness = likeness.map(|likeness| format!("likeness {likeness} ")).unwrap_or_default();
    let shown = match comparing.shown {
        Shown::All => String::new(),
        shown => format!("· {} ", shown.words()),
    };
    let lock = match comparing.scroll {
        Scroll::Locked => "",
        Scroll::Free => "· unlocked ",
    };
    format!(" {likeness}{shown}{lock}")
}
