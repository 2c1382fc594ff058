//! From the state to the screen; nothing here can change the state or wait for anything.
//!
//! `draw` is the only door. Where things stand comes from `app::layout`, what may be shown from
//! `text::safe` by way of `paint`, which alone touches the cells of the screen.

mod charset;
mod comparison;
mod concordance;
mod entry;
mod grid;
mod help;
mod keywords;
mod layers;
mod list;
mod names;
mod numbers;
mod paint;
mod reader;
mod screen;
mod scrollbar;
mod similar;
mod status;
mod text;
pub mod theme;
mod written;

pub use screen::draw;
pub use theme::Theme;
