//! The real program in a real terminal: keys go in, bytes come out, and a terminal emulator reads
//! them as a person's would.
//!
//! Nothing here waits for a time. `wait_for` wakes with every byte that arrives and gives up only
//! at a deadline no healthy run comes near; the exit of the program is waited for, and the bytes
//! are read to their end, before anything is said about either. Questions about the terminal are
//! answered as a terminal answers them, or not at all.
#![expect(clippy::disallowed_methods, reason = "a test has threads, a clock and a disk of its own")]
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]
#![expect(unreachable_pub, reason = "a test is a crate that nobody reaches into")]

pub mod bytes;
mod keyboard;
mod launch;
pub mod lawful;
mod output;
#[cfg(target_os = "linux")]
pub mod process;
mod terminal;

pub use launch::{Background, Launch};
pub use terminal::Terminal;

/// When a condition that has not come about never will.
pub const DEADLINE: std::time::Duration = std::time::Duration::from_secs(20);
