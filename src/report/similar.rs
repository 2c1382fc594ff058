//! Documents that are similar, in pairs.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::percent;
use crate::document::Document;
use crate::report::Report;
use crate::report::model::{Column, ColumnKind, Inline, ReportBlock, StyledLine, Table, line};
use crate::report::subject::lossy;
use crate::report::wording::{rounded, title};

/// What the figures mean; the likeness of a comparison means something else.
const EXPLANATION: &str = "Similarity: the cosine of the words of whole documents, each weighted by how rare it is \
                           among these documents; not the likeness of a comparison, which rests on linked sentences.";

/// Which documents are similar. Documents count from 0. Asked about a file, that is document 0 and the
/// pairs begin with the most similar; asked about a folder, there is at most one pair for each document,
/// the one most similar to it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SimilarReport {
    /// Every document that was looked at.
    pub documents: Vec<DocumentHeading>,
    /// The pairs asked for, by the document asked about and then by similarity.
    pub pairs: Vec<SimilarPair>,
    /// What was asked.
    #[serde(skip)]
    pub question: Question,
}

/// What can be asked about a number of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which are similar to the first one.
    LikeTheFirst,
    /// Which one is most similar to each.
    NearestOfEach,
}

/// A document without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DocumentHeading {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// Empty when the document has none.
    pub title: String,
    /// How many words it has.
    pub words: usize,
}

/// Two similar documents, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SimilarPair {
    /// The document asked about.
    pub document: usize,
    /// The one that is similar to it.
    pub similar: usize,
    /// How similar the two are: the cosine of the words of whole documents, each weighted by how rare it
    /// is among these documents. It is not the likeness of a comparison, which rests on linked sentences.
    #[schemars(range(min = 0, max = 1))]
    pub similarity: f64,
}

impl DocumentHeading {
    /// Returns the heading of a document.
    pub fn new(path: &Path, document: &Document) -> Self {
        let title = document.title.as_str().to_owned();
        Self { path: path.to_owned(), title, words: document.words }
    }
}

impl SimilarPair {
    /// Returns two documents and how similar they are.
    pub fn new(document: usize, similar: usize, similarity: f64) -> Self {
        Self { document, similar, similarity: rounded(similarity) }
    }

    /// Returns the similarity to show.
    fn percent(&self) -> StyledLine<'static> {
        line(format!("{} %", percent(self.similarity)))
    }
}

impl SimilarReport {
    fn path(&self, index: usize) -> StyledLine<'_> {
        self.documents.get(index).map_or_else(StyledLine::new, |document| line(Inline::path(&document.path)))
    }

    fn title(&self, index: usize) -> StyledLine<'_> {
        self.documents.get(index).map_or_else(StyledLine::new, |document| line(title(&document.title)))
    }

    /// Returns a row for each document: its most similar one, or dashes if there is none.
    fn nearest(&self) -> Vec<Vec<StyledLine<'_>>> {
        let mut pairs = self.pairs.iter().peekable();
        let row = |index| match pairs.next_if(|pair| pair.document == index) {
            Some(pair) => vec![pair.percent(), self.path(index), self.path(pair.similar)],
            None => vec![line("–"), self.path(index), line("–")],
        };
        (0..self.documents.len()).map(row).collect()
    }
}

impl Report for SimilarReport {
    const SCHEMA: &'static str = "reader.similar/2";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let similarity = Column::new("Similarity", ColumnKind::Figure);
        let (columns, rows): (_, Vec<_>) = match self.question {
            Question::LikeTheFirst => {
                let row = |pair: &SimilarPair| {
                    vec![pair.percent(), self.title(pair.similar), self.path(pair.similar)]
                };
                let columns = [Column::new("Title", ColumnKind::Name), Column::new("Path", ColumnKind::Text)];
                (columns, self.pairs.iter().map(row).collect())
            }
            Question::NearestOfEach => {
                let columns =
                    [Column::new("Path", ColumnKind::Text), Column::new("Most similar", ColumnKind::Text)];
                (columns, self.nearest())
            }
        };
        let remark = (!rows.is_empty()).then(|| ReportBlock::paragraph(EXPLANATION));
        let table = ReportBlock::Table(Table {
            caption: Some("Documents by similarity".into()),
            columns: std::iter::once(similarity).chain(columns).collect(),
            rows,
        });
        std::iter::once(table).chain(remark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::written;
    use crate::text::width::width;

    fn similar(question: Question) -> SimilarReport {
        let heading =
            |path: &str, title: &str| DocumentHeading { path: path.into(), title: title.into(), words: 7 };
        let long = "語".repeat(40);
        let documents = vec![heading("a|b", "Tides"), heading("two\u{1b}.md", &long), heading("c d", "")];
        let mut pairs = vec![SimilarPair::new(0, 2, 0.123_46), SimilarPair::new(0, 1, 0.1)];
        if question == Question::NearestOfEach {
            pairs = vec![SimilarPair::new(0, 2, 0.5), SimilarPair::new(2, 0, 0.5)];
        }
        SimilarReport { documents, pairs, question }
    }

    #[test]
    fn text_keeps_its_columns_and_whole_paths() {
        let like = written(ReportFormat::Text, &similar(Question::LikeTheFirst));
        let lines: Vec<&str> = like.lines().collect();
        assert_eq!(lines[3..], ["", EXPLANATION]);
        assert!(lines[1].starts_with("      12 %  (no title)  ") && lines[1].ends_with("  c d"), "{like}");
        assert!(lines[2].contains("…  two␛.md"), "{like}");
        let starts = |line: &str, part: &str| width(&line[..line.rfind(part).unwrap()]);
        assert_eq!(starts(lines[0], "Path"), starts(lines[1], "c d"));
        let nearest = written(ReportFormat::Text, &similar(Question::NearestOfEach));
        assert_eq!(
            nearest,
            format!(
                "Similarity  Path     Most similar\n      50 %  a|b      c d\n         –  two␛.md  –\n      50 %  c d      \
                 a|b\n\n{EXPLANATION}\n"
            )
        );
        let none = SimilarReport { pairs: Vec::new(), ..similar(Question::LikeTheFirst) };
        assert_eq!(written(ReportFormat::Text, &none), "");
    }

    #[test]
    fn markdown_is_one_table() {
        let text = written(ReportFormat::Markdown, &similar(Question::NearestOfEach));
        assert_eq!(text.lines().nth(2), Some("| 50 % | a\\|b | c d |"), "{text}");
        assert_eq!(text.lines().count(), 7);
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/similar.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for question in [Question::LikeTheFirst, Question::NearestOfEach] {
            let text = written(ReportFormat::Json, &similar(question));
            let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(validator.is_valid(&value), "{text}");
            assert_eq!(value["documents"][1]["path"], "two\u{1b}.md");
            value["pairs"][0]["similarity"] = 1.5.into();
            assert!(!validator.is_valid(&value));
        }
    }
}
