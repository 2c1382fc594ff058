//! The keys in force, view by view, as a person reads them.

use std::fmt::Write;

use crate::text::width::width;
use crate::ui::input::{Context, Key, Keymap};

/// Returns one line for each action: its keys, its name in a key map, what it does.
pub(crate) fn listing(map: &Keymap) -> String {
    let mut text = String::new();
    for context in Context::ALL {
        if map.bindings(context).next().is_none() {
            continue;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{gap}[{}]", context.name());
        for (action, keys) in map.bindings(context) {
            let keys = keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  ");
            let fill = " ".repeat(26usize.saturating_sub(width(&keys)));
            let _ = writeln!(text, "{keys}{fill}  {:<20}  {}", action.name(), action.words());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_binding_has_a_line() {
        let map = Keymap::with(None).unwrap();
        let text = listing(&map);
        for context in Context::ALL {
            assert_eq!(text.contains(&format!("[{}]", context.name())), map.bindings(context).count() > 0);
            for (action, keys) in map.bindings(context) {
                let wanted =
                    |line: &str| line.starts_with(&keys[0].to_string()) && line.contains(action.words());
                assert!(text.lines().any(wanted), "{}", action.name());
            }
        }
    }
}
