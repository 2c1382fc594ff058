//! The help screen, written by the key map itself.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::theme::Role;
use crate::app::App;
use crate::input::{Context, Key};
use crate::text::width::width;

/// The column the words begin in, from the left edge of the panel.
const WORDS: u16 = 24;

/// One row of the help screen.
enum Line {
    Title(String),
    Binding(String, &'static str),
    Note(&'static str),
    Empty,
}

/// Draws the keys of a view over all of `area`.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, app: &App, context: Context, top: usize) {
    canvas.clear(area, canvas.style(Role::Panel));
    let lines = lines(app, context);
    let top = top.min(lines.len().saturating_sub(usize::from(area.height)));
    for (line, y) in lines.iter().skip(top).zip(area.y..area.bottom()) {
        match line {
            Line::Title(words) => {
                canvas.put(area.x + 1, y, area.right(), words, canvas.style(Role::PanelTitle));
            }
            Line::Binding(keys, words) => {
                let at = canvas.put(area.x + 3, y, area.right(), keys, canvas.style(Role::Panel));
                let x = (area.x + WORDS).max(at + 2);
                let dim = canvas.style(Role::Panel).patch(canvas.style(Role::Dim));
                canvas.put(x, y, area.right(), words, dim);
            }
            Line::Note(words) => {
                canvas.put(area.x + 3, y, area.right(), words, canvas.style(Role::Panel));
            }
            Line::Empty => {}
        }
    }
}

fn lines(app: &App, context: Context) -> Vec<Line> {
    let mut lines = Vec::new();
    let own: Vec<_> = app.keymap.bindings(context).map(|(action, _)| action).collect();
    for section in [context, Context::Everywhere] {
        lines.push(Line::Title(title(section).to_string()));
        for (action, keys) in app.keymap.bindings(section) {
            if section == context || !own.contains(&action) {
                lines.push(Line::Binding(written(keys), action.words()));
            }
        }
        lines.push(Line::Empty);
    }
    if context == Context::Comparison {
        lines.push(Line::Title("Marks".into()));
        for note in
            ["▐ the current sentence and its counterparts", "┃ strong link   ╎ weak link   · only here"]
        {
            lines.push(Line::Note(note));
        }
        lines.push(Line::Empty);
    }
    lines.push(Line::Note("A number before a key repeats it: 3] 12G 50%"));
    lines
}

fn title(context: Context) -> &'static str {
    match context {
        Context::Everywhere => "Everywhere",
        Context::List => "In the list",
        Context::Reader => "In the text",
        Context::Comparison => "In a comparison",
        Context::Keywords => "In the keywords",
        Context::Help => "In this help",
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
