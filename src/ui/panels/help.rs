//! The help screen: the keys of a view, written from the key map.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use crate::text::width::width;
use crate::ui::drawing::context::{DrawContext, clear};
use crate::ui::drawing::theme::Role;
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, Context, Key, Keymap};
use crate::ui::outcome::Outcome;
use crate::ui::panels::PanelInput;

/// The column the words begin in, from the left edge of the panel.
const WORDS: usize = 24;

/// What the marks of a comparison mean.
const COMPARISON_MARKS: &[&str] = &[
    "▐ the current sentence and its counterparts",
    "┃ ● strong link   ╎ ○ weak link   · only here",
    "≠ a fact differs   ≈ nearly the same   ↕ moved   \" copied",
    "two versions of a text: ~ edited   ↕ moved   - removed   + added",
];

/// What the marks of a table of claims mean.
const CLAIMS_MARKS: &[&str] = &["● says so   ○ says so in other words   · does not"];

/// The help screen.
#[derive(Clone, Copy, Debug)]
pub struct HelpPanel {
    /// The view whose keys it shows.
    pub context: Context,
    /// The first row shown.
    pub top: usize,
}

impl HelpPanel {
    /// Scrolls; `None` when the action is no motion.
    pub(crate) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        input: PanelInput<'_>,
    ) -> Option<Vec<Outcome>> {
        let Action::Motion(motion) = action else { return None };
        let rows = lines(input.keymap, self.context, [Style::new(); 2]).len();
        let tops = (rows + 1).saturating_sub(input.page);
        let rows = Rows { count: tops, selected: self.top.min(tops.saturating_sub(1)), page: input.page };
        self.top = motion.row(count, rows)?;
        Some(Vec::new())
    }
    /// Draws the keys of a view over all of `area`.
    pub(crate) fn draw(&self, cx: &mut DrawContext<'_>, area: Rect) {
        clear(area, cx.buffer);
        let styles = [cx.style(Role::PanelTitle), cx.style(Role::Dim)];
        let lines = lines(cx.keymap, self.context, styles);
        let top = self.top.min(lines.len().saturating_sub(area.height.into()));
        let text = Paragraph::new(lines).style(cx.style(Role::Panel)).scroll((top as u16, 0));
        text.render(area, cx.buffer);
    }
}

/// Returns the rows on the keys of a view: its own first, then those that hold everywhere. The styles are
/// those of titles and of descriptions.
fn lines(keymap: &Keymap, context: Context, [heading, dim]: [Style; 2]) -> Vec<Line<'static>> {
    let title = |words: &'static str| Line::styled(format!(" {words}"), heading);
    let mut lines = Vec::new();
    let own: Vec<_> = keymap.bindings(context).map(|(action, _)| action).collect();
    for section in [context, Context::Everywhere] {
        lines.push(title(section.title()));
        for (action, keys) in keymap.bindings(section) {
            if section == context || !own.contains(&action) {
                lines.push(binding(keys, action.words(), dim));
            }
        }
        lines.push(Line::default());
    }
    let marks = match context {
        Context::Comparison | Context::Table => COMPARISON_MARKS,
        Context::Claims => CLAIMS_MARKS,
        _ => &[],
    };
    if !marks.is_empty() {
        lines.push(title("Marks"));
        lines.extend(marks.iter().map(|words| Line::from(format!("   {words}"))));
        lines.push(Line::default());
    }
    lines.push(Line::from("   A number before a key repeats it: 3] 12G 50%"));
    lines
}

/// Returns the keys of an action, as many as there is room for, and what it does.
fn binding(keys: &[Key], words: &'static str, style: Style) -> Line<'static> {
    let mut text = String::new();
    for key in keys.iter().map(Key::to_string) {
        if width(&text) + width(&key) + 1 > WORDS {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&key);
    }
    let pad = WORDS.saturating_sub(width(&text) + 3).max(2);
    Line::from(vec![Span::raw(format!("   {text}{}", " ".repeat(pad))), Span::styled(words, style)])
}
