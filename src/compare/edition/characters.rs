//! Whether a sentence was touched at all.

use std::borrow::Cow;

/// Tells whether two sentences have the same characters; a line end within one is a space, because
/// a paragraph set anew was not edited.
pub fn same_characters(left: &str, right: &str) -> bool {
    left == right || unwrapped(left) == unwrapped(right)
}

/// Returns a sentence on one line.
fn unwrapped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return text.into();
    }
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_line_ends_make_no_difference() {
        let text = "Nobody was hurt, she said.";
        for (other, same) in [
            (text, true),
            ("Nobody was\nhurt, she\r\n  said.", true),
            ("Nobody was hurt,  she said.", false),
            ("nobody was hurt, she said.", false),
            ("", false),
        ] {
            assert_eq!(same_characters(text, other), same, "{other:?}");
            assert_eq!(same_characters(other, text), same, "{other:?}");
        }
    }
}
