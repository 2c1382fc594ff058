//! The notes that the user wrote on documents.

use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;
use url::Url;

use crate::document::{DivisionKind, Document, LocatedText, Locator};
use crate::report::Report;
use crate::report::model::{ForeignText, Inline, LinkTarget, ReportBlock, Style, StyledLine, concat, line};
use crate::report::subject::{DivisionLabel, lossy};
use crate::report::wording::{count, title};
use crate::search::{Anchor, FoundAgain};
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
    /// The absolute path of the document's file.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// The title of the document; empty when it has none.
    pub title: String,
    /// Which of two compared documents it is, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "usize", range(max = 1))]
    pub side: Option<usize>,
    /// The passage it is on.
    #[serde(flatten)]
    pub passage: PassageRow,
    /// The passage of a second document, if the note is on the link between two.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "LinkedRow")]
    pub linked: Option<LinkedRow>,
    /// When the note was written: UTC as in RFC 3339.
    pub date: String,
    /// When it was last changed.
    pub changed: String,
    /// The SHA-256 of the file when the note was written.
    pub sha256: String,
}

/// The passage at the other end of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct LinkedRow {
    /// The absolute path of its document's file.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// The title of its document; empty when it has none.
    pub title: String,
    /// The passage.
    #[serde(flatten)]
    pub passage: PassageRow,
}

/// A passage that a note is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassageRow {
    /// The passage as it was when the note was written; null for a note on the whole document.
    pub quotation: Option<String>,
    /// The words of the passage now, if they are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub now: Option<String>,
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
    /// Where people find the passage.
    #[serde(skip)]
    pub locator: Option<Locator>,
}

impl PassageRow {
    /// Returns a passage as it is in its document now; `None` is the whole document. The error says why that was
    /// not read.
    pub fn new(passage: Option<&(Anchor, Locator)>, document: Result<&Document, String>) -> Self {
        let again = passage.zip(document.as_ref().ok());
        let again = again.map_or(FoundAgain::NotFound, |((anchor, _), document)| anchor.find_again(document));
        let span = again.span();
        let locator = match (span, &document) {
            (Some(span), Ok(document)) => Some(LocatedText::from(*document).locate((0, 0), span.start)),
            _ => passage.map(|(_, locator)| locator.clone()),
        };
        let division = locator.as_ref().and_then(|locator| locator.division.as_ref());
        let is_edited = matches!(again, FoundAgain::Edited(_));
        let words = document.as_ref().ok().zip(span.filter(|_| is_edited));
        Self {
            quotation: passage.map(|(anchor, _)| anchor.exact.clone()),
            now: words.map(|(document, span)| document.passage(span).to_owned()),
            found: document.is_ok() && (passage.is_none() || span.is_some()),
            start: span.map(|span| span.start),
            end: span.map(|span| span.end),
            line: locator.as_ref().and_then(|locator| locator.line),
            division: division.map(|(kind, label)| DivisionLabel::new(*kind, label)).unwrap_or_default(),
            problem: document.err(),
            locator,
        }
    }

    /// Returns the link back to the passage: with the line, as editors take it, with the page, as PDF viewers
    /// do, or with its words, as browsers do.
    fn link(&self, path: &Path) -> Option<String> {
        let mut url = Url::from_file_path(path).ok()?;
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

    /// Returns the place of the passage as a link into the file at `path`, and its state.
    fn source(&self, path: &Path) -> StyledLine<'_> {
        let words = self.locator.as_ref().map_or_else(|| "the whole document".to_owned(), Locator::to_string);
        let place = match self.link(path) {
            Some(target) => Inline::Passage(ForeignText {
                styles: vec![(Span::new(0, words.len()), Style::LinkWords)],
                targets: vec![LinkTarget { address: target.into(), title: "" }],
                text: words.into(),
                keeps_spaces: false,
            }),
            None => Inline::foreign(words),
        };
        let mut words = vec![place];
        match (&self.problem, self.found, &self.now) {
            (Some(problem), ..) => words.extend([" · ".into(), Inline::foreign(problem)]),
            (None, false, _) => words.push(" · no longer found in the text".into()),
            (None, true, Some(now)) => {
                words.extend([" · now: “".into(), Inline::foreign(now), "”".into()]);
            }
            (None, true, None) => {}
        }
        words
    }

    fn quotation(&self) -> Option<ReportBlock<'_>> {
        let words = self.quotation.as_ref()?;
        let passage = Inline::Passage(ForeignText { text: words.into(), ..ForeignText::default() });
        Some(ReportBlock::Quotation(vec![ReportBlock::Paragraph(vec![passage])]))
    }
}

impl NoteRow {
    /// Returns the passages, the words of the user, where each passage is, and when the note was written.
    pub(crate) fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let other = self.linked.as_ref().map(|linked| {
            let of = vec![" · ".into(), Inline::path(&linked.path)];
            ReportBlock::Paragraph(concat([linked.passage.source(&linked.path), of]))
        });
        let quotations =
            [Some(&self.passage), self.linked.as_ref().map(|linked| &linked.passage)].into_iter().flatten();
        let paragraphs = self.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        let text = paragraphs.map(|paragraph| ReportBlock::Paragraph(words_of(paragraph)));
        let date = line(format!(" · {}", self.date));
        let source = ReportBlock::Paragraph(concat([self.passage.source(&self.path), date]));
        let passages = quotations.filter_map(PassageRow::quotation);
        passages.chain(text).chain([source]).chain(other).collect()
    }
}

/// Returns a paragraph that the user wrote, with its line ends.
fn words_of(paragraph: &str) -> StyledLine<'_> {
    let rows = paragraph.lines().filter(|row| !row.trim().is_empty());
    rows.flat_map(|row| [Inline::Break, Inline::foreign(row)]).skip(1).collect()
}

/// Returns the section of one document's notes.
fn section(notes: &[NoteRow]) -> Option<ReportBlock<'_>> {
    let first = notes.first()?;
    let file = vec![Inline::path(&first.path), format!(" · {}", count(notes.len(), "note")).into()];
    let mut blocks = vec![ReportBlock::Paragraph(file)];
    let mut digest = "";
    for note in notes {
        // The file may have been edited between two notes.
        if note.sha256 != digest {
            digest = &note.sha256;
            blocks.push(ReportBlock::paragraph(format!("SHA-256 {digest}")));
        }
        blocks.extend(note.blocks());
    }
    Some(ReportBlock::section(title(&first.title), blocks))
}

impl Report for NotesReport {
    const SCHEMA: &'static str = "reader.notes/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let documents = self.notes.chunk_by(|one, two| one.path == two.path);
        let blocks: Vec<ReportBlock<'_>> = documents.filter_map(section).collect();
        if blocks.is_empty() { vec![ReportBlock::paragraph("There are no notes.")] } else { blocks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::written;
    use serde_json::{Value, json};

    fn note(text: &str, quotation: Option<&str>, line: Option<usize>) -> NoteRow {
        let passage = PassageRow {
            quotation: quotation.map(str::to_owned),
            now: None,
            found: true,
            problem: None,
            start: quotation.map(|_| 7),
            end: quotation.map(|words| 7 + words.len()),
            line,
            division: DivisionLabel::default(),
            locator: line.map(Locator::of_line),
        };
        NoteRow {
            text: text.into(),
            path: "/home/u/ice 1.txt".into(),
            title: "Ice".into(),
            side: None,
            passage,
            linked: None,
            date: "2026-03-01T10:00:00Z".into(),
            changed: "2026-03-01T10:00:00Z".into(),
            sha256: "ab".repeat(32),
        }
    }

    fn at(locator: Locator, note: NoteRow) -> NoteRow {
        NoteRow { passage: PassageRow { locator: Some(locator), ..note.passage.clone() }, ..note }
    }

    fn page(label: &str) -> Locator {
        let division = Some((DivisionKind::Page, label.into()));
        Locator { line: None, division, paragraph: 2 }
    }

    #[test]
    fn a_note_leads_back_to_its_passage() {
        let of_page = at(page("12"), note("", Some("thin ice"), None));
        let of_paragraph = Locator { division: None, ..page("") };
        let of_words = at(of_paragraph, note("", Some("thin *ice*"), None));
        for (note, link) in [
            (note("So.", Some("thin ice"), Some(3)), "[line 3](<file:///home/u/ice%201.txt#L3>)"),
            (of_page, "[page 12, paragraph 2](<file:///home/u/ice%201.txt#page=12>)"),
            (of_words, "[paragraph 2](<file:///home/u/ice%201.txt#:\\~:text=thin%20%2Aice%2A>)"),
            (note("So.", None, None), "[the whole document](<file:///home/u/ice%201.txt>)"),
        ] {
            let markdown = written(ReportFormat::Markdown, &NotesReport { notes: vec![note] });
            assert!(markdown.contains(link), "{markdown}");
        }
    }

    #[test]
    fn a_report_says_what_was_found_and_of_which_file() {
        let mut edited = note("*So*\n\u{1b}[1m", Some("thin ice"), Some(3));
        edited.passage.now = Some("thick ice".into());
        let mut lost = NoteRow { sha256: "cd".repeat(32), ..note("", Some("gone"), Some(9)) };
        lost.passage.found = false;
        let mut missing = NoteRow { path: "/b".into(), ..note("Whole", None, None) };
        (missing.passage.found, missing.passage.problem) = (false, Some("no such file or folder".into()));
        let report = NotesReport { notes: vec![edited, lost, missing] };
        let text = written(ReportFormat::Text, &report);
        for words in [
            "/home/u/ice 1.txt · 2 notes",
            "> thin ice\n\n*So*\n␛[1m\n\nline 3 · now: “thick ice” · 2026-03-01T10:00:00Z\n",
            "> gone\n\nline 9 · no longer found in the text · 2026",
            "/b · 1 note\n",
            "the whole document · no such file or folder · 2026",
        ] {
            assert!(text.contains(words), "{words:?} in {text}");
        }
        assert_eq!(text.matches("SHA-256").count(), 3, "{text}");
        let none = written(ReportFormat::Text, &NotesReport { notes: Vec::new() });
        assert_eq!(none, "There are no notes.\n");
    }

    #[test]
    fn a_note_of_several_paragraphs_is_one_note() {
        let notes = vec![note("One line\nand - another\n\n\n- A paragraph.\n", None, None)];
        let report = NotesReport { notes };
        let text = written(ReportFormat::Text, &report);
        assert!(text.contains("\n\nOne line\nand - another\n\n- A paragraph.\n\nthe whole"), "{text}");
        let markdown = written(ReportFormat::Markdown, &report);
        assert!(
            markdown.contains("\n\nOne line\\\nand - another\n\n\\- A paragraph.\n\n[the whole"),
            "{markdown}"
        );
        let html = written(ReportFormat::Html, &report);
        assert!(
            html.contains("<p><bdi>One line</bdi><br><bdi>and") && html.contains("<p><bdi>- A paragraph."),
            "{html}"
        );
    }

    #[test]
    fn data_follow_their_schema_and_give_every_byte_back() {
        let text = "\u{202e}tabs\tand\r\nlines\0";
        let passage = note("", Some("other"), Some(4)).passage;
        let linked = Some(LinkedRow { path: "/b".into(), title: String::new(), passage });
        let on_link = NoteRow { linked, ..note("", Some("y"), Some(2)) };
        let report =
            NotesReport { notes: vec![note(text, Some("x"), None), note("", None, Some(1)), on_link] };
        let data: Value = serde_json::from_str(&written(ReportFormat::Json, &report)).unwrap();
        let schema = serde_json::from_str(include_str!("../../assets/schema/notes.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<_> = validator.iter_errors(&data).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!((&data["notes"][0]["text"], &data["notes"][1]["quotation"]), (&json!(text), &Value::Null));
        let none = json!({"schema": "reader.notes/1", "notes": []});
        let written = written(ReportFormat::Json, &NotesReport { notes: Vec::new() });
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), none);
        assert!(validator.is_valid(&none));
    }
}
