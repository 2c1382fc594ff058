//! ui.

pub mod app;
pub mod claims;
pub mod comparison;
pub mod drawing;
pub mod input;
pub mod keys;
pub mod layout;
pub mod list;
pub mod message;
pub mod panels;
pub mod prompt;
pub mod reader;
pub mod replies;
pub mod runtime;
pub mod search;
pub mod settings;
pub mod update;
pub mod writing;
