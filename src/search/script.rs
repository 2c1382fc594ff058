//! Where the words of a script end.

use unicode_normalization::char::is_combining_mark;

use crate::text::unicode::is_unspaced;

/// Tells whether two characters beside each other belong to one word.
pub(super) fn joins(outside: Option<char>, inside: Option<char>) -> bool {
    outside.is_some_and(|c| (c.is_alphanumeric() || is_combining_mark(c)) && !is_unspaced(c))
        && !inside.is_some_and(is_unspaced)
}
