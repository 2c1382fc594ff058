//! Background tasks: all work that is too slow for the response to a key.
//!
//! `update` starts a [`task::Task`] under a [`task::Ticket`]; [`Workers`] runs it on the thread of its kind,
//! where [`perform`] does it; each [`task::Reply`] comes back as a message with the same ticket.
#![expect(clippy::disallowed_methods, reason = "background threads are started here")]

pub mod arrange;
mod comparing;
mod counting;
pub mod document_hits;
mod document_search;
pub mod entry;
mod folders;
pub mod hand_links;
mod library_search;
pub mod list_options;
mod loading;
pub mod memory;
mod note_list;
mod noted;
mod notes;
pub mod onscreen;
mod ordered;
mod perform;
mod programs;
mod reading;
pub mod results;
pub mod sources;
mod stories;
mod summaries;
pub mod task;
mod timeline;
mod worker;
mod writing;

pub use document_search::{AttachedPath, DocumentSearcher, SearchError, SearchResult, SearchedDocument};
pub use noted::{
    DraftText, ListedNote, NoteChange, NoteState, NoteSubject, NoteTarget, NotedPassage, NotedPlace,
    PassageNote,
};
pub use notes::{find_notes, notes_on_pair};
pub(crate) use ordered::{in_order, in_order_as_found};
pub use perform::perform;
pub use programs::Printed;
pub(crate) use stories::story_profile;
pub use worker::{Deliver, Perform, Workers};
