//! Titles and paths with some of their characters emphasised, cut to the room there is.
//!
//! A title is cut at its end. Of a path the end tells most, so it is cut at its beginning, unless
//! what is emphasised would be lost.

use ratatui::style::Style;

use crate::text::Span;
use crate::text::safe::{Glyph, glyphs};
use crate::ui::drawing::paint::Canvas;

/// A path is cut at a `/` if one comes within so many glyphs.
const PART: usize = 8;

/// A text with emphasised parts.
#[derive(Clone, Copy)]
pub(crate) struct Marked<'a> {
    pub text: &'a str,
    /// The emphasised parts, in order.
    pub spans: &'a [Span],
    pub style: Style,
    /// The style of what is emphasised.
    pub found: Style,
}

impl Marked<'_> {
    fn style_of(&self, glyph: &Glyph<'_>) -> Style {
        let is_found = self.spans.iter().any(|span| span.overlaps(glyph.span));
        if is_found { self.found } else { self.style }
    }
}

/// Draws the beginning of a text, `…` in the last cell when it had to be cut; returns the column
/// after it.
pub(crate) fn put_start(canvas: &mut Canvas<'_>, (x, y, end): (u16, u16, u16), marked: &Marked<'_>) -> u16 {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    put(canvas, (x, y, end), marked, &glyphs)
}

/// Draws the end of a text, `…` in the first cell when it had to be cut there; returns the column
/// after it. It begins early enough to show the first emphasised character.
pub(crate) fn put_end(canvas: &mut Canvas<'_>, (x, y, end): (u16, u16, u16), marked: &Marked<'_>) -> u16 {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    let from = from(&glyphs, usize::from(end.saturating_sub(x)), marked.spans.first());
    let x = if from > 0 { canvas.put(x, y, end, "…", marked.style) } else { x };
    put(canvas, (x, y, end), marked, &glyphs[from..])
}

/// The first glyph drawn when a text is cut at its beginning to fit into `room` cells.
fn from(glyphs: &[Glyph<'_>], room: usize, keep: Option<&Span>) -> usize {
    let mut left = room;
    let whole = glyphs.iter().rev().take_while(|glyph| {
        let fits = glyph.width <= left;
        left = left.saturating_sub(glyph.width);
        fits
    });
    let mut from = glyphs.len() - whole.count();
    if from == 0 {
        return 0;
    }
    // The cell of the dots is taken from the text.
    let mut freed = left;
    while freed < 1 && from < glyphs.len() {
        freed += glyphs[from].width;
        from += 1;
    }
    match keep {
        Some(span) => from.min(glyphs.partition_point(|glyph| glyph.span.end <= span.start)),
        None => from + glyphs[from..].iter().take(PART).position(|glyph| glyph.text() == "/").unwrap_or(0),
    }
}

fn put(
    canvas: &mut Canvas<'_>,
    (x, y, end): (u16, u16, u16),
    marked: &Marked<'_>,
    glyphs: &[Glyph<'_>],
) -> u16 {
    let room = usize::from(end.saturating_sub(x));
    let all: usize = glyphs.iter().map(|glyph| glyph.width).sum();
    let (mut at, mut left) = (x, if all <= room { room } else { room.saturating_sub(1) });
    let fitting = glyphs.iter().take_while(|glyph| {
        let fits = glyph.width <= left;
        left = left.saturating_sub(glyph.width);
        fits
    });
    let mut fitting: Vec<_> = fitting.collect();
    while all > room && fitting.pop_if(|glyph| glyph.text().trim().is_empty()).is_some() {}
    for glyph in fitting {
        at = canvas.put_glyph(at, y, end, glyph, marked.style_of(glyph)).unwrap_or(at);
    }
    if all > room { canvas.put(at, y, end, "…", marked.style) } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, room: usize, keep: Option<Span>) -> String {
        let glyphs: Vec<Glyph<'_>> = glyphs(text).collect();
        let from = from(&glyphs, room, keep.as_ref());
        let dots = if from > 0 { "…" } else { "" };
        format!("{dots}{}", &text[glyphs.get(from).map_or(text.len(), |glyph| glyph.span.start)..])
    }

    #[test]
    fn a_path_is_cut_at_its_beginning_but_not_behind_what_is_emphasised() {
        for (room, keep, expected) in [
            (9, None, "sea/1995/"),
            (8, None, "…/1995/"),
            (1, None, "…"),
            (6, Some(Span::new(1, 2)), "…ea/1995/"),
            (6, Some(Span::new(0, 2)), "sea/1995/"),
            (6, Some(Span::new(7, 8)), "…1995/"),
        ] {
            assert_eq!(shown("sea/1995/", room, keep), expected, "{room} {keep:?}");
        }
        assert_eq!(shown("潮汐/表", 5, None), "…汐/表"[..].to_string().replace("汐", ""));
    }

    proptest! {
        #[test]
        fn what_is_cut_fits(text in "[a/潮]{0,20}", room in 1usize..12) {
            let width = crate::text::width::width(&shown(&text, room, None));
            prop_assert!(width <= room, "{} {}", width, room);
        }
    }
}
