//! From bytes to text with `\n` line ends.
//!
//! A UTF-8 file with `\n` line ends is borrowed and not copied.

use std::borrow::Cow;

use memchr::memchr3;

use crate::formats::FormatError;
use crate::formats::binary::binary;
use crate::formats::detect::{decide, evidence, settled};
use crate::text::{Charset, Encoding, Grounds, ReadAs};

/// The replacement for a byte that cannot be decoded where a text must keep its length.
const SUBSTITUTE: u8 = 0x1a;

/// A decoded text and its encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoding it is written in.
    pub charset: Charset,
}

/// Returns the text in `bytes`, or [`FormatError::Binary`] when they are none.
pub fn decode_text(bytes: &[u8], read_as: ReadAs) -> Result<Decoded<'_>, FormatError> {
    match binary(bytes, read_as) {
        Some(kind) => Err(FormatError::Binary(kind)),
        None => Ok(decode(bytes, read_as)),
    }
}

/// Returns `bytes` as text, whatever they are.
///
/// What cannot be decoded becomes U+FFFD. CRLF, a lone CR, NEL, U+2028 and U+2029 become `\n`.
pub fn decode(bytes: &[u8], read_as: ReadAs) -> Decoded<'_> {
    let (text, charset) = match settled(bytes, read_as) {
        Some((charset, mark)) => (charset.encoding.decode(&bytes[mark..]), charset),
        None => unsettled(bytes),
    };
    let text = match text {
        Cow::Borrowed(text) => with_line_feeds(text),
        Cow::Owned(text) => match with_line_feeds(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(changed) => Cow::Owned(changed),
        },
    };
    Decoded { text, charset }
}

fn unsettled(bytes: &[u8]) -> (Cow<'_, str>, Charset) {
    if let Some(text) = Encoding::as_utf8(bytes) {
        return (Cow::Borrowed(text), Charset::default());
    }
    let charset = decide(evidence(bytes));
    // Bytes beyond the evidence may be broken.
    let charset = Charset { grounds: Grounds::Guessed, ..charset };
    (charset.encoding.decode(bytes), charset)
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

/// Returns `text` with every line end as `\n`, borrowed if that changes nothing.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let (mut changed, mut copied) = (String::new(), 0);
    while let Some((at, length)) = line_end(text.as_bytes(), copied) {
        changed.push_str(&text[copied..at]);
        changed.push('\n');
        copied = at + length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    changed.push_str(&text[copied..]);
    Cow::Owned(changed)
}

/// Returns where the next line end other than `\n` begins at or after `from`, and its length.
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

    fn text(bytes: &[u8]) -> Cow<'_, str> {
        decode(bytes, ReadAs::Guessed).text
    }

    #[test]
    fn line_ends_become_line_feeds() {
        assert_eq!(
            text("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{c}g\r\r\n".as_bytes()),
            "a\nb\nc\nd\ne\nf\u{c}g\n\n"
        );
    }

    #[test]
    fn text_that_needs_no_change_is_borrowed() {
        assert!(matches!(text("a “é”\n".as_bytes()), Cow::Borrowed(_)));
        assert!(matches!(text(b"\xef\xbb\xbfa\n"), Cow::Borrowed("a\n")));
    }

    #[test]
    fn utf16_and_utf32_are_known_by_their_marks_or_their_shape() {
        for bytes in [
            &b"\xff\xfea\0\n\0"[..],
            b"\xfe\xff\0a\0\n",
            b"a\0\n\0",
            b"\0a\0\n",
            b"\xff\xfe\0\0a\0\0\0\n\0\0\0",
            b"\0\0\xfe\xff\0\0\0a\0\0\0\n",
        ] {
            assert_eq!(decode_text(bytes, ReadAs::Guessed).unwrap().text, "a\n");
        }
        assert_eq!(text(b"\xff\xfea\0\0\xd8b\0c"), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn undecodable_bytes_are_marked() {
        assert_eq!(text(b"\xc3\xa9t\xc3\xa9 \xed\xa0\x80"), "été \u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(text(b"\xc3\xa9t\xc3\xa9 \xc0\xaf"), "été \u{fffd}\u{fffd}");
    }

    #[test]
    fn the_encoding_chosen_by_the_user_is_used() {
        let koi: Encoding = "koi8-r".parse().unwrap();
        let decoded = decode(b"\xed\xcf\xd2\xc5\r", ReadAs::Exactly(koi));
        assert_eq!((&*decoded.text, decoded.charset.to_string()), ("Море\n", "KOI8-R".into()));
        assert_eq!(decode(b"a\0b", ReadAs::Text).text, "a\0b");
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

    proptest! {
        #[test]
        fn no_other_line_end_is_left(bytes in proptest::collection::vec(
            prop_oneof![Just(b'\r'), Just(b'\n'), Just(0xc2), Just(0x85), Just(0xe2), Just(0x80), Just(0xa8), any::<u8>()], 0..60
        ), encoding in prop::sample::select(Encoding::names(""))) {
            let kept = decode_in_place(bytes.clone());
            prop_assert_eq!(kept.len(), bytes.len());
            let left = kept.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']);
            prop_assert!(!left);
            for read_as in [ReadAs::Guessed, ReadAs::Exactly(encoding.parse().unwrap())] {
                let text = decode(&bytes, read_as).text;
                let other = text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']);
                prop_assert!(!other);
            }
        }
    }
}
