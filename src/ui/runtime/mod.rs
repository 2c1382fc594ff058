//! The event loop and the terminal it runs in.
#![expect(
    clippy::disallowed_methods,
    reason = "the loop starts the threads that read keys and signals, and the editor; nothing else in ui has a clock"
)]

mod backend;
mod events;
mod osc_reply;
mod panics;
mod pause;
mod run;
mod signals;
mod terminal;

pub use panics::tell_panics;
pub use run::{RunEnd, Start, ThemeChoice, run};
pub use signals::abandon_on_signals;
pub use terminal::has_terminal;
pub(crate) use terminal::window_size;
