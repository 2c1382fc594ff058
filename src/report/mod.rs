//! The output of the program to files and pipes: comparisons, claims, lists, hits and documents as plain
//! text, Markdown, HTML or JSON.
//!
//! A report implements `Report`: it builds the blocks of `model`, and has a serializable form. To add
//! one, add a file. `text`, `linear`, `markdown` and `html` turn blocks into output; to add a format for people, add
//! a file with a function that renders blocks, and a variant of `ReportFormat`. Whatever is text for people goes
//! through `text::safe`; JSON escapes instead, so that a program gets back every character.

mod claims;
mod comparison;
mod document;
mod hits;
mod html;
mod json;
mod linear;
mod list;
mod markdown;
mod model;
mod notes;
mod similar;
mod stories;
mod subject;
mod text;
mod timeline;
mod wording;

pub use claims::ClaimsReport;
pub use comparison::ComparisonReport;
pub use hits::{HitReport, HitRow, NotSearched, SearchSummary, search_figures};
pub use list::{DocumentList, ListRow};
pub use notes::{LinkedRow, NoteRow, NotesReport, PassageRow};
pub use similar::{DocumentHeading, Question, SimilarPair, SimilarReport};
pub use stories::{Account, Dates, StoriesReport, StoryRow};
pub use subject::{DivisionLabel, NamedDocument, called_together};
pub use timeline::{TimelineReport, TimelineRow};
pub(crate) use wording::shown_percent;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use model::ReportBlock;
use wording::shown_path;

/// Something that can be written in every format.
pub trait Report {
    /// The name and version of its JSON form.
    const SCHEMA: &'static str;

    /// Returns its JSON form.
    fn data(&self) -> impl Serialize;

    /// Returns its blocks in order.
    fn blocks(&self) -> Vec<ReportBlock<'_>>;

    /// Returns the blocks that are there only as the targets of links; formats without links leave them out.
    fn appendix(&self) -> Vec<ReportBlock<'_>> {
        Vec::new()
    }

    /// Returns its plain text, wrapped at `width` cells, if that is not made of its blocks.
    fn plain_text(&self, width: Option<usize>) -> Option<String> {
        let _ = width;
        None
    }
}

/// How something is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Plain text, made to be read or heard.
    #[default]
    Text,
    /// Linear text for screen readers, with words for marks.
    Plain,
    /// Markdown with headings, quotations and tables.
    Markdown,
    /// One file for a browser, a phone or a printer, without scripts.
    Html,
    /// For programs; its schemas have versions.
    Json,
}

/// A file name with an extension that is that of no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: the extension must be .txt, .md, .html or .json, or none for plain text", .0.display())]
pub struct UnknownExtension(PathBuf);

impl ReportFormat {
    /// Returns the format that the extension of a file name asks for, plain text without one.
    pub fn by_name(path: &Path) -> Result<Self, UnknownExtension> {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        match extension.to_str() {
            Some("md" | "markdown") => Ok(ReportFormat::Markdown),
            Some("html" | "htm") => Ok(ReportFormat::Html),
            Some("json") => Ok(ReportFormat::Json),
            Some("" | "txt" | "text") => Ok(ReportFormat::Text),
            _ => Err(UnknownExtension(path.to_owned())),
        }
    }
}

/// Writes contents in one format, one after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writer {
    /// The format.
    pub format: ReportFormat,
    /// How many cells a line of plain text may take, if that is limited.
    pub width: Option<usize>,
    /// Whether several reports are written, each under its name.
    pub is_parted: bool,
}

impl Writer {
    /// Writes what comes before every report; `title` names the whole.
    pub fn open(self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            ReportFormat::Html => out.write_all(html::opening(title).as_bytes()),
            ReportFormat::Text | ReportFormat::Plain | ReportFormat::Markdown | ReportFormat::Json => Ok(()),
        }
    }

    /// Writes what comes after every report.
    pub fn close(self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            ReportFormat::Html => out.write_all(html::CLOSING.as_bytes()),
            ReportFormat::Text | ReportFormat::Plain | ReportFormat::Markdown | ReportFormat::Json => Ok(()),
        }
    }

    /// Writes the name above one of several reports; `index` is the number of reports before it. In JSON
    /// each report names its own path.
    pub fn part(self, path: &Path, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let path = shown_path(path);
        let heading = match self.format {
            ReportFormat::Text => text::part(&path, index),
            ReportFormat::Plain => linear::part(&path, index),
            ReportFormat::Markdown => markdown::part(&path, index),
            ReportFormat::Html => html::part(&path, index),
            ReportFormat::Json => return Ok(()),
        };
        out.write_all(heading.as_bytes())
    }

    /// Writes a report.
    pub fn write<C: Report>(self, report: &C, out: &mut dyn Write) -> io::Result<()> {
        let text = match self.format {
            ReportFormat::Text => {
                report.plain_text(self.width).unwrap_or_else(|| text::render(&report.blocks(), self.width))
            }
            ReportFormat::Plain => linear::render(&report.blocks(), self.width),
            ReportFormat::Markdown => markdown::render(&report.blocks(), self.is_parted),
            ReportFormat::Html => {
                let mut blocks = report.blocks();
                blocks.extend(report.appendix());
                html::render(&blocks)
            }
            ReportFormat::Json => return json::write(C::SCHEMA, &report.data(), out),
        };
        out.write_all(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_asks_for_its_format() {
        for (name, format) in [
            ("a.md", ReportFormat::Markdown),
            ("a.b/c.MARKDOWN", ReportFormat::Markdown),
            ("a.htm", ReportFormat::Html),
            ("a.Html", ReportFormat::Html),
            ("a.json", ReportFormat::Json),
            ("a.txt", ReportFormat::Text),
            ("a.b/report", ReportFormat::Text),
            ("md", ReportFormat::Text),
            (".html", ReportFormat::Text),
            ("-", ReportFormat::Text),
        ] {
            assert_eq!(ReportFormat::by_name(Path::new(name)), Ok(format), "{name}");
        }
        for name in ["a.pdf", "a.md.gz", "out/a.DOCX", "a.1"] {
            let error = ReportFormat::by_name(Path::new(name)).unwrap_err().to_string();
            assert!(error.starts_with(name) && error.contains(".txt, .md, .html or .json"), "{error}");
        }
    }
}
