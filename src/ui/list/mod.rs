//! ui list.

pub mod arranging;
pub mod changes;
pub mod draw;
pub mod entry;
pub mod figures;
pub mod filter;
pub mod late;
pub mod library;
pub mod lines;
pub mod names;
pub mod order;
pub mod records;
pub mod stale;
pub mod state;
pub mod survey;
pub mod surveyed;
