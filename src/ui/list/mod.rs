//! The list of documents: its entries and rows, and how it is drawn.

mod arranging;
pub mod draw;
pub(crate) mod keys;
mod known_stories;
pub mod library;
pub mod listing;
pub mod pane;
pub(crate) mod stories;
mod summaries;
mod totals;
pub mod visible_rows;
