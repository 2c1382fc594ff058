//! HTML inside Markdown: what a tag means, and the parts of a block of HTML.

use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use crate::document::{BlockKind, Stress};
use crate::formats::inline::{InlineKind, OpenText};
use crate::formats::scripts::Script;

/// Tags that begin a line of their own.
const LINE_TAGS: &str = "address article aside blockquote body caption center dd details dialog div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup \
    option p pre search section select summary table tbody tfoot thead tr ul";

/// Other tags of HTML that change no text.
const OTHER_TAGS: &str = "a abbr acronym applet area audio base basefont bdi bdo big blink button canvas col \
    colgroup data datalist embed font frame frameset iframe input ins label link map mark marquee meta meter nobr \
    noembed noframes noscript object output param picture progress rb rp rt rtc ruby slot small source span svg \
    textarea time title track u video wbr xmp";

/// Tags without an end.
const VOID_TAGS: &str = "area base basefont col embed frame input link meta param source track";

/// Tags whose end may be left out.
const ENDLESS_TAGS: &str = "body caption col colgroup dd dt head hr html li optgroup option p rb rp rt rtc \
    tbody td tfoot th thead tr wbr";

/// The class of a paragraph that is about the text and no part of it, in the Markdown of this program.
const REMARK: &str = "remark";

/// What a tag means for the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// It is a comment or a tag that changes no text.
    Nothing,
    /// It is none of HTML, and is text.
    Text,
    /// Its content has a style.
    Stress(Stress),
    /// Its content is above or below the line.
    Script(Script),
    /// Its content is not shown.
    Muted,
    /// Its content is quoted.
    Quote,
    /// The text continues in another line.
    Break,
    /// The text is in another cell of a row.
    Cell,
    /// A block of this kind begins, or one ends.
    Line(BlockKind),
    /// A link to an address.
    Link { target: String, title: String },
    /// A picture.
    Image,
}

/// A tag of HTML as it is written.
#[derive(Clone, Copy, Debug)]
struct Tag<'a>(&'a str);

impl Tag<'_> {
    /// Returns its name in small letters; `""` for a comment and the like.
    fn name(self) -> String {
        let name = self.0.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len());
        name[..end].to_ascii_lowercase()
    }

    /// Tells whether it ends an element.
    fn is_end(self) -> bool {
        self.0.starts_with("</")
    }

    /// Returns its meaning; `ended` has the names of all elements that are ended anywhere.
    ///
    /// `<name>` in a text is a placeholder more often than an element that is never ended and has no
    /// attribute.
    fn meaning(self, ended: &HashSet<String>) -> Meaning {
        let name = self.name();
        let is_in = |tags: &str| tags.split_whitespace().any(|tag| tag == name);
        let is_bare = self.0.trim_end_matches(['>', '/', ' ']).len() == name.len() + 1;
        let does_nothing = is_in(VOID_TAGS) || (!is_in(ENDLESS_TAGS) && !ended.contains(&name));
        match name.as_str() {
            "br" => return Meaning::Break,
            "img" => return Meaning::Image,
            _ if self.0.starts_with("<!--") || name == "!doctype" => return Meaning::Nothing,
            _ if is_bare && !self.is_end() && does_nothing => return Meaning::Text,
            _ => {}
        }
        match name.as_str() {
            "b" | "strong" => Meaning::Stress(Stress::Strong),
            "i" | "em" | "cite" | "var" | "dfn" => Meaning::Stress(Stress::Light),
            "del" | "s" | "strike" => Meaning::Stress(Stress::Struck),
            "code" | "kbd" | "samp" | "tt" => Meaning::Stress(Stress::Code),
            "sup" => Meaning::Script(Script::Super),
            "sub" => Meaning::Script(Script::Sub),
            "script" | "style" | "template" => Meaning::Muted,
            "q" => Meaning::Quote,
            "td" | "th" => Meaning::Cell,
            "a" => self.attribute("href").map_or(Meaning::Nothing, |target| Meaning::Link {
                target,
                title: self.attribute("title").unwrap_or_default(),
            }),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                Meaning::Line(name[1..].parse().map_or(BlockKind::Paragraph, BlockKind::Heading))
            }
            "p" if self.attribute("class").as_deref() == Some(REMARK) => Meaning::Line(BlockKind::Remark),
            _ if is_in(LINE_TAGS) => Meaning::Line(BlockKind::Paragraph),
            _ if is_in(OTHER_TAGS) => Meaning::Nothing,
            _ => Meaning::Text,
        }
    }

    fn attribute(self, name: &str) -> Option<String> {
        let attributes = ATTRIBUTE.as_ref()?.captures_iter(self.0);
        let mut named = attributes.filter(|found| found[1].eq_ignore_ascii_case(name));
        let value = named.next()?.iter().skip(2).flatten().next().map_or("", |value| value.as_str());
        Some(html_escape::decode_html_entities(value).into_owned())
    }
}

/// The effect of a tag on the blocks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TagEffect {
    /// The text continues.
    None,
    /// A line ends; below is a block of this kind.
    Line(BlockKind),
}

/// Appends what a tag of HTML means to running text. `ended` has the names of all elements that are ended
/// anywhere; `in_block` tells whether the tag is in a block of HTML.
pub(super) fn apply(
    source: &str,
    ended: &HashSet<String>,
    in_block: bool,
    inline: &mut OpenText,
) -> TagEffect {
    let (tag, is_end) = (Tag(source), Tag(source).is_end());
    let mut element = |kind: InlineKind| {
        if is_end {
            inline.end_element(&tag.name());
        } else {
            let spans_blocks = in_block && matches!(kind, InlineKind::Stressed(Stress::Struck));
            inline.open_element(kind, tag.name(), spans_blocks);
        }
    };
    match tag.meaning(ended) {
        Meaning::Line(_) if is_end => return TagEffect::Line(BlockKind::Paragraph),
        Meaning::Line(kind) => return TagEffect::Line(kind),
        Meaning::Stress(stress) => element(InlineKind::Stressed(stress)),
        Meaning::Script(script) => element(InlineKind::Script(script)),
        Meaning::Link { target, title } => element(InlineKind::Link { target, title }),
        Meaning::Nothing if is_end => inline.end_element(&tag.name()),
        Meaning::Nothing => {}
        Meaning::Text if source.contains('\n') => inline.push_collapsed(source),
        Meaning::Text => inline.push(source),
        Meaning::Quote => inline.push(if is_end { "”" } else { "“" }),
        Meaning::Break => inline.break_line(),
        Meaning::Cell => inline.push_collapsed(" "),
        Meaning::Muted => inline.mute(!is_end),
        Meaning::Image => {
            let [alternative, source, title] =
                ["alt", "src", "title"].map(|name| tag.attribute(name).unwrap_or_default());
            inline.open_image(&source, &title);
            inline.push_collapsed(&alternative);
            inline.close_image();
        }
    }
    TagEffect::None
}

/// Returns the names of all elements that are ended in a text.
pub(super) fn ended_elements(text: &str) -> HashSet<String> {
    let ends = memmem::find_iter(text.as_bytes(), "</");
    ends.map(|at| {
        let name = text[at + 2..].chars().take_while(char::is_ascii_alphanumeric);
        name.map(|c| c.to_ascii_lowercase()).collect()
    })
    .collect()
}

/// Matches an attribute with a value.
static ATTRIBUTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\s([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))"#).ok()
});

/// Matches the markup in raw HTML, and a tag that never ends, which is text, up to the end. A comment or
/// a script that never ends is markup up to the end. Every `<` that can begin markup matches, so that the
/// text is gone through once.
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let inside = r#"(?:"[^"]*"|'[^']*'|[^>"'])*>"#;
    let hidden = ["script", "style", "template"]
        .map(|name| format!(r"<{name}(?:[^a-z0-9>]{inside}|>).*?(?:</{name}[^>]*(?:>|\z)|\z)"));
    let hidden = hidden.join("|");
    let tag = format!(r"<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<[a-z/!?]{inside}");
    Regex::new(&format!(r"(?is)(?<hidden><!--.*?(?:-->|\z)|{hidden})|(?<tag>{tag})|<[a-z/!?].*")).ok()
});

/// A part of a block of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlPart<'a> {
    Text(&'a str),
    Tag(&'a str),
}

/// Returns the text and the tags of raw HTML in order, with the byte at which each begins, without comments
/// and scripts; the document tree is not built.
pub(super) fn parts(html: &str) -> Vec<(usize, HtmlPart<'_>)> {
    let Some(markup) = &*MARKUP else { return vec![(0, HtmlPart::Text(html))] };
    let (mut parts, mut at) = (Vec::new(), 0);
    for found in markup.captures_iter(html) {
        let Some(whole) = found.get(0) else { continue };
        parts.push((at, HtmlPart::Text(&html[at..whole.start()])));
        at = whole.start();
        if found.name("hidden").is_some() {
            at = whole.end();
        } else if found.name("tag").is_some() {
            parts.push((at, HtmlPart::Tag(whole.as_str())));
            at = whole.end();
        }
    }
    parts.push((at, HtmlPart::Text(&html[at..])));
    parts.retain(|(_, part)| *part != HtmlPart::Text(""));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_mean_what_they_do_to_the_text() {
        let ended = ended_elements("a</B> </title x></sup>");
        let strong = Meaning::Stress(Stress::Strong);
        for (tag, meaning) in [
            ("<B>", strong.clone()),
            ("</b>", strong),
            ("<sup class='x'>", Meaning::Script(Script::Super)),
            ("<br/>", Meaning::Break),
            ("<!-- x -->", Meaning::Nothing),
            ("<!DOCTYPE html>", Meaning::Nothing),
            ("<title>", Meaning::Nothing),
            ("<span lang=\"el\">", Meaning::Nothing),
            ("<h3 id=x>", Meaning::Line(BlockKind::Heading(3))),
            ("<p>", Meaning::Line(BlockKind::Paragraph)),
            ("<p class=\"remark\">", Meaning::Line(BlockKind::Remark)),
            ("<a name=x>", Meaning::Nothing),
            ("<a href='x?a&amp;b'>", Meaning::Link { target: "x?a&b".into(), title: String::new() }),
            ("<img src=m.png ALT=\"a &lt;map>\">", Meaning::Image),
            ("<img>", Meaning::Image),
            ("<your name>", Meaning::Text),
            ("<String>", Meaning::Text),
            ("</String>", Meaning::Text),
            ("<address>", Meaning::Text),
            ("<input>", Meaning::Text),
            ("<input type=text>", Meaning::Nothing),
            ("<?php x ?>", Meaning::Text),
            ("<sub>", Meaning::Text),
            ("<http://a.org>", Meaning::Text),
        ] {
            assert_eq!(Tag(tag).meaning(&ended), meaning, "{tag}");
        }
        let picture = Tag("<img src=m.png ALT=\"a &lt;map>\">");
        let named = ["src", "alt", "title"].map(|name| picture.attribute(name));
        assert_eq!(named, [Some("m.png".to_owned()), Some("a <map>".to_owned()), None]);
    }

    #[test]
    fn html_is_cut_into_text_and_tags() {
        let shown = |html| -> String {
            let show = |(_, part): &(usize, HtmlPart<'_>)| match part {
                HtmlPart::Text(text) => format!("{text}|"),
                HtmlPart::Tag(tag) => format!("{tag}|"),
            };
            parts(html).iter().map(show).collect()
        };
        for (html, expected) in [
            ("<p>One\n two</p>", "<p>|One\n two|</p>|"),
            ("a<!-- > <b> -->b<script>x < 1; '</p>'</script >c<STYLE>*{}</style>d", "a|b|c|d|"),
            ("<img alt=\"a > b\">x < y", "<img alt=\"a > b\">|x < y|"),
            ("a <p never closed", "a |<p never closed|"),
            ("<script>never closed <p>", ""),
            ("<?php '>' ?>", "<?php '>' ?>|"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}
