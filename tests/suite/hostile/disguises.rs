//! Files whose content does not match their name.

use super::{Case, Must};

const EXTENSIONS: [&str; 18] = [
    "txt", "md", "html", "htm", "xhtml", "xml", "json", "csv", "log", "pdf", "epub", "docx", "odt", "gz",
    "zip", "png", "rs", "",
];

fn named(stem: &str, extension: &str) -> String {
    if extension.is_empty() { stem.to_owned() } else { format!("{stem}.{extension}") }
}

/// Pseudo-random bytes, the same every time.
fn noise(count: usize, mut state: u64) -> Vec<u8> {
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    })
    .take(count)
    .collect()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, extension) in EXTENSIONS.into_iter().enumerate() {
        cases.push(Case::file(named("noise", extension), noise(20_000, at as u64), Must::Survive));
        cases.push(Case::file(named("noise-short", extension), noise(40, at as u64 + 99), Must::Survive));
        cases.push(Case::file(named("nothing", extension), [], Must::Survive));
        cases.push(Case::file(
            named("words", extension),
            "before: only words, whatever the name says.\n",
            Must::Survive,
        ));
        let printable: Vec<u8> =
            noise(20_000, at as u64 + 7).into_iter().map(|byte| b' ' + byte % 95).collect();
        cases.push(Case::file(named("signs", extension), printable, Must::Survive));
    }
    for (name, head) in HEADS {
        let noisy = [head, &noise(3000, 5)[..]].concat();
        let worded = [head, &b"\nbefore: words behind the head of another kind of file.\n"[..]].concat();
        for extension in ["txt", "md", name] {
            cases.push(Case::file(format!("head-{name}-noise.{extension}"), &noisy, Must::Survive));
            cases.push(Case::file(format!("head-{name}-words.{extension}"), &worded, Must::Survive));
            cases.push(Case::file(format!("head-{name}-alone.{extension}"), head, Must::Survive));
        }
    }
    cases.push(Case::file("zip-names.zip", zip("../../etc/passwd", b"before"), Must::Survive));
    cases.push(Case::file(
        "zip-truncated.docx",
        &zip("word/document.xml", b"<w:p>before</w:p>")[..30],
        Must::Survive,
    ));
    cases.push(Case::file("zip-no-parts.epub", zip("mimetype", b"application/epub+zip"), Must::Survive));
    cases.push(Case::file("pdf-looping.pdf", PDF, Must::Survive));
    cases.push(Case::file(
        "json-deep.json",
        [b"[".repeat(100_000), b"]".repeat(100_000)].concat(),
        Must::Survive,
    ));
    cases
}

const HEADS: &[(&str, &[u8])] = &[
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ("zip", b"PK\x03\x04\x14\0\0\0\x08\0"),
    ("gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03"),
    ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("rtf", b"{\\rtf1\\ansi\\ansicpg1252"),
    ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("elf", b"\x7fELF\x02\x01\x01\0"),
    ("jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    ("gif", b"GIF89a\x01\0\x01\0"),
    ("bz2", b"BZh91AY&SY"),
    ("xz", b"\xfd7zXZ\0\0\x04"),
    ("zst", b"\x28\xb5\x2f\xfd\x24"),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
    ("sqlite", b"SQLite format 3\0"),
    ("wasm", b"\0asm\x01\0\0\0"),
    ("class", b"\xca\xfe\xba\xbe\0\0\x004"),
];

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF\n";

/// Returns an archive with one stored member and a wrong checksum and sizes.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let wrong = [0xff, 0xff, 0xff, 0x7f];
    let head = [&b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0"[..], &wrong, &wrong, &wrong].concat();
    let length = (name.len() as u16).to_le_bytes();
    let member = [&head, &length[..], &[0, 0], name.as_bytes(), content].concat();
    let end = [&b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff"[..], &wrong, &wrong, &[0, 0]].concat();
    [member, end].concat()
}
