//! Letters that stand in a text as other bytes than a search for them would expect.
//!
//! A search through unfolded bytes finds `office` and `OFFICE`, but neither `oﬃce` nor
//! `of\u{AD}fice`. So it must look closer wherever a character may hide a letter it looks for.
//! Few characters can, and most of those that cannot are known by their first byte.

use crate::text::fold::characters::{is_accent, is_settled, is_small, plain_symbol, push_cased};
use crate::text::fold::folded::Folded;
use crate::text::fold::folding::Case;
use crate::text::unicode::is_invisible;

/// Returns a byte of UTF-8 so coarsely that the bytes of a capital and of its small letter are
/// the same, for ASCII and for most other scripts with case.
pub fn blurred(byte: u8) -> u8 {
    // Without branches, which compilers turn into vector code.
    let small = u8::from(byte.wrapping_sub(b'A') < 26) << 5;
    let follows = u8::from(byte & 0xc0 == 0x80).wrapping_neg();
    let leads = u8::from(byte & 0xe0 == 0xc0).wrapping_neg();
    (byte | small) & !(follows & 0x71) & !(leads & 0x01)
}

/// Returns what a character folds to, line ends made spaces, when that is one character and does
/// not depend on those around it; an accent after it still may change it.
pub fn plain(c: char, case: Case) -> Option<char> {
    if c.is_ascii() {
        return Some(match c {
            '`' => '\'',
            '\t'..='\r' | ' ' => ' ',
            c if case == Case::Lower => c.to_ascii_lowercase(),
            c => c,
        });
    }
    if !is_settled(c) {
        return plain_symbol(c);
    }
    if case == Case::Keep || is_small(c) {
        return Some(c);
    }
    let mut lowered = if c == 'ς' { 'σ' } else { c }.to_lowercase();
    lowered.next().filter(|_| lowered.next().is_none() && !matches!(c, 'ß'))
}

/// The letters of a search, lowered, to ask which characters may hide one of them.
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
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>, case: Case) -> Self {
        let mut small: Vec<char> =
            texts.into_iter().flat_map(|text| lowered(text).chars().collect::<Vec<_>>()).collect();
        small.sort_unstable();
        small.dedup();
        let melted = small.iter().any(|&c| !c.is_ascii() && (is_accent(c) || is_composed(c)));
        Self { small, melted, lowered: case == Case::Lower }
    }

    /// Tells whether all are ASCII, which makes disguises of them rarer.
    pub fn are_ascii(&self) -> bool {
        self.small.iter().all(char::is_ascii)
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
        is_invisible(c) || is_accent(c) && self.melted || self.shares(c)
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

/// First bytes of characters that may hide a letter.
pub struct Leads([bool; 256]);

/// Those that may hide an ASCII letter.
pub static OF_ASCII: Leads = Leads::of(&[
    0xc2, 0xc3, 0xc4, 0xc5, 0xc7, 0xc8, 0xca, 0xcb, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xea, 0xef, 0xf0, 0xf3,
]);

/// Those that may hide any letter.
pub static OF_ANY: Leads = Leads::of(&{
    let mut leads = [0; 0xf5 - 0xc2];
    let mut lead = 0xc2;
    while lead < 0xf5 {
        // Plain Cyrillic, and Hangul.
        leads[lead - 0xc2] = if matches!(lead, 0xd0 | 0xeb | 0xec) { 0xc2 } else { lead as u8 };
        lead += 1;
    }
    leads
});

impl Leads {
    const fn of(leads: &[u8]) -> Self {
        let mut table = [false; 256];
        let mut index = 0;
        while index < leads.len() {
            table[leads[index] as usize] = true;
            index += 1;
        }
        Self(table)
    }

    /// Tells whether a byte is one of them.
    pub fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_small_letters_are_blurred_alike_or_odd() {
        let odd: Vec<char> =
            ('\0'..='\u{2FFF}').filter(|&c| is_settled(c) && !is_small(c) && is_odd(c)).collect();
        assert!(odd.len() < 60 && odd.contains(&'ß') && !odd.contains(&'Ж'), "{odd:?}");
    }

    #[test]
    fn a_plain_character_folds_to_one() {
        for c in '\0'..=char::MAX {
            for case in [Case::Keep, Case::Lower] {
                let mut buffer = [0; 4];
                let folded = Folded::of(c.encode_utf8(&mut buffer), case);
                let expected = plain(c, case).map_or(folded.as_str().to_owned(), String::from);
                assert_eq!(folded.as_str(), expected, "{c:?}");
                assert!(plain(c, case).is_none() || !is_accent(c) && !is_invisible(c), "{c:?}");
            }
        }
    }

    #[test]
    fn a_first_byte_tells_what_hides_nothing() {
        let ascii: String = (' '..='~').collect();
        let letters = Letters::of([ascii.as_str()], Case::Lower);
        let any = |c: char| {
            !c.is_ascii()
                && (is_invisible(c) || is_accent(c) || (!is_settled(c) || !is_small(c) && is_odd(c)))
        };
        for c in '\u{80}'..=char::MAX {
            let lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(!letters.may_hide_in(c) || OF_ASCII.has(lead), "{c:?} {lead:x}");
            assert!(!any(c) || OF_ANY.has(lead), "{c:?} {lead:x}");
        }
    }
}
