//! Writing notes on the screen.
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

use std::fs;

use reader::storage::store::Store;
use reader::ui::settings::Opening;

use crate::test_app::TestApp;

#[test]
fn a_note_is_kept_on_the_selection_or_the_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = (folder.path().join("tides.md"), folder.path().join("data/store.sqlite"));
    fs::write(&path, "# Tides\n\nThe sea rises. It falls.\n").unwrap();
    let mut app = TestApp::open_with_store(&[path.to_str().unwrap()], &[], Opening::Beginning, &store);
    app.press("<tab>)a").press("Really?<enter>");
    assert!(app.status().contains("the note is saved"), "{}", app.status());
    app.press("gv2wa<enter>");
    app.press("ano<esc>");
    let screen = app.screen();
    assert!(screen.contains("✎ The sea rises.") || screen.contains("✎  The sea rises."), "{screen}");
    assert!(!screen.contains("Really?"), "{screen}");
    // The note is shown while the cursor is on its passage, also in the next run.
    app.press(")");
    assert!(app.screen().contains("✎ Really?"), "{}", app.screen());
    let mut again = TestApp::open_with_store(&[path.to_str().unwrap()], &[], Opening::Beginning, &store);
    again.press("<tab>g))(");
    again.press(")");
    assert!(again.screen().contains("✎ Really?"), "{}", again.screen());
    let notes = Store::open(&store).unwrap().unwrap().notes().unwrap();
    let found: Vec<_> = notes
        .iter()
        .map(|note| {
            let (anchor, locator) = note.passage.as_ref().unwrap();
            (note.text.as_str(), anchor.exact.as_str(), locator.to_string())
        })
        .collect();
    assert_eq!(
        found,
        [("", "The sea", "line 3".to_string()), ("Really?", "It falls.", "line 3".to_string())]
    );
}

#[test]
fn a_note_that_is_not_saved_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (path, store) = (folder.path().join("tides.md"), folder.path().join("data"));
    fs::write(&path, "The sea rises.\n").unwrap();
    let mut app = TestApp::open_with_store(
        &[path.to_str().unwrap()],
        &[],
        Opening::Beginning,
        &store.join("store.sqlite"),
    );
    app.press("<tab>a");
    fs::remove_file(&path).unwrap();
    app.press("Really?<enter>");
    assert!(app.status().contains("note: Really?"), "{}", app.status());
    fs::write(&path, "The sea rises.\n").unwrap();
    app.press("<enter>");
    assert!(app.status().contains("the note is saved"), "{}", app.status());
}

#[test]
fn where_nothing_is_kept_no_note_is_asked_for() {
    let mut app = TestApp::with_documents(&[("tides.md", "The sea rises.\n")]);
    app.press("<tab>a");
    assert!(app.status().contains("nothing is kept in this run"), "{}", app.status());
}
