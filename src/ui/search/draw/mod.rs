//! ui search draw.

pub mod align;
pub mod below;
pub mod header;
pub mod rows;
pub mod screen;
