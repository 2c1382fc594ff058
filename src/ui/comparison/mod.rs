//! The comparison of two texts: both side by side, or tables of what they have in common.

pub mod changes;
pub mod connectors;
pub mod cursor;
pub mod draw;
pub mod keys;
pub mod map;
pub mod marks;
pub mod pairs;
mod quotations;
pub mod shown;
pub mod state;
pub mod summary;
pub mod tables;
