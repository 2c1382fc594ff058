//! PDF files: read, refused with a reason, and kept from harming anything else.
#![expect(clippy::disallowed_methods, reason = "the tests write the files they read")]

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;

use assert_cmd::Command;
use reader::document::{BlockKind, Document, Draft, Field, Title};
use reader::formats::{FormatError, ReadProgress, SourceBytes, parse};
use reader::storage::{self, ConversionCache, FileSummary, Opened, SHORT, summarize};
use reader::text::ReadAs;
use reader::ui::message::Message;

use crate::packed::{STYLES, styled, word_with};
use crate::test_app::TestApp;

/// Returns the content stream that writes texts of a size at places, in points from the lower left corner.
fn content(texts: &[(u32, u32, u32, &str)]) -> String {
    texts.iter().fold(String::new(), |mut stream, (x, y, size, text)| {
        let text = text.replace('\\', r"\\").replace('(', r"\(").replace(')', r"\)");
        let _ = writeln!(stream, "BT /F {size} Tf {x} {y} Td ({text}) Tj ET");
        stream
    })
}

/// Returns a PDF of pages with these content streams and with these entries in its trailer.
fn pdf_with(streams: &[(&str, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..streams.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), streams.len()).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (page, (filter, stream)) in streams.iter().enumerate() {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * page
        );
        objects.push(page.into_bytes());
        let head = format!("<< /Length {} {filter} >>\nstream\n", stream.len());
        objects.push([head.as_bytes(), stream, b"\nendstream"].concat());
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes().chain(object.iter().copied()));
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let count = places.len() + 1;
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let end = format!("trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.bytes());
    file
}

pub(crate) fn pdf(pages: &[&[(u32, u32, u32, &str)]]) -> Vec<u8> {
    let streams: Vec<_> = pages.iter().map(|page| ("", content(page).into_bytes())).collect();
    pdf_with(&streams, "")
}

fn read(bytes: &[u8]) -> Result<Document, FormatError> {
    parse(&SourceBytes::new(Path::new("a.pdf"), bytes))
}

const PAGE: &[(u32, u32, u32, &str)] = &[
    (50, 740, 20, "The Harbour Inquiry"),
    (50, 700, 10, "The ferry left at nine, and nobody had told the har-"),
    (50, 688, 10, "bour master of it. He was asleep in his chair, and"),
];

#[test]
fn a_pdf_has_headings_paragraphs_and_pages() {
    let next: &[(u32, u32, u32, &str)] = &[(50, 740, 10, "the lamp was out."), (50, 700, 10, "It was cold.")];
    let document = read(&pdf(&[PAGE, next])).unwrap();
    let joined = "The ferry left at nine, and nobody had told the harbour master of it. He was asleep in his \
                  chair, and the lamp was out.";
    assert_eq!(document.text, format!("The Harbour Inquiry\n\n{joined}\n\nIt was cold.\n"));
    assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
    assert_eq!(document.outline[0].label, "The Harbour Inquiry");
    let sentence = |text: &str| document.text.find(text).unwrap();
    let page = |text: &str| document.division_at(sentence(text)).unwrap().label.clone();
    assert_eq!([page("asleep"), page("the lamp"), page("It was")], ["1", "2", "2"]);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
}

#[test]
fn text_outside_the_crop_box_is_text() {
    let file = String::from_utf8(pdf(&[PAGE])).unwrap();
    let file = file.replace("/MediaBox [0 0 600 800]", "/MediaBox [0 0 600 800] /CropBox [40 690 300 720]");
    assert_eq!(read(file.as_bytes()).unwrap().text, read(&pdf(&[PAGE])).unwrap().text);
}

#[test]
fn a_page_whose_sheet_has_no_area_is_read() {
    let file = String::from_utf8(pdf(&[PAGE])).unwrap();
    let file = file.replace("/MediaBox [0 0 600 800]", "/MediaBox [0 0 0 0]");
    assert_eq!(read(file.as_bytes()).unwrap().text, read(&pdf(&[PAGE])).unwrap().text);
}

#[test]
fn what_a_pdf_says_about_itself_is_kept() {
    let streams = [("", content(PAGE).into_bytes())];
    let trailer = r"/Info << /Title (\376\377\000H\000a\000f\000e\000n) /Author (A. Berg) /CreationDate (D:20240531) >>";
    let document = read(&pdf_with(&streams, trailer)).unwrap();
    assert_eq!(document.title, Title::Own("Hafen".into()));
    assert_eq!(document.metadata.first(Field::Author), Some("A. Berg"));
    assert_eq!(document.metadata.first(Field::Created), Some("2024-05-31"));
}

#[test]
fn the_outline_leads_to_the_blocks_that_it_names() {
    let contents = content(&[(50, 740, 10, "2 The Lamp . . . . . . . 3")]);
    let streams = [content(PAGE), contents, content(&[(50, 740, 10, "2 The Lamp")])];
    let streams = streams.map(|stream| ("", stream.into_bytes()));
    let outlines = "<< /First << /Title (The Harbour Inquiry) /First << /Title (The Lamp) >> >> >>";
    let file = pdf_with(&streams, "");
    let file = String::from_utf8(file)
        .unwrap()
        .replace("/Type /Catalog", &format!("/Type /Catalog /Outlines {outlines}"));
    // The places of the objects have moved: they are found all the same.
    let document = read(file.as_bytes()).unwrap();
    let outline: Vec<_> = document.outline.iter().map(|entry| (entry.level, entry.label.as_str())).collect();
    assert_eq!(outline, [(1, "The Harbour Inquiry"), (2, "The Lamp")]);
    assert!(document.text[document.outline[1].place.0..].starts_with("2 The Lamp\n"), "not the contents");
}

#[test]
fn links_comments_and_fields_of_a_pdf_are_read() {
    let annotations = "/Annots [ \
        << /Subtype /Link /Rect [73 697 105 710] /A << /S /URI /URI (https://example.org/ferry) >> >> \
        << /Subtype /Link /Rect [157 697 183 710] /Dest [4 0 R /Fit] >> \
        << /Subtype /Link /Rect [300 697 330 710] /A << /S /JavaScript /JS (app.alert) >> >> \
        << /Subtype /Text /Rect [500 697 510 710] /T (Anna) /Contents (Who says so?) >> \
        << /Subtype /Popup /Rect [500 697 510 710] /Contents (Who says so?) >> \
        << /Subtype /Widget /FT /Tx /Rect [50 600 200 615] /DA (/Helv 10 Tf 0 g) /V (Port of Bergen) >> \
        << /Subtype /Widget /FT /Tx /Ff 8192 /Rect [50 500 200 515] /V (a password) >> \
        << /Subtype /FreeText /F 2 /Rect [50 400 200 415] /Contents (hidden) >> ]";
    let file = String::from_utf8(pdf(&[PAGE])).unwrap();
    let file = file.replace("/MediaBox [0 0 600 800]", &format!("/MediaBox [0 0 600 800] {annotations}"));
    let document = read(file.as_bytes()).unwrap();
    let links: Vec<_> = document
        .hyperlinks
        .iter()
        .map(|link| (link.words.of(&document.text), link.target.as_str()))
        .collect();
    assert_eq!(links, [("ferry", "https://example.org/ferry"), ("nine", "#page=1")]);
    assert!(
        document.text.ends_with("\n\nPort of Bergen\n\nAnna, page 1: Who says so?\n"),
        "{}",
        document.text
    );
    let comment = document.blocks.last().unwrap();
    assert_eq!(comment.kind, BlockKind::Remark, "a comment is no sentence of the text");
}

#[test]
fn a_list_shows_its_options_and_fields_their_values_where_drawings_may_be_older() {
    let drawing = "/AP << /N 5 0 R >>";
    let annotations = format!(
        "/Annots [ \
        << /Subtype /Widget /FT /Ch /Rect [50 300 200 340] /DA (/H 10 Tf) /TI 1 \
           /Opt [(No port) (Bergen) [(hul) (Hull)] (Leith) (Below the frame)] >> \
        << /Subtype /Widget /FT /Ch /Ff 131072 /Rect [50 250 200 270] /Opt [(Hidden)] /V (Chosen) >> \
        << /Subtype /Widget /FT /Tx /Rect [40 690 400 760] {drawing} /V (The value) >> ]"
    );
    let file = String::from_utf8(pdf(&[&[(5, 10, 10, "Drawn")]])).unwrap();
    let file = file.replace("/MediaBox [0 0 600 800]", &format!("/MediaBox [0 0 600 800] {annotations}"));
    let form = "/Subtype /Form /BBox [0 0 360 70] /Resources << /Font << /F 3 0 R >> >> /Length";
    let file = file.replace("/Length", form).replace("/Contents 5 0 R", "");
    let read = |file: &str| read(file.as_bytes()).unwrap().text;
    assert_eq!(read(&file), "Drawn\n\nBergen Hull Leith\n\nChosen\n");
    let needed = file.replace("/Type /Catalog", "/Type /Catalog /AcroForm << /NeedAppearances true >>");
    assert_eq!(read(&needed), "The value\n\nBergen Hull Leith\n\nChosen\n");
}

#[test]
fn the_ligatures_of_bitmap_fonts_of_tex_are_read() {
    let text = "the signi\\014cance of tides, and o\\013shore";
    let codes: String = (11..123).map(|code| format!("/a{code}")).collect::<Vec<_>>().join(" ");
    let font = format!(
        "<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FontBBox [0 0 50 80] /FirstChar 0 \
         /LastChar 122 /Widths [{}] /CharProcs << >> /Encoding << /Differences [11 {codes}] >> >>",
        "50 ".repeat(123)
    );
    let stream = format!("BT /F 10 Tf 50 700 Td ({text}) Tj ET");
    let file = String::from_utf8(pdf_with(&[("", stream.into_bytes())], "")).unwrap();
    let usual = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>";
    let document = read(file.replace(usual, &font).as_bytes()).unwrap();
    // A space is no character of such a font, but here it is: its code has a name.
    assert_eq!(document.text.replace(' ', ""), "thesignificanceoftides,andoffshore\n");
}

#[test]
fn pages_without_text_are_counted_and_a_pdf_of_nothing_else_is_refused() {
    let document = read(&pdf(&[&[], PAGE, &[]])).unwrap();
    assert_eq!(document.warnings, ["pages without text: 2 of 3"]);
    let labels: Vec<&str> = document.divisions.iter().map(|division| division.label.as_str()).collect();
    assert_eq!(labels, ["1", "2", "3"]);
    let error = read(&pdf(&[&[], &[]])).unwrap_err().to_string();
    assert!(error.starts_with("PDF: it has no text") && error.contains("ocrmypdf FILE"), "{error}");
}

#[test]
fn damaged_and_encrypted_files_say_so() {
    let whole = pdf(&[PAGE]);
    let error = read(b"%PDF-1.7\nnothing of the kind").unwrap_err().to_string();
    assert!(error.starts_with("PDF: it is damaged; "), "{error}");
    for end in [60, whole.len() / 3, whole.len() - 40] {
        // The table of objects is gone; their texts may still be found.
        if let Err(error) = read(&whole[..end]) {
            assert!(error.to_string().starts_with("PDF: "), "{error}");
        }
    }
    let streams = [("", content(PAGE).into_bytes())];
    let encrypt = "/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 \
                   /O <0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> \
                   /U <2102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> >>";
    let error = read(&pdf_with(&streams, encrypt)).unwrap_err().to_string();
    assert!(error.starts_with("PDF: it is encrypted; qpdf --decrypt"), "{error}");
}

#[test]
fn a_pdf_of_which_only_attachments_are_encrypted_is_read() {
    let streams = [("", content(PAGE).into_bytes())];
    let with = |filters: &str| {
        let dictionary = format!(
            "endobj\n9 0 obj\n<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <01> /U <02> /OE <03> /UE <04> \
             /CF << /StdCF << /CFM /AESV3 /AuthEvent /EFOpen >> >> {filters} /EFF /StdCF >>\nendobj\nxref\n"
        );
        let file = pdf_with(&streams, "/ID [<00><00>] /Encrypt 9 0 R");
        let file = String::from_utf8(file).unwrap().replacen("endobj\nxref\n", &dictionary, 1);
        read(file.as_bytes()).map(|document| document.text)
    };
    let text = read(&pdf(&[PAGE])).unwrap().text;
    assert_eq!(with("/StmF /Identity /StrF /Identity"), Ok(text));
    let error = with("/StmF /StdCF /StrF /StdCF").unwrap_err().to_string();
    assert!(error.starts_with("PDF: it is "), "{error}");
}

/// Returns a PDF of pages of 20 lines each, which say where they are.
fn long_pdf(pages: u32) -> Vec<u8> {
    let line = |page: u32, line: u32| {
        (50, 740 - 30 * line, 10, format!("Sheet {} has a sentence {line}.", 7 * page))
    };
    let pages: Vec<Vec<_>> = (1..=pages).map(|page| (1..=20).map(|at| line(page, at)).collect()).collect();
    let contents = pages.iter().map(|lines| {
        content(&lines.iter().map(|(x, y, size, text)| (*x, *y, *size, text.as_str())).collect::<Vec<_>>())
    });
    pdf_with(&contents.map(|content| ("", content.into_bytes())).collect::<Vec<_>>(), "")
}

/// Opens a long PDF after a short text; returns the app with its first pages on the screen, and the replies that
/// bring the rest.
fn app_with_first_pages() -> (TestApp, impl Iterator<Item = Message>) {
    let mut app = TestApp::with_files(&[("a.txt", b"Short."), ("b.pdf", &long_pdf(40))]);
    // The list has read the whole PDF already.
    app.cache = ConversionCache::new(0);
    app.press_only("j");
    let mut replies = app.replies().into_iter();
    while app.rows_with("reading page 9 of 40 …").is_empty() {
        app.send(replies.next().unwrap());
    }
    (app, replies)
}

#[test]
fn a_pdf_that_is_opened_while_it_is_read_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    fs::write(&path, long_pdf(40)).unwrap();
    let (source, cache) = (storage::Source::File(path, ReadAs::Guessed), ConversionCache::default());
    let (asked, waits) = channel();
    let again = || {
        let parts = Cell::new(0);
        let part = |part: Draft| parts.set(parts.get() + part.divisions.len());
        let is_wanted = || asked.send(()).is_ok();
        let opened = cache.open(&source, SHORT, ReadProgress { part: &part, is_wanted: &is_wanted });
        asked.send(()).unwrap();
        (matches!(opened, Ok(Opened::Whole(document)) if document.divisions.len() == 40), parts.get())
    };
    thread::scope(|scope| {
        let second = RefCell::new(None);
        let part = |_| {
            if second.borrow().is_none() {
                second.replace(Some(scope.spawn(again)));
                waits.recv().unwrap();
            }
        };
        let first = cache.open(&source, SHORT, ReadProgress { part: &part, is_wanted: &|| true });
        assert!(matches!(first, Ok(Opened::Whole(_))));
        let (is_whole, pages) = second.take().unwrap().join().unwrap();
        assert!(is_whole && pages >= 8, "its first pages were shown meanwhile: {pages}");
    });
    assert!(matches!(summarize(&source, &cache), Ok(FileSummary::Whole(_))));
    assert_eq!(cache.conversions(), 1);
}

#[test]
fn the_first_pages_of_a_long_pdf_are_shown_before_the_last_are_read() {
    let (mut app, replies) = app_with_first_pages();
    assert!(app.screen().contains("Sheet 7 has a sentence 1."), "{}", app.screen());
    app.press_only("<tab>G");
    assert!(app.screen().contains("Sheet 56 has a sentence 20."), "{}", app.screen());
    assert!(app.screen().contains("page 8 ") && !app.screen().contains("page 8 of"), "{}", app.screen());
    for reply in replies {
        app.send(reply);
    }
    app.work();
    assert!(app.screen().contains("Sheet 56 has a sentence 20."), "the place is kept:\n{}", app.screen());
    assert!(app.rows_with("reading page").is_empty(), "{}", app.screen());
    app.press("G");
    assert!(app.screen().contains("Sheet 280 has a sentence 20."), "{}", app.screen());
    assert!(app.screen().contains("page 40 of 40"), "{}", app.screen());
}

#[test]
fn esc_stops_the_reading_of_a_long_pdf_and_another_look_reads_it_whole() {
    let (mut app, replies) = app_with_first_pages();
    app.press_only("<esc>");
    for reply in replies {
        app.send(reply);
    }
    assert_eq!(app.rows_with("first pages only").len(), 1, "{}", app.screen());
    assert!(app.rows_with("reading page").is_empty(), "{}", app.screen());
    app.press("kj");
    assert!(app.rows_with("first pages only").is_empty(), "{}", app.screen());
    app.press("<tab>G");
    assert!(app.screen().contains("Sheet 280 has a sentence 20."), "{}", app.screen());
}

#[test]
fn a_document_of_word_and_its_pdf_are_versions_without_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let next: &[(u32, u32, u32, &str)] = &[(50, 740, 10, "the lamp was out."), (50, 700, 10, "It was cold.")];
    fs::write(folder.path().join("a.pdf"), pdf(&[PAGE, next])).unwrap();
    let body = [
        styled("<w:pStyle w:val='Anhang'/>", "The Harbour Inquiry"),
        styled(
            "",
            "The ferry left at nine, and nobody had told the harbour master of it. He was asleep in his chair, \
             and the lamp was out.",
        ),
        styled("", "It was cold."),
    ];
    let word = word_with(&body.concat(), &[("word/styles.xml", STYLES)]);
    fs::write(folder.path().join("a.docx"), word).unwrap();
    let output = reader(folder.path()).args(["--compare", "a.docx", "a.pdf"]).output().unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    let counts =
        report.lines().find(|line| line.starts_with("Two versions of one text: ")).unwrap_or(&report);
    assert!(counts.ends_with(" unchanged, 0 edited, 0 moved, 0 added, 0 removed."), "{report}");
}

fn reader(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("reader").unwrap();
    command.current_dir(folder).env_remove("READER_CONFIG");
    command
}

#[test]
fn the_program_reads_a_pdf_under_any_name_and_says_that_the_name_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.txt"), pdf(&[PAGE])).unwrap();
    let output = reader(folder.path()).args(["--search", "harbour master", "note.txt"]).output().unwrap();
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("nobody had told the harbour master of it"), "{text}{errors}");
}

#[test]
fn hits_and_reports_name_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let next: &[(u32, u32, u32, &str)] =
        &[(50, 740, 10, "the lamp was out."), (50, 700, 10, "The storm of May sank nine boats.")];
    fs::write(folder.path().join("a.pdf"), pdf(&[PAGE, next])).unwrap();
    fs::write(folder.path().join("b.txt"), "Nobody slept.\n\nThe storm of May sank nine boats.\n").unwrap();
    fs::write(folder.path().join("c.html"), "<h1>Storm</h1><p>In May.<p>The storm of May sank nine boats.")
        .unwrap();
    let printed = |args: &[&str]| {
        let output = reader(folder.path()).args(args).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let hits = printed(&["--search", "re:lamp|storm of may", "."]);
    let lines: Vec<&str> = hits.lines().collect();
    let storm = "The storm of May sank nine boats.";
    let file = |name: &str, place: &str| format!("{name}{place}: {storm}");
    assert_eq!(lines.len(), 4, "{hits}");
    // The sentence begins on the page before.
    assert!(lines[0].starts_with("a.pdf, page 2, paragraph 1: He was asleep"), "{hits}");
    assert_eq!(lines[1], file("a.pdf", ", page 2, paragraph 2"));
    assert_eq!(lines[2], file("b.txt", ":3"));
    assert_eq!(lines[3], file("c.html", ", paragraph 3"));
    let json = printed(&["--search", "storm of may", "--format", "json", "a.pdf"]);
    assert!(json.contains(r#""line":null,"page":"2","#), "{json}");
    let report = printed(&["--compare", "a.pdf", "b.txt", "--format", "markdown"]);
    assert!(report.contains(", page 2: ") && report.contains("page 1: "), "{report}");
    let json = printed(&["--compare", "a.pdf", "b.txt", "--format", "json"]);
    assert!(json.contains(r#""page":"2""#), "{json}");
}

/// The process that reads it ends at page 15; the first 8 pages were answered by then.
#[test]
fn a_pdf_that_cannot_be_read_to_its_end_shows_its_first_pages() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = [[129, b' '].repeat(1 << 24), vec![128]].concat();
    let page = |number: u32| match number {
        15 => ("/Filter /RunLengthDecode", bomb.clone()),
        _ => ("", content(&[(50, 700, 10, &format!("Sheet {} is whole.", 7 * number))]).into_bytes()),
    };
    fs::write(folder.path().join("a.pdf"), pdf_with(&(1..=20).map(page).collect::<Vec<_>>(), "")).unwrap();
    let output = reader(folder.path()).args(["--format", "text", "a.pdf"]).output().unwrap();
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("Sheet 56 is whole.") && !text.contains("Sheet 63"), "{text}{errors}");
    assert!(errors.contains("only the first 8 of 20 pages were read"), "{errors}");
}

/// A page of 2 GB: its process gets 1 GiB of memory.
#[test]
fn a_pdf_that_exhausts_memory_is_refused_and_harms_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    // Runs of 128 spaces, each in two bytes, and the end of the data.
    let stream = [[129, b' '].repeat(1 << 24), vec![128]].concat();
    fs::write(folder.path().join("bomb.pdf"), pdf_with(&[("/Filter /RunLengthDecode", stream)], "")).unwrap();
    fs::write(folder.path().join("fine.pdf"), pdf(&[PAGE])).unwrap();
    let output = reader(folder.path()).args(["--list", "."]).output().unwrap();
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let row = |name: &str| text.lines().find(|line| line.ends_with(name)).unwrap_or_default();
    assert!(row("fine.pdf").starts_with("The Harbour Inquiry"), "{text}{errors}");
    assert!(row("bomb.pdf").starts_with("(PDF: it "), "{text}{errors}");
}
