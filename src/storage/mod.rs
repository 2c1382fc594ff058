//! Everything that touches the disk: finding documents, reading them, and the few files that are written.
//!
//! `walk` lists folders and `watch` sees their changes; a `Source` gives one document, whole or
//! as a `FileText`; `cache` keeps converted documents, and a `conversion` is shared by the threads that need it;
//! `summary` reads as much as the list shows, `input` reads standard input, `files` other files such as settings;
//! `output` writes results, `bug_reports` reports of crashes; `config` holds the settings, `store` the data kept
//! between runs. File names are returned as they are: the code that shows them makes them safe.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "only this folder touches the disk")]

pub mod bug_reports;
mod cache;
mod command_line;
pub mod completion;
pub mod config;
mod conversion;
pub mod error;
mod file_text;
mod files;
pub mod input;
pub mod missing;
pub mod output;
pub mod source;
pub mod store;
mod summary;
pub mod walk;
pub mod watch;

pub use cache::ConversionCache;
pub use command_line::CommandLine;
pub use completion::{at_home, complete};
pub use config::{ConfigError, ConfigSettings, LevelsError};
pub use error::{LoadError, ReadError};
pub use file_text::{FileContent, FileText};
pub use missing::{Missing, missing};
pub use output::{Existing, OutputError, OutputFile, is_same};
pub use source::{HELD, Opened, SHORT, STANDARD, Source};
pub use summary::{FileStat, FileSummary, stat, summarize, summarize_whole};
pub use walk::{FoundPath, SkippedPath, walk};
pub use watch::{FileChange, FileWatcher, News};
