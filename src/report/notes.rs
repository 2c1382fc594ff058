//! The notes that the user wrote on documents.

use std::path::PathBuf;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use crate::document::{DivisionKind, Locator};
use crate::report::Content;
use crate::report::model::{Block, Inline, Line, Passage, Style, line};
use crate::report::subject::{DivisionLabel, lossy};
use crate::report::wording::{count, title};
use crate::text::Span;

/// The most characters of a passage in a link to it.
const LINKED: usize = 80;

/// The notes that the user wrote: by document, those on the whole of it first, then by passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NotesReport {
    /// The notes.
    pub notes: Vec<NoteRow>,
}

/// A note that the user wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NoteRow {
    /// The words of the user, byte for byte; empty for a highlight.
    pub text: String,
    /// The passage as it was when the note was written; null for a note on the whole document.
    pub quotation: Option<String>,
    /// The words of the passage now, if they are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub now: Option<String>,
    /// The absolute path of the document's file.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// The title of the document; empty when it has none.
    pub title: String,
    /// Whether the passage, or the document if the note is on all of it, was found.
    pub found: bool,
    /// Why the document could not be read, if it could not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub problem: Option<String>,
    /// The first byte of the passage in the document's text; null if it was not found and for a note on the
    /// whole document.
    pub start: Option<usize>,
    /// One past its last byte.
    pub end: Option<usize>,
    /// The line of the file on which the passage begins, counted from 1; of one that was not found, the line
    /// when the note was written. Null in formats without lines and for a note on the whole document.
    #[schemars(range(min = 1))]
    pub line: Option<usize>,
    /// The page, chapter or time in which it begins.
    #[serde(flatten)]
    pub division: DivisionLabel,
    /// When the note was written: UTC as in RFC 3339.
    pub date: String,
    /// When it was last changed.
    pub changed: String,
    /// The SHA-256 of the file when the note was written.
    pub sha256: String,
    /// Where people find the passage.
    #[serde(skip)]
    pub locator: Option<Locator>,
}

impl NoteRow {
    /// Returns the link back to the passage: with the line, as editors take it, with the page, as PDF viewers
    /// do, or with its words, as browsers do.
    fn link(&self) -> Option<String> {
        let mut url = Url::from_file_path(&self.path).ok()?;
        let page = |locator: &Locator| match &locator.division {
            Some((DivisionKind::Page, label)) => Some(format!("page={label}")),
            Some(_) | None => None,
        };
        let words = || {
            let quotation = self.now.as_ref().or(self.quotation.as_ref())?;
            let end = quotation.char_indices().nth(LINKED).map_or(quotation.len(), |(at, _)| at);
            Some(format!(":~:text={}", utf8_percent_encode(&quotation[..end], NON_ALPHANUMERIC)))
        };
        let place = self.locator.as_ref();
        let line = self.line.map(|line| format!("L{line}"));
        url.set_fragment(line.or_else(|| place.and_then(page)).or_else(words).as_deref());
        Some(url.into())
    }

    /// Returns where the passage is, as a link to it, what is known of it, and when the note was written.
    fn source(&self) -> Line<'_> {
        let words = self.locator.as_ref().map_or_else(|| "the whole document".to_owned(), Locator::to_string);
        let place = match self.link() {
            Some(target) => Inline::Passage(Passage {
                styles: vec![(Span::new(0, words.len()), Style::LinkWords)],
                targets: vec![target.into()],
                text: words.into(),
                keeps_spaces: false,
            }),
            None => Inline::foreign(words),
        };
        let mut words = vec![place];
        match (&self.problem, self.found, &self.now) {
            (Some(problem), ..) => words.extend([" · ".into(), Inline::foreign(problem)]),
            (None, false, _) => words.push(" · not found in the text as it is now".into()),
            (None, true, Some(now)) => {
                words.extend([" · now: “".into(), Inline::foreign(now), "”".into()]);
            }
            (None, true, None) => {}
        }
        words.push(format!(" · {}", self.date).into());
        words
    }

    fn blocks(&self) -> Vec<Block<'_>> {
        let quotation = self.quotation.as_ref().map(|words| {
            Block::Quotation(vec![Block::Paragraph(vec![Inline::Passage(Passage {
                text: words.into(),
                ..Passage::default()
            })])])
        });
        let paragraphs = self.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        let text = paragraphs
            .map(|paragraph| Block::lines(paragraph.lines().map(|words| line(Inline::foreign(words)))));
        quotation.into_iter().chain(text).chain([Block::Paragraph(self.source())]).collect()
    }
}

/// Returns the section of one document's notes.
fn section(notes: &[NoteRow]) -> Option<Block<'_>> {
    let first = notes.first()?;
    let file = vec![Inline::path(&first.path), format!(" · {}", count(notes.len(), "note")).into()];
    let mut blocks = vec![Block::Paragraph(file)];
    let mut digest = "";
    for note in notes {
        // The file may have been edited between two notes.
        if note.sha256 != digest {
            digest = &note.sha256;
            blocks.push(Block::paragraph(format!("SHA-256 {digest}")));
        }
        blocks.extend(note.blocks());
    }
    Some(Block::section(title(&first.title), blocks))
}

impl Content for NotesReport {
    const SCHEMA: &'static str = "reader.notes/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<Block<'_>> {
        let documents = self.notes.chunk_by(|one, two| one.path == two.path);
        let blocks: Vec<Block<'_>> = documents.filter_map(section).collect();
        if blocks.is_empty() { vec![Block::paragraph("There are no notes.")] } else { blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;
    use crate::report::comparison::tests::written;
    use serde_json::{Value, json};

    fn note(text: &str, quotation: Option<&str>, line: Option<usize>) -> NoteRow {
        NoteRow {
            text: text.into(),
            quotation: quotation.map(str::to_owned),
            now: None,
            path: "/home/u/ice 1.txt".into(),
            title: "Ice".into(),
            found: true,
            problem: None,
            start: quotation.map(|_| 7),
            end: quotation.map(|words| 7 + words.len()),
            line,
            division: DivisionLabel::default(),
            date: "2026-03-01T10:00:00Z".into(),
            changed: "2026-03-01T10:00:00Z".into(),
            sha256: "ab".repeat(32),
            locator: line.map(Locator::of_line),
        }
    }

    fn page(label: &str) -> Locator {
        let division = Some((DivisionKind::Page, label.into()));
        Locator { line: None, division, paragraph: 2 }
    }

    #[test]
    fn a_note_leads_back_to_its_passage() {
        let of_page = NoteRow { locator: Some(page("12")), ..note("", Some("thin ice"), None) };
        let of_paragraph = Locator { division: None, ..page("") };
        let of_words = NoteRow { locator: Some(of_paragraph), ..note("", Some("thin *ice*"), None) };
        for (note, link) in [
            (note("So.", Some("thin ice"), Some(3)), "[line 3](<file:///home/u/ice%201.txt#L3>)"),
            (of_page, "[page 12, paragraph 2](<file:///home/u/ice%201.txt#page=12>)"),
            (of_words, "[paragraph 2](<file:///home/u/ice%201.txt#:\\~:text=thin%20%2Aice%2A>)"),
            (note("So.", None, None), "[the whole document](<file:///home/u/ice%201.txt>)"),
        ] {
            let markdown = written(Format::Markdown, &NotesReport { notes: vec![note] });
            assert!(markdown.contains(link), "{markdown}");
        }
    }

    #[test]
    fn a_report_says_what_was_found_and_of_which_file() {
        let edited =
            NoteRow { now: Some("thick ice".into()), ..note("*So*\n\u{1b}[1m", Some("thin ice"), Some(3)) };
        let lost = NoteRow { found: false, sha256: "cd".repeat(32), ..note("", Some("gone"), Some(9)) };
        let problem = Some("no such file or folder".into());
        let missing = NoteRow { problem, found: false, path: "/b".into(), ..note("Whole", None, None) };
        let report = NotesReport { notes: vec![edited, lost, missing] };
        let text = written(Format::Text, &report);
        for words in [
            "/home/u/ice 1.txt · 2 notes",
            "> thin ice\n\n*So*\n␛[1m\n\nline 3 · now: “thick ice” · 2026-03-01T10:00:00Z\n",
            "> gone\n\nline 9 · not found in the text as it is now · 2026",
            "/b · 1 note\n",
            "the whole document · no such file or folder · 2026",
        ] {
            assert!(text.contains(words), "{words:?} in {text}");
        }
        assert_eq!(text.matches("SHA-256").count(), 3, "{text}");
        let none = written(Format::Text, &NotesReport { notes: Vec::new() });
        assert_eq!(none, "There are no notes.\n");
    }

    #[test]
    fn data_follow_their_schema_and_give_every_byte_back() {
        let text = "\u{202e}tabs\tand\r\nlines\0";
        let report = NotesReport { notes: vec![note(text, Some("x"), None), note("", None, Some(1))] };
        let data: Value = serde_json::from_str(&written(Format::Json, &report)).unwrap();
        let schema = serde_json::from_str(include_str!("../../assets/schema/notes.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<_> = validator.iter_errors(&data).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((&data["notes"][0]["text"], &data["notes"][1]["quotation"]), (&json!(text), &Value::Null));
        let none = json!({"schema": "reader.notes/1", "notes": []});
        let written = written(Format::Json, &NotesReport { notes: Vec::new() });
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), none);
        assert!(validator.is_valid(&none));
    }
}
