//! Background tasks: whatever is too slow for a key.
//!
//! `update` starts a [`task::Task`] under a [`task::Ticket`]; [`Workers`] runs it on the thread of its kind,
//! where [`perform`] does it; each [`task::Reply`] comes back as a message with the same ticket.
#![expect(clippy::disallowed_methods, reason = "background threads are started here")]

mod alignment;
mod among;
pub mod anchors;
pub mod arrange;
mod claims;
mod counting;
pub mod entry;
mod everywhere;
mod feed;
pub mod findings;
mod folders;
pub mod found;
mod in_order;
mod likeness;
pub mod list_options;
mod loading;
mod look;
pub mod onscreen;
mod perform;
pub mod sources;
mod summaries;
pub mod task;
mod threads;
mod worker;
mod writing;

pub use among::{Piece, Search, search_among};
pub use feed::Feed;
pub use look::{LookError, Seen};
pub use perform::perform;
pub use threads::{THREAD, join};
pub use worker::{Deliver, Perform, Workers};
