//! The end of a terminal that sends no signal.
//!
//! A shell that ignores the hangup keeps it from its programs too, and crossterm 0.29 reads a
//! terminal that is gone again and again for ever. Only the kernel can tell without being asked.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::ui::runtime::event::Event;
use crate::ui::runtime::signals::leave_after_patience;
use crate::ui::runtime::terminal::HUNG_UP;

/// Sleeps on a thread of its own until the terminal is gone.
pub(crate) fn listen(inbox: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("reader-hangup".into()).spawn(move || {
        if is_gone_at_last() {
            // The loop may have ended by itself.
            let _ = inbox.send(Event::Vanished);
            leave_after_patience(HUNG_UP);
        }
    })?;
    Ok(())
}

/// Waits for the end; `false` where the system cannot wait for it.
fn is_gone_at_last() -> bool {
    let terminal = io::stdout();
    loop {
        // No event is asked for: errors and hangups are told in any case.
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Ok(_) => return asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
