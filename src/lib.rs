//! Compares two texts by meaning: which sentences say the same, how surely, and what only one text says.
//!
//! This is the library of the program `reader`. A program of your own needs a few of its types:
//! [`parse`] makes a [`Document`] of the bytes of a file in any format it knows, [`AlignedDocuments::of`] compares two
//! documents, and [`Levels`] decide which of the [`Comparison`]'s links count. Nothing of this touches the disk or
//! the network, and the same input gives the same answer.
//!
//! ```
//! use std::path::Path;
//! use std::sync::Arc;
//!
//! use reader::{AlignedDocuments, Document, Level, Levels, SourceBytes, parse};
//!
//! fn document(text: &str) -> Result<Arc<Document>, reader::FormatError> {
//!     parse(&SourceBytes::new(Path::new("story.txt"), text.as_bytes())).map(Arc::new)
//! }
//!
//! # fn main() -> Result<(), reader::FormatError> {
//! let left = document("Tickets were free. Five ferries crossed the frozen harbour on Monday morning.")?;
//! let right = document("On Monday the frozen harbour was crossed by five ferries. Nobody was hurt.")?;
//! let alignment = AlignedDocuments::of([&left, &right]);
//!
//! let [left, right] = &alignment.documents;
//! let link = alignment.comparison.links().iter().max_by(|a, b| a.score.total_cmp(&b.score)).unwrap();
//! assert_eq!(left.sentence_text(link.left), "Five ferries crossed the frozen harbour on Monday morning.");
//! assert_eq!(right.sentence_text(link.right), "On Monday the frozen harbour was crossed by five ferries.");
//! assert_eq!(Levels::default().of(link.score), Some(Level::Strong));
//! # Ok(())
//! # }
//! ```
//!
//! `examples/compare.rs` compares two files in this way. Text of a document may hold characters that control a
//! terminal: [`text::safe::printable`] makes them visible.
//!
//! # Modules
//!
//! The modules are layers, listed top to bottom; every import points down. From [`report`] down they compute and have
//! no side effects, except [`storage`], which is the disk. [`tasks`], [`ui`] and [`cli`] are the program: they are
//! public for its binary and its tests, and change without notice.

pub mod cli;
pub mod ui;

pub mod tasks;

pub mod report;
pub mod storage;

pub mod compare;
pub mod formats;
pub mod search;

pub mod document;

pub mod text;

mod threads;

pub use compare::{AlignedDocuments, Comparison, Level, Levels, Link, Side};
pub use document::Document;
pub use formats::{FormatError, SourceBytes, parse};
