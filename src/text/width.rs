//! How many cells a text takes, and how much of it fits.

use crate::text::safe::{SafeText, glyphs, is_printable_ascii, line};

/// Returns the cells `text` takes when shown in one row.
pub fn width(text: &str) -> usize {
    if is_printable_ascii(text) {
        return text.len();
    }
    glyphs(text).map(|glyph| glyph.width).sum()
}

/// Returns `text` as one row of at most `cells`, with `…` in the last cell when it had to be cut.
pub fn fit(text: &str, cells: usize) -> SafeText {
    if width(text) <= cells {
        return line(text);
    }
    let mut used = 0;
    let mut end = 0;
    for glyph in glyphs(text) {
        if used + glyph.width > cells.saturating_sub(1) {
            break;
        }
        used += glyph.width;
        end = glyph.span.end;
    }
    let kept = text[..end].trim_end();
    line(&if cells == 0 { String::new() } else { format!("{kept}…") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_too_long_ends_in_an_ellipsis() {
        assert_eq!(fit("The tides", 9).as_str(), "The tides");
        assert_eq!(fit("The tides", 8).as_str(), "The tid…");
        assert_eq!(fit("The tides", 5).as_str(), "The…");
        assert_eq!(fit("潮汐", 3).as_str(), "潮…");
        assert_eq!(fit("The tides", 0).as_str(), "");
    }

    proptest! {
        #[test]
        fn a_fitted_text_is_never_wider(text in any::<String>(), cells in 0usize..40) {
            prop_assert!(width(fit(&text, cells).as_str()) <= cells);
        }
    }
}
