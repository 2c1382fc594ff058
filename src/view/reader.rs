//! The reader: one text with its scrollbar and the current sentence marked in the margin.

use ratatui::buffer::Buffer;

use super::paint::put;
use super::scrollbar;
use super::text::{self, Highlights, RowMarks};
use super::theme::{Role, Theme};
use crate::app::state::Reading;
use crate::app::text_pane::TextPane;
use crate::app::{App, TextArea};
use crate::document::Row;
use crate::text::width::fit;
use crate::text::wrap::rows;

/// Draws what the text pane holds.
pub(super) fn draw(buffer: &mut Buffer, area: &TextArea, app: &App, theme: &Theme) {
    match &app.reading {
        Reading::Text(pane) if pane.blocks.is_empty() => say(buffer, area, "(empty)", theme),
        Reading::Text(pane) => draw_text(buffer, area, app, pane, theme),
        Reading::Failed(_, why) => say(buffer, area, why, theme),
        Reading::Nothing => say(buffer, area, &nothing(app), theme),
    }
}

fn nothing(app: &App) -> String {
    use crate::app::library::Walk;
    match (app.library.walk, app.library.entries.len()) {
        (Walk::Going, _) => "looking for documents …".into(),
        (Walk::Done, 0) => "No documents here. Open a folder or a file that has text: reader PATH".into(),
        (Walk::Done, _) => String::new(),
    }
}

fn draw_text(buffer: &mut Buffer, area: &TextArea, app: &App, pane: &TextPane, theme: &Theme) {
    let highlights = highlights(app, theme);
    let current = pane.current().and_then(|at| pane.document.sentences.get(at)).map(|sentence| sentence.span);
    let style = theme.style(if pane.chosen.is_some() { Role::Cursor } else { Role::Rule });
    text::draw(buffer, area, pane, &highlights, |row: &Row| RowMarks {
        cursor: current.filter(|span| span.overlaps(row.span)).map(|_| ("▐", style)),
        link: None,
        passages: Vec::new(),
    });
    scrollbar::draw(buffer, area, pane, &app.keywords, theme);
}

/// Returns what lies over the words of every text.
pub(super) fn highlights<'a>(app: &'a App, theme: &'a Theme) -> Highlights<'a> {
    let match_here = app.finding.as_ref().and_then(|finding| finding.at);
    Highlights { keywords: &app.keywords, match_here, theme }
}

fn say(buffer: &mut Buffer, area: &TextArea, words: &str, theme: &Theme) {
    for (number, row) in rows(words, area.cells()).iter().take(area.rows()).enumerate() {
        let shown = fit(row.of(words), area.cells());
        put(
            buffer,
            area.text.x,
            area.area.y + number as u16,
            area.text.right(),
            shown.as_str(),
            theme.style(Role::Dim),
        );
    }
}
