//! tasks listing.

pub mod arrange;
pub mod home;
pub mod names;
pub mod order;
pub mod rows;
