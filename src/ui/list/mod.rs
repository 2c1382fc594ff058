//! The list of documents: its entries and rows, and how it is drawn.

mod arranging;
pub mod draw;
pub mod library;
pub mod listing;
pub mod pane;
mod summaries;
pub mod visible_rows;
