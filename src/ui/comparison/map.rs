//! All links of two texts in one picture: rows are the left sentences, columns the right ones.
//!
//! When the texts are longer than the window, a cell represents several sentences and shows the surest
//! link among them.

use ratatui::layout::Rect;

use crate::compare::Link;
use crate::ui::comparison::state::ComparisonView;
use crate::ui::layout::Layout;

/// The widest a column of sentences is drawn, in cells.
const WIDEST: usize = 3;

/// Cells left of the picture, for the numbers of the left sentences.
const NUMBERS: u16 = 6;

/// Rows below the picture, for the two sentences of the selected link.
const SENTENCES: u16 = 4;

/// A window with fewer rows shows the picture alone.
const ROOMY: u16 = 12;

/// The area of the picture of the links, and the cells of sentences in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Map {
    /// The cells of the picture.
    pub area: Rect,
    /// The cells below it, for the sentences of the selected link; no rows in a low window.
    pub below: Rect,
    /// How many sentences the left and the right text have.
    sentences: [usize; 2],
}

impl ComparisonView {
    /// Returns the area of the picture of the links.
    pub fn map(&self, layout: &Layout) -> Option<Map> {
        let Layout::Comparison { left: Some(pane), .. } = layout else { return None };
        let area = pane.area;
        let below = if area.height >= ROOMY { SENTENCES } else { 0 };
        let sentences = [&self.panes.left, &self.panes.right].map(|pane| pane.document.sentences.len());
        let picture = Rect {
            x: area.x + NUMBERS.min(area.width),
            y: area.y + 1,
            width: area.width.saturating_sub(NUMBERS + 1),
            height: area.height.saturating_sub(below + 1),
        };
        let below = Rect { y: area.bottom() - below, height: below, ..area };
        Some(Map { area: picture, below, sentences })
    }

    /// Returns the surest link of each cell of the picture that has one, with the cell.
    pub fn map_cells(&self, map: &Map) -> Vec<((u16, u16), Link)> {
        let mut cells: Vec<((u16, u16), Link)> =
            self.links().into_iter().map(|link| (map.cell(&link), link)).collect();
        cells.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.score.total_cmp(&one.score)));
        cells.dedup_by_key(|(cell, _)| *cell);
        cells
    }

    /// Returns the row of the link that is nearest to a cell of the window.
    pub fn link_near(&self, map: &Map, cell: (u16, u16)) -> Option<usize> {
        let far = |link: &Link| {
            let (x, y) = map.cell(link);
            u32::from(x.abs_diff(cell.0)) + 2 * u32::from(y.abs_diff(cell.1))
        };
        self.links().iter().enumerate().min_by_key(|(_, link)| far(link)).map(|(row, _)| row)
    }
}

impl Map {
    /// Returns the column and the row of the window where a link is drawn.
    pub fn cell(&self, link: &Link) -> (u16, u16) {
        (self.column(link.right), self.row(link.left))
    }

    /// Returns the row of a left sentence.
    pub fn row(&self, sentence: usize) -> u16 {
        self.area.y + place(sentence, self.sentences[0], usize::from(self.area.height), 1)
    }

    /// Returns the column of a right sentence.
    pub fn column(&self, sentence: usize) -> u16 {
        self.area.x + place(sentence, self.sentences[1], usize::from(self.area.width), WIDEST)
    }
}

/// Returns the cell of one of `count` sentences on `cells` cells: each takes at most `widest` cells, or
/// several share a cell.
fn place(sentence: usize, count: usize, cells: usize, widest: usize) -> u16 {
    let count = count.max(1);
    let cells = cells.max(1);
    let each = (cells / count).min(widest);
    let at = if each > 0 { sentence * each } else { sentence * cells / count };
    at.min(cells - 1) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_has_a_place() {
        for (count, cells) in [(1, 1), (5, 40), (40, 40), (41, 40), (10_000, 17), (3, 0)] {
            let places: Vec<u16> = (0..count).map(|at| place(at, count, cells, WIDEST)).collect();
            assert!(places.is_sorted());
            assert!(places.iter().all(|at| usize::from(*at) < cells.max(1)), "{count} {cells}");
            if count <= cells {
                assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{count} {cells}");
            }
        }
    }
}
