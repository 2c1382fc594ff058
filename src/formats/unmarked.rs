//! UTF-16 without a mark.
//!
//! Bytes that hold NULs or other control characters are either no text or text of two bytes a
//! character. Read in the right order, such text is made of characters that texts have, some of them
//! spaces, letters and digits of ASCII, or the punctuation of East Asia; read in the wrong order, or
//! when it is something else, much of it is nothing that anybody writes.

use crate::formats::head::{LOOKED_AT, has_controls};
use crate::text::Encoding;

/// In how many bytes such a text has a NUL or a control character for certain.
const SOON: usize = 1 << 10;

/// How many characters are needed to tell a text that is not mostly plain Latin.
const ENOUGH: usize = 8;

/// Returns the UTF-16 that bytes without a mark are written in, if they are.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    // Nearly every text has none of them, and is done with.
    if head.len() < 4 || !has_controls(&head[..head.len().min(SOON)]) {
        return None;
    }
    let pairs = head.as_chunks::<2>().0.iter();
    let least = weight(head, pairs.clone().map(|pair| u16::from_le_bytes(*pair)));
    let most = weight(head, pairs.map(|pair| u16::from_be_bytes(*pair)));
    match (least, most) {
        (None, None) => None,
        (Some(_), None) => Some(Encoding::UTF_16LE),
        (None, Some(_)) => Some(Encoding::UTF_16BE),
        (Some(least), Some(most)) => {
            Some(if least >= most { Encoding::UTF_16LE } else { Encoding::UTF_16BE })
        }
    }
}

/// Returns how many characters speak for a text that is written by these units; `None` when it is
/// none.
fn weight(bytes: &[u8], units: impl Iterator<Item = u16>) -> Option<usize> {
    let (mut all, mut odd, mut clear, mut reversed) = (0, 0, 0, 0);
    for found in char::decode_utf16(units) {
        all += 1;
        match found {
            Ok(c) => {
                odd += usize::from(!is_of_texts(c));
                clear += usize::from(is_clear(c));
                reversed += usize::from(u32::from(c) > 0xff && u32::from(c).trailing_zeros() >= 8);
            }
            Err(_) => odd += 1,
        }
    }
    // The last unit may be half a character.
    let is_text = odd <= all / 50 + 1 && odd * 4 <= all && clear > 0;
    // Few bytes can be anything, unless nearly all of them are plain.
    let is_enough = all >= ENOUGH || clear * 10 >= all * 7 && bytes.len().is_multiple_of(2);
    // In ASCII with NULs here and there as many stand in the one half of a unit as in the other.
    let is_sprinkled = bytes.is_ascii() && reversed * 3 > clear;
    (is_text && is_enough && !is_sprinkled).then_some(clear)
}

/// Characters that stand in nearly every text, and hardly anywhere when bytes are read wrongly.
fn is_clear(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{3000}'..='\u{3002}' | '\u{ff01}' | '\u{ff0c}' | '\u{ff1a}')
}

/// Characters that stand in texts: those of the scripts that are written today, and what goes with
/// them. Not among them are control characters, private use, and wide ranges that are rare or empty.
fn is_of_texts(c: char) -> bool {
    is_clear(c)
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
