//! The whole report on two documents: links, facts, copied runs, what became of each version.

use super::facts::facts;
use super::report::Report;
use super::subject::Named;
use crate::compare::{Cancelled, Comparison, Levels, copies, edition};
use crate::document::Document;

/// Returns everything there is to report on two documents compared, at these levels; an error as
/// soon as it is no longer `wanted`.
pub fn compared<'a>(
    documents: [Named<'a>; 2],
    comparison: &Comparison,
    levels: Levels,
    wanted: &dyn Fn() -> bool,
) -> Result<Report<'a>, Cancelled> {
    let [left, right] = documents.map(|named| sentences(named.document));
    let copies = copies(&left, &right, wanted)?;
    let edition = edition(&left, &right, comparison);
    let facts = facts(documents, comparison, levels);
    let report = Report::new(documents, comparison, levels, facts);
    Ok(report.with_copies(&copies).with_edition(edition.as_ref()))
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|sentence| sentence.span.of(&document.text)).collect()
}
