//! FB2 books.

use super::{lines, read, zip};

/// Returns an FB2 book with this body and what follows it.
pub(crate) fn fb2(body: &str, rest: &str) -> Vec<u8> {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><FictionBook xmlns:l='http://www.w3.org/1999/xlink'><description><title-info>\
         <author><first-name>Ada</first-name><last-name>Lovelace</last-name><email>no</email></author>\
         <book-title>The Tides</book-title><date>1843</date><lang>en</lang></title-info></description>\
         <body>{body}</body>{rest}<binary id='a'>bm8=</binary></FictionBook>"
    )
    .into_bytes()
}

#[test]
fn fb2_books_are_read() {
    let body = "<title><p>The</p><p>Tides</p></title><epigraph><p>Of <strong>old</strong></p><text-author>Ada</text-author></epigraph>\
        <section id='s'><title><p>High</p></title><p>It rises 10<sup>6</sup><a l:href='#n1' type='note'>[a]</a>, see <a l:href='#s'>here</a>.</p>\
        <section><title><p>Low</p></title><subtitle>More</subtitle><poem><stanza><v>one</v><v>two</v></stanza></poem>\
        <p><image l:href='#a' alt='a map'/></p><table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table></section></section>";
    let notes = "<body name='notes'><title><p>Notes</p></title><section id='n1'><title><p>1</p></title><p>Twice.</p></section></body>";
    let book = fb2(body, notes);
    let expected = [
        "h1 The Tides",
        "▌Of old",
        "▌Ada",
        "h2 High",
        "It rises 10⁶[1], see here.",
        "h3 Low",
        "h4 More",
        "one",
        "two",
        "[picture: a map]",
        "th a  b",
        "tr c  d",
        "[1] Twice.",
    ];
    assert_eq!(lines(&book), expected);
    let document = read(&book).unwrap();
    assert_eq!(document.title.as_str(), "The Tides");
    let fields: Vec<&str> = document.metadata.iter().map(|(_, value)| value).collect();
    assert_eq!(fields, ["Ada Lovelace", "1843", "en"]);
    let note = document.notes[0];
    assert_eq!([note.reference, note.body].map(|span| document.passage(span)), ["[1]", "Twice."]);
    let link = &document.hyperlinks[0];
    assert_eq!((document.passage(link.words), link.target.as_str()), ("here", "#s"));
    let broken = read(&book[..book.len() / 2]).unwrap();
    assert_eq!(broken.warnings, ["it is damaged: some of its text may be missing"]);
    assert_eq!(
        read(&fb2(&"<section>".repeat(300), "")).unwrap_err(),
        "FB2 book: nested more than 256 levels deep; convert it to text first"
    );
}

#[test]
fn the_encoding_of_an_fb2_book_is_the_declared_one() {
    let head = b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook><body><p>";
    let book =
        [&head[..], b"\xcf\xf0\xe8\xeb\xe8\xe2 \xe8 \xee\xf2\xeb\xe8\xe2</p></body></FictionBook>"].concat();
    let document = read(&book).unwrap();
    assert_eq!(
        (document.text.as_str(), document.charset.encoding.name()),
        ("Прилив и отлив\n", "windows-1251")
    );
}

#[test]
fn a_book_in_an_archive_is_read_and_its_notes_have_one_number_each() {
    let refer = |id: &str| format!("<p>a<a l:href='#{id}' type='note'>x</a></p>");
    let body = [refer("n1"), refer("n2"), refer("n1")].concat();
    let notes = "<body name='notes'><section id='n1'><p>One.</p></section><section id='n2'><p>Two.</p></section></body>";
    let book = fb2(&body, notes);
    let expected = ["a[1]", "a[2]", "a[1]", "[1] One.", "[2] Two."];
    assert_eq!(lines(&book), expected);
    assert_eq!(read(&book).unwrap().notes.len(), 3);
    let packed = zip(&[("tides.fb2", std::str::from_utf8(&book).unwrap())]);
    assert_eq!(lines(&packed), expected);
    let error = read(&packed[..packed.len() / 2]).unwrap_err();
    assert!(error.starts_with("FB2 book: it is damaged"), "{error}");
}
