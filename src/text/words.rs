//! (to be written)

/// Returns how many words `text` has.
pub fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
