//! Titles and paths with some of their characters emphasised, cut to the room there is.
//!
//! A title is cut at its end. Of a path the end tells most, so it is cut at its beginning, unless
//! what is emphasised would be lost.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::safe::{Glyph, glyphs};
use crate::text::span::Span as Bytes;

/// A path is cut at a `/` if one comes within so many glyphs.
const PART: usize = 8;

/// A text with emphasised parts.
#[derive(Clone, Copy)]
pub(crate) struct Marked<'a> {
    pub text: &'a str,
    /// The emphasised parts, in order.
    pub spans: &'a [Bytes],
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

/// Returns the beginning of a text in at most `room` cells, with `…` in the last one when it had to be cut.
pub(crate) fn start_line(marked: &Marked<'_>, room: usize) -> Line<'static> {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    line(marked, &glyphs, room)
}

/// Returns the end of a text in at most `room` cells, with `…` in the first one when it had to be cut there.
/// It begins early enough to show the first emphasised character.
pub(crate) fn end_line(marked: &Marked<'_>, room: usize) -> Line<'static> {
    let glyphs: Vec<Glyph<'_>> = glyphs(marked.text).collect();
    let from = from(&glyphs, room, marked.spans.first());
    if from == 0 {
        return line(marked, &glyphs, room);
    }
    let mut line = line(marked, &glyphs[from..], room.saturating_sub(1));
    line.spans.insert(0, Span::styled("…", marked.style));
    line
}

/// The first glyph drawn when a text is cut at its beginning to fit into `room` cells.
fn from(glyphs: &[Glyph<'_>], room: usize, keep: Option<&Bytes>) -> usize {
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

fn line(marked: &Marked<'_>, glyphs: &[Glyph<'_>], room: usize) -> Line<'static> {
    let all: usize = glyphs.iter().map(|glyph| glyph.width).sum();
    let mut left = if all <= room { room } else { room.saturating_sub(1) };
    let fitting = glyphs.iter().take_while(|glyph| {
        let fits = glyph.width <= left;
        left = left.saturating_sub(glyph.width);
        fits
    });
    let mut fitting: Vec<_> = fitting.collect();
    while all > room && fitting.pop_if(|glyph| glyph.text().trim().is_empty()).is_some() {}
    let span = |glyph: &&Glyph<'_>| Span::styled(glyph.text().to_string(), marked.style_of(glyph));
    let mut line: Line<'_> = fitting.iter().map(span).collect();
    if all > room && room > 0 {
        line.push_span(Span::styled("…", marked.style));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, room: usize, keep: Option<Bytes>) -> String {
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
            (6, Some(Bytes::new(1, 2)), "…ea/1995/"),
            (6, Some(Bytes::new(0, 2)), "sea/1995/"),
            (6, Some(Bytes::new(7, 8)), "…1995/"),
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
