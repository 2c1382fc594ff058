//! Files that are no text, told by their first bytes.
//!
//! Most kinds have a signature; whatever has none is known by the control characters that no text has.
//! A stray NUL does not make a long text a binary file: it is shown as a mark.

use std::fmt;

use memchr::memmem;

use crate::formats::head::{LOOKED_AT, controls, has_controls, is_utf8_so_far};
use crate::formats::unmarked::unmarked_utf16;
use crate::text::{Encoding, ReadAs};

/// A kind of file that is no text, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    name: &'static str,
    /// What to do with it.
    way: &'static str,
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" => write!(out, "not a text file: {}", self.way),
            name => write!(out, "{name}, not a text file: {}", self.way),
        }
    }
}

/// A signature: where it stands, its bytes, and the kind it is the signature of.
struct Magic(usize, &'static [u8], Kind);

const fn kind(name: &'static str, way: &'static str) -> Kind {
    Kind { name, way }
}

const CONVERT: &str = "convert it to text or Markdown first";
const PICTURE: &str = "an image viewer shows it";
const SOUND: &str = "a player plays it";
const PROGRAM: &str = "strings FILE | reader shows what text is in it";
const UNPACK: &str = "unpack it first";
const PANDOC: &str = "pandoc -t markdown FILE | reader";
const OFFICE: &str = "save it as text, or: libreoffice --cat FILE | reader";

/// What has no signature.
const UNKNOWN: Kind = kind("", CONVERT);

const MAGIC: [Magic; 36] = [
    Magic(0, b"%PDF-", kind("PDF", "pdftotext -layout FILE - | reader")),
    Magic(0, b"PK\x03\x04", kind("ZIP archive", UNPACK)),
    Magic(0, b"PK\x05\x06", kind("empty ZIP archive", "there is nothing in it")),
    Magic(0, b"\x1f\x8b", kind("gzip", "zcat FILE | reader")),
    Magic(0, b"BZh91AY&SY", kind("bzip2", "bzcat FILE | reader")),
    Magic(0, b"\xfd7zXZ\0", kind("xz", "xzcat FILE | reader")),
    Magic(0, b"\x28\xb5\x2f\xfd", kind("zstd", "zstdcat FILE | reader")),
    Magic(0, b"7z\xbc\xaf\x27\x1c", kind("7z archive", UNPACK)),
    Magic(0, b"Rar!\x1a\x07", kind("RAR archive", UNPACK)),
    Magic(257, b"ustar", kind("tar archive", UNPACK)),
    Magic(0, b"{\\rtf", kind("RTF document", PANDOC)),
    Magic(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kind("older Office document", OFFICE)),
    Magic(60, b"BOOKMOBI", kind("Kindle book", "ebook-convert FILE book.txt")),
    Magic(0, b"AT&TFORM", kind("DjVu", "djvutxt FILE | reader")),
    Magic(0, b"\x89PNG", kind("PNG picture", PICTURE)),
    Magic(0, b"\xff\xd8\xff", kind("JPEG picture", PICTURE)),
    Magic(0, b"GIF87a", kind("GIF picture", PICTURE)),
    Magic(0, b"GIF89a", kind("GIF picture", PICTURE)),
    Magic(8, b"WEBP", kind("WebP picture", PICTURE)),
    Magic(0, b"II*\0", kind("TIFF picture", PICTURE)),
    Magic(0, b"MM\0*", kind("TIFF picture", PICTURE)),
    Magic(8, b"WAVE", kind("WAV sound", SOUND)),
    Magic(0, b"ID3\x03\0", kind("MP3 sound", SOUND)),
    Magic(0, b"ID3\x04\0", kind("MP3 sound", SOUND)),
    Magic(0, b"OggS\0", kind("Ogg sound", SOUND)),
    Magic(0, b"fLaC\0", kind("FLAC sound", SOUND)),
    Magic(4, b"ftyp", kind("MP4 film or sound", SOUND)),
    Magic(0, b"\x1a\x45\xdf\xa3", kind("Matroska film", SOUND)),
    Magic(0, b"\x7fELF", kind("ELF program", PROGRAM)),
    Magic(0, b"\xcf\xfa\xed\xfe", kind("Mach-O program", PROGRAM)),
    Magic(0, b"\xca\xfe\xba\xbe", kind("Java class or Mach-O program", PROGRAM)),
    Magic(0, b"MZ\x90\0", kind("Windows program", PROGRAM)),
    Magic(0, b"\0asm", kind("WebAssembly program", PROGRAM)),
    Magic(0, b"!<arch>\n", kind("library archive", PROGRAM)),
    Magic(0, b"SQLite format 3\0", kind("SQLite database", "sqlite3 FILE .dump | reader")),
    Magic(0, b"wOF2\0", kind("font", PICTURE)),
];

/// What a ZIP archive is by the names in it.
const IN_ZIP: [(&[u8], Kind); 5] = [
    (b"application/epub+zip", kind("EPUB book", PANDOC)),
    (b"application/vnd.oasis.opendocument", kind("OpenDocument file", PANDOC)),
    (b"word/", kind("Word document", PANDOC)),
    (b"xl/", kind("Excel workbook", OFFICE)),
    (b"ppt/", kind("PowerPoint presentation", OFFICE)),
];

/// Returns the kind of a file of which these are the first bytes, `None` for a text.
pub(super) fn binary(bytes: &[u8], read_as: ReadAs) -> Option<Kind> {
    if read_as.takes_all() {
        return None;
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let starts = |magic: &&Magic| head.get(magic.0..).is_some_and(|from| from.starts_with(magic.1));
    if let Some(Magic(_, bytes, kind)) = MAGIC.iter().find(starts) {
        return Some(if *bytes == b"PK\x03\x04" { in_zip(head).unwrap_or(*kind) } else { *kind });
    }
    let is_wide = match (Encoding::marked(bytes), read_as) {
        (Some((encoding, _)), _) | (None, ReadAs::Usually(encoding)) => encoding.is_wide(),
        (None, _) => false,
    };
    (!is_wide && has_controls(head) && is_full_of_controls(head)).then_some(UNKNOWN)
}

fn in_zip(head: &[u8]) -> Option<Kind> {
    IN_ZIP.iter().find(|(name, _)| memmem::find(head, name).is_some()).map(|(_, kind)| *kind)
}

/// Tells whether there are more control characters than a text has. A text that is UTF-8 may have one
/// NUL and one in ten bytes, and of others a third, as recorded keys have; any other text one in twenty.
fn is_full_of_controls(head: &[u8]) -> bool {
    if unmarked_utf16(head).is_some() {
        return false;
    }
    let (nuls, controls) = controls(head);
    let tenth = (head.len() / 10).max(1);
    let (most_nuls, most) =
        if is_utf8_so_far(head) { (tenth, head.len() / 3) } else { (head.len() / 20, head.len() / 20) };
    nuls > most_nuls || controls > most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> Option<String> {
        binary(bytes, ReadAs::Guessed).map(|kind| kind.to_string())
    }

    #[test]
    fn kinds_are_named_with_the_way_out() {
        let zip = |name: &str, content: &str| {
            [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0", name.as_bytes(), content.as_bytes()].concat()
        };
        let tar = [&[b'a'; 100][..], &[0; 157], b"ustar\x0000"].concat();
        for (bytes, name, way) in [
            (b"%PDF-1.7\n".to_vec(), "PDF", "pdftotext"),
            (zip("a.txt", ""), "ZIP archive", "unpack"),
            (zip("mimetype", "application/epub+zip"), "EPUB book", "pandoc"),
            (zip("mimetype", "application/vnd.oasis.opendocument.text"), "OpenDocument", "pandoc"),
            (zip("[Content_Types].xml", "PK\x01\x02word/document.xml"), "Word document", "pandoc"),
            (b"\x1f\x8b\x08".to_vec(), "gzip", "zcat"),
            (tar, "tar archive", "unpack"),
            (b"\x89PNG\r\n\x1a\n".to_vec(), "PNG picture", "viewer"),
            (b"\xff\xd8\xff\xe0".to_vec(), "JPEG picture", "viewer"),
            (b"GIF89a\x01\0".to_vec(), "GIF picture", "viewer"),
            (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), "WAV sound", "player"),
            (b"\x7fELF\x02\x01".to_vec(), "ELF program", "strings"),
            (b"SQLite format 3\0".to_vec(), "SQLite database", "sqlite3"),
            (b"{\\rtf1\\ansi".to_vec(), "RTF document", "pandoc"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "older Office document", "libreoffice"),
        ] {
            let words = words(&bytes).unwrap();
            assert!(words.starts_with(name) && words.contains(way), "{words}");
            assert!(words.contains(", not a text file: "), "{words}");
        }
    }

    #[test]
    fn control_characters_tell_what_has_no_signature() {
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&b"a\0\0b"[..], b"\x01\x02\x03", &noise, &b"a\0b".repeat(3000), &[0; 100]] {
            assert_eq!(
                words(bytes).as_deref(),
                Some("not a text file: convert it to text or Markdown first")
            );
        }
    }

    #[test]
    fn texts_with_odd_characters_are_texts() {
        let one_nul = [&b"A line of text.\n".repeat(20)[..], b"\0", &b"More of it.\n".repeat(20)].concat();
        let dos = [&b"caf\xe9 ".repeat(20)[..], b"\x1a"].concat();
        let texts = [
            &b""[..],
            b"a\0b",
            b"before\0after\x07",
            b"\x1b[31mred\x1b[0m\x07",
            b"caf\xe9",
            "日本".as_bytes(),
            &one_nul,
            &dos,
            b"BZh",
        ];
        for bytes in texts {
            assert_eq!(words(bytes), None, "{bytes:?}");
        }
        let cut = &"日本\u{2}".repeat(2000).into_bytes()[1..];
        assert_eq!(binary(&cut[2..], ReadAs::Guessed), None);
    }

    #[test]
    fn who_asks_for_it_gets_everything_as_text() {
        let utf16 = Encoding::UTF_16LE;
        for (read_as, is_text) in [
            (ReadAs::Text, true),
            (ReadAs::Exactly(Encoding::UTF_8), true),
            (ReadAs::Usually(Encoding::UTF_8), false),
            (ReadAs::Usually(utf16), false),
        ] {
            assert_eq!(binary(b"\x7fELF\0\0\0\0", read_as).is_none(), is_text, "{read_as:?}");
        }
        assert_eq!(binary(b"\0\x30\0\x30", ReadAs::Usually(utf16)), None);
    }
}
