//! The dated statements of documents in order of time.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::Timeline;
use crate::document::{Document, LocatedText, Locator};
use crate::report::Report;
use crate::report::hits::NotSearched;
use crate::report::model::{ForeignText, Inline, ReportBlock, Style, StyledLine, concat};
use crate::report::subject::{DivisionLabel, NamedDocument, lossy};
use crate::report::text::words;
use crate::report::wording::{count, shown_path};
use crate::text::{Span, safe};

/// The sentences with dates in order of time; of equal dates the longer period comes first. Those without a
/// year come last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TimelineReport {
    /// The statements, one for each date of a sentence.
    pub statements: Vec<TimelineRow>,
    /// What could not be read, and why.
    pub not_read: Vec<NotSearched>,
    /// How many documents were read.
    #[serde(skip)]
    pub documents: usize,
}

/// A sentence with a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TimelineRow {
    /// The date in the Extended Date/Time Format of ISO 8601-2: `2020-11-27`, `2020-12-04/2020-12-05`, `2020-11`,
    /// `2020`, `199X` and `18XX` for a decade and a century, `1914-21` to `1914-24` for spring to winter, `2019-33`
    /// to `2019-36` for quarters, `-0043` for 44 BC, `XXXX-05-05` where the year is not known.
    pub date: String,
    /// The first day of it, `2020-11-27`; null without a year.
    pub from: Option<String>,
    /// The last day of it.
    pub to: Option<String>,
    /// The date in words: "late September 2019".
    pub label: String,
    /// The words of the text that tell the date.
    pub words: String,
    /// Whether something of the date is told by the document's own date or by the date beside it.
    pub inferred: bool,
    /// The sentence.
    pub text: String,
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// The title of the document; empty when it has none.
    pub title: String,
    /// The day on which the document was published, if it says so.
    pub published: Option<String>,
    /// The sentence, counted from 0 as in reader.document/1.
    pub sentence: usize,
    /// The first byte of the words of the date in the document's text.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// The line of the file on which they begin, counted from 1; null in formats without lines.
    #[schemars(range(min = 1))]
    pub line: Option<usize>,
    /// The page, chapter or time in which they begin.
    #[serde(flatten)]
    pub division: DivisionLabel,
    /// The statements of other documents, by index, that date the same thing differently.
    pub differs: Vec<usize>,
    /// The place of the words in `text`.
    #[serde(skip)]
    pub within: Span,
    /// The struck parts of `text`.
    #[serde(skip)]
    pub struck: Vec<Span>,
    /// Where people find the words.
    #[serde(skip)]
    pub locator: Locator,
}

impl TimelineReport {
    /// Returns the report on the timeline of `documents`; `not_read` are those that could not be read.
    pub fn new(documents: &[NamedDocument<'_>], timeline: &Timeline, not_read: Vec<NotSearched>) -> Self {
        let row = |statement: &crate::compare::DatedStatement| {
            let NamedDocument { path, document } = *documents.get(statement.document)?;
            let published = timeline.published.get(statement.document).copied().flatten();
            let sentence = document.sentences.get(statement.sentence)?.span;
            let text = document.sentence_text(statement.sentence);
            let words = statement.words.shifted(sentence.start);
            let locator = locator(document, words.start);
            let division = locator.division.as_ref();
            let day = |at: usize| statement.date.extent().map(|days| days[at].to_string());
            Some(TimelineRow {
                date: statement.date.edtf(),
                from: day(0),
                to: day(1),
                label: statement.date.to_string(),
                words: statement.words.of(text).to_owned(),
                inferred: statement.is_inferred,
                text: text.to_owned(),
                path: path.to_owned(),
                title: document.title.as_str().to_owned(),
                published: published.map(|day| day.to_string()),
                sentence: statement.sentence,
                start: words.start,
                end: words.end,
                line: locator.line,
                division: division.map(|(kind, label)| DivisionLabel::new(*kind, label)).unwrap_or_default(),
                differs: statement.differs.clone(),
                within: statement.words,
                struck: document.struck_in(sentence),
                locator,
            })
        };
        let statements = timeline.statements.iter().filter_map(row).collect();
        Self { statements, not_read, documents: documents.len() }
    }

    /// Returns a statement: its date, its sentence and where it is, and the dates that other documents give.
    fn line<'a>(&'a self, row: &'a TimelineRow) -> StyledLine<'a> {
        let sentence = vec![": ".into(), row.sentence(), " ".into(), row.place()];
        concat([row.date(), sentence, self.differing(row)])
    }

    /// Returns the dates that other documents give instead: " ≠ 4 May 2023 (b.txt, line 3)".
    fn differing<'a>(&'a self, row: &TimelineRow) -> StyledLine<'a> {
        let others = row.differs.iter().filter_map(|index| self.statements.get(*index));
        others.flat_map(|one| [" ≠ ".into(), (&*one.label).into(), " ".into(), one.place()]).collect()
    }
}

fn locator(document: &Document, place: usize) -> Locator {
    LocatedText::from(document).locate((0, 0), place)
}

impl TimelineRow {
    /// Returns the date as people read it: "9 May 2023 (Tuesday)" where the words leave something out.
    fn date(&self) -> StyledLine<'_> {
        let year = if self.from.is_none() { ", year unknown" } else { "" };
        let date = Inline::Strong(format!("{}{year}", self.label).into());
        if !self.inferred {
            return vec![date];
        }
        vec![date, " ".into(), Inline::Aside(vec!["“".into(), Inline::foreign(&*self.words), "”".into()])]
    }

    /// Returns where it is: "(b.txt, line 3)".
    fn place(&self) -> Inline<'_> {
        let locator = Inline::foreign(self.locator.to_string());
        Inline::Aside(vec![Inline::path(&self.path), ", ".into(), locator])
    }

    fn sentence(&self) -> Inline<'_> {
        let passage = ForeignText::marked(&self.text, &[self.within], Style::Hit);
        Inline::Quoted(passage.with_strikes(&self.struck), None)
    }
}

impl Report for TimelineReport {
    const SCHEMA: &'static str = "reader.timeline/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let figures = format!(
            "{} in {}",
            count(self.statements.len(), "dated statement"),
            count(self.documents, "document")
        );
        let not_read = self.not_read.iter().map(|NotSearched { path, reason }| -> StyledLine<'_> {
            vec![Inline::path(path), ": ".into(), Inline::foreign(&**reason)]
        });
        let mut blocks = vec![
            ReportBlock::Heading(1, vec!["Timeline".into()]),
            ReportBlock::paragraph(figures),
            ReportBlock::bullets(self.statements.iter().map(|row| self.line(row))),
        ];
        if !self.not_read.is_empty() {
            blocks.push(ReportBlock::section("Not read", vec![ReportBlock::bullets(not_read)]));
        }
        blocks
    }

    /// Returns `date · path:line: sentence` for each statement; in formats without lines
    /// `date · path, page 12, paragraph 3: sentence`.
    fn plain_text(&self, _width: Option<usize>) -> Option<String> {
        let line = |row: &TimelineRow| {
            let place = match row.locator.line {
                Some(line) => format!(":{line}"),
                None => format!(", {}", safe::line(&row.locator.to_string()).as_str()),
            };
            let [date, sentence, differing] = [row.date(), vec![row.sentence()], self.differing(row)];
            let [date, sentence, differing] = [date, sentence, differing].map(|line| words(&line));
            format!("{date} · {}{place}: {sentence}{differing}\n", shown_path(&row.path))
        };
        Some(self.statements.iter().map(line).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    use crate::compare::timeline;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::{document, written};

    fn report(format: ReportFormat) -> String {
        let documents = [
            document(&[
                "Posted on May 10, 2023",
                "The ferry *Aurora* sank off Wexley harbour on Tuesday.",
                "It was built in 1990.",
            ]),
            document(&[
                "The ferry Aurora sank off Wexley harbour on 3 May 2023.",
                "The feast is on 1 June\u{9b}.",
            ]),
        ];
        let found = timeline(&documents.iter().collect::<Vec<_>>(), &|| true).unwrap();
        let named = documents
            .iter()
            .zip(["a.txt", "b|c.txt"])
            .map(|(document, path)| NamedDocument { path: Path::new(path), document });
        let lost = NotSearched { path: "d.txt".into(), reason: "access denied".into() };
        written(format, &TimelineReport::new(&named.collect::<Vec<_>>(), &found, vec![lost]))
    }

    #[test]
    fn text_has_a_line_for_each_statement() {
        let expected = [
            "1990 · a.txt, paragraph 3: It was built in 1990.",
            "3 May 2023 · b|c.txt, paragraph 1: The ferry Aurora sank off Wexley harbour on 3 May 2023. ≠ 9 May 2023 (a.txt, paragraph 2)",
            "9 May 2023 (“Tuesday”) · a.txt, paragraph 2: The ferry *Aurora* sank off Wexley harbour on Tuesday. ≠ 3 May 2023 (b|c.txt, paragraph 1)",
            "1 June, year unknown · b|c.txt, paragraph 2: The feast is on 1 June<9B>.",
        ];
        assert_eq!(report(ReportFormat::Text).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn other_formats_mark_the_date_and_name_what_was_not_read() {
        let markdown = report(ReportFormat::Markdown);
        for part in ["- **1990**: It was built in **1990**. (a.txt", "## Not read"] {
            assert!(markdown.contains(part), "{part} in {markdown}");
        }
        assert!(report(ReportFormat::Html).contains("on <mark>3 May 2023</mark>."));
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/timeline.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let value: serde_json::Value = serde_json::from_str(&report(ReportFormat::Json)).unwrap();
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0]);
        let dates: Vec<_> =
            value["statements"].as_array().unwrap().iter().map(|row| row["date"].clone()).collect();
        assert_eq!(dates, ["1990", "2023-05-03", "2023-05-09", "XXXX-06-01"]);
        assert_eq!(value["statements"][2]["published"], "2023-05-10");
        assert_eq!(value["statements"][2]["differs"], serde_json::json!([1]));
    }
}
