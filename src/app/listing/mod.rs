//! The list as it is shown: which entries, in which order, where the selection stands.
//!
//! The library keeps entries under numbers that never change; what is here are rows. So an entry
//! can move, hide and come back while its selection and its mark stay with it.
//! `rows` is the choice and the order, `state` the selection and the marks over it, `lines` where
//! rows stand on the screen.

mod lines;
mod rows;
mod state;

pub use lines::{Line, Placed, ROWS};
pub use rows::{Group, Rows};
pub use state::Listing;
