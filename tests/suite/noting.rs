//! Writing notes on the screen.
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

use std::fs;
use std::path::PathBuf;

use reader::storage::store::Store;
use reader::ui::message::Message;
use reader::ui::settings::Opening;

use crate::test_app::TestApp;

/// A document, and a store in which runs remember.
struct Files(tempfile::TempDir);

impl Files {
    fn new(text: &str) -> Self {
        let files = Files(tempfile::tempdir().unwrap());
        fs::write(files.path(), text).unwrap();
        files
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("tides.md")
    }

    fn open(&self) -> TestApp {
        let store = self.0.path().join("data/store.sqlite");
        let mut app =
            TestApp::open_with_store(&[self.path().to_str().unwrap()], &[], Opening::Beginning, &store);
        app.resize(70, 20).press("<tab>g");
        app
    }

    fn store(&self) -> Store {
        Store::open(&self.0.path().join("data/store.sqlite")).unwrap().unwrap()
    }

    /// Returns the words and the passages of the notes.
    fn notes(&self) -> Vec<(String, String)> {
        let notes = self.store().notes().unwrap().into_iter();
        notes
            .map(|note| (note.text, note.passage.map(|(anchor, _)| anchor.exact).unwrap_or_default()))
            .collect()
    }
}

const TIDES: &str = "# Tides\n\nThe sea rises. It falls.\n";

fn note(text: &str, passage: &str) -> (String, String) {
    (text.into(), passage.into())
}

#[test]
fn a_note_is_kept_on_the_selection_or_the_sentence() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press(")a").press("Really?<enter>Twice.<c-s>");
    assert!(app.status().contains("the note is saved"), "{}", app.status());
    app.press("gv2wa<a-enter>");
    app.press("ano<esc>y");
    let screen = app.screen();
    assert!(screen.contains("✎ The sea rises."), "{screen}");
    assert!(!screen.contains("Really?"), "{screen}");
    // The note is shown while the cursor is on its passage, also in the next run.
    app.press(")");
    assert!(app.screen().contains("✎ Really? Twice."), "{}", app.screen());
    let mut again = files.open();
    again.press(")");
    assert!(again.screen().contains("✎ Really? Twice."), "{}", again.screen());
    assert_eq!(files.notes(), [note("", "The sea"), note("Really?\nTwice.", "It falls.")]);
}

#[test]
fn the_editor_shows_its_passage_and_keys_and_asks_before_it_gives_up_words() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("a");
    let screen = app.screen();
    for words in ["╭ A note ─", "│ The sea rises.", "Ctrl-s saves · Esc leaves it"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    // Nothing was written: nothing is asked.
    app.press("<esc>");
    assert!(!app.screen().contains("A note"), "{}", app.screen());
    app.press("aj?:q<esc>");
    assert!(app.screen().contains("give up what is written? y: yes"), "{}", app.screen());
    app.press("nk");
    assert!(app.screen().contains("│ j?:qk"), "the answer is not written: {}", app.screen());
    app.press("<esc>y");
    assert!(!app.screen().contains("j?:q"), "{}", app.screen());
    assert_eq!((app.left_with(), files.notes().len(), files.store().drafts().unwrap().len()), (None, 0, 0));
}

#[test]
fn pasted_text_is_cleaned() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("a").send(Message::Paste("one\r\ntwo\u{1b}[31m\u{202e}\rthree".into())).work();
    assert!(app.screen().contains("2 hidden characters are left out"), "{}", app.screen());
    app.press("<c-s>");
    assert_eq!(files.notes(), [note("one\ntwo[31m\nthree", "The sea rises.")]);
}

#[test]
fn a_note_is_changed_and_the_change_taken_back() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("aOnce<c-s>");
    let written = files.notes();
    app.press("a");
    assert!(app.screen().contains("╭ The note ─") && app.screen().contains("│ Once"), "{}", app.screen());
    app.press(" more<c-s>");
    assert_eq!(files.notes(), [note("Once more", "The sea rises.")]);
    app.press(":undo-note<enter>");
    assert!(app.status().contains("the note has its other words again"), "{}", app.status());
    assert_eq!(files.notes(), written);
    app.press(":redo-note<enter>");
    assert_eq!(files.notes(), [note("Once more", "The sea rises.")]);
    app.press(":undo-note<enter>").press(":undo-note<enter>");
    assert_eq!(files.notes(), []);
    assert!(app.status().contains("the note is removed"), "{}", app.status());
    app.press(":undo-note<enter>");
    assert!(app.status().contains("no change of a note to take back"), "{}", app.status());
    app.press(":redo-note<enter>");
    assert_eq!(files.notes(), written);
    // A note on a part of the sentence is another one.
    app.press("vwaTwo<c-s>");
    assert_eq!(files.notes().len(), 2);
}

#[test]
fn a_note_that_is_not_saved_can_be_tried_again() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("a");
    fs::remove_file(files.path()).unwrap();
    app.press("Really?<c-s>");
    assert!(app.screen().contains("│ Really?") && app.screen().contains("no such file"), "{}", app.screen());
    fs::write(files.path(), TIDES).unwrap();
    app.press("<c-s>");
    assert!(app.status().contains("the note is saved"), "{}", app.status());
    assert_eq!(files.notes(), [note("Really?", "The sea rises.")]);
}

#[test]
fn where_nothing_is_kept_a_note_says_so_first_and_lasts_for_the_run() {
    let mut app = TestApp::with_documents(&[("tides.md", TIDES)]);
    app.resize(70, 20).press("<tab>a");
    assert!(
        app.screen().contains("nothing is kept in this run: the note is gone when it ends"),
        "{}",
        app.screen()
    );
    app.press("Really?<c-s>");
    assert!(app.status().contains("shown until the program ends"), "{}", app.status());
    assert!(app.screen().contains("✎ Really?"), "{}", app.screen());
}
