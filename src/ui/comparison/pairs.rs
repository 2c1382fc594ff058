//! The places on the screen of items that take several rows: the pairs of linked sentences, both of which begin on
//! the same row, and the entries of the summary. The next one begins below the longer of its sentences.

use crate::compare::{Link, Side};
use crate::document::{Block, BlockKind, Flow, Frame, Position, Row};
use crate::ui::comparison::shown::ComparisonScreen;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::layout::{Layout, TextArea};

/// A row of a table that takes several rows of the screen.
#[derive(Clone, Debug)]
pub struct PlacedRow<T> {
    /// Its row in the table.
    pub index: usize,
    /// The first row it takes, counted from the top of the panes.
    pub top: usize,
    /// The pair or the entry.
    pub item: T,
}

/// A pair of linked sentences on the screen.
#[derive(Clone, Debug)]
pub struct PlacedPair {
    /// The link.
    pub link: Link,
    /// The rows of the left and of the right sentence.
    pub rows: [Vec<Row>; 2],
}

/// Returns those of `len` rows of a table that are in view on `height` rows, the selected one among them, about a
/// third of the way down; `make` returns each with the rows it takes.
pub(super) fn placed<T>(
    (selected, len): (usize, usize),
    height: usize,
    make: impl Fn(usize) -> (T, usize),
) -> Vec<PlacedRow<T>> {
    let mut first = selected.min(len.saturating_sub(1));
    let mut above = 0;
    while let Some(before) = first.checked_sub(1) {
        above += make(before).1;
        if above > height / 3 {
            break;
        }
        first = before;
    }
    let (mut placed, mut top) = (Vec::new(), 0);
    for index in first..len {
        if top >= height {
            break;
        }
        let (item, rows) = make(index);
        placed.push(PlacedRow { index, top, item });
        top += rows;
    }
    placed
}

impl ComparisonView {
    /// Returns the pairs in view.
    pub fn placed_pairs(&self, layout: &Layout) -> Vec<PlacedRow<PlacedPair>> {
        let (Some(areas), ComparisonScreen::Pairs(selected)) = (areas(layout), self.shown) else {
            return Vec::new();
        };
        let links = self.links();
        placed((selected, links.len()), areas[0].rows(), |at| {
            let link = links[at];
            let rows = [Side::Left, Side::Right].map(|side| {
                let area = &areas[side as usize];
                let page = self.sentence_page(side, link.on(side), area.cells(), area.rows());
                page.map(|(_, rows)| rows).unwrap_or_default()
            });
            let height = rows[0].len().max(rows[1].len()) + 1;
            (PlacedPair { link, rows }, height)
        })
    }

    /// Returns a sentence as a block of its own.
    pub fn sentence_block(&self, side: Side, sentence: usize) -> Option<Block> {
        let span = self.pane(side).document.sentences.get(sentence)?.span;
        Some(Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: false })
    }

    /// Returns a sentence as a block of its own, and at most `most` rows of it, `cells` wide.
    pub(crate) fn sentence_page(
        &self,
        side: Side,
        sentence: usize,
        cells: usize,
        most: usize,
    ) -> Option<([Block; 1], Vec<Row>)> {
        let blocks = [self.sentence_block(side, sentence)?];
        let flow = Flow::new(&self.pane(side).document, &blocks, cells);
        let page = flow.page(Position(blocks[0].span.start), most);
        Some((blocks, page))
    }
}

fn areas(layout: &Layout) -> Option<[TextArea; 2]> {
    Some([*layout.side(Side::Left)?, *layout.side(Side::Right)?])
}
