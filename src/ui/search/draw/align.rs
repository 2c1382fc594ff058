//! A text set so that a passage of it begins in a given column.

use crate::text::Span;
use crate::text::safe::{Glyph, glyphs};

/// The part of a text that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aligned {
    /// The bytes shown, whole glyphs.
    pub shown: Span,
    /// Empty cells before them.
    pub pad: usize,
    /// Whether text is left out before and after, where a `…` takes the cell next to what is shown.
    pub cut: (bool, bool),
}

/// Returns what can be shown of `text` so that `hit` begins after `before` cells, with `after` cells
/// from there on.
///
/// The order is that of the characters in the text, whatever the direction of their script: a
/// terminal that turns a row around turns all of it.
pub(crate) fn align(text: &str, hit: Span, before: usize, after: usize) -> Aligned {
    let all: Vec<(Span, usize)> = glyphs(text).map(|glyph| (glyph.span, glyph.width)).collect();
    let at = all.partition_point(|(span, _)| span.end <= hit.start);
    let (left, right) = all.split_at(at);
    let (left_count, left_cells) = fitting(left.iter().rev(), before);
    let (right_count, _) = fitting(right.iter(), after);
    let cut = (left_count < left.len() && before > 0, right_count < right.len() && after > 0);
    let middle = left.last().map_or(0, |(span, _)| span.end);
    let start = left.get(left.len() - left_count).map_or(middle, |(span, _)| span.start);
    let end =
        right_count.checked_sub(1).and_then(|last| right.get(last)).map_or(middle, |(span, _)| span.end);
    let pad = before - left_cells - usize::from(cut.0);
    Aligned { shown: Span::new(start, end), pad, cut }
}

impl Aligned {
    /// Returns the glyphs shown of the text that was aligned. A tab is as wide as in the whole text.
    pub(crate) fn glyphs<'a>(&self, text: &'a str) -> impl Iterator<Item = Glyph<'a>> {
        let shown = self.shown;
        let whole = glyphs(text).skip_while(move |glyph| glyph.span.start < shown.start);
        whole.take_while(move |glyph| glyph.span.start < shown.end)
    }
}

/// How many glyphs fit into `room` cells, and how many cells they take. When not all fit, one cell
/// is kept for the sign that says so.
fn fitting<'a>(glyphs: impl ExactSizeIterator<Item = &'a (Span, usize)>, room: usize) -> (usize, usize) {
    let (mut count, mut cells, all) = (0, 0, glyphs.len());
    // As far as it goes with a cell to spare, for the case that more follows.
    let (mut kept, mut kept_cells) = (0, 0);
    for (_, width) in glyphs {
        if cells + width > room {
            return (kept, kept_cells);
        }
        (count, cells) = (count + 1, cells + width);
        if cells < room {
            (kept, kept_cells) = (count, cells);
        }
    }
    debug_assert_eq!(count, all);
    (count, cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn set(text: &str, word: &str, before: usize, after: usize) -> String {
        let start = text.find(word).unwrap();
        let aligned = align(text, Span::new(start, start + word.len()), before, after);
        let dots = |cut| if cut { "…" } else { "" };
        let pad = ".".repeat(aligned.pad);
        format!("{pad}{}{}{}", dots(aligned.cut.0), aligned.shown.of(text), dots(aligned.cut.1))
    }

    #[test]
    fn a_hit_begins_in_its_column() {
        for (text, word, row) in [
            ("Nobody sees the sea fall at all.", "sea", "…es the sea fall…"),
            ("the sea", "sea", "....the sea"),
            ("sea", "sea", "........sea"),
            ("the sea fell.", "sea", "....the sea fell."),
            ("one two sea fell now", "sea", "one two sea fell…"),
            ("潮汐表 sea 潮汐表潮", "sea", ".潮汐表 sea 潮汐…"),
            ("a潮汐表 sea 潮汐", "sea", "a潮汐表 sea 潮汐"),
            ("潮潮汐表 sea 潮", "sea", "…潮汐表 sea 潮"),
            ("x潮潮汐表 sea 潮", "sea", "…潮汐表 sea 潮"),
            ("שלום לעולם sea שלום", "sea", "… לעולם sea שלום"),
            ("e\u{301}e\u{301} sea\u{301} x", "sea", ".....e\u{301}e\u{301} sea\u{301} x"),
            ("Overlongwordwithoutend", "word", "Overlongwordwith…"),
        ] {
            assert_eq!(set(text, word, 8, 9), row, "{text:?}");
        }
    }

    #[test]
    fn a_narrow_row_shows_what_it_can() {
        assert_eq!(set("the sea fell", "sea", 0, 3), "se…");
        assert_eq!(set("the sea fell", "sea", 1, 1), "……");
        assert_eq!(set("the sea", "sea", 1, 3), "…sea");
    }

    proptest! {
        #[test]
        fn a_row_is_as_wide_as_its_room_at_most(text in "[a-c 潮שé\u{301}\u{202e}\t]{1,40}", from in 0usize..40, length in 0usize..9, before in 0usize..20, after in 0usize..20) {
            let start = text.floor_char_boundary(from.min(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            let aligned = align(&text, Span::new(start, end), before, after);
            let dots = usize::from(aligned.cut.0) + usize::from(aligned.cut.1);
            let words: usize = aligned.glyphs(&text).map(|glyph| glyph.width).sum();
            prop_assert!(aligned.pad + dots + words <= before + after);
            let left = aligned.glyphs(&text).take_while(|glyph| glyph.span.end <= start);
            let left: usize = left.map(|glyph| glyph.width).sum();
            prop_assert_eq!(aligned.pad + usize::from(aligned.cut.0) + left, before);
        }
    }
}
