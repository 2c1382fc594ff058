//! ui panels help.

pub mod draw;
pub mod state;
