//! Tests of the blocks of Markdown.

use super::*;
use crate::document::{Block, Margin};

/// Returns one line for each block: `¶` after a gap, a bar for each quotation, the indentation with
/// the marker at its end, a mark for the kind, the text with `⏎` at line ends.
fn shown(text: &str) -> Vec<String> {
    let draft = draft(text);
    let show = |block: &Block| {
        let gap = if block.gap { "¶" } else { "" };
        let margin: String = block
            .frame
            .margins
            .iter()
            .map(|margin| match margin {
                Margin::Quote { .. } => "▌".to_owned(),
                Margin::Indent { marker: Some(marker), .. } => {
                    format!("{marker:>width$} ", width = margin.cells().saturating_sub(1))
                }
                Margin::Indent { marker: None, .. } => " ".repeat(margin.cells()),
            })
            .collect();
        let kind = match block.kind {
            BlockKind::Paragraph => String::new(),
            BlockKind::Heading(level) => format!("h{level} "),
            BlockKind::Code(_) => "| ".to_owned(),
            BlockKind::TableRow { head: true, .. } => "th ".to_owned(),
            BlockKind::TableRow { .. } => "tr ".to_owned(),
            BlockKind::Rule => "---".to_owned(),
            BlockKind::Remark => "* ".to_owned(),
            BlockKind::Reference => "→ ".to_owned(),
        };
        format!("{gap}{margin}{kind}{}", block.span.of(&draft.text).replace('\n', "⏎"))
    };
    draft.blocks.iter().map(show).collect()
}

fn stressed(text: &str) -> Vec<(String, Stress)> {
    let draft = draft(text);
    draft.emphasis.iter().map(|e| (e.span.of(&draft.text).to_owned(), e.stress)).collect()
}

#[test]
fn markup_is_left_out() {
    let text = "# The *tides*\n\nThey **rise**\nand ~~fall~~ `twice`.  \nAlways &amp; <b>every</b><br>where.\n\n---\n\nSecond\n------\n";
    assert_eq!(
        shown(text),
        ["h1 The tides", "¶They rise⏎and fall twice.", "Always & every", "where.", "¶---", "¶h2 Second"]
    );
    assert_eq!(draft(text).title.as_deref(), Some("The tides"));
    assert_eq!(
        draft(text).text,
        "The tides\n\nThey rise\nand fall twice.\nAlways & every\nwhere.\n\n\nSecond\n"
    );
    assert_eq!(
        stressed(text),
        [
            ("tides", Stress::Light),
            ("rise", Stress::Strong),
            ("fall", Stress::Struck),
            ("twice", Stress::Code),
            ("every", Stress::Strong)
        ]
        .map(|(words, stress)| (words.to_owned(), stress))
    );
}

#[test]
fn lists_are_close_or_loose_as_in_the_source() {
    let text = "One\n- a\n- b\n  - c\n  - [x] d\n- [ ] e\n\nTwo\n\n1. f\n\n   g\n2. h\n\nThree";
    assert_eq!(
        shown(text),
        ["One", "¶• a", "• b", "  ◦ c", "  ☑ d", "☐ e", "¶Two", "¶ 1. f", "¶    g", "¶ 2. h", "¶Three"]
    );
}

#[test]
fn lists_may_begin_with_lists_and_hold_other_blocks() {
    assert_eq!(shown("- - a\n  - b\n- > c"), ["• ◦ a", "  ◦ b", "• ▌c"]);
    assert_eq!(shown("9. a\n10. b\n    ```\n    c\n    ```"), [" 9. a", "10. b", "    | c"]);
    assert_eq!(shown("- \n- b"), ["• b"]);
}

#[test]
fn quotations_are_counted() {
    assert_eq!(shown("> a\n> > b\n\nc"), ["▌a", "¶▌▌b", "¶c"]);
}

#[test]
fn code_keeps_its_lines() {
    assert_eq!(shown("```rust\nfn x() {\n\n    y\n}\n```\n\n    z\n"), ["| fn x() {⏎⏎    y⏎}", "¶| z"]);
}

#[test]
fn tables_have_rows_and_cells() {
    let text = "a\n\n| City | *People* |\n|---|--:|\n| Rome | 3 |\n| Nis | [12](x.md) |\n\nb";
    assert_eq!(
        shown(text),
        ["a", "¶th City  People", "tr Rome  3", "tr Nis  12", "¶b", "¶---", "¶→ 12: x.md"]
    );
    let document = crate::document::Document::from(draft(text));
    let sentences: Vec<&str> = (0..document.sentences.len()).map(|at| document.sentence_text(at)).collect();
    assert_eq!(sentences, ["a", "Rome  3", "Nis  12", "b"]);
    assert_eq!(document.words, 8);
    assert_eq!(stressed(text)[0].0, "People");
}

#[test]
fn links_are_listed_below_the_text() {
    let text =
        "See [the *tide*](https://a.org \"t\") and [more][b] and <https://c.org>.\n\n[b]: https://b.org\n";
    assert_eq!(
        shown(text),
        [
            "See the tide and more and https://c.org.",
            "¶---",
            "¶→ the tide: https://a.org",
            "→ more: https://b.org"
        ]
    );
    assert_eq!(stressed(text)[0], ("the tide".to_owned(), Stress::Link));
    let draft = draft(text);
    let links = draft.hyperlinks.iter().map(|link| (link.words.of(&draft.text), link.target.as_str()));
    let targets =
        [("the tide", "https://a.org"), ("more", "https://b.org"), ("https://c.org", "https://c.org")];
    assert_eq!(links.collect::<Vec<_>>(), targets);
}

#[test]
fn images_are_named_and_notes_numbered() {
    assert_eq!(shown("![a *map*](m.png) ![](n.png)"), ["[picture: a map] [picture]"]);
    assert_eq!(
        shown("Yes[^x], no[^y].\n\n[^y]: Second.\n\n[^x]: First.\n\n    More."),
        ["Yes[1], no[2].", "¶[2] Second.", "¶[1] First.", "¶    More."]
    );
}

#[test]
fn raw_html_shows_its_text_alone() {
    assert_eq!(
        shown(
            "<h2 align=center>A <i>title</i></h2>\n<p>One\n two <img alt=\"a > b\"></p>x &amp;&#65;&nope; y < z<td>a</td><td>b</td>\n"
        ),
        ["h2 A title", "¶One⏎two [picture: a > b]", "x &A&nope; y < z a b"]
    );
    assert_eq!(stressed("<del>\n\na *b*\n\n</del>\n\nc")[0], ("a b".to_owned(), Stress::Struck));
    let text = "<div>\n<p>One</p>\n<p>Two</p>\n</div>\n\n<!-- no -->\n\na <!-- no --> b<script>no()</script>\n\n<script>\nno()\n\nno()\n</script>\n\nc\n";
    assert_eq!(shown(text), ["One", "Two", "¶a  b", "¶c"]);
}

#[test]
fn front_matter_is_a_table_above_the_text() {
    let text = "---\ntitle: Tides\nauthor: A. Writer\n---\n# Other\n\nText.\n";
    assert_eq!(shown(text), ["tr title  Tides", "tr author  A. Writer", "¶h1 Other", "¶Text."]);
    let draft = draft(text);
    assert_eq!(draft.title.as_deref(), Some("Tides"));
    assert_eq!(draft.metadata.first(crate::document::Field::Author), Some("A. Writer"));
    let untitled = crate::document::Document::from(super::draft("---\nlayout: post\n---\nIt rises.\n"));
    assert_eq!(untitled.title.as_str(), "It rises.");
    assert_eq!(
        shown("---\n**Editor:** in a drawer.\n---\n\nText.\n"),
        ["---", "¶h2 Editor: in a drawer.", "¶Text."]
    );
}

#[test]
fn every_word_has_its_line_of_the_file() {
    for (text, words) in [
        (
            "---\ntitle: alpha\n---\n\n# beta\n\ngamma\ndelta *epsilon\nzeta*\n\n- eight\n  theta\n\n> iota\n\n| kappa | lambda |\n|---|---|\n| my | nu |\n",
            &[
                ("alpha", 2),
                ("beta", 5),
                ("gamma", 7),
                ("delta", 8),
                ("zeta", 9),
                ("eight", 11),
                ("theta", 12),
                ("iota", 14),
                ("lambda", 16),
                ("nu", 18),
            ][..],
        ),
        (
            "a `one\ntwo` $$x\n= y$$\n\n```\n\nthree\n```\n\n    four\n\n    five\n\n<p>six\n<b>seven</b>\n",
            &[
                ("one", 1),
                ("two", 2),
                ("= y", 3),
                ("three", 7),
                ("four", 10),
                ("five", 12),
                ("six", 14),
                ("seven", 15),
            ],
        ),
        (
            "one[^n] [two](x.md)\n\n\n[^n]: three\n    four\n\nfive  \nsix",
            &[("three", 4), ("four", 5), ("five", 7), ("six", 8), ("two: x.md", 1)],
        ),
    ] {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let name = std::path::Path::new("a.md");
            let draft = parse(&SourceBytes::new(name, text.as_bytes())).unwrap();
            let ends =
                |word: &str| draft.text.rfind(word).unwrap_or_else(|| panic!("{word} in {}", draft.text));
            let lines: Vec<usize> =
                words.iter().map(|(word, _)| draft.lines.line_at(&draft.text, ends(word)).unwrap()).collect();
            assert_eq!(lines, words.iter().map(|(_, line)| *line).collect::<Vec<_>>(), "{text}");
        }
    }
}

#[test]
fn scripts_keep_their_meaning() {
    for (text, expected) in [
        ("10<sup>6</sup> and 10^6^ and H~2~O and CO<sub>2</sub>", "10⁶ and 10⁶ and H₂O and CO₂"),
        ("10^6,5^ x~b~ 1<sup>st</sup>", "10^(6,5) x_b 1ˢᵗ"),
        ("x^2 and y^2", "x^2 and y^2"),
        ("so <sup>a b</sup>", "so ^(a b)"),
    ] {
        assert_eq!(shown(text), [expected]);
    }
    assert_eq!(
        stressed("a ~b~ ~~c~~ <del>d</del>"),
        ["b", "c", "d"].map(|word| (word.into(), Stress::Struck))
    );
}

#[test]
fn what_is_no_markup_is_shown() {
    for (text, expected) in [
        (
            "Send <your name> to List<String> and <img src=x alt=\"a map\"> pay",
            "Send <your name> to List<String> and [picture: a map] pay",
        ),
        ("Dear <title> <name>, <b>hello</b> <span>you</span>", "Dear <title> <name>, hello you"),
        ("$a*b*c$ and \\(d*e*f\\) and $5 or $6", "$a*b*c$ and \\(d*e*f\\) and $5 or $6"),
        ("![[[foo](uri1)](uri2)](uri3)", "(picture: [foo](uri2))"),
    ] {
        assert_eq!(shown(text)[0], expected);
    }
    assert_eq!(shown("$$\na*b*c\n$$"), ["$$⏎a*b*c⏎$$"]);
    assert_eq!(shown("<your name>\n\nb\n"), ["<your name>", "¶b"]);
}

#[test]
fn blocks_of_other_flavours_are_read() {
    assert_eq!(shown("> [!NOTE]\n> Text."), ["▌Note", "¶▌Text."]);
    assert_eq!(shown("> [!tip] At *low* tide\n> Text."), ["▌Tip: At low tide", "¶▌Text."]);
    assert_eq!(shown("> [!faq]-\n> Text."), ["▌Faq", "¶▌Text."]);
    assert_eq!(shown("> [!] a\n\n> - [!tip] b"), ["▌[!] a", "¶▌• [!tip] b"]);
    assert_eq!(stressed("> [!NOTE]\n> Text."), [("Note".to_owned(), Stress::Strong)]);
    assert_eq!(
        shown("Term\n: One.\n: Two.\n\nNext\n: Three."),
        ["Term", ": One.", ": Two.", "¶Next", ": Three."]
    );
    assert_eq!(
        shown("::: {.note}\nIn.\n:::\n\n::: tip Title\nMore.\n:::\nOut."),
        ["In.", "¶Title", "¶More.", "¶Out."]
    );
}

#[test]
fn notes_are_known_by_their_references() {
    let draft = draft("a[^x] b[^y]\n\n[^y]: Two.\n\n    More.\n\n[^x]: One.\n");
    let notes = draft.notes.iter().map(|note| (note.reference.of(&draft.text), note.body.of(&draft.text)));
    assert_eq!(notes.collect::<Vec<_>>(), [("[1]", "One."), ("[2]", "Two.\n\nMore.")]);
}

#[test]
fn a_text_of_marks_alone_is_plain() {
    for (count, is_plain) in [(MARKS - 1, false), (MARKS, true)] {
        let text = format!("# {}", "*".repeat(count));
        let name = std::path::Path::new("a.md");
        let draft = parse(&SourceBytes::new(name, text.as_bytes())).unwrap();
        assert_eq!(draft.text == text, is_plain);
        assert_eq!(draft.markup == Markup::Shown, is_plain);
    }
}

#[test]
fn deep_nesting_is_flattened() {
    for unit in ["> ", "- ", "[", "![", "*", "**a ", "1. ", "<div>", "`", "~~", "[^", "|", "&#", "<a "] {
        let text = unit.repeat(10_000);
        let draft = draft(&text);
        assert!(draft.blocks.iter().all(|block| block.frame.margins.len() <= 64), "{unit}");
    }
    assert_eq!(shown(&format!("{}a", "> ".repeat(500))), [format!("{}a", "▌".repeat(64))]);
}

#[test]
fn a_target_is_named_once_and_only_if_it_is_not_shown() {
    let mut references = References::default();
    for (words, target) in [
        ("the\ntide", "https://a.org"),
        ("again", "https://a.org"),
        ("https://b.org", "https://b.org"),
        ("me@c.org", "mailto:me@c.org"),
        ("above", "#above"),
        (&"x".repeat(1000), "e.md"),
    ] {
        references.add(words, target, 7);
    }
    assert_eq!(
        references.lines,
        [("the tide: https://a.org".to_owned(), 7), (format!("{}…: e.md", "x".repeat(LABEL)), 7)]
    );
}
