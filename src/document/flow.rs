//! The rows of a text at a given width, wrapped only where they are needed.
//!
//! Wrapping starts again at every block, so a row anywhere in a book costs the wrapping of the
//! few blocks around it. Places are byte offsets: the empty row above a
//! block has the offset of the byte before the block, so every row has a place of its own.

use crate::document::Document;
use crate::document::block::{Block, BlockKind};
use crate::document::table::{self, TableLine};
use crate::text::Span;
use crate::text::wrap;

/// A byte offset in a document's text; it survives a resize and another width, unlike a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub usize);

/// One row of a text set at some width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The index of its block.
    pub block: usize,
    /// The bytes of the text it shows; for an empty row the bytes between two blocks.
    pub span: Span,
    /// What kind of row it is.
    pub kind: RowKind,
}

/// The place of a row in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// The empty row above a block.
    Gap,
    /// The first row of a block.
    First,
    /// Any other row of a block.
    Next,
    /// The line below the headings of a table.
    Rule,
}

impl Row {
    /// Returns the place of the row.
    pub fn position(&self) -> Position {
        Position(self.span.start)
    }
}

/// A document set in rows of some width.
#[derive(Clone, Copy, Debug)]
pub struct Flow<'a> {
    document: &'a Document,
    blocks: &'a [Block],
    cells: usize,
}

impl<'a> Flow<'a> {
    /// Returns the flow of a document set in `blocks`, its own or others made of it, in rows of at most
    /// `cells`.
    pub fn new(document: &'a Document, blocks: &'a [Block], cells: usize) -> Self {
        Self { document, blocks, cells: cells.max(1) }
    }

    /// Returns up to `height` rows from the one that holds `top` downwards.
    pub fn page(&self, top: Position, height: usize) -> Vec<Row> {
        let (block, row) = self.locate(top);
        let mut page = Vec::with_capacity(height);
        let mut skip = row;
        for index in block..self.blocks.len() {
            if page.len() >= height {
                break;
            }
            page.extend(self.block_rows(index).into_iter().skip(skip));
            skip = 0;
        }
        page.truncate(height);
        page
    }

    /// Returns the place of the row that is `by` rows below the one that holds `from` (above it
    /// when negative), stopping at the first and the last row.
    pub fn step(&self, from: Position, by: isize) -> Position {
        if self.blocks.is_empty() {
            return Position::default();
        }
        let (mut block, row) = self.locate(from);
        let mut rows = self.block_rows(block);
        let mut at = row as isize + by;
        while at < 0 && block > 0 {
            block -= 1;
            rows = self.block_rows(block);
            at += rows.len() as isize;
        }
        while at >= rows.len() as isize && block + 1 < self.blocks.len() {
            at -= rows.len() as isize;
            block += 1;
            rows = self.block_rows(block);
        }
        let last = rows.len().saturating_sub(1);
        rows.get((at.max(0) as usize).min(last)).map_or(from, Row::position)
    }

    /// Returns the last place at which a page of `height` rows may begin, so that it is full.
    pub fn last_top(&self, height: usize) -> Position {
        self.step(Position(usize::MAX), 1 - height.max(1) as isize)
    }

    /// Returns how many rows below `top` the row of `place` is, if fewer than `limit`.
    pub fn rows_between(&self, top: Position, place: Position, limit: usize) -> Option<usize> {
        if place < top {
            return None;
        }
        let page = self.page(top, limit);
        let after = page.partition_point(|row| row.span.start <= place.0);
        let beyond = after == page.len()
            && page.len() == limit
            && self.locate(place) > self.locate(page.last()?.position());
        (!beyond).then(|| after.saturating_sub(1))
    }

    /// Returns the place of the row that holds `place`.
    pub fn row_of(&self, place: Position) -> Position {
        self.step(place, 0)
    }

    /// Returns the block and the row in it (its gap counted) that hold a place.
    fn locate(&self, place: Position) -> (usize, usize) {
        let after = self.blocks.partition_point(|block| block.span.start <= place.0);
        let index = after.saturating_sub(1);
        if after < self.blocks.len() && self.gap(after).is_some_and(|gap| gap.start <= place.0) {
            return (after, 0);
        }
        if index >= self.blocks.len() {
            return (0, 0);
        }
        let rows = self.block_rows(index);
        (index, rows.partition_point(|row| row.span.start <= place.0).saturating_sub(1))
    }

    /// Returns the bytes that the empty row above a block has.
    fn gap(&self, index: usize) -> Option<Span> {
        let block = self.blocks.get(index)?;
        let above = self.blocks.get(index.checked_sub(1)?)?;
        let start = block.span.start.checked_sub(1)?;
        (block.gap && start > above.span.start).then(|| Span::new(start, block.span.start))
    }

    fn block_rows(&self, index: usize) -> Vec<Row> {
        let Some(block) = self.blocks.get(index) else { return Vec::new() };
        let gap = self.gap(index).map(|span| Row { block: index, span, kind: RowKind::Gap });
        let body = self.body(block).into_iter().enumerate().map(|(number, span)| Row {
            block: index,
            span,
            kind: if number == 0 { RowKind::First } else { RowKind::Next },
        });
        let is_head = matches!(block.kind, BlockKind::TableRow { head: true, .. });
        let rule = is_head.then(|| Row {
            block: index,
            span: Span::new(block.span.end, block.span.end),
            kind: RowKind::Rule,
        });
        gap.into_iter().chain(body).chain(rule).collect()
    }

    fn body(&self, block: &Block) -> Vec<Span> {
        let text = self.document.passage(block.span);
        let spans = match &block.kind {
            BlockKind::Rule => vec![Span::default()],
            BlockKind::Code(_) => lines(text).collect(),
            BlockKind::TableRow { .. } => {
                return self.table_lines(block).into_iter().map(|line| line.span).collect();
            }
            BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Remark | BlockKind::Reference => {
                wrap::rows(text, self.room(block))
            }
        };
        spans.into_iter().map(|span| span.shifted(block.span.start)).collect()
    }

    /// Returns the passages on a row, each with the cells between the frame of its block and it: one, or those
    /// of the cells of a table.
    pub fn pieces(&self, row: &Row) -> Vec<(usize, Span)> {
        let block = self.blocks.get(row.block);
        let Some(block) = block.filter(|block| matches!(block.kind, BlockKind::TableRow { .. })) else {
            return vec![(0, row.span)];
        };
        let mut lines = self.table_lines(block).into_iter();
        lines.find(|line| line.span == row.span).map_or(Vec::new(), |line| line.pieces)
    }

    /// Returns the width of the table of a block in cells; `None` if the block is not a table.
    pub fn table_width(&self, block: &Block) -> Option<usize> {
        let BlockKind::TableRow { columns, .. } = &block.kind else { return None };
        Some(table::total_width(columns, self.room(block)))
    }

    fn table_lines(&self, block: &Block) -> Vec<TableLine> {
        let BlockKind::TableRow { cells, columns, .. } = &block.kind else { return Vec::new() };
        table::lines(self.document, block.span, cells, columns, self.room(block))
    }

    /// Returns the cells right of the frame of a block.
    fn room(&self, block: &Block) -> usize {
        self.cells.saturating_sub(block.frame.cells()).max(1)
    }
}

/// Returns the lines of `text` without their line ends, at least one.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Draft;
    use crate::document::block::Frame;
    use proptest::prelude::*;

    fn blocks(text: &str, gap: bool) -> Vec<Block> {
        lines(text)
            .map(|span| Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap })
            .collect()
    }

    fn document(text: &str, gap: bool) -> Document {
        Draft { text: text.to_owned(), blocks: blocks(text, gap), ..Draft::default() }.into()
    }

    fn shown(flow: &Flow, top: usize, height: usize) -> Vec<String> {
        flow.page(Position(top), height)
            .iter()
            .map(|row| {
                if row.kind == RowKind::Gap {
                    String::new()
                } else {
                    flow.document.passage(row.span).to_string()
                }
            })
            .collect()
    }

    #[test]
    fn a_page_begins_at_the_row_of_its_place() {
        let text = "one two three\nfour five";
        let document = document(text, true);
        let flow = Flow::new(&document, &document.blocks, 7);
        assert_eq!(shown(&flow, 0, 9), ["one two", "three", "", "four", "five"]);
        assert_eq!(shown(&flow, 9, 2), ["three", ""]);
        assert_eq!(shown(&flow, 13, 2), ["", "four"]);
    }

    #[test]
    fn the_last_page_is_full() {
        let text = "one two three\nfour five";
        let document = document(text, true);
        let flow = Flow::new(&document, &document.blocks, 7);
        assert_eq!(shown(&flow, flow.last_top(3).0, 3), ["", "four", "five"]);
        assert_eq!(flow.last_top(50), Position(0));
    }

    #[test]
    fn the_row_of_a_place_on_the_page() {
        let text = "one two three\nfour five";
        let document = document(text, true);
        let flow = Flow::new(&document, &document.blocks, 7);
        assert_eq!(flow.rows_between(Position(0), Position(14), 9), Some(3));
        assert_eq!(flow.rows_between(Position(0), Position(14), 3), None);
        assert_eq!(flow.rows_between(Position(8), Position(0), 9), None);
    }

    #[test]
    fn no_blocks_no_rows() {
        let document = document("", false);
        let flow = Flow::new(&document, &[], 7);
        assert!(flow.page(Position(3), 5).is_empty());
        assert_eq!(flow.step(Position(3), 5), Position(0));
    }

    proptest! {
        #[test]
        fn a_step_down_and_up_comes_back(words in "[a-z \n]{1,80}", cells in 1usize..12, gap: bool, from in 0usize..20, by in 0isize..12) {
            let document = document(&words, gap);
            let flow = Flow::new(&document, &document.blocks, cells);
            let start = flow.step(Position(0), from as isize);
            let down = flow.step(start, by);
            prop_assume!(down != flow.step(Position(usize::MAX), 0));
            prop_assert_eq!(flow.step(down, -by), start);
        }

        #[test]
        fn pages_follow_each_other(words in "[a-z \n]{1,80}", cells in 1usize..12, gap: bool, height in 1usize..9) {
            let document = document(&words, gap);
            let flow = Flow::new(&document, &document.blocks, cells);
            let whole = flow.page(Position(0), 1000);
            let next = flow.step(Position(0), height as isize);
            prop_assume!(whole.len() > height);
            prop_assert_eq!(flow.page(next, 1000), whole[height..].to_vec());
        }
    }
}
