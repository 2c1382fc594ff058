//! Jupyter notebooks: cells of Markdown and of code with its outputs.
//!
//! All cells become one Markdown text, code and outputs as fenced blocks, and that is read as any other.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::document::{Draft, Field, Markup, SourceLines};
use crate::formats::decode::decode_text;
use crate::formats::{Format, FormatError, SourceBytes, markdown, plain};

/// Jupyter notebooks, known by the kind of their first cell.
pub(super) const FORMAT: Format = Format {
    name: "notebook",
    extensions: &["ipynb"],
    recognises: |source| {
        let head = &source.bytes[..source.bytes.len().min(LOOKED_AT)];
        head.trim_ascii_start().starts_with(b"{")
            && ["\"cell_type\"", "\"nbformat\""]
                .iter()
                .any(|key| memchr::memmem::find(head, key.as_bytes()).is_some())
    },
    needs_signature: false,
    is_verbatim: false,
    longest: 64 << 20,
    parse,
};

/// The number of bytes in which the first cell begins.
const LOOKED_AT: usize = 4096;

/// The colours that programs write for terminals.
static COLOURS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("\u{1b}\\[[0-9;]*[A-Za-z]").ok());

#[derive(Deserialize)]
struct Notebook {
    #[serde(default)]
    cells: Vec<NotebookCell>,
    /// Where the cells are in notebooks of format 3.
    #[serde(default)]
    worksheets: Vec<Worksheet>,
    #[serde(default)]
    metadata: About,
}

#[derive(Deserialize)]
struct Worksheet {
    #[serde(default)]
    cells: Vec<NotebookCell>,
}

#[derive(Default, Deserialize)]
struct About {
    #[serde(default)]
    title: Lines,
    #[serde(default)]
    authors: Vec<Author>,
    #[serde(default)]
    language_info: NotebookLanguage,
    #[serde(default)]
    kernelspec: NotebookLanguage,
}

/// A programming language or a program that runs it.
#[derive(Default, Deserialize)]
struct NotebookLanguage {
    #[serde(default)]
    name: Lines,
    #[serde(default)]
    language: Lines,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    name: Lines,
}

#[derive(Deserialize)]
struct NotebookCell {
    #[serde(default, rename = "cell_type")]
    kind: Lines,
    #[serde(default, alias = "input")]
    source: Lines,
    /// The level of a heading, in format 3.
    #[serde(default)]
    level: Option<u8>,
    #[serde(default)]
    outputs: Vec<CellOutput>,
}

/// An output of code: its text, or by their media types several forms of one thing.
#[derive(Deserialize)]
struct CellOutput {
    #[serde(default)]
    text: Lines,
    #[serde(default)]
    traceback: Lines,
    #[serde(default)]
    data: BTreeMap<String, Lines>,
    /// Pictures in format 3.
    #[serde(default)]
    png: Option<IgnoredAny>,
    #[serde(default)]
    jpeg: Option<IgnoredAny>,
    #[serde(default)]
    svg: Option<IgnoredAny>,
}

/// A text, written as one string or as its lines.
#[derive(Deserialize)]
#[serde(untagged)]
enum Lines {
    One(String),
    Many(Vec<String>),
    Other(IgnoredAny),
}

impl Default for Lines {
    fn default() -> Self {
        Self::One(String::new())
    }
}

impl Lines {
    fn text(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Many(lines) => lines.concat(),
            Self::Other(_) => String::new(),
        }
    }
}

fn parse(source: &SourceBytes) -> Result<Draft, FormatError> {
    let decoded = decode_text(source.bytes, source.read_as)?;
    let notebook = match serde_json::from_str::<Notebook>(&decoded.text) {
        Ok(notebook) => notebook,
        Err(error) => {
            let mut draft = plain::parse(source)?;
            draft.warnings.push(format!("not read as a notebook: {error}"));
            return Ok(draft);
        }
    };
    let about = &notebook.metadata;
    let language = [&about.language_info.name, &about.kernelspec.language].map(Lines::text);
    let language = language.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let sheets = notebook.worksheets.iter().flat_map(|sheet| &sheet.cells);
    let text = notebook.cells.iter().chain(sheets).fold(String::new(), |mut text, cell| {
        add(&mut text, cell, &language);
        text
    });
    let mut draft =
        markdown::read(&text).unwrap_or_else(|| Draft { markup: Markup::Shown, ..plain::draft(text, false) });
    // The lines are those of the cells together, not those of the file.
    draft.lines = SourceLines::default();
    draft.charset = decoded.charset;
    draft.title = Some(about.title.text()).filter(|title| !title.trim().is_empty()).or(draft.title);
    about.authors.iter().for_each(|author| draft.metadata.add(Field::Author, &author.name.text()));
    Ok(draft)
}

/// Adds a cell in Markdown.
fn add(text: &mut String, cell: &NotebookCell, language: &str) {
    let source = cell.source.text();
    match cell.kind.text().as_str() {
        "code" => {
            add_code(text, &source, language);
            cell.outputs.iter().for_each(|output| add_code(text, &shown(output), ""));
        }
        // The settings of the document.
        "raw" if text.is_empty() && source.starts_with("---") => *text = source + "\n\n",
        "raw" => add_code(text, &source, ""),
        "heading" => {
            let marks = "#".repeat(cell.level.unwrap_or(1).clamp(1, 6).into());
            text.extend([&marks, " ", &source.replace('\n', " "), "\n\n"]);
        }
        _ => {
            text.push_str(&source);
            text.push_str("\n\n");
        }
    }
}

/// Adds lines that are kept as they are.
fn add_code(text: &mut String, code: &str, language: &str) {
    let code = code.trim_end();
    if code.trim().is_empty() {
        return;
    }
    // Longer than any fence in the code.
    let longest = code.split(|c| c != '~').map(str::len).max().unwrap_or_default();
    let fence = "~".repeat((longest + 1).max(3));
    let language: String = language.chars().filter(char::is_ascii_alphanumeric).collect();
    text.extend([&fence, &language, "\n", code, "\n", &fence, "\n\n"]);
}

/// Returns the text of an output; of a picture its description.
fn shown(output: &CellOutput) -> String {
    let traceback = match &output.traceback {
        Lines::Many(lines) => lines.join("\n"),
        other => other.text(),
    };
    let plain = output.data.get("text/plain").map(Lines::text).unwrap_or_default();
    let own = output.text.text();
    let text = [own, plain, traceback].into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
    let is_picture = output.data.keys().any(|kind| kind.starts_with("image/"))
        || output.png.or(output.jpeg).or(output.svg).is_some();
    if is_picture {
        let description = text.trim().trim_matches(['<', '>']);
        return if description.is_empty() { "[picture]".into() } else { format!("[picture: {description}]") };
    }
    COLOURS.as_ref().map_or_else(|| text.clone(), |colours| colours.replace_all(&text, "").into_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::document::{Document, Title};
    use crate::formats::block_lines::block_lines;
    use crate::formats::parse;

    fn read(name: &str, text: &str) -> Document {
        parse(&SourceBytes::new(Path::new(name), text.as_bytes())).unwrap()
    }

    const TIDES: &str = r##"{"cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Tides\n", "They *rise*.\n", "![map](attachment:a.png)"],
         "attachments": {"a.png": {"image/png": "AAAA"}}},
        {"cell_type": "code", "execution_count": 1, "source": "x = '~~~'\nprint(x)\n", "outputs": [
            {"output_type": "stream", "name": "stdout", "text": ["one\n", "\u001b[31mtwo\u001b[0m\n"]},
            {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "<Figure size 6x4>"}},
            {"output_type": "execute_result", "data": {"text/html": ["<b>7</b>"], "text/plain": ["7"], "application/json": {"a": [1]}}},
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u001b[0;31mE\u001b[0m", "v"]}]},
        {"cell_type": "raw", "source": "as it is"},
        {"cell_type": "code", "source": [], "outputs": [{"data": {"image/svg+xml": "<svg/>"}}]}],
        "metadata": {"title": "The sea", "authors": [{"name": "Ann"}], "kernelspec": {"language": "python"}},
        "nbformat": 4, "nbformat_minor": 5}"##;

    #[test]
    fn cells_become_text_code_and_outputs() {
        for name in ["a.ipynb", "-"] {
            let document = read(name, TIDES);
            assert_eq!(
                block_lines(&document),
                [
                    "# Tides",
                    "They rise.⏎[picture: map]",
                    "| x = '~~~'⏎print(x)",
                    "| one⏎two",
                    "| [picture: Figure size 6x4]",
                    "| 7",
                    "| E⏎v",
                    "| as it is",
                    "| [picture]"
                ]
            );
            assert_eq!(document.title, Title::Own("The sea".into()));
            assert_eq!(document.metadata.first(Field::Author), Some("Ann"));
        }
    }

    #[test]
    fn notebooks_of_format_3_are_read_too() {
        let document = read(
            "a.ipynb",
            r#"{"metadata": {"name": ""}, "nbformat": 3, "worksheets": [{"cells": [
                {"cell_type": "heading", "level": 2, "source": ["Ebb"]},
                {"cell_type": "code", "input": ["y"], "language": "python", "outputs": [
                    {"output_type": "pyout", "png": "AA", "text": ["<fig>"]}]}]}]}"#,
        );
        assert_eq!(block_lines(&document), ["## Ebb", "| y", "| [picture: fig]"]);
    }

    #[test]
    fn settings_in_the_first_cell_are_front_matter() {
        let cells = r#"{"cells": [{"cell_type": "raw", "source": "---\ntitle: Neap\n---"}, {"cell_type": "markdown", "source": "Low."}]}"#;
        assert_eq!(read("a.ipynb", cells).title, Title::Own("Neap".into()));
    }

    #[test]
    fn a_damaged_notebook_is_plain_text() {
        let document = read("a.ipynb", &TIDES[..TIDES.len() - 9]);
        assert!(document.text.starts_with("{\"cells\""));
        assert!(document.warnings[0].starts_with("not read as a notebook: "), "{:?}", document.warnings);
        let deep = format!("{{\"cells\": {}", "[".repeat(100_000));
        assert_eq!(read("a.ipynb", &deep).warnings.len(), 1);
        assert_eq!(read("a.json", "{\"cells\": 1}").text, "{\"cells\": 1}");
        let huge =
            format!(r#"{{"cells": [{{"cell_type": "markdown", "source": "{}"}}]}}"#, "*".repeat(2 << 20));
        assert_eq!(read("a.ipynb", &huge).markup, Markup::Shown);
    }
}
