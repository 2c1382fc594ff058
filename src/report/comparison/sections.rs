//! A comparison as blocks: the order of its sections, its figures, links, copied runs and texts.

use std::collections::HashSet;

use serde::Serialize;

use crate::compare::facts::{Status, most_telling_first};
use crate::compare::{Level, same_text};
use crate::report::Report;
use crate::report::comparison::facts::DIFFERING;
use crate::report::comparison::versions::Versions;
use crate::report::comparison::{ComparisonFigures, ComparisonReport, CopiedRun, LinkRow, versions};
use crate::report::model::{
    Inline, ReportBlock, ReportEntries, ReportEntry, Style, StyledLine, concat, joined, line,
};
use crate::report::subject::{Languages, Subject};
use crate::report::wording::{
    cited, count, counted, full_text, in_quotation_marks, measured, name, numbered, numbers, quoted,
    shown_percent,
};
use crate::threads::join;

/// The heading above the figures.
const SHARED: &str = "How much is shared";

/// The headings above the sentences without a counterpart.
const ONLY: [&str; 2] = ["Only in A", "Only in B"];

/// The headings above the strong and the weak links.
const SAYS_THE_SAME: &str = "Says the same, at least in part";
const MAY_SAY_THE_SAME: &str = "May say the same";

impl Report for ComparisonReport<'_> {
    const SCHEMA: &'static str = "reader.comparison/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self) -> Vec<ReportBlock<'_>> {
        let mut blocks = vec![
            ReportBlock::Heading(1, line("Comparison of two documents")),
            ReportBlock::bullets([0, 1].map(|side| measured(&self.documents[side], side))),
            ReportBlock::Contents(self.contents()),
            ReportBlock::section_at("summary", SHARED, vec![ReportBlock::bullets(self.figures())]),
        ];
        if let Some(versions) = &self.edition {
            blocks.push(ReportBlock::section_at("versions", versions::HEADING, self.changes(versions)));
        }
        blocks.push(self.differing_section());
        let ((only, links), (facts, copied)) = join(
            || ([0, 1].map(|side| self.only_section(side)), self.link_sections()),
            || (self.other_fact_sections(), self.copied_runs()),
        );
        blocks.extend(only.into_iter().chain(links).chain(facts));
        let copies = "Copied word for word (probably from one source)";
        blocks.push(ReportBlock::section_at("copies", copies, vec![copied]));
        if !self.notes.is_empty() {
            blocks.push(ReportBlock::section_at("notes", "Notes", self.note_blocks()));
        }
        blocks.push(ReportBlock::section_at("method", "How this was made", vec![self.method_lines()]));
        blocks
    }

    fn appendix(&self) -> Vec<ReportBlock<'_>> {
        let text = |side| {
            let notes = self.notes(side);
            full_text(&self.documents[side], side, |sentence| notes.get(sentence).cloned())
        };
        vec![text(0), text(1)]
    }
}

impl ComparisonReport<'_> {
    /// Returns the anchors of the sections with short names.
    fn contents(&self) -> Vec<(&'static str, &'static str)> {
        let first = [("summary", SHARED)];
        let versions = self.edition.is_some().then_some(("versions", "Two versions"));
        let differing = [("facts", DIFFERING), ("only-a", ONLY[0]), ("only-b", ONLY[1])];
        let links = match &self.edition {
            None => vec![("links", SAYS_THE_SAME), ("possible-links", MAY_SAY_THE_SAME)],
            Some(_) if self.listed_links().is_empty() => Vec::new(),
            Some(_) => vec![("links", "Other linked sentences")],
        };
        let notes = (!self.notes.is_empty()).then_some(("notes", "Notes"));
        let copies = [("copies", "Copied runs")];
        let last =
            [("method", "How this was made"), ("text-a", "The text of A"), ("text-b", "The text of B")];
        first
            .into_iter()
            .chain(versions)
            .chain(differing)
            .chain(links)
            .chain(copies)
            .chain(notes)
            .chain(last)
            .collect()
    }

    /// Returns the notes, each with what it is on.
    fn note_blocks(&self) -> Vec<ReportBlock<'_>> {
        let all = self.notes.iter().flat_map(|note| {
            let on = match &note.linked {
                Some(_) => "On a link between A and B:".to_owned(),
                None => format!("On {}:", name(usize::from(note.side == Some(1)))),
            };
            [ReportBlock::paragraph(on)].into_iter().chain(note.blocks())
        });
        all.collect()
    }

    /// Returns the sections of the listed links: the strong ones, then the weak ones; of two versions of one
    /// text all in one section, if there are any.
    fn link_sections(&self) -> Vec<ReportBlock<'_>> {
        let listed = self.listed_links();
        if self.edition.is_some() {
            let section =
                || ReportBlock::section_at("links", "Other linked sentences", self.link_entries(&listed));
            return (!listed.is_empty()).then(section).into_iter().collect();
        }
        let (strong, weak): (Vec<&LinkRow>, Vec<&LinkRow>) =
            listed.into_iter().partition(|link| link.level == Level::Strong);
        vec![
            ReportBlock::section_at("links", SAYS_THE_SAME, self.link_entries(&strong)),
            ReportBlock::section_at("possible-links", MAY_SAY_THE_SAME, self.link_entries(&weak)),
        ]
    }

    /// Returns how many links these are, and the links.
    fn link_entries<'a>(&'a self, links: &[&'a LinkRow]) -> Vec<ReportBlock<'a>> {
        if links.is_empty() {
            return vec![ReportBlock::paragraph("None.")];
        }
        let entry = |(index, link): (usize, &&'a LinkRow)| self.link_entry(index, link);
        let entries = ReportBlock::Entries(ReportEntries {
            caption: "Linked sentences, in the order of A; shared words are marked",
            subject: "Link",
            documents: 2,
            rows: links.iter().enumerate().map(entry).collect(),
        });
        vec![ReportBlock::paragraph(format!("{}, in the order of A.", count(links.len(), "pair"))), entries]
    }

    fn link_entry<'a>(&'a self, index: usize, link: &'a LinkRow) -> ReportEntry<'a> {
        let LinkRow { left, right, .. } = *link;
        let [first, second] = &self.documents;
        let title = format!("{}. A {} and B {}: {}", index + 1, left + 1, right + 1, link.certainty());
        let is_verbatim = same_text(first.sentence(left), second.sentence(right));
        let quote = |side: usize, sentence| {
            let words = quoted(&self.documents[side], sentence, &link.marks[side], Style::Shared);
            vec![concat([cited(&self.documents[side], side, sentence), vec![": ".into(), words]])]
        };
        let sides = if is_verbatim {
            let same = vec![": ".into(), Inline::Aside(line("the same words"))];
            vec![vec![numbered(first, 0, left)], vec![concat([cited(second, 1, right), same])]]
        } else {
            vec![quote(0, left), quote(1, right)]
        };
        let shared = vec!["Shared words: ".into(), Inline::foreign(link.shared.join(", "))];
        let has_shared = !is_verbatim && !link.shared.is_empty();
        ReportEntry {
            anchor: Some(link_anchor(link)),
            is_strong: link.level == Level::Strong,
            title: line(title),
            sides,
            notes: has_shared.then_some(shared).into_iter().collect(),
        }
    }

    /// Returns how many sentences only one document has, and the sentences: of two versions of one text in
    /// their order, else the most telling ones first.
    fn only_section(&self, side: usize) -> ReportBlock<'_> {
        let subject = &self.documents[side];
        let all = counted(subject);
        let only = self.only[side].len();
        let (number, order) = match &self.edition {
            Some(_) => (format!("{only} of {all}, {}", ["removed", "added"][side]), self.only[side].clone()),
            None => (format!("{only} of {all}, as far as found"), self.most_telling_first(side)),
        };
        let remark = match &self.edition {
            None if only > 1 => "; those with the most figures and names of their own first",
            _ => "",
        };
        let sentences = order.into_iter().map(|sentence| numbered(subject, side, sentence));
        let mut blocks = vec![ReportBlock::paragraph(format!("{number}{remark}."))];
        if only > 0 {
            blocks.push(ReportBlock::lines(sentences));
        }
        ReportBlock::section_at(["only-a", "only-b"][side], ONLY[side], blocks)
    }

    /// Returns the sentences that only one document has, by how many facts only they state.
    fn most_telling_first(&self, side: usize) -> Vec<usize> {
        let own = [Status::OnlyLeft, Status::OnlyRight][side];
        let facts = self.facts.iter().filter(|fact| fact.status == own);
        let stated = facts.flat_map(|fact| fact.items.iter().map(|item| item.sentence));
        most_telling_first(self.only[side].clone(), stated)
    }

    fn copied_runs(&self) -> ReportBlock<'_> {
        match &self.edition {
            Some(_) => ReportBlock::paragraph("Not listed, because the two are versions of one text."),
            None => ReportBlock::lines(self.copies.iter().map(CopiedRun::line)),
        }
    }

    fn method_lines(&self) -> ReportBlock<'_> {
        let explained = self.method.explained().into_iter();
        ReportBlock::bullets(
            explained
                .map(|(subject, words)| vec![Inline::Strong(subject.into()), format!(": {words}.").into()]),
        )
    }

    /// Returns for each sentence of a document what is linked to it; of two versions what became of it.
    fn notes(&self, side: usize) -> Vec<StyledLine<'static>> {
        let sentences = self.documents[side].sentences.len();
        if let Some(versions) = &self.edition {
            return versions.notes(side, sentences);
        }
        let mut links: Vec<Vec<StyledLine<'static>>> = vec![Vec::new(); sentences];
        for link in &self.links {
            let (own, other) = if side == 0 { (link.left, link.right) } else { (link.right, link.left) };
            if let Some(links) = links.get_mut(own) {
                let words = format!("{} {}", name(1 - side), other + 1);
                let strength = format!("{} ", word(link.level));
                links.push(vec![strength.into(), Inline::Link { to: link_anchor(link), words }]);
            }
        }
        let note = |links: Vec<StyledLine<'static>>| {
            if links.is_empty() {
                return line(format!("nothing found in {}", name(1 - side)));
            }
            concat([line("linked: "), joined(links, ", ")])
        };
        links.into_iter().map(note).collect()
    }
}

/// Returns the anchor of the entry of a link.
fn link_anchor(link: &LinkRow) -> String {
    format!("link-{}-{}", link.left + 1, link.right + 1)
}

impl LinkRow {
    /// Returns how sure the link is, whether it was made by hand, and what became of the sentence.
    fn certainty(&self) -> String {
        let change = self.change.map(|change| format!(", {}", change.word())).unwrap_or_default();
        let by_hand = if self.by_hand { ", linked by hand" } else { "" };
        let percent = shown_percent(self.score);
        format!("{} ({percent} %){by_hand}{change}", word(self.level))
    }
}

impl ComparisonReport<'_> {
    /// Returns the summary, a sentence or two a line.
    fn figures(&self) -> Vec<StyledLine<'_>> {
        let ComparisonFigures { left_out, likeness, .. } = self.summary;
        let by_hand = self.links.iter().filter(|link| link.by_hand).count();
        let mut lines: Vec<StyledLine<'_>> = Vec::new();
        let mut say = |words: Option<String>| lines.extend(words.map(line));
        say(self.remark());
        say(self.lines_compared());
        say((left_out > 0).then(|| format!("{} left out: could not be read.", count(left_out, "document"))));
        say(self.edition.as_ref().map(Versions::figures));
        lines.extend(self.edition.iter().flat_map(Versions::changes_beside));
        let mut say = |words: Option<String>| lines.extend(words.map(line));
        say(Some(format!("Likeness: {likeness} of 100.")));
        say(self.shared_figures());
        say(self.link_figures());
        say((by_hand > 0).then(|| format!("{by_hand} linked by hand.")));
        say(Some(self.only_figures()));
        say(Some(self.fact_figures()));
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
            [true, true] => "Neither has any text.".into(),
            [true, false] | [false, true] => {
                let empty = name(is_empty[1].into());
                format!("{empty} has no text, so there is nothing to compare.")
            }
            [false, false] if self.same => {
                "Nothing differs, except perhaps the wrapping of lines, the width of spaces, line ends or the encoding.".into()
            }
            [false, false] if self.summary.languages == Languages::Different => self.languages(),
            [false, false] => return None,
        };
        Some(words)
    }

    /// Returns what was compared beside sentences, if anything.
    fn lines_compared(&self) -> Option<String> {
        let [left, right] = self.documents.each_ref().map(Subject::has_sentences_and_lines);
        let [has_sentences, has_lines] = [left[0] || right[0], left[1] || right[1]];
        match (has_sentences, has_lines) {
            (_, false) => None,
            (false, true) => Some("No sentences: compared line by line.".into()),
            (true, true) => {
                let lines = "Headings and lines that are not sentences (code, data, link targets)";
                Some(format!("{lines} are compared too."))
            }
        }
    }

    fn languages(&self) -> String {
        let [left, right] = self.documents.each_ref().map(|subject| subject.language);
        let names = match (left, right) {
            (Some(left), Some(right)) if left != right => format!(" ({} and {})", left.name, right.name),
            _ => String::new(),
        };
        format!("In different languages{names}: linked by names and numbers only.")
    }

    fn link_figures(&self) -> Option<String> {
        let pairs = self.listed_links().len();
        let ComparisonFigures { strong, weak, .. } = self.summary;
        let linked = count(pairs, "linked pair");
        match &self.edition {
            None => Some(format!("{linked} of sentences: {strong} very likely, {weak} possible.")),
            Some(_) => (pairs > 0).then(|| format!("{linked} of sentences besides the changes above.")),
        }
    }

    /// Returns how many sentences of each document have a counterpart; of two versions of one text nothing,
    /// since what became of each sentence tells more.
    fn shared_figures(&self) -> Option<String> {
        let side = |side: usize| {
            let all = self.documents[side].sentences.len();
            let own = |link: &&LinkRow| [link.left, link.right][side];
            let strong = self.links.iter().filter(|link| link.level == Level::Strong);
            let strong = strong.map(|link| own(&link)).collect::<HashSet<usize>>().len();
            let shared = all - self.only[side].len();
            format!("{} of {all} in {}, {strong} very likely", count(shared, "sentence"), name(side))
        };
        let why = "a sentence may have several counterparts, so the two numbers differ";
        self.edition.is_none().then(|| format!("Shared: {}; {} ({why}).", side(0), side(1)))
    }

    fn only_figures(&self) -> String {
        let remarks = if self.edition.is_some() { [" (removed)", " (added)"] } else { [""; 2] };
        let side = |side: usize| {
            let all = counted(&self.documents[side]);
            format!("Only in {}{}: {} of {all}", name(side), remarks[side], self.summary.only[side])
        };
        let found = if self.edition.is_some() { "" } else { ", both as far as found" };
        format!("{}. {}{found}.", side(0), side(1))
    }

    fn fact_figures(&self) -> String {
        let of = |wanted: &[Status]| self.facts.iter().filter(|fact| wanted.contains(&fact.status)).count();
        format!(
            "Figures and names that differ: {}; in both: {}; in one document only: {}; nearly equal within \
             one: {}.",
            self.summary.differs,
            of(&[Status::Agree]),
            of(&[Status::OnlyLeft, Status::OnlyRight]),
            of(&[Status::Near])
        )
    }

    fn copied_figures(&self) -> String {
        let words = self.copies.iter().map(|run| run.words).sum();
        let runs = count(self.copies.len(), "run");
        format!("Copied word for word: {runs} of six words or more, {} in all.", count(words, "word"))
    }
}

impl<'a> CopiedRun<'a> {
    /// Returns its length, its places and its words as the first document has them.
    pub(super) fn line(&self) -> StyledLine<'a> {
        let on = |document: usize| self.items.iter().filter(move |item| item.document == document);
        let places = |document| numbers(document, on(document).map(|item| item.sentence));
        let words = on(0).map(|item| item.text).collect::<Vec<_>>().join(" ");
        let length = line(format!("{}, ", count(self.words, "word")));
        let quotation = in_quotation_marks(Inline::foreign(words));
        concat([length, places(0), line(" and "), places(1), line(": "), quotation])
    }
}

/// Returns how surely a link of this level says the same.
fn word(level: Level) -> &'static str {
    match level {
        Level::Strong => "very likely",
        Level::Weak => "possibly",
    }
}
