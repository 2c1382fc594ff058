//! The pieces a document is set in: paragraphs, headings, code, table rows.

use std::sync::Arc;

use crate::document::terminal_colour::TerminalColour;
use crate::text::Span;

/// The longest name of a language, in bytes.
const LONGEST_LANGUAGE: usize = 32;

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
    /// Lines kept as they are and scrolled sideways, and the name of their language where it is known.
    Code(Option<Arc<str>>),
    /// One row of a table, its cells wrapped in columns.
    TableRow {
        /// The text of each cell.
        cells: Vec<Span>,
        /// Whether it is a row of headings.
        head: bool,
        /// The columns of the table.
        columns: Arc<[TableColumn]>,
    },
    /// A line across the page; its span is empty.
    Rule,
    /// A line about the text, such as its author, the sender of a message or a comment; shown and searched, but
    /// no sentence of the text.
    Remark,
    /// The target of a link, repeated below the text; shown and searched, but no sentence of the text.
    Reference,
}

impl BlockKind {
    /// Returns code in the language that `info` names, such as `rust,no_run`, `{python}` or `c++ title="sea"`.
    pub fn code(info: &str) -> Self {
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '{' | '}');
        let word = info.split(is_end).find(|word| !word.is_empty()).unwrap_or_default();
        let name = word.strip_prefix('.').unwrap_or(word);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.');
        let is_language = !name.is_empty() && name.len() <= LONGEST_LANGUAGE && name.chars().all(is_name);
        BlockKind::Code(is_language.then(|| name.into()))
    }

    /// Tells whether it is a heading of the text or of a table.
    pub fn is_heading(&self) -> bool {
        matches!(self, BlockKind::Heading(_) | BlockKind::TableRow { head: true, .. })
    }

    /// Tells whether its rows are the text's own lines instead of wrapped ones.
    pub fn keeps_lines(&self) -> bool {
        matches!(self, BlockKind::Code(_))
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// The cells of the screen that its widest cell takes.
    pub width: usize,
    /// Where its cells are set.
    pub alignment: Alignment,
}

/// Where the cells of a column are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// At its left.
    #[default]
    Start,
    /// In its middle.
    Centre,
    /// At its right.
    End,
}

/// The quotations and list items around a block, drawn to the left of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// From the outermost to the innermost.
    pub margins: Vec<Margin>,
}

/// A quotation or a list item around a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Margin {
    /// A quotation, drawn as a bar and a space.
    Quote {
        /// Whether it begins with this block, directly below another one.
        is_next: bool,
    },
    /// An indentation, such as that of a list item.
    Indent {
        /// Its cells.
        cells: u8,
        /// A list marker such as `•` or `12.`, shown in the last cells of the indentation of the first row
        /// with one space after it; it is not part of the document's text. Only the first block of an item
        /// has one.
        marker: Option<String>,
    },
}

impl Frame {
    /// Returns the frame of a block within `quotes` quotations, indented by `indent` cells.
    pub fn new(quotes: u8, indent: u8, marker: Option<String>) -> Self {
        let mut margins = vec![Margin::Quote { is_next: false }; quotes.into()];
        if indent > 0 || marker.is_some() {
            margins.push(Margin::Indent { cells: indent, marker });
        }
        Self { margins }
    }

    /// Returns the cells it takes from every row.
    pub fn cells(&self) -> usize {
        self.margins.iter().map(Margin::cells).sum()
    }

    /// Returns the frame of the blocks that follow in the same item.
    pub fn without_markers(&self) -> Self {
        let unmarked = |margin: &Margin| match margin {
            Margin::Quote { .. } => Margin::Quote { is_next: false },
            Margin::Indent { cells, .. } => Margin::Indent { cells: *cells, marker: None },
        };
        Self { margins: self.margins.iter().map(unmarked).collect() }
    }

    /// Tells whether the block is quoted.
    pub fn has_quotation(&self) -> bool {
        self.margins.iter().any(Margin::is_quotation)
    }

    /// Tells whether the block begins a list item.
    pub fn has_marker(&self) -> bool {
        self.margins.iter().any(|margin| matches!(margin, Margin::Indent { marker: Some(_), .. }))
    }
}

impl Margin {
    /// Tells whether it is a quotation.
    pub fn is_quotation(&self) -> bool {
        matches!(self, Margin::Quote { .. })
    }

    /// Returns the cells it takes from every row.
    pub fn cells(&self) -> usize {
        match self {
            Margin::Quote { .. } => 2,
            Margin::Indent { cells, .. } => (*cells).into(),
        }
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

/// Returns the struck parts of a passage, in bytes of the passage and in order.
pub(super) fn struck_in(emphasis: &[Emphasis], passage: Span) -> Vec<Span> {
    let until = emphasis.partition_point(|found| found.span.start < passage.end);
    let struck = emphasis[..until].iter().filter(|found| found.stress == Stress::Struck);
    let inside = struck.map(|found| found.span).filter(|span| span.overlaps(passage));
    let from = |at: usize| at.clamp(passage.start, passage.end) - passage.start;
    inside.map(|span| Span::new(from(span.start), from(span.end))).collect()
}

/// Returns the index of the block that holds `offset`, or of the last one that begins before it.
pub(super) fn block_at(blocks: &[Block], offset: usize) -> usize {
    blocks.partition_point(|block| block.span.start <= offset).saturating_sub(1)
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
    /// Mathematics in the notation of TeX, with the signs around it.
    Math,
    /// The words of a link.
    Link,
    /// In a colour, as programs write it to a terminal.
    Colour(TerminalColour),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_has_the_language_that_its_first_word_names() {
        for (info, language) in [
            ("rust", Some("rust")),
            ("rust,no_run", Some("rust")),
            ("c++ title=\"sea\"", Some("c++")),
            (" {python}", Some("python")),
            ("{.haskell .numberLines}", Some("haskell")),
            ("", None),
            ("  ", None),
            ("a`b", None),
            ("\u{202e}sea", None),
        ] {
            assert_eq!(BlockKind::code(info), BlockKind::Code(language.map(Into::into)), "{info}");
        }
        assert_eq!(BlockKind::code(&"x".repeat(LONGEST_LANGUAGE + 1)), BlockKind::Code(None));
    }
}
