//! The messages that reach the program and the effects it asks for in return.
//!
//! `update` turns one `Message` into changes of the state and a list of `Effect`s; the event loop
//! performs them.

use std::path::PathBuf;

use crossterm::event::MouseEvent;
use ratatui::layout::Size;

use crate::storage::CommandLine;
use crate::tasks::{Reply, Task, TaskKind, Ticket};
use crate::text::CopiedText;
use crate::ui::input::Key;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The button of the mouse is pressed so late after the last time that a double click does not go on.
    ClicksEnded,
    /// The window has another size.
    Resize(Size),
    /// The editor has ended; the error says why it could not be used.
    Edited(Result<(), String>),
    /// A task has something to say.
    Replied(Ticket, Reply),
}

/// What `update` asks for.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start a task; an older one of the same kind is no longer wanted.
    Start(Ticket, Task),
    /// Cancel the task of this kind.
    Cancel(TaskKind),
    /// Give the terminal back and wait to be continued.
    Suspend,
    /// Give text to the clipboard of the terminal.
    Copy(CopiedText),
    /// Let an editor open a file at a line, counted from 1.
    Edit {
        /// The editor.
        editor: CommandLine,
        /// The line.
        line: usize,
        /// The file.
        path: PathBuf,
    },
    /// Draw every cell again.
    Redraw,
    /// Leave with this status.
    Quit(u8),
}
