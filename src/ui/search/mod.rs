//! ui search.

pub mod draw;
pub mod keys;
pub mod rows;
pub mod state;
