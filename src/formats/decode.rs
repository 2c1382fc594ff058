//! From bytes to text with `\n` line ends.
//!
//! Nothing is copied that need not be: a UTF-8 file with `\n` line ends is borrowed as it is.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr3};

use super::error::FormatError;

/// How many bytes at the beginning tell whether a file is text.
pub const LOOKED_AT: usize = 8192;

/// What stands for a byte that cannot be decoded where a text must not change its length.
const SUBSTITUTE: u8 = 0x1a;

/// First bytes of files that are no text although much of them reads like it.
const MAGIC: [&[u8]; 5] = [b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"{\\rtf"];

/// Returns the text in `bytes`, or [`FormatError::Binary`] when they are none.
pub fn decode_text(bytes: &[u8]) -> Result<Cow<'_, str>, FormatError> {
    if is_binary(bytes) { Err(FormatError::Binary) } else { Ok(decode(bytes)) }
}

/// Returns `bytes` as text: UTF-16 where a mark or its shape says so, else UTF-8.
///
/// What cannot be decoded becomes U+FFFD. CRLF, a lone CR, NEL, U+2028 and U+2029 become `\n`.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (unmarked_utf16(bytes).unwrap_or(UTF_8), bytes),
    };
    match encoding.decode_without_bom_handling(rest).0 {
        Cow::Borrowed(text) => with_line_feeds(text),
        Cow::Owned(text) => match with_line_feeds(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(changed) => Cow::Owned(changed),
        },
    }
}

/// Returns `bytes` of UTF-8 as a text of just as many bytes: what cannot be decoded becomes U+001A
/// (substitute), and a line end longer than `\n` is padded with spaces.
///
/// The bytes may begin and end inside a character.
pub fn decode_in_place(bytes: Vec<u8>) -> String {
    let mut text = decode_bytes(bytes).into_bytes();
    let mut from = 0;
    while let Some((at, length)) = line_end(&text, from) {
        let last = at + length - 1;
        text[at..last].fill(b' ');
        text[last] = b'\n';
        from = last + 1;
    }
    String::from_utf8(text).unwrap_or_default()
}

/// Returns `bytes` of UTF-8 as a text of just as many bytes, its line ends as they are.
pub fn decode_bytes(mut bytes: Vec<u8>) -> String {
    let mut from = 0;
    while let Err(error) = std::str::from_utf8(&bytes[from..]) {
        let bad = from + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |length| bad + length);
        bytes[bad..end].fill(SUBSTITUTE);
        from = end;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// Tells whether the text whose first bytes these are is UTF-8, as far as they tell.
pub fn is_utf8(head: &[u8]) -> bool {
    let looked_at = &head[..head.len().min(LOOKED_AT)];
    Encoding::for_bom(head)
        .map_or_else(|| unmarked_utf16(looked_at).is_none(), |(encoding, _)| encoding == UTF_8)
}

/// Tells whether `bytes` are no text: known first bytes, NULs that are not UTF-16's, or mostly
/// control characters.
pub fn is_binary(bytes: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8)
        || unmarked_utf16(head).is_some()
    {
        return false;
    }
    // Escapes, backspaces and bells stand in recorded terminal sessions, which are read as text.
    let control = |byte: &&u8| matches!(byte, 0x01..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    head.contains(&0) || head.iter().filter(control).count() * 3 > head.len()
}

/// Returns the UTF-16 that bytes without a mark are shaped like: of each pair of bytes one is
/// mostly NUL and the other never. Only text that is mostly Latin has that shape.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    // Nearly every text has none, and is done with at the speed of memory.
    memchr(0, head)?;
    let pairs = head.as_chunks::<2>().0;
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    if pairs.len() < 2 || !bytes.len().is_multiple_of(2) {
        None
    } else if first == 0 && second * 10 >= pairs.len() * 7 {
        Some(UTF_16LE)
    } else if second == 0 && first * 10 >= pairs.len() * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Returns `text` with every line end as `\n`, borrowed if that changes nothing.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let Some((mut at, mut length)) = next_line_end(text, 0) else { return Cow::Borrowed(text) };
    let mut changed = String::with_capacity(text.len());
    let mut copied = 0;
    loop {
        changed.push_str(&text[copied..at]);
        changed.push('\n');
        copied = at + length;
        match next_line_end(text, copied) {
            Some(found) => (at, length) = found,
            None => break,
        }
    }
    changed.push_str(&text[copied..]);
    Cow::Owned(changed)
}

/// Returns where the next line end other than `\n` begins at or after `from`, and its length.
fn next_line_end(text: &str, from: usize) -> Option<(usize, usize)> {
    line_end(text.as_bytes(), from)
}

fn line_end(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        at += memchr3(b'\r', 0xc2, 0xe2, &bytes[at..])?;
        match &bytes[at..] {
            [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => return Some((at, 2)),
            [b'\r', ..] => return Some((at, 1)),
            [0xe2, 0x80, 0xa8 | 0xa9, ..] => return Some((at, 3)),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(
            decode("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{c}g\r\r\n".as_bytes()),
            "a\nb\nc\nd\ne\nf\u{c}g\n\n"
        );
    }

    #[test]
    fn text_that_needs_no_change_is_borrowed() {
        assert!(matches!(decode("a “é”\n".as_bytes()), Cow::Borrowed(_)));
        assert!(matches!(decode(b"\xef\xbb\xbfa\n"), Cow::Borrowed("a\n")));
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_its_shape() {
        for bytes in [&b"\xff\xfea\0\n\0"[..], b"\xfe\xff\0a\0\n", b"a\0\n\0", b"\0a\0\n"] {
            assert_eq!(decode_text(bytes).unwrap(), "a\n");
        }
    }

    #[test]
    fn what_cannot_be_decoded_is_marked() {
        assert_eq!(decode(b"caf\xe9 \xed\xa0\x80"), "caf\u{fffd} \u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn a_text_decoded_in_place_keeps_its_length() {
        for (bytes, text) in [
            (&b"a\r\nb\rc"[..], "a \nb\nc"),
            ("é\u{85}\u{2028}x".as_bytes(), "é \n  \nx"),
            (b"caf\xe9 \xed\xa0\x80\xe2", "caf\x1a \x1a\x1a\x1a\x1a"),
        ] {
            assert_eq!(decode_in_place(bytes.to_vec()), text);
            assert_eq!(text.len(), bytes.len());
        }
    }

    #[test]
    fn binary_is_told_from_text() {
        for bytes in [&b"a\0b"[..], b"%PDF-1.7\n", b"\x01\x02\x03", b"PK\x03\x04"] {
            assert_eq!(decode_text(bytes), Err(FormatError::Binary), "{bytes:?}");
        }
        for bytes in [&b""[..], b"\x1b[31mred\x1b[0m\x07", b"caf\xe9", "日本".as_bytes()] {
            assert!(decode_text(bytes).is_ok(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_other_line_end_is_left(bytes in proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(0xc2), Just(0x85), Just(0xe2), Just(0x80), Just(0xa8), any::<u8>()], 0..60
        )) {
            let kept = decode_in_place(bytes.clone());
            prop_assert_eq!(kept.len(), bytes.len());
            let left = kept.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!left);
            let text = decode(&bytes);
            let other = text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!other);
        }
    }
}
