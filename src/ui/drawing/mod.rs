//! ui drawing.

pub mod numbers;
pub mod paint;
pub mod screen;
pub mod status;
pub mod theme;
