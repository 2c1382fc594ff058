//! Builds a document from the events of a markup language in which white space only separates words, as
//! in HTML and the formats of word processors.
//!
//! The reader of such a format tells where paragraphs, headings, list items and table cells begin and end;
//! the builder writes the blocks. Stressed passages and links that are open at the end of a block go on in
//! the next one.

use std::collections::HashMap;

use crate::document::{Alignment, BlockKind, Draft, Note, Stress};
use crate::formats::blocks::{BlockWriter, Containers, TableBuilder};
use crate::formats::inline::{InlineKind, InlineText, OpenText};
use crate::text::Span;

/// The deepest nesting of passages; deeper ones are left out.
const DEEPEST: usize = 64;

/// The longest target of a link, in bytes; a longer one is most likely data.
const LONGEST_TARGET: usize = 2048;

/// The most bytes of all link targets.
const TARGETS: usize = 32 << 20;

/// The longest cell of a table, in bytes; with a longer one a table is a way to lay out a page.
const LONGEST_CELL: usize = 300;

/// The most columns that one cell may take, and the most empty cells of a table that others reach into.
const WIDEST_CELL: usize = 20;
const EMPTY_CELLS: usize = 50_000;

/// The longest words that refer to a note, in characters.
const LONGEST_REFERENCE: usize = 5;

/// A document while it is built.
#[derive(Default)]
pub(super) struct Builder {
    blocks: BlockWriter,
    containers: Containers,
    inline: OpenText,
    /// The number of open passages, those left out for their depth included.
    open: usize,
    /// The level of the open heading.
    heading: Option<u8>,
    /// Whether there is a gap above the next block.
    gap: bool,
    /// Whether an item was begun and nothing written since.
    is_fresh: bool,
    /// The length of the text of a cell whose last words are the marker of an item; else of no text.
    marked: usize,
    tables: Vec<OpenTable>,
    /// The lines of the open passage of code.
    code: Option<String>,
    /// The name of its language, if it is known.
    code_language: String,
    target_bytes: usize,
    /// The bytes of the notes written, by their numbers.
    notes: HashMap<usize, Span>,
    /// The number and the first block of the note that is open.
    open_note: Option<(usize, usize)>,
}

/// A table while it is read.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Vec<InlineText>>,
    row: Vec<InlineText>,
    /// For each column the number of rows below into which a cell of it reaches.
    reaching: Vec<usize>,
    empty_cells: usize,
    /// Where the text of each column is set, as its first cell says that says anything.
    alignments: Vec<Option<Alignment>>,
    /// The columns of the first row that are headings.
    headings: Vec<usize>,
    /// Whether the first row has only headings.
    has_head: bool,
    cell: Option<CellSpan>,
    /// Whether it lays out the page: its cells are not set in columns.
    is_layout: bool,
}

/// How far a cell of a table reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellSpan {
    /// Whether it is a heading.
    pub is_head: bool,
    /// The number of columns it takes, at least 1.
    pub columns: usize,
    /// The number of rows it takes, at least 1.
    pub rows: usize,
    /// Where its text is set, if it says so.
    pub alignment: Option<Alignment>,
}

impl Builder {
    /// Appends text. White space only separates words, except in code.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.inline.push_collapsed(text);
    }

    /// Appends the description of a picture; a picture without one is left out.
    pub(super) fn picture(&mut self, description: &str, source: &str, title: &str) {
        let description = description.trim();
        if !description.is_empty() {
            self.inline.open_image(source, title);
            self.inline.push_collapsed(description);
            self.inline.close_image();
        }
    }

    /// Appends a reference to the note of this number.
    pub(super) fn note_reference(&mut self, number: usize) {
        self.inline.push_note(number);
    }

    /// Begins the note of this number.
    pub(super) fn open_note(&mut self, number: usize) {
        self.end_block();
        self.set_apart();
        self.containers.note(number);
        self.open_note = Some((number, self.blocks.count()));
    }

    /// Ends the note.
    pub(super) fn close_note(&mut self) {
        self.close_container();
        let Some((number, first)) = self.open_note.take() else { return };
        self.notes.extend(self.blocks.since(first).map(|body| (number, body)));
    }

    /// Writes a comment on the text, which is not part of it.
    pub(super) fn comment(&mut self, author: &str, words: &str) {
        self.set_apart();
        let author = author.trim();
        self.byline(&if author.is_empty() { words.to_owned() } else { format!("{author}: {words}") });
    }

    /// Returns the running text that is open.
    pub(super) fn open_text(&self) -> &str {
        self.inline.text()
    }

    /// Names the place that is reached.
    pub(super) fn anchor(&mut self, name: &str) {
        self.inline.anchor(name);
    }

    /// Ends the line; two ends in a row end the paragraph.
    pub(super) fn break_line(&mut self) {
        if let Some(code) = &mut self.code {
            code.push('\n');
        } else if self.is_in_cell() {
            self.cell_boundary();
        } else if self.inline.text().trim_end_matches(' ').ends_with('\n') {
            self.end_block();
            self.set_apart();
        } else {
            self.inline.break_line();
        }
    }

    /// Begins a passage inside running text.
    pub(super) fn open(&mut self, passage: InlineKind) {
        self.open += 1;
        if self.open > DEEPEST {
            return;
        }
        let is_too_long = |target: &String| target.len() > LONGEST_TARGET || self.target_bytes > TARGETS;
        self.inline.begin_spanning(match passage {
            InlineKind::Link { target, .. } if is_too_long(&target) => InlineKind::link(""),
            passage => passage,
        });
    }

    /// Ends the passage begun last.
    pub(super) fn close(&mut self) {
        if self.open <= DEEPEST {
            self.inline.close();
        }
        self.open = self.open.saturating_sub(1);
    }

    /// Ends the running text, if there is any; what follows is another block. Returns the length of the
    /// block in bytes.
    pub(super) fn end_block(&mut self) -> usize {
        if self.is_in_cell() {
            self.cell_boundary();
            return 0;
        }
        if self.inline.text().is_empty() {
            return 0;
        }
        let content = self.take_inline();
        if content.text.is_empty() {
            content.anchors.iter().for_each(|(name, _)| self.inline.anchor(name));
            return 0;
        }
        let kind = self.heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
        self.write(&content, &kind);
        content.text.len()
    }

    /// Puts a gap above the next block, unless it is the first one of an item.
    pub(super) fn set_apart(&mut self) {
        self.gap |= !self.is_fresh;
    }

    /// Writes a line about the document, such as its author, which is not a sentence of it.
    pub(super) fn byline(&mut self, words: &str) {
        self.end_block();
        self.text(words);
        let content = self.take_inline();
        if !content.text.is_empty() {
            self.write(&content, &BlockKind::Remark);
        }
    }

    /// Begins a heading of level 1 to 6.
    pub(super) fn open_heading(&mut self, level: u8) {
        self.lay_out_table();
        self.end_block();
        self.set_apart();
        self.heading = Some(level.clamp(1, 6));
    }

    /// Ends the heading.
    pub(super) fn close_heading(&mut self) {
        self.end_block();
        self.set_apart();
        self.heading = None;
    }

    /// Begins a quotation.
    pub(super) fn open_quote(&mut self) {
        self.end_block();
        self.set_apart();
        self.containers.quote();
    }

    /// Begins an item with this marker.
    pub(super) fn open_item(&mut self, marker: &str) {
        self.end_block();
        if self.is_in_cell() {
            self.inline.push_collapsed(marker);
            self.inline.push_space();
            self.marked = self.inline.text().len();
        }
        self.containers.marked(marker);
        self.is_fresh = true;
    }

    /// Begins the definition of the term above.
    pub(super) fn open_definition(&mut self) {
        self.end_block();
        self.containers.definition(false);
        (self.gap, self.is_fresh) = (false, true);
    }

    /// Begins an indentation.
    pub(super) fn open_indentation(&mut self) {
        self.end_block();
        self.containers.indented();
        self.is_fresh = true;
    }

    /// Ends the innermost quotation, item or indentation.
    pub(super) fn close_container(&mut self) {
        self.end_block();
        self.containers.close();
        self.is_fresh = false;
    }

    /// Puts no gap above the next block.
    pub(super) fn keep_close(&mut self) {
        self.gap = false;
    }

    /// Begins lines that are kept as they are.
    pub(super) fn open_code(&mut self) {
        self.lay_out_table();
        self.end_block();
        self.set_apart();
        self.code = Some(String::new());
        self.code_language.clear();
    }

    /// Notes the language of the lines that are kept.
    pub(super) fn set_code_language(&mut self, name: &str) {
        name.clone_into(&mut self.code_language);
    }

    /// Ends the lines that are kept.
    pub(super) fn close_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let lines = code.strip_prefix('\n').unwrap_or(&code).trim_end();
        if !lines.trim().is_empty() {
            let (frame, _) = self.containers.frame();
            self.blocks.code(lines, &self.code_language, frame, self.gap);
            self.written();
        }
        self.set_apart();
    }

    /// Writes a line across the page.
    pub(super) fn rule(&mut self) {
        self.end_block();
        if !self.is_in_cell() {
            let (frame, _) = self.containers.frame();
            self.blocks.rule(frame, true);
        }
        self.set_apart();
    }

    /// Returns the number of bytes written so far.
    pub(super) fn length(&self) -> usize {
        self.blocks.draft().text.len() + self.inline.text().len()
    }

    /// Returns the place of this name in the text so far.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.blocks.anchor(name)
    }

    /// Returns the document under this title.
    pub(super) fn finish(mut self, title: Option<String>) -> Draft {
        self.close_code();
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_block();
        let mut notes = notes(&self.blocks);
        for (reference, number) in self.blocks.take_notes() {
            notes.extend(self.notes.get(&number).map(|body| Note { reference, body: *body }));
        }
        notes.sort_by_key(|note| note.reference);
        let draft = self.blocks.finish(&[], title);
        Draft { notes, ..draft }
    }

    fn take_inline(&mut self) -> InlineText {
        let mut content = self.inline.take();
        self.target_bytes += content.hyperlinks.iter().map(|link| link.target.len()).sum::<usize>();
        if self.target_bytes > TARGETS {
            content.hyperlinks.clear();
        }
        content
    }

    fn write(&mut self, content: &InlineText, kind: &BlockKind) {
        let (frame, _) = self.containers.frame();
        self.blocks.prose_or_item(content, kind, frame, self.gap);
        self.written();
    }

    /// Notes that a block was written.
    fn written(&mut self) {
        (self.gap, self.is_fresh) = (false, false);
    }
}

/// Tables.
impl Builder {
    /// Begins a table.
    pub(super) fn open_table(&mut self) {
        self.lay_out_table();
        self.end_block();
        self.set_apart();
        self.tables.push(OpenTable { has_head: true, ..OpenTable::default() });
    }

    /// Begins a row of the innermost table.
    pub(super) fn open_row(&mut self) {
        self.close_row();
    }

    /// Begins a cell.
    pub(super) fn open_cell(&mut self, cell: CellSpan) {
        self.close_cell();
        self.end_block();
        if let Some(table) = self.tables.last_mut() {
            table.cell = Some(cell);
        }
        self.marked = 0;
    }

    /// Ends the cell, if one is open.
    pub(super) fn close_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(cell) = table.cell.take() else { return };
        if table.is_layout {
            self.end_block();
            return;
        }
        let content = self.take_inline();
        if let Some(table) = self.tables.last_mut() {
            table.add(content, cell);
        }
    }

    /// Ends the row, if one is open.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.end_row();
        }
    }

    /// Ends the innermost table.
    pub(super) fn close_table(&mut self) {
        self.close_row();
        let Some(table) = self.tables.last() else { return };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let longest = table.rows.iter().flatten().map(|cell| cell.text.len()).max().unwrap_or(0);
        if columns < 2 || longest > LONGEST_CELL {
            self.lay_out_table();
        }
        if let Some(mut table) = self.tables.pop().filter(|table| !table.is_layout) {
            let has_head = table.has_head && table.rows.len() > 1;
            if !has_head && let Some(first) = table.rows.first_mut() {
                let headings = table.headings.iter();
                headings.for_each(|column| first[*column].stress_all(Stress::Strong));
            }
            let alignments = table.alignments.into_iter().map(Option::unwrap_or_default).collect();
            let (frame, _) = self.containers.frame();
            self.blocks.table(TableBuilder::of(table.rows, has_head, alignments), frame, self.gap);
            self.written();
        }
        self.set_apart();
    }

    /// Tells whether running text belongs to a cell that is set in a column.
    fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| !table.is_layout && table.cell.is_some())
    }

    /// Separates two blocks inside a cell: by the end of a line, unless there is too much for a cell. An item
    /// begins on the line of its marker.
    fn cell_boundary(&mut self) {
        let length = self.inline.text().len();
        if length > 0 && length != self.marked {
            self.inline.break_line();
        }
        if self.inline.text().len() > LONGEST_CELL {
            self.lay_out_table();
            self.end_block();
        }
    }

    /// Makes the innermost table one that lays out the page. Its cells so far become paragraphs.
    fn lay_out_table(&mut self) {
        let Some(table) = self.tables.last_mut().filter(|table| !table.is_layout) else { return };
        table.is_layout = true;
        let cells: Vec<InlineText> = table.rows.drain(..).flatten().chain(table.row.drain(..)).collect();
        for cell in cells.iter().filter(|cell| !cell.text.is_empty()) {
            self.write(cell, &BlockKind::Paragraph);
        }
    }
}

impl OpenTable {
    /// Adds a cell. A heading outside of a row of headings is strong.
    fn add(&mut self, mut content: InlineText, cell: CellSpan) {
        self.skip_reached();
        let column = self.row.len();
        if self.rows.is_empty() {
            self.has_head &= cell.is_head;
            self.headings.extend(cell.is_head.then_some(column));
        } else if cell.is_head {
            content.stress_all(Stress::Strong);
        }
        if let Some(alignment) = cell.alignment {
            self.alignments.resize(self.alignments.len().max(column + 1), None);
            self.alignments[column].get_or_insert(alignment);
        }
        let columns = cell.columns.clamp(1, WIDEST_CELL).min(1 + EMPTY_CELLS - self.empty_cells);
        self.row.push(content);
        self.empty_cells += columns - 1;
        self.row.resize_with(column + columns, InlineText::default);
        self.reaching.resize(self.reaching.len().max(column + columns), 0);
        self.reaching[column..column + columns].fill(cell.rows.saturating_sub(1));
    }

    /// Adds empty cells where cells above reach into this row.
    fn skip_reached(&mut self) {
        while let Some(rows) = self.reaching.get_mut(self.row.len()).filter(|rows| **rows > 0)
            && self.empty_cells < EMPTY_CELLS
        {
            *rows -= 1;
            self.empty_cells += 1;
            self.row.push(InlineText::default());
        }
    }

    fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        self.skip_reached();
        let row = std::mem::take(&mut self.row);
        self.rows.push(row);
    }
}

/// Returns the notes: short marks that lead to a block further down, which is not a heading.
fn notes(blocks: &BlockWriter) -> Vec<Note> {
    let draft = blocks.draft();
    let note = |words: Span, target: &str| {
        let place =
            blocks.anchor(target.strip_prefix('#').unwrap_or(target)).filter(|place| *place >= words.end)?;
        let index = draft.blocks.partition_point(|block| block.span.end <= place);
        let block = draft.blocks.get(index)?;
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::TableRow { .. });
        let body = Span::new(block.span.start.max(place), block.span.end);
        (is_text && is_reference(words.of(&draft.text))).then_some(Note { reference: words, body })
    };
    draft.hyperlinks.iter().filter_map(|link| note(link.words, &link.target)).collect()
}

/// Tells whether words are the mark of a note: a number, a letter or a sign, perhaps in brackets.
fn is_reference(words: &str) -> bool {
    let mark = words.trim_matches(['[', ']', '(', ')', '^']);
    let is_number = || mark.chars().all(char::is_numeric);
    let is_sign = || mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#'));
    let is_letter = || mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic);
    let is_short = words.chars().count() <= LONGEST_REFERENCE && !mark.is_empty();
    is_short && (is_number() || is_sign() || is_letter())
}
