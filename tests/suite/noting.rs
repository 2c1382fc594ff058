//! Writing notes on the screen.
#![expect(clippy::disallowed_methods, reason = "the tests make the files that the program reads")]

use std::fs;
use std::path::{Path, PathBuf};

use reader::storage::store::Store;
use reader::ui::message::Message;
use reader::ui::settings::OpenAt;

use crate::test_app::TestApp;

/// A document, and a store in which runs remember.
struct Files(tempfile::TempDir);

impl Files {
    fn new(text: &str) -> Self {
        let files = Files(tempfile::tempdir().unwrap());
        fs::create_dir(files.0.path().join("in")).unwrap();
        fs::write(files.path(), text).unwrap();
        files
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("in/tides.md")
    }

    fn open(&self) -> TestApp {
        let mut app = self.open_unread();
        app.press("g");
        app
    }

    /// Opens the document, without a key that would take the message away.
    fn open_unread(&self) -> TestApp {
        self.open_path(&self.path())
    }

    /// Opens the folder of the document, with the keys in the text.
    fn open_folder(&self) -> TestApp {
        let mut app = self.open_path(self.path().parent().unwrap());
        app.press("<tab>");
        app
    }

    fn open_path(&self, path: &Path) -> TestApp {
        let mut app =
            TestApp::open_with_store(&[path.to_str().unwrap()], &[], OpenAt::Beginning, &self.store_path());
        app.app.list.has_focus = path.is_dir();
        app.resize(78, 20);
        app
    }

    fn store_path(&self) -> PathBuf {
        self.0.path().join("data/store.sqlite")
    }

    fn store(&self) -> Store {
        Store::open(&self.store_path()).unwrap().unwrap()
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
    assert!(app.status().contains("note saved"), "{}", app.status());
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
fn a_note_has_one_mark_however_long_its_passage_is() {
    let files = Files::new(
        "The sea rises twice a day, for the moon pulls it and the sun helps a little, as one sees.\n",
    );
    let mut app = files.open();
    app.resize(50, 20).press("a").press("Why?<c-s>");
    let rows = app.rows_with("✎");
    assert_eq!(rows.len(), 2, "the sentence and the note below it: {}", app.screen());
    assert!(rows[0].contains("The sea rises") && rows[1].contains("Why?"), "{}", app.screen());
}

#[test]
fn a_note_never_hides_the_sentence_it_is_on() {
    let text =
        (1..=40).map(|number| format!("Paragraph {number} of tides.\n\n")).collect::<Vec<_>>().concat();
    let files = Files::new(&text);
    let mut app = files.open();
    app.resize(50, 20).press("9)a").press(&format!("{}<c-s>", "why ".repeat(60)));
    app.press("g");
    for number in 2..=20 {
        app.press(")");
        let rows = app.rows_with("▐");
        assert!(
            rows.iter().any(|row| row.contains(&format!("Paragraph {number} of"))),
            "{number}: {}",
            app.screen()
        );
    }
}

#[test]
fn the_editor_shows_its_passage_and_keys_and_asks_before_it_gives_up_words() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("a");
    let screen = app.screen();
    for words in ["╭ A note ─", "│ The sea rises.", "Ctrl-s saves · Esc closes"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    // Nothing was written: nothing is asked.
    app.press("<esc>");
    assert!(!app.screen().contains("A note"), "{}", app.screen());
    app.press("aj?:q<esc>");
    assert!(app.screen().contains("discard what you wrote? y: yes"), "{}", app.screen());
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
fn the_editor_is_drawn_at_any_size_and_hidden_characters_cannot_be_typed() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("a")
        .press("ab\u{202e}c\u{200d}潮汐 🧊 e\u{301}")
        .press("<enter><enter>a_very_long_word_that_has_no_end");
    app.send(Message::Paste("\ttab\u{1f468}\u{200d}\u{1f469}".into())).work();
    for width in 1..50 {
        for height in 1..24 {
            app.resize(width, height);
            app.screen();
        }
    }
    app.resize(70, 20).press("<c-s>");
    let text = &files.notes()[0].0;
    assert_eq!(
        text,
        "abc潮汐 🧊 e\u{301}\n\na_very_long_word_that_has_no_end\ttab\u{1f468}\u{200d}\u{1f469}"
    );
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
    assert!(app.status().contains("the other text of the note is back"), "{}", app.status());
    assert_eq!(files.notes(), written);
    app.press(":redo-note<enter>");
    assert_eq!(files.notes(), [note("Once more", "The sea rises.")]);
    app.press(":undo-note<enter>").press(":undo-note<enter>");
    assert_eq!(files.notes(), []);
    assert!(app.status().contains("note removed"), "{}", app.status());
    app.press(":undo-note<enter>");
    assert!(app.status().contains("no change of a note to undo"), "{}", app.status());
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
    assert!(app.status().contains("note saved"), "{}", app.status());
    assert_eq!(files.notes(), [note("Really?", "The sea rises.")]);
}

#[test]
fn where_nothing_is_kept_a_note_says_so_first_and_lasts_for_the_run() {
    let mut app = TestApp::with_documents(&[("tides.md", TIDES)]);
    app.resize(70, 20).press("<tab>a");
    assert!(
        app.screen().contains("nothing is kept in this run: the note is lost when it ends"),
        "{}",
        app.screen()
    );
    app.press("Really?<c-s>");
    assert!(app.status().contains("shown until the program ends"), "{}", app.status());
    assert!(app.screen().contains("✎ Really?"), "{}", app.screen());
}

#[test]
fn notes_are_listed_filtered_and_gone_to() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("A");
    assert!(app.screen().contains("there are no notes yet"), "{}", app.screen());
    fs::write(
        files.path().with_file_name("moon.md"),
        format!("# Moon\n\n{}The moon rises late.\n", "It shone. ".repeat(300)),
    )
    .unwrap();
    let mut app = files.open_folder();
    app.press("aQuiet light<c-s>");
    app.press("]").press("aRising sea<c-s>").press("))vwaWord<c-s>");
    app.press("A");
    let screen = app.screen();
    assert!(
        screen.contains("Notes · this document · 2 of 3") && screen.contains("Rising sea  “The sea rises.”"),
        "{screen}"
    );
    app.press("<tab>");
    let screen = app.screen();
    assert!(
        screen.contains("Notes · the documents in the list") && screen.contains("Quiet light  “It shone.”"),
        "{screen}"
    );
    app.press("/LÍGHT");
    let screen = app.screen();
    assert!(
        screen.contains("1 of 3 · filter: LÍGHT") || screen.contains("no notes contain these words"),
        "{screen}"
    );
    app.press("<c-u>light shone<enter>");
    assert!(app.screen().contains("1 of 3 · filter: light shone"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.line(0).contains("Moon"), "{}", app.screen());
    app.press("<c-o>");
    assert!(app.line(0).contains("Tides"), "{}", app.screen());
}

#[test]
fn a_note_of_another_folder_is_gone_to() {
    let files = Files::new(TIDES);
    let elsewhere = files.0.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let moon = elsewhere.join("moon.md");
    fs::write(&moon, "# Moon\n\nThe moon rises late.\n").unwrap();
    let store = files.store_path();
    let mut other = TestApp::open_with_store(&[moon.to_str().unwrap()], &[], OpenAt::Beginning, &store);
    other.resize(70, 20).press("<tab>aFar<c-s>");
    let mut app = files.open();
    app.press("A");
    assert!(
        app.screen().contains("Notes · everything") && app.screen().contains("Far  “The moon"),
        "{}",
        app.screen()
    );
    app.press("<enter>");
    assert!(app.line(0).contains("Moon"), "{}", app.screen());
    app.press("<c-o>");
    assert!(app.line(0).contains("Tides"), "{}", app.screen());
    fs::remove_file(moon).unwrap();
    app.press("A");
    assert!(app.screen().contains("no such file"), "{}", app.screen());
}

#[test]
fn a_note_is_changed_and_removed_in_the_list() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("aOnce<c-s>").press("A").press("e again<c-s>");
    assert!(app.screen().contains("Once again  “The sea rises.”"), "{}", app.screen());
    app.press("x");
    assert!(app.screen().contains("there are no notes yet") && files.notes().is_empty(), "{}", app.screen());
    app.press("u");
    assert_eq!(files.notes(), [note("Once again", "The sea rises.")]);
    app.press("<c-r>");
    assert!(files.notes().is_empty());
    app.press("uu");
    assert_eq!(files.notes(), [note("Once", "The sea rises.")]);
    app.press("<esc>");
    assert!(app.screen().contains("✎ Once"), "{}", app.screen());
}

#[test]
fn a_passage_that_is_gone_is_said() {
    let files = Files::new(TIDES);
    files.open().press("aOnce<c-s>");
    fs::write(files.path(), "# Tides\n\nNothing of it is left here.\n").unwrap();
    let mut app = files.open();
    app.press("A");
    assert!(app.screen().contains("passage not found"), "{}", app.screen());
    app.press("<enter>");
    assert!(app.status().contains("no longer in the text"), "{}", app.status());
}

#[test]
fn a_half_written_note_is_offered_by_the_next_run() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press(")aHalf").press("<enter>written");
    drop(app);
    assert_eq!(files.notes(), []);
    let mut app = files.open_unread();
    assert!(app.status().contains("an unfinished note is kept · A lists the notes"), "{}", app.status());
    app.press("A");
    assert!(app.screen().contains("draft: Half written  “It falls.”"), "{}", app.screen());
    app.press("<enter>").press(", now whole");
    drop(app);
    let mut app = files.open_unread();
    app.press("A<enter><c-s>");
    assert_eq!(files.notes(), [note("Half\nwritten, now whole", "It falls.")]);
    assert!(files.store().drafts().unwrap().is_empty());
    // Of a note that was saved before, the draft has other words.
    app.press(")aX");
    drop(app);
    let mut app = files.open_unread();
    app.press("A");
    assert!(app.screen().contains("draft: Half written, now wholeX"), "{}", app.screen());
    app.press("<enter>").press("Y<c-s>");
    assert_eq!(files.notes(), [note("Half\nwritten, now wholeXY", "It falls.")]);
    assert!(files.store().drafts().unwrap().is_empty());
}

/// Opens the comparison of two reports of one story, with a store.
fn compared(files: &Files) -> TestApp {
    let folder = files.path().parent().unwrap().to_owned();
    let ours = "Five ferries crossed the frozen harbour on Monday.\n\nNobody came to the market.\n\n\
                Bread was dear that winter.\n\nThe mayor stayed at home with a cold.\n";
    let theirs = "Tickets are cheap.\n\nSix ferries crossed the frozen harbour on Monday.\n\n\
                  A dog barked at the lighthouse all night.\n\nSnow is forecast for the hills.\n";
    fs::write(folder.join("a.txt"), ours).unwrap();
    fs::write(folder.join("b.txt"), theirs).unwrap();
    fs::remove_file(files.path()).unwrap();
    let mut app = files.open_path(&folder);
    app.resize(110, 20).press("c");
    app
}

#[test]
fn a_note_in_a_comparison_is_on_the_sentence_or_on_the_link() {
    let files = Files::new(TIDES);
    let mut app = compared(&files);
    app.press("a");
    assert!(
        app.screen().contains("A note on the sentence") && app.screen().contains("Tab on the link"),
        "{}",
        app.screen()
    );
    app.press("<tab>");
    let screen = app.screen();
    assert!(screen.contains("A note on the link") && screen.contains("Monday. ⇄ Six ferries"), "{screen}");
    app.press("Five or six?<c-s>");
    assert!(app.screen().contains("✎ ⇄ b.txt: Five or six? · A1 ≈ B2"), "{}", app.screen());
    app.press("ja<c-s>").press("<tab>ga").press("On B<c-s>");
    let screen = app.screen();
    assert!(screen.contains("✎ On B · B1"), "{screen}");
    assert!(
        screen.lines().any(|row| row.find("Nobody").is_some_and(|at| row[at..].contains('✎'))),
        "{screen}"
    );
    let row = screen.lines().find(|row| row.contains("Six ferries")).unwrap();
    assert!(row.contains('≠') && row.contains('✎'), "a difference hides no note: {screen}");
    // The reports have the notes of both and of the link.
    let folder = files.path().parent().unwrap().to_owned();
    for name in ["r.md", "r.txt", "r.html", "r.json"] {
        app.press(&format!(":write {}<enter>", folder.join(name).display()));
        let report = fs::read_to_string(folder.join(name)).unwrap();
        assert!(report.contains("Five or six?") && report.contains("On B"), "{name}: {report}");
    }
    let report = fs::read_to_string(folder.join("r.txt")).unwrap();
    let notes = report.split("\nNotes\n").nth(1).unwrap();
    assert!(notes.contains("On A:") && notes.contains("On B:"), "{notes}");
    let link = notes.split("On a link between A and B:").nth(1).unwrap();
    assert!(link.contains("> Five ferries") && link.contains("> Six ferries"), "{link}");
    // In the reader the note is at both ends of the link.
    app.press("q").press("<tab>g");
    assert!(app.screen().contains("✎ ⇄ b.txt: Five or six?"), "{}", app.screen());
    // It is gone to in the comparison.
    app.press("}}A").press("/five<enter><enter>");
    assert!(app.screen().contains("✎ ⇄ b.txt: Five or six? · A1 ≈ B2"), "{}", app.screen());
    app.press("<tab>").press("<tab>jjA<enter>");
    assert!(app.screen().contains("Five or six? · A1 ≈ B2"), "{}", app.screen());
}

#[test]
fn notes_are_written_to_a_file() {
    let files = Files::new(TIDES);
    let mut app = files.open();
    app.press("aOnce<c-s>").press(")aTwice<c-s>");
    let out = files.0.path().join("notes.md");
    app.press(&format!(":notes {}<enter>", out.display()));
    assert!(app.status().contains("written:"), "{}", app.status());
    let report = fs::read_to_string(&out).unwrap();
    for words in ["> The sea rises.", "Once", "> It falls.", "tides.md#L3>)", "SHA-256 ", "# Tides"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    app.press("A/twice<enter>").press(&format!(":notes! {}<enter>", out.display()));
    let report = fs::read_to_string(&out).unwrap();
    assert!(report.contains("Twice") && !report.contains("Once"), "{report}");
    app.press("<esc>").press(&format!(":notes! {}<enter>", files.path().display()));
    assert!(app.status().contains("a document being read is not"), "{}", app.status());
    assert_eq!(fs::read_to_string(files.path()).unwrap(), TIDES);
    app.press(":notes<enter>");
    assert!(app.screen().contains("Notes · this document"), "{}", app.screen());
}
