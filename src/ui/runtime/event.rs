//! What wakes the loop.

use crate::ui::message::Message;
use crate::ui::runtime::background::Background;

/// Something the loop wakes up for.
#[derive(Debug)]
pub(crate) enum Event {
    /// A message for `update`.
    Message(Box<Message>),
    /// What the terminal answered about its background, if it made sense.
    Background(Option<Background>),
    /// A signal that ends the program.
    Signal(i32),
    /// The signal that stops it.
    Suspend,
    /// It was stopped and goes on.
    Continued,
    /// The window has, or for a moment had, another size.
    Resized,
    /// The terminal is gone.
    Vanished,
}
