//! Signals, and a terminal that is gone without one: the terminal is given back before the program ends.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::storage::output::abandon;
use crate::ui::runtime::events::Event;
use crate::ui::runtime::terminal::{HUNG_UP, leave_raw_mode, restore};

/// How long the loop may take to end before this thread ends the program.
const PATIENCE: Duration = Duration::from_millis(300);

/// How long giving back a terminal may take that perhaps takes no more output.
const LAST_PATIENCE: Duration = Duration::from_millis(100);

/// Whether another program has the terminal, and with it the signals of its keys.
static IS_LEFT: AtomicBool = AtomicBool::new(false);

/// Returns the result of `work`, during which another program has the terminal.
pub(crate) fn left_to_another_program<T>(work: impl FnOnce() -> T) -> T {
    IS_LEFT.store(true, Ordering::SeqCst);
    let result = work();
    IS_LEFT.store(false, Ordering::SeqCst);
    result
}

/// Listens for signals on a thread of its own.
pub(crate) fn listen(inbox: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("reader-signals".into()).spawn(move || {
        for signal in signals.forever() {
            // These are meant for the program that has the terminal; if that stops, so does this one.
            if IS_LEFT.load(Ordering::SeqCst) {
                match signal {
                    SIGINT | SIGQUIT => continue,
                    SIGTSTP => {
                        stop();
                        continue;
                    }
                    _ => {}
                }
            }
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
pub fn abandon_on_signals() -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGQUIT])?;
    thread::Builder::new().name("reader-signals".into()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            abandon();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Sleeps on a thread of its own until the terminal is gone.
///
/// A shell that ignores the hangup keeps it from its programs too, and crossterm 0.29 reads a terminal that is
/// gone again and again for ever. Only the kernel tells without being asked.
pub(crate) fn watch_terminal(inbox: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("reader-hangup".into()).spawn(move || {
        if is_gone_at_last() {
            // The loop may have ended by itself.
            let _ = inbox.send(Event::Vanished);
            leave_after_patience(HUNG_UP);
        }
    })?;
    Ok(())
}

/// Waits until the terminal is gone; returns `false` where the system cannot wait for that.
fn is_gone_at_last() -> bool {
    let terminal = io::stdout();
    loop {
        // No event is asked for: errors and hangups are reported in any case.
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Ok(_) => return asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// Ends the program if the loop has not done so in a while.
///
/// A terminal that takes no more output blocks the loop in its write for ever, and every other writer too:
/// a thread of its own tries the last bytes. Modes need no write.
fn leave_after_patience(status: i32) -> ! {
    thread::sleep(PATIENCE);
    if thread::Builder::new().spawn(restore).is_ok() {
        thread::sleep(LAST_PATIENCE);
    }
    leave_raw_mode();
    abandon();
    std::process::exit(status);
}

/// Stops the process as Ctrl-Z does, until it is continued; tells whether it was stopped.
pub(crate) fn stop() -> bool {
    signal_hook::low_level::emulate_default_handler(SIGTSTP).is_ok()
}
