//! The hidden characters of a text, which are shown as something else: characters that act on a terminal
//! or cannot be seen, and combining marks beyond the limit.
//!
//! Soft hyphens and form feeds do not count, because books are full of them and they hide nothing, nor does
//! U+001A, which replaces what could not be decoded.

use unicode_width::UnicodeWidthChar;

use crate::text::safe::glyph::{CODE_POINTS, Glyph, GlyphOrigin, MARKS, glyphs};
use crate::text::span::Span;
use crate::text::unicode::is_unprintable;

/// A hidden part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Its bytes.
    pub span: Span,
    /// What is hidden.
    pub kind: HiddenKind,
}

/// What is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKind {
    /// A character that is replaced.
    Character(char),
    /// The number of code points beyond the limit of one grapheme.
    Excess(usize),
}

impl Hidden {
    /// Returns the number of hidden characters.
    pub fn count(&self) -> usize {
        match self.kind {
            HiddenKind::Character(_) => 1,
            HiddenKind::Excess(count) => count,
        }
    }

    /// Returns its name, such as `U+202E right-to-left override`.
    pub fn name(&self) -> String {
        match self.kind {
            HiddenKind::Character(c) => format!("U+{:04X} {}", u32::from(c), name(c)),
            HiddenKind::Excess(1) => "1 character more than one cell can bear".into(),
            HiddenKind::Excess(count) => format!("{count} characters more than one cell can bear"),
        }
    }

    fn of(glyph: &Glyph<'_>, line: &str) -> Option<Self> {
        let text = glyph.span.of(line);
        match glyph.shown {
            GlyphOrigin::Plain | GlyphOrigin::Tab => None,
            GlyphOrigin::Replaced => {
                let c = text.chars().next().filter(|c| is_counted(*c))?;
                Some(Self { span: glyph.span, kind: HiddenKind::Character(c) })
            }
            GlyphOrigin::Cut(count) => {
                let (offset, _) = text.char_indices().rev().nth(count.checked_sub(1)?)?;
                let span = Span::new(glyph.span.start + offset, glyph.span.end);
                Some(Self { span, kind: HiddenKind::Excess(count) })
            }
        }
    }
}

/// Returns the hidden characters of `text`, in order.
pub fn hidden(text: &str) -> impl Iterator<Item = Hidden> + '_ {
    let mut end = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        end += line.len();
        (end - line.len(), line)
    });
    lines.filter(|(_, line)| may_hide(line)).flat_map(|(start, line)| {
        let found = glyphs(line).filter_map(move |glyph| Hidden::of(&glyph, line));
        found.map(move |found| Hidden { span: found.span.shifted(start), ..found })
    })
}

/// Tells whether something may be hidden in a line; `false` only when there is certainly nothing. Most
/// lines of most texts need not be cut into glyphs.
fn may_hide(line: &str) -> bool {
    if line.is_ascii() {
        return line.bytes().any(|byte| byte.is_ascii_control() && is_counted(byte.into()));
    }
    // The characters that may belong to one grapheme, and the combining marks at its end.
    let (mut length, mut marks) = (0, 0);
    line.chars().any(|c| {
        let is_ascii = c.is_ascii();
        let is_mark = !is_ascii && c.width() == Some(0);
        let joins = is_mark || marks > 0 || matches!(c, '\u{1100}'..='\u{115f}');
        length = if joins { length + 1 } else { 1 };
        marks = if is_mark { marks + 1 } else { 0 };
        marks > MARKS || length > CODE_POINTS || is_counted(c)
    })
}

fn is_counted(c: char) -> bool {
    is_unprintable(c) && !matches!(c, '\t' | '\n' | '\u{c}' | '\u{1a}' | '\u{ad}')
}

/// The names of well-known characters, by code point.
const NAMES: [(u32, &str); 48] = [
    (0x00, "null"),
    (0x07, "bell"),
    (0x08, "backspace"),
    (0x0b, "line tabulation"),
    (0x0d, "carriage return"),
    (0x0e, "shift out"),
    (0x0f, "shift in"),
    (0x1b, "escape: begins an order to the terminal"),
    (0x7f, "delete"),
    (0x85, "next line"),
    (0x8d, "reverse line feed"),
    (0x90, "device control string"),
    (0x98, "start of string"),
    (0x9b, "control sequence introducer"),
    (0x9c, "string terminator"),
    (0x9d, "operating system command"),
    (0x9e, "privacy message"),
    (0x9f, "application program command"),
    (0x034f, "combining grapheme joiner"),
    (0x061c, "Arabic letter mark"),
    (0x115f, "Hangul choseong filler"),
    (0x1160, "Hangul jungseong filler"),
    (0x180e, "Mongolian vowel separator"),
    (0x200b, "zero-width space"),
    (0x200c, "zero-width non-joiner"),
    (0x200d, "zero-width joiner"),
    (0x200e, "left-to-right mark"),
    (0x200f, "right-to-left mark"),
    (0x2028, "line separator"),
    (0x2029, "paragraph separator"),
    (0x202a, "left-to-right embedding"),
    (0x202b, "right-to-left embedding"),
    (0x202c, "pop directional formatting"),
    (0x202d, "left-to-right override"),
    (0x202e, "right-to-left override"),
    (0x2060, "word joiner"),
    (0x2061, "function application"),
    (0x2062, "invisible times"),
    (0x2063, "invisible separator"),
    (0x2064, "invisible plus"),
    (0x2066, "left-to-right isolate"),
    (0x2067, "right-to-left isolate"),
    (0x2068, "first strong isolate"),
    (0x2069, "pop directional isolate"),
    (0x3164, "Hangul filler"),
    (0xfeff, "zero-width no-break space, or byte order mark"),
    (0xffa0, "halfwidth Hangul filler"),
    (0xe0001, "language tag"),
];

fn name(c: char) -> String {
    let code = u32::from(c);
    if let Ok(at) = NAMES.binary_search_by_key(&code, |(code, _)| *code) {
        return NAMES[at].1.to_owned();
    }
    match code {
        0x00..=0x9f => "control character".into(),
        0xfe00..=0xfe0f | 0xe0100..=0xe01ef => "variation selector".into(),
        0xfff9..=0xfffb => "interlinear annotation mark".into(),
        0xe0020..=0xe007e => {
            let letter = char::from_u32(code - 0xe0000).unwrap_or(' ');
            format!("tag character '{letter}'")
        }
        0xe007f => "cancel tag".into(),
        _ => "invisible character".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> Vec<(usize, char)> {
        hidden(text)
            .filter_map(|found| match found.kind {
                HiddenKind::Character(c) => Some((found.span.start, c)),
                HiddenKind::Excess(_) => None,
            })
            .collect()
    }

    #[test]
    fn characters_that_act_or_hide_are_found() {
        for (text, found) in [
            ("plain\n\ttext, “quoted” — Größe, Ελλάδα, Москва, 潮汐, 한국", vec![]),
            ("a\u{1b}[2J", vec![(1, '\u{1b}')]),
            ("a\0\n\u{7f}\u{9b}", vec![(1, '\0'), (3, '\u{7f}'), (4, '\u{9b}')]),
            ("user\u{202e}gpj", vec![(4, '\u{202e}')]),
            ("a\u{200b}b\u{feff}", vec![(1, '\u{200b}'), (5, '\u{feff}')]),
            ("tag\u{e0041}", vec![(3, '\u{e0041}')]),
            ("co\u{ad}operate \u{1a} \u{c}", vec![]),
            ("👩‍👩‍👧 ❤️ می‌خواهم क्‍ष é 🇫🇷", vec![]),
            ("x\u{200d}y", vec![(1, '\u{200d}')]),
        ] {
            assert_eq!(characters(text), found, "{text:?}");
        }
    }

    #[test]
    fn marks_beyond_the_limit_are_counted() {
        let tower = format!("ab{}c", "\u{301}".repeat(10_000));
        let found: Vec<Hidden> = hidden(&tower).collect();
        let span = Span::new(2 + 2 * MARKS, 2 + 20_000);
        assert_eq!(found, [Hidden { span, kind: HiddenKind::Excess(10_000 - MARKS) }]);
        let family = format!("x👩{} {}", "\u{200d}👩".repeat(40), "\u{301}".repeat(9));
        let counts: Vec<usize> = hidden(&family).map(|found| found.count()).collect();
        assert_eq!(counts, [81 - CODE_POINTS, 1]);
        let words = "नमस्ते दुनिया ".repeat(40) + &"กำลัง".repeat(40) + &"שָׁלוֹם ".repeat(40);
        assert_eq!(hidden(&words).count(), 0);
    }

    #[test]
    fn each_is_named_with_its_number() {
        for (text, expected) in [
            ("\u{202e}", "U+202E right-to-left override"),
            ("\u{1}", "U+0001 control character"),
            ("\u{81}", "U+0081 control character"),
            ("\u{e0041}", "U+E0041 tag character 'A'"),
            ("x\u{fe03}", "U+FE03 variation selector"),
            ("\u{2065}", "U+2065 invisible character"),
            (&"\u{301}".repeat(11), "2 characters more than one cell can bear"),
        ] {
            let names: Vec<String> = hidden(text).map(|found| found.name()).collect();
            assert_eq!(names, [expected], "{text:?}");
        }
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(NAMES.is_sorted_by_key(|(code, _)| code));
    }

    proptest::proptest! {
        #[test]
        fn no_line_with_something_hidden_is_skipped(
            text in "([a-zé潮 \\t]|[\u{0}-\u{20}\u{7f}-\u{a0}]|[\u{200b}-\u{200f}]|\u{202e}|\u{301}{1,12}|👩(\u{200d}👩){0,20}|(क्){1,40}|ᄀ{1,40}|.){0,12}",
        ) {
            let found = glyphs(&text).filter(|glyph| Hidden::of(glyph, &text).is_some()).count();
            proptest::prop_assert_eq!(hidden(&text).count(), found);
        }
    }
}
