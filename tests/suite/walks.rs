//! Walks of users: what they came for, the keys it takes, and what the screen says at the end.
#![expect(clippy::disallowed_methods, reason = "the report that is written is read")]

use crate::test_app::TestApp;

/// Returns how many keys are pressed.
fn count(keys: &str) -> usize {
    let mut count = 0;
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let end = if first == '<' { rest.find('>').map_or(1, |end| end + 1) } else { first.len_utf8() };
        rest = &rest[end..];
        count += 1;
    }
    count
}

fn walk(app: &mut TestApp, keys: &str, most: usize) {
    assert!(count(keys) <= most, "{keys} are {} keys", count(keys));
    app.press(keys);
}

#[test]
fn a_journalist_finds_where_two_accounts_disagree_and_writes_a_report() {
    let mut app = TestApp::open(&["seeds"]);
    app.resize(120, 40);
    walk(&mut app, "cD", 2);
    assert!(app.screen().contains("Figures and names that differ"), "{}", app.screen());
    assert!(app.screen().contains("Only in A"), "{}", app.screen());
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.md");
    app.press(&format!(":write {}<enter>", report.display()));
    assert!(app.status().contains("report.md"), "{}", app.status());
    let text = std::fs::read_to_string(&report).unwrap();
    let headings = ["How much is shared", "Figures and names that differ", "Only in A", "Only in B"];
    let places: Vec<_> =
        headings.iter().map(|heading| text.find(&format!("\n## {heading}")).expect(heading)).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn a_lawyer_finds_every_document_that_mentions_a_word() {
    let documents = [
        ("lease.txt", "The tenant shall indemnify the landlord.\n\nNotice is given in writing."),
        ("letter.md", "# Notice\n\nWe ask you to indemnify us."),
        ("minutes.txt", "The meeting closed at noon."),
    ];
    let mut app = TestApp::with_documents(&documents);
    app.resize(80, 24);
    walk(&mut app, "\\indemnify<enter>", 11);
    assert!(app.line(0).contains("indemnify · 2 hits in 2 documents"), "{}", app.line(0));
    walk(&mut app, "j<enter>", 2);
    assert!(app.screen().contains("«indemnify»"), "{}", app.screen());
}

#[test]
fn an_editor_steps_through_the_changes_of_a_draft() {
    let draft = "The mill was built in 1790. It ground rye.\n\nThe wheel turned slowly. A fire destroyed the roof. \
                 The owner sold the mill in spring. Nobody bought it at first.\n\nIt is a museum today.";
    let edited = draft.replace("ground rye", "ground rye and oats").replace("in spring", "in autumn");
    let mut app = TestApp::with_documents(&[("a.txt", draft), ("b.txt", &edited)]);
    app.resize(120, 30);
    walk(&mut app, "c", 1);
    assert!(app.screen().contains("change 1 of 2"), "{}", app.screen());
    walk(&mut app, "]", 1);
    assert!(app.screen().contains("change 2 of 2"), "{}", app.screen());
    walk(&mut app, "Z", 1);
    assert!(!app.screen().contains("museum"), "only what changed: {}", app.screen());
}

#[test]
fn a_newcomer_finds_each_mark_of_a_comparison_explained() {
    let mut app = TestApp::open(&["seeds"]);
    app.resize(120, 40).press("c");
    let mut marks = std::collections::BTreeSet::new();
    for _ in 0..4 {
        for y in 2..36 {
            let line = app.line(y);
            marks.extend(line.chars().take(2).filter(|c| !c.is_alphanumeric() && !" ─".contains(*c)));
        }
        app.press("<space>");
    }
    assert!(marks.len() > 2, "{marks:?}");
    walk(&mut app, "?", 1);
    for mark in marks {
        let is_explained =
            app.rows_with(&mark.to_string()).iter().any(|row| row.trim_start().starts_with(mark));
        assert!(is_explained, "{mark} in {}", app.screen());
    }
}
