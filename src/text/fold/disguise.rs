//! Letters that stand in a text as other bytes than a search for them would expect.
//!
//! A search through unfolded bytes finds `office` and `OFFICE`, but neither `oﬃce` nor
//! `of\u{AD}fice`. So it must look closer wherever a character may hide a letter it looks for.

use super::characters::{is_accent, is_settled, is_small, is_unseen, plain_symbol, push_cased};
use super::folded::Folded;
use super::folding::Case;

/// Returns a byte of UTF-8 so coarsely that the bytes of a capital and of its small letter are
/// the same, for ASCII and for most other scripts with case.
pub fn blurred(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte | 0x20,
        0x80..=0xbf => byte & 0x8e,
        0xc0..=0xdf => byte & 0xfe,
        _ => byte,
    }
}

/// The letters of some searches, lowered, to ask which characters may hide one of them.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    small: Vec<char>,
    /// Whether one of them may be composed of a letter and an accent.
    melted: bool,
    /// Whether capitals count as their small letters.
    lowered: bool,
}

impl Letters {
    /// Returns the letters of folded texts; `case` says how the searched text is folded.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>, case: Case) -> Self {
        let mut small: Vec<char> = texts.flat_map(|text| lowered(text).chars().collect::<Vec<_>>()).collect();
        small.sort_unstable();
        small.dedup();
        let melted = small.iter().any(|&c| !c.is_ascii() && (is_accent(c) || is_composed(c)));
        Self { small, melted, lowered: case == Case::Lower }
    }

    /// Tells whether a character may stand for one of the letters although its bytes, blurred when
    /// case does not matter, are not the letter's, or may stand unseen between two of them.
    pub fn may_hide_in(&self, c: char) -> bool {
        if c.is_ascii() {
            return false;
        }
        if is_settled(c) {
            return self.lowered && !is_small(c) && is_odd(c) && self.shares(c);
        }
        if c.is_whitespace() || plain_symbol(c).is_some() {
            return false;
        }
        is_unseen(c) || is_accent(c) && self.melted || self.shares(c)
    }

    fn shares(&self, c: char) -> bool {
        lowered(c.encode_utf8(&mut [0; 4])).chars().any(|c| self.small.binary_search(&c).is_ok())
    }
}

fn lowered(text: &str) -> String {
    Folded::of(text, Case::Lower).as_str().to_owned()
}

fn is_composed(c: char) -> bool {
    let mut parts = 0;
    unicode_normalization::char::decompose_canonical(c, |_| parts += 1);
    parts > 1
}

/// Tells whether the small letter of a settled one has other blurred bytes.
fn is_odd(c: char) -> bool {
    let mut small = String::new();
    push_cased(c, Case::Lower, &mut small);
    let mut buffer = [0; 4];
    !c.encode_utf8(&mut buffer).bytes().map(blurred).eq(small.bytes().map(blurred))
}
