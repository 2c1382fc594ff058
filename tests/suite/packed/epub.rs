//! EPUB books.

use std::path::Path;

use reader::document::{BlockKind, Document, Field};
use reader::formats::{SourceBytes, parse};

use super::{read, zip};

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
pub(crate) fn book() -> Vec<(&'static str, &'static str)> {
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
pub(crate) fn book_with(name: &str, content: Option<&'static str>) -> Vec<(&'static str, &'static str)> {
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
        "High water\n\nIt rises.[1] See below.\n\nThe [picture: full moon] pulls.\n\nAnswer.\n\nIt falls.\n\nTwice a day.\n"
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
    assert_eq!([note.reference, note.body].map(|span| document.passage(span)), ["[1]", "Twice a day."]);
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
    let warnings = |name: &str| parse(&SourceBytes::new(Path::new(name), &book)).unwrap().warnings;
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
    assert_eq!(page.warnings, ["1 chapter is encrypted and not shown"]);
    let pages = ["text/one%20half.xhtml", "text/two.xhtml", "notes.xhtml"];
    let all = pages.map(|page| of(aes, &format!("O%20S/{page}"))).concat();
    let error = read_with(format!("<all>{all}</all>")).unwrap_err();
    assert_eq!(error, "EPUB book: its text is encrypted (DRM); open it with the program it was bought for");
}

#[test]
fn broken_books_are_refused_or_read_in_part() {
    let book_of = |name: &str, content| read(&zip(&book_with(name, content)));
    let missing = book_of("O S/text/two.xhtml", None).unwrap();
    assert_eq!(missing.warnings, ["1 chapter is missing"]);
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
    assert_eq!(error, "EPUB book: nested more than 256 levels deep; convert it to text first");
}

#[test]
fn drawings_in_a_book_have_text_and_pictures_are_replaced() {
    let package = PACKAGE
        .replace(
            "id='c' href='cover.jpg' media-type='image/jpeg'",
            "id='c' href='c.jpg' media-type='image/jpeg' fallback='d'",
        )
        .replace("<item id='n'", "<item id='d' href='d.svg' media-type='image/svg+xml'/><item id='n'");
    let drawing = "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><title>Cover</title><style>a{}</style>\
                   <defs><text>no</text></defs><text x='1'>The <tspan>Tides</tspan></text><text>A study</text></svg>";
    let page =
        "<html><body><p>It falls.</p><svg><title>no</title><g><text>ebb</text></g></svg></body></html>";
    let mut files = book_with("O S/text/two.xhtml", Some(page));
    files.push(("O S/d.svg", drawing));
    files[2].1 = package.leak();
    let document = read(&zip(&files)).unwrap();
    assert!(document.text.starts_with("The Tides\nA study\n\nHigh water\n\n"), "{}", document.text);
    assert!(document.text.contains("It falls.\n\nebb\n\n"), "{}", document.text);
    assert!(!document.text.contains("no"), "{}", document.text);
}
