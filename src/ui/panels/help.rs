//! The help screen: the keys of a view, written from the key map.

pub mod draw;

use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, Context, Key, Keymap};
use crate::ui::outcome::Outcome;
use crate::ui::panels::PanelInput;

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
        let tops = (lines(input.keymap, self.context).len() + 1).saturating_sub(input.page);
        let rows = Rows { count: tops, selected: self.top.min(tops.saturating_sub(1)), page: input.page };
        self.top = motion.row(count, rows)?;
        Some(Vec::new())
    }
}

/// One row of the help screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpLine<'a> {
    /// The name of a view.
    Title(&'static str),
    /// The keys of an action and what it does.
    Binding(&'a [Key], &'static str),
    /// A remark.
    Note(&'static str),
    /// Nothing.
    Empty,
}

/// Returns the rows on the keys of a view: its own first, then those that hold everywhere.
pub fn lines(keymap: &Keymap, context: Context) -> Vec<HelpLine<'_>> {
    let mut lines = Vec::new();
    let own: Vec<_> = keymap.bindings(context).map(|(action, _)| action).collect();
    for section in [context, Context::Everywhere] {
        lines.push(HelpLine::Title(section.title()));
        for (action, keys) in keymap.bindings(section) {
            if section == context || !own.contains(&action) {
                lines.push(HelpLine::Binding(keys, action.words()));
            }
        }
        lines.push(HelpLine::Empty);
    }
    if matches!(context, Context::Comparison | Context::Table) {
        lines.push(HelpLine::Title("Marks"));
        lines.push(HelpLine::Note("▐ the current sentence and its counterparts"));
        lines.push(HelpLine::Note("┃ ● strong link   ╎ ○ weak link   · only here"));
        lines.push(HelpLine::Note("≠ a fact differs   ≈ nearly the same   ↕ moved   \" copied"));
        lines.push(HelpLine::Note("two versions of a text: ~ edited   ↕ moved   - removed   + added"));
        lines.push(HelpLine::Empty);
    }
    if context == Context::Claims {
        lines.push(HelpLine::Title("Marks"));
        lines.push(HelpLine::Note("● says so   ○ says so in other words   · does not"));
        lines.push(HelpLine::Empty);
    }
    lines.push(HelpLine::Note("A number before a key repeats it: 3] 12G 50%"));
    lines
}
