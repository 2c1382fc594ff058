//! The whole report on two documents: links, facts, copied runs, what became of each version.

use super::facts::paired_facts;
use super::report::Report;
use super::subject::Named;
use crate::compare::facts::{Fact, facts_of_both};
use crate::compare::{Cancelled, Comparison, Copy, Levels, Words, copies_of, edition_of};
use crate::document::Document;

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

/// Returns everything there is to report on two documents compared, at these levels; `known` is of
/// the same two.
pub fn compared<'a>(
    documents: [Named<'a>; 2],
    comparison: &Comparison,
    levels: Levels,
    known: Known<'_>,
) -> Report<'a> {
    let Known { words, copies, facts } = known;
    let edition = edition_of(&words, comparison);
    let facts = paired_facts(documents, facts, comparison, levels);
    let report = Report::new(documents, comparison, levels, facts);
    report.with_copies(&copies).with_edition(edition.as_ref())
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
