//! The places of the pairs of linked sentences on the screen: both sentences of a pair begin on the
//! same row, and the next pair begins below the longer of the two.

use crate::compare::{Link, Side};
use crate::document::{Block, BlockKind, Flow, Frame, Position, Row};
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::layout::{Layout, TextArea};

/// A pair of linked sentences on the screen.
#[derive(Clone, Debug)]
pub struct PlacedPair {
    /// Its row in the table.
    pub index: usize,
    /// The link.
    pub link: Link,
    /// The first row it takes, counted from the top of the panes.
    pub top: usize,
    /// How many rows it takes, without the empty one below it.
    pub height: usize,
    /// The rows of the left and of the right sentence.
    pub rows: [Vec<Row>; 2],
}

impl ComparisonView {
    /// Returns the pairs in view, the selected one among them, about a third of the way down.
    pub fn placed_pairs(&self, layout: &Layout) -> Vec<PlacedPair> {
        let Some(areas) = areas(layout) else { return Vec::new() };
        let links = self.links();
        let Shown::Pairs(selected) = self.shown else { return Vec::new() };
        let height = areas[0].rows();
        let mut first = selected.min(links.len());
        let mut above = 0;
        while let Some(before) = first.checked_sub(1) {
            above += self.height(&links[before], &areas) + 1;
            if above > height / 3 {
                break;
            }
            first = before;
        }
        self.place(&links, first, height, &areas)
    }

    fn place(&self, links: &[Link], first: usize, height: usize, areas: &[TextArea; 2]) -> Vec<PlacedPair> {
        let mut placed = Vec::new();
        let mut top = 0;
        for (index, link) in links.iter().enumerate().skip(first) {
            if top >= height {
                break;
            }
            let rows = [Side::Left, Side::Right].map(|side| self.sentence_rows(link, side, areas));
            let tall = rows.iter().map(Vec::len).max().unwrap_or(0);
            placed.push(PlacedPair { index, link: *link, top, height: tall, rows });
            top += tall + 1;
        }
        placed
    }

    fn height(&self, link: &Link, areas: &[TextArea; 2]) -> usize {
        let rows = [Side::Left, Side::Right].map(|side| self.sentence_rows(link, side, areas).len());
        rows[0].max(rows[1])
    }

    fn sentence_rows(&self, link: &Link, side: Side, areas: &[TextArea; 2]) -> Vec<Row> {
        let area = &areas[side as usize];
        let Some(block) = self.sentence_block(side, link.on(side)) else { return Vec::new() };
        let blocks = [block];
        let flow = Flow::new(&self.pane(side).document, &blocks, area.cells());
        flow.page(Position(blocks[0].span.start), area.rows())
    }

    /// Returns a sentence as a block of its own.
    pub fn sentence_block(&self, side: Side, sentence: usize) -> Option<Block> {
        let span = self.pane(side).document.sentences.get(sentence)?.span;
        Some(Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: false })
    }
}

fn areas(layout: &Layout) -> Option<[TextArea; 2]> {
    Some([*layout.side(Side::Left)?, *layout.side(Side::Right)?])
}
