//! ui claims.

pub mod draw;
pub mod keys;
pub mod state;
