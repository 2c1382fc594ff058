//! Errors are reported before the terminal is changed.

use std::fs;

use super::{SEEDS, numbered};
use crate::pty::{Launch, Terminal};

#[test]
fn a_missing_path_is_reported_before_the_terminal_is_changed() {
    for path in ["seedz", "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}"] {
        let mut terminal = Terminal::open(&[path], (80, 24));
        assert_eq!(terminal.exit_status().status, 2);
        assert!(terminal.screen().contains("no such file or folder"), "{terminal}");
        assert_untouched(&terminal);
    }
}

#[test]
fn a_comparison_of_one_is_refused_before_the_terminal_is_changed() {
    let (_folder, path) = numbered();
    let mut terminal = Terminal::open(&["--compare", &path], (200, 24));
    assert_eq!(terminal.exit_status().status, 2);
    assert!(terminal.screen().contains("two documents"), "{terminal}");
    assert_untouched(&terminal);
}

#[test]
fn a_key_with_two_meanings_is_reported_before_the_terminal_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    fs::write(&config, "[keys.reader]\ndown = [\"n\"]\n").unwrap();
    let mut terminal = Terminal::open(&["--config", config.to_str().unwrap(), SEEDS], (200, 24));
    assert_eq!(terminal.exit_status().status, 2);
    let said = terminal.screen();
    assert!(
        said.contains("'down'") && said.contains("'search-next'") && said.contains("config.toml"),
        "{said}"
    );
    assert_untouched(&terminal);
}

#[test]
fn an_unusable_terminal_is_reported_with_advice() {
    let with = |term| Launch::with(&[SEEDS]).size(120, 24).environment("TERM", term);
    let nowhere = "setsid -w \"$@\" </dev/null";
    for (launch, words) in [
        (with("dumb"), "reader --plain FILE"),
        (with(""), "TERM is not set"),
        (with("xterm").script(nowhere), "no terminal to read keys from; print instead: reader --plain FILE"),
    ] {
        let mut terminal = launch.open();
        assert_eq!(terminal.exit_status().status, 2, "{terminal}");
        let said = String::from_utf8(terminal.raw()).unwrap();
        assert!(said.contains(words) && said.lines().count() == 1, "{words}: {terminal}");
        assert_untouched(&terminal);
    }
}

#[test]
fn a_terminal_without_a_size_counts_as_80_by_24() {
    let mut terminal = Launch::with(&[SEEDS]).size(0, 0).open();
    terminal.wait_for_bytes(b"\x1b[24;").wait_for_bytes(b"quit").press("q");
    assert_eq!(terminal.exit_status().status, 0, "{terminal}");
}

fn assert_untouched(terminal: &Terminal) {
    let raw = terminal.raw();
    assert!(!raw.contains(&0x1b), "{terminal}");
    let control = String::from_utf8(raw).unwrap().chars().find(|c| c.is_control() && !"\r\n".contains(*c));
    assert_eq!(control, None, "{terminal}");
    terminal.assert_restored();
}
