//! How reports name and show things; the same in every format that people read.
//!
//! What is returned is safe to show.

use std::path::Path;

use crate::text::safe;

/// The names of the two documents within a report.
pub(crate) const NAMES: [&str; 2] = ["A", "B"];

/// The headings above the sentences without a counterpart.
pub(crate) const ONLY: [&str; 2] = ["Only in A, the first document", "Only in B, the second document"];

/// Returns `text` on one line and safe; soft breaks become spaces.
pub(crate) fn one_line(text: &str) -> String {
    safe::line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).as_str().to_owned()
}

/// Returns a title to show, whether there is one or not.
pub(crate) fn title(title: &str) -> String {
    if title.is_empty() { "(no title)".into() } else { one_line(title) }
}

/// Returns a path to show, safe; white space in it is kept.
pub(crate) fn shown_path(path: &Path) -> String {
    safe::line(&path.to_string_lossy()).as_str().to_owned()
}

/// Returns a probability to two decimals, never rounded up into the level above.
pub(crate) fn shown_score(score: f64) -> String {
    format!("{:.2}", (score * 100.0 + 1e-6).floor() / 100.0)
}

/// What stands in place of a sentence that has just been quoted from the other document.
pub(crate) const SAME_WORDS: &str = "the same words";

/// Returns a number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_never_shown_above_its_level() {
        for (score, shown) in [(0.7, "0.70"), (0.6999, "0.69"), (1.0, "1.00"), (0.35, "0.35"), (0.29, "0.29")]
        {
            assert_eq!(shown_score(score), shown);
        }
    }
}
