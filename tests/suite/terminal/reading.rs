//! Reading, searching and comparing; windows of every size.

use super::{FIRST_WORDS, SEEDS, numbered, seeds};
use crate::pty::process;
use crate::pty::{Launch, Terminal};

#[test]
fn a_folder_opens_with_its_list_and_text_and_q_leaves() {
    let mut terminal = seeds();
    terminal.assert_taken();
    assert!(terminal.screen().contains("2 documents"), "{terminal}");
    terminal.press("q");
    let left = terminal.exit_status();
    assert_eq!((left.status, left.signal), (0, None));
    terminal.assert_restored();
    assert_eq!(terminal.screen().trim(), "", "nothing is left behind");
}

#[test]
fn a_search_goes_to_its_match_and_says_where_it_is() {
    let (_folder, path) = numbered();
    let mut terminal = Terminal::open(&[&path], (80, 12));
    terminal.wait_for("line number 1.");
    terminal.press("/number 277").wait_for("line number 277.");
    terminal.press("<enter>n").wait_for("1/1");
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}

#[test]
fn two_documents_are_compared_and_links_stepped_through() {
    let mut terminal = seeds();
    terminal.press("c").wait_for("shared").wait_for("only here");
    let first = terminal.screen();
    terminal.press("]").wait_until("another link", |screen| screen.contents() != first);
    terminal.press("q").wait_for("2 documents").press("q");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}

#[test]
fn the_comparison_option_opens_the_comparison() {
    let terminal = Terminal::open(&["--compare", SEEDS], (120, 30));
    terminal.wait_for("shared").wait_for("only here");
}

#[test]
fn reading_and_comparing_work_in_windows_of_every_size() {
    let mut terminal = seeds();
    for view in ["", "c"] {
        terminal.press(view);
        for (width, height) in [(1, 1), (2, 8), (500, 200), (20, 5), (1, 200), (500, 1), (40, 10), (120, 30)]
        {
            terminal.resize(width, height).press("j]k[");
        }
        terminal.wait_for("Russia");
    }
    terminal.press("qq");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}

#[test]
fn a_window_too_small_for_anything_says_so_and_q_leaves() {
    for size in [(1, 1), (2, 8), (19, 4)] {
        let mut terminal = Terminal::open(&[SEEDS], size);
        terminal.wait_until("anything", |screen| !screen.contents().trim().is_empty());
        terminal.press("q");
        assert_eq!(terminal.exit_status().status, 0, "{size:?}");
        terminal.assert_restored();
    }
}

#[test]
fn a_large_window_is_filled() {
    let terminal = Terminal::open(&[SEEDS], (500, 200));
    terminal.wait_for(FIRST_WORDS);
    terminal.resize(80, 24).wait_for(FIRST_WORDS);
}

#[test]
fn a_window_resized_while_the_program_starts_is_filled() {
    let terminal = Launch::with(&[SEEDS]).size(60, 20).open();
    terminal.wait_for_bytes(b"\x1b[?1049h");
    terminal.resize(140, 40);
    terminal.wait_until("the status on the last row", |screen| {
        screen.rows(0, 140).nth(39).is_some_and(|row| row.contains("help"))
    });
}

#[test]
fn the_wheel_scrolls() {
    let (_folder, path) = numbered();
    let terminal = Terminal::open(&[&path], (80, 12));
    terminal
        .wait_for("number 1.")
        .send(b"\x1b[<65;40;5M")
        .wait_until("scrolled", |screen| !screen.contents().contains("number 2."));
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_program_never_wakes() {
    // Other tests read the seeds, which wakes a program that watches them.
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(SEEDS).unwrap().flatten() {
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let seeds = folder.path().to_str().unwrap();
    for arguments in [&[seeds][..], &["--compare", seeds]] {
        let terminal = Terminal::open(arguments, (120, 30));
        terminal.wait_for("Russia");
        process::wait_until_idle(terminal.pid());
    }
}

#[test]
fn a_chosen_encoding_is_named_on_the_bottom_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, encoding_rs::SHIFT_JIS.encode("海は一日に二度上がります。").0).unwrap();
    let mut terminal = Terminal::open(&[path.to_str().unwrap()], (80, 12));
    terminal.wait_for("海は一日に二度").wait_for("Shift_JIS?");
    terminal.press("E").wait_for("encoding:");
    terminal.press("koi8-r<enter>").wait_for("read as KOI8-R");
    terminal.press("E<enter>").wait_for("海は一日に二度").press("q");
    assert_eq!(terminal.exit_status().status, 0);
    terminal.assert_restored();
}
