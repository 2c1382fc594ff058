//! The text strings of a PDF, such as titles and comments.

/// The characters of `PDFDocEncoding` from 0x18 and from 0x80 on; all others are those of Latin-1, but for the
/// sign of the Euro.
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const SIGNS: [char; 31] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
];

/// Returns a text string (ISO 32000-2, 7.9.2.2) as one line; `None` when it has no visible character.
pub(super) fn text_string(bytes: &[u8]) -> Option<String> {
    cleaned(&decoded(bytes))
}

/// Returns the lines of a text string that have visible characters.
pub(super) fn text_lines(bytes: &[u8]) -> Vec<String> {
    decoded(bytes).split(['\r', '\n']).filter_map(cleaned).collect()
}

fn cleaned(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Returns the characters of a text string: UTF-16 or UTF-8 with a byte order mark, else `PDFDocEncoding`.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| character(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn character(byte: u8) -> char {
    let sign = match byte {
        0x18..=0x1f => ACCENTS.get(usize::from(byte - 0x18)),
        0x80..=0x9e => SIGNS.get(usize::from(byte - 0x80)),
        0xa0 => Some(&'€'),
        _ => None,
    };
    sign.copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_their_encoding() {
        for (bytes, text) in [
            (b"Caf\xe9 \x84 2 \xa0 \x8dso\x8e".as_slice(), Some("Café — 2 € “so”")),
            (b"\xfe\xff\x00H\x00a\x00f\x00e\x00n", Some("Hafen")),
            (b"\xff\xfeH\x00a\x00", Some("Ha")),
            (b"\xef\xbb\xbfh\xc3\xa4ngt", Some("hängt")),
            (b" two\n\x00lines\t", Some("two lines")),
            (b"\x00 \n", None),
        ] {
            assert_eq!(text_string(bytes).as_deref(), text);
        }
        assert_eq!(text_lines(b"two\r\nlines\n"), ["two", "lines"]);
    }
}
