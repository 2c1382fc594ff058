//! ui keys.

pub mod far;
pub mod motion;
pub mod mouse;
pub mod press;
