//! The ways out: everything this floor writes goes through here, past the watchman.
//!
//! `clippy.toml` forbids the standard streams everywhere else but where a report is printed.

use std::io::{self, IsTerminal, StderrLock, Stdout, StdoutLock};

use crate::text::safe::{Allowed, Checked};

/// Returns the terminal, to draw on and to set the modes of.
pub(crate) fn terminal() -> Checked<StdoutLock<'static>> {
    Checked::new(io::stdout().lock(), Allowed::Screen)
}

/// Returns the terminal as frames are written to it.
pub(crate) fn frames() -> Checked<Stdout> {
    Checked::new(io::stdout(), Allowed::Screen)
}

/// Returns where words go that are no part of a screen.
pub(crate) fn words() -> Checked<StderrLock<'static>> {
    Checked::new(io::stderr().lock(), Allowed::Lines)
}

/// Tells whether there is a terminal to draw on.
pub fn has_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns the columns and rows of the terminal; one that has been told none, as on a serial line, is
/// taken for 80 by 24, as less and vim do. crossterm would start another program to ask.
#[cfg(unix)]
pub(crate) fn window_size() -> io::Result<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout())?;
    let or = |told: u16, usual: u16| if told == 0 { usual } else { told };
    Ok((or(size.ws_col, 80), or(size.ws_row, 24)))
}

/// Returns the columns and rows of the terminal.
#[cfg(not(unix))]
pub(crate) fn window_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}
