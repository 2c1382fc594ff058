//! All state, and the one function that changes it.
//!
//! `update` takes a message and returns what is to be done outside: no disk, no thread, no clock
//! and no terminal is touched here, so every screen can be reached in a test by pressing keys.

pub mod command;
pub mod comparing;
pub mod finding;
pub mod layout;
pub mod library;
pub mod message;
pub mod panel;
pub mod prompt;
pub mod settings;
pub mod shelf;
pub mod state;
pub mod text_pane;
mod comparison_keys;
mod keyword_keys;
mod keys;
mod motion;
mod mouse;
mod prompt_keys;
mod replies;
mod search_keys;
pub mod update;

pub use layout::{Layout, Panes, TextArea};
pub use library::{Entry, EntryId, Library, Listed, State};
pub use message::{Effect, Job, Lane, Message, OnScreen, Reply, Source, Summary, Ticket, Two, Wanted};
pub use settings::{Opening, Settings};
pub use state::{App, Focus, Notice, View};
pub use update::update;
