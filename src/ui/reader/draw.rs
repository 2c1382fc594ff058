//! The reader: one text with its scrollbar and the current sentence marked in the margin.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use crate::document::{Row, RowKind};
use crate::tasks::entry::Unreadable;
use crate::text::wrap::rows;
use crate::ui::app::{App, Reading};
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::fitted;
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Context, TextAction};
use crate::ui::layout::TextArea;
use crate::ui::list::library::Walk;
use crate::ui::reader::scrollbar;
use crate::ui::reader::text::{RowMarks, Sought, TextView};
use crate::ui::reader::text_pane::TextPane;

/// Draws the text pane; `page` is the rows in view of a text.
pub(crate) fn draw(cx: DrawContext<'_>, area: &TextArea, page: &[Row], buffer: &mut Buffer) {
    match &cx.app.reading {
        Reading::Text(pane) if pane.blocks.is_empty() => say(cx, area, 0, "(empty)", buffer),
        Reading::Text(pane) => draw_text(cx, area, pane, page, buffer),
        Reading::Failed(_, why) => draw_failure(cx, area, why, buffer),
        Reading::Awaited(_) => say(cx, area, 0, "reading …", buffer),
        Reading::Nothing => say(cx, area, 0, nothing(cx.app), buffer),
    }
}

/// Why a document is not shown; of a file that is no text also how it can be shown all the same.
fn draw_failure(cx: DrawContext<'_>, area: &TextArea, why: &Unreadable, buffer: &mut Buffer) {
    say(cx, area, 0, why.words(), buffer);
    let key = cx.app.keymap.key_of(Context::Reader, TextAction::AsText);
    if let (Unreadable::Binary(words), Some(key)) = (why, key) {
        let used = rows(words, area.cells()).len() + 1;
        say(cx, area, used, &format!("{key} shows its bytes as text all the same."), buffer);
    }
}

fn nothing(app: &App) -> &'static str {
    match (app.library.walk, app.library.len()) {
        (Walk::Going, _) => "looking for documents …",
        (Walk::Done, 0) => "No documents here. Open a folder or a file that has text: reader PATH",
        (Walk::Done, _) => "",
    }
}

fn draw_text(cx: DrawContext<'_>, area: &TextArea, pane: &TextPane, page: &[Row], buffer: &mut Buffer) {
    let current = pane.current().and_then(|at| pane.document.sentences.get(at)).map(|sentence| sentence.span);
    let role = if pane.chosen.is_some() { Role::Cursor } else { Role::Rule };
    let view = TextView { cx, area, pane, sought: sought(cx.app) };
    view.render(&pane.blocks, page.iter().zip(area.area.rows()), buffer, |row: &Row| RowMarks {
        cursor: current.filter(|span| span.overlaps(row.span)).map(|_| ("▐", role)),
        ..RowMarks::default()
    });
    if pane.is_partial() {
        let gaps = page.iter().zip(area.text.rows()).filter(|(row, _)| row.kind == RowKind::Gap);
        for (_, row) in gaps {
            Span::styled("…", cx.style(Role::Dim)).render(row, buffer);
        }
    }
    scrollbar::draw(cx, area, pane, page, buffer);
}

/// Returns what is marked in every text.
pub(crate) fn sought(app: &App) -> Sought<'_> {
    Sought { keywords: &app.keywords, match_here: app.search.as_ref().and_then(|search| search.at) }
}

/// Draws words, wrapped, from the row `skipped` of the pane on.
fn say(cx: DrawContext<'_>, area: &TextArea, skipped: usize, words: &str, buffer: &mut Buffer) {
    let page = Rect { height: area.area.height, ..area.text };
    for (span, row) in rows(words, area.cells()).into_iter().zip(page.rows().skip(skipped)) {
        fitted(span.of(words), area.cells(), cx.style(Role::Dim)).render(row, buffer);
    }
}
