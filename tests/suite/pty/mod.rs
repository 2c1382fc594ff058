//! The real program in a real terminal: keys go in, bytes come out, and a terminal emulator reads
//! them as a person's would.
//!
//! Nothing here waits for a time. `wait_for` wakes with every byte that arrives and gives up only
//! at a deadline that no healthy run reaches; the exit of the program is waited for, and the bytes
//! are read to their end, before either is checked. Queries about the terminal are answered as
//! a terminal answers them, or not at all.
#![expect(clippy::disallowed_methods, reason = "tests may use threads, the clock and the disk")]
#![expect(clippy::unwrap_used, reason = "a failure here fails the test")]
#![expect(unreachable_pub, reason = "no crate depends on a test")]

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

/// How long a test waits for a condition before it fails.
pub const DEADLINE: std::time::Duration = std::time::Duration::from_secs(20);
