//! The list of documents: its entries and rows, the keys that filter and sort it, how it is drawn.

pub mod draw;
pub mod entry;

pub mod library;
pub mod listing;
pub mod names;

pub mod visible_rows;
