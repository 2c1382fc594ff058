//! Which characters are shown as marks, and as which.

use crate::text::unicode::{is_spelling, is_unprintable};

/// Returns the mark to show for `c`, or `None` when it may be shown as it is between these neighbours.
pub(super) fn mark(c: char, before: Option<char>, after: Option<char>) -> Option<String> {
    let code = u32::from(c);
    match code {
        0x00..=0x1f => char::from_u32(0x2400 + code).map(String::from),
        0x7f => Some("␡".into()),
        0xad => Some("¬".into()),
        0x80..=0x9f => Some(format!("<{code:02X}>")),
        _ if !is_unprintable(c) || is_spelling(c, before, after) => None,
        _ => Some(format!("<{code:04X}>")),
    }
}

/// Tells whether `c` counts as hidden between these neighbours: it is shown as a mark and is no line
/// end or tab.
pub(super) fn hides(c: char, before: Option<char>, after: Option<char>) -> bool {
    !matches!(c, '\t' | '\n') && is_unprintable(c) && !is_spelling(c, before, after)
}
