//! ui prompt.

pub mod command;
pub mod keys;
pub mod state;
