//! A comparison as blocks: the order of its sections, its links and its texts.

use std::io;

use serde::Serialize;

use crate::compare::same_characters;
use crate::report::Content;
use crate::report::comparison::copies::CopiedRun;
use crate::report::comparison::{ComparisonReport, LinkRow, Strength, versions};
use crate::report::model::{Block, Entries, Entry, Inline, Line, Section, Side, Style, joined, line};
use crate::report::wording::{full_text, measured, name, number, numbered, quoted, shown_score};

/// The headings above the sentences without a counterpart.
const ONLY: [&str; 2] = ["Only in A, the first document", "Only in B, the second document"];

impl Content for ComparisonReport<'_> {
    const SCHEMA: &'static str = "reader.comparison/1";

    fn data(&self) -> impl Serialize {
        self
    }

    fn blocks(&self, emit: &mut dyn FnMut(Block<'_>) -> io::Result<()>) -> io::Result<()> {
        emit(Block::Heading(1, line("Comparison of two documents")))?;
        emit(Block::bullets([0, 1].map(|side| measured(&self.documents[side], side))))?;
        emit(Block::Contents(self.contents()))?;
        emit(Section::at("summary", "Summary", vec![Block::bullets(self.figures())]).into())?;
        if let Some(versions) = &self.edition {
            emit(Section::at("versions", versions::HEADING, vec![self.changes(versions)]).into())?;
        }
        if let Some(heading) = self.links_heading() {
            emit(Section::at("links", heading, vec![self.link_entries()]).into())?;
        }
        for side in [0, 1] {
            emit(self.only_section(side).into())?;
        }
        for section in self.fact_sections() {
            emit(section.into())?;
        }
        let copies = "Copied word for word (likely one source)";
        emit(Section::at("copies", copies, vec![self.copied_runs()]).into())?;
        emit(Section::at("method", "How this was made", vec![self.method_lines()]).into())?;
        for side in [0, 1] {
            let notes = self.notes(side);
            emit(full_text(&self.documents[side], side, |sentence| notes.get(sentence).cloned()).into())?;
        }
        Ok(())
    }
}

impl ComparisonReport<'_> {
    /// Returns the anchors of the sections with short names.
    fn contents(&self) -> Vec<(&'static str, &'static str)> {
        let versions = self.edition.is_some().then_some(("versions", "Two versions"));
        let links = self.links_heading().map(|heading| ("links", heading));
        let further = [
            ("only-a", "Only in A"),
            ("only-b", "Only in B"),
            ("facts", "Facts"),
            ("copies", "Copied runs"),
            ("method", "How this was made"),
            ("text-a", "The text of A"),
            ("text-b", "The text of B"),
        ];
        [("summary", "Summary")].into_iter().chain(versions).chain(links).chain(further).collect()
    }

    fn links_heading(&self) -> Option<&'static str> {
        match &self.edition {
            None => Some("Linked sentences"),
            Some(_) => (!self.listed_links().is_empty()).then_some("Other linked sentences"),
        }
    }

    fn link_entries(&self) -> Block<'_> {
        let links = self.listed_links();
        if links.is_empty() {
            return Block::paragraph("None.");
        }
        let entry = |(index, link)| self.link_entry(index, link);
        Block::Entries(Entries {
            caption: "Sentences that say the same, in the order of A; the words of both are marked",
            subject: "Link",
            documents: vec![name(0), name(1)],
            rows: links.into_iter().enumerate().map(entry).collect(),
        })
    }

    fn link_entry<'a>(&'a self, index: usize, link: &'a LinkRow) -> Entry<'a> {
        let LinkRow { left, right, .. } = *link;
        let [first, second] = &self.documents;
        let title = format!("{}. A {} and B {}: {}", index + 1, left + 1, right + 1, link.certainty());
        let is_verbatim = same_characters(first.sentence(left), second.sentence(right));
        let quote = |side: usize, sentence| {
            let words = quoted(&self.documents[side], sentence, &link.marks[side], Style::Shared);
            Side::Quotes(vec![vec![number(side, sentence), ": ".into(), words]])
        };
        let sides = if is_verbatim {
            let same = vec![number(1, right), ": ".into(), Inline::Emphasis("the same words".into())];
            vec![Side::Quotes(vec![numbered(first, 0, left)]), Side::Quotes(vec![same])]
        } else {
            vec![quote(0, left), quote(1, right)]
        };
        let shared = vec!["Shared words: ".into(), Inline::foreign(link.shared.join(", "))];
        let has_shared = !is_verbatim && !link.shared.is_empty();
        Entry {
            anchor: Some(link_anchor(link)),
            is_strong: link.level == Strength::Strong,
            title: line(title),
            sides,
            notes: has_shared.then_some(shared).into_iter().collect(),
        }
    }

    fn only_section(&self, side: usize) -> Section<'_> {
        let subject = &self.documents[side];
        let sentences = self.only[side].iter().map(|sentence| numbered(subject, side, *sentence));
        let heading = match &self.edition {
            Some(_) => format!("{}: {}", ONLY[side], ["removed", "added"][side]),
            None => ONLY[side].to_owned(),
        };
        Section::at(["only-a", "only-b"][side], heading, vec![Block::lines(sentences)])
    }

    fn copied_runs(&self) -> Block<'_> {
        match &self.edition {
            Some(_) => Block::paragraph("Not listed, because the two are versions of one text."),
            None => Block::lines(self.copies.iter().map(CopiedRun::line)),
        }
    }

    fn method_lines(&self) -> Block<'_> {
        let explained = self.method.explained().into_iter();
        Block::bullets(
            explained
                .map(|(subject, words)| vec![Inline::Strong(subject.into()), format!(": {words}.").into()]),
        )
    }

    /// Returns for each sentence of a document what is linked to it; of two versions what became of it.
    fn notes(&self, side: usize) -> Vec<Line<'static>> {
        let sentences = self.documents[side].sentences.len();
        if let Some(versions) = &self.edition {
            return versions.notes(side, sentences);
        }
        let mut links: Vec<Vec<Line<'static>>> = vec![Vec::new(); sentences];
        for link in &self.links {
            let (own, other) = if side == 0 { (link.left, link.right) } else { (link.right, link.left) };
            if let Some(links) = links.get_mut(own) {
                let words = format!("{} {}", name(1 - side), other + 1);
                let strength = format!("{} ", link.level.word());
                links.push(vec![strength.into(), Inline::Link { to: link_anchor(link), words }]);
            }
        }
        let note = |links: Vec<Line<'static>>| {
            if links.is_empty() {
                return line(format!("only in {}", name(side)));
            }
            [line("linked: "), joined(links, ", ")].concat()
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
        format!("{}, score {}{by_hand}{change}", self.level.word(), shown_score(self.score))
    }
}
