//! The list of documents: its entries and rows, and how it is drawn.

pub mod draw;
pub mod library;
pub mod listing;
pub mod pane;
pub mod visible_rows;
