//! Names of the places that links within a page lead to.

use crate::report::wording::NAMES;

/// Returns the name of a sentence's place, such as `a8`; `index` counts from 0.
pub(crate) fn sentence(side: usize, index: usize) -> String {
    format!("{}{}", NAMES[side.min(1)].to_ascii_lowercase(), index + 1)
}

/// Returns the name of a link's place; `index` counts from 0.
pub(crate) fn link(index: usize) -> String {
    format!("link{}", index + 1)
}

/// Returns a link to a sentence in its text, by its number.
pub(crate) fn to_sentence(side: usize, index: usize) -> String {
    format!("<a href=\"#{}\">{} {}</a>", sentence(side, index), NAMES[side.min(1)], index + 1)
}
