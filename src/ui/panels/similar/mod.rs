//! ui panels similar.

pub mod draw;
pub mod keys;
