//! The table of claims: a claim a row, a document a column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::compare::{Claim, Claims, Stand};
use crate::document::{Block, BlockKind, Flow, Frame, Position};
use crate::text::wrap::shown;
use crate::ui::app::App;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{fitted, inset, put_ends, put_glyphs, put_rule};
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;
use crate::ui::layout::visible_rows;

/// Cells left of the table: the cursor and a space.
const MARGIN: u16 = 2;

/// Draws an open table of claims.
pub(crate) fn draw(cx: DrawContext<'_>, grid: &ClaimsTable, layout: &Layout, buffer: &mut Buffer) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    draw_header(cx, *header, grid, buffer);
    let say = |words: &str, buffer: &mut Buffer| {
        Span::styled(words, cx.style(Role::Dim)).render(inset(*table, MARGIN, 0), buffer);
    };
    match &grid.claims {
        None => {
            let percent = grid.progress.unwrap_or(0);
            say(&format!("comparing every two documents … {percent} % · Esc cancels"), buffer);
        }
        Some(claims) if claims.rows.is_empty() => say("(no two of them say the same)", buffer),
        Some(claims) => draw_claims(cx, *table, grid, claims, buffer),
    }
    draw_below(cx, *below, grid, buffer);
}

/// Returns the letter of a column: A to Z, as many as a grid may have.
fn letter(column: usize) -> char {
    char::from_u32('A' as u32 + column as u32).unwrap_or('?')
}

fn title_of(app: &App, grid: &ClaimsTable, column: usize) -> String {
    let entry = grid.documents.get(column).and_then(|shown| app.library.entry(shown.entry));
    match grid.document(column).map(|document| document.title.as_str()) {
        Some(title) if !title.is_empty() => title.to_string(),
        _ => entry.map_or(String::new(), |entry| entry.name().into_owned()),
    }
}

fn draw_header(cx: DrawContext<'_>, header: Rect, grid: &ClaimsTable, buffer: &mut Buffer) {
    put_rule(cx, header, buffer);
    let figures = match &grid.claims {
        Some(claims) => format!("{} claims, {} by all", claims.rows.len(), claims.shared_by_all()),
        None => "comparing …".into(),
    };
    let words = format!(" {} documents · {figures} ", grid.documents.len());
    let title = inset(header, 1, 1);
    fitted(&words, title.width.into(), cx.style(Role::Header)).render(title, buffer);
    let letters = (0..grid.documents.len()).map(|column| {
        let role = if column == grid.column { Role::Selected } else { Role::Header };
        Span::styled(format!(" {} ", letter(column)), cx.style(role))
    });
    let mut line: Line<'_> = letters.collect();
    let row = inset(Rect { y: header.y + 1, height: 1, ..header }, MARGIN, 0);
    let room = usize::from(row.width).saturating_sub(line.width() + 2);
    line.push_span(Span::raw(" "));
    line.push_span(fitted(&title_of(cx.app, grid, grid.column), room, cx.style(Role::Dim)));
    line.render(row, buffer);
}

fn draw_claims(cx: DrawContext<'_>, table: Rect, grid: &ClaimsTable, claims: &Claims, buffer: &mut Buffer) {
    let shown = visible_rows(grid.row, claims.rows.len(), table.height.into());
    for (index, row) in shown.zip(table.rows()) {
        let claim = &claims.rows[index];
        let is_selected = index == grid.row;
        if is_selected {
            Span::styled("▐", cx.style(Role::Cursor)).render(row, buffer);
        }
        let signs = (0..grid.documents.len()).map(|column| {
            let (sign, role) = sign(grid.stand(claim, column));
            let selected =
                if is_selected && column == grid.column { cx.style(Role::Selected) } else { Style::new() };
            Span::styled(format!(" {sign} "), cx.style(role).patch(selected))
        });
        let mut line: Line<'_> = signs.collect();
        let row = inset(row, MARGIN, 0);
        let room = usize::from(row.width).saturating_sub(line.width() + 2);
        let differs = if claim.differs.is_empty() { "" } else { "≠ " };
        let words = format!("{differs}{}", grid.words(claim));
        let style = if is_selected { cx.style(Role::CursorText) } else { Style::new() };
        line.push_span(Span::raw(" "));
        line.push_span(fitted(&words, room, style));
        line.render(row, buffer);
    }
}

fn sign(stand: &Stand) -> (char, Role) {
    match stand {
        Stand::Said(_) => ('●', Role::StrongLink),
        Stand::Reworded(_) => ('○', Role::WeakLink),
        Stand::Absent => ('·', Role::Only),
    }
}

/// Draws what the selected document says to the selected claim.
fn draw_below(cx: DrawContext<'_>, below: Rect, grid: &ClaimsTable, buffer: &mut Buffer) {
    put_rule(cx, below, buffer);
    let Some(claim) = grid.claim().filter(|_| below.height > 0) else { return };
    let (words, role) = match grid.stand(claim, grid.column) {
        Stand::Said(_) => ("says so", Role::StrongLink),
        Stand::Reworded(_) => ("perhaps says so in other words", Role::WeakLink),
        Stand::Absent => ("does not say so", Role::Only),
    };
    let heading = Line::from(vec![
        Span::styled(format!(" {} {words} ", letter(grid.column)), cx.style(role)),
        Span::styled(numbers(grid, claim), cx.style(Role::Dim)),
    ]);
    let row = inset(Rect { height: 1, ..below }, 1, 1);
    let room = usize::from(row.width).saturating_sub(heading.width() + 2);
    let name = fitted(&format!(" {} ", title_of(cx.app, grid, grid.column)), room, cx.style(Role::Dim));
    put_ends(heading, name, row, buffer);
    draw_sentence(Rect { y: below.y + 1, height: below.height - 1, ..below }, grid, claim, buffer);
}

/// The numbers of the sentences that say a claim in the selected document.
fn numbers(grid: &ClaimsTable, claim: &Claim) -> String {
    let sentences = grid.stand(claim, grid.column).sentences();
    let numbers: Vec<String> = sentences.iter().map(|sentence| (sentence + 1).to_string()).collect();
    if numbers.is_empty() { String::new() } else { format!("in {} ", numbers.join(", ")) }
}

/// Draws the sentence of the selected document that says it most surely.
fn draw_sentence(area: Rect, grid: &ClaimsTable, claim: &Claim, buffer: &mut Buffer) {
    let Some(document) = grid.document(grid.column) else { return };
    let first = grid.stand(claim, grid.column).sentences().first();
    let Some(sentence) = first.and_then(|at| document.sentences.get(*at)) else { return };
    let block =
        Block { span: sentence.span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: false };
    let blocks = [block];
    let cells = usize::from(area.width.saturating_sub(MARGIN + 1)).max(1);
    let page =
        Flow::new(&document.text, &blocks, cells).page(Position(sentence.span.start), area.height.into());
    for (row, place) in page.iter().zip(inset(area, MARGIN, 0).rows()) {
        put_glyphs(buffer, place, shown(row.span.of(&document.text)), |_| Style::new());
    }
}
