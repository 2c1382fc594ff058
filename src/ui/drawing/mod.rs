//! Drawing the screen: the whole of it, the bottom row, themes, and the helpers that all views share.

mod colours;
mod context;
#[cfg(test)]
mod contrast;
pub(crate) mod legend;
mod screen;
mod status;
mod text;
mod theme;

pub use colours::ColourDepth;
pub(crate) use context::{DrawContext, MARGIN, clear, inset, side_role, title_of, title_with_path};
pub use screen::draw;
pub(crate) use status::shown_hints;
pub(crate) use text::{aligned, fitted, put_glyph, raised, span, styled, tail};
pub use theme::{Role, Theme};
