//! Text that leaves the program for the clipboard, another program or an address.

use crate::text::unicode::{is_spelling, is_unprintable};

/// Text without the characters that act, reorder or cannot be seen; only this module makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopiedText {
    text: String,
    left_out: usize,
}

impl CopiedText {
    /// Returns `text` without controls except line ends and tabs, and without bidirectional and other invisible
    /// characters, unless they are part of the spelling. Line and paragraph separators become line ends.
    pub fn of(text: &str) -> Self {
        let mut copied = Self::default();
        copied.push(text);
        copied
    }

    /// Appends `text` in the same way.
    pub fn push(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        let mut before = None;
        while let Some(c) = chars.next() {
            match c {
                '\n' | '\t' => self.text.push(c),
                '\u{2028}' | '\u{2029}' => self.text.push('\n'),
                _ if is_unprintable(c) && !is_spelling(c, before, chars.peek().copied()) => {
                    self.left_out += 1;
                    continue;
                }
                _ => self.text.push(c),
            }
            before = Some(c);
        }
    }

    /// Appends other such text.
    pub fn append(&mut self, other: &CopiedText) {
        self.text.push_str(&other.text);
        self.left_out += other.left_out;
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the number of characters that were left out.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Returns its size in words, such as "214 characters · 2 hidden ones left out".
    pub fn size(&self) -> String {
        let characters = match self.text.chars().count() {
            1 => "1 character".to_owned(),
            count => format!("{count} characters"),
        };
        match self.left_out {
            0 => characters,
            1 => format!("{characters} · 1 hidden one left out"),
            count => format!("{characters} · {count} hidden ones left out"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_that_act_or_hide_are_left_out_and_counted() {
        for (text, copied, left_out) in [
            ("tide\tand\nebb", "tide\tand\nebb", 0),
            ("a\u{1b}[2Jb\r\n\0", "a[2Jb\n", 3),
            ("user\u{202e}gpj.exe", "usergpj.exe", 1),
            ("in\u{200b}vis\u{ad}ible\u{feff}", "invisible", 3),
            ("tag\u{e0041}\u{9b}31m", "tag31m", 2),
            ("one\u{2028}two", "one\ntwo", 0),
            ("👩\u{200d}👧 ❤\u{fe0f} می\u{200c}خواهم", "👩\u{200d}👧 ❤\u{fe0f} می\u{200c}خواهم", 0),
            ("a\u{200d}b", "ab", 1),
            ("e\u{301} 潮", "e\u{301} 潮", 0),
        ] {
            let found = CopiedText::of(text);
            assert_eq!((found.as_str(), found.left_out()), (copied, left_out), "{text:?}");
        }
    }

    #[test]
    fn its_size_tells_what_was_left_out() {
        for (text, size) in [
            ("a", "1 character"),
            ("潮汐", "2 characters"),
            ("ab\0", "2 characters · 1 hidden one left out"),
            ("\0\0", "0 characters · 2 hidden ones left out"),
        ] {
            assert_eq!(CopiedText::of(text).size(), size);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_acts_is_copied(text in any::<String>()) {
            let copied = CopiedText::of(&text);
            prop_assert!(copied.as_str().chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')));
            prop_assert_eq!(copied.as_str().chars().count() + copied.left_out(), text.chars().count());
        }
    }
}
