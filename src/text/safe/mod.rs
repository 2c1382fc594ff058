//! Foreign text made safe to show.
//!
//! A document must not control the terminal it is read in. Escape sequences are not parsed, because such
//! parsers have holes; each *character* is judged alone, before graphemes are found. A character that acts
//! on a terminal, reorders text or cannot be seen is replaced by a visible one, and the rest is shown as it
//! is. File names, titles and error messages are foreign text, too.

mod checked;
mod glyph;
mod hidden;

pub use checked::{Allowed, Checked};
pub(crate) use glyph::SOFT_HYPHEN;
pub use glyph::{Glyph, GlyphOrigin, Glyphs, glyphs};
pub use hidden::{Hidden, HiddenKind, hidden};

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

/// Returns the [`glyphs`] of `text` as one row; line ends become spaces.
pub fn line(text: &str) -> SafeText {
    if is_printable_ascii(text) {
        return SafeText(text.to_owned());
    }
    SafeText(glyphs(text).fold(String::with_capacity(text.len()), |row, glyph| row + glyph.text()))
}

/// Tells whether each byte of `text` is a character that may be drawn, one cell wide.
pub(crate) fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Tells whether the symbol of a cell may be sent to a terminal as it is.
pub fn is_displayable(symbol: &str) -> bool {
    matches!(symbol.as_bytes(), [b' '..=b'~']) || (!symbol.is_empty() && line(symbol).as_str() == symbol)
}

/// Returns the [`glyphs`] of `text`, with its line ends and tabs.
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
            out.push_str(if glyph.shown == GlyphOrigin::Tab { "\t" } else { glyph.text() });
        }
    }
    Cow::Owned(out)
}

/// Returns the first character of `text` that acts on a terminal or cannot be seen; `None` when all of it
/// may be sent as it is. A joiner is judged by the character before it alone, because the character after it
/// may be in the next cell.
pub fn first_unprintable(text: &str) -> Option<char> {
    first_unprintable_after(None, text)
}

/// Returns the same for a text after the character `before`.
fn first_unprintable_after(mut before: Option<char>, text: &str) -> Option<char> {
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
    fn characters_that_act_or_hide_are_replaced() {
        for (foreign, shown) in [
            ("\x1b]0;title\x07", "␛]0;title␇"),
            ("a\u{9b}31mb", "a<9B>31mb"),
            ("\0\x7f\x08", "␀␡␈"),
            ("user\u{202e}gpj.exe", "user<202E>gpj.exe"),
            ("in\u{200b}visible", "in<200B>visible"),
            ("tag\u{e0041}", "tag<E0041>"),
            ("two\nlines", "two lines"),
            ("co\u{ad}operate", "cooperate"),
            ("\u{ad}co\u{ad}\u{ad}\té\u{ad}\u{301}", "co      é◌\u{301}"),
            ("co\u{ad}", "co-"),
        ] {
            assert_eq!(line(foreign).as_str(), shown, "{foreign:?}");
        }
    }

    #[test]
    fn joiners_of_emoji_and_letters_stay() {
        for text in ["👩‍👩‍👧", "❤️", "می‌خواهم", "क्‍ष", "é", "한국", "🇫🇷"]
        {
            assert_eq!(line(text).as_str(), text, "{text:?}");
        }
    }

    #[test]
    fn eight_marks_of_a_letter_are_kept() {
        let tower = format!("a{}b", "\u{301}".repeat(10_000));
        let shown = line(&tower);
        assert_eq!(shown.as_str().chars().count(), 1 + 8 + 1);
    }

    #[test]
    fn a_mark_without_a_letter_is_shown_on_a_circle() {
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
        fn all_of_a_row_is_printable(text in any::<String>()) {
            prop_assert_eq!(first_unprintable(line(&text).as_str()), None);
        }

        #[test]
        fn sanitizing_twice_changes_nothing(text in any::<String>()) {
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
