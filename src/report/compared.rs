//! The whole report on two documents: links, facts, copied runs, what became of each version.

use crate::compare::facts::{Fact, facts_of_both};
use crate::compare::{Cancelled, Comparison, Copy, Edition, Levels, Words, copies_of, edition_of};
use crate::document::Document;
use crate::report::comparison::Report;
use crate::report::fact_row::FactRow;
use crate::report::facts::paired_facts;
use crate::report::subject::Named;

/// What can be known of two documents before their sentences are linked.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    words: Words<'a>,
    copies: Vec<Copy>,
    facts: [Vec<Fact>; 2],
}

impl<'a> Known<'a> {
    /// Returns what is known of two documents; an error as soon as it is no longer `wanted`.
    pub fn of(documents: [&'a Document; 2], wanted: &dyn Fn() -> bool) -> Result<Self, Cancelled> {
        let [left, right] = documents.map(sentences);
        let words = Words::of(&left, &right, wanted)?;
        let copies = copies_of(&words, wanted)?;
        Ok(Self { words, copies, facts: facts_of_both(&left, &right) })
    }
}

/// The rest of a report: what follows from the links of two documents and what was known of them.
#[derive(Clone, Debug)]
pub struct Rest<'a> {
    copies: Vec<Copy>,
    facts: Vec<FactRow<'a>>,
    edition: Option<Edition>,
}

impl<'a> Rest<'a> {
    /// Returns what follows for the same two documents that `known` is of, at these levels.
    pub fn of(documents: [Named<'a>; 2], comparison: &Comparison, levels: Levels, known: Known<'_>) -> Self {
        let Known { words, copies, facts } = known;
        let edition = edition_of(&words, comparison);
        Self { copies, facts: paired_facts(documents, facts, comparison, levels), edition }
    }
}

impl<'a> Report<'a> {
    /// Returns the report with everything that was found beside the links.
    #[must_use]
    pub fn with_rest(self, rest: Rest<'a>) -> Self {
        self.with_facts(rest.facts).with_copies(&rest.copies).with_edition(rest.edition.as_ref())
    }
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
