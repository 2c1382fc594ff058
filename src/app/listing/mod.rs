//! The list as it is shown: which entries, in which order, where the selection stands.
//!
//! The library keeps entries under numbers that never change; what is here are rows. So an entry
//! can move, hide and come back while its selection and its mark stay with it.
//! `order` is what the list is asked to show, `arrange` makes `rows` of it, from the `names` of the
//! entries (below their common `home`) among others; `figures` is what had to be asked for to sort by; `state` is the selection and the marks over the rows, `lines` where rows
//! stand on the screen. `late` is the place of what came after the walk.

mod arrange;
mod figures;
mod home;
mod late;
mod lines;
mod names;
mod order;
mod rows;
mod state;

pub use arrange::{Arranged, Task, arrange};
pub use figures::Figures;
pub use home::Home;
pub use late::Late;
pub use lines::{Line, Placed, ROWS};
pub use names::{Names, Titles, write_path};
pub use order::{Direction, Filter, Folders, Order, Ranking, Wish};
pub use rows::{Group, Rows};
pub use state::Listing;
