//! Headings, pages and the origin of a document on the screen.

use crate::pdf::pdf;
use crate::test_app::TestApp;

/// A text of three chapters, each longer than the screen.
fn tides() -> String {
    let rise = "The sea rises, and then it falls again.\n\n".repeat(30);
    format!(
        "---\ntitle: Tides\nauthor: [Ada Byron, Ben Coast]\ndate: 1843-07-01\n---\n\n# Tides\n\n{rise}## Ebb\n\n\
         {rise}# Flood\n\n{rise}"
    )
}

#[test]
fn the_outline_leads_to_a_heading_and_marks_the_current_one() {
    let mut app = TestApp::with_documents(&[("tides.md", &tides())]);
    app.press("50%i");
    let entry = |app: &TestApp, label: &str| app.rows_with(label).concat();
    assert_eq!(app.rows_with("Outline").len(), 1, "{}", app.screen());
    assert!(entry(&app, "Ebb").contains("▐   Ebb"), "{}", app.screen());
    assert!(entry(&app, "Flood").contains("│   Flood"), "{}", app.screen());
    app.press("j<enter>");
    assert!(app.line(1).contains("Flood"), "{}", app.screen());
    assert!(app.rows_with("Outline").is_empty(), "{}", app.screen());
    app.press("''");
    assert!(!app.screen().contains("Flood"), "{}", app.screen());
}

#[test]
fn keys_go_from_heading_to_heading() {
    let mut app = TestApp::with_documents(&[("tides.md", &tides())]);
    app.press("<a-down>");
    assert!(app.line(1).contains("Tides"), "{}", app.screen());
    app.press("2<a-down>");
    assert!(app.line(1).contains("Flood"), "{}", app.screen());
    app.press("<a-down>");
    assert_eq!(app.rows_with("the last heading").len(), 1, "{}", app.screen());
    app.press("<a-up>");
    assert!(app.line(1).contains("Ebb"), "{}", app.screen());
}

#[test]
fn a_comparison_goes_from_heading_to_heading() {
    let mut app = TestApp::with_documents(&[("a.md", &tides()), ("b.md", "# Sand\n\nIt is dry.\n")]);
    app.press("<space>j<space>ch<a-down><a-down>");
    assert!(app.screen().contains("Ebb"), "{}", app.screen());
    app.press("ijj<enter>");
    assert!(app.screen().contains("Flood") && !app.screen().contains("Ebb"), "{}", app.screen());
}

#[test]
fn a_text_without_headings_says_so() {
    let mut app = TestApp::with_documents(&[("a.txt", "The sea rises.\n")]);
    for key in ["i", "<a-down>", "<a-up>"] {
        app.press(key);
        assert_eq!(app.rows_with("there are no headings and no pages here").len(), 1, "{}", app.screen());
    }
}

#[test]
fn the_header_names_who_wrote_it_and_when_where_there_is_room() {
    let mut app = TestApp::with_documents(&[("tides.md", &tides())]);
    app.resize(120, 24);
    assert!(
        app.line(0).contains(" Tides ─ Ada Byron, Ben Coast · 1843-07-01 ─ tides.md "),
        "{}",
        app.line(0)
    );
    app.resize(60, 24);
    assert!(app.line(0).contains(" Tides ") && !app.line(0).contains("Ada"), "{}", app.line(0));
}

#[test]
fn a_pdf_shows_its_pages() {
    let line = |y, text| (50, y, 10, text);
    let pages: [&[(u32, u32, u32, &str)]; 4] = [
        &[line(700, "The ferry left at nine, and the harbour was dark.")],
        &[line(700, "Nobody had told the harbour master of it.")],
        &[line(700, "He was asleep in his chair by the lamp.")],
        &[],
    ];
    let mut app = TestApp::with_files(&[("a.pdf", &pdf(&pages))]);
    assert!(app.line(0).contains("page 1 of 4 · "), "{}", app.line(0));
    assert_eq!(app.rows_with("pages without text: 1 of 4").len(), 1, "{}", app.screen());
    app.press("<a-down>");
    assert!(app.line(0).contains("page 2 of 4 · "), "{}", app.line(0));
    app.press("i");
    assert_eq!(app.rows_with("│ Pages ").len(), 1, "{}", app.screen());
    assert!(app.rows_with("page 2 · Nobody").concat().contains("▐ page 2"), "{}", app.screen());
    app.press("j<enter>");
    assert!(app.line(0).contains("page 3 of 4 · "), "{}", app.line(0));
    app.press("2g");
    assert!(app.screen().contains("Nobody had told"), "{}", app.screen());
}

/// A message with these files attached, each with its name.
fn mail(subject: &str, files: &[(&str, &str)]) -> String {
    let file = |(name, text): &(&str, &str)| {
        format!(
            "--{subject}\nContent-Type: application/octet-stream\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{text}\n"
        )
    };
    let files = files.iter().map(file).collect::<Vec<_>>().concat();
    format!(
        "Message-ID: <{subject}@a>\nFrom: ann@a.org\nSubject: {subject}\n\
         Content-Type: multipart/mixed; boundary={subject}\n\n--{subject}\n\nThe log is attached.\n\n\
         {files}--{subject}--\n"
    )
}

#[test]
fn an_attached_document_opens_like_a_file() {
    let log = "# Harbour log\n\nThe ferry left at nine.\n";
    let mut app = TestApp::with_documents(&[("a.eml", &mail("Ferry", &[("log.md", log)]))]);
    app.resize(130, 12);
    app.press("i");
    assert_eq!(app.rows_with("attachment: log.md").len(), 2, "{}", app.screen());
    app.press("j<enter>");
    assert!(app.line(0).contains(" Harbour log ─ log.md in a.eml "), "{}", app.screen());
    assert_eq!(app.rows_with("The ferry left at nine.").len(), 1, "{}", app.screen());
    app.press("/ferry<enter>");
    assert!(app.screen().contains("The «ferry» left"), "{}", app.screen());
    // It is an entry of the list, once.
    app.press("<tab>k").press("<tab>ij<enter>");
    assert!(app.line(0).contains("2 documents"), "{}", app.screen());
    app.press("<c-o>");
    assert!(app.line(0).contains(" ─ ann@a.org ─ a.eml "), "{}", app.screen());
}

#[test]
fn attached_files_are_among_the_links() {
    let mail = mail("Ferry", &[("log.md", "# Harbour log\n"), ("list.md", "# Boats\n")])
        .replace("The log is", "Content of https://a.org is");
    let mut app = TestApp::with_documents(&[("a.eml", &mail)]);
    app.resize(130, 14);
    app.press("L");
    assert_eq!(app.rows_with("attached file").len(), 2, "{}", app.screen());
    app.press("G<enter>");
    assert!(app.line(0).contains(" Boats ─ list.md in a.eml "), "{}", app.screen());
    // A note would be lost with the entry.
    app.press("a");
    assert_eq!(app.rows_with("save this text as a file to write notes on it").len(), 1, "{}", app.screen());
}

#[test]
fn the_encoding_of_an_attached_file_holds_for_searches() {
    let mut app = TestApp::with_documents(&[("a.eml", &mail("Ferry", &[("log.txt", "cost: 5 \u{a4}")]))]);
    app.resize(130, 24);
    app.press("ij<enter>");
    app.press(":encoding latin1<enter>");
    assert!(app.screen().contains("cost: 5 Â¤"), "{}", app.screen());
    app.press("\\Â¤<enter>");
    assert!(app.line(0).contains("1 hit in 1 document"), "{}", app.screen());
}

#[test]
fn documents_are_opened_two_attachments_deep() {
    let innermost = mail("third", &[("log.txt", "The ferry left at nine.")]);
    let second = mail("second", &[("third.eml", &innermost)]);
    let mut app = TestApp::with_documents(&[("a.eml", &mail("first", &[("second.eml", &second)]))]);
    app.resize(130, 12);
    app.press("ij<enter>ij<enter>");
    assert!(app.line(0).contains("third.eml in second.eml in a.eml"), "{}", app.screen());
    app.press("ij<enter>");
    assert!(app.screen().contains("log.txt: more than 2 attachments deep"), "{}", app.screen());
    assert!(app.line(0).contains("third.eml in second.eml in a.eml"), "{}", app.screen());
}

#[test]
fn a_search_of_every_document_looks_into_attached_ones() {
    let log = "# Harbour log\n\nThe ferry left at nine.\n";
    let inner = mail("second", &[("log.md", log), ("map.gif", "GIF89a\u{1}")]);
    let mut app = TestApp::with_documents(&[
        ("a.eml", &mail("first", &[("second.eml", &inner)])),
        ("b.md", "Another ferry."),
    ]);
    app.resize(130, 24);
    app.press("\\ferry<enter>");
    assert!(app.line(0).contains("2 hits in 2 documents"), "{}", app.screen());
    assert_eq!(app.rows_with("first › second.eml › log.md").len(), 2, "{}", app.screen());
    app.press("<enter>");
    assert!(app.line(0).contains("log.md in second.eml in a.eml"), "{}", app.screen());
    assert!(app.screen().contains("The «ferry» left"), "{}", app.screen());
    // It is an entry of the list now, but its hit is listed once.
    app.press("q\\ferry<enter>");
    assert!(app.line(0).contains("2 hits in 2 documents"), "{}", app.screen());
}

#[test]
fn an_attachment_that_is_no_text_is_not_listed() {
    let mut app = TestApp::with_documents(&[("a.eml", &mail("map", &[("../map.gif", "GIF89a\u{1}")]))]);
    app.press("ij<enter>");
    assert_eq!(app.rows_with("map.gif: GIF picture, not a text file").len(), 1, "{}", app.screen());
    assert!(!app.line(0).contains("2 documents"), "{}", app.screen());
}
