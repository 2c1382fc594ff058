//! Documents grouped into stories.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{Stories, Story};
use crate::report::Report;
use crate::report::hits::NotSearched;
use crate::report::model::{Inline, ReportBlock, Section, StyledLine};
use crate::report::subject::lossy;
use crate::report::wording::{count, title};

/// The stories of a number of documents. Every document that was read is in one story, or alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StoriesReport {
    /// The stories of two documents or more, those of most documents first.
    pub stories: Vec<StoryRow>,
    /// The documents that no other tells the story of.
    pub alone: Vec<Account>,
    /// What could not be read, and why.
    pub not_read: Vec<NotSearched>,
}

/// A story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StoryRow {
    /// Names and words that tell it from other stories.
    pub name: String,
    /// The first and the last day that its documents are of, such as 2023-05-05; null where they do not say so.
    pub dates: Option<Dates>,
    /// The documents that tell it.
    #[schemars(length(min = 2))]
    pub documents: Vec<Account>,
}

/// A span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dates {
    /// The first day.
    #[schemars(extend("format" = "date"))]
    pub first: String,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    pub last: String,
}

/// A document that tells a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Account {
    /// `-` for standard input.
    #[serde(serialize_with = "lossy")]
    #[schemars(with = "String")]
    pub path: PathBuf,
    /// Empty when the document has none.
    pub title: String,
}

impl StoriesReport {
    /// Returns the report on the `found` stories of documents.
    pub fn new(found: Stories, accounts: Vec<Account>, not_read: Vec<NotSearched>) -> Self {
        let mut accounts: Vec<Option<Account>> = accounts.into_iter().map(Some).collect();
        // Each document is in one place.
        let mut take = |documents: Vec<usize>| -> Vec<Account> {
            documents.into_iter().filter_map(|at| accounts.get_mut(at)?.take()).collect()
        };
        let row = |Story { name, documents, days }| StoryRow {
            name,
            dates: days.map(|(first, last)| Dates { first: first.to_string(), last: last.to_string() }),
            documents: take(documents),
        };
        let stories = found.stories.into_iter().map(row).collect();
        Self { stories, alone: take(found.alone), not_read }
    }

    /// Returns the figures in words.
    pub fn figures(&self) -> String {
        let stories = match self.stories.len() {
            1 => "1 story".to_owned(),
            number => format!("{number} stories"),
        };
        let told = self.stories.iter().map(|story| story.documents.len()).sum();
        let unread = match self.not_read.len() {
            0 => String::new(),
            unread => format!(" · {unread} not read"),
        };
        format!("{stories} told by {} · {} alone{unread}", count(told, "document"), self.alone.len())
    }
}

impl StoryRow {
    fn block(&self) -> ReportBlock<'_> {
        let accounts = count(self.documents.len(), "account");
        let figures = match &self.dates {
            None => accounts,
            Some(Dates { first, last }) if first == last => format!("{accounts}, {first}"),
            Some(Dates { first, last }) => format!("{accounts}, {first} to {last}"),
        };
        let heading = vec![Inline::foreign(&self.name), " ".into(), Inline::Aside(vec![figures.into()])];
        ReportBlock::Section(Section { anchor: None, heading, blocks: vec![list(&self.documents)] })
    }
}

fn list(accounts: &[Account]) -> ReportBlock<'_> {
    ReportBlock::bullets(accounts.iter().map(|account| -> StyledLine<'_> {
        vec![title(&account.title), " ".into(), Inline::Aside(vec![Inline::path(&account.path)])]
    }))
}

impl Report for StoriesReport {
    const SCHEMA: &'static str = "reader.stories/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let mut blocks = vec![ReportBlock::paragraph(self.figures())];
        blocks.extend(self.stories.iter().map(StoryRow::block));
        if !self.alone.is_empty() {
            blocks.push(ReportBlock::section("Alone", vec![list(&self.alone)]));
        }
        if !self.not_read.is_empty() {
            let list = ReportBlock::bullets(self.not_read.iter().map(|unread| -> StyledLine<'_> {
                vec![Inline::path(&unread.path), ": ".into(), Inline::foreign(&unread.reason)]
            }));
            blocks.push(ReportBlock::section("Not read", vec![list]));
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::written;

    fn report() -> StoriesReport {
        let account = |path: &str, title: &str| Account { path: path.into(), title: title.into() };
        let accounts =
            vec![account("a.txt", "The ferry"), account("b\u{1b}.md", ""), account("c", "A *beetle*")];
        let story = Story { name: "Aurora, Wexley".into(), documents: vec![0, 2], days: None };
        let found = Stories { stories: vec![story], alone: vec![1] };
        let unread = NotSearched { path: "d.bin".into(), reason: "not a text".into() };
        StoriesReport::new(found, accounts, vec![unread])
    }

    #[test]
    fn every_document_is_in_one_place() {
        let text = written(ReportFormat::Text, &report());
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines[0], "1 story told by 2 documents · 1 alone · 1 not read");
        assert!(lines[1].contains("Aurora, Wexley (2 accounts)"), "{text}");
        for word in ["The ferry (a.txt)", "A *beetle* (c)", "(no title) (b␛.md)", "d.bin: not a text"] {
            assert_eq!(text.matches(word).count(), 1, "{word} in {text}");
        }
        assert!(written(ReportFormat::Markdown, &report()).contains("A \\*beetle\\*"));
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/stories.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut report = report();
        let days = Dates { first: "2023-05-05".into(), last: "2023-05-09".into() };
        report.stories[0].dates = Some(days);
        let text = written(ReportFormat::Json, &report);
        let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(validator.is_valid(&value), "{text}");
        assert_eq!(value["stories"][0]["documents"][1]["path"], "c");
        assert_eq!(value["stories"][0]["dates"]["last"], "2023-05-09");
        assert_eq!(value["alone"][0]["title"], "");
        value["stories"][0]["documents"] = serde_json::json!([]);
        assert!(!validator.is_valid(&value));
    }
}
