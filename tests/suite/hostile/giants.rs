//! Very long lines, paragraphs and words.

use super::{Case, Must, Scale};

/// How long a giant is, in bytes.
const GIANT: usize = 50 << 20;

/// Characters without a place to break, by name.
const UNITS: &[(&str, &str)] = &[
    ("word", "x"),
    ("spaces", " "),
    ("tabs", "\t"),
    ("words", "word "),
    ("capitals", "A. "),
    ("marks", "\u{301}"),
    ("zero-width", "\u{200b}"),
    ("joiners", "\u{200d}"),
    ("right-to-left", "שלום "),
    ("right-to-left-word", "ש"),
    ("ideographs", "潮"),
    ("emoji", "👩‍👩‍👧"),
    ("flags", "🇫"),
    ("escapes", "\x1b[2J"),
    ("controls", "\u{9b}"),
    ("hyphens", "-"),
    ("stops", "."),
    ("quotes", "“"),
    ("brackets", "("),
    ("abbreviations", "e.g. "),
    ("digits", "1234567890"),
    ("numbers", "1,000.50 "),
    ("dates", "3 May 2024 "),
    ("address", "https://a.example/"),
    ("soft-hyphens", "a\u{ad}"),
    ("thai", "ก"),
    ("viramas", "क\u{94d}"),
    ("jamo", "\u{1100}"),
    ("no-break-spaces", "\u{a0}"),
    ("sentences", "One more sentence stands here. "),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, unit) in UNITS {
        cases.push(Case::made(format!("giant-line-of-{name}.txt"), Must::Survive, move |scale| {
            long(unit, scale.bytes(GIANT))
        }));
        // Markdown is read whole, so it has a third of the length.
        cases.push(Case::made(format!("giant-line-of-{name}.md"), Must::Survive, move |scale| {
            long(unit, scale.bytes(GIANT / 3))
        }));
    }
    for (name, unit) in [
        ("lines", "\n"),
        ("blank-lines", " \n"),
        ("crlf", "\r\n"),
        ("cr", "\r"),
        ("nel", "\u{85}"),
        ("feeds", "\x0c"),
        ("short-lines", "a\n"),
        ("indented", "    a\n"),
        ("rows-of-numbers", "1\t2\t3\n"),
    ] {
        cases.push(Case::made(format!("giant-{name}.txt"), Must::Survive, move |scale| {
            long(unit, unit.len() * scale.bytes(10_000_000))
        }));
        cases.push(Case::made(format!("giant-{name}.md"), Must::Survive, move |scale| {
            long(unit, unit.len() * scale.bytes(3_000_000))
        }));
    }
    cases.push(Case::made("giant-paragraph.txt", Must::Show("before"), |scale| paragraph(scale, 20 << 20)));
    cases.push(Case::made("giant-paragraph.md", Must::Show("before"), |scale| paragraph(scale, 20 << 20)));
    cases.push(Case::made("giant-line-then-lines.txt", Must::Show("before"), |scale| {
        ["before\n\n", &"x".repeat(scale.bytes(GIANT / 2)), "\n", &"a line\n".repeat(scale.bytes(GIANT / 20))]
            .concat()
            .into()
    }));
    cases.push(Case::made("giant-utf16.txt", Must::Show("before"), |scale| {
        let text = "before ".repeat(scale.bytes(GIANT) / 14);
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }));
    cases.push(Case::made("giant-invalid.txt", Must::Survive, |scale| {
        [&b"before "[..], &vec![0xe9; scale.bytes(GIANT)]].concat()
    }));
    cases.push(Case::made("giant-indentation.txt", Must::Survive, |scale| {
        (0..scale.count(20_000))
            .flat_map(|at| format!("{}a\n", " ".repeat(at)).into_bytes())
            .take(scale.bytes(GIANT))
            .collect()
    }));
    cases
}

/// Returns a text of about this many bytes, made of one repeated unit.
pub(super) fn long(unit: &str, bytes: usize) -> Vec<u8> {
    unit.repeat(bytes / unit.len() + 1).into()
}

/// Filled lines without a blank one.
fn paragraph(scale: Scale, bytes: usize) -> Vec<u8> {
    let line = "the tide comes in twice a day and twice a day it goes out again and the bay lies bare\n";
    ["before ", &line.repeat(scale.bytes(bytes) / line.len())].concat().into()
}
