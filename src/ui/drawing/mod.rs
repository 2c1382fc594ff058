//! Drawing the screen: the whole of it, the bottom row, themes, and the helpers that all views share.

pub mod colours;
pub mod context;
#[cfg(test)]
mod contrast;
pub(crate) mod legend;
pub mod screen;
pub mod status;
pub mod text;
pub mod theme;
