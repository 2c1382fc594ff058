//! The terminal: its streams, its size, its modes, and the one way back out of them.

use std::io::{self, IsTerminal, StderrLock, Stdout, StdoutLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::layout::Size;

use crate::text::CopiedText;
use crate::text::safe::{Allowed, Checked};

/// Clicks, drags and the wheel as SGR reports. crossterm's own command also asks for every
/// movement of the mouse, which would wake an idle program.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The status of a program whose terminal is gone, with or without a hangup signal.
pub(crate) const HUNG_UP: i32 = 128 + 1;

/// Whether there are modes to undo.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is reported to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MouseUse {
    /// Clicks and the wheel come here; Shift leaves them to the terminal.
    Reported,
    /// The terminal keeps them for its own selection.
    Left,
}

/// Returns the terminal, to set its modes.
pub(crate) fn output() -> Checked<StdoutLock<'static>> {
    Checked::new(io::stdout().lock(), Allowed::Screen)
}

/// Returns the terminal as frames are written to it.
pub(crate) fn frames() -> Checked<Stdout> {
    Checked::new(io::stdout(), Allowed::Screen)
}

/// Returns standard error, for words that are no part of a screen.
pub(crate) fn words() -> Checked<StderrLock<'static>> {
    Checked::new(io::stderr().lock(), Allowed::Lines)
}

/// Gives text to the clipboard of the terminal, by the sequence OSC 52.
pub(crate) fn copy(text: &CopiedText) -> io::Result<()> {
    let mut sequence = Vec::new();
    queue!(sequence, CopyToClipboard::to_clipboard_from(text.as_str()))?;
    let mut out = output();
    out.write_all(&sequence)?;
    out.flush()
}

/// Tells whether there is a terminal to draw on.
pub fn has_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns the columns and rows of the terminal; one without a size, as on a serial line, counts as 80 by 24,
/// as in less and vim. crossterm would start another program to ask.
pub(crate) fn window_size() -> io::Result<Size> {
    let size = rustix::termios::tcgetwinsize(io::stdout())?;
    let or = |known: u16, usual: u16| if known == 0 { usual } else { known };
    Ok(Size { width: or(size.ws_col, 80), height: or(size.ws_row, 24) })
}

/// Tells whether the program has taken the terminal.
pub(crate) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Takes the terminal: raw mode, alternate screen, bracketed pastes.
pub(crate) fn take(mouse: MouseUse) -> io::Result<()> {
    // Set before it is so: another thread that ends the program meanwhile undoes what there is.
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode().inspect_err(|_| TAKEN.store(false, Ordering::SeqCst))?;
    let mut out = output();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse == MouseUse::Reported {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Takes the terminal again after a stop. Other programs may have left it in any mode, which is now the one
/// to give back.
pub(crate) fn take_again(mouse: MouseUse) -> io::Result<()> {
    disable_raw_mode()?;
    take(mouse)
}

/// Tells whether an error means that the terminal is gone: reading and writing it fails, it is a terminal no
/// longer, or none can be opened.
pub(crate) fn is_gone(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(libc::EIO | libc::ENOTTY | libc::ENXIO))
}

/// Gives the terminal back; a second call does nothing.
///
/// The loop, the panic hook and the thread that waits for signals call it. Mouse and paste reports end before
/// raw mode does, or their last reports would be typed into the shell.
pub(crate) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = output();
    // When one step fails the rest must still be tried, and the error cannot be reported.
    let _ = out.write_all(MOUSE_OFF);
    let _ = queue!(out, DisableBracketedPaste, Show, LeaveAlternateScreen);
    let _ = out.flush();
    leave_raw_mode();
}

/// Ends raw mode, for which nothing is written.
pub(crate) fn leave_raw_mode() {
    let _ = disable_raw_mode();
}

/// Restores the terminal when it is dropped.
pub(crate) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}
