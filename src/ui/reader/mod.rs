//! The reader: one text, its windows when it is too long to be held, the search in it and how it is
//! drawn.

pub mod cache;
pub mod draw;
pub mod following;
pub mod loading;
pub mod next_hit;
pub mod only_matches;
pub mod scrollbar;
pub mod search;
pub mod text;
pub mod text_pane;
pub mod texts;
pub mod windowed;
pub mod windows;
