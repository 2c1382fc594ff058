//! Signals: the terminal is given back before the program ends of one.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::storage::output::abandon;
use crate::ui::runtime::event::Event;
use crate::ui::runtime::terminal::{leave_raw_mode, restore};

/// How long the loop may take to end before this thread ends the program in its stead.
const PATIENCE: Duration = Duration::from_millis(300);

/// How long a terminal that is perhaps hung may take to be given back.
const LAST_PATIENCE: Duration = Duration::from_millis(100);

/// Listens for signals on a thread of its own.
pub(crate) fn listen(inbox: Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("reader-signals".into()).spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Suspend,
                SIGCONT => Event::Continued,
                SIGWINCH => Event::Resized,
                deadly => Event::Signal(deadly),
            };
            let deadly = matches!(event, Event::Signal(_));
            let heard = inbox.send(event);
            if deadly {
                leave_after_patience(128 + signal);
            }
            if heard.is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Lets a signal end the program without a screen as it would by itself, but leave no half-written
/// file behind. A hangup is left alone: `nohup` may have told the program to go on in spite of it.
pub fn abandon_on_signals() -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGQUIT])?;
    thread::Builder::new().name("reader-signals".into()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            abandon();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Ends the program if the loop has not done so in a while.
///
/// A terminal that takes no more output holds the loop in its write for ever, and whoever else
/// writes: the last bytes are tried by a thread that nobody waits for. Modes need no write.
pub(crate) fn leave_after_patience(status: i32) -> ! {
    thread::sleep(PATIENCE);
    if thread::Builder::new().spawn(restore).is_ok() {
        thread::sleep(LAST_PATIENCE);
    }
    leave_raw_mode();
    abandon();
    std::process::exit(status);
}

/// Stops the process as Ctrl-Z does, until it is continued.
pub(crate) fn stop() {
    // The default action of SIGTSTP; if it fails the program simply goes on.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
