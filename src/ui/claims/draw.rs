//! Drawing the table of claims: a row for each claim, a column for each document.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::compare::{Claim, Support};
use crate::document::{Block, BlockKind, Flow, Frame, Position};
use crate::text::Span as Bytes;
use crate::text::wrap::shown;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::drawing::{DrawContext, MARGIN, Role, fitted, inset, styled, title_of};
use crate::ui::input::{Context, ProgramAction};
use crate::ui::layout::Layout;
use crate::ui::selectable_list::ListAppearance;

/// Cells of the narrowest column of quotations.
const QUOTED: usize = 28;

/// Draws an open table of claims.
pub(crate) fn draw(cx: &mut DrawContext<'_>, view: &ClaimsTable, layout: &Layout) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    draw_header(cx, *header, view);
    let words = match &view.claims {
        None => {
            let percent = view.progress.unwrap_or(0);
            let hint = cx.keymap.hint(Context::Claims, ProgramAction::Escape, "cancels");
            format!("comparing every pair of documents … {percent} %{hint}")
        }
        Some(claims) if claims.rows.is_empty() => "(no claim is made by two documents)".into(),
        Some(_) => String::new(),
    };
    cx.put(cx.words(words, Role::Dim), inset(*table, MARGIN, 0));
    let quoted = quoted_cells(table.width, view.documents.len());
    view.list.draw(cx, *table, view.rows().len(), ListAppearance::Table("▐"), |cx, at, cells| match quoted {
        Some(room) => quoted_row(cx, view, at, room),
        None => row(cx, view, at, cells.saturating_sub(3 * view.documents.len() + 1)),
    });
    draw_below(cx, *below, view);
}

/// Returns the letter of a column: A to Z, as many as a table may have.
fn letter(column: usize) -> char {
    char::from_u32('A' as u32 + column as u32).unwrap_or('?')
}

fn title(cx: &DrawContext<'_>, view: &ClaimsTable, room: usize) -> String {
    let shown = view.documents.get(view.column);
    shown
        .map_or(String::new(), |shown| title_of(cx.library, shown.entry, shown.document.title.as_str(), room))
}

fn draw_header(cx: &mut DrawContext<'_>, header: Rect, view: &ClaimsTable) {
    cx.put_rule(header);
    let figures = match &view.claims {
        Some(claims) => {
            let noun = if claims.rows.len() == 1 { "claim" } else { "claims" };
            let (all, one) = (claims.shared_by_all(), view.sole());
            format!("{} {noun}, {all} by all, {one} by one", claims.rows.len())
        }
        None => "comparing …".into(),
    };
    let count = view.documents.len();
    let documents = match view.left_out {
        0 => format!("{count} documents"),
        left_out => format!("the first {count} of {} accounts", count + left_out),
    };
    let words = format!(" {documents} · {figures} ");
    let area = inset(header, 1, 1);
    cx.put(fitted(&words, area.width.into(), cx.style(Role::Header)), area);
    let quoted = quoted_cells(header.width, view.documents.len());
    let letters = (0..view.documents.len()).map(|column| {
        let role = if column == view.column { Role::Selected } else { Role::Header };
        match (quoted, view.documents.get(column)) {
            (Some(room), Some(shown)) => {
                let title = title_of(cx.library, shown.entry, shown.document.title.as_str(), room - 5);
                let name = fitted(&format!(" {}  {title}", letter(column)), room - 1, cx.style(role));
                let pad = " ".repeat(room - name.width());
                Line::from(vec![name, Span::raw(pad)])
            }
            (None, _) | (Some(_), None) => Line::from(cx.words(format!(" {} ", letter(column)), role)),
        }
    });
    let mut line: Line<'_> = letters.flatten().collect();
    let row = inset(Rect { y: header.y + 1, height: 1, ..header }, MARGIN, 0);
    let room = usize::from(row.width).saturating_sub(line.width() + 1);
    line.push_span(Span::raw(" "));
    if quoted.is_none() {
        line.push_span(fitted(&title(cx, view, room), room, cx.style(Role::Dim)));
    }
    cx.put(line, row);
}

/// Returns a claim: who says it, and its words in at most `room` cells.
fn row(cx: &DrawContext<'_>, view: &ClaimsTable, at: usize, room: usize) -> Line<'static> {
    let (claim, is_selected) = (&view.rows()[at], at == view.list.selected);
    let signs = (0..view.documents.len()).map(|column| {
        let (sign, _, role) = support_sign(view.support(claim, column));
        let is_cell = is_selected && column == view.column;
        let selected = if is_cell { cx.style(Role::Selected) } else { Style::new() };
        Span::styled(format!(" {sign} "), cx.style(role).patch(selected))
    });
    let mut line: Line<'_> = signs.collect();
    let differs = if claim.differs.is_empty() { "" } else { "≠ " };
    let style = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
    line.push_span(Span::raw(" "));
    line.push_span(fitted(&format!("{differs}{}", view.words(claim)), room, style));
    line
}

/// Returns the cells of a column of quotations; `None` where they would be too narrow to be read.
fn quoted_cells(width: u16, documents: usize) -> Option<usize> {
    let room = usize::from(width.saturating_sub(MARGIN + 1)) / documents.max(1);
    (room >= QUOTED).then_some(room)
}

/// Returns a claim with the words of each document that makes it, in columns of `room` cells.
fn quoted_row(cx: &DrawContext<'_>, view: &ClaimsTable, at: usize, room: usize) -> Line<'static> {
    let (claim, is_selected) = (&view.rows()[at], at == view.list.selected);
    let cell = |column: usize| {
        let support = view.support(claim, column);
        let (sign, _, role) = support_sign(support);
        let is_cell = is_selected && column == view.column;
        let style = cx.style(if is_cell { Role::Selected } else { role });
        let words_style = match (is_cell, support) {
            (true, _) => style,
            (false, Support::Reworded(_) | Support::Absent) => cx.style(Role::Dim),
            (false, Support::Said(_)) if is_selected => cx.style(Role::CursorText),
            (false, Support::Said(_)) => Style::new(),
        };
        let differs = if claim.differs.is_empty() || *support == Support::Absent { "" } else { "≠ " };
        let document = view.document(column);
        let words =
            support.sentences().first().zip(document).map(|(at, document)| document.sentence_text(*at));
        let words = fitted(&format!("{differs}{}", words.unwrap_or_default()), room - 4, words_style);
        let pad = " ".repeat(room - 3 - words.width());
        [Span::styled(format!(" {sign} "), style), words, Span::raw(pad)]
    };
    (0..view.documents.len()).flat_map(cell).collect()
}

/// Returns the sign of a document's support for a claim, its words and its role.
fn support_sign(support: &Support) -> (char, &'static str, Role) {
    match support {
        Support::Said(_) => ('●', "says so", Role::StrongLink),
        Support::Reworded(_) => ('○', "perhaps says so in other words", Role::WeakLink),
        Support::Absent => ('·', "does not say so", Role::Only),
    }
}

/// Draws the sentence of the selected document on the selected claim.
fn draw_below(cx: &mut DrawContext<'_>, below: Rect, view: &ClaimsTable) {
    cx.put_rule(below);
    let Some(claim) = view.claim().filter(|_| below.height > 0) else { return };
    let (_, words, role) = support_sign(view.support(claim, view.column));
    let heading = Line::from(vec![
        cx.words(format!(" {} {words} ", letter(view.column)), role),
        cx.words(numbers(view, claim), Role::Dim),
    ]);
    let row = inset(Rect { height: 1, ..below }, 1, 1);
    let room = usize::from(row.width).saturating_sub(heading.width() + 2);
    let name = fitted(&format!(" {} ", title(cx, view, room.saturating_sub(2))), room, cx.style(Role::Dim));
    cx.put_ends(heading, name, row);
    draw_sentence(cx, Rect { y: below.y + 1, height: below.height - 1, ..below }, view, claim);
}

/// Returns the numbers of the sentences that say a claim in the selected document.
fn numbers(view: &ClaimsTable, claim: &Claim) -> String {
    let sentences = view.support(claim, view.column).sentences();
    let numbers: Vec<String> = sentences.iter().map(|sentence| (sentence + 1).to_string()).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!("in sentence {} ", numbers.join(", ")),
        _ => format!("in sentences {} ", numbers.join(", ")),
    }
}

/// Draws the sentence of the selected document that says it most surely.
fn draw_sentence(cx: &mut DrawContext<'_>, area: Rect, view: &ClaimsTable, claim: &Claim) {
    let Some(document) = view.document(view.column) else { return };
    let first = view.support(claim, view.column).sentences().first();
    let Some(sentence) = first.and_then(|at| document.sentences.get(*at)) else { return };
    let (kind, frame) = (BlockKind::Paragraph, Frame::default());
    let blocks = [Block { span: sentence.span, kind, frame, gap: false }];
    let area = inset(area, MARGIN, 1);
    let flow = Flow::new(document, &blocks, usize::from(area.width).max(1));
    let page = flow.page(Position(sentence.span.start), area.height.into());
    for (row, place) in page.iter().zip(area.rows()) {
        let struck = document.struck_in(row.span);
        let style = |glyph: Bytes| {
            let is_struck = struck.iter().any(|span| span.overlaps(glyph));
            if is_struck { cx.style(Role::Struck) } else { Style::new() }
        };
        cx.put(styled(shown(row.span.of(&document.text)), style), place);
    }
}
