//! Distinguishes texts from other files by their first bytes.
//!
//! Most other files have a signature; the rest are known by the control characters that no text has. A
//! stray NUL does not make a long text a binary file: it is shown as a mark.
//!
//! UTF-16 without a byte order mark has NULs or control characters too. Read in the right byte order,
//! such a text consists of characters that texts have, among them spaces, letters and digits of ASCII or
//! the punctuation of East Asia; in the wrong order, or when it is not text, much of it is unassigned
//! or rare.

use std::fmt;

use memchr::memmem;

use crate::formats::head::{LOOKED_AT, controls, has_controls, is_utf8_so_far};
use crate::text::{Encoding, ReadAs};

/// A kind of file that is not text, shown as its name and what to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinaryKind {
    name: &'static str,
    /// A command that makes a text of it, or other advice.
    advice: &'static str,
}

impl fmt::Display for BinaryKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            "" => write!(out, "not a text file: {}", self.advice),
            name => write!(out, "{name}, not a text file: {}", self.advice),
        }
    }
}

/// A signature: its offset, its bytes, and the kind of file that has it.
struct Magic(usize, &'static [u8], BinaryKind);

const fn kind(name: &'static str, advice: &'static str) -> BinaryKind {
    BinaryKind { name, advice }
}

const CONVERT: &str = "convert it to text or Markdown first";
const PICTURE: &str = "open it in an image viewer";
const SOUND: &str = "open it in a media player";
const PROGRAM: &str = "strings FILE | reader shows the text in it";
const UNPACK: &str = "unpack it first";
const OFFICE: &str = "save it as text, or: libreoffice --cat FILE | reader";

/// A file without a signature.
const UNKNOWN: BinaryKind = kind("", CONVERT);

const MAGIC: [Magic; 32] = [
    Magic(0, b"PK\x03\x04", kind("ZIP archive", UNPACK)),
    Magic(0, b"PK\x05\x06", kind("empty ZIP archive", "it contains no files")),
    Magic(0, b"BZh91AY&SY", kind("bzip2", "bzcat FILE | reader")),
    Magic(0, b"\xfd7zXZ\0", kind("xz", "xzcat FILE | reader")),
    Magic(0, b"7z\xbc\xaf\x27\x1c", kind("7z archive", UNPACK)),
    Magic(0, b"Rar!\x1a\x07", kind("RAR archive", UNPACK)),
    Magic(257, b"ustar", kind("tar archive", UNPACK)),
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
    Magic(8, b"WAVE", kind("WAV audio file", SOUND)),
    Magic(0, b"ID3\x03\0", kind("MP3 audio file", SOUND)),
    Magic(0, b"ID3\x04\0", kind("MP3 audio file", SOUND)),
    Magic(0, b"OggS\0", kind("Ogg audio file", SOUND)),
    Magic(0, b"fLaC\0", kind("FLAC audio file", SOUND)),
    Magic(4, b"ftyp", kind("MP4 video or audio file", SOUND)),
    Magic(0, b"\x1a\x45\xdf\xa3", kind("Matroska video", SOUND)),
    Magic(0, b"\x7fELF", kind("ELF program", PROGRAM)),
    Magic(0, b"\xcf\xfa\xed\xfe", kind("Mach-O program", PROGRAM)),
    Magic(0, b"\xca\xfe\xba\xbe", kind("Java class or Mach-O program", PROGRAM)),
    Magic(0, b"MZ\x90\0", kind("Windows program", PROGRAM)),
    Magic(0, b"\0asm", kind("WebAssembly program", PROGRAM)),
    Magic(0, b"!<arch>\n", kind("library archive", PROGRAM)),
    Magic(0, b"SQLite format 3\0", kind("SQLite database", "sqlite3 FILE .dump | reader")),
    Magic(0, b"wOF2\0", kind("font", PICTURE)),
];

/// The kinds of ZIP archives, by the names of the files in them.
const IN_ZIP: [(&[u8], BinaryKind); 3] = [
    (b"application/vnd.oasis.opendocument", kind("OpenDocument file", OFFICE)),
    (b"xl/", kind("Excel workbook", OFFICE)),
    (b"ppt/", kind("PowerPoint presentation", OFFICE)),
];

/// Older Office documents and encrypted newer ones are files of streams; the names of these are UTF-16.
const ENCRYPTED_STREAM: &str = "EncryptedPackage";
const ENCRYPTED: BinaryKind = kind("password-protected Office document", "save it without a password");

/// Tells whether a file of streams is encrypted: a newer document inside it, or an older Word document, which
/// says so in the flags of the header in its first sector.
fn is_encrypted(streams: &[u8]) -> bool {
    let name: Vec<u8> = ENCRYPTED_STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let header = streams.get(512..).unwrap_or_default();
    let is_encrypted_word =
        || matches!(header, [0xec, 0xa5, ..]) && header.get(11).is_some_and(|flags| flags & 1 == 1);
    memmem::find(streams, &name).is_some() || is_encrypted_word()
}

/// Returns the kind of a file with these first bytes, `None` for a text.
pub(super) fn binary(bytes: &[u8], read_as: ReadAs) -> Option<BinaryKind> {
    if read_as.takes_all() {
        return None;
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    // Most files have none, which the first byte of each tells.
    let starts = |Magic(at, bytes, _): &&Magic| {
        head.get(*at) == bytes.first() && head.get(*at..).is_some_and(|from| from.starts_with(bytes))
    };
    let all = bytes;
    if let Some(Magic(_, _, kind)) = MAGIC.iter().find(starts) {
        return Some(match kind.name {
            "ZIP archive" => in_zip(head).unwrap_or(*kind),
            "older Office document" if is_encrypted(all) => ENCRYPTED,
            _ => *kind,
        });
    }
    let is_wide = match (Encoding::marked(bytes), read_as) {
        (Some((encoding, _)), _) | (None, ReadAs::Usually(encoding) | ReadAs::Whole(Some(encoding))) => {
            encoding.is_wide()
        }
        (None, _) => false,
    };
    (!is_wide && has_controls(head) && is_full_of_controls(head)).then_some(UNKNOWN)
}

fn in_zip(head: &[u8]) -> Option<BinaryKind> {
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

/// The number of bytes in which UTF-16 has a NUL or a control character for certain.
const SOON: usize = 1 << 10;

/// The least number of characters that tells a text which is not mostly ASCII.
const ENOUGH: usize = 8;

/// Returns the UTF-16 encoding of bytes without a byte order mark, if they are UTF-16.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if head.len() < 4 || !has_controls(&head[..head.len().min(SOON)]) || is_ascii_text(head) {
        return None;
    }
    let pairs = head.as_chunks::<2>().0.iter();
    let little = plain_characters(head, pairs.clone().map(|pair| u16::from_le_bytes(*pair)));
    let big = plain_characters(head, pairs.map(|pair| u16::from_be_bytes(*pair)));
    little.or(big)?;
    Some(if little >= big { Encoding::UTF_16LE } else { Encoding::UTF_16BE })
}

/// Tells whether nearly all bytes are those of an ASCII text; in UTF-16 every second one is none.
fn is_ascii_text(bytes: &[u8]) -> bool {
    let letters = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r' | b' '..=b'~')).count();
    letters * 8 > bytes.len() * 7
}

/// Returns the number of plain characters in a text of these units; `None` when it is not text.
fn plain_characters(bytes: &[u8], units: impl Iterator<Item = u16>) -> Option<usize> {
    let (mut all, mut rare, mut plain, mut swapped) = (0, 0, 0, 0);
    for found in char::decode_utf16(units) {
        all += 1;
        match found {
            Ok(c) => {
                rare += usize::from(!is_common(c));
                plain += usize::from(is_plain(c));
                swapped += usize::from(u32::from(c) > 0xff && u32::from(c).trailing_zeros() >= 8);
            }
            Err(_) => rare += 1,
        }
    }
    // The last unit may be half a character.
    let is_text = rare <= all / 50 + 1 && rare * 4 <= all && plain > 0;
    // A few bytes prove nothing unless nearly all of them are plain.
    let is_enough = all >= ENOUGH || plain * 10 >= all * 7 && bytes.len().is_multiple_of(2);
    // In ASCII with stray NULs, a NUL is as often the first byte of a unit as the second.
    let has_stray_nuls = bytes.is_ascii() && swapped * 3 > plain;
    (is_text && is_enough && !has_stray_nuls).then_some(plain)
}

/// Tells whether a character is in nearly every text and rare in bytes read in the wrong order.
fn is_plain(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{3002}' | '\u{ff01}' | '\u{ff0c}' | '\u{ff1a}')
}

/// Tells whether a character belongs to a script written today or to the symbols used with it. Control
/// characters, private use and wide ranges that are rare or empty do not.
fn is_common(c: char) -> bool {
    is_plain(c)
        || matches!(u32::from(c),
            0x0c | 0xa0..=0x377 | 0x384..=0x7ff | 0x900..=0xdff | 0xe01..=0xe5b
            | 0x10a0..=0x11ff | 0x1e00..=0x1fff | 0x200b..=0x2027 | 0x202f..=0x205e
            | 0x20a0..=0x20bf | 0x2100..=0x23ff | 0x2460..=0x27bf
            | 0x3003..=0x30ff | 0x3105..=0x318e | 0x31f0..=0x9fff | 0xac00..=0xd7a3
            | 0xf900..=0xfaff | 0xfe10..=0xfe6f | 0xff02..=0xffee
            | 0x1f000..=0x1faff | 0x2_0000..=0x2_ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> Option<String> {
        binary(bytes, ReadAs::Guessed).map(|kind| kind.to_string())
    }

    #[test]
    fn kinds_are_named_with_advice() {
        let zip = |name: &str, content: &str| {
            [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0", name.as_bytes(), content.as_bytes()].concat()
        };
        let tar = [&[b'a'; 100][..], &[0; 157], b"ustar\x0000"].concat();
        for (bytes, name, way) in [
            (zip("a.txt", ""), "ZIP archive", "unpack"),
            (
                zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                "OpenDocument",
                "libreoffice",
            ),
            (zip("[Content_Types].xml", "PK\x01\x02xl/workbook.xml"), "Excel workbook", "libreoffice"),
            (tar, "tar archive", "unpack"),
            (b"\x89PNG\r\n\x1a\n".to_vec(), "PNG picture", "viewer"),
            (b"\xff\xd8\xff\xe0".to_vec(), "JPEG picture", "viewer"),
            (b"GIF89a\x01\0".to_vec(), "GIF picture", "viewer"),
            (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), "WAV audio file", "player"),
            (b"\x7fELF\x02\x01".to_vec(), "ELF program", "strings"),
            (b"SQLite format 3\0".to_vec(), "SQLite database", "sqlite3"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "older Office document", "libreoffice"),
        ] {
            let words = words(&bytes).unwrap();
            assert!(words.starts_with(name) && words.contains(way), "{words}");
            assert!(words.contains(", not a text file: "), "{words}");
        }
    }

    #[test]
    fn encrypted_office_files_are_told_from_older_ones() {
        let signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        let streams: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let newer = [&signature[..], &vec![0; 20_000], &streams].concat();
        let older =
            |flags: u8| [&signature[..], &[0; 504], b"\xec\xa5\xc1\0\0\0\0\0\0\0\0", &[flags]].concat();
        let encrypted = "password-protected Office document, not a text file: save it without a password";
        assert_eq!(
            [newer, older(0x13)].map(|bytes| words(&bytes)),
            [(); 2].map(|()| Some(encrypted.to_owned()))
        );
        assert!(words(&older(0x12)).is_some_and(|words| words.starts_with("older Office document")));
    }

    #[test]
    fn control_characters_reveal_files_without_a_signature() {
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
    fn binary_files_are_read_as_text_on_request() {
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

    fn both(text: &str) -> [Vec<u8>; 2] {
        [
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ]
    }

    #[test]
    fn texts_of_every_script_are_known_in_both_orders() {
        for text in [
            "a\n",
            "The sea rises twice a day.\r\n",
            "Жили-были старик со старухой у самого синего моря.",
            "海水每天涨落两次，渔民们都知道这一点。",
            "海面は一日に二度上がります。漁師はそれを知っています。\n",
            "바다는 하루에 두 번 오른다.",
            "البحر يرتفع مرتين في اليوم.",
            "Η θάλασσα ανεβαίνει δύο φορές 🌊 τη μέρα.",
        ] {
            let [least, most] = both(text);
            assert_eq!(unmarked_utf16(&least), Some(Encoding::UTF_16LE), "{text}");
            assert_eq!(unmarked_utf16(&most), Some(Encoding::UTF_16BE), "{text}");
            if text.len() > 2 {
                let odd = [&least[..], b"\x0a"].concat();
                assert_eq!(unmarked_utf16(&odd), Some(Encoding::UTF_16LE), "{text}, one byte too many");
            }
            let long = text.repeat(3000);
            assert_eq!(unmarked_utf16(&both(&long)[1]), Some(Encoding::UTF_16BE), "{text}, cut off");
        }
    }

    #[test]
    fn other_bytes_with_control_characters_are_not() {
        let numbers: Vec<u8> = (0..3000_u32).flat_map(u32::to_le_bytes).collect();
        let sound: Vec<u8> =
            (0..3000_i32).flat_map(|n| ((n * 77 % 400 - 200) as i16).to_le_bytes()).collect();
        let one_nul =
            [&b"A line of text here.\n".repeat(40)[..], b"\0", &b"More of it.\n".repeat(40)].concat();
        for bytes in [
            &b""[..],
            b"a\0b",
            b"# a\0b",
            b"\0\0\0\0\0\0",
            b"The ferry\0 was late.\n",
            b"Bring the rope\nand\0the lamp\nto the pier.",
            b"caf\xe9\x1a",
            b"\x1b[31mred\x1b[0m\x07",
            &b"a\0b".repeat(3000),
            &b"one.txt\0another.txt\0a third one.txt\0".repeat(20),
            &numbers,
            &sound,
            &one_nul,
        ] {
            assert_eq!(unmarked_utf16(bytes), None, "{:?}", &bytes[..bytes.len().min(40)]);
        }
    }
}
