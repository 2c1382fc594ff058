//! The reader: one text, its windows when it is too long to be held, the search in it and how it is
//! drawn.

mod counts;
pub mod draw;
pub(crate) mod loading;
mod next_hit;
pub mod notes;
mod only_matches;
pub mod pending;
mod search;
pub(crate) mod selection;
pub mod state;
pub mod text_pane;
pub(crate) mod texts;
pub mod windowed;
mod windows;
