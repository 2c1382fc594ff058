//! The terminal's modes, and the one way back out of them.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

use crate::ui::runtime::out;

/// Clicks, drags and the wheel as SGR reports. crossterm's own command also asks for every
/// movement of the mouse, which would wake an idle program.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The status of a program whose terminal is gone, with or without a hangup signal.
pub(crate) const HUNG_UP: i32 = 128 + 1;

/// Whether there is anything to undo.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is reported to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MouseUse {
    /// Clicks and the wheel come here; Shift leaves them to the terminal.
    Reported,
    /// The terminal keeps them for its own selection.
    Left,
}

/// Tells whether the screen is this program's.
pub(crate) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Takes the terminal: raw, on its second screen, with pastes told apart from keys.
pub(crate) fn take(mouse: MouseUse) -> io::Result<()> {
    // Said before it is so: whoever must end the program meanwhile undoes what there is.
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode().inspect_err(|_| TAKEN.store(false, Ordering::SeqCst))?;
    let mut out = out::terminal();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse == MouseUse::Reported {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Takes the terminal again, from whoever had it while the program was stopped.
///
/// They may have left it in any mode, which is now the one to give back.
pub(crate) fn take_again(mouse: MouseUse) -> io::Result<()> {
    disable_raw_mode()?;
    take(mouse)
}

/// Tells whether an error means that the terminal is there no more: reading and writing it fails,
/// it is a terminal no longer, or there is none to be opened.
pub(crate) fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    return matches!(error.raw_os_error(), Some(libc::EIO | libc::ENOTTY | libc::ENXIO));
    #[cfg(not(unix))]
    return error.kind() == io::ErrorKind::BrokenPipe;
}

/// Gives the terminal back; a second call does nothing.
///
/// Called on the way out, by the panic hook and by the thread that waits for signals. Mouse and
/// paste reports end before raw mode does, or their last reports would be typed into the shell.
pub(crate) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = out::terminal();
    // Whatever fails here, the rest must still be tried, and there is nobody left to tell.
    let _ = out.write_all(MOUSE_OFF);
    let _ = queue!(out, DisableBracketedPaste, Show, LeaveAlternateScreen);
    let _ = out.flush();
    leave_raw_mode();
}

/// Gives the terminal's own handling of keys back, which needs nothing written.
pub(crate) fn leave_raw_mode() {
    // As above: there is nobody left to tell.
    let _ = disable_raw_mode();
}

/// Restores the terminal when it goes out of scope, however that comes about.
pub(crate) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}
