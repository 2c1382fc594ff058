//! ui comparison draw.

pub mod facts;
pub mod header;
pub mod marks;
pub mod overview;
pub mod pairs;
pub mod reason;
pub mod screen;
pub mod terms;
pub mod texts;
pub mod wording;
