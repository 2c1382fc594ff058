//! The reader: one text with its scrollbar and the current sentence marked in the margin.

use ratatui::layout::Rect;

use crate::document::{Row, RowKind};
use crate::tasks::unread::Unread;
use crate::text::width::fit;
use crate::text::wrap::rows;
use crate::ui::app::App;
use crate::ui::app::Reading;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Context, TextAction};
use crate::ui::layout::TextArea;
use crate::ui::list::library::Walk;
use crate::ui::reader::layers::Sought;
use crate::ui::reader::scrollbar;
use crate::ui::reader::text;
use crate::ui::reader::text::RowMarks;
use crate::ui::reader::text_pane::TextPane;

/// Draws what the text pane holds.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: &TextArea, app: &App) {
    match &app.reading {
        Reading::Text(pane) if pane.blocks.is_empty() => say(canvas, area, "(empty)"),
        Reading::Text(pane) => draw_text(canvas, area, app, pane),
        Reading::Failed(_, why) => draw_failure(canvas, area, app, why),
        Reading::Awaited(_) => say(canvas, area, "reading …"),
        Reading::Nothing => say(canvas, area, nothing(app)),
    }
}

/// Why a document is not shown; of a file that is no text also how it is shown all the same.
fn draw_failure(canvas: &mut Canvas<'_>, area: &TextArea, app: &App, why: &Unread) {
    say(canvas, area, why.words());
    let key = app.keymap.key_of(Context::Reader, TextAction::AsText);
    if let (Unread::Binary(words), Some(key)) = (why, key) {
        let used = (rows(words, area.cells()).len() as u16 + 1).min(area.area.height);
        let below = Rect { y: area.area.y + used, height: area.area.height - used, ..area.area };
        say(
            canvas,
            &TextArea { area: below, ..*area },
            &format!("{key} shows its bytes as text all the same."),
        );
    }
}

fn nothing(app: &App) -> &'static str {
    match (app.library.walk, app.library.len()) {
        (Walk::Going, _) => "looking for documents …",
        (Walk::Done, 0) => "No documents here. Open a folder or a file that has text: reader PATH",
        (Walk::Done, _) => "",
    }
}

fn draw_text(canvas: &mut Canvas<'_>, area: &TextArea, app: &App, pane: &TextPane) {
    let current = pane.current().and_then(|at| pane.document.sentences.get(at)).map(|sentence| sentence.span);
    let role = if pane.chosen.is_some() { Role::Cursor } else { Role::Rule };
    text::draw(canvas, area, pane, &sought(app), |row: &Row| RowMarks {
        cursor: current.filter(|span| span.overlaps(row.span)).map(|_| ("▐", role)),
        ..RowMarks::default()
    });
    if pane.is_partial() {
        draw_ellipses(canvas, area, pane);
    }
    scrollbar::draw(canvas, area, pane, &app.keywords);
}

/// A sign in place of what is left out.
fn draw_ellipses(canvas: &mut Canvas<'_>, area: &TextArea, pane: &TextPane) {
    for (row, y) in pane.page(area).iter().zip(area.area.y..) {
        if row.kind == RowKind::Gap {
            canvas.put(area.text.x, y, area.text.right(), "…", canvas.style(Role::Dim));
        }
    }
}

/// Returns what is looked for in every text.
pub(crate) fn sought(app: &App) -> Sought<'_> {
    Sought { keywords: &app.keywords, match_here: app.search.as_ref().and_then(|search| search.at) }
}

fn say(canvas: &mut Canvas<'_>, area: &TextArea, words: &str) {
    for (row, y) in rows(words, area.cells()).iter().zip(area.area.y..area.area.bottom()) {
        let shown = fit(row.of(words), area.cells());
        canvas.put(area.text.x, y, area.text.right(), shown.as_str(), canvas.style(Role::Dim));
    }
}
