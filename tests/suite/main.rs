//! The tests of the whole program, one file a topic.
//!
//! They are one program so that the library is linked once. `test_app` drives the screen without a
//! terminal, `pty` runs the real program in a real one, `hostile` writes the hostile documents.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod background;
mod bookmarks;
mod characters;
mod command_line;
mod comparison;
mod comparison_screen;
mod concordance;
mod copying;
mod docs;
mod encodings;
mod files;
mod formats;
mod help;
mod hints;
mod hostile;
mod kinds;
mod labelled;
mod library;
mod link_quality;
mod links;
mod listing;
mod long;
mod memory;
mod noting;
mod outline;
mod packed;
mod pdf;
mod picture;
mod programs;
mod pty;
mod reading;
mod same_content;
mod screens;
mod snapshots;
mod store;
mod stories;
mod survival;
mod terminal;
mod test_app;
mod timeline;
mod walks;
