//! Finished blocks, set below each other in one text.

use crate::document::{Block, BlockKind, Draft, Emphasis, Frame};
use crate::formats::markdown::inline::Words;
use crate::formats::markdown::table::Table;
use crate::formats::pieces;
use crate::text::Span;

/// A document while its blocks are set; lines that belong together stand close in its text, others
/// have an empty line between them, as on the screen.
#[derive(Default)]
pub(super) struct Setting {
    draft: Draft,
}

impl Setting {
    /// Sets running text; a line its author broke is a block of its own, close to the next.
    pub(super) fn prose(&mut self, words: &Words, kind: &BlockKind, frame: Frame, gap: bool) {
        let span = self.append(&words.text, &words.emphasis, gap);
        let mut pieces = Vec::new();
        let mut start = span.start;
        for end in words.breaks.iter().map(|at| span.start + at).chain([span.end]) {
            let line = Span::new(start, end).trimmed(&self.draft.text);
            if !line.is_empty() {
                pieces.extend(pieces::prose(&self.draft.text, line));
            }
            start = end;
        }
        self.pieces(pieces, kind, frame, gap);
    }

    /// Sets lines kept as they are.
    pub(super) fn code(&mut self, text: &str, frame: Frame, gap: bool) {
        let span = self.append(text, &[], gap);
        let pieces = pieces::lines(&self.draft.text, span);
        self.pieces(pieces, &BlockKind::Code, frame, gap);
    }

    /// Sets a table, the first row as its headings.
    pub(super) fn table(&mut self, table: Table, mut frame: Frame, gap: bool) {
        for (index, row) in table.into_rows().enumerate() {
            if row.text.is_empty() {
                continue;
            }
            let gap = gap && index == 0;
            let span = self.append(&row.text, &row.emphasis, gap);
            let cells = row.cells.into_iter().map(|cell| cell.shifted(span.start)).collect();
            let marker = frame.marker.take();
            self.block(span, BlockKind::TableRow { cells, head: index == 0 }, Frame { marker, ..frame }, gap);
        }
    }

    /// Sets a line across the page, which has a place of its own on the empty line it makes.
    pub(super) fn rule(&mut self, frame: Frame, gap: bool) {
        let span = self.append("", &[], false);
        self.block(span, BlockKind::Rule, frame, gap);
    }

    /// Sets where the links lead, below a rule, and returns the document.
    pub(super) fn finish(mut self, references: &[String], title: Option<String>) -> Draft {
        if !references.is_empty() {
            self.rule(Frame::default(), true);
        }
        for (index, line) in references.iter().enumerate() {
            let span = self.append(line, &[], index == 0);
            let pieces = pieces::prose(&self.draft.text, span);
            self.pieces(pieces, &BlockKind::Reference, Frame::default(), index == 0);
        }
        if !self.draft.text.is_empty() && !self.draft.text.ends_with('\n') {
            self.draft.text.push('\n');
        }
        Draft { title, ..self.draft }
    }

    fn append(&mut self, text: &str, emphasis: &[Emphasis], gap: bool) -> Span {
        let target = &mut self.draft.text;
        if let Some(above) = self.draft.blocks.last() {
            let apart = gap || above.kind == BlockKind::Rule;
            target.push_str(if apart { "\n\n" } else { "\n" });
        }
        let start = target.len();
        target.push_str(text);
        let shifted = |emphasis: &Emphasis| Emphasis { span: emphasis.span.shifted(start), ..*emphasis };
        self.draft.emphasis.extend(emphasis.iter().map(shifted));
        Span::new(start, target.len())
    }

    fn pieces(&mut self, pieces: Vec<Span>, kind: &BlockKind, mut frame: Frame, gap: bool) {
        for (index, piece) in pieces.into_iter().enumerate() {
            let marker = frame.marker.take();
            self.block(piece, kind.clone(), Frame { marker, ..frame }, gap && index == 0);
        }
    }

    fn block(&mut self, span: Span, kind: BlockKind, frame: Frame, gap: bool) {
        let gap = gap && !self.draft.blocks.is_empty();
        self.draft.blocks.push(Block { span, kind, frame, gap });
    }
}
