//! The only disk: finding documents, reading them, and the few files this program writes.
//!
//! The rooms: `library` walks folders, `watch` hears of changes in them, `load` reads one
//! document whole, `long` in parts, `sketch` as much of it as the list shows, `measure` asks about one
//! without opening it, `input` reads what is piped in,
//! `small` reads the files that are no documents, `rulefiles` says which ignore files are not even opened,
//! `output` writes what was asked for, `reports` what tells of a bug, `config` finds the settings, `names` guesses what a missing path meant, `completion` how
//! a typed one may go on.
//! Foreign names are returned as they are; whoever shows them makes them safe.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the wall's inside")]

mod ahead;
pub mod completion;
pub mod config;
mod folder;
pub mod input;
pub mod library;
pub mod load;
pub mod long;
mod measure;
pub mod names;
pub mod output;
pub mod reports;
mod rulefiles;
mod sketch;
mod small;
pub mod watch;
mod why;

pub use completion::{at_home, complete};
pub use config::{Config, ConfigError, LevelsError, Settings};
pub use library::{Entry, Found, Met, Skipped, Walk, walk};
pub use load::{LoadError, check, load};
pub use long::{Fetched, FileText, HELD, Opened, fetch, open};
pub use measure::{Measured, measure};
pub use names::{Missing, missing};
pub use output::{Existing, Output, OutputError, is_same};
pub use sketch::{Sketch, sketch};
pub use watch::{Heard, Seen, Watch};
pub use why::Why;
