//! Every way out, and the terminal given back on each.

use std::time::Duration;

use super::{FIRST_WORDS, SEEDS, seeds};
use crate::pty::bytes::position;
use crate::pty::process;
use crate::pty::{Background, Launch, Terminal};

const LEAVES_ALTERNATE_SCREEN: &[u8] = b"\x1b[?1049l";

#[test]
fn ctrl_c_leaves_as_if_interrupted() {
    let mut terminal = seeds();
    terminal.press("<c-c>");
    assert_eq!(terminal.exit_status().status, 130);
    terminal.assert_restored();
}

#[test]
fn a_signal_ends_the_program_and_the_terminal_is_given_back() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1), ("QUIT", 3)] {
        let mut terminal = Terminal::open(&[SEEDS], (80, 24));
        terminal.wait_for(FIRST_WORDS).signal(name);
        let left = terminal.exit_status_within(Duration::from_secs(1));
        assert_eq!((left.status, left.signal), (128 + number, None), "SIG{name}");
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_while_the_program_starts_gives_the_terminal_back_too() {
    for background in [Background::Dark, Background::Silent] {
        let mut terminal = Launch::with(&[SEEDS]).background(background).open();
        terminal.wait_for_bytes(b"\x1b[?1049h").signal("TERM");
        assert_eq!(terminal.exit_status_within(Duration::from_secs(1)).status, 128 + 15);
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_hangs_cannot_hold_the_program() {
    let mut terminal = Terminal::open(&[SEEDS], (500, 200));
    terminal.wait_for(FIRST_WORDS).stall();
    terminal.press("<c-l>");
    process::wait_until_quiet(terminal.pid());
    terminal.signal("TERM");
    assert_eq!(terminal.exit_status_within(Duration::from_secs(2)).status, 128 + 15);
    terminal.assert_not_raw();
}

#[test]
fn a_terminal_that_closes_ends_the_program() {
    let left = seeds().close();
    assert_eq!((left.status, left.signal), (128 + 1, None));
}

/// A shell that ignores the hangup keeps it from its programs; crossterm then reads nothing for ever.
#[test]
fn a_terminal_that_closes_without_a_signal_ends_the_program_too() {
    let terminal = Launch::with(&[SEEDS]).script("trap '' HUP; \"$@\"").open();
    terminal.wait_for(FIRST_WORDS);
    let left = terminal.close();
    assert_eq!((left.status, left.signal), (128 + 1, None));
}

#[test]
fn a_panic_is_told_on_the_normal_screen() {
    let mut terminal = Launch::with(&[SEEDS]).environment("READER_TEST_PANIC", "1").open();
    terminal.wait_for(FIRST_WORDS).press("<f12>");
    let left = terminal.exit_status();
    assert!(left.status != 0 && left.signal.is_none(), "{left:?}");
    terminal.assert_restored();
    assert!(terminal.screen().contains("asked for by READER_TEST_PANIC"), "{terminal}");
    let raw = terminal.raw();
    assert!(position(&raw, LEAVES_ALTERNATE_SCREEN) < position(&raw, b"asked for by"), "{terminal}");
}
