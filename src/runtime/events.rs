//! From what the terminal sends to messages.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{
    Event as Sent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    read,
};
use ratatui::layout::Size;

use super::event::Event;
use crate::app::Message;
use crate::input::key::Named;
use crate::input::{Code, Key, Mouse, MouseKind};

/// Reads the terminal on a thread of its own until it is gone.
pub(super) fn listen(inbox: Sender<Event>) -> std::io::Result<()> {
    thread::Builder::new().name("reader-events".into()).spawn(move || {
        loop {
            let event = match read() {
                Ok(sent) => match message(&sent) {
                    Some(message) => Event::Message(message),
                    None => continue,
                },
                Err(_) => Event::Vanished,
            };
            let last = matches!(event, Event::Vanished);
            if inbox.send(event).is_err() || last {
                return;
            }
        }
    })?;
    Ok(())
}

fn message(sent: &Sent) -> Option<Message> {
    match sent {
        Sent::Key(event) if event.kind != KeyEventKind::Release => key(*event).map(Message::Key),
        Sent::Mouse(event) => mouse(*event).map(Message::Mouse),
        Sent::Paste(text) => Some(Message::Paste(text.clone())),
        Sent::Resize(width, height) => Some(Message::Resize(Size { width: *width, height: *height })),
        _ => None,
    }
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
