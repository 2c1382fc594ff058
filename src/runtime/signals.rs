//! Signals: the terminal is given back before the program ends of one.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event::Event;
use super::terminal::restore;

/// How long the loop may take to end before this thread ends the program in its stead.
const PATIENCE: Duration = Duration::from_millis(300);

/// Listens for signals on a thread of its own.
pub(super) fn listen(inbox: Sender<Event>) -> std::io::Result<()> {
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
            if inbox.send(event).is_err() {
                return;
            }
            if deadly {
                // A terminal that takes no more output holds the loop for ever; leave all the same.
                thread::sleep(PATIENCE);
                restore();
                std::process::exit(128 + signal);
            }
        }
    })?;
    Ok(())
}

/// Stops the process as Ctrl-Z does, until it is continued.
pub(super) fn stop() {
    // The default action of SIGTSTP; if it fails the program simply goes on.
    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
}
