//! The events that the loop waits for, and the thread that reads the events of the terminal.
//!
//! crossterm 0.29 panics at some reports no terminal should send: it subtracts one from the column of a mouse
//! report that may be zero. Such bytes are dropped, and the next ones are read.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{SendError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{Event as Sent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind};

use crate::ui::input::Key;
use crate::ui::message::Message;
use crate::ui::runtime::osc_reply::{BackgroundColour, Parsed, ReplyParser};
use crate::ui::runtime::pause::InputWait;

/// How long a key that might begin the reply of the terminal is kept when nothing follows it.
const PAUSE: Duration = Duration::from_millis(50);

/// The time in which an event that has arrived is found; with no time at all crossterm does not look.
const AT_ONCE: Duration = Duration::from_millis(1);

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// An event for the loop.
#[derive(Debug)]
pub(crate) enum Event {
    /// A message for `update`.
    Message(Box<Message>),
    /// The reply of the terminal about its background, if it made sense.
    Background(Option<BackgroundColour>),
    /// A signal that ends the program.
    Signal(i32),
    /// The signal that stops it.
    Suspend,
    /// The program was stopped and continues.
    Continued,
    /// The window has, or for a moment had, another size.
    Resized,
    /// The terminal is gone.
    Vanished,
}

/// Tells whether this thread reads the terminal, where a panic does not end the program.
pub(crate) fn is_reading() -> bool {
    IS_READING.get()
}

/// Reads the terminal on a thread of its own until it is gone.
pub(crate) fn listen(inbox: Sender<Event>, parser: ReplyParser, input: InputWait) -> io::Result<()> {
    thread::Builder::new().name("reader-events".into()).spawn(move || {
        match follow(&inbox, parser, input) {
            // The loop may have ended by itself.
            Err(EndOfInput::Vanished) => drop(inbox.send(Event::Vanished)),
            Err(EndOfInput::Unheard) | Ok(()) => {}
        }
    })?;
    Ok(())
}

/// Why no more events are read.
enum EndOfInput {
    /// The terminal is gone.
    Vanished,
    /// The loop has ended.
    Unheard,
}

impl From<io::Error> for EndOfInput {
    fn from(_: io::Error) -> Self {
        EndOfInput::Vanished
    }
}

impl<T> From<SendError<T>> for EndOfInput {
    fn from(_: SendError<T>) -> Self {
        EndOfInput::Unheard
    }
}

fn follow(inbox: &Sender<Event>, mut parser: ReplyParser, mut input: InputWait) -> Result<(), EndOfInput> {
    let mut is_early = poll(AT_ONCE)?;
    loop {
        if parser.has_kept() && !poll(PAUSE)? {
            tell(inbox, parser.give_up())?;
        }
        // Nothing is read before it has arrived: during a pause it is another program's.
        while !poll(AT_ONCE)? {
            input.wait()?;
        }
        let sent = retried(crossterm::event::read)?;
        match parser.take(if is_early { as_if_raw(sent) } else { sent }) {
            Parsed::Other(sent) => tell(inbox, [sent])?,
            Parsed::Keys(sent) => tell(inbox, sent)?,
            Parsed::Reply(background) => inbox.send(Event::Background(background))?,
            Parsed::Kept => {}
        }
        is_early = is_early && poll(AT_ONCE)?;
    }
}

/// Tells whether an event comes within `time`.
fn poll(time: Duration) -> io::Result<bool> {
    retried(|| crossterm::event::poll(time))
}

/// Calls `read` until it returns. What made it panic has been taken from the terminal by then.
fn retried<T>(read: impl Fn() -> io::Result<T>) -> io::Result<T> {
    loop {
        IS_READING.set(true);
        let read = catch_unwind(AssertUnwindSafe(&read));
        IS_READING.set(false);
        if let Ok(read) = read {
            return read;
        }
    }
}

fn tell(inbox: &Sender<Event>, sent: impl IntoIterator<Item = Sent>) -> Result<(), SendError<Event>> {
    sent.into_iter().filter_map(|sent| event(&sent)).try_for_each(|event| inbox.send(event))
}

/// Keys typed before the terminal was raw have been through its line discipline, which makes Enter a line
/// feed.
fn as_if_raw(sent: Sent) -> Sent {
    match sent {
        Sent::Key(KeyEvent { code: KeyCode::Char('j'), modifiers: KeyModifiers::CONTROL, .. }) => {
            Sent::Key(KeyCode::Enter.into())
        }
        other => other,
    }
}

fn event(sent: &Sent) -> Option<Event> {
    let message = match sent {
        Sent::Key(event) if event.kind != KeyEventKind::Release => Key::of_event(*event).map(Message::Key)?,
        Sent::Mouse(event) if event.kind != MouseEventKind::Moved => Message::Mouse(*event),
        Sent::Paste(text) => Message::Paste(text.clone()),
        // A signal tells of a new size: crossterm 0.29 forgets a resize that comes together with a key.
        _ => return None,
    };
    Some(Event::Message(Box::new(message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_that_panic_are_repeated() {
        let left = Cell::new(3);
        let read = || {
            assert!(is_reading());
            left.set(left.get() - 1);
            if left.get() > 0 { std::panic::resume_unwind(Box::new(())) } else { Ok('j') }
        };
        assert_eq!(retried(read).unwrap(), 'j');
        assert!(!is_reading());
    }
}
