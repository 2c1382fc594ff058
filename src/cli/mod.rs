//! The ways to run without a screen: print, list, search, compare, find what is similar.
//!
//! Standard output carries only what was asked for, never an escape sequence; what went wrong
//! goes to standard error, one line each, and into the exit code. What can be done is done, as
//! `cat` does it: a bad path among good ones costs exit code 2 and nothing else.

mod claims;
mod comparison;
mod complaint;
mod exit;
mod gather;
mod keys;
mod prints;
mod run;
mod search;
mod settings;
mod similar;
mod sink;

pub use comparison::need_two;
pub use complaint::{complain, explain};
pub use exit::Exit;
pub use gather::inputs;
pub use run::{run, wanted};
pub use settings::{keymap, keywords, settings};

pub mod args;
pub mod screen;
