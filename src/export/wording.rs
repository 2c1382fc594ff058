//! How a report words its figures; the same in every format that people read.
//!
//! What is returned is safe to show.

use std::path::Path;

use super::report::{FactItem, FactRow, Report, Strength, Subject};
use crate::text::safe;

/// The names of the two documents within a report.
pub(super) const NAMES: [&str; 2] = ["A", "B"];

/// Returns `text` on one line and safe; soft breaks become spaces.
pub(super) fn one_line(text: &str) -> String {
    safe::line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).as_str().to_owned()
}

/// Returns a title to show, whether there is one or not.
pub(super) fn title(title: &str) -> String {
    if title.is_empty() { "(no title)".into() } else { one_line(title) }
}

/// Returns a path to show, safe; white space in it is kept.
pub(super) fn shown_path(path: &Path) -> String {
    safe::line(&path.to_string_lossy()).as_str().to_owned()
}

/// Returns a probability to two decimals, never rounded up into the level above.
pub(super) fn shown_score(score: f64) -> String {
    format!("{:.2}", (score * 100.0 + 1e-6).floor() / 100.0)
}

/// Returns the word for a strength.
pub(super) fn strength(level: Strength) -> &'static str {
    match level {
        Strength::Strong => "strong",
        Strength::Weak => "weak",
    }
}

/// Returns where a document is and how long.
pub(super) fn measure(subject: &Subject<'_>) -> String {
    let (words, sentences) = (subject.words, subject.sentences.len());
    format!("{}, {}, {}", shown_path(subject.path), count(words, "word"), count(sentences, "sentence"))
}

/// Returns the summary, a sentence or two a line.
pub(super) fn figures(report: &Report<'_>) -> [String; 4] {
    let summary = report.summary;
    let [left, right] = report.documents.each_ref().map(|subject| subject.sentences.len());
    let pairs = count(summary.strong + summary.weak, "linked pair");
    [
        format!("Likeness: {} of 100.", summary.likeness),
        format!("{pairs} of sentences: {} strong, {} weak.", summary.strong, summary.weak),
        format!(
            "Only in A: {} of {left} sentences. Only in B: {} of {right}.",
            summary.only[0], summary.only[1]
        ),
        format!("Facts that differ: {}.", summary.differs),
    ]
}

/// Returns a fact with every place that states it.
pub(super) fn fact_line(fact: &FactRow<'_>) -> String {
    let item = |item: &FactItem<'_>| {
        let name = NAMES.get(item.document).unwrap_or(&"?");
        format!("{name} {} “{}”", item.sentence + 1, one_line(item.phrase))
    };
    let items: Vec<String> = fact.items.iter().map(item).collect();
    format!("{}, {}: {}", fact.status, fact.kind, items.join("; "))
}

/// Returns how the comparison was made, so that another reader can make it again.
pub(super) fn method(report: &Report<'_>) -> String {
    let method = report.method;
    format!(
        "reader {}: {}. A link is strong from probability {}, weak from {}. Sentences are numbered from 1 \
         in each document.",
        method.version, method.name, method.strong, method.weak
    )
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_never_shown_above_its_level() {
        for (score, shown) in [(0.7, "0.70"), (0.6999, "0.69"), (1.0, "1.00"), (0.35, "0.35"), (0.29, "0.29")]
        {
            assert_eq!(shown_score(score), shown);
        }
    }
}
