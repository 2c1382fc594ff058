//! How a report words its figures; the same in every format that people read.
//!
//! What is returned is safe to show.

use std::collections::HashMap;
use std::path::Path;

use super::copied::copied_figures;
use super::facts::kind_word;
use super::language::Languages;
use super::report::{FactRow, Pair, Report, Strength, Subject};
use super::versions::Versions;
use crate::compare::facts::Status;
use crate::text::safe;

/// The names of the two documents within a report.
pub(super) const NAMES: [&str; 2] = ["A", "B"];

/// How many differing facts the summary names.
const NAMED: usize = 10;

/// The headings above the sentences without a counterpart.
pub(super) const ONLY: [&str; 2] = ["Only in A, the first document", "Only in B, the second document"];

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

/// Returns how sure a link is, in a word and a number, and what became of the sentence.
pub(super) fn certainty(link: &Pair) -> String {
    let change = link.change.map(|change| format!(", {}", change.word())).unwrap_or_default();
    format!("{}, {}{change}", strength(link.level), shown_score(link.score))
}

/// What stands in place of a sentence that has just been quoted from the other document.
pub(super) const SAME_WORDS: &str = "the same words";

/// Tells whether both sentences of a link have the same characters.
pub(super) fn is_verbatim(report: &Report<'_>, link: &Pair) -> bool {
    let [left, right] = &report.documents;
    left.sentence(link.left) == right.sentence(link.right)
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
pub(super) fn figures(report: &Report<'_>) -> Vec<String> {
    let summary = report.summary;
    let [left, right] = report.documents.each_ref().map(|subject| subject.sentences.len());
    let pairs = count(summary.strong + summary.weak, "linked pair");
    let mut lines: Vec<String> = remarks(report);
    lines.extend([
        format!("Likeness: {} of 100.", summary.likeness),
        format!("{pairs} of sentences: {} strong, {} weak.", summary.strong, summary.weak),
        format!(
            "Only in A: {} of {}. Only in B: {} of {}.",
            summary.only[0],
            count(left, "sentence"),
            summary.only[1],
            count(right, "sentence")
        ),
        fact_figures(report),
    ]);
    lines.extend(differing(report));
    lines.push(copied_figures(report));
    lines.extend(report.edition.as_ref().map(Versions::figures));
    lines
}

/// Returns what a reader must know before the figures: why they are as they are.
fn remarks(report: &Report<'_>) -> Vec<String> {
    let empty: Vec<&str> = empty(report).collect();
    match empty.as_slice() {
        [] if is_same(report) => vec!["Both say the same sentences in the same order.".into()],
        [] if report.summary.languages == Languages::Different => vec![foreign(report)],
        [] => Vec::new(),
        [name] => vec![format!("{name} has no sentence: there is nothing to compare it by.")],
        _ => vec!["Neither has a sentence: there is nothing to compare.".into()],
    }
}

fn foreign(report: &Report<'_>) -> String {
    let [left, right] = report.documents.each_ref().map(|subject| subject.language);
    let which = match (left, right) {
        (Some(left), Some(right)) if left != right => format!(" ({} and {})", left.name, right.name),
        _ => String::new(),
    };
    format!("In different languages{which}: linked by names and numbers only.")
}

fn empty<'a>(report: &'a Report<'_>) -> impl Iterator<Item = &'static str> + 'a {
    let sides = report.documents.iter().zip(NAMES);
    sides.filter(|(subject, _)| subject.sentences.is_empty()).map(|(_, letter)| letter)
}

fn is_same(report: &Report<'_>) -> bool {
    let [left, right] =
        report.documents.each_ref().map(|subject| subject.sentences.iter().map(|one| one.text));
    left.eq(right)
}

fn fact_figures(report: &Report<'_>) -> String {
    let of = |wanted: &[Status]| report.facts.iter().filter(|fact| wanted.contains(&fact.status)).count();
    format!(
        "Facts that differ: {}; that agree: {}; in one document only: {}; nearly equal within one: {}.",
        report.summary.differs,
        of(&[Status::Agree]),
        of(&[Status::OnlyLeft, Status::OnlyRight]),
        of(&[Status::Near])
    )
}

/// Returns the facts that differ, as far as a summary has room for them.
fn differing(report: &Report<'_>) -> Vec<String> {
    let differing = report.facts.iter().filter(|fact| fact.status == Status::Differs);
    let mut lines: Vec<String> = differing.take(NAMED).map(|fact| format!("{}.", fact_line(fact))).collect();
    if report.summary.differs > NAMED {
        lines.push(format!("{} more that differ stand under Facts.", report.summary.differs - NAMED));
    }
    lines
}

/// Facts of one standing, under their heading.
pub(super) struct FactGroup<'r, 'a> {
    pub(super) heading: &'static str,
    pub(super) rows: Vec<&'r FactRow<'a>>,
}

/// Returns the facts by what the documents say of them, what differs first; no group is empty.
pub(super) fn fact_groups<'r, 'a>(report: &'r Report<'a>) -> Vec<FactGroup<'r, 'a>> {
    let headings = [
        (Status::Differs, "Facts that differ"),
        (Status::Near, "Nearly equal within one document"),
        (Status::Agree, "Facts that agree"),
        (Status::OnlyLeft, "Facts only in A"),
        (Status::OnlyRight, "Facts only in B"),
    ];
    let group = |(status, heading)| {
        let rows = report.facts.iter().filter(|fact| fact.status == status).collect();
        FactGroup { heading, rows }
    };
    headings.map(group).into_iter().filter(|group| !group.rows.is_empty()).collect()
}

/// Returns what the documents say of a fact.
pub(super) fn standing(status: Status) -> &'static str {
    match status {
        Status::Differs => "differs",
        Status::Near => "nearly equal",
        Status::Agree => "agrees",
        Status::OnlyLeft => "only in A",
        Status::OnlyRight => "only in B",
    }
}

/// Returns a fact with every place that states it.
pub(super) fn fact_line(fact: &FactRow<'_>) -> String {
    let place = |place: &Quoted<'_>| {
        let sentences: Vec<String> = place.sentences.iter().map(usize::to_string).collect();
        format!("{} {} “{}”", NAMES[place.document], sentences.join(", "), one_line(place.phrase))
    };
    let places: Vec<String> = quoted(fact).iter().map(place).collect();
    format!("{}, {}: {}", standing(fact.status), kind_word(fact.kind), places.join("; "))
}

/// The same words about a fact, in one document.
pub(super) struct Quoted<'a> {
    /// 0 or 1.
    pub(super) document: usize,
    pub(super) phrase: &'a str,
    /// The numbers of the sentences, from 1.
    pub(super) sentences: Vec<usize>,
}

/// Returns the statements of a fact, each wording once a document, by where it comes first.
pub(super) fn quoted<'a>(fact: &FactRow<'a>) -> Vec<Quoted<'a>> {
    let mut quoted: Vec<Quoted<'a>> = Vec::new();
    let mut known: HashMap<(usize, &str), usize> = HashMap::new();
    for item in &fact.items {
        let document = item.document.min(1);
        let at = *known.entry((document, item.phrase)).or_insert_with(|| {
            quoted.push(Quoted { document, phrase: item.phrase, sentences: Vec::new() });
            quoted.len() - 1
        });
        let sentences = &mut quoted[at].sentences;
        if sentences.last() != Some(&(item.sentence + 1)) {
            sentences.push(item.sentence + 1);
        }
    }
    quoted
}

/// Returns a number with what is counted.
pub(super) fn count(number: usize, noun: &str) -> String {
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
