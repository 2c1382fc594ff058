//! Folders that change while they are read, and lists as long as folders get.

use std::fmt::Write as _;
use std::fs;

use crate::pty::Terminal;

#[test]
fn created_removed_and_renamed_files_are_seen_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("inner")).unwrap();
    fs::write(at("a.txt"), "The first of all\n\nIt stays.\n").unwrap();
    fs::write(at("inner/b.txt"), "The second one\n\nIt goes.\n").unwrap();
    let mut terminal = Terminal::open(&[folder.path().to_str().unwrap()], (100, 20));
    terminal.wait_for("2 documents").wait_for("The second one");

    fs::write(at("inner/c.txt"), "A third one came\n\nLate.\n").unwrap();
    terminal.wait_for("3 documents").wait_for("A third one came");
    fs::write(at(".hidden"), "Nobody sees it.\n").unwrap();
    fs::rename(at("inner"), at("outer")).unwrap();
    fs::remove_file(at("outer/b.txt")).unwrap();
    terminal.wait_until("two documents", |screen| {
        let contents = screen.contents();
        contents.contains("2 documents") && !contents.contains("The second one")
    });
    fs::write(at("a.txt"), "The first of all\n\nIt says something else now.\n").unwrap();
    terminal.wait_for("something else now");
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

/// The texts are all alike, so only the list changes the number of bytes.
#[test]
fn a_cursor_move_in_a_long_list_writes_few_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut list = String::new();
    for number in 0..1000 {
        fs::write(folder.path().join(format!("{number:03}.txt")), "").unwrap();
    }
    for number in 0..100_000 {
        writeln!(list, "{}/{:03}.txt", folder.path().display(), number % 1000).unwrap();
    }
    let paths = folder.path().join("list");
    fs::write(&paths, list).unwrap();
    let mut terminal = Terminal::open(&["--files-from", paths.to_str().unwrap()], (120, 40));
    terminal.wait_for("100000 doc").wait_for("000.txt").wait_for("0 words");
    for (key, name) in [("j", "001.txt"), ("50500G", "499.txt"), ("j", "500.txt"), ("k", "499.txt")] {
        // The summaries of the visible rows are drawn as they arrive; they do not belong to the move.
        let header = |screen: &vt100::Screen| {
            let contents = screen.contents();
            let is_known = contents.matches("0 words").count() >= 10;
            is_known && contents.lines().next().unwrap_or_default().contains(name)
        };
        let before = terminal.raw().len();
        terminal.press(key).wait_until(name, header);
        // Summaries of other documents keep arriving; their empty frames do not belong to the move.
        let raw = terminal.raw();
        let frames = String::from_utf8_lossy(&raw[before..]).into_owned();
        // The count of documents read, and the title of one that is being read, may change in the same frame.
        let longest = frames.split("\x1b[?2026l").max_by_key(|frame| frame.len()).unwrap_or_default();
        let written = longest.len();
        assert!(key.len() > 1 || written <= 700, "{key} to {name} writes {written} bytes: {longest:?}");
    }
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}
