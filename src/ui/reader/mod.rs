//! The reader: one text, the window of it that is held when it is too long, what it waits for, and how it is drawn.

mod counts;
pub mod draw;
pub mod notes;
pub mod pending;
pub mod state;
pub mod text_pane;
pub mod windowed;
