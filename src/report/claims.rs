//! The report on three documents or more: the claims, and the documents that make each of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::{self, FigureUse, Levels};
use crate::report::Report;
use crate::report::model::{
    self, Inline, ReportBlock, ReportEntries, ReportEntry, Style, StyledLine, joined, line,
};
use crate::report::subject::{NamedDocument, SentencePart, Subject};
use crate::report::wording::{
    cited, count, full_text, measured, name, numbered, quoted, rounded, shown_percent,
};

/// How claims are found, for readers who want to look it up.
const METHOD: &str = "average linkage over the links of every two documents (TF-IDF of stems and character \
                      3-4-grams, set against each pair's own background)";

/// More names than this are not listed one by one.
const MAX_NAMES: usize = 4;

/// The claims of three documents or more. Documents and sentences count from 0; start and end are byte
/// offsets, half-open, in the document's decoded text.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClaimsReport<'a> {
    method: ClaimMethod,
    #[schemars(length(min = 3))]
    documents: Vec<Subject<'a>>,
    /// The claims of two documents or more, those of most documents first.
    claims: Vec<ClaimRecord<'a>>,
    /// The sentences in no claim, for each document.
    #[schemars(length(min = 3))]
    only: Vec<Vec<usize>>,
    summary: ClaimFigures,
}

/// How claims were found: enough to find them again.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClaimMethod {
    name: &'static str,
    /// The version of the program.
    version: &'static str,
    /// The probability from which a link is strong.
    #[schemars(range(min = 0, max = 1))]
    strong: f64,
    /// The probability from which a link is weak.
    #[schemars(range(min = 0, max = 1))]
    weak: f64,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClaimRecord<'a> {
    /// The document of the sentence shown for the claim.
    document: usize,
    /// The index of that sentence.
    sentence: usize,
    /// One for each document.
    #[schemars(length(min = 3))]
    stands: Vec<Stand>,
    /// Figures in which documents that surely make the claim differ: that of the sentence shown for
    /// the claim first, then those that others give instead.
    differs: Vec<Vec<SentencePart<'a>>>,
}

/// Whether and how a document makes a claim.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stand {
    #[serde(rename = "stand")]
    stance: Stance,
    /// Its sentences that make the claim, the surest first.
    #[schemars(extend("uniqueItems" = true))]
    sentences: Vec<usize>,
    /// For each of the sentences the probability that it says the same as the sentence shown for the
    /// claim: that of the link between them, without one the weak level; of that sentence itself, its
    /// surest link.
    #[schemars(inner(range(min = 0, max = 1)))]
    score: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Stance {
    /// A strong link leads to the sentence shown for the claim.
    Said,
    /// Perhaps, in other words: no strong link leads there.
    Reworded,
    /// The document does not make the claim.
    Absent,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ClaimFigures {
    /// How many claims two documents or more make.
    claims: usize,
    /// How many claims all documents make.
    shared_by_all: usize,
    /// How many sentences are in no claim, for each document.
    #[schemars(length(min = 3))]
    only: Vec<usize>,
}

impl<'a> ClaimsReport<'a> {
    /// Returns the `claims` that `documents` make at `levels`.
    pub fn new(documents: &[NamedDocument<'a>], claims: &compare::Claims, levels: Levels) -> Self {
        let documents: Vec<Subject<'a>> = documents.iter().map(|named| Subject::new(*named, None)).collect();
        let sentences: Vec<usize> = documents.iter().map(|subject| subject.sentences.len()).collect();
        let only = claims.unclaimed(&sentences);
        let summary = ClaimFigures {
            claims: claims.rows.len(),
            shared_by_all: claims.shared_by_all(),
            only: only.iter().map(Vec::len).collect(),
        };
        let Levels { strong, weak, .. } = levels;
        let method = ClaimMethod { name: METHOD, version: env!("CARGO_PKG_VERSION"), strong, weak };
        let claims = claims.rows.iter().map(|claim| ClaimRecord::new(claim, &documents)).collect();
        Self { method, documents, claims, only, summary }
    }
}

impl<'a> ClaimRecord<'a> {
    fn new(claim: &compare::Claim, subjects: &[Subject<'a>]) -> Self {
        let stands = (0..claim.support.len()).map(|document| Stand::new(claim, document)).collect();
        let figure = |FigureUse { document, sentence, span }: &FigureUse| {
            SentencePart::new(*document, *sentence, *span, subjects)
        };
        let differs = claim.differs.iter().map(|figures| figures.iter().filter_map(figure).collect());
        let differs = differs.collect();
        Self { document: claim.document, sentence: claim.sentence, stands, differs }
    }
}

impl Stand {
    fn new(claim: &compare::Claim, document: usize) -> Self {
        let stand = &claim.support[document];
        let stance = match stand {
            compare::Support::Said(_) => Stance::Said,
            compare::Support::Reworded(_) => Stance::Reworded,
            compare::Support::Absent => Stance::Absent,
        };
        let sentences = stand.sentences().to_vec();
        let score = |sentence: &usize| rounded(claim.score(document, *sentence).unwrap_or_default());
        Self { stance, score: sentences.iter().map(score).collect(), sentences }
    }
}

impl Report for ClaimsReport<'_> {
    const SCHEMA: &'static str = "reader.claims/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let documents = || self.documents.iter().enumerate();
        let mut blocks = vec![
            ReportBlock::Heading(1, line(format!("Claims of {}", count(self.documents.len(), "document")))),
            ReportBlock::bullets(documents().map(|(document, subject)| measured(subject, document))),
            ReportBlock::section("Summary", vec![ReportBlock::bullets(self.figures().map(line))]),
            ReportBlock::section("Claims", vec![self.entries()]),
        ];
        for ((document, subject), only) in documents().zip(&self.only).filter(|(_, only)| !only.is_empty()) {
            let sentences = only.iter().map(|sentence| numbered(subject, document, *sentence));
            blocks.push(ReportBlock::section(
                format!("Only in {}, as far as found", name(document)),
                vec![ReportBlock::lines(sentences)],
            ));
        }
        let method = ReportBlock::paragraph(self.method.explained());
        blocks.push(ReportBlock::section("How this was made", vec![method]));
        blocks
    }

    fn appendix(&self) -> Vec<ReportBlock<'_>> {
        let documents = self.documents.iter().enumerate().zip(&self.only);
        let text = |((document, subject), only): ((usize, _), &Vec<usize>)| {
            let note = |sentence| only.binary_search(&sentence).is_ok().then(|| line("in no claim"));
            full_text(subject, document, note)
        };
        documents.map(text).collect()
    }
}

impl ClaimsReport<'_> {
    fn figures(&self) -> [String; 2] {
        let only = self.summary.only.iter().zip(&self.documents).enumerate();
        let only = only.map(|(document, (only, subject))| {
            format!("{only} of {} in {}", count(subject.sentences.len(), "sentence"), name(document))
        });
        [
            format!(
                "{} made by two documents or more, {} by all {}.",
                count(self.summary.claims, "claim"),
                self.summary.shared_by_all,
                self.documents.len()
            ),
            format!("In no claim: {}.", only.collect::<Vec<_>>().join(", ")),
        ]
    }

    fn entries(&self) -> ReportBlock<'_> {
        if self.claims.is_empty() {
            return ReportBlock::paragraph("None.");
        }
        let entry = |(index, claim)| self.entry(index, claim);
        ReportBlock::Entries(ReportEntries {
            caption: "Claims made by two documents or more, those made by most first",
            subject: "Claim",
            documents: self.documents.len(),
            rows: self.claims.iter().enumerate().map(entry).collect(),
        })
    }

    fn entry<'a>(&'a self, index: usize, claim: &ClaimRecord<'a>) -> ReportEntry<'a> {
        let sides = claim.stands.iter().zip(&self.documents).enumerate();
        ReportEntry {
            title: line(format!("{}. {}", index + 1, claim.told())),
            sides: sides.map(|(document, (stand, subject))| stand.quotes(subject, document)).collect(),
            notes: claim.differs.iter().map(|figures| differing(figures)).collect(),
            ..ReportEntry::default()
        }
    }
}

impl Stand {
    /// Returns the sentences of a document that make the claim, each with its probability.
    fn quotes<'a>(&self, subject: &Subject<'a>, document: usize) -> Vec<StyledLine<'a>> {
        let perhaps = if let Stance::Reworded = self.stance { "perhaps, in other words, " } else { "" };
        let quote = |(place, (sentence, score)): (usize, (&usize, &f64))| -> StyledLine<'a> {
            let score = format!(" ({perhaps}{} %): ", shown_percent(*score));
            let words = quoted(subject, *sentence, &[], Style::Shared);
            let line = model::concat([cited(subject, document, *sentence), vec![score.into(), words]]);
            if place > 0 { model::concat([model::line("also "), line]) } else { line }
        };
        self.sentences.iter().zip(&self.score).enumerate().map(quote).collect()
    }
}

impl ClaimRecord<'_> {
    /// Returns which documents make the claim: "A and B; perhaps, in other words, C; not in D".
    fn told(&self) -> String {
        let with = |stance: Stance| -> Vec<usize> {
            (0..self.stands.len()).filter(|document| self.stands[*document].stance == stance).collect()
        };
        let [said, reworded, absent] = [Stance::Said, Stance::Reworded, Stance::Absent].map(with);
        if said.len() > MAX_NAMES && reworded.is_empty() {
            match absent.len() {
                0 => return format!("all {}", said.len()),
                few if few <= MAX_NAMES => return format!("all but {}", listed(&absent)),
                _ => {}
            }
        }
        let reworded = match reworded.as_slice() {
            [] => String::new(),
            some => format!("; perhaps, in other words, {}", listed(some)),
        };
        let absent = match absent.len() {
            0 => String::new(),
            few if few <= MAX_NAMES => format!("; not in {}", listed(&absent)),
            many => format!("; not in the other {many}"),
        };
        format!("{}{reworded}{absent}", listed(&said))
    }
}

/// Returns the names of documents: "A", "A and B", "A, B and C".
fn listed(documents: &[usize]) -> String {
    let names: Vec<String> = documents.iter().map(|document| name(*document)).collect();
    match names.as_slice() {
        [before @ .., next, last] => [before, &[format!("{next} and {last}")]].concat().join(", "),
        few => few.concat(),
    }
}

/// Returns the figures given by different documents: "differs: five divisions (A) | six divisions (C)".
fn differing<'a>(figures: &[SentencePart<'a>]) -> StyledLine<'a> {
    let mut by_words: Vec<(&'a str, Vec<usize>)> = Vec::new();
    for figure in figures {
        match by_words
            .iter_mut()
            .find(|(words, _)| words.split_whitespace().eq(figure.text.split_whitespace()))
        {
            Some((_, documents)) => documents.push(figure.document),
            None => by_words.push((figure.text, vec![figure.document])),
        }
    }
    let figure = |(words, documents): (&'a str, Vec<usize>)| {
        vec![Inline::foreign(words), format!(" ({})", listed(&documents)).into()]
    };
    let mut line = line("differs: ");
    line.extend(joined(by_words.into_iter().map(figure), " | "));
    line
}

impl ClaimMethod {
    fn explained(&self) -> String {
        format!(
            "reader {}: {}. A document makes a claim from a probability of {}; perhaps, in other words, from {}. \
             The percentage beside a sentence is the probability that it says the same as the sentence that \
             represents the claim. Sentences are numbered from 1 in each document.",
            self.version, self.name, self.strong, self.weak
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{claims, every_pair};
    use crate::report::ReportFormat;
    use crate::report::comparison::tests::{LEFT, RIGHT, document, written};
    use crate::report::html::tests::linked;
    use std::path::Path;

    const ACCOUNTS: [&[&str]; 3] = [
        &["The ferry *Aurora* ran aground off Wexley harbour on Monday.", "The council wants new lights."],
        &[
            "Tickets remain cheap\u{9b}31m.",
            "On Monday the Aurora, a ferry, ran aground near Wexley harbour.",
        ],
        &["Fog hid the town.", "The ferry Aurora ran aground off Wexley harbour on Monday."],
    ];

    fn report(accounts: &[&[&str]], format: ReportFormat) -> String {
        let documents: Vec<_> = accounts.iter().map(|lines| document(lines)).collect();
        let texts: Vec<Vec<&str>> = documents.iter().map(|document| document.sentence_texts()).collect();
        let pairs = every_pair(&texts, &|| true, &|_| ()).unwrap();
        let pairs: Vec<_> = pairs.iter().map(|(left, right, pair)| (*left, *right, pair)).collect();
        let levels = Levels::default();
        let named = |document| NamedDocument { path: Path::new("news|paper.txt"), document };
        let named: Vec<NamedDocument<'_>> = documents.iter().map(named).collect();
        let claims = claims(&texts, &pairs, levels, &|| true).unwrap();
        written(format, &ClaimsReport::new(&named, &claims, levels))
    }

    #[test]
    fn text_tells_who_says_it_in_which_words() {
        let text = report(&ACCOUNTS, ReportFormat::Text);
        for part in [
            "Claims of 3 documents\n\nA: ",
            "1 claim made by two documents or more, 1 by all 3.",
            "In no claim: 1 of 2 sentences in A, 1 of 2 sentences in B, 1 of 2 sentences in C.",
            "\n1. A, B and C\n   A 1 (99 %): The ferry *Aurora* ran",
            "\n   B 2 (",
            "\nOnly in C, as far as found\n\nC 1: Fog hid the town.",
        ] {
            assert!(text.contains(part), "{part:?} in\n{text}");
        }
        assert!(!text.chars().any(|character| character != '\n' && character.is_control()), "{text:?}");
    }

    #[test]
    fn markdown_quotes_each_document() {
        let text = report(&ACCOUNTS, ReportFormat::Markdown);
        let entry = "\n### 1. A, B and C\n\n> **A 1** (99 %): The ferry \\*Aurora\\* ran aground";
        assert!(text.contains(entry), "{text}");
    }

    #[test]
    fn html_links_each_claim_to_the_sentences_that_make_it() {
        let html = report(&[LEFT, RIGHT, &["Nothing <b> of all this."]], ReportFormat::Html);
        assert_eq!(linked(&html), Ok(()), "{html}");
        for part in [
            "<a href=\"#a1\">A 1</a>",
            "<a href=\"#b2\">B 2</a>",
            ">1. A and B; not in C<p>differs",
            "</td><td></td></tr>",
            "&lt;b&gt; of all this.",
            "(in no claim)",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn figures_that_differ_are_told_in_every_format() {
        let accounts = ["five", "six", "five"]
            .map(|count| [format!("India has ordered {count} divisions of the S-400 missile system.")]);
        let accounts = accounts.each_ref().map(|[line]| [line.as_str()]);
        let accounts = accounts.each_ref().map(|lines| &lines[..]);
        for (format, before) in [
            (ReportFormat::Text, "\n   differs: "),
            (ReportFormat::Markdown, "\n\ndiffers: "),
            (ReportFormat::Html, "<p>differs: "),
        ] {
            let text = report(&accounts, format).replace("<bdi>", "").replace("</bdi>", "");
            let line = text.split_once(before).map_or("", |(_, line)| line).replace('\\', "");
            assert!(line.starts_with("five ") && line.contains(" (A) | six "), "{text}");
        }
    }

    #[test]
    fn data_follows_its_schema() {
        let schema = serde_json::from_str(include_str!("../../assets/schema/claims.json")).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let orders: [&[&str]; 3] =
            [&["Five big ferries crossed the harbour."], &["Six big ferries crossed the harbour."], &[]];
        let text = report(&orders, ReportFormat::Json);
        assert!(text.contains("\"differs\":[[{\"document\":"), "{text}");
        for accounts in [&orders[..], &ACCOUNTS, &[&[], &[], &[]], &[ACCOUNTS[0]; 4]] {
            let value: serde_json::Value =
                serde_json::from_str(&report(accounts, ReportFormat::Json)).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }

    #[test]
    fn a_claim_tells_who_makes_it_and_who_does_not() {
        let stand = |stance| Stand { stance, sentences: Vec::new(), score: Vec::new() };
        let told = |stances: &[Stance]| {
            let stands = stances.iter().copied().map(stand).collect();
            ClaimRecord { document: 0, sentence: 0, stands, differs: Vec::new() }.told()
        };
        assert_eq!(told(&[Stance::Said, Stance::Said, Stance::Said]), "A, B and C");
        assert_eq!(
            told(&[Stance::Absent, Stance::Said, Stance::Reworded]),
            "B; perhaps, in other words, C; not in A"
        );
        let many = |said: usize, absent: usize| {
            told(&[vec![Stance::Said; said], vec![Stance::Absent; absent]].concat())
        };
        assert_eq!(many(4, 0), "A, B, C and D");
        assert_eq!(many(30, 0), "all 30");
        assert_eq!(many(28, 2), "all but AC and AD");
        assert_eq!(many(5, 6), "A, B, C, D and E; not in the other 6");
    }
}
