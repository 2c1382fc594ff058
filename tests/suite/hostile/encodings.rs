//! Bytes that are no UTF-8, or only seem to be UTF-8.

use super::{Case, Must};

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn utf32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| bytes(c.into())).collect()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, bytes, must) in unicode().into_iter().chain(others()) {
        for extension in ["txt", "md"] {
            cases.push(Case::file(format!("bytes-{name}.{extension}"), &bytes, must));
        }
    }
    cases
}

/// Unicode, and bytes that seem to be Unicode.
fn unicode() -> Vec<(&'static str, Vec<u8>, Must)> {
    let text = "before \u{1b}[2J caf\u{e9} after, and some more words to read.\n";
    let prose =
        "before: words that are read in any encoding, as they are all of the common kind.\n".repeat(5);
    vec![
        ("utf16-le-mark", [&b"\xff\xfe"[..], &utf16(text, u16::to_le_bytes)].concat(), Must::Show("before")),
        ("utf16-be-mark", [&b"\xfe\xff"[..], &utf16(text, u16::to_be_bytes)].concat(), Must::Show("before")),
        ("utf16-le", utf16(&prose, u16::to_le_bytes), Must::Show("before")),
        ("utf16-be", utf16(&prose, u16::to_be_bytes), Must::Show("before")),
        (
            "utf16-odd",
            [&b"\xff\xfe"[..], &utf16(text, u16::to_le_bytes), b"x"].concat(),
            Must::Show("before"),
        ),
        (
            "utf16-lone-surrogates",
            [&b"\xff\xfe\x00\xd8\x00\xdc\x00\xdc"[..], &utf16(text, u16::to_le_bytes)].concat(),
            Must::Show("before"),
        ),
        ("utf16-mark-only", b"\xff\xfe".to_vec(), Must::Survive),
        ("utf32-le", utf32(&prose, u32::to_le_bytes), Must::Survive),
        ("utf32-be", utf32(&prose, u32::to_be_bytes), Must::Survive),
        ("utf32-mark", [&b"\xff\xfe\0\0"[..], &utf32(&prose, u32::to_le_bytes)].concat(), Must::Survive),
        ("utf8-mark", [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat(), Must::Show("before")),
        ("utf8-mark-only", b"\xef\xbb\xbf".to_vec(), Must::Survive),
        (
            "utf8-mark-twice",
            [&b"\xef\xbb\xbf\xef\xbb\xbf"[..], text.as_bytes()].concat(),
            Must::Show("before"),
        ),
        ("utf8-mark-cut", b"\xef\xbbbefore".to_vec(), Must::Survive),
        ("utf8-cut", b"before caf\xc3".to_vec(), Must::Show("before")),
        ("utf8-cut-emoji", b"before \xf0\x9f\x91".to_vec(), Must::Show("before")),
        (
            "utf8-overlong",
            b"before \xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf \xc0\x80 after".to_vec(),
            Must::Show("before"),
        ),
        (
            "utf8-overlong-escape",
            b"before \xc0\x9b[2J\xe0\x80\x9b[2J\xc1\x9b2J after".to_vec(),
            Must::Show("before"),
        ),
        ("utf8-surrogates", b"before \xed\xa0\x80\xed\xb0\x80 after".to_vec(), Must::Show("before")),
        (
            "utf8-beyond",
            b"before \xf4\x90\x80\x80\xf8\x88\x80\x80\x80\xfc\x84\x80\x80\x80\x80 after".to_vec(),
            Must::Show("before"),
        ),
        (
            "utf8-continuations",
            [&b"before "[..], &[0x80; 200], b" after, and words enough to be a text"].concat(),
            Must::Survive,
        ),
        (
            "utf8-starts",
            [&b"before "[..], &[0xc3; 100], &[0xe2; 100], &[0xf0; 100], b" after"].concat(),
            Must::Survive,
        ),
        ("utf8-twice", "before Ã©Ã¨â€™â€œ after".as_bytes().to_vec(), Must::Show("before")),
    ]
}

/// Older encodings, line ends, and nearly empty files.
fn others() -> Vec<(&'static str, Vec<u8>, Must)> {
    vec![
        ("utf7", b"before +AOk-+ZeVnLIqe- after".to_vec(), Must::Show("before")),
        (
            "latin-1",
            b"before caf\xe9, na\xefve, \xfcber, \xa3 5, \xbfqu\xe9? after".to_vec(),
            Must::Show("before"),
        ),
        ("windows-1252", b"before \x93quoted\x94 \x96 it\x92s \x80 5 after".to_vec(), Must::Show("before")),
        ("koi8-r", b"before \xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2 after".to_vec(), Must::Show("before")),
        (
            "shift-jis",
            b"before \x8d\xa1\x93\xfa\x82\xcd\x89J\x82\xaa\x8d~\x82\xc1\x82\xc4\x82\xa2\x82\xe9 after"
                .to_vec(),
            Must::Show("before"),
        ),
        ("shift-jis-cut", b"before \x8d\xa1\x93".to_vec(), Must::Show("before")),
        ("euc-jp", b"before \xba\xa3\xc6\xfc\xa4\xcf\xb1\xab after".to_vec(), Must::Show("before")),
        ("iso-2022-jp", b"before \x1b$B:#F|$O1+\x1b(B after".to_vec(), Must::Show("before")),
        (
            "gb18030",
            b"before \xbd\xf1\xcc\xec\xcf\xc2\xd3\xea \x81\x30\x81\x30 after".to_vec(),
            Must::Show("before"),
        ),
        ("big5", b"before \xa4\xb5\xa4\xd1\xa4U\xabB after".to_vec(), Must::Show("before")),
        ("ebcdic", b"\x82\x85\x86\x96\x99\x85\x40\x81\x86\xa3\x85\x99\x25".repeat(10), Must::Survive),
        ("mixed", b"before \xe9 \xc3\xa9 \xff\xfe \x9b2J \xed\xa0\x80 after".to_vec(), Must::Show("before")),
        ("null-inside", b"before \0 after".to_vec(), Must::Survive),
        (
            "nulls-far-behind",
            [&b"before words "[..], &b"and words ".repeat(2000), b"\0\0\0\x1b[2J"].concat(),
            Must::Show("before"),
        ),
        ("nulls-only", vec![0; 5000], Must::Refuse("text")),
        ("cr-only", b"before\ra second line\ra third\r".to_vec(), Must::Show("before")),
        ("cr-cr-lf", b"before\r\r\na second line\r\r\n".to_vec(), Must::Show("before")),
        ("crlf", b"before\r\n\r\na second line\r\n".to_vec(), Must::Show("before")),
        ("nel", "before\u{85}a second line\u{85}".as_bytes().to_vec(), Must::Show("before")),
        ("form-feeds", b"before\n\x0c\x0c\x0c\nafter\x0c".to_vec(), Must::Show("before")),
        ("empty", Vec::new(), Must::Survive),
        ("one-newline", b"\n".to_vec(), Must::Survive),
        ("one-space", b" ".to_vec(), Must::Survive),
        ("newlines", b"\n".repeat(500), Must::Survive),
        ("crs", b"\r".repeat(500), Must::Survive),
        ("null-width-only", "\u{200b}\u{200b}\u{feff}".as_bytes().to_vec(), Must::Survive),
    ]
}
