//! The table of claims: what three documents or more say.

pub mod draw;
pub mod table;
