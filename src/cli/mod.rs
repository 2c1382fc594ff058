//! The command line: its definition, and the runs that print instead of opening a screen.
//!
//! Standard output carries only the result, never an escape sequence; complaints go to standard error,
//! one line each, and into the exit status. As `cat` does, a run does what it can: a bad path among good
//! ones costs exit status 2 and nothing else.

pub mod args;
mod collection;
mod comparison;
mod gather;
mod manual;
mod notes;
mod output;
mod prints;
mod run;
pub mod screen;
mod search;
mod settings;

pub use output::{Exit, explain};
pub use run::run;
