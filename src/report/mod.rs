//! What leaves the program as a file or through a pipe: comparisons, lists and documents as plain
//! text, Markdown, HTML or JSON.
//!
//! `report` and `list` hold what there is to say; each format is one file that says it. To add a
//! format, add a file and a line in `Format::page`. Whatever is text for people goes through
//! `text::safe` first; JSON escapes instead, so that a program gets back every character.

mod claims;
mod columns;
mod compared;
mod comparison;
mod copied;
mod escaped;
mod fact_row;
mod facts;
mod figures;
mod grid;
mod hits;
mod html;
mod json;
mod language;
mod lines;
mod list;
mod markdown;
mod method;
mod plain;
mod revision;
mod similar;
mod subject;
mod versions;
mod wording;

pub use claims::{Cell, Given, Grid, Stance, Total};
pub use compared::{Known, Rest};
pub use comparison::{Pair, Report, Strength, Summary};
pub use copied::{CopiedItem, CopiedRun};
pub use fact_row::{FactItem, FactRow};
pub use facts::facts;
pub use hits::{FoundIn, HitRow};
pub use language::{Languages, NamedLanguage};
pub use list::{List, Row, State};
pub use method::Method;
pub use revision::{Revised, Revision};
pub use similar::{Alike, Heading, Question, Similar};
pub use subject::{Named, Passage, Subject};
pub use versions::Versions;

use std::io::{self, Write};
use std::path::Path;

use html::Html;
use json::Json;
use markdown::Markdown;
use plain::Plain;

/// How something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain lines, good to read and to be read aloud.
    #[default]
    Text,
    /// Headings, quotations and tables.
    Markdown,
    /// One file for a browser, a phone or paper.
    Html,
    /// For programs, versioned.
    Json,
}

/// What every format can write; parts of a page may be written on several threads.
pub trait Page: Sync {
    /// Writes what stands above everything else; `title` names the whole.
    fn open(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        let _ = (title, out);
        Ok(())
    }

    /// Writes what stands below everything else.
    fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes a comparison.
    fn report(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes a list of documents.
    fn list(&self, list: &List, out: &mut dyn Write) -> io::Result<()>;

    /// Writes which documents are alike.
    fn similar(&self, similar: &Similar, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what was found in one document.
    fn hits(&self, found: &FoundIn, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what several documents say.
    fn claims(&self, grid: &Grid<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the text of a document.
    fn document(&self, document: Named<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes the name above one of several documents or lists; `above` is how many came before.
    fn header(&self, path: &Path, above: usize, out: &mut dyn Write) -> io::Result<()>;
}

impl Format {
    /// Returns the format that the ending of a file's name asks for, plain text if none.
    pub fn by_name(path: &Path) -> Self {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            _ => Format::Text,
        }
    }

    /// Returns the writer of this format; plain text is wrapped at `width` columns, if given.
    pub fn page(self, width: Option<usize>) -> Box<dyn Page> {
        match self {
            Format::Text => Box::new(Plain { width }),
            Format::Markdown => Box::new(Markdown),
            Format::Html => Box::new(Html),
            Format::Json => Box::new(Json),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_asks_for_its_format() {
        for (name, format) in [
            ("a.md", Format::Markdown),
            ("a.b/c.MARKDOWN", Format::Markdown),
            ("a.htm", Format::Html),
            ("a.Html", Format::Html),
            ("a.json", Format::Json),
            ("a.txt", Format::Text),
            ("md", Format::Text),
            (".html", Format::Text),
            ("-", Format::Text),
        ] {
            assert_eq!(Format::by_name(Path::new(name)), format, "{name}");
        }
    }
}
