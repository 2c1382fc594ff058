//! The help screen.

use ratatui::layout::Rect;

use crate::text::width::width;
use crate::ui::app::App;
use crate::ui::drawing::paint::Canvas;
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Context, Key};
use crate::ui::panels::help::{HelpLine, lines};

/// The column the words begin in, from the left edge of the panel.
const WORDS: u16 = 24;

/// Draws the keys of a view over all of `area`.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, context: Context, top: usize) {
    canvas.clear(area, canvas.style(Role::Panel));
    let lines = lines(&app.keymap, context);
    let top = top.min(lines.len().saturating_sub(usize::from(area.height)));
    for (line, y) in lines.iter().skip(top).zip(area.y..area.bottom()) {
        match line {
            HelpLine::Title(words) => {
                canvas.put(area.x + 1, y, area.right(), words, canvas.style(Role::PanelTitle));
            }
            HelpLine::Binding(keys, words) => {
                let at = canvas.put(area.x + 3, y, area.right(), &written(keys), canvas.style(Role::Panel));
                let x = (area.x + WORDS).max(at + 2);
                let dim = canvas.style(Role::Panel).patch(canvas.style(Role::Dim));
                canvas.put(x, y, area.right(), words, dim);
            }
            HelpLine::Note(words) => {
                canvas.put(area.x + 3, y, area.right(), words, canvas.style(Role::Panel));
            }
            HelpLine::Empty => {}
        }
    }
}

fn written(keys: &[Key]) -> String {
    let mut text = String::new();
    for key in keys.iter().map(Key::to_string) {
        if width(&text) + width(&key) + 1 > usize::from(WORDS) {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&key);
    }
    text
}
