//! The results of a search of every document.

pub mod draw;
pub mod rows;
pub mod state;
