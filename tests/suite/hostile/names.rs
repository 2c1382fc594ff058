//! Hostile file names.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use super::{Case, Must};

pub(super) fn cases() -> Vec<Case> {
    let names: Vec<Vec<u8>> = [
        &b"esc-\x1b[2J\x1b]0;owned\x07.txt"[..],
        b"c1-\xc2\x9b2J-\x9b2J.txt",
        b"line\nend.txt",
        b"return\rover.txt",
        b"tab\there.txt",
        b"back\x08\x08\x08space.txt",
        b"delete\x7f.txt",
        b"null-width-\xe2\x80\x8b\xe2\x80\x8d\xef\xbb\xbf.txt",
        b"invalid-\xff\xfe\xc3(.txt",
        b"\xff\xff\xff",
        b"--help",
        b"-rf",
        b"--",
        b"+12",
        b"+/pattern",
        b" leading space.txt",
        b"trailing space .txt ",
        b"   ",
        b"~",
        b"~root.txt",
        b"$(touch owned).txt",
        b"`touch owned`.txt",
        b"; touch owned; .txt",
        b"a|b&c>d<e.txt",
        b"'quote\"quote.txt",
        b"back\\slash.txt",
        b"percent%s%n%d.txt",
        b"star*?[a-z].txt",
        b"....",
        b".hidden.txt",
        b"!not.txt",
        b"#comment.txt",
        b"{brace,s}.txt",
        b"CON",
        b"no-end.",
    ]
    .iter()
    .map(|name| name.to_vec())
    .chain(
        [
            "bidi-\u{202e}txt.exe",
            "bidi-\u{2067}\u{2068}unended.txt",
            "tags-\u{e0041}.txt",
            "\u{3164}",
            "wide-潮汐表潮汐表潮汐表潮汐表.txt",
            "joined-👩‍👩‍👧👩‍👩‍👧.txt",
            "flag-🇫🇷🇫.txt",
            "separator-\u{2028}\u{2029}\u{85}.txt",
        ]
        .map(|name| name.as_bytes().to_vec()),
    )
    .chain([
        ["marks-", &"\u{301}".repeat(120)].concat().into(),
        [b"long-".to_vec(), b"x".repeat(246), b".txt".to_vec()].concat(),
        ["潮".repeat(83), ".txt".into()].concat().into(),
        [b"escapes-".to_vec(), b"\x1b[2J".repeat(61)].concat(),
    ])
    .collect();
    names
        .into_iter()
        .map(|name| {
            Case::file(OsString::from_vec(name), "before: the text of a file with a name.\n", Must::Survive)
        })
        .collect()
}
