//! From what the terminal sends to messages.

use std::io;
use std::sync::mpsc::{SendError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    Event as Sent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::ui::input::key::Named;
use crate::ui::input::{Code, Key, Mouse, MouseKind};
use crate::ui::message::Message;
use crate::ui::runtime::background::{Ear, Heard};
use crate::ui::runtime::event::Event;
use crate::ui::runtime::reading::{poll, read};

/// How long a key that might begin the terminal's answer is held back when nothing follows it.
const PAUSE: Duration = Duration::from_millis(50);

/// How soon comes what has been typed already; with no time at all crossterm does not look.
const AT_ONCE: Duration = Duration::from_millis(1);

/// Reads the terminal on a thread of its own until it is gone; `ear` knows an answer from keys.
pub(crate) fn listen(inbox: Sender<Event>, ear: Ear) -> io::Result<()> {
    thread::Builder::new().name("reader-events".into()).spawn(move || match follow(&inbox, ear) {
        // Whether anybody listens still, or not: there is nothing more to say.
        Err(End::Vanished) => drop(inbox.send(Event::Vanished)),
        Err(End::Unheard) | Ok(()) => {}
    })?;
    Ok(())
}

/// Why nothing more is read.
enum End {
    Vanished,
    Unheard,
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        End::Vanished
    }
}

impl<T> From<SendError<T>> for End {
    fn from(_: SendError<T>) -> Self {
        End::Unheard
    }
}

fn follow(inbox: &Sender<Event>, mut ear: Ear) -> Result<(), End> {
    let mut is_early = poll(AT_ONCE)?;
    loop {
        if ear.holds() && !poll(PAUSE)? {
            tell(inbox, ear.let_go())?;
        }
        let sent = read()?;
        match ear.take(if is_early { as_if_raw(sent) } else { sent }) {
            Heard::Other(sent) => tell(inbox, [sent])?,
            Heard::Keys(sent) => tell(inbox, sent)?,
            Heard::Answer(background) => inbox.send(Event::Background(Some(background)))?,
            Heard::Nonsense => inbox.send(Event::Background(None))?,
            Heard::Held => {}
        }
        is_early = is_early && poll(AT_ONCE)?;
    }
}

fn tell(inbox: &Sender<Event>, sent: impl IntoIterator<Item = Sent>) -> Result<(), SendError<Event>> {
    sent.into_iter().filter_map(|sent| event(&sent)).try_for_each(|event| inbox.send(event))
}

/// What was typed before the terminal was raw has been through its line discipline, which makes
/// Enter a line feed.
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
        Sent::Key(event) if event.kind != KeyEventKind::Release => key(*event).map(Message::Key)?,
        Sent::Mouse(event) => mouse(*event).map(Message::Mouse)?,
        Sent::Paste(text) => Message::Paste(text.clone()),
        // Where there are signals they tell it: crossterm 0.29 forgets a resize that comes in the
        // same moment as a key.
        Sent::Resize(..) if cfg!(not(unix)) => return Some(Event::Resized),
        _ => return None,
    };
    Some(Event::Message(Box::new(message)))
}

fn key(event: KeyEvent) -> Option<Key> {
    let has = |modifier| event.modifiers.contains(modifier);
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number) => Code::F(number),
        KeyCode::BackTab => Code::Named(Named::Tab),
        other => Code::Named(named(other)?),
    };
    let is_char = matches!(code, Code::Char(_));
    let shift = event.code == KeyCode::BackTab || (has(KeyModifiers::SHIFT) && !is_char);
    Some(Key { code, ctrl: has(KeyModifiers::CONTROL), alt: has(KeyModifiers::ALT), shift })
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}
