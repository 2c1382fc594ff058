//! Drawing the screen: the whole of it, the bottom row, themes, and the helpers that all views share.

pub mod colours;
pub mod context;
pub(crate) mod legend;
#[cfg(test)]
mod contrast;
pub mod screen;
pub mod status;
pub mod text;
pub mod theme;
