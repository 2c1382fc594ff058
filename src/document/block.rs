//! The pieces a document is set in: paragraphs, headings, code, table rows.

use crate::text::Span;

/// One piece of a document, set apart from its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the document's text, without the line end after it. A `\n` inside is a soft
    /// break in prose (it shows as a space) and a line end in code.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The bars, indentation and marker to the left of it.
    pub frame: Frame,
    /// Whether there is an empty row above it (never above the first block shown).
    pub gap: bool,
}

/// A kind of block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text, wrapped.
    Paragraph,
    /// A heading of level 1 to 6, wrapped.
    Heading(u8),
    /// Lines kept as they are and scrolled sideways.
    Code,
    /// One row of a table, its columns padded with spaces in the text; scrolled sideways.
    TableRow {
        /// The text of each cell, without padding.
        cells: Vec<Span>,
        /// Whether it is a row of headings.
        head: bool,
    },
    /// A line across the page; its span is empty.
    Rule,
    /// The target of a link; shown and searched, but no sentence of the text.
    Reference,
}

impl BlockKind {
    /// Tells whether its rows are the text's own lines instead of wrapped ones.
    pub fn keeps_lines(&self) -> bool {
        matches!(self, BlockKind::Code | BlockKind::TableRow { .. })
    }
}

/// The bars, indentation and marker to the left of a block's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The number of quotations around it; each is drawn as a bar and a space.
    pub quotes: u8,
    /// Cells of indentation after the bars.
    pub indent: u8,
    /// A list marker such as `•` or `12.`, shown in the last cells of the first row's
    /// indentation with one space after it; it is not part of the document's text.
    pub marker: Option<String>,
}

impl Frame {
    /// Returns the cells it takes from every row.
    pub fn cells(&self) -> usize {
        usize::from(self.quotes) * 2 + usize::from(self.indent)
    }
}

/// A passage with a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emphasis {
    /// Its bytes in the document's text.
    pub span: Span,
    /// Its style.
    pub stress: Stress,
}

/// The style of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stress {
    /// Emphasis, shown in italics.
    Light,
    /// Strong emphasis, shown bold.
    Strong,
    /// Struck out.
    Struck,
    /// Code inside running text.
    Code,
    /// The words of a link.
    Link,
}
