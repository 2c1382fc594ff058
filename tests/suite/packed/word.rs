//! Documents of Word.

use reader::compare::is_same_content;
use reader::document::{Field, Stress};

use super::{lines, read, zip, zip_bytes};

/// Returns a Word document with this body.
pub(crate) fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

pub(crate) fn word_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let mut files = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body)];
    files.extend(others);
    zip(&files)
}

pub(crate) const STYLES: &str = "<w:styles xmlns:w='w'>
<w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>
<w:style w:styleId='Kapitel'><w:name w:val='Kapitel'/><w:basedOn w:val='berschrift2'/></w:style>
<w:style w:styleId='Loop'><w:name w:val='a'/><w:basedOn w:val='Loop'/></w:style>
<w:style w:styleId='Anhang'><w:name w:val='b'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
<w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>
<w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>
<w:style w:styleId='Punkte'><w:name w:val='List'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>
<w:style w:styleId='Fett'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";

pub(crate) const NUMBERING: &str = "<w:numbering xmlns:w='w'>
<w:abstractNum w:abstractNumId='7'>
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>
<w:lvl w:ilvl='2'><w:start w:val='4'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='(%3)'/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/></w:lvl></w:abstractNum>
<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>
<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>
</w:numbering>";

pub(crate) fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_are_what_their_styles_say() {
    let style = |id: &str, text: &str| styled(&format!("<w:pStyle w:val='{id}'/>"), text);
    let paragraphs = [
        style("Titel", "A"),
        style("Kapitel", "B"),
        style("Anhang", "C"),
        style("Zitat", "D"),
        style("Loop", "E"),
        style("Punkte", "F"),
        style("gone", "G"),
        styled("<w:outlineLvl w:val='2'/>", "H"),
    ];
    let document =
        word_with(&paragraphs.concat(), &[("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)]);
    assert_eq!(lines(&document), ["h1 A", "h2 B", "h1 C", "▌D", "E", "• F", "G", "h3 H"]);
    assert_eq!(read(&document).unwrap().title.as_str(), "A");
}

#[test]
fn items_are_numbered_as_word_numbers_them() {
    let items: String =
        [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (3, 0), (3, 0), (1, 0), (9, 0), (0, 0)]
            .map(|(list, level)| {
                styled(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"), "a")
            })
            .concat();
    let found = lines(&word_with(&items, &[("word/numbering.xml", NUMBERING)]));
    let expected = [
        "1. a",
        "  1.a) a",
        "  1.b) a",
        "    (IV) a",
        "2. a",
        "  2.a) a",
        "9. a",
        "10. a",
        "11. a",
        "a",
        "a",
    ];
    assert_eq!(found, expected);
}

#[test]
fn runs_are_read_with_all_that_is_in_them() {
    let relations = "<Relationships><Relationship Id='l' Type='http://x/hyperlink' Target='https://a.org/b'/></Relationships>";
    for (paragraph, text) in [
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t xml:space='preserve'>b </w:t></w:r><w:r><w:t>c&amp;&#233;</w:t></w:r>",
            "a b c&é",
        ),
        (
            "<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>6</w:t></w:r>",
            "10⁶",
        ),
        (
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>",
            "coop\u{2011}x",
        ),
        ("<w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "α☑"),
        (
            "<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins>",
            "ac",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>b</w:t></w:r>",
            "b",
        ),
        ("<w:fldSimple w:instr='DATE'><w:r><w:t>May</w:t></w:r></w:fldSimple>", "May"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>7</w:t><w:fldChar w:fldCharType='end'/></w:r>",
            "7",
        ),
        ("<w:r><w:drawing><wp:docPr descr='a map'/></w:drawing></w:r>", "[picture: a map]"),
        ("<w:r><w:pict><v:shape alt='a chart'/></w:pict></w:r>", "[picture: a chart]"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "(a+b)/2",
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "x²",
        ),
        (
            "<m:oMath><m:rad><m:deg/><m:e><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:e></m:rad></m:oMath>",
            "√((x))",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "漢(かん)",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>",
            "a",
        ),
    ] {
        assert_eq!(lines(&word(&format!("<w:p>{paragraph}</w:p>"))), [text], "{paragraph}");
    }
    let link = "<w:p><w:hyperlink r:id='l'><w:r><w:t>one</w:t></w:r></w:hyperlink> <w:r><w:fldChar w:fldCharType='begin'/>\
                <w:instrText> HYPERLINK \"https://c.org\" </w:instrText><w:fldChar w:fldCharType='separate'/><w:t> two</w:t>\
                <w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let document = read(&word_with(link, &[("word/_rels/document.xml.rels", relations)])).unwrap();
    let links = document.hyperlinks.iter().map(|link| (document.passage(link.words), link.target.as_str()));
    assert_eq!(links.collect::<Vec<_>>(), [("one", "https://a.org/b"), ("two", "https://c.org")]);
}

#[test]
fn stress_of_runs_and_their_styles_is_kept() {
    let run =
        |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let runs = [
        run("<w:b/>", "a"),
        run("<w:b w:val='0'/>", "b"),
        run("<w:rStyle w:val='Fett'/>", "c"),
        run("<w:strike/>", "d"),
        run("<w:i/>", "e"),
    ];
    let document =
        read(&word_with(&format!("<w:p>{}</w:p>", runs.concat()), &[("word/styles.xml", STYLES)])).unwrap();
    let stressed = document.emphasis.iter().map(|one| (document.passage(one.span), one.stress));
    let expected =
        [("a", Stress::Strong), ("c", Stress::Strong), ("d", Stress::Struck), ("e", Stress::Light)];
    assert_eq!(stressed.collect::<Vec<_>>(), expected);
}

#[test]
fn tables_keep_their_cells() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", styled("", text))
    };
    let row = |properties: &str, cells: &[String]| {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
    };
    let merged = "<w:vMerge w:val='restart'/>";
    let table = [
        row("<w:tblHeader/>", &[cell("", "a"), cell("<w:gridSpan w:val='2'/>", "b")]),
        row("", &[cell(merged, "c"), cell("", "d"), cell("", "e")]),
        row("", &[cell("<w:vMerge/>", ""), cell("", "f"), cell("", "g")]),
        row("<w:del/>", &[cell("", "gone")]),
    ];
    let document = word(&format!("<w:tbl>{}</w:tbl>", table.concat()));
    assert_eq!(lines(&document), ["th a  b", "tr c  d  e", "tr   f  g"]);
}

#[test]
fn the_paragraphs_of_a_cell_are_lines() {
    let first = styled("", "a") + &styled("", "") + &styled("", "b");
    let second = styled("", "c") + &styled("", "d");
    let row = format!("<w:tc>{first}</w:tc><w:tc>{second}</w:tc>");
    let document = word(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"));
    assert_eq!(lines(&document), ["tr a\nb  c\nd"]);
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let text_box = |text: &str| format!("<x><w:txbxContent>{}</w:txbxContent></x>", styled("", text));
    let drawing = format!(
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>b</w:t></w:r></w:p>",
        text_box("boxed"),
        text_box("boxed")
    );
    assert_eq!(lines(&word(&drawing)), ["ab", "boxed"]);
}

#[test]
fn notes_and_comments_follow_the_text() {
    let body = "<w:p><w:r><w:t>It rises.</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:t> It falls.</w:t>\
                <w:endnoteReference w:id='1'/><w:commentReference w:id='0'/></w:r></w:p>";
    let note = |name: &str, id: u8, text: &str| {
        format!(
            "<w:{name}s><w:{name} w:id='0' w:type='separator'/><w:{name} w:id='{id}' w:author='Ada'>{}</w:{name}></w:{name}s>",
            styled("", text)
        )
    };
    let parts = [note("footnote", 2, "Twice."), note("endnote", 1, "Slowly."), note("comment", 0, "Really?")];
    let comments = parts[2].replace("<w:comment w:id='0' w:type='separator'/>", "");
    let document = word_with(
        body,
        &[
            ("word/footnotes.xml", &parts[0]),
            ("word/endnotes.xml", &parts[1]),
            ("word/comments.xml", &comments),
        ],
    );
    assert_eq!(
        lines(&document),
        ["It rises.[1] It falls.[2]", "[1] Twice.", "[2] Slowly.", "ref Ada: Really?"]
    );
    let document = read(&document).unwrap();
    let notes =
        document.notes.iter().map(|note| (document.passage(note.reference), document.passage(note.body)));
    assert_eq!(notes.collect::<Vec<_>>(), [("[1]", "Twice."), ("[2]", "Slowly.")]);
}

#[test]
fn tracked_changes_are_counted() {
    let body = "<w:p><w:r><w:t>a </w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>\
                <w:moveFrom><w:r><w:t>c</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>d</w:t></w:r></w:ins></w:p>";
    let split = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>line</w:t></w:r></w:p>";
    let document = read(&word(&[body, split].concat())).unwrap();
    assert_eq!(document.text, "a d\n\none line\n");
    let warnings = ["2 tracked deletions are left out", "1 tracked insertion is shown as text"];
    assert_eq!(document.warnings, warnings);
}

#[test]
fn a_word_document_is_known_and_says_what_it_is() {
    let core = "<cp:coreProperties><dc:title>The Tides</dc:title><dc:creator>Ada</dc:creator>\
                <dcterms:created>1843-10-01</dcterms:created></cp:coreProperties>";
    let root = "<Relationships><Relationship Id='1' Type='http://x/officeDocument' Target='/word/main.xml'/></Relationships>";
    let moved = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root),
        ("word/main.xml", &format!("<w:document><w:body>{}</w:body></w:document>", styled("", "It rises."))),
        ("word/styles.xml", STYLES),
        ("docProps/core.xml", core),
    ]);
    let document = read(&moved).unwrap();
    assert_eq!((document.title.as_str(), &*document.text), ("The Tides", "It rises.\n"));
    assert_eq!(document.metadata.first(Field::Author), Some("Ada"));
    assert_eq!(document.metadata.first(Field::Created), Some("1843-10-01"));
    let broken = word("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:x>");
    let document = read(&broken).unwrap();
    assert!(document.text.starts_with('a'));
    assert_eq!(document.warnings, ["it is damaged: some of its text may be missing"]);
    let deep = "<w:sdt>".repeat(300);
    let error = read(&word(&deep)).unwrap_err();
    assert_eq!(error, "Word document: nested more than 256 levels deep; convert it to text first");
    let error = read(&zip(&[("[Content_Types].xml", ""), ("word/_rels/a", "")])).unwrap_err();
    assert_eq!(error, "Word document: it is damaged; zip -FF FILE --out NEW.zip may repair it");
}

#[test]
fn the_encoding_of_the_text_is_recognised_even_where_it_is_another_than_declared() {
    let read_as = |declaration: &str, encode: fn(&str) -> Vec<u8>| {
        let text = styled("", "The café rises with the tide.").repeat(9);
        let text = format!("{declaration}<w:document><w:body>{text}</w:body></w:document>");
        let file = zip_bytes(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &encode(&text))]);
        let document = read(&file).unwrap();
        assert_eq!(document.warnings, Vec::<String>::new());
        document.text.lines().next().unwrap().to_owned()
    };
    let utf16 =
        |text: &str| "\u{feff}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let latin1 = |text: &str| text.chars().map(|c| c as u8).collect();
    let utf8 = |text: &str| text.as_bytes().to_vec();
    let declared = |name: &str| format!("<?xml version='1.0' encoding='{name}'?>");
    for found in [
        read_as(&declared("UTF-8"), utf8),
        read_as("\u{feff}", utf8),
        read_as(&declared("UTF-16"), utf16),
        read_as(&declared("ISO-8859-1"), latin1),
        read_as(&declared("UTF-8"), latin1),
        read_as("", latin1),
    ] {
        assert_eq!(found, "The café rises with the tide.");
    }
}

#[test]
fn the_time_at_which_a_file_was_made_is_no_difference() {
    let by = |author: &str, created: &str| {
        let core = format!(
            "<cp:coreProperties><dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created>\
             </cp:coreProperties>"
        );
        read(&word_with(&styled("", "It rises."), &[("docProps/core.xml", &core)])).unwrap()
    };
    let document = by("Ada", "1843-10-01");
    assert!(is_same_content(&document, &by("Ada", "1850-01-01")));
    assert!(!is_same_content(&document, &by("Luigi", "1843-10-01")));
}

#[test]
fn what_is_repeated_in_the_text_is_short() {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:lvlText w:val='{}'/></w:lvl></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>",
        "é".repeat(50_000)
    );
    let item = styled("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "a");
    let found = lines(&word_with(&item, &[("word/numbering.xml", &numbering)]));
    assert_eq!(found, [format!("{} a", "é".repeat(32))]);
}

#[test]
fn an_archive_with_a_folder_of_such_a_name_is_no_word_document() {
    let error = read(&zip(&[("sword/a.txt", "a")])).unwrap_err();
    assert_eq!(error, "ZIP archive, not a text file: unpack it first");
}
