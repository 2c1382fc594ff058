//! Stopped and continued, by the program itself and by others.

use super::{FIRST_WORDS, seeds};
use crate::pty::Terminal;
use crate::pty::process;

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_stops_the_program_and_the_shell_brings_it_back() {
    for stop in [
        |terminal: &Terminal| {
            terminal.press("<c-z>");
        },
        |terminal: &Terminal| {
            terminal.signal("TSTP");
        },
    ] {
        let mut terminal = seeds();
        let before = terminal.screen();
        stop(&terminal);
        process::wait_for_state(terminal.pid(), 'T');
        terminal.wait_until("the normal screen", |screen| !screen.alternate_screen());
        terminal.assert_restored();
        terminal.signal("CONT").wait_until("the screen as it was", |screen| screen.contents() == before);
        terminal.assert_taken();
        terminal.press("q");
        assert_eq!(terminal.exit_status().status, 0);
        terminal.assert_restored();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_window_resized_while_the_program_is_stopped_is_filled() {
    let terminal = seeds();
    terminal.press("<c-z>");
    process::wait_for_state(terminal.pid(), 'T');
    terminal.resize(70, 20).signal("CONT");
    terminal.wait_until("the status on the last row", |screen| {
        screen.rows(0, 70).nth(19).is_some_and(|row| row.contains("help"))
    });
}

/// A shell takes the terminal back from a stopped job, however it was stopped.
#[cfg(target_os = "linux")]
#[test]
fn a_program_stopped_by_force_takes_the_terminal_again() {
    let mut terminal = seeds();
    terminal.signal("STOP");
    process::wait_for_state(terminal.pid(), 'T');
    terminal.reset();
    terminal.signal("CONT").wait_until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains(FIRST_WORDS)
    });
    terminal.assert_taken();
    terminal.press("q");
    assert_eq!(terminal.exit_status().status, 0);
}
