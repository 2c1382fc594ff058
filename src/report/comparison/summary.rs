//! The summary of a comparison: its figures in sentences.

use crate::compare::facts::Status;
use crate::compare::same_characters;
use crate::report::comparison::versions::Versions;
use crate::report::comparison::{ComparisonReport, LinkRow, Strength, Summary};
use crate::report::model::{Line, line};
use crate::report::subject::Languages;
use crate::report::wording::{count, name};

/// How many differing facts the summary names.
const NAMED: usize = 10;

impl ComparisonReport<'_> {
    /// Returns the summary, a sentence or two a line.
    pub(super) fn figures(&self) -> Vec<Line<'_>> {
        let Summary { left_out, likeness, .. } = self.summary;
        let by_hand = self.links.iter().filter(|link| link.by_hand).count();
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut say = |words: Option<String>| lines.extend(words.map(line));
        say(self.remark());
        say((left_out > 0).then(|| format!("{} left out: not readable.", count(left_out, "document"))));
        say(self.edition.as_ref().map(Versions::figures));
        say(Some(format!("Likeness: {likeness} of 100.")));
        say(self.link_figures());
        say((by_hand > 0).then(|| format!("{by_hand} linked by hand.")));
        say(Some(self.only_figures()));
        say(Some(self.fact_figures()));
        lines.extend(self.differing_facts());
        lines.push(line(self.copied_figures()));
        lines
    }

    /// Returns the links to list: all, or of two versions those made by hand and those that do not lead to
    /// what became of a sentence, because the others are listed as changes.
    pub(super) fn listed_links(&self) -> Vec<&LinkRow> {
        let is_change = |link: &LinkRow| self.edition.is_some() && link.change.is_some() && !link.by_hand;
        self.links.iter().filter(|link| !is_change(link)).collect()
    }

    /// Returns what a reader must know before the figures, if anything: why they are as they are.
    fn remark(&self) -> Option<String> {
        let is_empty = self.documents.each_ref().map(|subject| subject.sentences.is_empty());
        let words = match is_empty {
            [true, true] => "Neither has a sentence: there is nothing to compare.".into(),
            [true, false] | [false, true] => {
                let empty = name(is_empty[1].into());
                format!("{empty} has no sentence: there is nothing to compare it by.")
            }
            [false, false] if self.is_same() => "Both say the same sentences in the same order.".into(),
            [false, false] if self.summary.languages == Languages::Different => self.languages(),
            [false, false] => return None,
        };
        Some(words)
    }

    fn languages(&self) -> String {
        let [left, right] = self.documents.each_ref().map(|subject| subject.language);
        let names = match (left, right) {
            (Some(left), Some(right)) if left != right => format!(" ({} and {})", left.name, right.name),
            _ => String::new(),
        };
        format!("In different languages{names}: linked by names and numbers only.")
    }

    fn is_same(&self) -> bool {
        let [left, right] = self.documents.each_ref().map(|subject| &subject.sentences);
        left.len() == right.len() && left.iter().zip(right).all(|(a, b)| same_characters(a.text, b.text))
    }

    fn link_figures(&self) -> Option<String> {
        let pairs = self.listed_links().len();
        let Summary { strong, weak, .. } = self.summary;
        let linked = count(pairs, "linked pair");
        match &self.edition {
            None => Some(format!("{linked} of sentences: {strong} strong, {weak} weak.")),
            Some(_) => (pairs > 0).then(|| format!("{linked} of sentences beside what became of them.")),
        }
    }

    fn only_figures(&self) -> String {
        let remarks = if self.edition.is_some() { [" (removed)", " (added)"] } else { [""; 2] };
        let side = |side: usize| {
            let all = count(self.documents[side].sentences.len(), "sentence");
            format!("Only in {}{}: {} of {all}.", name(side), remarks[side], self.summary.only[side])
        };
        format!("{} {}", side(0), side(1))
    }

    fn fact_figures(&self) -> String {
        let of = |wanted: &[Status]| self.facts.iter().filter(|fact| wanted.contains(&fact.status)).count();
        format!(
            "Facts that differ: {}; that agree: {}; in one document only: {}; nearly equal within one: {}.",
            self.summary.differs,
            of(&[Status::Agree]),
            of(&[Status::OnlyLeft, Status::OnlyRight]),
            of(&[Status::Near])
        )
    }

    /// Returns the facts that differ, as far as a summary has room for them.
    fn differing_facts(&self) -> Vec<Line<'_>> {
        let differing = self.facts.iter().filter(|fact| fact.status == Status::Differs);
        let mut lines: Vec<Line<'_>> =
            differing.take(NAMED).map(|fact| [fact.line(), line(".")].concat()).collect();
        if self.summary.differs > NAMED {
            let more = self.summary.differs - NAMED;
            lines.push(line(format!("{more} more that differ are listed under Facts.")));
        }
        lines
    }

    fn copied_figures(&self) -> String {
        let words = self.copies.iter().map(|run| run.words).sum();
        let runs = count(self.copies.len(), "run");
        format!("Copied word for word: {runs} of six words or more, {} in all.", count(words, "word"))
    }
}

impl Strength {
    /// Returns its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Strength::Strong => "strong",
            Strength::Weak => "weak",
        }
    }
}
