//! What is found in the whole library: the hits with the words around them, document by document or
//! ordered by what stands beside them.

mod documents;
mod found;
mod rows;
mod state;

pub use documents::Documents;
pub use found::{Found, Group, Line};
pub use rows::{Order, Row, Rows};
pub use state::{Concordance, Subject};
