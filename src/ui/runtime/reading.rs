//! What the terminal sends, read without trusting the reader.
//!
//! A terminal, or whoever writes into it, may send a report no terminal should: crossterm 0.29
//! subtracts one from the column of a mouse report without looking whether there is one. Such bytes
//! are dropped, and the next ones are read.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crossterm::event::{Event, poll as poll_once, read as read_once};

thread_local! {
    static READS: Cell<bool> = const { Cell::new(false) };
}

/// Tells whether this thread is reading, so that a panic is no end of the program.
pub(crate) fn reads() -> bool {
    READS.get()
}

/// Returns the next event.
pub(crate) fn read() -> io::Result<Event> {
    insist(read_once)
}

/// Tells whether an event comes within `time`.
pub(crate) fn poll(time: Duration) -> io::Result<bool> {
    insist(|| poll_once(time))
}

/// Calls `read` until it returns. What made it panic has been taken from the terminal by then.
fn insist<T>(read: impl Fn() -> io::Result<T>) -> io::Result<T> {
    loop {
        READS.set(true);
        let done = catch_unwind(AssertUnwindSafe(&read));
        READS.set(false);
        if let Ok(done) = done {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let left = Cell::new(3);
        let read = || {
            assert!(reads());
            left.set(left.get() - 1);
            if left.get() > 0 { std::panic::resume_unwind(Box::new(())) } else { Ok('j') }
        };
        assert_eq!(insist(read).unwrap(), 'j');
        assert!(!reads());
    }
}
