//! The text inside raw HTML, for documents that mix it into Markdown.
//!
//! This is no HTML parser: it leaves out tags, comments, scripts and style sheets and never looks
//! at a byte twice, whatever they are.

/// Tags that begin a line of their own.
const LINES: [&str; 29] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "center",
    "details",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "summary",
    "tr",
    "ul",
];

/// Returns the lines of text in `html`, white space collapsed and no line empty.
pub(super) fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_text(&mut text, &rest[..at]);
        rest = &rest[at..];
        let length = if let Some(tag) = tag(rest) {
            text.push_str(tag.leaves);
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

struct Tag {
    length: usize,
    /// What stands in its place: a form feed parts lines.
    leaves: &'static str,
}

fn begins_tag(rest: &str) -> bool {
    rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Returns the tag at the beginning of `rest`, with all that must not be shown after it.
fn tag(rest: &str) -> Option<Tag> {
    if rest.starts_with("<!--") {
        return Some(Tag { length: rest.find("-->").map_or(rest.len(), |at| at + 3), leaves: "" });
    }
    if !begins_tag(rest) {
        return None;
    }
    let name = rest[1..].trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let name = name.to_ascii_lowercase();
    let length = tag_end(rest)?;
    if !rest.starts_with("</") && matches!(name.as_str(), "script" | "style" | "template") {
        return Some(Tag { length: length + after_closing(&rest[length..], &name), leaves: "" });
    }
    let leaves = match name.as_str() {
        "td" | "th" => " ",
        name if LINES.contains(&name) => "\u{c}",
        _ => "",
    };
    Some(Tag { length, leaves })
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
    use proptest::prelude::*;

    use super::*;

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
            assert_eq!(lines(html), wanted, "{html}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read(html in "(<|>|</|<!--|-->|script|p|&|;|#x4|[a-zé\" ']){0,40}") {
            prop_assert!(lines(&html).iter().all(|line| !line.is_empty()));
        }
    }
}
