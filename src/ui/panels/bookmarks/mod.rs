//! ui panels bookmarks.

pub mod draw;
pub mod keys;
pub mod state;
