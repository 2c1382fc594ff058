use super::*;
use crate::document::{self, Block, BlockKind, Draft, Frame, Margin};
use crate::formats::{SourceBytes, parse};
use crate::report::comparison::tests::{LEFT, document, written};
use crate::report::{ReportFormat, Writer};
use proptest::prelude::*;
use std::path::Path;

fn printed(format: ReportFormat, width: Option<usize>, document: &Document) -> String {
    let mut bytes = Vec::new();
    Writer { format, width, ..Writer::default() }
        .write(&NamedDocument { path: Path::new("-"), document }, &mut bytes)
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

fn html(markdown: &str) -> String {
    let document = parse(&SourceBytes::new(Path::new("x.md"), markdown.as_bytes())).unwrap();
    written(ReportFormat::Html, &NamedDocument { path: Path::new("x.md"), document: &document })
}

/// Returns a document of paragraphs "x" in these frames.
fn framed(frames: &[Frame]) -> Document {
    let mut draft = Draft::default();
    for frame in frames {
        let start = draft.text.len();
        draft.text += "x\n";
        let span = Span::new(start, start + 1);
        draft.blocks.push(Block { span, kind: BlockKind::Paragraph, frame: frame.clone(), gap: true });
    }
    draft.into()
}

fn frame(quotes: u8, indent: u8, marker: &str) -> Frame {
    Frame::new(quotes, indent, (!marker.is_empty()).then(|| marker.to_owned()))
}

#[test]
fn unwrapped_text_is_the_text() {
    let plain = document(&["One\nline.", "  Two — “three”. 日本 👩‍🚀"]);
    assert_eq!(printed(ReportFormat::Text, None, &plain), plain.text);
    assert_eq!(printed(ReportFormat::Text, None, &document(&[])), "");
    let evil = document(&["a\u{1b}]0;x\u{7}b"]);
    assert_eq!(printed(ReportFormat::Text, None, &evil).matches(char::is_control).count(), 2);
}

#[test]
fn json_has_what_a_document_says_beyond_its_text() {
    let mut draft = Draft {
        text: "Tides".into(),
        hyperlinks: vec![document::Hyperlink {
            words: Span::new(0, 5),
            target: "a.html".into(),
            title: String::new(),
        }],
        warnings: vec!["no text on page 2".into()],
        ..Draft::default()
    };
    draft.metadata.add(document::Field::Author, "Ada");
    let json: serde_json::Value =
        serde_json::from_str(&printed(ReportFormat::Json, None, &draft.into())).unwrap();
    assert_eq!(json["links"], serde_json::json!([{ "words": [0, 5], "target": "a.html" }]));
    assert_eq!(json["metadata"], serde_json::json!([{ "field": "author", "value": "Ada" }]));
    assert_eq!(json["warnings"], serde_json::json!(["no text on page 2"]));
    assert_eq!(json["notes"], serde_json::Value::Null);
}

#[test]
fn struck_words_are_marked_in_print() {
    let document = markdown("It fell<del> by 5 percent</del>, ~~or so~~.\n");
    let printed = [None, Some(60)].map(|width| printed(ReportFormat::Text, width, &document));
    assert_eq!(printed, ["It fell ~~by 5 percent~~, ~~or so~~.\n"; 2]);
}

#[test]
fn a_form_feed_is_a_rule_on_a_row_of_its_own() {
    let plain = |text: &str| parse(&SourceBytes::new(Path::new("x.txt"), text.as_bytes())).unwrap();
    for (text, unwrapped, wrapped) in [
        ("One.\n\u{c}Two.\n\u{c}", "One.\n* * *\nTwo.\n", "One.\n\n* * *\n\nTwo.\n"),
        ("One.\u{c}Two.", "One.\n* * *\nTwo.\n", "One.\n\n* * *\n\nTwo.\n"),
        ("\u{c}One.\n\n\u{c}\u{c}\n  Two.", "One.\n\n* * *\n  Two.\n", "One.\n\n* * *\n\n  Two.\n"),
    ] {
        assert_eq!(printed(ReportFormat::Text, None, &plain(text)), unwrapped, "{text:?}");
        assert_eq!(printed(ReportFormat::Text, Some(40), &plain(text)), wrapped, "{text:?}");
        let html = printed(ReportFormat::Html, None, &plain(text));
        assert_eq!((html.matches("<hr>").count(), html.contains('\u{c}')), (1, false), "{html}");
        assert!(printed(ReportFormat::Markdown, None, &plain(text)).contains("\n\n***\n\n"));
    }
}

#[test]
fn indentation_is_that_of_the_file() {
    let text = "  One\ntwo.\n\n\tThree four.\n                    Five.\n";
    let document = parse(&SourceBytes::new(Path::new("x.txt"), text.as_bytes())).unwrap();
    assert_eq!(printed(ReportFormat::Text, None, &document), text);
    let control = parse(&SourceBytes::new(Path::new("x.txt"), b"One.\n\n\x0b two\n")).unwrap();
    assert_eq!(printed(ReportFormat::Text, None, &control), "One.\n\n two\n");
}

#[test]
fn wrapping_joins_soft_breaks_and_indents_lists() {
    let block = |start, end, kind, frame| Block { span: Span::new(start, end), kind, frame, gap: start > 0 };
    let draft = Draft {
        text: "one\ntwo three\n\nlet  x;\n".into(),
        blocks: vec![
            block(0, 13, BlockKind::Paragraph, frame(1, 4, "9.")),
            block(14, 14, BlockKind::Rule, Frame::default()),
            block(15, 22, BlockKind::Code(None), Frame::default()),
        ],
        ..Draft::default()
    };
    let document = draft.into();
    let wrapped = ">  9. one two\n>     three\n\n* * *\n\nlet  x;\n";
    assert_eq!(printed(ReportFormat::Text, Some(14), &document), wrapped);
    let unwrapped = ">  9. one\n>     two three\n* * *\nlet  x;\n";
    assert_eq!(printed(ReportFormat::Text, None, &document), unwrapped);
}

#[test]
fn markdown_keeps_the_structure() {
    let mut draft = Draft::default();
    let mut add = |text: &str, kind: BlockKind, frame: Frame| {
        let start = draft.text.len();
        draft.text += text;
        let span = Span::new(start, draft.text.len());
        draft.blocks.push(Block { span, kind, frame, gap: true });
        draft.text += "\n";
    };
    add("Tides", BlockKind::Heading(2), Frame::default());
    add("# no heading\n1. no list", BlockKind::Paragraph, Frame::default());
    add("an item", BlockKind::Paragraph, frame(0, 2, "•"));
    add("quoted", BlockKind::Paragraph, frame(1, 2, "3."));
    add("a ``` b", BlockKind::Code(None), Frame::default());
    add("", BlockKind::Rule, Frame::default());
    assert_eq!(
        printed(ReportFormat::Markdown, None, &draft.into()),
        "## Tides\n\n\\# no heading\n1\\. no list\n\n- an item\n\n> 3. quoted\n\n````\na ``` b\n````\n\n***\n"
    );
}

#[test]
fn structure_becomes_elements() {
    for (text, part) in [
        (
            "# Tides\n\nIt *rose* & **fell**.",
            "<h1 dir=\"auto\">Tides</h1>\n<p dir=\"auto\">It <em>rose</em> &amp; <strong>fell</strong>.</p>",
        ),
        (
            "- one\n- two\n",
            "<ul><li><p dir=\"auto\">one</p>\n</li>\n<li><p dir=\"auto\">two</p>\n</li>\n</ul>",
        ),
        ("*a*  \n**b**\n", "<p dir=\"auto\"><em>a</em><br><strong>b</strong></p>"),
        ("- [x] done\n", "<li class=\"own\"><p dir=\"auto\">☑ done</p>"),
        (
            "Term\n: One.\n",
            "<dl><dt><p dir=\"auto\">Term</p>\n</dt>\n<dd><p dir=\"auto\">One.</p>\n</dd>\n</dl>",
        ),
        ("> said\n", "<blockquote><p dir=\"auto\">said</p>\n</blockquote>"),
        ("- > said\n", "<ul><li><blockquote><p dir=\"auto\">said</p>\n</blockquote>\n</li>\n</ul>"),
        ("```\na < b\n\tc\n```\n", "<pre><code>a &lt; b\n\tc"),
        (
            "|a|b|\n|-|-|\n|1|<2|\n",
            "<tr><th scope=\"col\" dir=\"auto\">a</th><th scope=\"col\" dir=\"auto\">b</th></tr></thead><tbody><tr><td dir=\"auto\">1</td><td dir=\"auto\">&lt;2</td></tr>",
        ),
        ("|a|b|\n|-|-|\n|c<br>d|e|\n", "<tr><td dir=\"auto\">c<br>d</td><td dir=\"auto\">e</td></tr>"),
        ("a\n\n---\n\nb", "<hr>\n<p dir=\"auto\">b</p>"),
    ] {
        let html = html(text);
        assert!(html.contains(part), "{part}\nin {html}");
    }
}

#[test]
fn the_lines_of_a_cell_stay_apart() {
    let document = markdown("| a | b |\n|---|--:|\n| rises:<br>falls | x<br>1 |\n");
    for (width, text) in [
        (None, "a       b\n---------\nrises:  x\nfalls   1\n"),
        (Some(40), "a       b\n---------\nrises:  x\nfalls   1\n"),
    ] {
        assert_eq!(printed(ReportFormat::Text, width, &document), text);
    }
    let linear = "Table: 1 row.\nRow 1. a: rises: falls; b: x, 1.\n";
    assert_eq!(printed(ReportFormat::Plain, None, &document), linear);
}

#[test]
fn a_document_has_its_language() {
    let text = LEFT.join(" ");
    assert!(html(&text).starts_with("<article lang=\"en\">\n<p"), "{}", html(&text));
    assert!(html("x").starts_with("<article lang=\"\">\n<p") && html("x").ends_with("</article>\n"));
}

#[test]
fn items_nest_by_their_margins() {
    let indent = |cells, marker: Option<&str>| Margin::Indent { cells, marker: marker.map(str::to_owned) };
    let inner = Frame { margins: vec![indent(4, None), indent(2, Some("◦"))] };
    let cases: [(&[Frame], &str); 5] = [
        (&[frame(0, 2, "•"), frame(0, 2, "•")], "<ul><li>x</li><li>x</li></ul>"),
        (&[frame(0, 2, "•"), frame(0, 2, ""), frame(0, 0, "")], "<ul><li>xx</li></ul>x"),
        (
            &[frame(0, 4, "9."), inner, frame(0, 4, "10)")],
            "<ol><li value=\"9\">x<ul><li>x</li></ul></li><li value=\"10\">x</li></ol>",
        ),
        (
            &[frame(0, 2, "•"), frame(0, 2, "1."), frame(0, 2, "☑")],
            "<ul><li>x</li></ul><ol><li value=\"1\">x</li></ol><ul><li class=\"own\"><p dir=\"auto\">☑ x</p></li></ul>",
        ),
        (
            &[frame(2, 0, ""), frame(1, 2, "-"), frame(0, 0, "")],
            "<blockquote><blockquote>x</blockquote><ul><li>x</li></ul></blockquote>x",
        ),
    ];
    for (frames, expected) in cases {
        let html = printed(ReportFormat::Html, None, &framed(frames)).replace('\n', "");
        let html = html.replace("<p dir=\"auto\">x</p>", "x").replace("<article lang=\"\">", "");
        assert_eq!(html.replace("</article>", ""), expected);
    }
}

fn markdown(text: &str) -> Document {
    parse(&SourceBytes::new(Path::new("x.md"), text.as_bytes())).unwrap()
}

/// Returns a document as it is after it was printed as Markdown and read again, and the Markdown.
fn printed_and_read(document: &Document) -> (Document, String) {
    let printed = printed(ReportFormat::Markdown, None, document);
    (markdown(&printed), printed)
}

/// Tells whether two documents have the same text, blocks and styles.
fn is_same(one: &Document, two: &Document) -> bool {
    one.text == two.text
        && one.blocks == two.blocks
        && one.emphasis == two.emphasis
        && one.hyperlinks == two.hyperlinks
        && one.pictures == two.pictures
        && one.notes == two.notes
}

#[test]
fn markdown_printed_and_read_is_the_same_document() {
    for text in [
        "- one\n  - two\n    continued\n\n- [x] ~~old~~ **new** `co|de`\n- [ ] open\n\n### foo \\###\n\nText.[^1]\n\n[^1]: Note.\n",
        "- a\n- b\n\n* c\n* d\n\n3. e\n4. f\n\n   g\n\n9) h\n",
        "> one\n\n> two\n> > three\n>\n> > four\n>\n> - > five\n>\n>   > six\n\n> seven\n",
        "![](a.png) ![a *b*](c.png) ![a [b]](<d e.png> \"f \\\"g\\\"\") [![h](i.png \"j\")](k.md \"l & m\") \\[picture: n]\n",
        "- > one\n- > two\n\n> said\n> > twice\n\n- > in an item\n  > > and deeper\n\n  after\n",
        "*a*, **b**, ***c***, **d *e* f**, *g **h***, ~~**i**~~, (**j**)k, **(l)**m, *n*o, **p**`q`\n",
        "*over\\\nlines* and  \n**hard `breaks`**\n",
        "Setext *head*\nof two lines\n===\n\nBroken<br>head\n---\n\n#### 1. four\n",
        "[one](a.md) [two](<b c.md> \"t\") <https://c.org> ![alt](d.png) [**e**](f.md)[g](h.md) !\\[x]\n",
        "| a | *b* |\n|:-:|--:|\n| `x\\|y` | [z](q.md) |\n| 1 | |\n",
        "| a<br>b | c |\n|--|--|\n| *d<br>e* f | <br>g<br>h<br> |\n",
        "```rust\nlet a = \"```\";\n\n  b\n```\n\n    indented\n\n1. ~~~\n   x\n   ~~~\n",
        "Term\n: One.\n: Two.\n\nOther\n: Three.\n",
        "10^6^ $a*b*c$ x^2 2 \\* 3 & &amp;amp; <your name> a_b_c $5 1^(6,5)\n\n$$\na = b\n$$\n",
        "> [!WARNING]\n> Wet.\n\n::: tip Title\nText.\n:::\n",
        "# \\# a #\n\n\\- b\n\\+ c\n1\\. d\n\\: e\n\\===\n\\> f\n",
        "---\ntitle: Tides\ntags: [a, b]\n---\n\nText.\n",
        "<h2>HTML</h2>\n<p>One<br>two <del>three</del></p>\n\nCO<sub>2</sub> <kbd>a b</kbd> <b>bo</b>ld\n",
        "今日は雨が\n降っている。\n\n***\n\nEnd.\n",
    ] {
        let document = markdown(text);
        let (again, printed) = printed_and_read(&document);
        assert_eq!((&again.text, &again.blocks), (&document.text, &document.blocks), "{printed}");
        assert_eq!(again.emphasis, document.emphasis, "{printed}");
        assert!(is_same(&document, &again), "{printed}");
    }
}

/// Blocks of Markdown of all kinds; any sequence of them is a text.
const PIECES: &str = "(\
    [a-z]{1,6}|[a-z]{1,4} [a-z]{1,4}|潮|\\. |, | |\\(|\\)|\n\n|\n\n|\\*[a-z]{1,3}\\*|\\*\\*[a-z]{1,3}\\*\\*|~~[a-z]{1,3}~~|`[a-z|]{1,3}`|\
    \\[[a-z]{1,3}\\]\\([a-z]{1,3}\\.md\\)|\\$[a-z]=[a-z]\\$|10\\^6\\^|<b>[a-z]{1,2}</b>|\\\\\n|\\\\\\*|&amp;|\n\n# |\n\n### |\n\n> |\n\n- |\n\n1\\. |\n\n```\nx\n```\n\n|\
    \n\n\\| a \\| b \\|\n\\|---\\|:-:\\|\n\\| c \\| d \\|\n\n|\n\n---\n\n)";

proptest! {
    #[test]
    fn any_markdown_printed_and_read_is_the_same_text(parts in prop::collection::vec(PIECES, 0..24)) {
        let document = markdown(&parts.concat());
        let (again, printed) = printed_and_read(&document);
        prop_assert_eq!(&again.text, &document.text, "{}", printed);
        prop_assert_eq!(&again.blocks, &document.blocks, "{}", printed);
        prop_assert_eq!(&again.emphasis, &document.emphasis, "{}", printed);
    }

    #[test]
    fn no_nesting_loses_a_block(
        frames in prop::collection::vec((0u8..4, prop::num::u8::ANY, "(|•|7\\.|<|99999999999\\.)"), 0..12)
    ) {
        let frames: Vec<Frame> =
            frames.into_iter().map(|(quotes, indent, marker)| frame(quotes, indent, &marker)).collect();
        for (format, block) in [(ReportFormat::Html, "x</p>"), (ReportFormat::Markdown, "x")] {
            let printed = printed(format, None, &framed(&frames));
            prop_assert_eq!(printed.matches(block).count(), frames.len(), "{}", printed);
        }
    }
}
