//! What leaves the program as a file or through a pipe: comparisons, claims, lists, hits and documents
//! as plain text, Markdown, HTML or JSON.
//!
//! A content implements `Content`: it builds the blocks of `model`, and has a serializable form. To add
//! one, add a file. `text`, `markdown` and `html` turn blocks into output; to add a format for people,
//! add a file that implements `Renderer` and a variant of `Format`. Whatever is text for people goes
//! through `text::safe`; JSON escapes instead, so that a program gets back every character.

mod claims;
mod comparison;
mod document;
mod hits;
mod html;
mod json;
mod list;
mod markdown;
mod model;
mod similar;
mod subject;
mod text;
mod wording;

pub use claims::ClaimsReport;
pub use comparison::{ComparisonReport, Known};
pub use hits::{DocumentHits, HitRow};
pub use list::{DocumentList, ListRow};
pub use similar::{DocumentHeading, Question, SimilarPair, SimilarReport};
pub use subject::Named;

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use html::Html;
use markdown::Markdown;
use model::Block;
use text::Text;

/// Something that can be written in every format.
pub trait Content {
    /// The name and version of its JSON form.
    const SCHEMA: &'static str;

    /// Returns its JSON form.
    fn data(&self) -> impl Serialize;

    /// Gives its blocks to `emit`, one by one, in order.
    fn blocks(&self, emit: &mut dyn FnMut(Block<'_>) -> io::Result<()>) -> io::Result<()>;

    /// Writes its plain text, wrapped at `width` cells, if that is not made of its blocks; returns
    /// whether it did.
    fn write_text(&self, width: Option<usize>, out: &mut dyn Write) -> io::Result<bool> {
        let _ = (width, out);
        Ok(false)
    }

    /// Returns the tag of the language of all its blocks, `""` if that is not known; `None` if the blocks
    /// are not those of one document.
    fn language(&self) -> Option<&'static str> {
        None
    }
}

/// A format for people.
trait Renderer {
    /// Writes what comes before everything else; `title` names the whole.
    fn open(&self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        let _ = (title, out);
        Ok(())
    }

    /// Writes what comes after everything else.
    fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }

    /// Writes the name above one of several contents; `index` is how many came before.
    fn part(&self, path: &Path, index: usize, out: &mut dyn Write) -> io::Result<()>;

    /// Writes a block of a content; `index` is how many blocks of it came before.
    fn block(&self, block: &Block<'_>, index: usize, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes before the blocks of a document in a language.
    fn begin_document(&self, language: &'static str, out: &mut dyn Write) -> io::Result<()> {
        let _ = (language, out);
        Ok(())
    }

    /// Writes what comes after the blocks of a document.
    fn end_document(&self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
}

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

impl Format {
    /// Returns the format that the extension of a file name asks for, plain text if none.
    pub fn by_name(path: &Path) -> Self {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            _ => Format::Text,
        }
    }
}

/// Writes contents in one format, one after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct Writer {
    /// The format.
    pub format: Format,
    /// How many cells a line of plain text may take, if that is limited.
    pub width: Option<usize>,
}

impl Writer {
    fn renderer(self) -> Option<Box<dyn Renderer>> {
        match self.format {
            Format::Text => Some(Box::new(Text { width: self.width })),
            Format::Markdown => Some(Box::new(Markdown)),
            Format::Html => Some(Box::new(Html)),
            Format::Json => None,
        }
    }

    /// Writes what comes before every content; `title` names the whole.
    pub fn open(self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        self.renderer().map_or(Ok(()), |renderer| renderer.open(title, out))
    }

    /// Writes what comes after every content.
    pub fn close(self, out: &mut dyn Write) -> io::Result<()> {
        self.renderer().map_or(Ok(()), |renderer| renderer.close(out))
    }

    /// Writes the name above one of several contents, of which `index` came before. In JSON each
    /// content names its own path.
    pub fn part(self, path: &Path, index: usize, out: &mut dyn Write) -> io::Result<()> {
        self.renderer().map_or(Ok(()), |renderer| renderer.part(path, index, out))
    }

    /// Writes a content.
    pub fn write<C: Content>(self, content: &C, out: &mut dyn Write) -> io::Result<()> {
        let Some(renderer) = self.renderer() else { return json::write(C::SCHEMA, &content.data(), out) };
        if self.format == Format::Text && content.write_text(self.width, out)? {
            return Ok(());
        }
        let language = content.language();
        if let Some(language) = language {
            renderer.begin_document(language, out)?;
        }
        let mut index = 0;
        content.blocks(&mut |block| {
            renderer.block(&block, index, out)?;
            index += 1;
            Ok(())
        })?;
        language.map_or(Ok(()), |_| renderer.end_document(out))
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
