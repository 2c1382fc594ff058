//! The blocks of an RTF file: paragraphs, tables, notes and text boxes.

use crate::document::{BlockKind, Draft, Frame, Margin, Note};
use crate::formats::blocks::{Containers, TableBuilder};
use crate::formats::inline::{InlineKind, InlineText, OpenText};
use crate::formats::limits::Exceeded;
use crate::formats::properties::counted;
use crate::formats::rtf::RtfReader;
use crate::formats::rtf::state::{Aside, Destination, GroupState, OpenAside, RtfStyle};
use crate::text::Span;

/// The longest paragraph, in bytes, that has no gap to the next.
const CLOSE: usize = 80;

/// The longest list marker, in characters; a longer one is text.
const LONGEST_MARKER: usize = 12;

impl RtfReader {
    pub(super) fn begin_aside(&mut self, kind: Aside) -> Result<(), Exceeded> {
        self.budget.take_element(self.groups.len())?;
        let is_inside = self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link));
        if is_inside && !matches!(kind, Aside::Link) {
            self.state.destination = Destination::Skipped;
            return Ok(());
        }
        self.set_style(RtfStyle::default())?;
        let mut outer = OpenText::default();
        match &kind {
            Aside::Link => match target(&self.instruction) {
                target if target.is_empty() => return Ok(()),
                target => self.inline.begin(InlineKind::link(target)),
            },
            Aside::Note(number) => {
                self.notes.push(Vec::new());
                self.inline.push_note(*number);
                outer = std::mem::take(&mut self.inline);
            }
            Aside::Box => outer = std::mem::take(&mut self.inline),
        }
        let substitutes = self.state.substitutes;
        self.state = GroupState { substitutes, font: self.state.font, ..GroupState::default() };
        self.asides.push(OpenAside { kind, depth: self.groups.len(), outer, paragraphs: Vec::new() });
        Ok(())
    }

    pub(super) fn end_aside(&mut self) -> Result<(), Exceeded> {
        if self.asides.last().is_some_and(|aside| matches!(aside.kind, Aside::Link)) {
            self.set_style(RtfStyle::default())?;
            self.inline.close();
            self.asides.pop();
            return Ok(());
        }
        self.end_text()?;
        let Some(mut aside) = self.asides.pop() else { return Ok(()) };
        self.inline = aside.outer;
        match aside.kind {
            Aside::Note(number) => {
                if let Some(note) = self.notes.get_mut(number - 1) {
                    *note = aside.paragraphs;
                }
            }
            Aside::Box => self.boxes.append(&mut aside.paragraphs),
            Aside::Link => {}
        }
        Ok(())
    }

    /// Takes the running text.
    fn take(&mut self) -> InlineText {
        self.style = RtfStyle::default();
        self.inline.take()
    }

    pub(super) fn paragraph(&mut self) -> Result<(), Exceeded> {
        if self.state.destination != Destination::Body {
            return Ok(());
        }
        let is_beside = self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link));
        if self.state.in_table && !is_beside {
            self.inline.break_line();
            return Ok(());
        }
        self.end_text()
    }

    /// Ends the running text of a paragraph.
    fn end_text(&mut self) -> Result<(), Exceeded> {
        self.budget.take_element(0)?;
        let content = self.take();
        if let Some(aside) = self.asides.iter_mut().rfind(|aside| !matches!(aside.kind, Aside::Link)) {
            aside.paragraphs.extend(Some(content).filter(|content| !content.text.is_empty()));
            return Ok(());
        }
        if content.text.is_empty() {
            self.marker.clear();
            self.gap = true;
        } else {
            self.end_table();
            self.write(&content);
        }
        for content in std::mem::take(&mut self.boxes) {
            self.blocks.prose(&content, &BlockKind::Paragraph, Frame::default(), true);
        }
        Ok(())
    }

    fn write(&mut self, content: &InlineText) {
        let kind = match self.state.heading {
            0 => BlockKind::Paragraph,
            level => BlockKind::Heading(level),
        };
        let is_apart = content.text.len() > CLOSE || self.state.heading > 0;
        let gap = std::mem::replace(&mut self.gap, is_apart) || is_apart;
        let frame = self.frame();
        self.blocks.prose_or_item(content, &kind, frame, gap);
    }

    /// Returns the frame of a paragraph, which is a list item if it has a marker.
    fn frame(&mut self) -> Frame {
        let marker = std::mem::take(&mut self.marker);
        let marker = marker.trim();
        if marker.is_empty() || marker.chars().count() > LONGEST_MARKER {
            return Frame::default();
        }
        // Most bullets are characters of fonts that only draw signs.
        let is_sign =
            marker.chars().nth(1).is_none() && !marker.starts_with(char::is_alphanumeric) || marker == "o";
        let marker = if is_sign { "•" } else { marker };
        let outer = (0..self.state.list_level).map(|_| Margin::Indent { cells: 2, marker: None });
        let cells = (marker.chars().count() + 1) as u8;
        let own = Margin::Indent { cells, marker: Some(marker.to_owned()) };
        Frame { margins: outer.chain([own]).collect() }
    }

    pub(super) fn cell(&mut self) -> Result<(), Exceeded> {
        if self.asides.iter().any(|aside| !matches!(aside.kind, Aside::Link)) {
            return self.push("\t");
        }
        if self.state.destination == Destination::Body {
            self.budget.take_element(0)?;
            let content = self.take();
            self.row.push(content);
            self.marker.clear();
        }
        Ok(())
    }

    /// Ends a row of a table, or begins one.
    pub(super) fn row(&mut self, is_end: bool) -> Result<(), Exceeded> {
        if is_end {
            self.budget.take_element(0)?;
            self.rows.push(std::mem::take(&mut self.row));
        } else if self.row.is_empty() && !self.state.in_table && !self.inline.text().trim().is_empty() {
            self.paragraph()?;
        }
        Ok(())
    }

    /// Writes the table that is read. One column without another is a frame around paragraphs.
    fn end_table(&mut self) {
        let last = std::mem::take(&mut self.row);
        let mut rows = std::mem::take(&mut self.rows);
        rows.extend(Some(last).filter(|last| !last.is_empty()));
        let is_full = |row: &Vec<InlineText>| row.iter().filter(|cell| !cell.text.is_empty()).count() > 1;
        if rows.iter().any(is_full) {
            let mut table = TableBuilder::without_head();
            for row in rows {
                for cell in row {
                    table.cell(cell);
                }
                table.end_row();
            }
            self.blocks.table(table, Frame::default(), true);
            self.gap = true;
        } else {
            for cell in rows.iter().flatten().filter(|cell| !cell.text.is_empty()) {
                self.blocks.prose(cell, &BlockKind::Paragraph, Frame::default(), true);
            }
        }
    }

    pub(super) fn finish(mut self) -> Result<Draft, Exceeded> {
        self.flush()?;
        while !self.asides.is_empty() {
            self.end_aside()?;
        }
        self.end_text()?;
        self.end_table();
        let mut containers = Containers::default();
        let mut bodies = Vec::new();
        for (number, note) in (1..).zip(&self.notes) {
            let first = self.blocks.count();
            containers.note(number);
            for content in note {
                let (frame, gap) = containers.frame();
                self.blocks.prose(content, &BlockKind::Paragraph, frame, gap);
            }
            containers.close();
            bodies.push(self.blocks.since(first));
        }
        let references = self.blocks.take_notes();
        let note = |(reference, number): (Span, usize)| {
            Some(Note { reference, body: bodies.get(number.checked_sub(1)?).copied()?? })
        };
        let notes = references.into_iter().filter_map(note).collect();
        let mut draft = Draft { notes, metadata: self.metadata, ..self.blocks.finish(&[], self.title) };
        let deletions = (self.deletions, "tracked deletion is left out", "tracked deletions are left out");
        draft.warnings.extend(counted(&[deletions]));
        Ok(draft)
    }
}

/// Returns the address in the instruction of a field; empty if the field is not a link.
fn target(instruction: &str) -> String {
    let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else { return String::new() };
    let quoted = |text: &str| text.split('"').nth(1).map(str::trim).map(str::to_owned);
    let (address, place) = rest.split_once("\\l").unwrap_or((rest, ""));
    let bare = || address.split_whitespace().find(|word| !word.starts_with('\\')).map(str::to_owned);
    let address = quoted(address).or_else(bare).unwrap_or_default();
    match quoted(place) {
        Some(place) => format!("{address}#{place}"),
        None => address,
    }
}
