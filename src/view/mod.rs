//! From the state to the screen; nothing here can change the state or wait for anything.
//!
//! `draw` is the only door. Where things stand comes from `app::layout`, what may be shown from
//! `text::safe` by way of `paint`, which alone fills the cells of the screen (`frame`).

mod bookmarks;
mod charset;
mod comparison;
mod concordance;
mod difference;
mod entry;
mod frame;
mod grid;
mod help;
mod keywords;
mod layers;
mod list;
mod names;
mod numbers;
mod paint;
mod panel;
mod reader;
mod screen;
mod scrollbar;
mod similar;
mod status;
mod text;
pub mod theme;
mod written;

pub use difference::difference;
pub use frame::{Frame, Look, Sign};
pub use screen::draw;
pub use theme::Theme;
