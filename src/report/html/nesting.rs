//! Quotations and lists around the blocks of a document, which tells only where each block stands.
//!
//! A marker begins an item of the list at its indentation; a block without one that stands as far
//! in belongs to the item above it. Quotations stand outside of lists.

use std::fmt::Write;

use crate::document::Frame;
use crate::report::html::escape::escaped;

/// The elements open around a block.
#[derive(Debug, Default)]
pub(crate) struct Nesting {
    quotes: u8,
    lists: Vec<Open>,
}

/// A list with an item in it.
#[derive(Debug)]
struct Open {
    indent: u8,
    element: &'static str,
}

/// What stands before an item.
enum Marker<'a> {
    Bullet,
    Number(u32),
    /// Shown as it is, because no list of HTML counts so.
    Own(&'a str),
}

impl Nesting {
    /// Returns what closes and opens before a block in `frame`.
    pub(crate) fn before(&mut self, frame: &Frame) -> String {
        let mut html = String::new();
        if frame.quotes != self.quotes {
            self.leave_lists(0, &mut html);
            html.push_str(&"</blockquote>\n".repeat(self.quotes.saturating_sub(frame.quotes).into()));
            html.push_str(&"<blockquote>\n".repeat(frame.quotes.saturating_sub(self.quotes).into()));
            self.quotes = frame.quotes;
        }
        let Some(marker) = &frame.marker else {
            self.leave_lists(u16::from(frame.indent) + 1, &mut html);
            return html;
        };
        self.item(frame.indent, &Marker::of(marker), &mut html);
        html
    }

    /// Returns what closes after the last block.
    pub(crate) fn end(&mut self) -> String {
        let mut html = String::new();
        self.leave_lists(0, &mut html);
        html + &self.before(&Frame::default())
    }

    fn item(&mut self, indent: u8, marker: &Marker<'_>, html: &mut String) {
        self.leave_lists(u16::from(indent) + 1, html);
        let element = match marker {
            Marker::Number(_) => "ol",
            Marker::Bullet | Marker::Own(_) => "ul",
        };
        if self.lists.last().is_some_and(|list| list.indent == indent && list.element != element) {
            self.leave_lists(indent.into(), html);
        }
        if self.lists.last().is_some_and(|list| list.indent == indent) {
            html.push_str("</li>\n");
        } else {
            let _ = writeln!(html, "<{element}>");
            self.lists.push(Open { indent, element });
        }
        // Writing to a string cannot fail.
        let _ = match marker {
            Marker::Bullet => write!(html, "<li>"),
            Marker::Number(number) => write!(html, "<li value=\"{number}\">"),
            Marker::Own(own) => write!(html, "<li class=\"own\">{} ", escaped(own)),
        };
    }

    /// Closes the lists that stand `indent` cells in or more.
    fn leave_lists(&mut self, indent: u16, html: &mut String) {
        while let Some(list) = self.lists.pop_if(|list| u16::from(list.indent) >= indent) {
            let _ = writeln!(html, "</li>\n</{}>", list.element);
        }
    }
}

impl<'a> Marker<'a> {
    fn of(marker: &'a str) -> Self {
        let number = marker.strip_suffix(['.', ')']).and_then(|digits| digits.parse().ok());
        match (number, marker) {
            (Some(number), _) => Marker::Number(number),
            (None, "•" | "◦" | "▪" | "-" | "*" | "+") => Marker::Bullet,
            (None, own) => Marker::Own(own),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::html::check::balanced;
    use proptest::prelude::*;

    fn frame(quotes: u8, indent: u8, marker: &str) -> Frame {
        Frame { quotes, indent, marker: (!marker.is_empty()).then(|| marker.to_owned()) }
    }

    fn nested(frames: &[Frame]) -> String {
        let mut nesting = Nesting::default();
        let blocks: String = frames.iter().map(|frame| nesting.before(frame) + "x").collect();
        (blocks + &nesting.end()).replace('\n', "")
    }

    #[test]
    fn items_nest_by_their_indentation() {
        let cases: [(&[Frame], &str); 5] = [
            (&[frame(0, 2, "•"), frame(0, 2, "•")], "<ul><li>x</li><li>x</li></ul>"),
            (&[frame(0, 2, "•"), frame(0, 2, ""), frame(0, 0, "")], "<ul><li>xx</li></ul>x"),
            (
                &[frame(0, 4, "9."), frame(0, 6, "◦"), frame(0, 4, "10)")],
                "<ol><li value=\"9\">x<ul><li>x</li></ul></li><li value=\"10\">x</li></ol>",
            ),
            (
                &[frame(0, 2, "•"), frame(0, 2, "1."), frame(0, 2, "☑")],
                "<ul><li>x</li></ul><ol><li value=\"1\">x</li></ol><ul><li class=\"own\">☑ x</li></ul>",
            ),
            (
                &[frame(2, 0, ""), frame(1, 2, "-"), frame(0, 0, "")],
                "<blockquote><blockquote>x</blockquote><ul><li>x</li></ul></blockquote>x",
            ),
        ];
        for (frames, html) in cases {
            assert_eq!(nested(frames), html);
        }
    }

    proptest! {
        #[test]
        fn whatever_nests_closes(
            frames in prop::collection::vec((0u8..4, prop::num::u8::ANY, "(|•|7\\.|<|99999999999\\.)"), 0..12)
        ) {
            let frames: Vec<Frame> =
                frames.into_iter().map(|(quotes, indent, marker)| frame(quotes, indent, &marker)).collect();
            prop_assert_eq!(balanced(&nested(&frames)), Ok(()));
        }
    }
}
