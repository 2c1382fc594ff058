//! HTML: one file that needs nothing else, for a phone, for paper and for a screen reader.
//!
//! No script, no font, no picture and nothing from elsewhere. A comparison links every line to the
//! sentence in its text and back. Foreign text passes `escape` and nothing else writes it; the marks
//! of the page are words first and colours second.

#[cfg(test)]
mod check;
mod comparison;
mod copies;
mod document;
mod escape;
mod facts;
mod grid;
mod hits;
mod list;
mod nesting;
mod page;
mod place;
mod sentence;
mod similar;
mod texts;
mod versions;

pub(crate) use page::Html;
