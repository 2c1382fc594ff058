//! ui comparison.

pub mod blocks;
pub mod cursor;
pub mod draw;
pub mod keys;
pub mod lock;
pub mod map;
pub mod pairs;
pub mod shown;
pub mod state;
pub mod tables;
