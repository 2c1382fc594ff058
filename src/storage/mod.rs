//! Everything that touches the disk: finding documents, reading them, and the few files that are written.
//!
//! `library` walks folders and `watch` sees their changes; `load` reads one document whole, `long` in
//! parts, `sketch` as much as the list shows, `input` from standard input; `small` reads other files, such
//! as settings; `output` writes results and `bug_reports` reports of crashes; `config` holds the settings.
//! File names are returned as they are: the code that shows them makes them safe.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "only this folder touches the disk")]

mod ahead;
pub mod bug_reports;
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

mod rulefiles;
mod sketch;
mod small;
pub mod watch;
mod why;

pub use completion::{at_home, complete};
pub use config::{Config, ConfigError, LevelsError, Settings};
pub use library::{Entry, Found, Met, Skipped, Walk, walk};
pub use load::{LoadError, check, load};
pub use long::{Fetched, FileText, HELD, Opened, fetch, fetch_decoded, open, open_decoded};
pub use measure::{Measured, measure};
pub use names::{Missing, missing};
pub use output::{Existing, Output, OutputError, is_same};
pub use sketch::{Sketch, sketch};
pub use watch::{Heard, Seen, Watch};
pub use why::Why;
