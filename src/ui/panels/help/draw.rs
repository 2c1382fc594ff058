//! The help screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Block, Widget};

use crate::text::width::width;
use crate::ui::drawing::context::DrawContext;
use crate::ui::drawing::text::{clear, inset};
use crate::ui::drawing::theme::Role;
use crate::ui::input::Key;
use crate::ui::panels::help::{HelpLine, HelpPanel, lines};

/// The column the words begin in, from the left edge of the panel.
const WORDS: u16 = 24;

/// Draws the keys of a view over all of `area`.
pub(crate) fn draw(cx: DrawContext<'_>, area: Rect, panel: &HelpPanel, buffer: &mut Buffer) {
    let style = cx.style(Role::Panel);
    clear(area, buffer);
    Block::new().style(style).render(area, buffer);
    let lines = lines(&cx.app.keymap, panel.context);
    let top = panel.top.min(lines.len().saturating_sub(usize::from(area.height)));
    for (line, row) in lines.iter().skip(top).zip(area.rows()) {
        match line {
            HelpLine::Title(words) => {
                Span::styled(*words, cx.style(Role::PanelTitle)).render(inset(row, 1, 0), buffer);
            }
            HelpLine::Binding(keys, words) => {
                let keys = written(keys);
                let start = WORDS.max(width(&keys) as u16 + 5);
                Span::styled(keys, style).render(inset(row, 3, 0), buffer);
                Span::styled(*words, style.patch(cx.style(Role::Dim))).render(inset(row, start, 0), buffer);
            }
            HelpLine::Note(words) => Span::styled(*words, style).render(inset(row, 3, 0), buffer),
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
