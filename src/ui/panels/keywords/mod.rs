//! ui panels keywords.

pub mod draw;
pub mod keys;
