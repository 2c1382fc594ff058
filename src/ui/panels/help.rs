//! The help screen: the keys of a view, written from the key map.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use crate::text::width::width;
use crate::ui::component::{Component, Hint, KeyContext, LegendEntry};
use crate::ui::drawing::context::{DrawContext, clear};
use crate::ui::drawing::theme::Role;
use crate::ui::input::{Action, Context, Key, Keymap, Motion, ProgramAction};
use crate::ui::layout::Layout;
use crate::ui::outcome::Outcome;
use crate::ui::selectable_list::{SelectableList, draw_scrollbar};

/// The column the words begin in, from the left edge of the panel.
const WORDS: usize = 24;

/// Cells of a mark.
const MARK: usize = 8;

/// The help screen.
#[derive(Clone, Copy, Debug)]
pub struct HelpPanel {
    /// The view whose keys it shows.
    pub context: Context,
    /// What its marks mean.
    legend: &'static [LegendEntry],
    /// What else a user has to know of it.
    remarks: &'static [&'static str],
    list: SelectableList,
}

impl HelpPanel {
    /// Returns the help on the keys and the marks of a view.
    pub(crate) fn new(
        context: Context,
        legend: &'static [LegendEntry],
        view: Option<&dyn Component>,
    ) -> Self {
        let remarks = view.map_or(&[][..], Component::remarks);
        Self { context, legend, remarks, list: SelectableList::default() }
    }

    /// Returns the rows on a view: its marks, its own keys, then those that hold everywhere. The styles are
    /// those of titles, of descriptions and of the sign of each role.
    fn lines(
        &self,
        keymap: &Keymap,
        [heading, dim]: [Style; 2],
        sign: impl Fn(Role) -> Style,
    ) -> Vec<Line<'static>> {
        let context = self.context;
        let title = |words: &'static str| Line::styled(format!(" {words}"), heading);
        let mut lines = Vec::new();
        if !self.legend.is_empty() {
            lines.push(title("Marks"));
            lines.extend(self.legend.iter().map(|(mark, role, words)| {
                let pad = " ".repeat(MARK.saturating_sub(width(mark)));
                Line::from(vec![Span::styled(format!("   {mark}{pad}"), sign(*role)), Span::raw(*words)])
            }));
            lines.push(Line::default());
        }
        lines.extend(self.remarks.iter().map(|words| Line::from(format!("   {words}"))));
        if !self.remarks.is_empty() {
            lines.push(Line::default());
        }
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
        lines.push(Line::from("   A number before a key repeats it: 3] 12G 50%"));
        lines
    }
}

impl Component for HelpPanel {
    fn context(&self) -> Context {
        Context::Help
    }

    fn hints(&self) -> &'static [Hint] {
        &[
            (Action::Program(ProgramAction::Close), "close"),
            (Action::Motion(Motion::Down), "down"),
            (Action::Motion(Motion::Up), "up"),
        ]
    }

    /// Scrolls: the first row in view is selected from those that leave no row empty.
    fn move_by(&mut self, motion: Motion, cx: &mut KeyContext<'_>) -> Vec<Outcome> {
        let rows = self.lines(cx.keymap, [Style::new(); 2], |_| Style::new()).len();
        let tops = (rows + 1).saturating_sub(cx.page);
        self.list.select(self.list.selected, tops);
        self.list.move_by(motion, cx.count, tops, cx.page);
        Vec::new()
    }

    fn draw(&self, cx: &mut DrawContext<'_>, layout: &Layout) {
        let area = layout.panes();
        clear(area, cx.buffer);
        let styles = [cx.style(Role::PanelTitle), cx.style(Role::Dim)];
        let lines = self.lines(cx.keymap, styles, |role| cx.style(Role::Panel).patch(cx.style(role)));
        let (rows, height) = (lines.len(), usize::from(area.height));
        let top = self.list.selected.min(rows.saturating_sub(height));
        let text = Paragraph::new(lines).style(cx.style(Role::Panel)).scroll((top as u16, 0));
        text.render(area, cx.buffer);
        if rows > height {
            draw_scrollbar(cx, area, top..top + height, rows);
        }
    }
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
