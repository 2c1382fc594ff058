//! What hidden characters are called, for those who are told of one.

use crate::text::safe::hiding::{Hidden, What};

/// The names of those that matter; the rest is named by its kind.
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

impl Hidden {
    /// Returns what it is called, as `U+202E right-to-left override`.
    pub fn name(&self) -> String {
        match self.what {
            What::Character(c) => format!("U+{:04X} {}", u32::from(c), name(c)),
            What::Pile(1) => "1 character more than one cell can bear".into(),
            What::Pile(count) => format!("{count} characters more than one cell can bear"),
        }
    }
}

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
    use crate::text::safe::hidden;

    #[test]
    fn each_is_named_with_its_number() {
        for (text, expected) in [
            ("\u{202e}", "U+202E right-to-left override"),
            ("\u{1}", "U+0001 control character"),
            ("\u{81}", "U+0081 control character"),
            ("\u{e0041}", "U+E0041 tag character 'A'"),
            ("x\u{fe03}", "U+FE03 variation selector"),
            ("\u{2065}", "U+2065 invisible character"),
            (
                "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                "2 characters more than one cell can bear",
            ),
        ] {
            let names: Vec<String> = hidden(text).map(|found| found.name()).collect();
            assert_eq!(names, [expected], "{text:?}");
        }
    }

    #[test]
    fn the_names_are_in_order() {
        assert!(NAMES.is_sorted_by_key(|(code, _)| code));
    }
}
