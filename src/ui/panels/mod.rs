//! ui panels.

pub mod bookmarks;
pub mod frame;
pub mod help;
pub mod keywords;
pub mod panel;
pub mod similar;
