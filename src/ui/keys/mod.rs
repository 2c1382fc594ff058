//! ui keys.

pub mod motion;
pub mod mouse;
pub mod press;
