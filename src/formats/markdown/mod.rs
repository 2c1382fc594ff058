//! Markdown: CommonMark with the tables, footnotes, task lists and strikethrough of GitHub.
//!
//! `pulldown-cmark` reads it; what is done here is to set its events as blocks. The markup is left
//! out of the text, so that search, sentences and the comparison see what a reader sees, and what
//! it said is kept beside the text: frames for lists and quotations, emphasis, and behind the last
//! paragraph where each link leads, because a terminal shows no address under a pointer.
//!
//! `reader` goes through the events, `setting` puts finished blocks below each other, and
//! `containers` knows the lists and quotations around them.

mod containers;
mod front;
mod html;
mod inline;
mod reader;
mod references;
mod setting;
mod table;

pub(super) use reader::Markdown;
