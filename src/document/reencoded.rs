//! Places in a document that was decoded again.
//!
//! In another encoding the same bytes are other characters, and the text has another length. Line ends
//! are the same in nearly all encodings, so a place is found by its line and the number of characters
//! before it in that line.

use crate::document::{Document, Position};

impl Document {
    /// Returns the place in `whole` of a place in this window of the same text. They differ if line ends
    /// were longer or the encoding is another one.
    pub fn decoded_place(&self, whole: &Document, place: usize) -> usize {
        if self.whole == whole.whole || self.agrees_with(whole, place) {
            return place;
        }
        (place as u128 * whole.whole as u128 / self.whole.max(1) as u128) as usize
    }

    /// Returns the place in `other`, made of the same file, of a place in this document.
    pub fn place_in(&self, other: &Document, place: Position) -> Position {
        if self.charset.encoding == other.charset.encoding {
            return place;
        }
        Position(by_line(self, other, place.0).unwrap_or_else(|| scaled(self, other, place.0)))
    }
}

fn by_line(from: &Document, to: &Document, place: usize) -> Option<usize> {
    let is_whole = |document: &Document| document.text.len() == document.whole;
    let lines = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
    if !is_whole(from) || !is_whole(to) || lines(&from.text) != lines(&to.text) {
        return None;
    }
    let before = from.text.get(..place)?;
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let start = match lines(before) {
        0 => 0,
        number => memchr::memchr_iter(b'\n', to.text.as_bytes()).nth(number - 1)? + 1,
    };
    let line = to.text.get(start..)?.split('\n').next()?;
    Some(start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at))
}

/// Returns the place at the same share of the text.
fn scaled(from: &Document, to: &Document, place: usize) -> usize {
    let place = (place as u128 * to.whole as u128).checked_div(from.whole as u128).unwrap_or(0) as usize;
    match place.checked_sub(to.start) {
        Some(at) if at <= to.text.len() => to.start + to.text.floor_char_boundary(at),
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use crate::text::{Charset, Encoding, Grounds};

    fn decoded(bytes: &[u8], name: &str) -> Document {
        let encoding: Encoding = name.parse().unwrap();
        let text = encoding.decode(bytes).into_owned();
        Draft { text, charset: Charset { encoding, grounds: Grounds::Chosen }, ..Draft::default() }.into()
    }

    #[test]
    fn a_place_is_the_same_character_of_the_same_line() {
        let bytes = encoding_rs::KOI8_R.encode("Синее море.\nЖил старик.\nОдин.").0.into_owned();
        let (right, wrong) = (decoded(&bytes, "koi8-r"), decoded(&bytes, "windows-1252"));
        let of = |text: &str, word: &str| Position(text.find(word).unwrap());
        for word in ["Синее", "море", "Жил", "старик", "Один"] {
            let place = of(&right.text, word);
            let there = right.place_in(&wrong, place);
            let garbled = decoded(&encoding_rs::KOI8_R.encode(word).0, "windows-1252").text;
            assert!(wrong.text[there.0..].starts_with(&garbled), "{word}");
            assert_eq!(wrong.place_in(&right, there), place, "{word}");
        }
    }

    #[test]
    fn where_lines_differ_the_place_is_as_far_from_the_beginning() {
        let bytes = "a\nb\nc\n".repeat(100).into_bytes();
        let (narrow, wide) = (decoded(&bytes, "utf-8"), decoded(&bytes, "utf-16le"));
        let there = narrow.place_in(&wide, Position(300)).0;
        assert!(wide.text.is_char_boundary(there) && there.abs_diff(wide.text.len() / 2) < 4, "{there}");
        assert_eq!(narrow.place_in(&narrow, Position(7)), Position(7));
    }
}
