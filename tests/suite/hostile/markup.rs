//! Deeply nested Markdown and HTML, and markup that makes a naive parser take the square of its length.

use super::giants::long;
use super::{Case, Must, Scale};

/// Opening markup that is never closed, by name; `count` of each.
const OPENINGS: &[(&str, &str, usize)] = &[
    ("quotes", "> ", 10_000),
    ("quotes-tight", ">", 50_000),
    ("lists", "- ", 10_000),
    ("numbered-lists", "1. ", 10_000),
    ("lists-in-quotes", "> - ", 10_000),
    ("brackets", "[", 50_000),
    ("images", "![", 50_000),
    ("links", "[a](", 50_000),
    ("links-of-references", "[a][", 50_000),
    ("angles", "<", 50_000),
    ("angle-addresses", "<a:", 50_000),
    ("tags", "<a ", 50_000),
    ("tag-quotes", "<a b=\"", 50_000),
    ("comments", "<!-- ", 50_000),
    ("declarations", "<!A ", 50_000),
    ("instructions", "<? ", 50_000),
    ("cdata", "<![CDATA[", 50_000),
    ("emphasis", "*a_ ", 50_000),
    ("emphasis-both", "*a **a ", 50_000),
    ("strong", "**a ", 50_000),
    ("stars", "*", 50_000),
    ("underscores", "_a", 50_000),
    ("struck", "~~a ", 50_000),
    ("ticks", "`a ``b ", 50_000),
    ("entities", "&#", 50_000),
    ("entities-named", "&a;&amp;&#0;&#x110000;", 20_000),
    ("backslashes", "\\", 50_000),
    ("notes", "[^", 50_000),
    ("notes-of-notes", "[^a]: ", 10_000),
    ("definitions-open", "[a]: ", 50_000),
    ("pipes", "|", 100_000),
    ("rules", "- - ", 50_000),
    ("tildes", "~", 100_000),
    ("dollars", "$a$$", 50_000),
    ("tasks", "- [ ] ", 10_000),
    ("divs", "<div>", 100_000),
    ("divs-closed", "</div>", 100_000),
    ("spans", "a <span>", 100_000),
    ("scripts", "<script>", 50_000),
    ("styles", "<style>a", 50_000),
    ("tables-html", "<table><tr><td>", 50_000),
    ("bold-html", "<b><i>", 50_000),
    ("paragraph-quotes", "\"'“‘", 50_000),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, unit, count) in OPENINGS {
        for extension in ["md", "html"] {
            let is_html = unit.contains('<') || unit.contains('&');
            if extension == "html" && !is_html {
                continue;
            }
            cases.push(Case::made(format!("nested-{name}.{extension}"), Must::Survive, move |scale| {
                long(unit, unit.len() * scale.count(*count))
            }));
        }
        if unit.len() < 5 {
            // On a line each, and closed again.
            cases.push(Case::made(format!("nested-{name}-lines.md"), Must::Survive, move |scale| {
                long(&format!("{unit}a\n"), (unit.len() + 2) * scale.count(*count))
            }));
        }
    }
    cases.extend(patterns());
    cases.extend(front());
    cases
}

/// Patterns on which naive parsers take the square of their length.
fn patterns() -> Vec<Case> {
    let made = |name: &str, make: fn(Scale) -> String| {
        Case::made(name.to_owned(), Must::Survive, move |scale| make(scale).into())
    };
    vec![
        made("pattern-ticks-rising.md", |scale| {
            join((1..scale.count(4000)).map(|at| format!("a{}", "`".repeat(at))))
        }),
        made("pattern-fences-rising.md", |scale| {
            join((3..scale.count(3000)).map(|at| format!("{}\n", "`".repeat(at))))
        }),
        made("pattern-brackets-both.md", |scale| closed("[", "a", "]", scale.count(50_000))),
        made("pattern-parentheses-both.md", |scale| {
            format!("[a]({}", closed("(", "b", ")", scale.count(50_000)))
        }),
        made("pattern-quotes-rising.md", |scale| {
            join((1..scale.count(2000)).map(|at| format!("{}a\n\n", "> ".repeat(at))))
        }),
        made("pattern-lists-rising.md", |scale| {
            join((0..scale.count(1000)).map(|at| format!("{}- a\n", "  ".repeat(at))))
        }),
        made("pattern-emphasis-both.md", |scale| closed("*a ", "b", " c*", scale.count(50_000))),
        made("pattern-strong-both.md", |scale| closed("**a ", "b", " c**", scale.count(20_000))),
        made("pattern-delimiters.md", |scale| "a**b c* ".repeat(scale.count(50_000))),
        made("pattern-definitions.md", |scale| {
            join((0..scale.count(100_000)).map(|at| format!("[a{at}]: https://a.example/{at}\n")))
                + "\nbefore [a1] after\n"
        }),
        made("pattern-definitions-used.md", |scale| {
            let count = scale.count(50_000);
            format!("[a]: <{}>\n\n{}", "x".repeat(count), "[a] ".repeat(count))
        }),
        made("pattern-footnotes.md", |scale| {
            join((0..scale.count(100_000)).map(|at| format!("a[^{at}]\n\n[^{at}]: note {at}\n\n")))
        }),
        made("pattern-footnotes-one.md", |scale| "a[^x] ".repeat(scale.count(100_000)) + "\n\n[^x]: x[^x]\n"),
        made("pattern-table-one-row.md", |scale| {
            let count = scale.count(100_000);
            format!("before\n\n|{}\n|{}\n|{}\n", "a|".repeat(count), "-|".repeat(count), "b|".repeat(count))
        }),
        made("pattern-table-rows.md", |scale| {
            format!("|a|b|c|\n|-|-|-|\n{}", "|d|e|f|\n".repeat(scale.count(100_000)))
        }),
        made("pattern-table-padded.md", |scale| {
            let count = scale.count(2000);
            format!("|{}\n|{}\n{}", "a|".repeat(count), "-|".repeat(count), "|b|\n".repeat(count))
        }),
        made("pattern-table-wide-cell.md", |scale| {
            format!(
                "|a|b|\n|-|-|\n|{}|b|\n{}",
                "w".repeat(scale.bytes(10 << 20)),
                "|c|d|\n".repeat(scale.count(1000))
            )
        }),
        made("pattern-code-line.md", |scale| {
            format!("before\n\n```\n{}\n```\n", "x = 1; ".repeat(scale.bytes(2 << 20)))
        }),
        made("pattern-headings.md", |scale| "# a\n".repeat(scale.count(200_000))),
        made("pattern-heading-long.md", |scale| format!("# {}\n", "a ".repeat(scale.bytes(5 << 20)))),
        made("pattern-setext.md", |scale| "a\n".repeat(scale.count(100_000)) + "===\n"),
        made("pattern-hard-breaks.md", |scale| "a  \n".repeat(scale.count(200_000))),
        made("pattern-breaks-html.md", |scale| "a<br>".repeat(scale.count(200_000))),
        made("pattern-links.md", |scale| {
            join((0..scale.count(100_000)).map(|at| format!("[a](https://a.example/{at}) ")))
        }),
        made("pattern-link-of-words.md", |scale| {
            format!("[{}](https://a.example/)", "word ".repeat(scale.bytes(5 << 20)))
        }),
        made("pattern-emphasised-words.md", |scale| "*a* ".repeat(scale.count(200_000))),
        made("pattern-struck-letters.md", |scale| "~~a~~b".repeat(scale.count(200_000))),
        made("pattern-rules.md", |scale| "---\n\n".repeat(scale.count(200_000))),
        made("pattern-lists-long.md", |scale| "- a\n".repeat(scale.count(200_000))),
        made("pattern-numbers-huge.md", |_| "999999999. a\n1000000000. b\n18446744073709551616. c\n".into()),
        made("pattern-divs-both.md", |scale| {
            closed("<div>\n\n", "before", "\n\n</div>", scale.count(50_000))
        }),
        made("pattern-divs-both.html", |scale| closed("<div>", "before", "</div>", scale.count(100_000))),
        made("pattern-attributes.html", |scale| {
            format!("<p {}>before</p>", "a=b ".repeat(scale.count(100_000)))
        }),
        made("pattern-comment-dashes.html", |scale| format!("<!--{}", "--!".repeat(scale.count(100_000)))),
        made("pattern-closings.html", |scale| format!("<script>{}", "</scrip>".repeat(scale.count(100_000)))),
        made("pattern-not-shown.html", |_| {
            "<script>alert('owned')</script><style>*{display:none}</style><iframe src=https://evil.example></iframe><img src=https://evil.example/x.png onerror=a()><p>before</p>".into()
        }),
        made("pattern-entity-bomb.html", |_| bomb("html")),
        made("pattern-entity-bomb.xml", |_| bomb("lolz")),
        made("pattern-entity-bomb.md", |_| bomb("lolz")),
        made("pattern-external-entity.xml", |_| {
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>before &x;</a>"
                .into()
        }),
    ]
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.fold(String::new(), |joined, part| joined + &part)
}

fn closed(open: &str, inside: &str, close: &str, count: usize) -> String {
    [&open.repeat(count), inside, &close.repeat(count)].concat()
}

/// Returns ten XML entities, each ten times the one before.
fn bomb(root: &str) -> String {
    let entities: String =
        join((1..10).map(|at| format!("<!ENTITY l{at} \"{}\">\n", format!("&l{};", at - 1).repeat(10))));
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE {root} [\n<!ENTITY l0 \"lol\">\n{entities}]>\n<{root}>before &l9;</{root}>\n"
    )
}

/// Settings above a document.
fn front() -> Vec<Case> {
    let made = |name: &str, make: fn(Scale) -> String| {
        Case::made(name.to_owned(), Must::Survive, move |scale| make(scale).into())
    };
    vec![
        made("front-never-closed.md", |scale| format!("---\n{}", "a: b\n".repeat(scale.count(100_000)))),
        made("front-many-keys.md", |scale| {
            format!("---\n{}---\nbefore\n", "a: b\n".repeat(scale.count(100_000)))
        }),
        made("front-long-title.md", |scale| {
            format!("---\ntitle: {}\n---\nbefore\n", "title ".repeat(scale.bytes(5 << 20)))
        }),
        made("front-title-of-controls.md", |_| {
            "---\ntitle: \"a\u{1b}]0;owned\u{7}\u{202e}b\u{9b}2J\"\n---\nbefore\n".into()
        }),
        made("front-aliases.md", |_| {
            "---\na: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\ntitle: *b\n---\nbefore\n".into()
        }),
        made("front-toml-deep.md", |scale| {
            format!("+++\na = {}\n+++\nbefore\n", "[".repeat(scale.count(100_000)))
        }),
        made("front-toml-deep-closed.md", |scale| {
            let count = scale.count(100_000);
            format!("+++\na = {}{}\n+++\nbefore\n", "[".repeat(count), "]".repeat(count))
        }),
        made("front-toml-tables.md", |scale| {
            format!("+++\n[{}a]\n+++\nbefore\n", "a.".repeat(scale.count(100_000)))
        }),
        made("front-toml-keys.md", |scale| {
            format!("+++\n{}+++\nbefore\n", join((0..scale.count(50_000)).map(|at| format!("a{at} = 1\n"))))
        }),
        made("front-toml-dotted.md", |scale| {
            format!(
                "+++\n{}+++\nbefore\n",
                join((0..scale.count(2000)).map(|at| format!("{}x{at} = 1\n", "a.".repeat(at % 70))))
            )
        }),
        made("front-rules.md", |scale| "---\n".repeat(scale.count(100_000))),
        made("front-empty.md", |_| "---\n---\nbefore\n".into()),
    ]
}
