//! The running text of one block, and the text inside raw HTML.

use crate::document::{Emphasis, Stress};
use crate::formats::decode::with_line_feeds;
use crate::text::Span;

/// The deepest nesting of emphasis; deeper emphasis is not shown. Each row of the screen looks at all
/// emphasis over it.
const DEEPEST: usize = 64;

/// HTML tags that begin a line of their own.
const LINE_TAGS: &str = "address article aside blockquote br center details dd div dl dt figcaption figure footer \
    h1 h2 h3 h4 h5 h6 header hr li ol p section summary tr ul";

/// Running text while it is read.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    emphasis: Vec<Emphasis>,
    open: Vec<(Stress, usize)>,
    images: Vec<usize>,
    /// The line ends that the author wants.
    breaks: Vec<usize>,
    /// Whether a script or style sheet is open, which is not shown.
    muted: bool,
}

/// Running text, finished, without white space at its ends.
#[derive(Default)]
pub(super) struct InlineText {
    pub text: String,
    /// Relative to `text`.
    pub emphasis: Vec<Emphasis>,
    /// The offsets of the line ends in `text` that are line ends on the screen, in order.
    pub breaks: Vec<usize>,
}

impl Inline {
    /// Appends text as it is.
    pub(super) fn push(&mut self, text: &str) {
        if !self.muted {
            self.text.push_str(&with_line_feeds(text));
        }
    }

    /// Ends a line where the author wants it; any other line end is shown as a space.
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

    /// Handles an HTML tag: a line break ends the line, the inside of a script is dropped, others are ignored.
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

    /// Returns the finished text and starts a new one.
    pub(super) fn take(&mut self) -> InlineText {
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
        InlineText { text: whole.of(&text).to_owned(), emphasis, breaks: inside.collect() }
    }
}

/// Returns the lines of text in raw HTML, white space collapsed and no line empty.
///
/// This is no HTML parser: it leaves out tags, comments, scripts and style sheets, and looks at each
/// byte at most once.
pub(super) fn html_lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut text, &rest[..at]);
        rest = &rest[at..];
        let length = if let Some(tag) = html_tag(rest) {
            text.push_str(tag.replacement);
            tag.length
        } else {
            // Either a lone `<`, or a tag that never ends and is text to the end.
            let next = rest[1..].find('<').filter(|_| !begins_tag(rest)).map_or(rest.len(), |at| at + 1);
            push_text(&mut text, &rest[..next]);
            next
        };
        rest = &rest[length..];
    }
    push_text(&mut text, rest);
    let collapse = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split('\u{c}').map(collapse).filter(|line| !line.is_empty()).collect()
}

struct HtmlTag {
    length: usize,
    /// The text in its place: a form feed separates lines.
    replacement: &'static str,
}

fn begins_tag(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Returns the tag at the beginning of `rest`, with all that must not be shown after it.
fn html_tag(rest: &str) -> Option<HtmlTag> {
    if rest.starts_with("<!--") {
        return Some(HtmlTag { length: rest.find("-->").map_or(rest.len(), |at| at + 3), replacement: "" });
    }
    if !begins_tag(rest) {
        return None;
    }
    let name = rest[1..].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let name = name.to_ascii_lowercase();
    let length = tag_end(rest)?;
    if !rest.starts_with("</") && matches!(name.as_str(), "script" | "style" | "template") {
        return Some(HtmlTag { length: length + after_closing(&rest[length..], &name), replacement: "" });
    }
    let replacement = match name.as_str() {
        "td" | "th" => " ",
        name if LINE_TAGS.split(' ').any(|tag| tag == name) => "\u{c}",
        _ => "",
    };
    Some(HtmlTag { length, replacement })
}

/// Returns the length of a tag; a `>` in quotes does not end it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn after_closing(rest: &str, name: &str) -> usize {
    let closes = |at: &usize| {
        rest.as_bytes()[at + 2..]
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    let found = rest.match_indices("</").map(|(at, _)| at).find(closes);
    found.map_or(rest.len(), |at| at + rest[at..].find('>').map_or(rest.len() - at, |end| end + 1))
}

fn push_text(text: &mut String, mut rest: &str) {
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let (c, length) = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1))).unwrap_or(('&', 1));
        text.push(c);
        rest = &rest[length..];
    }
    text.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "copy" => '©',
        "middot" => '·',
        "bull" => '•',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(value.ok()?).filter(|&c| c != '\0')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn only_text_is_left() {
        for (html, wanted) in [
            ("<div align=\"center\">\n <p>One\n two</p><p>Three</p></div>", &["One two", "Three"][..]),
            ("a<!-- > <b> -->b<script>x < 1; '</p>'</script >c<STYLE>*{}</style>d", &["abcd"]),
            ("<img alt=\"a > b\">x &amp;&#65;&#x42;&nope; y < z", &["x &AB&nope; y < z"]),
            ("<tr><td>a</td><td>b</td></tr>", &["a b"]),
            ("<script>never closed <p>", &[]),
            ("a <p never closed", &["a <p never closed"]),
        ] {
            assert_eq!(html_lines(html), wanted, "{html}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read(html in "(<|>|</|<!--|-->|script|p|&|;|#x4|[a-zé\" ']){0,40}") {
            prop_assert!(html_lines(&html).iter().all(|line| !line.is_empty()));
        }
    }
}
