//! The terminal's modes, and the one way back out of them.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

/// Clicks, drags and the wheel as SGR reports. crossterm's own command also asks for every
/// movement of the mouse, which would wake an idle program.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Whether there is anything to undo.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is reported to the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MouseUse {
    /// Clicks and the wheel come here; Shift leaves them to the terminal.
    Reported,
    /// The terminal keeps them for its own selection.
    Left,
}

/// Takes the terminal: raw, on its second screen, with pastes told apart from keys.
pub(super) fn take(mouse: MouseUse) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste, Hide)?;
    if mouse == MouseUse::Reported {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Gives the terminal back; a second call does nothing.
///
/// Called on the way out, by the panic hook and by the thread that waits for signals. Mouse and
/// paste reports end before raw mode does, or their last reports would be typed into the shell.
pub(super) fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // Whatever fails here, the rest must still be tried, and there is nobody left to tell.
    let _ = out.write_all(MOUSE_OFF);
    let _ = queue!(out, DisableBracketedPaste, Show, LeaveAlternateScreen);
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Restores the terminal when it goes out of scope, however that comes about.
pub(super) struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Lets a panic be read: the screen goes back first, and one inside a job is no end at all.
pub(super) fn restore_on_panic() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let in_a_job = std::thread::current().name().is_some_and(|name| name.starts_with(JOB_THREADS));
        if !in_a_job {
            restore();
            usual(panic);
        }
    }));
}

/// How the names of the threads begin whose panics are caught and told on the screen.
const JOB_THREADS: &str = crate::jobs::THREAD;
