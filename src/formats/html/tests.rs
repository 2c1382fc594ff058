//! Tests of the reader of web pages.

use std::path::Path;

use super::*;
use crate::document::{BlockKind, Document, Margin, Markup, Stress};
use crate::formats::parse as parse_file;

/// Returns the draft of a page with this body, whole.
fn whole(body: &str) -> Draft {
    whole_in(body, Syntax::Html)
}

fn whole_in(body: &str, syntax: Syntax) -> Draft {
    let (builder, page) = read(body, syntax, None, Builder::default(), Budget::new(LIMITS)).unwrap();
    Draft { metadata: page.data.metadata, ..builder.finish(Some(page.data.title)) }
}

/// Returns a line for each block: `¶` after a gap, its bars, indentation and marker, a mark for the kind.
fn shown(body: &str) -> Vec<String> {
    let draft = whole(body);
    let show = |block: &crate::document::Block| {
        let one = |margin: &Margin| match margin {
            Margin::Quote { .. } => "▌".to_owned(),
            Margin::Indent { marker: Some(marker), .. } => format!("{marker} "),
            Margin::Indent { marker: None, .. } => "  ".to_owned(),
        };
        let margin: String = block.frame.margins.iter().map(one).collect();
        let kind = match block.kind {
            BlockKind::Paragraph => "",
            BlockKind::Heading(_) => "h ",
            BlockKind::Code(_) => "| ",
            BlockKind::TableRow { head: true, .. } => "th ",
            BlockKind::TableRow { .. } => "tr ",
            BlockKind::Rule => "---",
            BlockKind::Remark | BlockKind::Reference => "ref ",
        };
        let text = block.span.of(&draft.text).replace('\n', "⏎");
        format!("{}{margin}{kind}{text}", if block.gap { "¶" } else { "" })
    };
    draft.blocks.iter().map(show).collect()
}

#[test]
fn blocks_end_where_browsers_end_them() {
    for (body, blocks) in [
        ("<p>One\n  two<p>Three<div>Four</div>Five", &["One⏎two", "¶Three", "¶Four", "Five"][..]),
        ("<h2>A</h2>b<h3>C<h4>D</h4>", &["h A", "¶b", "¶h C", "¶h D"]),
        ("a<br>b<br><br>c<hr>d", &["a", "b", "¶c", "¶---", "¶d"]),
        ("<b>a<p>b</b>c</p>d", &["a", "¶bc", "¶d"]),
        ("<span>a</span><span>b</span> <span> c", &["ab c"]),
        ("<section>a</section><div>b</div><div>c</div>", &["a", "¶b", "c"]),
        ("</p>a</div></td>b", &["a", "b"]),
        ("<details><summary>More</summary>of it</details>", &["More", "of it"]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", &["▌a", "¶▌▌b", "¶c"]),
        ("<pre>\n a\n  <b>b</b>\n</pre>c", &["|  a⏎  b", "¶c"]),
        ("<textarea>a <b></textarea><xmp><i></xmp>", &["a <b>", "¶| <i>"]),
    ] {
        assert_eq!(shown(body), blocks, "{body}");
    }
}

#[test]
fn lists_keep_their_markers() {
    for (body, blocks) in [
        ("a<ul><li>b<li>c</ul>d", &["a", "¶• b", "• c", "¶d"][..]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", &["• a", "  ◦ b", "• c"]),
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", &["3. a", "9. b", "10. c"]),
        ("<ul><li><p>a</p><p>b</p><li><p>c</ul>", &["• a", "¶  b", "• c"]),
        ("<dl><dt>a<dt>b<dd>c<dd>d</dl>", &["a", "¶b", ": c", ": d"]),
        ("<dl><dd>a</dl>", &["  a"]),
        ("<li>a</li>b", &["• a", "b"]),
        ("<p>• a <b>b</b><p>▪\u{a0}c<p>•d<p>•<br>e<li>• f", &["• a b", "¶• c", "¶•d", "¶•", "e", "• • f"]),
        ("<ol><li><blockquote>a</blockquote></ol>", &["1. ▌a"]),
    ] {
        assert_eq!(shown(body), blocks, "{body}");
    }
}

#[test]
fn tables_keep_their_columns() {
    for (body, blocks) in [
        ("<table><tr><th>City<th>n<tr><td>Rome<td>3</table>", &["th City  n", "tr Rome  3"][..]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>e", &["tr a  b", "tr c  d", "¶e"]),
        ("<table><caption>Cities</caption><tr><td>a<td>b</table>", &["Cities", "¶tr a  b"]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", &["tr a  b", "tr   c"]),
        ("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", &["tr a    b", "tr c  d  e"]),
        ("<table><tr><td><p>a</p><p>b</p><td>c<br>d</table>", &["tr a⏎b  c⏎d"]),
        ("<table><tr><td><ul><li>a<li>b</ul><td>c</table>", &["tr • a⏎• b  c"]),
        ("<table><tr><td><ul><li><p>a</p></li><li><p>b</p><p>c</p></ul><td>d</table>", &["tr • a⏎• b⏎c  d"]),
        ("<table><tr><td>a<tr><td>b</table>", &["a", "b"]),
        ("<table><tr><td><h2>a</h2>b<td>c</table>", &["h a", "¶b", "c"]),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", &["a", "¶tr b  c"]),
    ] {
        assert_eq!(shown(body), blocks, "{body}");
    }
    let long = format!("<table><tr><td>a<td>{}</table>", "many words ".repeat(40));
    assert_eq!(shown(&long)[0], "a", "a long cell is a paragraph");
}

#[test]
fn cells_are_those_of_the_table() {
    let document = Document::from(whole("<table><tr><td>a b<td>c<tr><td>d<td>e</table>"));
    let BlockKind::TableRow { cells, .. } = &document.blocks[0].kind else { panic!() };
    assert_eq!(cells.iter().map(|cell| cell.of(&document.text)).collect::<Vec<_>>(), ["a b", "c"]);
}

#[test]
fn hidden_parts_are_not_shown() {
    for body in [
        "<script>no('</p>')</script>",
        "<style>p { no: 1 }</style>",
        "<template><p>no</p></template>",
        "<div hidden>no<p>no</div>",
        "<div style='color: red; DISPLAY : none'>no</div>",
        "<svg><title>no</title><text>no</text></svg>",
        "<iframe>no</iframe>",
        "<!-- no -->",
        "<span aria-hidden=true>no</span>",
        "<datalist><option>no</datalist>",
        "<input type=hidden value=no><input value=no hidden><input type=password value=no>",
        "<input type=file value=no><input type=checkbox role=button value=no>",
        "<select hidden><option>no</select><select></select><textarea></textarea>",
        "<img src=no alt=''>",
        "<title>no</title>",
    ] {
        assert_eq!(shown(&format!("a{body} b")).concat(), "a b", "{body}");
    }
    assert_eq!(shown("<div aria-hidden=true>a</div>"), ["a"], "a dialog may be in front of it");
    assert_eq!(shown("<div hidden=until-found>a</div>"), ["a"]);
    assert_eq!(shown("a<svg><path><p>b"), ["a", "¶b"], "a drawing holds no block");
}

#[test]
fn passages_are_text() {
    for (body, text) in [
        ("10<sup>6</sup> H<sub>2</sub>O e<sup>5,6</sup>", "10⁶ H₂O e^(5,6)"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</ruby>", "漢(かん)字(じ)"),
        ("a <q>b</q>", "a “b”"),
        ("<img alt='A map'> <img aria-hidden=true alt='x'>", "[picture: A map] [picture: x]"),
        ("a&nbsp;&lt;b&gt; &amp; &#x1F30A;", "a <b> & 🌊"),
        ("<button>a</button><input type=submit value=b>", "a b"),
        ("a\0b", "a\u{fffd}b"),
    ] {
        assert_eq!(whole(body).text, format!("{text}\n"), "{body}");
    }
}

#[test]
fn fields_show_what_browsers_show() {
    for (body, text) in [
        ("Name:<input value='Ada  L.'>b", "Name: Ada L. b"),
        ("<input type=Search placeholder='Find it'><input type=submit value=Go>", "Find it Go"),
        ("<input value=a placeholder=no><input value=' ' placeholder=b>", "a b"),
        ("<input type=password placeholder=Password><input type=image alt=Go src=no.png>", "Password Go"),
        ("<label><input type=checkbox>a</label><input type=checkbox checked>b", "☐ a ☑ b"),
        ("a<input type=radio>b<input type=radio checked value=no>c", "a ○ b ◉ c"),
        ("<textarea placeholder=no>a\n<b></textarea>", "a\n<b>"),
        ("<textarea placeholder='Your words'> </textarea>b", "Your words b"),
        ("a<select><option>b<option>no</select>c", "a b c"),
        ("<select><option>no<option selected>a <b>b</b></option>\n<option>no</option></select>c", "a b c"),
        ("<select><optgroup label=no><option label=a>no<option>no</select>", "a"),
        ("<select multiple><option>a</option> <option>b<option></select>", "a, b"),
        ("<select size=2><option>a<option>b</select>", "a, b"),
        ("<fieldset><legend>a</legend><select><option>b</fieldset>c", "a\nb\n\nc"),
    ] {
        assert_eq!(whole(body).text, format!("{text}\n"), "{body}");
    }
    assert_eq!(whole("<p>a<select><option>b<textarea>").text, "a b\n");
}

#[test]
fn stress_goes_on_in_the_next_block() {
    let draft = whole("<b>a<p>b <i>c</i></p></b><s>d</s> <code>e</code>");
    let stressed: Vec<_> = draft.emphasis.iter().map(|one| (one.span.of(&draft.text), one.stress)).collect();
    let [strong, light] = [Stress::Strong, Stress::Light];
    let expected = [("a", strong), ("b c", strong), ("c", light), ("d", Stress::Struck), ("e", Stress::Code)];
    assert_eq!(stressed, expected);
}

#[test]
fn links_lead_to_their_targets() {
    let links = |head: &str| {
        let body = "<a href=' b.html '>one</a> <a href='#x'>two</a> <a href='javascript:no'>three</a> <a>four</a> \
                    <a href='https://c.org'>five<p>six</a>";
        let draft = whole(&format!("{head}{body}"));
        let links =
            draft.hyperlinks.iter().map(|link| (link.words.of(&draft.text).to_owned(), link.target.clone()));
        links.collect::<Vec<_>>()
    };
    let pair = |words: &str, target: &str| (words.to_owned(), target.to_owned());
    let far = [pair("five", "https://c.org"), pair("six", "https://c.org")];
    assert_eq!(links(""), [&[pair("one", "b.html"), pair("two", "#x")], &far[..]].concat());
    let based = [pair("one", "https://a.org/d/b.html"), pair("two", "#x")];
    assert_eq!(links("<base href='https://a.org/d/e'>")[..2], based);
}

#[test]
fn notes_are_found_by_their_marks() {
    let draft = whole(
        "<p id=t>Tides<sup><a href='#n'>2</a></sup> and <a href='#n'>more words</a>. <a href='#h'>3</a></p>\
         <h2 id=h>Notes</h2><ol><li id=n>Twice a day. <a href='#t'>1</a></ol>",
    );
    let notes: Vec<_> =
        draft.notes.iter().map(|note| (note.reference.of(&draft.text), note.body.of(&draft.text))).collect();
    assert_eq!(notes, [("²", "Twice a day. 1")]);
}

#[test]
fn the_head_says_what_the_page_is() {
    let draft = whole(
        "<html lang=en-GB><head><title>The &lt;tides&gt;</title><meta name=Author content=' Ada\n L.'>\
         <meta property='article:published_time' content=2024-05-01><meta name=date content=2023>\
         <link rel=canonical href='https://a.org/tides'></head><body>They rise.",
    );
    assert_eq!(draft.title.as_deref(), Some("The <tides>"));
    let fields: Vec<_> =
        draft.metadata.iter().map(|(field, value)| format!("{}={value}", field.name())).collect();
    assert_eq!(fields, ["language=en-GB", "author=Ada L.", "date=2024-05-01", "source=https://a.org/tides"]);
}

#[test]
fn xhtml_closes_elements_by_a_slash() {
    let body = "<p>a<i/>b</p><![CDATA[<c>]]><script/><title/>d";
    assert_eq!(whole_in(body, Syntax::Xhtml).text, "ab\n\n<c>d\n");
}

/// Returns a page with an article among other things.
fn news(paragraphs: usize) -> String {
    let paragraph = "<p>The tide comes in twice a day, and twice a day it goes, as the fishermen know, who have \
                     lived by it, and by what it leaves on the shore, for longer than anybody can remember.</p>";
    format!(
        "<html><head><title>How the tides of May came in and went | Example Post</title><meta name=author content='Ada Lovelace'>\
         <meta property='article:published_time' content='2024-05-01'></head><body>\
         <nav><a href=/>Front page</a><a href=/sport>Sport</a></nav>\
         <div class=cookie-banner>We value your privacy. <button>Accept all</button></div>\
         <article><h1>How the tides of May came in and went</h1>{}</article><footer>Subscribe now</footer></body></html>",
        paragraph.repeat(paragraphs)
    )
}

fn page(name: &str, bytes: &[u8]) -> Document {
    parse_file(&SourceBytes::new(Path::new(name), bytes)).unwrap()
}

#[test]
fn an_article_is_shown_without_what_surrounds_it() {
    let news = news(6);
    let document = page("a.html", news.as_bytes());
    assert_eq!(
        (document.title.as_str(), document.part),
        ("How the tides of May came in and went", Part::Article)
    );
    assert!(
        document.text.starts_with(
            "How the tides of May came in and went\n\nAda Lovelace · 2024-05-01\n\nThe tide comes"
        )
    );
    for other in ["Sport", "privacy", "Subscribe"] {
        assert!(!document.text.contains(other), "{other} in {}", document.text);
    }
    assert!(document.sentence_texts().iter().all(|sentence| !sentence.contains("Ada")));
    let whole = SourceBytes {
        read_as: ReadAs::Whole(None),
        ..SourceBytes::new(Path::new("a.html"), news.as_bytes())
    };
    for document in [page("a.html", self::news(0).as_bytes()), parse_file(&whole).unwrap()] {
        assert!(document.part == Part::Whole && document.text.contains("Sport"));
    }
}

#[test]
fn deep_and_broad_pages_are_read_as_they_are() {
    let article = news(6);
    let body = article.find("<nav>").unwrap();
    for more in ["<div>".repeat(300), format!("<i {}>", attributes(1001))] {
        let document = page("a.html", [&article[..body], &more, &article[body..]].concat().as_bytes());
        assert!(document.part == Part::Whole && document.text.contains("Subscribe now"));
    }
    assert!(
        super::article(&article, &PageFindings { elements: ELEMENTS, ..PageFindings::default() }).is_some()
    );
    assert!(
        super::article(&article, &PageFindings { elements: ELEMENTS + 1, ..PageFindings::default() })
            .is_none()
    );
}

fn attributes(count: usize) -> String {
    let names: Vec<String> = (0..count).map(|number| format!("a{number}")).collect();
    names.join(" ")
}

#[test]
fn hostile_pages_are_read_in_time() {
    for unit in [
        "<div>",
        "<p>",
        "<b>",
        "<li>",
        "<ul>",
        "<table><tr><td>",
        "<blockquote>",
        "<a href=x>",
        "</div>",
        "<font size=1>",
        "<td colspan=1000 rowspan=1000>",
        "<svg>",
        "<ruby><rt>",
        "&",
        "&#",
        "<",
        "<!--",
        "<![CDATA[",
        "<pre>",
        "<br>",
        "<sup>",
        "<h1>",
        "<a id=x>",
        "<select>",
        "<title>",
        "<dl><dd>",
    ] {
        let document = page("a.html", unit.repeat(10_000).as_bytes());
        assert!(document.blocks.iter().all(|block| block.frame.margins.len() <= 64), "{unit}");
        assert!(document.text.len() < 4 << 20, "{unit}");
    }
    let late = Budget::new(Limits { time: Duration::ZERO, ..LIMITS });
    let exceeded = read("<p>a", Syntax::Html, None, Builder::default(), late).err();
    assert_eq!(exceeded, Some(Exceeded::Time(Duration::ZERO)));
}

#[test]
fn the_content_decides_what_is_a_page() {
    for (name, text, is_page) in [
        ("a", "<!DOCTYPE html><p>a", true),
        ("a.txt", " \n<!-- x --><HTML><p>a", true),
        ("a.txt", "<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><p>a", true),
        ("a.txt", "a <html><p>", false),
        ("a.htm", "<p>a", true),
        ("a.md", "<!DOCTYPE html><p>a", true),
        ("a.php", "<!DOCTYPE html><p>a", false),
        ("a.html", "", true),
    ] {
        let document = page(name, text.as_bytes());
        assert_eq!(document.text.contains('<'), !is_page, "{name} {text}");
    }
    let named = page("a.txt", b"<html><p>a").warnings;
    assert_eq!(named, ["web page, though its name ends with .txt"]);
    let long = "<p>a\n".repeat(LONGEST / 5 + 1);
    let document = page("a.html", long.as_bytes());
    assert!(document.markup == Markup::Shown && document.text.starts_with("<p>a"));
}

#[test]
fn notes_have_their_numbers_in_brackets_and_no_arrow_back() {
    let note = "<ol><li id=n1>Twice a day. <a href='#r1'>↩\u{fe0e}</a></li></ol>";
    for (reference, expected) in [
        ("rises.<a href='#n1'>1</a>", "rises.[1]"),
        ("rises.<a href='#n1'><sup>1</sup></a>", "rises.¹"),
        ("rises. <a href='#n1'>1</a>", "rises. 1"),
        ("rises.<a href='https://a.org/'>1</a>", "rises.1"),
        ("rises <a href='#n1'>↩ again</a>", "rises ↩ again"),
    ] {
        let document = whole(&format!("<p id=r1>The sea {reference} It falls.{note}"));
        assert_eq!(document.text, format!("The sea {expected} It falls.\n\nTwice a day.\n"));
    }
}

#[test]
fn headings_have_no_sign_with_their_address() {
    for (heading, expected) in [
        ("The tides<a href='#tides'>¶</a>", "The tides"),
        ("<a href='#tides'>§</a> The tides", "The tides"),
        ("The tides <a href='#tides'>🔗</a>", "The tides"),
        ("The tides <a href='law.html'>§</a>", "The tides §"),
        ("<a href='#tides'>§ 12</a> The tides", "§ 12 The tides"),
        ("The tides ¶", "The tides ¶"),
    ] {
        assert_eq!(whole(&format!("<h2 id=tides>{heading}</h2>")).text, format!("{expected}\n"));
    }
}
