//! What folding makes of single characters, and which ones it leaves alone.

use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::text::fold::folding::Case;

/// Tells whether a white space ends a line.
pub(super) fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Tells whether a character may melt into the one before it.
pub(super) fn is_accent(c: char) -> bool {
    if c < '\u{300}' || is_settled(c) || matches!(c, '\u{2000}'..='\u{20CF}' | '\u{FF00}'..='\u{FF60}') {
        return false;
    }
    // Half-width katakana marks and Hangul letters melt only after their compatibility mapping.
    canonical_combining_class(c) != 0
        || is_nfc_quick(once(c)) == IsNormalized::Maybe
        || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{FFA1}'..='\u{FFDC}')
}

/// Returns the plain quote or hyphen for a typographic one.
pub(super) fn plain_symbol(c: char) -> Option<char> {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '`' | '´' | 'ʼ' | 'ʹ' => {
            Some('\'')
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '〝' | '〞' | '〟' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        _ => None,
    }
}

/// Returns the ASCII character of a full-width one.
pub(super) fn half_width(c: char) -> Option<char> {
    let plain = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32)?;
    let plain = plain.is_ascii_graphic().then_some(plain)?;
    Some(plain_symbol(plain).unwrap_or(plain))
}

/// Letters and signs below U+3100 that NFKC leaves as they are and that melt into nothing before
/// them: only the commonest, for speed.
static SETTLED: Letters = Letters::of(&[
    ('À', 'ı'),
    ('Ĵ', 'ľ'),
    ('Ł', 'ň'),
    ('Ŋ', 'ž'),
    ('Ά', 'Ά'),
    ('Έ', 'ώ'),
    ('Ѐ', 'ҁ'),
    ('Ҋ', 'ԯ'),
    ('א', 'ת'),
    ('ء', 'ي'),
    ('、', '】'),
    ('ぁ', 'ゖ'),
    ('ァ', 'ヾ'),
]);

/// Settled letters and signs that lowering leaves as they are, and the space.
static SMALL: Letters = Letters::of(&[
    (' ', ' '),
    ('à', 'ÿ'),
    ('ά', 'ρ'),
    ('σ', 'ώ'),
    ('а', 'џ'),
    ('א', 'ת'),
    ('ء', 'ي'),
    ('、', '】'),
    ('ぁ', 'ゖ'),
    ('ァ', 'ヾ'),
]);

/// A set of characters below U+3100, one bit each: comparing with every range in turn was most of
/// the time that folding took.
struct Letters([u64; 0x3100 / 64]);

impl Letters {
    const fn of(ranges: &[(char, char)]) -> Self {
        let mut bits = [0; 0x3100 / 64];
        let mut index = 0;
        while index < ranges.len() {
            let mut c = ranges[index].0 as usize;
            while c <= ranges[index].1 as usize {
                bits[c / 64] |= 1 << (c % 64);
                c += 1;
            }
            index += 1;
        }
        Self(bits)
    }

    fn has(&self, c: char) -> Option<bool> {
        let c = c as usize;
        self.0.get(c / 64).map(|bits| bits >> (c % 64) & 1 == 1)
    }
}

/// Tells of the commonest letters and signs, cheaply, that NFKC leaves them as they are and that
/// they melt into nothing before them.
pub(super) fn is_settled(c: char) -> bool {
    let above = matches!(c, '一'..='鿿' | '가'..='힣' | '\u{1F300}'..='\u{1FAFF}');
    SETTLED.has(c).unwrap_or(above)
}

/// Tells of settled letters that lowering leaves them as they are.
pub(super) fn is_small(c: char) -> bool {
    SMALL.has(c).unwrap_or(true)
}

/// Writes a character in the case asked for.
pub(super) fn push_cased(c: char, case: Case, folded: &mut String) {
    match (case, c) {
        (Case::Keep, c) => folded.push(c),
        (Case::Lower, 'ß' | 'ẞ') => folded.push_str("ss"),
        (Case::Lower, 'ς') => folded.push('σ'),
        (Case::Lower, 'İ') => folded.push('i'),
        (Case::Lower, c) => folded.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::{UnicodeNormalization, is_nfkc_quick};

    use super::*;
    use crate::text::unicode::is_invisible;

    #[test]
    fn settled_letters_are_settled() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| is_settled(c)) {
            assert!(once(c).nfkc().eq(once(c)), "{c:?}");
            assert!(is_nfkc_quick(once(c)) == IsNormalized::Yes, "{c:?} melts");
            assert!(
                canonical_combining_class(c) == 0 && !is_invisible(c) && plain_symbol(c).is_none(),
                "{c:?}"
            );
            let mut small = String::new();
            push_cased(c, Case::Lower, &mut small);
            assert!(!is_small(c) || small.chars().eq(once(c)), "{c:?} is not small");
        }
        for c in ('\u{2000}'..='\u{20CF}').chain('\u{FF00}'..='\u{FF60}') {
            assert!(
                canonical_combining_class(c) == 0 && is_nfc_quick(once(c)) != IsNormalized::Maybe,
                "{c:?}"
            );
        }
    }
}
