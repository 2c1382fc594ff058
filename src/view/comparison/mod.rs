//! Two texts side by side, and the tables of what they say: figures above, the reason of a link below.

mod facts;
mod header;
mod marks;
mod overview;
mod pairs;
mod reason;
mod screen;
mod terms;
mod texts;
mod wording;

pub(super) use screen::draw;
