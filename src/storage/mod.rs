//! Everything that touches the disk: finding documents, reading them, and the few files that are written.
//!
//! `walk` lists folders and `watch` sees their changes; `load` reads one document whole, `long` in
//! parts, `summary` as much as the list shows, `input` from standard input; `small` reads other files, such
//! as settings; `output` writes results and `bug_reports` reports of crashes; `config` holds the settings.
//! File names are returned as they are: the code that shows them makes them safe.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "only this folder touches the disk")]

pub mod bug_reports;
pub mod completion;
pub mod config;
pub mod input;
pub mod load;
pub mod long;
pub mod missing;
pub mod output;
mod small;
mod summary;
pub mod walk;
pub mod watch;
mod why;

pub use completion::{at_home, complete};
pub use config::{ConfigError, LevelsError, Settings};
pub use load::{LoadError, check, load};
pub use long::{Fetched, FileText, HELD, Opened, fetch, fetch_decoded, open, open_decoded};
pub use missing::{Missing, missing};
pub use output::{Existing, Output, OutputError, is_same};
pub use summary::{FileStat, TextSummary, stat, summarize};
pub use walk::{FoundPath, Skipped, walk};
pub use watch::{Change, News, Watch};
pub use why::Why;
