//! The gate between foreign characters and the terminal.
//!
//! A document must never steer the terminal it is read in. Escape sequences are not parsed here,
//! because every parser of them has leaked; instead each *character* is judged alone, before
//! graphemes are cut: what could act, hide or reorder becomes a visible mark, and the rest is
//! shown as it is. File names, titles and error messages are foreign text too.

mod called;
mod checked;
mod glyph;
mod hidden;
mod hiding;

pub use checked::{Allowed, Checked};
pub use glyph::{Glyph, Glyphs, Shown, glyphs, glyphs_from};
pub use hiding::{Hidden, Hiding, What, hidden};

use std::borrow::Cow;
use std::fmt;

use crate::text::unicode::{is_spelling, is_unprintable};

/// Text of one row that may be drawn or printed anywhere; only this module makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeText(String);

impl SafeText {
    /// Returns its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns `text` as one row that may be shown: line ends become spaces, the rest as `glyphs`.
pub fn line(text: &str) -> SafeText {
    SafeText(glyphs(text).map(Glyph::into_text).collect())
}

/// Tells whether a symbol may be sent to a terminal as it is, in one place.
pub fn is_displayable(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~']) || (!symbol.is_empty() && line(symbol).as_str() == symbol)
}

/// Returns `text` fit for printing: lines stay lines, tabs stay tabs, all else as `glyphs`.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | 0x20..=0x7e)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (number, row) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        for glyph in glyphs(row) {
            out.push_str(if glyph.shown == Shown::Tab { "\t" } else { glyph.text() });
        }
    }
    Cow::Owned(out)
}

/// Returns the first character of `text` that would act on a terminal or not be seen, `None` when all of
/// it may be sent as it is. Of a joiner only the character before it counts, since the character after it
/// may be in the next cell.
pub fn first_unprintable(text: &str) -> Option<char> {
    let mut before = None;
    text.chars().find(|&c| {
        let before = before.replace(c);
        is_unprintable(c) && !is_spelling(c, before, before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_act_becomes_visible() {
        for (foreign, shown) in [
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("a\u{9b}31mb", "a<9B>31mb"),
            ("\0\x7f\x08", "␀␡␈"),
            ("user\u{202e}gpj.exe", "user<202E>gpj.exe"),
            ("in\u{200b}visible", "in<200B>visible"),
            ("tag\u{e0041}", "tag<E0041>"),
            ("two\nlines", "two lines"),
            ("co\u{ad}operate", "co¬operate"),
        ] {
            assert_eq!(line(foreign).as_str(), shown, "{foreign:?}");
        }
    }

    #[test]
    fn what_joins_emoji_and_letters_stays() {
        for text in ["👩‍👩‍👧", "❤️", "می‌خواهم", "क्‍ष", "é", "한국", "🇫🇷"]
        {
            assert_eq!(line(text).as_str(), text, "{text:?}");
        }
    }

    #[test]
    fn a_tower_of_marks_is_cut_to_eight() {
        let tower = format!("a{}b", "\u{301}".repeat(10_000));
        let shown = line(&tower);
        assert_eq!(shown.as_str().chars().count(), 1 + 8 + 1);
    }

    #[test]
    fn a_mark_without_a_letter_stands_on_a_circle() {
        assert_eq!(line("\u{301}x").as_str(), "◌\u{301}x");
        assert_eq!(line("a\u{1161}").as_str(), "a<1161>");
    }

    #[test]
    fn printing_keeps_lines_and_tabs() {
        assert_eq!(printable("a\tb\n\x1b[2Jc\n"), "a\tb\n␛[2Jc\n");
        assert!(matches!(printable("plain\n"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_shown_can_steer(text in any::<String>()) {
            prop_assert_eq!(first_unprintable(line(&text).as_str()), None);
        }

        #[test]
        fn what_is_safe_stays_as_it_is(text in any::<String>()) {
            let once = line(&text);
            prop_assert_eq!(line(once.as_str()), once);
        }

        #[test]
        fn glyphs_cover_the_text_once(text in any::<String>()) {
            let mut at = 0;
            for glyph in glyphs(&text) {
                prop_assert_eq!(glyph.span.start, at);
                prop_assert!(!glyph.span.is_empty());
                at = glyph.span.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
