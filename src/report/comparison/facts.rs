//! Numbers, dates, names and other facts, and what the two documents say of each.

use foldhash::{HashMap, HashMapExt};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::compare::facts::{ComparedFact, Fact, FactKind, FactOccurrence, Status, compare_known_facts};
use crate::compare::{Comparison, Levels};
use crate::report::comparison::ComparisonReport;
use crate::report::model::{
    self, Inline, ReportBlock, ReportEntries, ReportEntry, Style, StyledLine, joined,
};
use crate::report::subject::{SentencePart, Subject};
use crate::report::wording::{cited, in_quotation_marks, numbers, quoted};
use crate::text::Span;

/// The heading above the facts that differ.
pub(super) const DIFFERING: &str = "Figures and names that differ";

/// One fact, in the documents that state it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct FactRow<'a> {
    pub(super) kind: FactKind,
    /// What the documents say of it; of a fact in only one, the items tell in which.
    #[serde(serialize_with = "status_as_word")]
    #[schemars(schema_with = "statuses")]
    pub(super) status: Status,
    #[schemars(length(min = 1))]
    pub(super) items: Vec<SentencePart<'a>>,
    /// The words of each item, with what is counted ("five divisions").
    #[serde(skip)]
    pub(super) phrases: Vec<&'a str>,
}

/// Returns the facts found in two documents, paired over the links that count at `levels`.
pub(super) fn paired_facts<'a>(
    documents: &[Subject<'a>; 2],
    found: [Vec<Fact>; 2],
    comparison: &Comparison,
    levels: Levels,
) -> Vec<FactRow<'a>> {
    let [left, right] = documents.each_ref().map(Subject::texts);
    let counting = comparison.links().iter().filter(|link| levels.of(link.score).is_some());
    let links: Vec<_> = counting.map(|link| (link.left, link.right, link.score)).collect();
    // A report is always wanted, so it is never given up.
    let facts = compare_known_facts(&left, &right, found, &links, &|| true).unwrap_or_default();
    facts.rows.iter().map(|row| FactRow::new(row, documents)).collect()
}

/// The places where one document states a fact in the same words.
struct FactStatement<'a> {
    document: usize,
    phrase: &'a str,
    sentences: Vec<usize>,
}

impl<'a> FactRow<'a> {
    fn new(row: &ComparedFact, documents: &[Subject<'a>; 2]) -> Self {
        let item = |item: &FactOccurrence| {
            let document = item.side as usize;
            let part = SentencePart::new(document, item.sentence, item.span, documents)?;
            Some((part, item.phrase.of(documents[document].sentence(item.sentence))))
        };
        let (items, phrases) = row.items.iter().filter_map(item).unzip();
        Self { kind: row.kind, status: row.status, items, phrases }
    }

    /// Returns the fact with every place that states it.
    pub(super) fn line(&self) -> StyledLine<'a> {
        let place = |statement: FactStatement<'a>| {
            let words = in_quotation_marks(Inline::foreign(statement.phrase));
            model::concat([numbers(statement.document, statement.sentences), model::line(" "), words])
        };
        let mut line = model::line(format!("{}, {}: ", said(self.status), self.kind.word()));
        line.extend(joined(self.statements().into_iter().map(place), "; "));
        line
    }

    /// Returns the statements by the place where each wording comes first in its document.
    fn statements(&self) -> Vec<FactStatement<'a>> {
        let mut statements: Vec<FactStatement<'a>> = Vec::new();
        let mut known: HashMap<(usize, &str), usize> = HashMap::new();
        for (SentencePart { document, sentence, .. }, phrase) in self.items.iter().zip(&self.phrases) {
            let index = *known.entry((*document, phrase)).or_insert_with(|| {
                statements.push(FactStatement { document: *document, phrase, sentences: Vec::new() });
                statements.len() - 1
            });
            let sentences = &mut statements[index].sentences;
            if sentences.last() != Some(sentence) {
                sentences.push(*sentence);
            }
        }
        statements
    }
}

impl<'a> ComparisonReport<'a> {
    /// Returns the section of the facts that differ.
    pub(super) fn differing_section(&self) -> ReportBlock<'_> {
        let facts = self.facts_of(Status::Differs);
        let blocks = if facts.is_empty() {
            vec![ReportBlock::paragraph("No figure, date or name differs.")]
        } else {
            let differ =
                if facts.len() == 1 { "1 differs".into() } else { format!("{} differ", facts.len()) };
            vec![ReportBlock::paragraph(format!("{differ}.")), self.quoted_facts(&facts)]
        };
        ReportBlock::section_at("facts", DIFFERING, blocks)
    }

    /// Returns a section for each other thing the documents may say of facts.
    pub(super) fn other_fact_sections(&self) -> Vec<ReportBlock<'_>> {
        let headings = [
            (Status::Near, "Figures and names nearly equal within one document"),
            (Status::Agree, "Figures and names in both"),
            (Status::OnlyLeft, "Figures and names only in A, as far as found"),
            (Status::OnlyRight, "Figures and names only in B, as far as found"),
        ];
        let section = |(status, heading): (Status, &'static str)| {
            let facts = self.facts_of(status);
            let block = match status {
                Status::Near => self.quoted_facts(&facts),
                Status::Differs | Status::Agree | Status::OnlyLeft | Status::OnlyRight => {
                    ReportBlock::lines(facts.iter().map(|fact| fact.line()))
                }
            };
            let number = ReportBlock::paragraph(format!("{}.", facts.len()));
            (!facts.is_empty()).then(|| ReportBlock::section(heading, vec![number, block]))
        };
        headings.into_iter().filter_map(section).collect()
    }

    fn facts_of(&self, status: Status) -> Vec<&FactRow<'_>> {
        self.facts.iter().filter(|fact| fact.status == status).collect()
    }

    /// Returns facts in doubt, with the sentences that state them.
    fn quoted_facts(&self, facts: &[&FactRow<'a>]) -> ReportBlock<'_> {
        let entry = |fact: &&FactRow<'a>| {
            let side = |side: usize| {
                let items = fact.items.iter().filter(|item| item.document == side);
                items.map(|item| self.quoted_item(item)).collect()
            };
            ReportEntry { title: fact.line(), sides: vec![side(0), side(1)], ..ReportEntry::default() }
        };
        ReportBlock::Entries(ReportEntries {
            caption: "The sentences that state the facts, with the facts marked",
            subject: "Fact",
            documents: 2,
            rows: facts.iter().map(entry).collect(),
        })
    }

    fn quoted_item(&self, item: &SentencePart<'a>) -> StyledLine<'_> {
        let subject = &self.documents[item.document];
        let begin = subject.sentences.get(item.sentence).map_or(0, |passage| passage.start);
        let own = Span::new(item.start.saturating_sub(begin), item.end.saturating_sub(begin));
        let sentence = quoted(subject, item.sentence, &[own], Style::Shared);
        model::concat([cited(subject, item.document, item.sentence), vec![": ".into(), sentence]])
    }
}

/// Returns what the documents say of a fact.
fn said(status: Status) -> &'static str {
    match status {
        Status::Differs => "differs",
        Status::Near => "nearly equal",
        Status::Agree => "in both",
        Status::OnlyLeft => "only in A",
        Status::OnlyRight => "only in B",
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Agree => "agree",
        Status::Differs => "differs",
        Status::Near => "near",
        Status::OnlyLeft | Status::OnlyRight => "only",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn status_as_word<S: Serializer>(status: &Status, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(status_word(*status))
}

fn statuses(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "enum": ["agree", "differs", "only", "near"] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::compare;
    use crate::compare::facts::facts_of_both;
    use crate::document::Document;
    use crate::report::NamedDocument;
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, with_report, written};
    use std::path::Path;

    fn facts(documents: &[Document; 2]) -> Vec<FactRow<'_>> {
        let [left, right] = documents.each_ref().map(|document| document.sentence_texts());
        let comparison = compare(&left, &right, &|| true).unwrap();
        let named = |document| Subject::new(NamedDocument { path: Path::new("-"), document }, None);
        paired_facts(
            &documents.each_ref().map(named),
            facts_of_both(&left, &right, &|| true).unwrap(),
            &comparison,
            Levels::default(),
        )
    }

    /// The rows of two documents of one sentence each, as `kind status: texts`.
    fn rows(left: &str, right: &str) -> Vec<String> {
        let documents = [document(&[left]), document(&[right])];
        let shown = |row: FactRow<'_>| {
            let texts: Vec<&str> = row.items.iter().map(|item| item.text).collect();
            format!("{} {}: {}", row.kind.word(), status_word(row.status), texts.join(" | "))
        };
        facts(&documents).into_iter().map(shown).collect()
    }

    #[test]
    fn differing_facts_are_quoted_from_both_documents() {
        let rows = rows(
            "The company bought 12 aircraft from the maker in May.",
            "The company bought 14 aircraft from the maker in May.",
        );
        assert!(rows.contains(&"number differs: 12 | 14".to_string()), "{rows:?}");
        assert!(rows.iter().any(|row| row.starts_with("date agree")), "{rows:?}");
    }

    #[test]
    fn bytes_are_those_of_the_document() {
        let documents = [document(&["Nothing here.", "Tides rose 3 metres."]), document(&["Other words."])];
        let rows = facts(&documents);
        let items = rows.iter().flat_map(|row| row.items.iter().zip(&row.phrases));
        let (item, phrase) = items.into_iter().find(|(item, _)| item.text == "3").unwrap();
        assert_eq!(&documents[0].text[item.start..item.end], "3");
        assert_eq!((item.sentence, *phrase), (1, "3 metres"));
    }

    #[test]
    fn differing_facts_are_marked_in_both_sentences() {
        let html = with_report([LEFT, RIGHT], |report| written(ReportFormat::Html, report));
        for part in [
            "<h2>Figures and names that differ</h2>",
            "<th scope=\"row\">differs, number: <a href=\"#a1\">A 1</a> “<bdi>Five</bdi>”",
            "<a href=\"#a1\">A 1</a>: <bdi lang=\"en\"><mark>Five</mark> ferries",
            "<a href=\"#b1\">B 1</a>: <bdi lang=\"en\"><mark>Tickets</mark> remain",
        ] {
            assert!(html.contains(part), "{part} in\n{html}");
        }
    }
}
