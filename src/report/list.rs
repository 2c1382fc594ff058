//! A list of documents: one row for each path found, and how many hits of each keyword it has.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Document, TextSummary, Title};
use crate::report::Report;
use crate::report::document::EncodingRecord;
use crate::report::model::{Column, ColumnKind, Inline, ReportBlock, StyledLine, Table, line};
use crate::report::subject::lossy;
use crate::report::wording::title;
use crate::search::Keywords;
use crate::text::Charset;

/// A list of documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentList {
    /// The words of each keyword, without prefix, case mark and colour.
    keywords: Vec<String>,
    /// The rows in the order of the walk.
    pub rows: Vec<ListRow>,
}

/// A path in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    path: PathBuf,
    outcome: RowOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum RowOutcome {
    /// The hits are counted for each keyword of the list.
    Read { title: Title, words: usize, hits: Vec<usize>, charset: Charset },
    /// The path is not a document or cannot be read, for this reason.
    Unread(String),
}

impl DocumentList {
    /// Returns a list without rows that counts `keywords`.
    pub fn new(keywords: &Keywords) -> Self {
        let words = keywords.iter().map(|(_, keyword)| keyword.query().text.clone()).collect();
        Self { keywords: words, rows: Vec::new() }
    }
}

impl ListRow {
    /// Returns the row of a document.
    pub fn read(path: PathBuf, summary: TextSummary, keywords: &Keywords) -> Self {
        let hits = keywords.patterns().hits(&summary.text, &|| true).unwrap_or_default();
        let hits = hits.counts().map(|(_, count)| count).collect();
        let TextSummary { title, words, charset, .. } = summary;
        Self { path, outcome: RowOutcome::Read { title, words, hits, charset } }
    }

    /// Returns the row of a path that gives no document.
    pub fn unread(path: PathBuf, reason: &dyn std::fmt::Display) -> Self {
        Self { path, outcome: RowOutcome::Unread(reason.to_string()) }
    }

    /// Returns the cells; without a document the reason takes the place of the title.
    fn cells(&self, keywords: usize) -> Vec<StyledLine<'_>> {
        let (name, figures): (_, Vec<String>) = match &self.outcome {
            RowOutcome::Read { title: named, words, hits, .. } => {
                let figures = [*words, Document::minutes(*words)];
                (line(title(named.as_str())), figures.iter().chain(hits).map(usize::to_string).collect())
            }
            RowOutcome::Unread(reason) => {
                let reason = vec!["(".into(), Inline::foreign(reason), ")".into()];
                (reason, vec!["-".into(); 2 + keywords])
            }
        };
        let path = line(Inline::path(&self.path));
        std::iter::once(name).chain(figures.into_iter().map(line)).chain([path]).collect()
    }
}

impl Report for DocumentList {
    const SCHEMA: &'static str = "reader.list/1";

    fn data(&self) -> impl Serialize {
        let mut data = ListData { keywords: &self.keywords, documents: Vec::new(), skipped: Vec::new() };
        for ListRow { path, outcome } in &self.rows {
            match outcome {
                RowOutcome::Read { title, words, hits, charset } => data.documents.push(ListedDocument {
                    path,
                    title: title.as_str(),
                    words: *words,
                    minutes: Document::minutes(*words),
                    hits,
                    encoding: (*charset).into(),
                }),
                RowOutcome::Unread(reason) => data.skipped.push(SkippedRecord { path, reason }),
            }
        }
        data
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let mut columns = vec![
            Column::new("Title", ColumnKind::Name),
            Column::new("Words", ColumnKind::Figure),
            Column::new("Minutes", ColumnKind::Figure),
        ];
        columns.extend(
            self.keywords
                .iter()
                .map(|word| Column { heading: line(Inline::foreign(word)), kind: ColumnKind::Figure }),
        );
        columns.push(Column::new("Path", ColumnKind::Text));
        vec![ReportBlock::Table(Table {
            caption: Some(format!("Documents: {}", self.rows.len())),
            columns,
            rows: self.rows.iter().map(|row| row.cells(self.keywords.len())).collect(),
        })]
    }
}

/// A list of documents in the order in which they were found.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ListData<'a> {
    /// The keywords that are counted.
    keywords: &'a [String],
    documents: Vec<ListedDocument<'a>>,
    /// The files that are no documents or could not be read.
    skipped: Vec<SkippedRecord<'a>>,
}

/// A document of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ListedDocument<'a> {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    path: &'a Path,
    /// Empty when the document has none.
    title: &'a str,
    words: usize,
    /// How long it takes to read.
    minutes: usize,
    /// The number of hits of each keyword.
    hits: &'a [usize],
    #[serde(flatten)]
    encoding: EncodingRecord,
}

/// A path that gives no document, and why.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SkippedRecord<'a> {
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    path: &'a Path,
    reason: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::{LEFT, document, written};
    use crate::search::{Defaults, parse_argument};
    use crate::text::width::width;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    fn keywords(argument: &str) -> Keywords {
        let mut keywords = Keywords::default();
        keywords.add(parse_argument(argument, Defaults::default()).unwrap());
        keywords
    }

    fn summary(sentences: &[&str]) -> TextSummary {
        (&document(sentences)).into()
    }

    #[test]
    fn text_keeps_its_columns() {
        let keywords = keywords("語語");
        let long = "語".repeat(60);
        let mut list = DocumentList::new(&keywords);
        list.rows = vec![
            ListRow::read("x\u{1b}[31m".into(), summary(&[&long]), &keywords),
            ListRow::unread("y z".into(), &"a\npipe"),
            ListRow::read("z".into(), summary(&[]), &keywords),
        ];
        let text = written(ReportFormat::Text, &list);
        let lines: Vec<&str> = text.lines().collect();
        let column = |line: &str, word: &str| width(&line[..line.rfind(word).unwrap()]);
        assert!(!text.contains('\u{1b}'));
        assert_eq!(lines.len(), 4);
        assert!(lines[2].starts_with("(a pipe) "), "{text}");
        for (line, path) in lines.iter().zip(["Path", "x", "y z", "z"]) {
            assert_eq!(column(line, path), column(lines[0], "Path"), "{text}");
        }
        assert!(lines[0].contains("  語語  ") && lines[1].contains("    30  "), "{text}");
        assert_eq!(width(lines[1].split('…').next().unwrap()), 46);
    }

    #[test]
    fn markdown_is_one_table() {
        let keywords = keywords("a|c");
        let mut list = DocumentList::new(&keywords);
        list.rows.push(ListRow::read("a|b".into(), summary(LEFT), &keywords));
        list.rows.push(ListRow::unread("c".into(), &"a *pipe*"));
        let text = written(ReportFormat::Markdown, &list);
        let cells = Parser::new_ext(&text, Options::ENABLE_TABLES)
            .filter(|event| matches!(event, Event::Start(Tag::TableCell)))
            .count();
        assert_eq!(cells, 15, "{text}");
        assert!(text.contains("| a\\|b |") && text.contains("| (a \\*pipe\\*) |"), "{text}");
    }

    #[test]
    fn every_row_fills_the_table_of_html() {
        let keywords = keywords("<b>");
        let mut list = DocumentList::new(&keywords);
        list.rows.push(ListRow::read("a&b\u{202e}".into(), summary(LEFT), &keywords));
        list.rows.push(ListRow::unread("c".into(), &"a <pipe>"));
        let html = written(ReportFormat::Html, &list);
        assert_eq!(html.matches("<th scope=\"col\">").count(), 5);
        assert_eq!(html.matches("<td").count(), 8, "{html}");
        for part in
            ["a&amp;b&lt;202E&gt;", "(<bdi>a &lt;pipe&gt;</bdi>)", "<td data-label=\"&lt;b&gt;\">0</td>"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn data_tells_documents_from_the_rest() {
        let path = || "a".into();
        let keywords = keywords("crew=red");
        let mut list = DocumentList::new(&keywords);
        list.rows.push(ListRow::read(path(), summary(LEFT), &keywords));
        list.rows.push(ListRow::unread(path(), &"not a text file"));
        let value: serde_json::Value = serde_json::from_str(&written(ReportFormat::Json, &list)).unwrap();
        assert_eq!((&value["keywords"][0], &value["documents"][0]["hits"][0]), (&"crew".into(), &1.into()));
        assert_eq!(value["schema"], "reader.list/1");
        assert_eq!(value["documents"][0]["minutes"], 1);
        assert_eq!(value["skipped"][0]["reason"], "not a text file");
    }
}
