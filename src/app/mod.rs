//! All state, and the one function that changes it.
//!
//! `update` takes a message and returns what is to be done outside: no disk, no thread, no clock
//! and no terminal is touched here, so every screen can be reached in a test by pressing keys.

pub mod anchors;
pub mod command;
pub mod comparing;
pub mod entry;
pub mod finding;
pub mod grid;
pub mod help;
mod keys;
pub mod layout;
pub mod library;
pub mod message;
pub mod panel;
pub mod prompt;
mod replies;
pub mod settings;
pub mod shelf;
pub mod state;
pub mod text_pane;
mod texts;
pub mod update;
mod writing;

pub use entry::{EntryId, Listed, Source, Summary, Wanted};
pub use layout::{Layout, Panes, TextArea};
pub use library::{Entry, Library, State};
pub use message::{Effect, Job, Lane, Message, OnScreen, Overwrite, Reply, Sheet, Ticket, Titled, Two};
pub use settings::{Opening, Settings};
pub use state::{App, Focus, Notice, View};
pub use update::update;
