//! Sets of characters from the Unicode Character Database, compiled into the program by ICU4X.
//!
//! Every part that must agree on what a character is asks here: the screen (`text::safe`), the
//! folding of a search (`text::fold`), JSON, the check of what is sent to a terminal, and the tests.

use icu_properties::props::{
    DefaultIgnorableCodePoint, EastAsianWidth, Emoji, EmojiModifier, ExtendedPictographic, GeneralCategory,
    GeneralCategoryGroup, Ideographic, PrependedConcatenationMark, Script,
};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

type Set = CodePointSetDataBorrowed<'static>;

static CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
static DEFAULT_IGNORABLE: Set = CodePointSetData::new::<DefaultIgnorableCodePoint>();
static VISIBLE_FORMAT: Set = CodePointSetData::new::<PrependedConcatenationMark>();
static EMOJI: Set = CodePointSetData::new::<Emoji>();
static EMOJI_MODIFIER: Set = CodePointSetData::new::<EmojiModifier>();
static PICTOGRAPHIC: Set = CodePointSetData::new::<ExtendedPictographic>();
static EAST_ASIAN_WIDTH: CodePointMapDataBorrowed<'static, EastAsianWidth> = CodePointMapData::new();
static SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();
static IDEOGRAPHIC: Set = CodePointSetData::new::<Ideographic>();

/// The stroke that lengthens an Arabic word.
const TATWEEL: char = '\u{640}';

/// Scripts whose spelling uses the zero-width joiner and non-joiner.
const JOINING_SCRIPTS: [Script; 18] = [
    Script::Arabic,
    Script::Syriac,
    Script::Thaana,
    Script::Nko,
    Script::Mongolian,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Oriya,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Myanmar,
    Script::Khmer,
    Script::Tibetan,
];

/// Scripts that put no space between words.
const UNSPACED_SCRIPTS: [Script; 8] = [
    Script::Thai,
    Script::Lao,
    Script::Myanmar,
    Script::Khmer,
    Script::Han,
    Script::Hiragana,
    Script::Katakana,
    Script::Bopomofo,
];

/// Tells whether a character has no visible form of its own: default-ignorable characters and format
/// characters, which include the bidirectional controls, tags and fillers. The format characters that
/// are drawn (Arabic number signs) are not among them.
pub fn is_invisible(c: char) -> bool {
    if c < '\u{ad}' {
        return false;
    }
    match CATEGORIES.get(c) {
        GeneralCategory::Format => !VISIBLE_FORMAT.contains(c),
        GeneralCategory::NonspacingMark | GeneralCategory::OtherLetter | GeneralCategory::Unassigned => {
            DEFAULT_IGNORABLE.contains(c)
        }
        _ => false,
    }
}

/// Tells whether a character must not be sent to a terminal as it is: controls, line and paragraph
/// separators, and invisible characters. Some of the latter may be sent where they are part of the
/// spelling, see [`is_spelling`].
pub fn is_unprintable(c: char) -> bool {
    if c < '\u{ad}' {
        return c.is_control();
    }
    matches!(c, '\u{2028}' | '\u{2029}') || is_invisible(c)
}

/// Tells whether an invisible character is part of the spelling between these neighbours: a joiner
/// inside an emoji or between letters of a script that needs it, or a variation selector after a
/// character that has variants. Anywhere else it may hide something.
pub fn is_spelling(c: char, before: Option<char>, after: Option<char>) -> bool {
    let between = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    match c {
        '\u{200d}' => between(is_emoji_part) || between(is_joining),
        '\u{200c}' => between(is_joining),
        '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(|c| EMOJI.contains(c) || PICTOGRAPHIC.contains(c)),
        '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => {
            before.is_some_and(|c| IDEOGRAPHIC.contains(c))
        }
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            before.is_some_and(|c| c.is_alphabetic() && has_script_of(c, &[Script::Mongolian]))
        }
        _ => false,
    }
}

/// Tells whether a character belongs to a script written without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}' && has_script_of(c, &UNSPACED_SCRIPTS)
}

/// Tells whether a line end between two characters does not mean a space: both are East Asian and wide, or one
/// is and the other is a quotation mark, dash or ellipsis, and neither is an emoji or Korean, which puts spaces
/// between words.
pub fn joins_without_space(before: char, after: char) -> bool {
    let is_shared = |c| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…');
    match (is_east_asian(before), is_east_asian(after)) {
        (true, true) => true,
        (true, false) => is_shared(after),
        (false, true) => is_shared(before),
        (false, false) => false,
    }
}

fn is_east_asian(c: char) -> bool {
    let is_wide =
        |width| matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Halfwidth);
    c >= '\u{2e80}'
        && is_wide(EAST_ASIAN_WIDTH.get(c))
        && !EMOJI.contains(c)
        && SCRIPTS.get(c) != Script::Hangul
}

/// Tells whether a mark shows what readers of Arabic, Hebrew and Syriac may leave out: vowels, doubled letters,
/// accents of recitation. Those that make another letter (`أ`, `آ`) are not among them.
pub fn is_optional_mark(c: char) -> bool {
    c >= '\u{591}'
        && !('\u{653}'..='\u{655}').contains(&c)
        && CATEGORIES.get(c) == GeneralCategory::NonspacingMark
        && has_script_of(c, &[Script::Arabic, Script::Hebrew, Script::Syriac])
}

/// Tells whether a search passes over a character: it is invisible, an optional mark, or the stroke that
/// lengthens an Arabic word.
pub fn is_passed_over(c: char) -> bool {
    c == TATWEEL || is_invisible(c) || is_optional_mark(c)
}

/// Tells whether a character is a digit of any form that stands apart from the digits before it: raised,
/// lowered, in a circle, a fraction.
pub fn is_separate_digit(c: char) -> bool {
    CATEGORIES.get(c) == GeneralCategory::OtherNumber
}

/// Tells whether a character is written in Greek.
pub fn is_greek(c: char) -> bool {
    c >= '\u{370}' && has_script_of(c, &[Script::Greek])
}

/// Tells whether a character belongs to a script whose words only a dictionary can tell apart.
pub fn needs_dictionary(c: char) -> bool {
    c >= '\u{e00}' && has_script_of(c, &[Script::Thai, Script::Lao, Script::Myanmar, Script::Khmer])
}

/// Tells whether a character is punctuation, which symbols such as `+` and `$` are not.
pub fn is_punctuation(c: char) -> bool {
    !c.is_ascii_alphanumeric() && GeneralCategoryGroup::Punctuation.contains(CATEGORIES.get(c))
}

/// Tells whether a zero-width joiner may bind this character into an emoji; the presentation selector
/// comes between a pictograph and its joiner.
fn is_emoji_part(c: char) -> bool {
    PICTOGRAPHIC.contains(c) || EMOJI_MODIFIER.contains(c) || c == '\u{fe0f}'
}

fn is_joining(c: char) -> bool {
    !is_invisible(c) && has_script_of(c, &JOINING_SCRIPTS)
}

fn has_script_of(c: char, scripts: &[Script]) -> bool {
    ScriptWithExtensions::new().get_script_extensions_val(c).iter().any(|script| scripts.contains(&script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignorable_and_format_characters_are_invisible() {
        for c in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{202e}',
            '\u{2065}',
            '\u{206a}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{fff9}',
            '\u{13430}',
            '\u{1bca0}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{e01ef}',
        ] {
            assert!(is_invisible(c) && is_unprintable(c), "{c:?}");
        }
        for c in ['\u{600}', '\u{6dd}', 'a', '潮', '\u{301}', ' ', '\u{a0}', '\u{2800}', '\u{378}'] {
            assert!(!is_invisible(c) && !is_unprintable(c), "{c:?}");
        }
        for c in ['\0', '\n', '\u{7f}', '\u{9b}', '\u{2028}', '\u{2029}'] {
            assert!(!is_invisible(c) && is_unprintable(c), "{c:?}");
        }
    }

    #[test]
    fn the_shortcut_by_category_agrees_with_the_whole_sets() {
        for c in '\0'..=char::MAX {
            let is_format = CATEGORIES.get(c) == GeneralCategory::Format && !VISIBLE_FORMAT.contains(c);
            assert_eq!(is_invisible(c), is_format || DEFAULT_IGNORABLE.contains(c), "{c:?}");
        }
    }

    #[test]
    fn joiners_and_selectors_are_spelling_only_beside_their_own() {
        for (before, c, after, expected) in [
            ('👩', '\u{200d}', '👧', true),
            ('🏽', '\u{200d}', '🚀', true),
            ('\u{fe0f}', '\u{200d}', '🌈', true),
            ('x', '\u{200d}', 'y', false),
            ('1', '\u{200d}', '2', false),
            ('\u{94d}', '\u{200d}', 'ष', true),
            ('ی', '\u{200c}', 'خ', true),
            ('\u{64e}', '\u{200c}', 'خ', true),
            ('x', '\u{200c}', 'خ', false),
            ('❤', '\u{fe0f}', ' ', true),
            ('#', '\u{fe0f}', ' ', true),
            ('a', '\u{fe0f}', ' ', false),
            ('葛', '\u{e0100}', ' ', true),
            ('a', '\u{e0100}', ' ', false),
            ('\u{1820}', '\u{180b}', ' ', true),
            ('\u{1820}', '\u{200b}', '\u{1820}', false),
        ] {
            assert_eq!(is_spelling(c, Some(before), Some(after)), expected, "{before:?} {c:?} {after:?}");
        }
    }

    #[test]
    fn a_line_end_between_wide_letters_is_no_space() {
        for pair in ["潮の", "の潮", "。今", "カ、", "ｶナ", "Ａ字", "」と", "说“", "”他"]
        {
            let chars: Vec<char> = pair.chars().collect();
            assert!(joins_without_space(chars[0], chars[1]), "{pair}");
        }
        for pair in ["潮a", "1潮", "한국", "한字", "😀潮", "“a", "ab", "กำ"] {
            let chars: Vec<char> = pair.chars().collect();
            assert!(!joins_without_space(chars[0], chars[1]), "{pair}");
        }
    }

    #[test]
    fn optional_marks_are_passed_over() {
        for c in "\u{64b}\u{651}\u{670}\u{6d6}\u{8f0}\u{5b0}\u{5c1}\u{730}".chars() {
            assert!(is_optional_mark(c) && is_passed_over(c), "{c:?}");
        }
        for c in "\u{301}\u{653}\u{654}\u{655}\u{5be}\u{93e}\u{e34}مשa".chars() {
            assert!(!is_optional_mark(c) && !is_passed_over(c), "{c:?}");
        }
        assert!(is_passed_over('\u{640}') && is_passed_over('\u{ad}'));
    }

    #[test]
    fn thai_and_chinese_have_no_spaces() {
        for c in "กำລາမြខ្中仮ひカーｶㄅ".chars() {
            assert!(is_unspaced(c), "{c:?}");
        }
        for c in "aé1한ш\u{301}א!।".chars() {
            assert!(!is_unspaced(c), "{c:?}");
        }
    }
}
