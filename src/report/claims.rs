//! What three documents or more say, as data: which of them makes which claim.
//!
//! Sentences are counted from 0 here, as in `report`. Field names and their order are those of the
//! schema `reader.claims/1` (`assets/schema/claims.json`).

use serde::Serialize;

use crate::compare;
use crate::compare::{Levels, Statement};
use crate::report::subject::{Named, Subject};
use crate::text::Span;

/// How claims are found, as a reader of the report may look it up.
const METHOD: &str = "average linkage over the links of every two documents (TF-IDF of stems and character \
                      3-4-grams, set against each pair's own background)";

/// How claims were found: enough to find them again.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Method {
    /// What it is called.
    pub name: &'static str,
    /// The version of this program.
    pub version: &'static str,
    /// The probability from which a link is strong.
    pub strong: f64,
    /// The probability from which a link is weak.
    pub weak: f64,
}

/// What several documents say.
#[derive(Clone, Debug, Serialize)]
pub struct Grid<'a> {
    /// How it was made.
    pub method: Method,
    /// The documents in order.
    pub documents: Vec<Subject<'a>>,
    /// The claims, those of most documents first.
    pub claims: Vec<Row<'a>>,
    /// The sentences that belong to no claim, for each document.
    pub only: Vec<Vec<usize>>,
    /// The figures.
    pub summary: Total,
}

/// A claim.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'a> {
    /// The document of the sentence that stands for it.
    pub document: usize,
    /// The index of that sentence.
    pub sentence: usize,
    /// How each document stands to it.
    pub stands: Vec<Cell>,
    /// Figures in which the documents that make it differ: that of the sentence that stands for it
    /// first, then those given instead.
    pub differs: Vec<Vec<Given<'a>>>,
}

/// A figure where a document states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Given<'a> {
    /// The document.
    pub document: usize,
    /// The index of the sentence.
    pub sentence: usize,
    /// Its first byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its characters, with what is counted.
    pub text: &'a str,
}

/// How a document stands to a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Whether it makes the claim.
    pub stand: Stance,
    /// Its sentences that do, surest first.
    pub sentences: Vec<usize>,
    /// The probability of each of them, to four decimals.
    pub score: Vec<f64>,
}

/// Whether a document makes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It does: a chain of strong links leads to the sentence that stands for the claim.
    Said,
    /// Perhaps, in other words: only weak links do.
    Reworded,
    /// It does not.
    Absent,
}

/// The figures of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Total {
    /// How many claims two documents or more make.
    pub claims: usize,
    /// How many all documents make.
    pub shared_by_all: usize,
    /// How many sentences are in no claim, for each document.
    pub only: Vec<usize>,
}

impl<'a> Grid<'a> {
    /// Returns the grid of the `claims` that `documents` make at `levels`.
    pub fn new(documents: &[Named<'a>], claims: &compare::Claims, levels: Levels) -> Self {
        let documents: Vec<Subject<'a>> = documents.iter().map(|named| Subject::new(*named, None)).collect();
        let sentences: Vec<usize> = documents.iter().map(|subject| subject.sentences.len()).collect();
        let summary = Total {
            claims: claims.rows.len(),
            shared_by_all: claims.shared_by_all(),
            only: claims.unclaimed(&sentences),
        };
        let method = Method {
            name: METHOD,
            version: env!("CARGO_PKG_VERSION"),
            strong: levels.strong,
            weak: levels.weak,
        };
        let only = only(&sentences, claims);
        let claims = claims.rows.iter().map(|claim| Row::new(claim, &documents)).collect();
        Self { method, documents, claims, only, summary }
    }
}

impl<'a> Row<'a> {
    fn new(claim: &compare::Claim, subjects: &[Subject<'a>]) -> Self {
        let cell = |document: usize| Cell::new(claim, document);
        let stands = (0..claim.stands.len()).map(cell).collect();
        let given = |all: &Vec<Statement>| all.iter().filter_map(|one| Given::new(*one, subjects)).collect();
        let differs = claim.differs.iter().map(given).collect();
        Self { document: claim.document, sentence: claim.sentence, stands, differs }
    }
}

impl<'a> Given<'a> {
    fn new(statement: Statement, subjects: &[Subject<'a>]) -> Option<Self> {
        let Statement { document, sentence, span } = statement;
        let passage = subjects.get(document)?.sentences.get(sentence)?;
        let text = passage.text.get(span.start..span.end)?;
        let Span { start, end } = span.shifted(passage.start);
        Some(Self { document, sentence, start, end, text })
    }
}

impl Cell {
    fn new(claim: &compare::Claim, document: usize) -> Self {
        let stand = &claim.stands[document];
        let kind = match stand {
            compare::Stand::Said(_) => Stance::Said,
            compare::Stand::Reworded(_) => Stance::Reworded,
            compare::Stand::Absent => Stance::Absent,
        };
        let sentences = stand.sentences().to_vec();
        let score = |sentence: &usize| claim.score(document, *sentence).unwrap_or_default();
        let score = sentences.iter().map(|sentence| (score(sentence) * 1e4).round() / 1e4).collect();
        Self { stand: kind, sentences, score }
    }
}

fn only(sentences: &[usize], claims: &compare::Claims) -> Vec<Vec<usize>> {
    let mut free: Vec<Vec<bool>> = sentences.iter().map(|count| vec![true; *count]).collect();
    for claim in &claims.rows {
        for (free, stand) in free.iter_mut().zip(&claim.stands) {
            for sentence in stand.sentences() {
                if let Some(free) = free.get_mut(*sentence) {
                    *free = false;
                }
            }
        }
    }
    let indices = |free: Vec<bool>| (0..free.len()).filter(|sentence| free[*sentence]).collect();
    free.into_iter().map(indices).collect()
}
