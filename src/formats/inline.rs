//! The running text of one block, and the text inside raw HTML.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Emphasis, Hyperlink, Stress};
use crate::formats::decode::with_line_feeds;
use crate::text::Span;

/// The deepest nesting of emphasis; deeper emphasis is not shown. Each row of the screen looks at all
/// emphasis over it.
const DEEPEST: usize = 64;

/// HTML tags that begin a line of their own.
const LINE_TAGS: &str = "address article aside blockquote br center details dd div dl dt figcaption figure footer \
    h1 h2 h3 h4 h5 h6 header hr li ol p section summary tr ul";

/// Separates the lines of raw HTML while its tags are replaced.
const LINE_END: &str = "\u{c}";

/// Running text while it is read.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    emphasis: Vec<Emphasis>,
    open: Vec<(Stress, usize)>,
    hyperlinks: Vec<Hyperlink>,
    /// The targets of the open links.
    targets: Vec<String>,
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
    /// Relative to `text`.
    pub hyperlinks: Vec<Hyperlink>,
    /// The offsets of the line ends in `text` that are line ends on the screen, in order.
    pub breaks: Vec<usize>,
}

impl InlineText {
    /// Appends running text; returns its span in the whole.
    pub(super) fn append(&mut self, other: &InlineText) -> Span {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let emphasis = other.emphasis.iter();
        self.emphasis.extend(emphasis.map(|one| Emphasis { span: one.span.shifted(start), ..*one }));
        let links = other.hyperlinks.iter();
        let shifted = |link: &Hyperlink| Hyperlink { words: link.words.shifted(start), ..link.clone() };
        self.hyperlinks.extend(links.map(shifted));
        self.breaks.extend(other.breaks.iter().map(|at| start + at));
        Span::new(start, self.text.len())
    }
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

    /// Begins the words of a link.
    pub(super) fn open_link(&mut self, target: &str) {
        self.targets.push(target.to_owned());
        self.open(Stress::Link);
    }

    /// Ends the stressed passage begun last and returns its words.
    pub(super) fn close(&mut self) -> &str {
        let Some((stress, start)) = self.open.pop() else { return "" };
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        let target = if stress == Stress::Link { self.targets.pop() } else { None };
        if let Some(target) = target.filter(|target| !target.is_empty() && !span.is_empty()) {
            self.hyperlinks.push(Hyperlink { words: span, target });
        }
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
        match tag_name(tag).as_str() {
            "br" => self.break_line(),
            "script" | "style" => self.muted = !tag.starts_with("</"),
            _ => {}
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
        let Inline { text, mut emphasis, mut hyperlinks, breaks, .. } = std::mem::take(self);
        let whole = Span::new(0, text.len()).trimmed(&text);
        let inside = |span: Span| Span::new(span.start - whole.start, span.end - whole.start);
        for one in &mut emphasis {
            one.span = inside(one.span);
        }
        emphasis.sort_by_key(|emphasis| (emphasis.span.start, std::cmp::Reverse(emphasis.span.end)));
        for link in &mut hyperlinks {
            link.words = inside(link.words);
        }
        hyperlinks.sort_by_key(|link| link.words);
        let breaks = breaks.into_iter().filter(|at| whole.contains(*at)).map(|at| at - whole.start).collect();
        InlineText { text: whole.of(&text).to_owned(), emphasis, hyperlinks, breaks }
    }
}

/// Matches the markup in raw HTML, and a tag that never ends, which is text, up to the end. A comment or
/// a script that never ends is markup up to the end. Every `<` that can begin markup matches, so that the
/// text is gone through once.
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let inside = r#"(?:"[^"]*"|'[^']*'|[^>"'])*>"#;
    let hidden = ["script", "style", "template"]
        .map(|name| format!(r"<{name}(?:[^a-z0-9>]{inside}|>).*?(?:</{name}[^>]*(?:>|\z)|\z)"));
    let hidden = hidden.join("|");
    let tag = format!("<[a-z/!?]{inside}");
    Regex::new(&format!(r"(?is)<!--.*?(?:-->|\z)|{hidden}|{tag}|(?<unclosed><[a-z/!?].*)")).ok()
});

/// Returns the lines of text in raw HTML, white space collapsed and no line empty.
///
/// Tags, comments, scripts and style sheets are left out; the document tree is not built.
pub(super) fn html_lines(html: &str) -> Vec<String> {
    let Some(markup) = &*MARKUP else { return Vec::new() };
    let mut text = String::with_capacity(html.len());
    let mut at = 0;
    for found in markup.find_iter(html) {
        text.push_str(&html[at..found.start()]);
        at = found.end();
        // Only the last match can be a tag that never ends.
        let last = (at == html.len()).then(|| markup.captures_at(html, found.start())).flatten();
        if last.is_some_and(|last| last.name("unclosed").is_some()) {
            text.push_str(found.as_str());
        } else {
            text.push_str(replacement(found.as_str()));
        }
    }
    text.push_str(&html[at..]);
    let text = html_escape::decode_html_entities(&text);
    let collapse = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split(LINE_END).map(collapse).filter(|line| !line.is_empty()).collect()
}

/// Returns the text that takes the place of a tag.
fn replacement(tag: &str) -> &'static str {
    match tag_name(tag).as_str() {
        "td" | "th" => " ",
        name if LINE_TAGS.split_whitespace().any(|tag| tag == name) => LINE_END,
        _ => "",
    }
}

/// Returns the name of a tag in small letters.
fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric);
    name.map(|c| c.to_ascii_lowercase()).collect()
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
