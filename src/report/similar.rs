//! Which documents are alike, as data and in the formats.
//!
//! Field names and their order are those of the schema `reader.similar/1`
//! (`assets/schema/similar.json`).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};

use crate::document::Document;
use crate::report::escaped::escaped;
use crate::report::subject::lossy;
use crate::report::wording::{shown_path, title};
use crate::text::width::{fit, width};

/// The widest column of titles, in cells.
const TITLE: usize = 48;

/// What stands for a similarity where nothing is alike.
const NONE: &str = "–";

/// What the figures are, for people: a comparison's likeness is another thing.
pub(crate) const EXPLAINED: &str = "Similarity: the cosine of the words of whole documents, each weighed by \
                                    how rare it is in this library; not the likeness of a comparison, \
                                    which rests on linked sentences.";

/// Returns a similarity to show: whole percent, never rounded up.
fn percent(similarity: f64) -> String {
    format!("{} %", (similarity * 100.0 + 1e-6).floor())
}

/// Which documents are alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Similar {
    /// Every document looked at.
    pub documents: Vec<Heading>,
    /// The pairs asked for, in the order they are told.
    pub pairs: Vec<Alike>,
    /// What was asked; data needs not say.
    #[serde(skip)]
    pub question: Question,
}

/// What was asked about a number of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which are like the first one?
    LikeTheFirst,
    /// Which one is most like each?
    NearestOfEach,
}

/// A document without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its path.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// Its title, `""` for none.
    pub title: String,
    /// How many words it has.
    pub words: usize,
}

/// Two documents that are alike, by their indices.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Alike {
    /// The document asked about.
    pub document: usize,
    /// The one that is like it.
    pub similar: usize,
    /// How alike they are, 0 to 1, to four decimals: the cosine of their words.
    pub likeness: f64,
}

impl Heading {
    /// Returns what a list says of a document.
    pub fn new(path: &Path, document: &Document) -> Self {
        let title = document.title.as_str().to_owned();
        Self { path: path.to_owned(), title, words: document.words }
    }
}

impl Alike {
    /// Returns two documents and their likeness.
    pub fn new(document: usize, similar: usize, likeness: f64) -> Self {
        Self { document, similar, likeness: (likeness * 1e4).round() / 1e4 }
    }
}

/// Writes a path as text.
pub(crate) fn as_text<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    lossy(path, serializer)
}

/// What is said of documents that are alike, line by line.
pub(crate) struct Table {
    pub(crate) head: [&'static str; 3],
    /// The similarity, then a title and a path or two paths, safe to show.
    pub(crate) rows: Vec<[String; 3]>,
}

impl Table {
    /// Returns the lines of `similar`.
    pub(crate) fn of(similar: &Similar) -> Self {
        let document = |index: usize| similar.documents.get(index);
        let path =
            |index: usize| document(index).map(|heading| shown_path(&heading.path)).unwrap_or_default();
        match similar.question {
            Question::LikeTheFirst => {
                let named = |index| document(index).map(|heading| title(&heading.title)).unwrap_or_default();
                let row = |pair: &Alike| [percent(pair.likeness), named(pair.similar), path(pair.similar)];
                Self { head: ["Similarity", "Title", "Path"], rows: similar.pairs.iter().map(row).collect() }
            }
            Question::NearestOfEach => {
                let row = |index: usize| match similar.pairs.iter().find(|pair| pair.document == index) {
                    Some(pair) => [percent(pair.likeness), path(index), path(pair.similar)],
                    None => [NONE.into(), path(index), NONE.into()],
                };
                let rows = (0..similar.documents.len()).map(row).collect();
                Self { head: ["Similarity", "Path", "Most similar"], rows }
            }
        }
    }
}

/// Writes columns with a head; nothing when there is nothing to tell. Titles are cut, paths never.
pub(crate) fn text(similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
    let Table { head, mut rows } = Table::of(similar);
    if rows.is_empty() {
        return Ok(());
    }
    if similar.question == Question::LikeTheFirst {
        for [_, title, _] in &mut rows {
            fit(title, TITLE).as_str().clone_into(title);
        }
    }
    let head = head.map(str::to_owned);
    let middle = rows.iter().chain([&head]).map(|row| width(&row[1])).max().unwrap_or_default();
    for [similarity, first, second] in std::iter::once(&head).chain(&rows) {
        let gap = " ".repeat(middle.saturating_sub(width(first)));
        writeln!(out, "{similarity:>10}  {first}{gap}  {second}")?;
    }
    writeln!(out, "\n{EXPLAINED}")
}

/// Writes one table.
pub(crate) fn markdown(similar: &Similar, out: &mut dyn Write) -> io::Result<()> {
    let Table { head, rows } = Table::of(similar);
    writeln!(out, "| {} |\n|---:|---|---|", head.join(" | "))?;
    for [similarity, first, second] in rows {
        writeln!(out, "| {similarity} | {} | {} |", escaped(&first), escaped(&second))?;
    }
    writeln!(out, "\n{}", escaped(EXPLAINED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Page;
    use crate::report::comparison::tests::written;
    use crate::report::json::Json;
    use crate::report::markdown::Markdown;
    use crate::report::plain::Plain;

    fn similar(question: Question) -> Similar {
        let heading = |path: &str, title: &str| Heading { path: path.into(), title: title.into(), words: 7 };
        let long = "語".repeat(40);
        let documents = vec![heading("a|b", "Tides"), heading("two\u{1b}.md", &long), heading("c d", "")];
        let mut pairs = vec![Alike::new(0, 2, 0.123_46), Alike::new(0, 1, 0.1)];
        if question == Question::NearestOfEach {
            pairs = vec![Alike::new(0, 2, 0.5), Alike::new(2, 0, 0.5)];
        }
        Similar { documents, pairs, question }
    }

    #[test]
    fn text_keeps_its_columns_and_whole_paths() {
        let like = written(|out| Plain { width: None }.similar(&similar(Question::LikeTheFirst), out));
        let lines: Vec<&str> = like.lines().collect();
        assert_eq!(lines[3..], ["", EXPLAINED]);
        assert!(lines[1].starts_with("      12 %  (no title)  ") && lines[1].ends_with("  c d"), "{like}");
        assert!(lines[2].contains("…  two␛.md"), "{like}");
        let starts = |line: &str, part: &str| width(&line[..line.rfind(part).unwrap()]);
        assert_eq!(starts(lines[0], "Path"), starts(lines[1], "c d"));
        let nearest = written(|out| Plain { width: None }.similar(&similar(Question::NearestOfEach), out));
        assert_eq!(
            nearest,
            format!(
                "Similarity  Path     Most similar\n      50 %  a|b      c d\n         –  two␛.md  –\n      50 %  c d      \
                 a|b\n\n{EXPLAINED}\n"
            )
        );
        let none = Similar { pairs: Vec::new(), ..similar(Question::LikeTheFirst) };
        assert_eq!(written(|out| Plain { width: None }.similar(&none, out)), "");
    }

    #[test]
    fn markdown_is_one_table() {
        let text = written(|out| Markdown.similar(&similar(Question::NearestOfEach), out));
        assert_eq!(text.lines().nth(2), Some("| 50 % | a\\|b | c d |"), "{text}");
        assert_eq!(text.lines().count(), 7);
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/similar.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for question in [Question::LikeTheFirst, Question::NearestOfEach] {
            let text = written(|out| Json.similar(&similar(question), out));
            let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert!(validator.is_valid(&value), "{text}");
            assert_eq!(value["documents"][1]["path"], "two\u{1b}.md");
            value["pairs"][0]["likeness"] = 1.5.into();
            assert!(!validator.is_valid(&value));
        }
    }
}
