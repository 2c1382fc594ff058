//! What the commands do while nothing goes wrong.

use std::fs;

use super::{Home, Outcome, READER, contains, mode};
use crate::packed::{docx_of, epub};
use crate::pdf::pdf;

const ICE: &str = "The harbour froze in March, and the\npilots stayed at home. “Nobody sails,” said the\nmaster.\n\n\
                   In April the harbour thawed. The pilots went out again.\n";

#[test]
fn a_note_is_kept_byte_for_byte() {
    let home = Home::with(&[("ice.txt", ICE)]);
    let texts =
        ["  two\tlines\r\n\nand \u{1b}[31mred\u{202e} ", "-5 degrees", "–", "café, cafe\u{301}, 氷 🧊"];
    for text in texts {
        home.note(&[text, "ice.txt"]);
    }
    home.note(&["", "ice.txt", "--at", "Nobody sails"]);
    assert_eq!(home.texts(), [&texts[..], &[""]].concat());
    let [.., highlight] = &home.notes(&["ice.txt"])[..] else { panic!("no notes") };
    assert_eq!((&highlight["quotation"], &highlight["line"]), (&"Nobody sails".into(), &2.into()));
    assert_eq!((mode(&home.folder()), mode(&home.store())), (0o700, 0o600));
    for format in ["text", "markdown", "html"] {
        let out = home.run(&["--notes", "--format", format]).success();
        assert!(
            out.contains("Nobody sails") && !out.contains('\u{1b}') && !out.contains('\u{202e}'),
            "{out}"
        );
    }
}

#[test]
fn notes_are_listed_of_documents_of_folders_and_of_all() {
    let home = Home::with(&[("in/a.txt", "One ice floe."), ("in/deep/b.txt", "Two."), ("c.txt", "Three.")]);
    assert_eq!(home.run(&["--notes"]).success(), "There are no notes.\n");
    assert_eq!(
        home.run(&["--notes", "--format", "json"]).success(),
        "{\"schema\":\"reader.notes/1\",\"notes\":[]}\n"
    );
    assert!(!home.folder().exists(), "asking for notes leaves nothing behind");
    for (text, path) in [("A", "in/a.txt"), ("B", "in/deep/b.txt"), ("C", "c.txt")] {
        home.note(&[text, path]);
    }
    let texts = |paths: &[&str]| -> String {
        home.notes(paths).iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect()
    };
    for (paths, expected) in
        [(&[][..], "CAB"), (&["in"], "AB"), (&["in/deep", "./c.txt"], "CB"), (&["in/a.txt"], "A")]
    {
        assert_eq!(texts(paths), expected, "{paths:?}");
    }
    let note = &home.notes(&["in/a.txt"])[0];
    let digest = Outcome::of(home.command("sha256sum").arg("in/a.txt")).success();
    assert_eq!(note["sha256"].as_str(), digest.split_once(' ').map(|(digest, _)| digest));
    let path = fs::canonicalize(home.path("in/a.txt")).unwrap();
    assert_eq!((&note["path"], &note["found"]), (&path.to_str().unwrap().into(), &true.into()));
    let date = note["date"].as_str().unwrap();
    assert!(date.len() == 20 && date.starts_with("20") && date.ends_with('Z'), "{date}");
    assert_eq!(home.run(&["--notes", "in/lost.txt"]).code, Some(2));
    home.run(&["--notes", "-o", "notes.md", "in"]).success();
    assert!(fs::read_to_string(home.path("notes.md")).unwrap().contains("a.txt"));
    let store = home.store();
    let over_it = ["--notes", "--format", "text", "--force", "-o", store.to_str().unwrap()];
    home.run(&over_it).refused("is not overwritten");
}

#[test]
fn a_quotation_must_be_there_once() {
    let home = Home::with(&[("ice.txt", ICE), ("c.txt", "Ice.\n")]);
    for (quotation, line) in
        [("and the pilots", 1), ("\"Nobody sails,\" SAID", 2), ("in april the", 5), ("the harbour thawed", 5)]
    {
        home.note(&["x", "ice.txt", "--at", quotation]);
        let notes = home.notes(&[]);
        assert!(notes.iter().any(|note| note["line"] == line), "{quotation}: {notes:?}");
    }
    let known = home.texts().len();
    for (quotation, words) in [
        ("harbour", "ice.txt: 'harbour' occurs 2 times (line 1; line 5); quote more"),
        ("harbours", "ice.txt: 'harbours' is not in the text"),
        ("", "'' is not in the text"),
    ] {
        home.run(&["--add-note", "x", "ice.txt", "--at", quotation]).refused(words);
    }
    for (words, why) in [
        (&["--add-note", "x"][..], "one PATH"),
        (&["--add-note", "x", "ice.txt", "c.txt"], "one PATH"),
        (&["--add-note", "x", "."], "a folder"),
        (&["--add-note", "x", "none.txt"], "no such file"),
        (&["--add-note", "", "ice.txt"], "--at QUOTE"),
        (&["--add-note", "x", "-"], "standard input"),
        (&["--add-note", "x", "ice.txt", "--no-state"], "--no-state"),
        (&["--forget", "ice.txt", "--no-state"], "--no-state"),
        (&["--forget-all", "--force", "--no-state"], "--no-state"),
        (&["--forget-all"], "--force"),
        (&["--forget"], "PATH"),
        (&["--forget", "none.txt"], "no such file"),
    ] {
        home.run(words).refused(why);
    }
    assert_eq!(home.texts().len(), known, "nothing was added and nothing removed");
    let unread = home.run(&["--notes", "--no-state", "--format", "json"]);
    assert_eq!((unread.code, unread.out.contains("\"notes\":[]")), (Some(0), true), "{unread:?}");
}

#[test]
fn notes_are_on_documents_of_every_format() {
    let home = Home::with(&[
        ("a.md", "# Ice\n\nThe *pilots* stayed\nat home.\n"),
        ("a.html", "<!DOCTYPE html><p>The <b>pilots</b> stayed at home."),
        (
            "a.eml",
            "From: a@b.c\nSubject: Ice\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nThe pilots stayed at home.\n",
        ),
    ]);
    home.write("a.docx", &docx_of("The pilots stayed at home."));
    home.write("a.epub", &epub());
    home.write("a.pdf", &pdf(&[&[(60, 700, 12, "Ice.")], &[(60, 700, 12, "The pilots"), (0, 0, 12, "")]]));
    for (path, quotation) in [
        ("a.md", "pilots stayed at"),
        ("a.html", "pilots stayed at"),
        ("a.eml", "pilots stayed at"),
        ("a.docx", "pilots stayed at"),
        ("a.epub", "Twice a day"),
        ("a.pdf", "The pilots"),
    ] {
        home.note(&[path, path, "--at", quotation]);
        let [note] = &home.notes(&[path])[..] else { panic!("{path}") };
        assert_eq!((&note["text"], &note["found"]), (&path.into(), &true.into()), "{note}");
    }
    assert_eq!(home.notes(&["a.pdf"])[0]["page"], "2");
    assert!(home.run(&["--notes", "--format", "markdown", "a.pdf"]).success().contains("a.pdf#page=2>)"));
}

#[test]
fn notes_follow_a_file_that_is_edited_renamed_or_both() {
    let home = Home::with(&[("ice.txt", ICE), ("other.txt", "Nothing of it.\n")]);
    home.note(&["x", "ice.txt", "--at", "harbour thawed"]);
    home.note(&["whole", "ice.txt"]);
    let found = |paths: &[&str]| -> Vec<(String, bool)> {
        let notes = home.notes(paths).into_iter();
        notes.map(|note| (note["text"].as_str().unwrap().to_owned(), note["found"] == true)).collect()
    };
    let both = [("whole".to_owned(), true), ("x".to_owned(), true)];
    let longer = format!("A preface, by the master.\n\n{}", ICE.replace("In April", "When April came"));
    home.write("ice.txt", longer.as_bytes());
    assert_eq!(found(&["ice.txt"]), both);
    assert_eq!(home.notes(&["ice.txt"])[1]["line"], 7);
    // Renamed, and then edited: its words are still its own.
    fs::rename(home.path("ice.txt"), home.path("frost.txt")).unwrap();
    for paths in [&["frost.txt"][..], &["."]] {
        assert_eq!(found(paths), both, "{paths:?}");
    }
    assert_eq!(found(&["other.txt"]), []);
    assert_eq!(found(&[]), both.clone().map(|(text, _)| (text, false)), "its old path leads to nothing");
    assert_eq!(found(&["ice.txt"]).len(), 2, "what is kept of a lost file is still there");
    // A copy is another document.
    home.note(&["y", "frost.txt", "--at", "Nobody sails"]);
    fs::copy(home.path("frost.txt"), home.path("copy.txt")).unwrap();
    assert_eq!((found(&["frost.txt"]).len(), found(&["copy.txt"]).len(), found(&[]).len()), (3, 0, 3));
    // The passage is gone; the note is not.
    home.write("frost.txt", ICE.replace("In April the harbour thawed. ", "").as_bytes());
    let lost: Vec<_> = home.notes(&["frost.txt"]).into_iter().filter(|note| note["found"] == false).collect();
    assert_eq!(
        (lost.len(), &lost[0]["quotation"], &lost[0]["line"]),
        (1, &"harbour thawed".into(), &5.into())
    );
    let text = home.run(&["--notes", "frost.txt"]).success();
    assert!(text.contains("no longer found in the text"), "{text}");
}

#[test]
fn what_is_forgotten_leaves_no_trace() {
    let home = Home::with(&[
        ("a.txt", ICE),
        ("in/b.txt", "Two."),
        ("in/c.txt", "Three."),
        ("d.txt", "Four words of ice here."),
    ]);
    let secret = |number: usize| format!("SECRET-{number}-{}", "do not tell ".repeat(20));
    for number in 0..40 {
        let path = ["a.txt", "in/b.txt", "in/c.txt", "d.txt"][number % 4];
        home.note(&[&secret(number), path]);
    }
    home.note(&["q", "a.txt", "--at", "pilots stayed"]);
    let left = |home: &Home| -> Vec<usize> {
        let bytes = home.kept_bytes();
        (0..4).filter(|file| (0..10).any(|at| contains(&bytes, &secret(at * 4 + file)))).collect()
    };
    assert_eq!(left(&home), [0, 1, 2, 3]);
    home.run(&["--forget", "a.txt"]).success();
    assert!(!contains(&home.kept_bytes(), "pilots stayed") && !contains(&home.kept_bytes(), "a.txt"));
    assert_eq!(left(&home), [1, 2, 3]);
    fs::remove_file(home.path("in/c.txt")).unwrap();
    home.run(&["--forget", "in"]).success();
    assert_eq!((left(&home), home.texts().len()), (vec![3], 10));
    fs::rename(home.path("d.txt"), home.path("e.txt")).unwrap();
    home.run(&["--forget", "e.txt", "a.txt"]).success();
    assert_eq!((left(&home), home.texts().len()), (vec![], 0));
    home.note(&[&secret(1), "a.txt"]);
    home.run(&["--forget-all", "--force"]).success();
    assert_eq!((left(&home), home.texts().len()), (vec![], 0));
}

#[test]
fn the_store_is_in_the_data_folder_and_needs_a_home() {
    let home = Home::with(&[("a.txt", ICE)]);
    let run = |variables: &[(&str, &str)]| {
        let mut command = home.command(READER);
        command.env_remove("HOME").args(["--add-note", "x", "a.txt"]).envs(variables.iter().copied());
        Outcome::of(&mut command)
    };
    let data = home.path("data");
    run(&[("XDG_DATA_HOME", data.to_str().unwrap())]).success();
    assert!(data.join("reader/store.sqlite").exists() && !home.folder().exists());
    run(&[]).refused("neither HOME nor XDG_DATA_HOME is set");
    let beside: Vec<_> =
        fs::read_dir(home.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn a_comparison_carries_the_notes_of_both_documents() {
    let home = Home::with(&[("a.txt", ICE), ("b.txt", "The harbour froze in March.\n")]);
    let plain = home.run(&["--compare", "a.txt", "b.txt"]).success();
    assert!(!plain.contains("\nNotes\n"), "{plain}");
    home.note(&["Whole", "b.txt"]);
    home.note(&["Really?", "a.txt", "--at", "Nobody sails"]);
    for format in ["text", "markdown", "html", "json"] {
        let report = home.run(&["--compare", "a.txt", "b.txt", "--format", format]).success();
        assert!(report.contains("Really?") && report.contains("Whole"), "{format}: {report}");
        let without = home.run(&["--no-state", "--compare", "a.txt", "b.txt", "--format", format]).success();
        assert!(!without.contains("Really?"), "{format}: {without}");
    }
    let report = home.run(&["--compare", "a.txt", "b.txt", "--format", "json"]).success();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let notes: Vec<_> =
        report["notes"].as_array().unwrap().iter().map(|note| (&note["text"], &note["side"])).collect();
    assert_eq!(notes, [(&"Really?".into(), &0.into()), (&"Whole".into(), &1.into())]);
}
