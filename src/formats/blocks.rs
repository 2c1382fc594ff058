//! The blocks of a document with markup: the lists and quotations around them, tables, and the text all are
//! written to.

use std::collections::HashMap;
use std::sync::Arc;

use crate::document::{
    Alignment, Block, BlockKind, Draft, Emphasis, Frame, Hyperlink, Margin, Picture, TableColumn,
};
use crate::formats::inline::InlineText;
use crate::formats::pieces;
use crate::text::Span;
use crate::text::width::width;

/// The deepest nesting of lists and quotations; deeper ones are shown at this depth.
const DEEPEST_CONTAINER: usize = 64;

/// The least number of cells for the number of an item and the space after it, to align 9 and 10.
const NUMBERED: usize = 4;

/// The signs that make an item of a paragraph that they begin; those of private use are the bullets of fonts that
/// only draw signs.
const BULLETS: [char; 11] = ['•', '◦', '▪', '▫', '‣', '●', '○', '■', '□', '\u{f0b7}', '\u{f0a7}'];

/// The text between two cells.
const COLUMN_GAP: &str = "  ";

/// The open lists, quotations and notes around a block.
#[derive(Default)]
pub(super) struct Containers {
    open: Vec<Container>,
    /// Whether the first block of an item just opened has a gap above.
    gap: Option<bool>,
    /// How many containers are around the quotation that ended directly before.
    ended_quote: Option<usize>,
    /// The number of frames made.
    frames: usize,
}

struct Container {
    kind: ContainerKind,
    /// What it adds to the frame of its blocks; `None` for a list, and where the nesting is too deep.
    level: Option<Margin>,
}

enum ContainerKind {
    Quote {
        /// The number of frames made before it.
        frames: usize,
    },
    List {
        /// The number of the next item, of a numbered list.
        next: Option<u64>,
        /// Whether no item has begun.
        fresh: bool,
        /// Whether there are gaps between its items.
        loose: bool,
    },
    Item {
        loose: bool,
    },
    Note,
}

impl Containers {
    /// Opens a quotation.
    pub(super) fn quote(&mut self) {
        let is_next = self.ended_quote == Some(self.open.len());
        self.push(ContainerKind::Quote { frames: self.frames }, Some(Margin::Quote { is_next }));
    }

    /// Opens a list, numbered from `first` on if that is a number.
    pub(super) fn list(&mut self, first: Option<u64>) {
        self.push(ContainerKind::List { next: first, fresh: true, loose: false }, None);
    }

    /// Opens an item of the innermost list; `loose` when it begins with a paragraph of its own.
    pub(super) fn item(&mut self, loose: bool) {
        let bullet = if self.lists() % 2 == 1 { "•" } else { "◦" };
        let outer = self.open.len().checked_sub(2).and_then(|outer| self.open.get(outer));
        let outer_is_close =
            matches!(outer, Some(Container { kind: ContainerKind::Item { loose: false }, .. }));
        let Some(Container { kind: ContainerKind::List { next, fresh, loose: list_is_loose }, .. }) =
            self.open.last_mut()
        else {
            return;
        };
        *list_is_loose |= loose;
        let gap = if *fresh { !outer_is_close } else { *list_is_loose };
        let loose = *list_is_loose;
        *fresh = false;
        let marker = match next {
            Some(number) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                marker
            }
            None => bullet.to_owned(),
        };
        self.gap = self.gap.or(Some(gap));
        self.push_marked(ContainerKind::Item { loose }, marker);
    }

    /// Opens a note, shown as `[number]`.
    pub(super) fn note(&mut self, number: usize) {
        self.push_marked(ContainerKind::Note, format!("[{number}]"));
    }

    /// Opens the definition of a term; `loose` when it begins with a paragraph of its own.
    pub(super) fn definition(&mut self, loose: bool) {
        self.gap = self.gap.or(Some(false));
        self.push_marked(ContainerKind::Item { loose }, ":".to_owned());
    }

    /// Opens an item with this marker, of whatever list.
    pub(super) fn marked(&mut self, marker: &str) {
        self.push_marked(ContainerKind::Note, marker.to_owned());
    }

    /// Opens an indentation without a marker.
    pub(super) fn indented(&mut self) {
        self.push(ContainerKind::Note, Some(Margin::Indent { cells: NUMBERED as u8, marker: None }));
    }

    /// Closes the innermost one.
    pub(super) fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        match closed.kind {
            // An empty quotation is not shown.
            ContainerKind::Quote { frames } if frames == self.frames => {}
            ContainerKind::Quote { .. } => self.ended_quote = Some(self.open.len()),
            ContainerKind::List { .. } => self.ended_quote = None,
            ContainerKind::Item { .. } | ContainerKind::Note => (self.gap, self.ended_quote) = (None, None),
        }
    }

    /// Replaces the marker of the item just opened by a box, ticked or not.
    pub(super) fn task(&mut self, done: bool) {
        if let Some(Container { level: Some(Margin::Indent { marker: Some(marker), .. }), .. }) =
            self.open.last_mut()
        {
            (if done { "☑" } else { "☐" }).clone_into(marker);
        }
    }

    /// Returns the frame of the next block and whether there is a gap above it.
    pub(super) fn frame(&mut self) -> (Frame, bool) {
        let close =
            matches!(self.open.last(), Some(Container { kind: ContainerKind::Item { loose: false }, .. }));
        let gap = self.gap.take().unwrap_or(!close);
        self.ended_quote = None;
        self.frames += 1;
        let open = self.open.iter_mut().take(DEEPEST_CONTAINER);
        let mut margins: Vec<Margin> = open
            .filter_map(|container| {
                let level = container.level.clone();
                match &mut container.level {
                    Some(Margin::Indent { marker, .. }) => *marker = None,
                    Some(Margin::Quote { is_next }) => *is_next = false,
                    None => {}
                }
                level
            })
            .collect();
        // A book has as many frames as blocks.
        margins.shrink_to_fit();
        (Frame { margins }, gap)
    }

    fn push_marked(&mut self, kind: ContainerKind, marker: String) {
        let cells = marker.chars().count() + 1;
        let cells = if marker.ends_with('.') { cells.max(NUMBERED) } else { cells };
        let cells = u8::try_from(cells).unwrap_or(u8::MAX);
        self.push(kind, Some(Margin::Indent { cells, marker: Some(marker) }));
    }

    fn push(&mut self, kind: ContainerKind, level: Option<Margin>) {
        let level = level.filter(|_| self.open.len() < DEEPEST_CONTAINER);
        self.open.push(Container { kind, level });
    }

    fn lists(&self) -> usize {
        self.open
            .iter()
            .take(DEEPEST_CONTAINER)
            .filter(|container| matches!(container.kind, ContainerKind::List { .. }))
            .count()
    }
}

/// A table while it is read.
pub(super) struct TableBuilder {
    alignments: Vec<Alignment>,
    /// Whether the first row is one of headings.
    has_head: bool,
    rows: Vec<Vec<InlineText>>,
    row: Vec<InlineText>,
}

/// One row of a finished table.
#[derive(Default)]
pub(super) struct FinishedRow {
    pub content: InlineText,
    /// The text of each cell in the content.
    pub cells: Vec<Span>,
}

impl TableBuilder {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, has_head: true, rows: Vec::new(), row: Vec::new() }
    }

    /// Returns a table without a row of headings.
    pub(super) fn without_head() -> Self {
        Self { has_head: false, ..Self::new(Vec::new()) }
    }

    /// Returns a table of these rows; columns without an alignment are set at the left.
    pub(super) fn of(rows: Vec<Vec<InlineText>>, has_head: bool, alignments: Vec<Alignment>) -> Self {
        Self { has_head, rows, ..Self::new(alignments) }
    }

    /// Appends a cell to the row being read.
    pub(super) fn cell(&mut self, words: InlineText) {
        self.row.push(words);
    }

    /// Ends the row being read.
    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Returns the columns.
    fn columns(&self) -> Arc<[TableColumn]> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let alignments = self.alignments.iter().copied().chain(std::iter::repeat(Alignment::Start));
        let mut columns: Vec<TableColumn> =
            alignments.map(|alignment| TableColumn { width: 0, alignment }).take(count).collect();
        for row in &self.rows {
            for (column, words) in columns.iter_mut().zip(row) {
                column.width = column.width.max(words.lines().map(width).max().unwrap_or_default());
            }
        }
        columns.into()
    }
}

/// Returns the cells of a row as one text. Only the line ends that the author wants are kept in a cell.
fn joined(row: Vec<InlineText>) -> FinishedRow {
    let mut joined = FinishedRow::default();
    for (column, words) in row.into_iter().enumerate() {
        if column > 0 {
            joined.content.text.push_str(COLUMN_GAP);
        }
        let words = InlineText { breaks: Vec::new(), ..in_lines(words) };
        joined.cells.push(joined.content.append(&words));
    }
    let text = &mut joined.content.text;
    text.truncate(text.trim_end().len());
    let end = text.len();
    joined.cells.iter_mut().for_each(|cell| *cell = Span::new(cell.start.min(end), cell.end.min(end)));
    joined
}

/// Returns the words of a cell with the line ends that the author wants; no emphasis goes beyond one.
fn in_lines(words: InlineText) -> InlineText {
    let text = words.lines().map(|line| line.replace('\n', " ")).collect::<Vec<_>>().join("\n");
    if words.breaks.is_empty() {
        return InlineText { text, ..words };
    }
    let starts = std::iter::once(0).chain(words.breaks.iter().map(|at| at + 1));
    let ends = words.breaks.iter().copied().chain([text.len()]);
    let lines: Vec<Span> = starts.zip(ends).map(|(start, end)| Span::new(start, end)).collect();
    let emphasis = cut_emphasis(&words.emphasis, &lines, &text);
    InlineText { text, emphasis, ..words }
}

/// A document while its blocks are written; blocks without a gap are on consecutive lines of its text,
/// others have an empty line between them, as on the screen.
#[derive(Default)]
pub(super) struct BlockWriter {
    draft: Draft,
    /// The references to notes, with the numbers of the notes.
    notes: Vec<(Span, usize)>,
    /// The named places of the text.
    anchors: HashMap<String, usize>,
}

impl BlockWriter {
    /// Writes running text and returns the place of its first byte; a line broken by its author is a block
    /// of its own.
    pub(super) fn prose(&mut self, content: &InlineText, kind: &BlockKind, frame: Frame, gap: bool) -> usize {
        let span = self.append_inline(content, gap);
        let first_emphasis = self.draft.emphasis.len() - content.emphasis.len();
        let mut pieces = Vec::new();
        let mut start = span.start;
        for end in content.breaks.iter().map(|at| span.start + at).chain([span.end]) {
            let line = Span::new(start, end).trimmed(&self.draft.text);
            if !line.is_empty() {
                pieces.extend(pieces::prose(&self.draft.text, line));
            }
            start = end;
        }
        if pieces.len() > 1 {
            let whole = self.draft.emphasis.split_off(first_emphasis);
            self.draft.emphasis.extend(cut_emphasis(&whole, &pieces, &self.draft.text));
        }
        self.pieces(pieces, kind, frame, gap);
        span.start
    }

    /// Writes running text as [`BlockWriter::prose`] does. A paragraph that begins with a bullet is an item of a
    /// list: in formats that draw pages its sign is all that tells it.
    pub(super) fn prose_or_item(
        &mut self,
        content: &InlineText,
        kind: &BlockKind,
        mut frame: Frame,
        gap: bool,
    ) -> usize {
        let has_marker = matches!(frame.margins.last(), Some(Margin::Indent { marker: Some(_), .. }));
        let words = content.text.strip_prefix(BULLETS).filter(|words| words.starts_with(char::is_whitespace));
        let words = words.filter(|words| !words.trim().is_empty() && content.breaks.is_empty());
        let Some(words) = words.filter(|_| *kind == BlockKind::Paragraph && !has_marker) else {
            return self.prose(content, kind, frame, gap);
        };
        let item = content.clone().starting_at(content.text.len() - words.len());
        frame.margins.push(Margin::Indent { cells: 2, marker: Some("•".to_owned()) });
        self.prose(&item, kind, frame, gap)
    }

    /// Writes lines that are kept as they are, in the language that `info` names; returns their span.
    pub(super) fn code(&mut self, text: &str, info: &str, frame: Frame, gap: bool) -> Span {
        let span = self.append(text, &[], gap);
        let pieces = pieces::lines(&self.draft.text, span);
        self.pieces(pieces, &BlockKind::code(info), frame, gap);
        span
    }

    /// Notes that the lines of the part of the text that was written last are those of the file from `line`
    /// on, counted from 1.
    pub(super) fn add_lines(&mut self, part: Span, line: usize) {
        let ends = part.of(&self.draft.text).match_indices('\n').map(|(at, _)| part.start + at + 1);
        for (start, line) in std::iter::once(part.start).chain(ends).zip(line..) {
            self.draft.lines.add(start, line);
        }
    }

    /// Returns the number of blocks written.
    pub(super) fn count(&self) -> usize {
        self.draft.blocks.len()
    }

    /// Returns the span of all blocks from the one of this index on, `None` when there are none.
    pub(super) fn since(&self, first: usize) -> Option<Span> {
        let [from, .., to] = self.draft.blocks.get(first..)? else {
            return self.draft.blocks.get(first).map(|block| block.span);
        };
        Some(Span::new(from.span.start, to.span.end))
    }

    /// Returns the references to notes in the text so far, with the numbers of the notes.
    pub(super) fn take_notes(&mut self) -> Vec<(Span, usize)> {
        std::mem::take(&mut self.notes)
    }

    /// Writes a table and returns the place of its first byte.
    pub(super) fn table(&mut self, table: TableBuilder, mut frame: Frame, mut gap: bool) -> usize {
        let (has_head, columns) = (table.has_head, table.columns());
        let mut first = None;
        for (index, row) in table.rows.into_iter().map(joined).enumerate() {
            if row.content.text.is_empty() {
                continue;
            }
            let span = self.append_inline(&row.content, gap);
            first.get_or_insert(span.start);
            let cells = row.cells.into_iter().map(|cell| cell.shifted(span.start)).collect();
            let rest = frame.without_markers();
            let frame = std::mem::replace(&mut frame, rest);
            let head = has_head && index == 0;
            let kind = BlockKind::TableRow { cells, head, columns: Arc::clone(&columns) };
            self.block(span, kind, frame, std::mem::take(&mut gap));
        }
        first.unwrap_or(self.draft.text.len())
    }

    /// Writes a line across the page; it has the position of the empty line it makes in the text.
    pub(super) fn rule(&mut self, frame: Frame, gap: bool) {
        let span = self.append("", &[], false);
        self.block(span, BlockKind::Rule, frame, gap);
    }

    /// Writes the targets of links, with their lines in the file, below a rule and returns the document.
    pub(super) fn finish(mut self, references: &[(String, usize)], title: Option<String>) -> Draft {
        if !references.is_empty() {
            self.rule(Frame::default(), true);
        }
        for (index, (words, line)) in references.iter().enumerate() {
            let span = self.append(words, &[], index == 0);
            self.draft.lines.add(span.start, *line);
            let pieces = pieces::prose(&self.draft.text, span);
            self.pieces(pieces, &BlockKind::Reference, Frame::default(), index == 0);
        }
        if !self.draft.text.is_empty() && !self.draft.text.ends_with('\n') {
            self.draft.text.push('\n');
        }
        Draft { title, ..self.draft }
    }

    /// Returns what was written so far.
    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Returns the place with this name.
    pub(super) fn anchor(&self, name: &str) -> Option<usize> {
        self.anchors.get(name).copied()
    }

    fn append_inline(&mut self, content: &InlineText, gap: bool) -> Span {
        let span = self.append(&content.text, &content.emphasis, gap);
        for (name, at) in &content.anchors {
            self.anchors.entry(name.clone()).or_insert(span.start + at);
        }
        let shifted = |link: &Hyperlink| Hyperlink { words: link.words.shifted(span.start), ..link.clone() };
        self.draft.hyperlinks.extend(content.hyperlinks.iter().map(shifted));
        let shifted =
            |picture: &Picture| Picture { words: picture.words.shifted(span.start), ..picture.clone() };
        self.draft.pictures.extend(content.pictures.iter().map(shifted));
        self.notes.extend(content.notes.iter().map(|(note, number)| (note.shifted(span.start), *number)));
        for (at, line) in &content.lines {
            self.draft.lines.add(span.start + at, *line);
        }
        span
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
            let rest = frame.without_markers();
            self.block(piece, kind.clone(), std::mem::replace(&mut frame, rest), gap && index == 0);
        }
    }

    fn block(&mut self, span: Span, kind: BlockKind, frame: Frame, gap: bool) {
        let gap = gap && !self.draft.blocks.is_empty();
        self.draft.blocks.push(Block { span, kind, frame, gap });
    }
}

/// Returns emphasis cut at the ends of pieces of `text`, so that each part is in one of them.
fn cut_emphasis(all: &[Emphasis], pieces: &[Span], text: &str) -> Vec<Emphasis> {
    let mut parts: Vec<Emphasis> = Vec::with_capacity(all.len());
    for emphasis in all {
        let from = pieces.partition_point(|piece| piece.end <= emphasis.span.start);
        for piece in pieces[from..].iter().take_while(|piece| piece.start < emphasis.span.end) {
            let (start, end) = (emphasis.span.start.max(piece.start), emphasis.span.end.min(piece.end));
            let span = Span::new(start, end).trimmed(text);
            parts.extend((!span.is_empty()).then_some(Emphasis { span, ..*emphasis }));
        }
    }
    parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end), part.stress));
    parts
}
