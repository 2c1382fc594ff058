//! How the screen is drawn: the whole of it, the bottom row, themes, and what all views share.

pub mod context;
pub mod screen;
pub mod status;
pub mod text;
pub mod theme;
