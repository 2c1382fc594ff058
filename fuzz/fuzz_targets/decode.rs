//! Bytes into text, in the encoding they seem to be in and in any other: no line end but `\n` is left,
//! decoding in place keeps the length, and UTF-8 without other line ends stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reader::formats::decode::decode;
use reader::formats::{decode_bytes, decode_in_place, decode_text};
use reader::text::{Encoding, ReadAs};

fn has_other_line_ends(text: &str) -> bool {
    text.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}'])
}

fuzz_target!(|bytes: &[u8]| {
    let kept = decode_in_place(bytes.to_vec());
    assert_eq!(kept.len(), bytes.len());
    assert!(!has_other_line_ends(&kept));
    assert_eq!(decode_bytes(bytes.to_vec()).len(), bytes.len());
    for read_as in [ReadAs::Guessed, ReadAs::Text, ReadAs::Exactly(Encoding::UTF_8)] {
        assert!(!has_other_line_ends(&decode(bytes, read_as).text));
    }
    if let Ok(decoded) = decode_text(bytes, ReadAs::Guessed) {
        assert_eq!(decoded.text, decode(bytes, ReadAs::Guessed).text);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !has_other_line_ends(text)
        && !text.starts_with('\u{feff}')
    {
        assert_eq!(decode(bytes, ReadAs::Exactly(Encoding::UTF_8)).text, text);
    }
});
