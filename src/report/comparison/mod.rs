//! The report on two documents, as data and as blocks.
//!
//! Sentences are counted from 0 in data; bytes are those of the document's text.

mod facts;
mod method;
mod sections;
mod versions;

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::facts::{Fact, Status};
use crate::compare::{
    AlignedDocuments, Copy, CopyPlace, Level, Levels, Link, SharedTerm, SharedTermFinder, Side,
};
use crate::report::notes::NoteRow;
use crate::report::subject::{Languages, NamedDocument, SentencePart, Subject};
use crate::report::wording::rounded;
use crate::text::Span;
use crate::threads::join;

use facts::{FactRow, paired_facts};
use method::ComparisonMethod;
use versions::{VersionChange, Versions, alone, change};

/// The comparison of two documents. Sentences count from 0; start and end are byte offsets, half-open, in
/// the document's decoded text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ComparisonReport<'a> {
    method: ComparisonMethod,
    documents: [Subject<'a>; 2],
    /// The linked sentences, by the first and then by the second document.
    links: Vec<LinkRow>,
    /// The sentences without a link, for each document; of two versions of one text those removed and
    /// those added.
    only: [Vec<usize>; 2],
    facts: Vec<FactRow<'a>>,
    /// Runs of words that are in both documents, in the order of the first; case and marks aside.
    copies: Vec<CopiedRun<'a>>,
    /// Present when the documents are two versions of one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Versions")]
    edition: Option<Versions>,
    /// The notes of the user on either document and on links between them, those on the first document first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    notes: Vec<NoteRow>,
    /// Whether nothing differs but the wrapping of lines, line ends, the encoding and the canonical form.
    same: bool,
    summary: ComparisonFigures,
}

/// Two linked sentences.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct LinkRow {
    left: usize,
    right: usize,
    /// The probability that they say the same, to four decimals.
    #[schemars(range(min = 0, max = 1))]
    score: f64,
    level: Level,
    /// The words that both hold.
    #[schemars(inner(length(min = 1)))]
    shared: Vec<String>,
    /// Present when the documents are two versions of one text and this link leads to what became of the
    /// sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "VersionChange")]
    change: Option<VersionChange>,
    /// Present when a reader made this link.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(extend("const" = true))]
    by_hand: bool,
    /// The places of the shared words in either sentence, as bytes of it.
    #[serde(skip)]
    marks: [Vec<Span>; 2],
}

/// A run of words that both documents have, likely from one source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct CopiedRun<'a> {
    #[schemars(range(min = 1))]
    words: usize,
    /// One for each sentence the run touches, the first document first.
    #[schemars(length(min = 2))]
    items: Vec<SentencePart<'a>>,
}

/// The figures of a comparison.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ComparisonFigures {
    /// How many strong links there are.
    strong: usize,
    /// How many weak links there are.
    weak: usize,
    /// How many sentences only one document has, for each.
    only: [usize; 2],
    /// How many facts differ.
    differs: usize,
    /// How alike the two documents are.
    #[schemars(range(min = 0, max = 100))]
    likeness: u8,
    languages: Languages,
    /// How many documents of a folder could not be read, if any.
    #[serde(skip_serializing_if = "is_zero")]
    #[schemars(range(min = 1))]
    left_out: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl<'a> ComparisonReport<'a> {
    /// Returns the report on the documents of `alignment`, which are at these `paths` and state these `facts`.
    ///
    /// In two versions of one text a sentence is only in one when it was removed or added. Weak links that
    /// do not lead to what became of a sentence are left out: inside one text they are chance.
    pub fn new(
        paths: [&'a Path; 2],
        alignment: &'a AlignedDocuments,
        levels: Levels,
        facts: [Vec<Fact>; 2],
    ) -> Self {
        let comparison = &alignment.comparison;
        let languages = comparison.languages();
        let [left, right] = &alignment.documents;
        let texts = [left.text.as_str(), right.text.as_str()];
        let [left, right] = [
            NamedDocument { path: paths[0], document: left },
            NamedDocument { path: paths[1], document: right },
        ];
        let documents = [Subject::new(left, languages[0]), Subject::new(right, languages[1])];
        let (facts, mut links) = join(
            || paired_facts(&documents, facts, comparison, levels),
            || links(&documents, alignment, levels),
        );
        let mut only = [Side::Left, Side::Right].map(|side| comparison.only(side, levels));
        let edition = alignment.edition.as_deref();
        if let Some(edition) = edition {
            for link in &mut links {
                // A link may lead to another sentence than the counterpart in the other version.
                link.change = change(edition, link.left, link.right);
            }
            links.retain(|link| link.change.is_some() || link.level == Level::Strong);
            only = [&edition.left, &edition.right].map(|changes| alone(changes));
        }
        let at = |level| links.iter().filter(|link| link.level == level).count();
        let summary = ComparisonFigures {
            strong: at(Level::Strong),
            weak: at(Level::Weak),
            only: only.each_ref().map(Vec::len),
            differs: facts.iter().filter(|fact| fact.status == Status::Differs).count(),
            likeness: alignment.likeness(levels),
            languages: Languages::of(languages, texts),
            left_out: 0,
        };
        let method = ComparisonMethod::at(levels);
        let has_by_hand = links.iter().any(|link| link.by_hand);
        Self {
            method: if has_by_hand { method.by_hand() } else { method },
            links,
            only,
            facts,
            copies: alignment.copies.iter().map(|copy| CopiedRun::new(copy, &documents)).collect(),
            edition: edition.map(|edition| Versions::new(edition, &documents)),
            notes: Vec::new(),
            same: alignment.is_same,
            documents,
            summary,
        }
    }

    /// Returns the report with the number of documents that should have been read beside these two and
    /// could not.
    #[must_use]
    pub fn with_left_out(mut self, documents: usize) -> Self {
        self.summary.left_out = documents;
        self
    }

    /// Returns the report with the notes of the user.
    #[must_use]
    pub fn with_notes(mut self, notes: Vec<NoteRow>) -> Self {
        self.notes = notes;
        self
    }
}

impl<'a> CopiedRun<'a> {
    fn new(copy: &Copy, documents: &[Subject<'a>; 2]) -> Self {
        let item =
            |side: usize, place: &CopyPlace| SentencePart::new(side, place.sentence, place.span, documents);
        let left = copy.left.iter().filter_map(|place| item(0, place));
        let right = copy.right.iter().filter_map(|place| item(1, place));
        Self { words: copy.words, items: left.chain(right).collect() }
    }
}

fn links(documents: &[Subject<'_>; 2], alignment: &AlignedDocuments, levels: Levels) -> Vec<LinkRow> {
    let [left, right] = documents;
    let comparison = &alignment.comparison;
    let mut finder = SharedTermFinder::new(comparison.languages());
    let new = |link: &Link| {
        let level = levels.of(link.score)?;
        let terms = finder.find(left.sentence(link.left), right.sentence(link.right));
        let marks = [marks(&terms, |term| &term.left), marks(&terms, |term| &term.right)];
        Some(LinkRow {
            left: link.left,
            right: link.right,
            score: rounded(link.score),
            level,
            shared: terms.into_iter().map(|term| term.text).collect(),
            change: None,
            by_hand: alignment.hand_links.contains(&(link.left, link.right)),
            marks,
        })
    };
    comparison.links().iter().filter_map(new).collect()
}

/// Returns the places of all terms on one side, in order.
fn marks(terms: &[SharedTerm], of: fn(&SharedTerm) -> &Vec<Span>) -> Vec<Span> {
    let mut marks: Vec<Span> = terms.iter().flat_map(of).copied().collect();
    marks.sort_unstable();
    marks
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::compare::facts::{FactKind, facts_of_both};
    use crate::compare::{Monitor, align};
    use crate::document::{Block, BlockKind, Document, Draft, Frame};
    use crate::report::text::words;
    use crate::report::{Report, ReportFormat, Writer};
    use std::sync::Arc;

    /// Returns a report in a format, without a limit of width.
    pub(in crate::report) fn written(format: ReportFormat, report: &impl Report) -> String {
        let mut bytes = Vec::new();
        Writer { format, ..Writer::default() }.write(report, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Returns a document with one paragraph for each line.
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

    fn aligned(documents: [Document; 2], anchored: &[(usize, usize)]) -> AlignedDocuments {
        let documents = documents.map(Arc::new);
        align(documents.each_ref(), &|_, _| anchored.to_vec(), Monitor::of(&|| true)).unwrap()
    }

    fn facts(alignment: &AlignedDocuments) -> [Vec<Fact>; 2] {
        let [left, right] = &alignment.documents;
        facts_of_both(&left.sentence_texts(), &right.sentence_texts(), &|| true).unwrap()
    }

    /// Returns what `check` returns for the report on two documents of these lines, with one fact.
    pub(in crate::report) fn with_report<T>(
        sides: [&[&str]; 2],
        check: impl Fn(&ComparisonReport<'_>) -> T,
    ) -> T {
        let alignment = aligned(sides.map(document), &[]);
        let paths = ["left.txt", "right\u{1b}.txt"].map(Path::new);
        let levels = Levels { strong: 0.7, weak: 0.35 };
        let mut report = ComparisonReport::new(paths, &alignment, levels, facts(&alignment));
        let first_word = |side: usize| {
            let length = alignment.documents[side].sentence_text(0).find(' ').unwrap_or_default();
            SentencePart::new(side, 0, Span::new(0, length), &report.documents)
        };
        let items: Vec<_> = [0, 1].into_iter().filter_map(first_word).collect();
        report.facts.clear();
        if items.len() == 2 {
            let phrases = items.iter().map(|item| item.text).collect();
            report.facts.push(FactRow { kind: FactKind::Number, status: Status::Differs, items, phrases });
        }
        report.summary.differs = report.facts.len();
        check(&report)
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
    fn differences_come_first_and_doubtful_links_last() {
        with_report([LEFT, RIGHT], |report| {
            let text = written(ReportFormat::Text, report);
            let headings = [
                "How much is shared",
                "Figures and names that differ",
                "Only in A",
                "Only in B",
                "Says the same, at least in part",
                "May say the same",
                "How this was made",
            ];
            let at = headings.map(|heading| text.find(&format!("\n{heading}\n")));
            assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} in\n{text}");
            assert!(
                text.contains("Shared: 1 sentence of 3 in A, 1 very likely; 1 sentence of 2 in B"),
                "{text}"
            );
        });
    }

    #[test]
    fn the_sentences_that_tell_most_come_first() {
        let own =
            ["The town sleeps.", "On 3 May 1912 the Aurora sank off Wexley with 40 crew.", "Nobody came."];
        let alignment = aligned([document(&own), document(&["Tickets remain cheap."])], &[]);
        let paths = [Path::new("-"), Path::new("-")];
        let report = ComparisonReport::new(paths, &alignment, Levels::default(), facts(&alignment));
        let text = written(ReportFormat::Text, &report);
        let only = text.split("\nOnly in A\n").nth(1).unwrap_or_default();
        let at = ["A 2: ", "A 1: ", "A 3: "].map(|number| only.find(number));
        assert!(at.is_sorted(), "{only}");
    }

    #[test]
    fn a_report_without_a_differing_figure_says_so_in_one_line() {
        let alignment = aligned([document(&["Boats came."]), document(&["Boats left."])], &[]);
        let paths = [Path::new("-"), Path::new("-")];
        let report = ComparisonReport::new(paths, &alignment, Levels::default(), facts(&alignment));
        let text = written(ReportFormat::Text, &report);
        assert!(text.contains("differ\n\nNo figure, date or name differs.\n\nOnly in A\n"), "{text}");
    }

    #[test]
    fn a_link_made_by_hand_is_said_to_be_so_in_every_format() {
        let by_hand = aligned([document(LEFT), document(RIGHT)], &[(1, 0)]);
        let plain = aligned([document(LEFT), document(RIGHT)], &[]);
        let report = |alignment| {
            let paths = [Path::new("-"), Path::new("-")];
            ComparisonReport::new(paths, alignment, Levels::default(), facts(alignment))
        };
        for format in [ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Json] {
            let parts: &[&str] = match format {
                ReportFormat::Json => {
                    &["\"right\":0,\"score\":1.0", "\"by_hand\":true", "needs the same links"]
                }
                _ => &["(100 %), linked by hand", "1 linked by hand.", "needs the same links"],
            };
            let by_hand = written(format, &report(&by_hand));
            for part in parts {
                assert!(by_hand.contains(part), "{part} in\n{by_hand}");
            }
            let plain = written(format, &report(&plain));
            assert!(!plain.contains("by hand") && !plain.contains("by_hand"), "{plain}");
        }
    }

    #[test]
    fn empty_documents_give_an_empty_report() {
        let alignment = aligned([document(&[]), document(&[])], &[]);
        let paths = [Path::new("-"), Path::new("-")];
        let report = ComparisonReport::new(paths, &alignment, Levels::default(), facts(&alignment));
        assert!(report.links.is_empty() && report.only.iter().all(Vec::is_empty));
    }

    #[test]
    fn a_run_is_quoted_at_its_bytes() {
        with_report([LEFT, RIGHT], |report| {
            let [run] = report.copies.as_slice() else { panic!("{:?}", report.copies) };
            assert_eq!(run.words, 7);
            assert_eq!(
                words(&run.line()),
                "7 words, A 1 and B 2: “ferries crossed the frozen harbour on Monday”"
            );
            for item in &run.items {
                let passage = &report.documents[item.document].sentences[item.sentence];
                assert_eq!(&passage.text[item.start - passage.start..item.end - passage.start], item.text);
            }
            assert_eq!(
                run.items.iter().map(|item| (item.document, item.sentence)).collect::<Vec<_>>(),
                [(0, 0), (1, 1)]
            );
        });
    }
}
