//! What folding makes of single characters.

use std::iter::once;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick, is_nfkc_quick};

use crate::text::fold::CaseFold;
use crate::text::unicode::is_passed_over;

/// Tells whether a white space ends a line.
pub(super) fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Tells whether folding may join a character to the one before it.
pub fn is_accent(c: char) -> bool {
    if c < '\u{300}' || normal_form(c).is_some() {
        return false;
    }
    // Half-width katakana marks and Hangul letters join only after their compatibility mapping.
    canonical_combining_class(c) != 0
        || is_nfc_quick(once(c)) == IsNormalized::Maybe
        || matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{FFA1}'..='\u{FFDC}')
}

/// Returns the plain quote, hyphen or stroke for a typographic one.
pub fn plain_symbol(c: char) -> Option<char> {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '`' | '´' | 'ʼ' | 'ʹ' => {
            Some('\'')
        }
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '〝' | '〞' | '〟' => Some('"'),
        '\u{2044}' => Some('/'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => Some('-'),
        _ => None,
    }
}

/// Returns the Arabic letter for the Persian one that differs from it only by its keyboard.
pub(super) fn arabic_letter(c: char) -> Option<char> {
    match c {
        'ی' => Some('ي'),
        'ک' => Some('ك'),
        _ => None,
    }
}

/// Returns the character that `c` folds to, in lower case and without regard to an accent after it;
/// `None` when it is white space, when folding drops it or makes several characters of it, or when that
/// depends on the characters before it.
pub fn simple_fold(c: char) -> Option<char> {
    if c.is_ascii() {
        return if c == '`' {
            Some('\'')
        } else {
            Some(c.to_ascii_lowercase()).filter(|c| !c.is_whitespace())
        };
    }
    match normal_form(c) {
        Some(NormalForm::Lower) => Some(c),
        Some(NormalForm::Cased) => {
            let mut lower = lowercase(c);
            lower.next().filter(|_| lower.next().is_none())
        }
        None => plain_symbol(c),
    }
}

/// A character beyond ASCII that NFKC leaves as it is and joins to nothing before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NormalForm {
    /// Folding in lower case leaves it as it is, too.
    Lower,
    /// Folding in lower case may change it.
    Cased,
}

/// By code point, below the end of the table: most letters that are not ideographs. Asking the tables of
/// Unicode for each character would take most of the time of folding.
static NORMAL_FORMS: LazyLock<Vec<Option<NormalForm>>> =
    LazyLock::new(|| ('\0'..'\u{3100}').map(|c| if c.is_ascii() { None } else { looked_up(c) }).collect());

/// Returns the normal form of a character beyond ASCII; `None` also for rare ones that nothing changes.
pub(super) fn normal_form(c: char) -> Option<NormalForm> {
    match NORMAL_FORMS.get(c as usize) {
        Some(known) => *known,
        None => {
            matches!(c, '一'..='鿿' | '가'..='힣' | '\u{1F300}'..='\u{1FAFF}').then_some(NormalForm::Lower)
        }
    }
}

fn looked_up(c: char) -> Option<NormalForm> {
    let is_normal = is_nfkc_quick(once(c)) == IsNormalized::Yes
        && canonical_combining_class(c) == 0
        && plain_symbol(c).is_none()
        && arabic_letter(c).is_none()
        && !c.is_whitespace()
        && !is_passed_over(c);
    let is_lower = lowercase(c).eq(once(c));
    is_normal.then_some(if is_lower { NormalForm::Lower } else { NormalForm::Cased })
}

/// Writes a character in the case asked for.
pub(super) fn push_cased(c: char, case: CaseFold, folded: &mut String) {
    match case {
        CaseFold::Keep => folded.push(c),
        CaseFold::Lower => folded.extend(lowercase(c)),
    }
}

fn lowercase(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' | 'ẞ' => ('s', Some('s')),
        'ς' => ('σ', None),
        'İ' => ('i', None),
        c => {
            let mut lower = c.to_lowercase();
            (lower.next().unwrap_or(c), lower.next())
        }
    };
    once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::text::fold::Folded;

    #[test]
    fn a_normal_form_is_normal() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| normal_form(c).is_some()) {
            assert!(once(c).nfkc().eq(once(c)), "{c:?}");
            assert_eq!(normal_form(c), looked_up(c), "{c:?}");
        }
        for c in "éЖж中한🙂ẖԱა".chars() {
            assert!(normal_form(c).is_some(), "{c:?}");
        }
    }

    #[test]
    fn a_simple_fold_is_the_fold() {
        for c in '\0'..=char::MAX {
            if let Some(simple) = simple_fold(c) {
                let folded = Folded::of(c.encode_utf8(&mut [0; 4]), CaseFold::Lower).as_str().to_owned();
                assert_eq!(folded, simple.to_string(), "{c:?}");
                assert!(!is_accent(c) && !is_passed_over(c), "{c:?}");
            }
        }
    }

    #[test]
    fn no_lower_case_has_more_than_two_letters() {
        for c in '\0'..=char::MAX {
            assert!(c.to_lowercase().count() <= 2, "{c:?}");
        }
    }
}
