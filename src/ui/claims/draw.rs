//! The grid of three documents or more: a claim a row, a document a column.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::compare::{Claim, Claims, Stand};
use crate::document::{Block, BlockKind, Flow, Frame, Position};
use crate::text::safe::printable;
use crate::text::width::{fit, width};
use crate::text::wrap::shown;
use crate::ui::app::App;
use crate::ui::claims::table::ClaimsTable;
use crate::ui::comparison::tables::window;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::layout::Layout;

/// Cells of a column.
const COLUMN: u16 = 3;

/// Cells left of the grid: the cursor and a space.
const MARGIN: u16 = 2;

/// Draws an open grid.
pub(crate) fn draw(canvas: &mut Canvas<'_>, app: &App, grid: &ClaimsTable, layout: &Layout) {
    let Layout::Table { header, table, below, .. } = layout else { return };
    draw_header(canvas, *header, app, grid);
    match &grid.claims {
        None => {
            let percent = grid.progress.unwrap_or(0);
            let words = format!("comparing every two documents … {percent} % · Esc cancels");
            canvas.put(table.x + MARGIN, table.y, table.right(), &words, canvas.style(Role::Dim));
        }
        Some(claims) if claims.rows.is_empty() => {
            let words = "(no two of them say the same)";
            canvas.put(table.x + MARGIN, table.y, table.right(), words, canvas.style(Role::Dim));
        }
        Some(claims) => draw_claims(canvas, *table, grid, claims),
    }
    draw_below(canvas, *below, app, grid);
}

/// Returns the letter of a column: A to Z, as many as a grid may have.
fn letter(column: usize) -> char {
    char::from_u32('A' as u32 + column as u32).unwrap_or('?')
}

fn title(app: &App, grid: &ClaimsTable, column: usize) -> String {
    let entry = grid.documents.get(column).and_then(|shown| app.library.entry(shown.entry));
    match grid.document(column).map(|document| document.title.as_str()) {
        Some(title) if !title.is_empty() => title.to_string(),
        _ => entry.map_or(String::new(), |entry| entry.name().into_owned()),
    }
}

fn draw_header(canvas: &mut Canvas<'_>, header: Rect, app: &App, grid: &ClaimsTable) {
    let figures = match &grid.claims {
        Some(claims) => {
            format!("{} claims, {} by all", claims.rows.len(), claims.shared_by_all())
        }
        None => "comparing …".into(),
    };
    let words = format!("{} documents · {figures}", grid.documents.len());
    canvas.fill(header.x, header.y, header.right(), "─", canvas.style(Role::Rule));
    let room = usize::from(header.width.saturating_sub(2));
    canvas.put(
        header.x + 1,
        header.y,
        header.right(),
        fit(&format!(" {words} "), room).as_str(),
        canvas.style(Role::Header),
    );
    let mut x = header.x + MARGIN;
    for column in 0..grid.documents.len() {
        let here = column == grid.column;
        let style = if here { canvas.style(Role::Selected) } else { canvas.style(Role::Header) };
        canvas.put(x, header.y + 1, header.right(), &format!(" {} ", letter(column)), style);
        x += COLUMN;
    }
    let room = usize::from(header.right().saturating_sub(x + 1));
    let name = fit(&title(app, grid, grid.column), room);
    canvas.put(x + 1, header.y + 1, header.right(), name.as_str(), canvas.style(Role::Dim));
}

fn draw_claims(canvas: &mut Canvas<'_>, table: Rect, grid: &ClaimsTable, claims: &Claims) {
    let rows = window(grid.row, claims.rows.len(), usize::from(table.height));
    for (index, y) in rows.zip(table.y..) {
        let claim = &claims.rows[index];
        let here = index == grid.row;
        if here {
            canvas.put(table.x, y, table.x + 1, "▐", canvas.style(Role::Cursor));
        }
        let mut x = table.x + MARGIN;
        for column in 0..grid.documents.len() {
            let (sign, role) = sign(grid.stand(claim, column));
            let style = canvas.style(role);
            let style =
                if here && column == grid.column { style.patch(canvas.style(Role::Selected)) } else { style };
            canvas.put(x, y, table.right(), &format!(" {sign} "), style);
            x += COLUMN;
        }
        let differs = if claim.differs.is_empty() { "" } else { "≠ " };
        let words = format!("{differs}{}", printable(grid.words(claim)).replace('\n', " "));
        let room = usize::from(table.right().saturating_sub(x + 1));
        let style = if here { canvas.style(Role::CursorText) } else { Style::new() };
        canvas.put(x + 1, y, table.right(), fit(&words, room).as_str(), style);
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
fn draw_below(canvas: &mut Canvas<'_>, below: Rect, app: &App, grid: &ClaimsTable) {
    if below.height == 0 {
        return;
    }
    canvas.fill(below.x, below.y, below.right(), "─", canvas.style(Role::Rule));
    let Some(claim) = grid.claim() else { return };
    let (words, role) = match grid.stand(claim, grid.column) {
        Stand::Said(_) => ("says so", Role::StrongLink),
        Stand::Reworded(_) => ("perhaps says so in other words", Role::WeakLink),
        Stand::Absent => ("does not say so", Role::Only),
    };
    let heading = format!(" {} {words} ", letter(grid.column));
    let x = canvas.put(below.x + 1, below.y, below.right(), &heading, canvas.style(role));
    let numbers = numbers(grid, claim);
    canvas.put(x, below.y, below.right(), &numbers, canvas.style(Role::Dim));
    let name = title(app, grid, grid.column);
    let room = usize::from(below.right().saturating_sub(x + width(&numbers) as u16 + 3));
    let name = fit(&format!(" {name} "), room);
    let from = below.right().saturating_sub(width(name.as_str()) as u16 + 1);
    canvas.put(from, below.y, below.right(), name.as_str(), canvas.style(Role::Dim));
    draw_sentence(canvas, Rect { y: below.y + 1, height: below.height - 1, ..below }, grid, claim);
}

/// The numbers of the sentences that say a claim in the selected document.
fn numbers(grid: &ClaimsTable, claim: &Claim) -> String {
    let sentences = grid.stand(claim, grid.column).sentences();
    let numbers: Vec<String> = sentences.iter().map(|sentence| (sentence + 1).to_string()).collect();
    if numbers.is_empty() { String::new() } else { format!("in {} ", numbers.join(", ")) }
}

/// Draws the sentence of the selected document that says it most surely.
fn draw_sentence(canvas: &mut Canvas<'_>, area: Rect, grid: &ClaimsTable, claim: &Claim) {
    let Some(document) = grid.document(grid.column) else { return };
    let first = grid.stand(claim, grid.column).sentences().first();
    let Some(sentence) = first.and_then(|at| document.sentences.get(*at)) else { return };
    let block =
        Block { span: sentence.span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: false };
    let blocks = [block];
    let cells = usize::from(area.width.saturating_sub(MARGIN + 1)).max(1);
    let flow = Flow::new(&document.text, &blocks, cells);
    for (row, y) in flow.page(Position(sentence.span.start), usize::from(area.height)).iter().zip(area.y..) {
        let mut x = area.x + MARGIN;
        for glyph in shown(row.span.of(&document.text)) {
            match canvas.put_glyph(x, y, area.right(), &glyph, Style::new()) {
                Some(next) => x = next,
                None => break,
            }
        }
    }
}
