//! Where a text may be cut without changing what it folds to.
//!
//! Before a seam the folding of what came earlier is finished, so a piece from seam to seam folds
//! as it does inside its text. That is what lets a search fold only around a place.

use crate::text::fold::characters::is_accent;
use crate::text::unicode::is_invisible;

/// Tells whether a text may be cut before a character: it joins no run of white space and melts
/// into nothing before it. A piece that begins with one never folds to nothing.
pub fn is_seam(c: char) -> bool {
    c.is_ascii_graphic() || !(c.is_whitespace() || is_invisible(c) || is_accent(c))
}

/// Returns the `count`th seam before the byte `at` of `text`, or 0 when there are not so many.
pub fn seam_before(text: &str, at: usize, count: usize) -> usize {
    let mut seams = text[..at].char_indices().rev().filter(|&(_, c)| is_seam(c));
    seams.nth(count.saturating_sub(1)).map_or(0, |(at, _)| at)
}

/// Returns the `count`th seam from the byte `at` of `text` on, or its length when there are not so many.
pub fn seam_after(text: &str, at: usize, count: usize) -> usize {
    let mut seams = text[at..].char_indices().filter(|&(_, c)| is_seam(c));
    seams.nth(count.saturating_sub(1)).map_or(text.len(), |(offset, _)| at + offset)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::{Breaks, Case, Folded, Folding};

    #[test]
    fn what_begins_with_a_seam_never_folds_to_nothing() {
        for c in ('\0'..=char::MAX).filter(|&c| is_seam(c)) {
            assert!(!Folded::of(c.encode_utf8(&mut [0; 4]), Case::Lower).as_str().is_empty(), "{c:?}");
        }
    }

    #[test]
    fn seams_are_counted_from_a_place() {
        let text = "a \u{AD}\n bé\u{301}中";
        assert_eq!([seam_before(text, 6, 1), seam_before(text, 7, 1), seam_before(text, 7, 3)], [0, 6, 0]);
        assert_eq!([seam_after(text, 1, 1), seam_after(text, 1, 3), seam_after(text, 1, 4)], [6, 11, 14]);
    }

    proptest! {
        #[test]
        fn pieces_from_seam_to_seam_fold_as_the_text_does(
            text in "[aA ß\u{301}\u{AD}\u{200B}\u{A0}\n’–…ﬁé中ｶﾞ가\u{11A8}\u{1161}¨Σİ`ǅ]{0,30}",
            at in 0usize..40,
        ) {
            let at = (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
            for case in [Case::Keep, Case::Lower] {
                let folding = Folding { case, breaks: Breaks::Line };
                let cut = seam_after(&text, at, 1);
                let (before, after) = text.split_at(cut);
                let pieces = [before, after].map(|piece| Folded::by(piece, folding).as_str().to_owned());
                let whole = Folded::by(&text, folding);
                prop_assert_eq!(pieces.concat(), whole.as_str());
            }
        }
    }
}
