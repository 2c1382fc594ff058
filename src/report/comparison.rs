//! A comparison as data: everything a report says, so that each format only renders.
//!
//! Sentences are counted from 0 here; bytes are those of the document's text. Field names and
//! their order are those of the schema `reader.comparison/1` (`assets/schema/comparison.json`).

use serde::Serialize;

use crate::compare::facts::Status;
use crate::compare::{Comparison, Copy, Edition, Level, Levels, SharedTerm, Side};
use crate::report::copied::{CopiedRun, copied};
use crate::report::fact_row::FactRow;
use crate::report::language::Languages;
use crate::report::method::Method;
use crate::report::revision::{Revised, alone, revision};
use crate::report::subject::{Named, Subject};
use crate::report::versions::Versions;
use crate::text::Span;

/// A comparison of two documents.
#[derive(Clone, Debug, Serialize)]
pub struct Report<'a> {
    /// How it was made.
    pub method: Method,
    /// The first and the second document.
    pub documents: [Subject<'a>; 2],
    /// The linked sentences, by the first and then by the second document.
    pub links: Vec<Pair>,
    /// The sentences without a link, for each document; of two versions of one text those that were
    /// removed and those that were added.
    pub only: [Vec<usize>; 2],
    /// Facts of the linked sentences.
    pub facts: Vec<FactRow<'a>>,
    /// Runs of words that stand in both documents, in the order of the first.
    pub copies: Vec<CopiedRun<'a>>,
    /// What became of each sentence, if the documents are two versions of one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<Versions>,
    /// The figures.
    pub summary: Summary,
}

/// Two linked sentences.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// The index of the sentence in the first document.
    pub left: usize,
    /// The index of the sentence in the second document.
    pub right: usize,
    /// The probability that they say the same, to four decimals.
    pub score: f64,
    /// How sure that is.
    pub level: Strength,
    /// The words that both hold.
    pub shared: Vec<String>,
    /// What became of the sentence, if the documents are two versions of one text and this link
    /// leads to what became of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Revised>,
    /// Whether it was linked by hand; in data only when it was.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// Where either sentence holds them, as bytes of the sentence, for those who read and do not
    /// parse.
    #[serde(skip)]
    pub marks: [Vec<Span>; 2],
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// From the strong level on.
    Strong,
    /// Below it, from the weak level on.
    Weak,
}

/// The figures of a comparison.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Summary {
    /// How many strong links.
    pub strong: usize,
    /// How many weak links.
    pub weak: usize,
    /// How many sentences only one document has, for each.
    pub only: [usize; 2],
    /// How many facts differ.
    pub differs: usize,
    /// How alike the two are, 0 to 100.
    pub likeness: u8,
    /// Whether they are in one language.
    pub languages: Languages,
    /// How many documents could not be read and are left out; in data only if there are any.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl<'a> Report<'a> {
    /// Returns what `comparison` found between the sentences of `documents`, at `levels`, as yet
    /// without copied runs and changes.
    pub fn new(documents: [Named<'a>; 2], comparison: &Comparison, levels: Levels) -> Self {
        let links = pairs(documents, comparison, levels);
        let only = [Side::Left, Side::Right].map(|side| comparison.only(side, levels));
        let summary = Summary {
            strong: count(&links, Strength::Strong),
            weak: count(&links, Strength::Weak),
            only: [only[0].len(), only[1].len()],
            differs: 0,
            likeness: comparison.likeness(levels),
            languages: Languages::of(
                comparison.languages(),
                documents.map(|named| named.document.text.as_str()),
            ),
            left_out: 0,
        };
        let method = Method::at(levels);
        let [left, right] = documents;
        let [first, second] = comparison.languages();
        let documents = [Subject::new(left, first), Subject::new(right, second)];
        Self { method, documents, links, only, facts: Vec::new(), copies: Vec::new(), edition: None, summary }
    }

    /// Returns the report with these facts of its documents.
    #[must_use]
    pub fn with_facts(mut self, facts: Vec<FactRow<'a>>) -> Self {
        self.summary.differs = facts.iter().filter(|fact| fact.status == Status::Differs).count();
        self.facts = facts;
        self
    }

    /// Returns the report with the runs of words that `compare::copies` found in its documents.
    #[must_use]
    pub fn with_copies(mut self, copies: &[Copy]) -> Self {
        self.copies = copied(copies, &self.documents);
        self
    }

    /// Returns the report with the number of documents that should have been read beside these two
    /// and could not.
    #[must_use]
    pub fn with_left_out(mut self, documents: usize) -> Self {
        self.summary.left_out = documents;
        self
    }

    /// Returns the report with the links between these left and right sentences said to be made by
    /// hand.
    #[must_use]
    pub fn with_anchors(mut self, anchored: &[(usize, usize)]) -> Self {
        for link in &mut self.links {
            link.by_hand |= anchored.contains(&(link.left, link.right));
        }
        if self.links.iter().any(|link| link.by_hand) {
            self.method = self.method.by_hand();
        }
        self
    }

    /// Returns the report with what `compare::edition` says of its documents; nothing changes
    /// when they are two accounts, or when there is no text to have versions of.
    ///
    /// In versions a sentence is only in one when it was removed or added, and weak links that do
    /// not lead to what became of a sentence are left out: inside one text they are chance.
    #[must_use]
    pub fn with_edition(mut self, edition: Option<&Edition>) -> Self {
        let said = self.documents.iter().any(|subject| !subject.sentences.is_empty());
        let Some(edition) = edition.filter(|_| said) else { return self };
        for link in &mut self.links {
            // A link may lead to another sentence than the one that became of it.
            link.change = revision(edition, link.left, link.right);
        }
        self.links.retain(|link| link.change.is_some() || link.level == Strength::Strong);
        self.only = [&edition.left, &edition.right].map(|changes| alone(changes));
        self.summary.strong = count(&self.links, Strength::Strong);
        self.summary.weak = count(&self.links, Strength::Weak);
        self.summary.only = self.only.each_ref().map(Vec::len);
        self.summary.likeness = edition.likeness();
        self.edition = Some(Versions::new(edition, &self.documents));
        self
    }
}

fn count(links: &[Pair], level: Strength) -> usize {
    links.iter().filter(|link| link.level == level).count()
}

fn pairs(documents: [Named<'_>; 2], comparison: &Comparison, levels: Levels) -> Vec<Pair> {
    let [left, right] = documents.map(|named| named.document);
    let mut shared = comparison.shared_terms();
    let pair = |link: &crate::compare::Link| {
        let level = match comparison.level(link, levels)? {
            Level::Strong => Strength::Strong,
            Level::Weak => Strength::Weak,
        };
        let terms = shared.between(left.sentence_text(link.left), right.sentence_text(link.right));
        let marks = [marks(&terms, |term| &term.left), marks(&terms, |term| &term.right)];
        Some(Pair {
            left: link.left,
            right: link.right,
            score: (link.score * 1e4).round() / 1e4,
            level,
            shared: terms.into_iter().map(|term| term.text).collect(),
            change: None,
            by_hand: false,
            marks,
        })
    };
    comparison.links().iter().filter_map(pair).collect()
}

/// Returns every place that `of` tells of a term, in order.
fn marks(terms: &[SharedTerm], of: fn(&SharedTerm) -> &Vec<Span>) -> Vec<Span> {
    let mut marks: Vec<Span> = terms.iter().flat_map(of).copied().collect();
    marks.sort_unstable();
    marks
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::compare::facts::Kind;
    use crate::compare::{compare, compare_anchored, copies, edition};
    use crate::document::{Block, BlockKind, Document, Draft, Frame};
    use crate::report::Format;
    use crate::report::fact_row::FactItem;
    use std::io::{self, Write};
    use std::path::Path;

    /// What `write` writes, as text.
    pub(in crate::report) fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// A document with one paragraph for each line.
    pub(in crate::report) fn document(lines: &[&str]) -> Document {
        let mut draft = Draft::default();
        for line in lines {
            let start = draft.text.len();
            draft.text.push_str(line);
            let span = Span::new(start, draft.text.len());
            let (kind, frame) = (BlockKind::Paragraph, Frame::default());
            draft.blocks.push(Block { span, kind, frame, gap: start > 0 });
            draft.text.push_str("\n\n");
        }
        draft.into()
    }

    /// What `check` says of the report on two documents of these lines, with one fact added.
    pub(in crate::report) fn with_report<T>(sides: [&[&str]; 2], check: impl Fn(&Report<'_>) -> T) -> T {
        let documents = sides.map(document);
        let texts = documents
            .each_ref()
            .map(|side| (0..side.sentences.len()).map(|index| side.sentence_text(index)).collect::<Vec<_>>());
        let comparison = compare(&texts[0], &texts[1], &|| true).unwrap();
        let item = |side: usize| {
            let text = documents[side].sentence_text(0).split(' ').next().unwrap_or_default();
            FactItem { document: side, sentence: 0, start: 0, end: text.len(), text, phrase: text }
        };
        let stated = documents.iter().all(|document| !document.sentences.is_empty());
        let fact = || FactRow { kind: Kind::Number, status: Status::Differs, items: vec![item(0), item(1)] };
        let facts = stated.then(fact).into_iter().collect();
        let paths = ["left.txt", "right\u{1b}.txt"].map(Path::new);
        let named = [0, 1].map(|side| Named { path: paths[side], document: &documents[side] });
        let report = Report::new(named, &comparison, Levels { strong: 0.7, weak: 0.35 }).with_facts(facts);
        let copies = copies(&texts[0], &texts[1], &|| true).unwrap();
        check(&report.with_copies(&copies).with_edition(edition(&texts[0], &texts[1], &comparison).as_ref()))
    }

    pub(in crate::report) const LEFT: &[&str] = &[
        "Five ferries crossed the frozen harbour on Monday.",
        "Nobody had expected the heavy ice\u{9b}31m this early.",
        "The mayor *thanked* both crews.",
    ];
    pub(in crate::report) const RIGHT: &[&str] =
        &["Tickets remain cheap.", "Six ferries crossed the frozen harbour on Monday."];

    #[test]
    fn the_figures_agree_with_the_lists() {
        with_report([LEFT, RIGHT], |report| {
            let summary = report.summary;
            assert_eq!(summary.strong + summary.weak, report.links.len());
            assert!(report.links.iter().any(|link| (link.left, link.right) == (0, 1)), "{:?}", report.links);
            assert_eq!(summary.only, [report.only[0].len(), report.only[1].len()]);
            assert_eq!(report.only[1], [0]);
            assert_eq!(summary.differs, 1);
            for subject in &report.documents {
                for passage in &subject.sentences {
                    assert_eq!(passage.end - passage.start, passage.text.len());
                }
            }
        });
    }

    #[test]
    fn a_link_made_by_hand_is_said_to_be_so_in_every_format() {
        let documents = [document(LEFT), document(RIGHT)];
        let texts = documents
            .each_ref()
            .map(|side| (0..side.sentences.len()).map(|index| side.sentence_text(index)).collect::<Vec<_>>());
        let comparison = compare_anchored(&texts[0], &texts[1], &[(1, 0)], &|| true).unwrap();
        let named = documents.each_ref().map(|document| Named { path: Path::new("-"), document });
        let report = || Report::new(named, &comparison, Levels::default());
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
            let page = format.page(None);
            let told = |report: &Report<'_>| written(|out| page.report(report, out));
            let parts: &[&str] = match format {
                Format::Json => &["\"right\":0,\"score\":1.0", "\"by_hand\":true", "needs the same links"],
                _ => &["score 1.00, linked by hand", "1 linked by hand.", "needs the same links"],
            };
            let by_hand = told(&report().with_anchors(&[(1, 0)]));
            for part in parts {
                assert!(by_hand.contains(part), "{part} in\n{by_hand}");
            }
            let plain = told(&report().with_anchors(&[]));
            assert!(!plain.contains("by hand") && !plain.contains("by_hand"), "{plain}");
        }
    }

    #[test]
    fn empty_documents_give_an_empty_report() {
        let documents = [document(&[]), document(&[])];
        let comparison = compare(&[], &[], &|| true).unwrap();
        let named = documents.each_ref().map(|document| Named { path: Path::new("-"), document });
        let report = Report::new(named, &comparison, Levels { strong: 0.7, weak: 0.35 });
        assert!(report.links.is_empty() && report.only.iter().all(Vec::is_empty));
    }
}
