//! The program at work: one loop that waits, updates, performs and draws.
#![expect(
    clippy::disallowed_methods,
    reason = "the loop starts the threads that read keys and signals, and no other floor has a clock"
)]

mod backend;
mod background;
mod event;
mod events;
#[cfg(unix)]
mod hangup;
pub mod out;
mod panics;
mod reading;
pub mod run;
mod signals;
mod terminal;

pub use out::has_terminal;
pub use panics::tell_panics;
pub use run::{Start, ThemeChoice, run};
pub use signals::abandon_on_signals;
