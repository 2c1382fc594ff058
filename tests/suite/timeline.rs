//! The timeline on the screen.

use crate::test_app::TestApp;

/// Two accounts of one event.
const ACCOUNTS: [(&str, &str); 2] = [
    (
        "a.md",
        "# Ferry\n\nThe ferry Aurora sank off Wexley harbour on 4 May 2023. She was built in Turku in 1961.\n",
    ),
    (
        "b.md",
        "---\ndate: 2023-05-06\n---\n\n# Harbour\n\nThe ferry Aurora sank off Wexley harbour on Wednesday.\n",
    ),
];

#[test]
fn the_statements_of_a_document_are_in_order_of_time_and_lead_to_their_passages() {
    let filler = "Nobody on the quay had seen anything like it.\n\n".repeat(30);
    let text = format!("The ferry sank on 4 May 2023.\n\n{filler}She was built in 1961.\n\n{filler}");
    let mut app = TestApp::with_documents(&[("ferry.txt", &text)]);
    app.press("jT");
    assert_eq!(app.rows_with("Timeline of ").len(), 1, "{}", app.screen());
    let screen = app.screen();
    let place = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words} in {screen}"));
    assert!(place("1961  ") < place("4 May 2023  "), "{screen}");
    assert!(place("4 May 2023  ") < place("1961 · "), "the details of the selected one: {screen}");
    app.press("<enter>");
    assert!(app.rows_with("Timeline of ").is_empty(), "{}", app.screen());
    assert_eq!(app.rows_with("▐  She was built in 1961.").len(), 1, "{}", app.screen());
    app.press("<c-o>");
    assert_eq!(app.rows_with("   The ferry sank on").len(), 1, "{}", app.screen());
}

#[test]
fn marked_documents_have_one_timeline_that_tells_where_they_differ() {
    let mut app = TestApp::with_documents(&ACCOUNTS);
    app.resize(100, 24);
    app.press("<space><space>T");
    assert_eq!(app.rows_with("Timeline of 2 documents").len(), 1, "{}", app.screen());
    assert_eq!(app.rows_with("≠ 3 May 2023  The ferry Aurora").len(), 1, "{}", app.screen());
    app.press("jj");
    let detail = "4 May 2023 · Ferry · ≠ 3 May 2023 in Harbour";
    assert_eq!(app.rows_with(detail).len(), 1, "{}", app.screen());
    app.press("k");
    let detail = "3 May 2023 · Harbour · the text says “Wednesday” · ≠ 4 May 2023 in Ferry";
    assert_eq!(app.rows_with(detail).len(), 1, "{}", app.screen());
    app.press("k<enter>");
    assert!(app.line(0).contains(" Ferry "), "{}", app.screen());
    app.press("<c-o>");
    assert!(app.line(0).contains(" Harbour "), "{}", app.screen());
}

#[test]
fn a_table_of_claims_has_the_timeline_of_its_documents() {
    let third = ("c.txt", "The ferry Aurora ran aground in 1999.\n");
    let mut app = TestApp::with_documents(&[ACCOUNTS[0], ACCOUNTS[1], third]);
    app.press("<space><space><space>cT");
    assert_eq!(app.rows_with("Timeline of 3 documents").len(), 1, "{}", app.screen());
    app.press("j");
    assert_eq!(app.rows_with("1999 · ").len(), 1, "{}", app.screen());
    app.press("<enter>");
    assert_eq!(app.rows_with("▐  The ferry Aurora ran aground").len(), 1, "{}", app.screen());
}

#[test]
fn a_timeline_says_when_there_is_nothing_and_what_could_not_be_read() {
    let mut app = TestApp::with_files(&[("a.txt", b"Nobody knows when.\n"), ("b.zip", b"PK\x03\x04")]);
    app.press("<tab>T");
    assert_eq!(app.rows_with("no dated statements were found").len(), 1, "{}", app.screen());
    assert!(app.rows_with("go to it").is_empty(), "{}", app.screen());
    app.press("q<tab><space><space>T");
    assert_eq!(app.rows_with("1 could not be read").len(), 1, "{}", app.screen());
    app.press("<enter>q");
    assert!(app.rows_with("Timeline of ").is_empty(), "{}", app.screen());
}

#[test]
fn a_timeline_that_is_closed_is_no_longer_looked_for() {
    let mut app = TestApp::with_documents(&ACCOUNTS);
    app.press_only("T");
    assert_eq!(app.rows_with("reading the documents …").len(), 1, "{}", app.screen());
    app.press("<esc>");
    assert!(app.rows_with("reading the documents").is_empty(), "{}", app.screen());
}

#[test]
fn a_small_window_shows_the_list_alone() {
    let mut app = TestApp::with_documents(&ACCOUNTS);
    app.resize(40, 8).press("T");
    assert_eq!(app.rows_with("1961").len(), 1, "{}", app.screen());
}

#[test]
fn a_document_selected_in_the_list_has_its_timeline_before_it_is_opened() {
    let mut app = TestApp::with_documents(&ACCOUNTS);
    app.press_only("T");
    app.work();
    assert_eq!(app.rows_with("Timeline of Ferry").len(), 1, "{}", app.screen());
    assert_eq!(app.rows_with("4 May 2023  The ferry Aurora").len(), 1, "{}", app.screen());
}
