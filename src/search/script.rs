//! Scripts whose words do not end at a space, and where the words of others end.

use unicode_normalization::char::is_combining_mark;

/// Tells whether a character belongs to a script written without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Tells whether two characters beside each other belong to one word.
pub(super) fn joins(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_some_and(|c| (c.is_alphanumeric() || is_combining_mark(c)) && !is_spaceless(c))
        && !inside.is_some_and(is_spaceless)
}
