//! What keys, the mouse and the line being typed do to the state.
//!
//! `press` finds out whom a key is for; each of the others knows one pane or one thing that keys can
//! ask for.

pub(super) mod announcing;
pub(super) mod bookmark;
pub(super) mod comparison;
pub(super) mod concordance;
pub(super) mod encoding;
pub(super) mod far;
pub(super) mod filter;
pub(super) mod grid;
pub(super) mod hiding;
mod hits;
pub(super) mod keyword;
pub(super) mod long_search;
pub(super) mod motion;
pub(super) mod mouse;
pub(super) mod opened_at;
mod order;
pub(super) mod press;
pub(super) mod prompt;
pub(super) mod search;
pub(super) mod similar;
