//! What wakes the loop.

use crate::app::Message;

/// Something the loop wakes up for.
#[derive(Debug)]
pub(super) enum Event {
    /// A message for `update`.
    Message(Message),
    /// A signal that ends the program.
    Signal(i32),
    /// The signal that stops it.
    Suspend,
    /// It was stopped and goes on.
    Continued,
    /// The terminal is gone.
    Vanished,
}
