//! Tests of RTF.

use std::path::Path;

use super::*;
use crate::document::{Document, Stress, Title};
use crate::formats::block_lines::block_lines;
use crate::formats::parse;

fn read(body: &str) -> Document {
    read_bytes(format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0 {body}}}").as_bytes()).unwrap()
}

fn read_bytes(bytes: &[u8]) -> Result<Document, FormatError> {
    parse(&SourceBytes::new(Path::new("a.rtf"), bytes))
}

#[test]
fn characters_are_those_of_their_code_page() {
    for (body, text) in [
        ("caf\\'e9 \\'93a\\'94", "café “a”"),
        (
            "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fnil\\fcharset204{\\*\\falt B}C;}}\\f1 \\'cc\\'ee\\'f0\\'e5{\\f0 \\'e9}",
            "Мореé",
        ),
        ("{\\fonttbl{\\f3\\fcharset128 M;}}{\\f3\\'8aC\\'97\\'6d}", "海洋"),
        ("\\pca caf\\'82", "café"),
        ("\\u8220?a\\u8221\\'94 \\uc0\\u233 b{\\uc2\\u28526\\'92\\'ca}c", "“a” éb潮c"),
        ("\\u-10180 ?\\u-8438 ?\\u-8438 ?x", "🌊\u{fffd}x"),
        ("{\\uc1{\\u233}? }a\\u233\\b b", "é? aéb"),
        (
            "a\\~b\\_c\\-d \\{\\}\\\\ \\lquote\\rquote\\ldblquote\\rdblquote\\endash\\emdash\\bullet\\tab x",
            "a\u{a0}b\u{2011}cd {}\\ ‘’“”–—•\tx",
        ),
        ("a\\bin2 }{\\b c", "ac"),
        ("a\\\nb", "a"),
    ] {
        let document = read(body);
        assert_eq!(document.text.lines().next(), Some(text), "{body}");
    }
}

#[test]
fn other_destinations_are_no_text() {
    let document = read(
        "{\\info{\\title The {\\b tides}}{\\author Ann\\'e9}{\\creatim\\yr2019\\mo3\\dy5\\hr1}{\\operator X}}\
         {\\colortbl;\\red0;}{\\*\\generator G;}{\\stylesheet{\\s0 Normal;}}{\\header H\\par}\
         {\\pict\\wmetafile8 0102}{\\*\\shppict{\\pict 03}}{\\v hidden}{\\deleted old }new\\v0\\par\
         {\\f1\\*\\cs7 in the middle}\\par{\\object{\\*\\objdata 00}{\\result shown}}",
    );
    assert_eq!(block_lines(&document), ["new", "in the middle", "shown"]);
    assert_eq!(document.title, Title::Own("The tides".into()));
    assert_eq!(document.metadata.first(Field::Author), Some("Anné"));
    assert_eq!(document.metadata.first(Field::Created), Some("2019-03-05"));
    assert_eq!(document.metadata.iter().count(), 2);
    assert_eq!(document.warnings, ["1 tracked deletion is left out"]);
}

#[test]
fn headings_are_known_by_style_or_level() {
    let document = read(
        "{\\stylesheet{\\s1\\outlinelevel0 \\'dcberschrift;}{\\s2\\b heading 2;}{\\s5 Body Text;}}\
         \\s1 One\\par\\pard\\s2 Two\\par\\pard\\s5 text\\par\\pard\\outlinelevel2 Three\\par\\pard\\outlinelevel9 end\\par",
    );
    assert_eq!(block_lines(&document), ["# One", "## Two", "text", "### Three", "end"]);
}

#[test]
fn tables_have_rows_and_cells() {
    let document = read(
        "Above\\par\\trowd\\cellx1\\cellx2\\pard\\intbl a\\par b\\cell {\\b c}\\cell\\row\
         \\trowd\\intbl d\\cell\\cell\\row\\pard Below\\par\
         \\trowd\\pard\\intbl A frame\\par of text\\cell\\row",
    );
    assert_eq!(block_lines(&document), ["Above", "| a⏎b  c", "| d", "Below", "A frame", "of text"]);
    assert_eq!(document.emphasis.len(), 1);
}

#[test]
fn notes_are_below_the_text_and_boxes_behind_their_paragraph() {
    let document = read(
        "The sea{\\super\\chftn{\\footnote\\pard {\\chftn} Twice\\par a {\\i day}.}} rises.\
         {\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt\\pard In a box\\par}}\
         {\\shprslt{\\*\\do\\dobxpage{\\dptxbxtext\\pard In a box\\par}}}} It falls.\\par \
         End{\\*\\annotation why?}\\par",
    );
    assert_eq!(
        block_lines(&document),
        ["The sea[1] rises. It falls.", "In a box", "End[2]", "[1] Twice", "  a day.", "[2] why?"]
    );
    let notes =
        document.notes.iter().map(|note| [note.reference, note.body].map(|span| span.of(&document.text)));
    assert_eq!(notes.collect::<Vec<_>>(), [["[1]", "Twice\n\na day."], ["[2]", "why?"]]);
}

#[test]
fn links_and_styles_are_kept_beside_the_text() {
    let document = read(
        "{\\field{\\*\\fldinst{ HYPERLINK \"https://a.org/\" \\\\l \"b\"}}{\\fldrslt{\\ul the {\\b coast}}}} \
         {\\field{\\*\\fldinst HYPERLINK https://c.org}{\\fldrslt one\\par two}} {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\
         \\b x{\\i y}\\b0  H\\sub 2\\nosupersub O {\\strike z}",
    );
    let links = document.hyperlinks.iter().map(|link| (link.words.of(&document.text), link.target.as_str()));
    assert_eq!(links.collect::<Vec<_>>(), [("the coast", "https://a.org/#b"), ("one", "https://c.org")]);
    let stress = document.emphasis.iter().map(|found| (found.span.of(&document.text), found.stress));
    assert_eq!(
        stress.collect::<Vec<_>>(),
        [
            ("the coast", Stress::Link),
            ("coast", Stress::Strong),
            ("one", Stress::Link),
            ("x", Stress::Strong),
            ("y", Stress::Light),
            ("y", Stress::Strong),
            ("z", Stress::Struck)
        ]
    );
    assert!(document.text.contains("H₂O"), "{}", document.text);
}

#[test]
fn items_have_their_markers() {
    let document = read(
        "{\\listtext\\pard\\'b7\\tab}\\ls1 One\\par{\\listtext\\pard o\\tab}\\ilvl1 Two\\par\\pard{\\pntext 3.\\tab}Three\\par\\pard None",
    );
    assert_eq!(block_lines(&document), ["• One", "  • Two", "3. Three", "None"]);
}

#[test]
fn damaged_and_exploding_files_are_cut_or_refused() {
    let cut = read_bytes(b"{\\rtf1 a{\\b b{\\footnote c").unwrap();
    assert_eq!(block_lines(&cut), ["ab[1]", "[1] c"]);
    assert_eq!(cut.warnings, ["the file is cut off: its last group has no end"]);
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    let error = read_bytes(deep.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "RTF: nested more than 1000 levels deep; convert it to text first");
    for part in ["\\cell", "\\par", "a\\b b\\b0 ", "{\\footnote}", "{}"] {
        let reader = RtfReader::new(Limits { elements: 99, ..LIMITS });
        assert_eq!(
            reader.read(format!("{{\\rtf1 {}", part.repeat(100)).as_bytes()).unwrap_err(),
            Exceeded::Elements(99),
            "{part}"
        );
    }
    let notes = format!("{{\\rtf1 {}", "{\\footnote ".repeat(900));
    assert_eq!(read_bytes(notes.as_bytes()).unwrap().text, "[1]\n");
}

#[test]
fn a_name_alone_makes_no_rtf() {
    let read = |name, bytes| parse(&SourceBytes::new(Path::new(name), bytes)).unwrap();
    assert_eq!(read("a.rtf", b"Nothing.\n").text, "Nothing.\n");
    let named = read("a.doc", b"{\\rtf1 a}");
    assert_eq!((&*named.text, named.warnings.len()), ("a\n", 0));
}
