//! What the help screen says; the key map itself writes it.

use crate::ui::input::{Context, Key, Keymap};

/// One row of the help screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
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
pub fn lines(keymap: &Keymap, context: Context) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let own: Vec<_> = keymap.bindings(context).map(|(action, _)| action).collect();
    for section in [context, Context::Everywhere] {
        lines.push(Line::Title(section.title()));
        for (action, keys) in keymap.bindings(section) {
            if section == context || !own.contains(&action) {
                lines.push(Line::Binding(keys, action.words()));
            }
        }
        lines.push(Line::Empty);
    }
    if matches!(context, Context::Comparison | Context::Table) {
        lines.push(Line::Title("Marks"));
        lines.push(Line::Note("▐ the current sentence and its counterparts"));
        lines.push(Line::Note("┃ ● strong link   ╎ ○ weak link   · only here"));
        lines.push(Line::Note("≠ a fact differs   ≈ nearly the same   ↕ moved   \" copied"));
        lines.push(Line::Note("two versions of a text: ~ edited   ↕ moved   - removed   + added"));
        lines.push(Line::Empty);
    }
    if context == Context::Claims {
        lines.push(Line::Title("Marks"));
        lines.push(Line::Note("● says so   ○ says so in other words   · does not"));
        lines.push(Line::Empty);
    }
    lines.push(Line::Note("A number before a key repeats it: 3] 12G 50%"));
    lines
}
