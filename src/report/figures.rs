//! What people read of a report beside the texts: its figures, how sure it is, its facts in order.

use crate::compare::facts::Status;
use crate::compare::same_characters;
use crate::report::comparison::{Pair, Report, Strength, Summary};
use crate::report::fact_row::{FactRow, fact_line};
use crate::report::language::Languages;
use crate::report::subject::Subject;
use crate::report::versions::Versions;
use crate::report::wording::{NAMES, ONLY, count, shown_path, shown_score};

/// How many differing facts the summary names.
const NAMED: usize = 10;

/// Returns the summary, a sentence or two a line.
pub(crate) fn figures(report: &Report<'_>) -> Vec<String> {
    let summary = report.summary;
    let [left, right] = report.documents.each_ref().map(|subject| subject.sentences.len());
    let only = match &report.edition {
        Some(_) => ["Only in A (removed)", "Only in B (added)"],
        None => ["Only in A", "Only in B"],
    };
    let mut lines: Vec<String> = remarks(report);
    let left_out = Some(summary.left_out).filter(|left_out| *left_out > 0);
    lines.extend(left_out.map(|lost| format!("{} left out: not readable.", count(lost, "document"))));
    lines.extend(report.edition.as_ref().map(Versions::figures));
    lines.push(format!("Likeness: {} of 100.", summary.likeness));
    lines.extend(link_figures(report));
    let by_hand = report.links.iter().filter(|link| link.by_hand).count();
    lines.extend((by_hand > 0).then(|| format!("{by_hand} linked by hand.")));
    lines.push(format!(
        "{}: {} of {}. {}: {} of {}.",
        only[0],
        summary.only[0],
        count(left, "sentence"),
        only[1],
        summary.only[1],
        count(right, "sentence")
    ));
    lines.push(fact_figures(report));
    lines.extend(differing(report));
    lines.push(copied_figures(report));
    lines
}

/// Returns how many links are listed; of versions those that are told as changes are not counted
/// again.
fn link_figures(report: &Report<'_>) -> Option<String> {
    let listed = listed(report);
    if report.edition.is_some() {
        let beside = |pairs| format!("{pairs} of sentences beside what became of them.");
        return (!listed.is_empty()).then(|| beside(count(listed.len(), "linked pair")));
    }
    let Summary { strong, weak, .. } = report.summary;
    Some(format!("{} of sentences: {strong} strong, {weak} weak.", count(listed.len(), "linked pair")))
}

/// Returns the links to list: all, or of two versions those that do not lead to what became of a
/// sentence, because the others stand among the versions, and those made by hand.
pub(crate) fn listed<'r>(report: &'r Report<'_>) -> Vec<&'r Pair> {
    let told = |link: &Pair| report.edition.is_some() && link.change.is_some() && !link.by_hand;
    report.links.iter().filter(|link| !told(link)).collect()
}

/// Returns the heading above the links to list, `None` when there is nothing to say of them.
pub(crate) fn links_heading(report: &Report<'_>) -> Option<&'static str> {
    match &report.edition {
        None => Some("Linked sentences"),
        Some(_) => (!listed(report).is_empty()).then_some("Other linked sentences"),
    }
}

/// Returns the heading above the sentences that only one document has.
pub(crate) fn only_heading(report: &Report<'_>, side: usize) -> String {
    match &report.edition {
        Some(_) => format!("{}: {}", ONLY[side], ["removed", "added"][side]),
        None => ONLY[side].to_owned(),
    }
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
    let [left, right] = report.documents.each_ref().map(|subject| &subject.sentences);
    left.len() == right.len() && left.iter().zip(right).all(|(a, b)| same_characters(a.text, b.text))
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

/// Returns how much is copied, for the summary.
fn copied_figures(report: &Report<'_>) -> String {
    let words = report.copies.iter().map(|run| run.words).sum();
    let runs = count(report.copies.len(), "run");
    format!("Copied word for word: {runs} of six words or more, {} in all.", count(words, "word"))
}

/// Facts of one standing, under their heading.
pub(crate) struct FactGroup<'r, 'a> {
    pub(crate) heading: &'static str,
    pub(crate) rows: Vec<&'r FactRow<'a>>,
}

/// Returns the facts by what the documents say of them, what differs first; no group is empty.
pub(crate) fn fact_groups<'r, 'a>(report: &'r Report<'a>) -> Vec<FactGroup<'r, 'a>> {
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

/// Returns what stands in a report in place of copied runs, `None` when they are listed.
pub(crate) fn instead(report: &Report<'_>) -> Option<&'static str> {
    match (&report.edition, report.copies.as_slice()) {
        (Some(_), _) => Some("Not listed, because the two are versions of one text."),
        (None, []) => Some("None."),
        (None, _) => None,
    }
}

/// Returns how sure a link is, in a word and a number, whether it was made by hand, and
/// what became of the sentence.
pub(crate) fn certainty(link: &Pair) -> String {
    let change = link.change.map(|change| format!(", {}", change.word())).unwrap_or_default();
    let by_hand = if link.by_hand { ", linked by hand" } else { "" };
    format!("{}, score {}{by_hand}{change}", strength(link.level), shown_score(link.score))
}

/// Tells whether both sentences of a link have the same characters, line ends aside.
pub(crate) fn is_verbatim(report: &Report<'_>, link: &Pair) -> bool {
    let [left, right] = &report.documents;
    same_characters(left.sentence(link.left), right.sentence(link.right))
}

/// Returns the word for a strength.
pub(crate) fn strength(level: Strength) -> &'static str {
    match level {
        Strength::Strong => "strong",
        Strength::Weak => "weak",
    }
}

/// Returns where a document is and how long.
pub(crate) fn measure(subject: &Subject<'_>) -> String {
    let (words, sentences) = (subject.words, subject.sentences.len());
    format!("{}, {}, {}", shown_path(subject.path), count(words, "word"), count(sentences, "sentence"))
}
