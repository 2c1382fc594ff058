//! Where the links lead.

use std::collections::HashSet;

/// The most of a link's words that is repeated before its target, in characters.
const WORDS: usize = 120;

/// The targets of a document's links, each once, in the order of their first link.
#[derive(Default)]
pub(super) struct References {
    seen: HashSet<String>,
    lines: Vec<String>,
}

impl References {
    /// Takes in that a link with these words leads to `target`.
    ///
    /// Places in the same document are left out, and so are addresses that the words show anyway.
    pub(super) fn add(&mut self, words: &str, target: &str) {
        let shown = words.trim();
        if target.is_empty()
            || target.starts_with('#')
            || target.strip_prefix("mailto:").unwrap_or(target) == shown
        {
            return;
        }
        if self.seen.insert(target.to_owned()) {
            let cut = shown.char_indices().nth(WORDS).map(|(at, _)| &shown[..at]);
            let line = match cut {
                Some(beginning) => format!("{beginning}…: {target}"),
                None if shown.is_empty() => target.to_owned(),
                None => format!("{shown}: {target}"),
            };
            self.lines.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// Returns a line for each target: `words of the link: target`.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_named_once_and_only_if_it_is_not_shown() {
        let mut references = References::default();
        for (words, target) in [
            ("the\ntide", "https://a.org"),
            ("again", "https://a.org"),
            ("https://b.org", "https://b.org"),
            ("me@c.org", "mailto:me@c.org"),
            ("above", "#above"),
            ("", "d.md"),
            (&"x".repeat(1000), "e.md"),
        ] {
            references.add(words, target);
        }
        assert_eq!(
            references.into_lines(),
            ["the tide: https://a.org", "d.md", &format!("{}…: e.md", "x".repeat(WORDS))]
        );
    }
}
