//! All state, and the one function that changes it.
//!
//! `update` takes a message and returns what is to be done outside: no disk, no thread, no clock
//! and no terminal is touched here, so every screen can be reached in a test by pressing keys.

pub mod anchors;
mod arranging;
mod arrivals;
pub mod bookmarks;
mod changes;
pub mod choices;
pub mod command;
pub mod comparing;
pub mod concordance;
mod counting;
pub mod entry;
pub mod finding;
mod following;
pub mod grid;
pub mod help;
mod keys;
pub mod layout;
pub mod library;
pub mod listing;
mod loading;
pub mod long;
pub mod matching;
pub mod message;
pub mod onscreen;
mod onward;
pub mod panel;
pub mod paths;
mod piped;
pub mod prompt;
mod records;
mod replies;
pub mod settings;
pub mod shelf;
pub mod sight;
mod stale;
pub mod state;
mod survey;
mod surveyed;
pub mod text_pane;
mod texts;
mod unread;
pub mod update;
pub mod windows;
mod writing;

pub use entry::{Change, EntryId, Known, Listed, Measure, Source, State, Summary, Wanted};
pub use layout::{Layout, Panes, TextArea};
pub use library::{Entry, Library};
pub use message::{Effect, Job, Lane, Message, Overwrite, Reply, Sheet, Ticket, Titled, Two};
pub use onscreen::{Counted, Counts, OnScreen, Rest, Spot};
pub use paths::{Page, Paths};
pub use piped::Piped;
pub use settings::{Opening, Settings};
pub use sight::{Glimpse, Picking, Sight};
pub use state::{App, Focus, Notice, View};
pub use unread::Unread;
pub use update::update;
