//! Documents packed in ZIP archives, made here: EPUB books, documents of Word and of Writer.

use std::io::{Cursor, Write};
use std::path::Path;

use proptest::test_runner::{Config, TestRunner};
use reader::document::{BlockKind, Document, Field, Margin, Stress};
use reader::formats::{Source, parse};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::formats::check;

/// Returns an archive of these files; the first one is stored as it is.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, content)) in files.iter().enumerate() {
        let method = if index == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<Document, String> {
    let document = parse(&Source::new(Path::new("a"), bytes)).map_err(|error| error.to_string())?;
    check(&document).unwrap();
    Ok(document)
}

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='O%20S/a.opf'/></rootfiles></container>";

const PACKAGE: &str = "<?xml version='1.0'?><package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>
<dc:title>The  Tides</dc:title><dc:creator>Ada Lovelace</dc:creator><dc:creator>Luigi Menabrea</dc:creator>
<dc:date>1843</dc:date><dc:language>en</dc:language><dc:publisher>Taylor &amp; Sons</dc:publisher></metadata><manifest>
<item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>
<item id='x' href='toc.ncx' media-type='application/x-dtbncx+xml'/>
<item id='c' href='cover.jpg' media-type='image/jpeg'/>
<item id='1' href='text/one%20half.xhtml' media-type='application/xhtml+xml'/>
<item id='2' href='text/two.xhtml' media-type='application/xhtml+xml'/>
<item id='z' href='notes.xhtml' media-type='application/xhtml+xml'/></manifest>
<spine toc='x'><itemref idref='z' linear='no'/><itemref idref='c'/><itemref idref='1'/><itemref idref='2'/>
<itemref idref='gone'/></spine></package>";

const NAV: &str = "<html xmlns:epub='http://www.idpf.org/2007/ops'><body>
<nav epub:type='landmarks'><ol><li><a href='text/two.xhtml'>Start</a></li></ol></nav>
<nav epub:type='toc'><h1>Contents</h1><ol><li><a href='text/one%20half.xhtml'>High <i>water</i></a>
<ol><li><a href='text/one%20half.xhtml#moon'>The moon</a></li></ol></li><li><span>Part two</span>
<ol><li><a href='text/two.xhtml'>Low water</a></li></ol></li></ol></nav></body></html>";

const NCX: &str = "<ncx><navMap><navPoint><navLabel><text>Old high water</text></navLabel>
<content src='text/one%20half.xhtml'/><navPoint><navLabel><text>Old moon</text></navLabel>
<content src='text/one%20half.xhtml#moon'/></navPoint></navPoint></navMap></ncx>";

const ONE: &str = "<html><head><title>Page one</title></head><body><h1>High water</h1>
<p>It rises.<a href='../notes.xhtml#n1'>1</a> See <a href='two.xhtml#low'>below</a>.</p>
<p id='moon'>The <img src='m.png' alt='full moon'/> pulls.</p><div style='display:none'>Answer.</div></body></html>";

const TWO: &str = "<html><body><p id='low'>It falls.</p></body></html>";

const NOTES: &str = "<html><body><aside id='n1'><p>Twice a day.</p></aside></body></html>";

/// Returns the files of a book.
fn book() -> Vec<(&'static str, &'static str)> {
    vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("O S/a.opf", PACKAGE),
        ("O S/nav.xhtml", NAV),
        ("O S/toc.ncx", NCX),
        ("O S/text/one half.xhtml", ONE),
        ("O S/text/two.xhtml", TWO),
        ("O S/notes.xhtml", NOTES),
    ]
}

/// Returns the files of the book with other content in one of them; `None` leaves it out.
fn book_with(name: &str, content: Option<&'static str>) -> Vec<(&'static str, &'static str)> {
    let mut files = book();
    match (files.iter().position(|(other, _)| *other == name), content) {
        (Some(at), Some(content)) => files[at].1 = content,
        (Some(at), None) => drop(files.remove(at)),
        (None, content) => files.extend(content.map(|content| ("META-INF/encryption.xml", content))),
    }
    files
}

#[test]
fn a_book_is_read_in_its_order() {
    let document = read(&zip(&book())).unwrap();
    assert_eq!(
        document.text,
        "High water\n\nIt rises.1 See below.\n\nThe [picture: full moon] pulls.\n\nAnswer.\n\nIt falls.\n\nTwice a day.\n"
    );
    assert_eq!((document.title.as_str(), &*document.warnings), ("The Tides", &[][..]));
    let metadata: Vec<(&str, &str)> =
        document.metadata.iter().map(|(field, value)| (field.name(), value)).collect();
    let [author, date, language, source] = [Field::Author, Field::Date, Field::Language, Field::Source];
    let expected = [
        (author, "Ada Lovelace"),
        (author, "Luigi Menabrea"),
        (date, "1843"),
        (language, "en"),
        (source, "Taylor & Sons"),
    ];
    assert_eq!(metadata, expected.map(|(field, value)| (field.name(), value)));
    let note = document.notes[0];
    assert_eq!([note.reference, note.body].map(|span| document.passage(span)), ["1", "Twice a day."]);
    let link = document.hyperlinks.iter().find(|link| document.passage(link.words) == "below").unwrap();
    assert_eq!(link.target, "O%20S/text/two.xhtml#low");
    assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
}

/// Returns the label and the text at each entry of the outline and at each chapter.
fn places(document: &Document) -> [Vec<String>; 2] {
    let at = |label: &str, place: usize| format!("{label}: {}", &document.text[place..place + 5]);
    let outline = document.outline.iter();
    let outline = outline.map(|entry| format!("{}{}", entry.level, at(&entry.label, entry.place.0)));
    [outline.collect(), document.divisions.iter().map(|one| at(&one.label, one.place.0)).collect()]
}

#[test]
fn contents_are_the_outline_and_name_the_chapters() {
    let [outline, chapters] = places(&read(&zip(&book())).unwrap());
    let expected = ["1High water: High ", "2The moon: The [", "1Part two: The [", "2Low water: It fa"];
    assert_eq!(outline, expected);
    assert_eq!(chapters, ["High water: High ", "Low water: It fa", "notes.xhtml: Twice"]);
    let [outline, chapters] = places(&read(&zip(&book_with("O S/nav.xhtml", None))).unwrap());
    assert_eq!(outline, ["1Old high water: High ", "2Old moon: The ["]);
    assert_eq!(chapters[0], "Old high water: High ");
}

#[test]
fn a_book_is_known_by_its_content() {
    let book = zip(&book());
    let warnings = |name: &str| parse(&Source::new(Path::new(name), &book)).unwrap().warnings;
    assert_eq!(warnings("a.epub"), [""; 0]);
    assert_eq!(warnings("a.md"), ["EPUB book, though its name ends with .md"]);
    let other = zip(&[("mimetype", "application/x"), ("a.txt", "a")]);
    let error = read(&other).unwrap_err();
    assert_eq!(error, "ZIP archive, not a text file: unpack it first");
}

#[test]
fn encrypted_text_is_refused_and_encrypted_fonts_are_not_missed() {
    let of = |method: &str, file: &str| {
        format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm='{method}'/><CipherData>\
             <CipherReference URI='{file}'/></CipherData></EncryptedData></encryption>"
        )
    };
    let aes = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
    let read_with =
        |encryption: String| read(&zip(&book_with("META-INF/encryption.xml", Some(encryption.leak()))));
    let font = read_with(of("http://www.idpf.org/2008/embedding", "O%20S/text/two.xhtml")).unwrap();
    assert!(font.text.contains("It falls.") && font.warnings.is_empty());
    let page = read_with(of(aes, "O%20S/text/two.xhtml")).unwrap();
    assert!(!page.text.contains("It falls."));
    assert_eq!(page.warnings, ["1 chapters are encrypted and not shown"]);
    let pages = ["text/one%20half.xhtml", "text/two.xhtml", "notes.xhtml"];
    let all = pages.map(|page| of(aes, &format!("O%20S/{page}"))).concat();
    let error = read_with(format!("<all>{all}</all>")).unwrap_err();
    assert_eq!(error, "EPUB book: its text is encrypted (DRM); open it with the program it was bought for");
}

#[test]
fn broken_books_are_refused_or_read_in_part() {
    let book_of = |name: &str, content| read(&zip(&book_with(name, content)));
    let missing = book_of("O S/text/two.xhtml", None).unwrap();
    assert_eq!(missing.warnings, ["1 chapters are missing"]);
    assert!(book_of("META-INF/container.xml", None).is_ok(), "the package file is found by its name");
    let looping =
        "<!DOCTYPE a [<!ENTITY b '&b;&b;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><html><p>d&b;&c;";
    assert!(book_of("O S/text/two.xhtml", Some(looping)).unwrap().text.contains('d'));
    for (name, content) in
        [("O S/a.opf", None), ("O S/a.opf", Some("<package>")), ("O S/a.opf", Some("\u{1}"))]
    {
        let error = book_of(name, content).unwrap_err();
        assert!(error.starts_with("EPUB book: "), "{error}");
    }
    let deep = "<a>".repeat(300).leak();
    let error = book_of("O S/toc.ncx", Some(deep)).map(|_| ());
    assert_eq!(error, Ok(()), "the other contents are taken");
    let error = book_of("O S/a.opf", Some(deep)).unwrap_err();
    assert_eq!(error, "EPUB book: nested more than 256 deep; convert it to text first");
}

#[test]
fn archives_that_lie_are_refused() {
    let damaged = "EPUB book: it is damaged; zip -FF FILE --out NEW.zip may mend it";
    let book = zip(&book());
    assert_eq!(read(&book[..book.len() / 2]).unwrap_err(), damaged);
    // The entries of the table of contents: flags at 8, checksum at 16, sizes at 20 and 24, place at 42.
    let entries: Vec<usize> = memchr::memmem::find_iter(&book, b"PK\x01\x02").collect();
    let patched = |changes: &[(usize, u8)]| {
        let mut book = book.clone();
        for (at, byte) in changes {
            book[*at] = *byte;
        }
        read(&book).map(|_| ())
    };
    assert_eq!(patched(&[(entries[5] + 16, book[entries[5] + 16] ^ 1)]).unwrap_err(), damaged);
    assert_eq!(patched(&[(entries[5] + 20, 4)]).unwrap_err(), damaged);
    let place: Vec<(usize, u8)> = (42..46).map(|at| (entries[6] + at, book[entries[5] + at])).collect();
    assert_eq!(patched(&place).unwrap_err(), damaged, "two files overlap");
    let error = patched(&[(entries[5] + 8, book[entries[5] + 8] | 1)]).unwrap_err();
    assert_eq!(error, "EPUB book: it is encrypted; save it without a password");
}

#[test]
fn archives_that_explode_are_refused() {
    let error = |files: &[(&'static str, &'static str)]| read(&zip(files)).unwrap_err();
    let long: &str = " ".repeat(3 << 20).leak();
    let book = book_with("O S/text/two.xhtml", Some(long));
    assert_eq!(error(&book), "EPUB book: more than 200 times as long as packed; convert it to text first");
    let names: Vec<String> = (0..10_000).map(|index| format!("{index}")).collect();
    let mut many = self::book();
    many.extend(names.leak().iter().map(|name| (name.as_str(), "")));
    assert_eq!(error(&many), "EPUB book: more than 10000 files in it; convert it to text first");
}

#[test]
fn changed_bytes_are_read_or_refused() {
    let lists = [("word/numbering.xml", NUMBERING), ("word/styles.xml", STYLES)];
    let seeds = [
        zip(&book()),
        word_with(&styled("<w:pStyle w:val='Punkte'/>", "a"), &lists),
        writer(
            LISTS,
            "<text:list text:style-name='L1'><text:list-item><text:p>a</text:p></text:list-item></text:list>",
            &[],
        ),
    ];
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(300) });
    let changes = proptest::collection::vec((proptest::num::usize::ANY, proptest::num::u8::ANY), 1..6);
    runner
        .run(&(0..seeds.len(), changes), |(seed, changes)| {
            let mut bytes = seeds[seed].clone();
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let read = read(&bytes);
            assert!(!read.is_err_and(|error| error.contains("a bug in reader")));
            Ok(())
        })
        .unwrap();
}

/// Returns a Word document with this body.
fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

fn word_with(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let mut files = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body)];
    files.extend(others);
    zip(&files)
}

/// Returns a line for each block: its markers, a sign for a heading or a table row, and its text.
fn lines(bytes: &[u8]) -> Vec<String> {
    let document = read(bytes).unwrap();
    let line = |block: &reader::document::Block| {
        let margin = |margin: &Margin| match margin {
            Margin::Quote => "▌".to_owned(),
            Margin::Indent { marker: Some(marker), .. } => format!("{marker} "),
            Margin::Indent { marker: None, .. } => "  ".to_owned(),
        };
        let margins: String = block.frame.margins.iter().map(margin).collect();
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level} "),
            BlockKind::TableRow { head: true, .. } => "th ".to_owned(),
            BlockKind::TableRow { .. } => "tr ".to_owned(),
            BlockKind::Code => "| ".to_owned(),
            BlockKind::Reference => "ref ".to_owned(),
            BlockKind::Paragraph | BlockKind::Rule => String::new(),
        };
        format!("{margins}{kind}{}", block.span.of(&document.text))
    };
    document.blocks.iter().map(line).collect()
}

const STYLES: &str = "<w:styles xmlns:w='w'>
<w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style>
<w:style w:styleId='Kapitel'><w:name w:val='Kapitel'/><w:basedOn w:val='berschrift2'/></w:style>
<w:style w:styleId='Loop'><w:name w:val='a'/><w:basedOn w:val='Loop'/></w:style>
<w:style w:styleId='Anhang'><w:name w:val='b'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
<w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>
<w:style w:styleId='Titel'><w:name w:val='Title'/></w:style>
<w:style w:styleId='Punkte'><w:name w:val='List'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>
<w:style w:styleId='Fett'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";

const NUMBERING: &str = "<w:numbering xmlns:w='w'>
<w:abstractNum w:abstractNumId='7'>
<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>
<w:lvl w:ilvl='2'><w:start w:val='4'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='(%3)'/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f0b7}'/></w:lvl></w:abstractNum>
<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>
<w:num w:numId='3'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>
</w:numbering>";

fn styled(properties: &str, text: &str) -> String {
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
    assert_eq!(document.metadata.first(Field::Date), Some("1843-10-01"));
    let broken = word("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:x>");
    let document = read(&broken).unwrap();
    assert!(document.text.starts_with('a'));
    assert_eq!(document.warnings, ["it is damaged: some of its text may be missing"]);
    let deep = "<w:sdt>".repeat(300);
    let error = read(&word(&deep)).unwrap_err();
    assert_eq!(error, "Word document: nested more than 256 deep; convert it to text first");
    let error = read(&zip(&[("word/_rels/a", "")])).unwrap_err();
    assert_eq!(error, "Word document: it is damaged; zip -FF FILE --out NEW.zip may mend it");
}

/// Returns a Writer document with this text and these styles.
fn writer(styles: &str, text: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:text='t'><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    let mut files = vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    files.extend(others);
    zip(&files)
}

const LISTS: &str = "<text:list-style style:name='L1'>
<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>
<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')' text:display-levels='2'/>
</text:list-style><text:list-style style:name='L2'><text:list-level-style-bullet text:level='1'/></text:list-style>
<text:outline-style><text:outline-level-style text:level='2' style:num-format='I' style:num-suffix='.'/></text:outline-style>";

#[test]
fn items_are_numbered_as_writer_numbers_them() {
    let item = |attributes: &str, inner: &str| {
        format!("<text:list-item {attributes}><text:p>a</text:p>{inner}</text:list-item>")
    };
    let list = |attributes: &str, items: &[String]| {
        format!("<text:list {attributes}>{}</text:list>", items.concat())
    };
    let named = "text:style-name='L1'";
    let inner = list("", &[item("", ""), item("", "")]);
    let text = [
        list(named, &[item("", &inner), item("", "")]),
        "<text:p>b</text:p>".to_owned(),
        list(&format!("{named} text:continue-numbering='true'"), &[item("", "")]),
        list(named, &[item("text:start-value='7'", ""), item("", "")]),
        list("text:style-name='L2'", &[item("", "")]),
        "<text:h text:outline-level='1'>c</text:h><text:h text:outline-level='2'>d</text:h>".to_owned(),
    ];
    let found = lines(&writer(LISTS, &text.concat(), &[]));
    let expected =
        ["1. a", "  1.a) a", "  1.b) a", "2. a", "b", "3. a", "7. a", "8. a", "• a", "h1 c", "I. h2 d"];
    assert_eq!(found, expected);
}

#[test]
fn lines_of_writer_are_read_with_all_that_is_in_them() {
    let styles = "<style:style style:name='T1' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>
        <style:style style:name='T2'><style:text-properties fo:font-weight='bold'/></style:style>
        <style:style style:name='T3' style:parent-style-name='T2'/>
        <style:style style:name='P1' style:parent-style-name='Quotations'/><style:style style:name='P2' style:parent-style-name='Title'/>";
    let formula = "<math><semantics><mrow><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></mrow>\
                   <annotation>E = c^2</annotation></semantics></math>";
    for (paragraph, line) in [
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c\n   d</text:p>", "a b c\nd"),
        ("<text:p>10<text:span text:style-name='T1'>6</text:span></text:p>", "10⁶"),
        ("<text:p text:style-name='P1'>a</text:p>", "▌a"),
        ("<text:p text:style-name='P2'>a</text:p>", "h1 a"),
        (
            "<text:p><draw:frame><draw:image/><svg:title>x</svg:title><svg:desc>a map</svg:desc></draw:frame></text:p>",
            "[picture: a map]",
        ),
        ("<text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>", "E=c²"),
        (
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p>",
            "漢(かん)",
        ),
        ("<text:p><text:page-number>7</text:page-number></text:p>", "7"),
        ("<text:section><text:p>a</text:p></text:section>", "a"),
    ] {
        assert_eq!(
            lines(&writer(styles, paragraph, &[("Object 1/content.xml", formula)])),
            [line],
            "{paragraph}"
        );
    }
    let text = "<text:p>a <text:a xlink:href='https://a.org'>b</text:a> <text:span text:style-name='T3'>c</text:span></text:p>";
    let document = read(&writer(styles, text, &[])).unwrap();
    let link = &document.hyperlinks[0];
    assert_eq!((document.passage(link.words), link.target.as_str()), ("b", "https://a.org"));
    let strong = document.emphasis.iter().find(|one| one.stress == Stress::Strong).unwrap();
    assert_eq!(document.passage(strong.span), "c");
}

#[test]
fn tables_boxes_and_notes_of_writer_are_kept() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let table = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}{covered}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}{}</table:table-row><table:table-row>{covered}{}{}</table:table-row></table:table>",
        cell("", "a"),
        cell("table:number-columns-spanned='2'", "b"),
        cell("table:number-rows-spanned='2'", "c"),
        cell("", "d"),
        cell("", "e"),
        cell("", "f"),
        cell("", "g"),
    );
    assert_eq!(lines(&writer("", &table, &[])), ["th a  b", "tr c  d  e", "tr   f  g"]);
    let text = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>It rises.<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Twice.</text:p></text:note-body></text:note><office:annotation><dc:creator>Ada</dc:creator>\
        <text:p>Really?</text:p></office:annotation> It<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> falls.</text:p>";
    let document = writer("", text, &[]);
    assert_eq!(lines(&document), ["It rises.[1] It falls.", "boxed", "[1] Twice.", "ref Ada: Really?"]);
    let document = read(&document).unwrap();
    let note = document.notes[0];
    assert_eq!([note.reference, note.body].map(|span| document.passage(span)), ["[1]", "Twice."]);
    assert_eq!(document.warnings, ["1 tracked deletion is left out"]);
}

#[test]
fn a_writer_document_says_what_it_is() {
    let meta = "<office:meta><dc:title>The Tides</dc:title><meta:initial-creator>Ada</meta:initial-creator>\
                <dc:creator>Luigi</dc:creator><meta:creation-date>1843</meta:creation-date><dc:date>1850</dc:date></office:meta>";
    let text = "<text:p>It rises.</text:p>";
    let document = read(&writer("", text, &[("meta.xml", meta)])).unwrap();
    assert_eq!(document.title.as_str(), "The Tides");
    assert_eq!(document.metadata.all(Field::Author).collect::<Vec<_>>(), ["Ada"]);
    assert_eq!(document.metadata.first(Field::Date), Some("1843"));
    let manifest = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>";
    let error = read(&writer("", text, &[("META-INF/manifest.xml", manifest)])).unwrap_err();
    assert_eq!(error, "OpenDocument text: it is encrypted; save it without a password");
    let broken = read(&writer("", "<text:p>a</text:p><text:p>b</text:x>", &[])).unwrap();
    assert_eq!(broken.warnings, ["it is damaged: some of its text may be missing"]);
    let sheet =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]);
    let error = read(&sheet).unwrap_err();
    assert!(error.starts_with("OpenDocument file, not a text file"), "{error}");
}

#[test]
fn one_text_in_several_formats_is_one_text() {
    let text =
        ["The tide comes in twice a day.", "The fishermen know it, who live by it and by what it leaves."];
    let plain = text.join("\n\n");
    let docx = word(&text.map(|words| styled("", words)).concat());
    let odt = writer("", &text.map(|words| format!("<text:p>{words}</text:p>")).concat(), &[]);
    for document in [docx, odt].map(|bytes| read(&bytes).unwrap()) {
        let markdown = parse(&Source::new(Path::new("a.md"), plain.as_bytes())).unwrap();
        assert_eq!(document.sentence_texts(), markdown.sentence_texts());
        assert_eq!(document.text, markdown.text);
    }
}
