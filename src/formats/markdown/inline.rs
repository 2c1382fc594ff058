//! The text of one block while it is read.

use crate::document::{Emphasis, Stress};
use crate::formats::decode::with_line_feeds;
use crate::text::Span;

/// How deep stresses may stand in each other; what is stressed deeper looks like what is around it.
/// Every row must look at all that lies over it.
const DEEPEST: usize = 64;

/// Running text that is not finished.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    emphasis: Vec<Emphasis>,
    open: Vec<(Stress, usize)>,
    images: Vec<usize>,
    /// Where a line ends that the author broke.
    breaks: Vec<usize>,
    /// Whether a script or style sheet stands open, which is not shown.
    muted: bool,
}

/// Finished text without white space at its ends.
#[derive(Default)]
pub(super) struct Words {
    pub text: String,
    /// Relative to `text`.
    pub emphasis: Vec<Emphasis>,
    /// The line ends in `text` that stay line ends on the screen, in order.
    pub breaks: Vec<usize>,
}

impl Inline {
    /// Appends text as it is.
    pub(super) fn push(&mut self, text: &str) {
        if !self.muted {
            self.text.push_str(&with_line_feeds(text));
        }
    }

    /// Ends a line for good, where an end of line alone would be a space.
    pub(super) fn break_line(&mut self) {
        if !self.muted {
            self.breaks.push(self.text.len());
            self.text.push('\n');
        }
    }

    /// Appends text that is stressed as a whole.
    pub(super) fn push_stressed(&mut self, text: &str, stress: Stress) {
        self.open(stress);
        self.push(text);
        self.close();
    }

    /// Begins a stressed passage.
    pub(super) fn open(&mut self, stress: Stress) {
        self.open.push((stress, self.text.len()));
    }

    /// Ends the stressed passage begun last and returns its words.
    pub(super) fn close(&mut self) -> &str {
        let Some((stress, start)) = self.open.pop() else { return "" };
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        if !span.is_empty() && self.open.len() < DEEPEST {
            self.emphasis.push(Emphasis { span, stress });
        }
        span.of(&self.text)
    }

    /// Begins the description of an image.
    pub(super) fn open_image(&mut self) {
        self.push("[image: ");
        self.images.push(self.text.len());
    }

    /// Ends the description of an image.
    pub(super) fn close_image(&mut self) {
        if self.images.pop() == Some(self.text.len()) && self.text.ends_with(": ") {
            self.text.truncate(self.text.len() - 2);
        }
        self.push("]");
    }

    /// Takes in a tag: a line break ends the line, the inside of a script is dropped, others say nothing.
    pub(super) fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let is = |wanted: &str| {
            let rest = name.get(wanted.len()..).filter(|_| name[..wanted.len()].eq_ignore_ascii_case(wanted));
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        if is("br") {
            self.break_line();
        } else if is("script") || is("style") {
            self.muted = !tag.starts_with("</");
        }
    }

    /// Returns the text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the finished text and begins anew.
    pub(super) fn take(&mut self) -> Words {
        while !self.open.is_empty() {
            self.close();
        }
        let Inline { text, emphasis, breaks, .. } = std::mem::take(self);
        let whole = Span::new(0, text.len()).trimmed(&text);
        let mut emphasis: Vec<Emphasis> = emphasis
            .into_iter()
            .map(|Emphasis { span, stress }| Emphasis {
                span: Span::new(span.start - whole.start, span.end - whole.start),
                stress,
            })
            .collect();
        emphasis.sort_by_key(|emphasis| (emphasis.span.start, std::cmp::Reverse(emphasis.span.end)));
        let inside = breaks.into_iter().filter(|at| whole.contains(*at)).map(|at| at - whole.start);
        Words { text: whole.of(&text).to_owned(), emphasis, breaks: inside.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stress_is_kept_beside_the_trimmed_text() {
        let mut inline = Inline::default();
        inline.push("  a ");
        inline.open(Stress::Strong);
        inline.push_stressed("b", Stress::Code);
        inline.push(" c ");
        assert_eq!(inline.close(), "b c");
        let words = inline.take();
        assert_eq!(words.text, "a b c");
        let shown: Vec<(&str, Stress)> =
            words.emphasis.iter().map(|emphasis| (emphasis.span.of(&words.text), emphasis.stress)).collect();
        assert_eq!(shown, [("b c", Stress::Strong), ("b", Stress::Code)]);
    }

    #[test]
    fn deep_stress_is_flattened() {
        let mut inline = Inline::default();
        (0..1000).for_each(|_| inline.open(Stress::Light));
        inline.push("a");
        (0..1000).for_each(|_| assert_eq!(inline.close(), "a"));
        assert_eq!(inline.take().emphasis.len(), DEEPEST);
    }

    #[test]
    fn scripts_and_tags_are_dropped() {
        let mut inline = Inline::default();
        for (tag, text) in
            [("<b>", "a"), ("<br/>", "b"), ("<script>", "evil()"), ("</SCRIPT>", "c"), ("<é", "")]
        {
            inline.tag(tag);
            inline.push(text);
        }
        assert_eq!(inline.take().text, "a\nbc");
    }
}
