//! How the side across keeps up with the cursor, however differently the two texts wrap.

use crate::compare::Side;
use crate::ui::comparison::shown::Scroll;
use crate::ui::comparison::state::{ComparisonView, area};
use crate::ui::layout::{Layout, TextArea};

impl ComparisonView {
    /// Turns the scroll lock on or off.
    pub fn toggle_lock(&mut self, layout: &Layout) {
        self.scroll = match self.scroll {
            Scroll::Locked => Scroll::Free,
            Scroll::Free => Scroll::Locked,
        };
        self.follow(layout);
    }

    /// Brings the other side into line with the cursor: on the same row when locked, else only
    /// into view.
    pub fn follow(&mut self, layout: &Layout) {
        let (side, other) = (self.side, self.side.other());
        let (Some(here), Some(there)) = (area(layout, side), area(layout, other)) else { return };
        let Some(at) = self.cursor(side) else { return };
        let row =
            self.span_start(side, at).and_then(|start| self.pane(side).row_of(start, here)).unwrap_or(0);
        let linked = self.best(side, at).map(|link| link.on(other));
        match (self.scroll, linked.or_else(|| self.between(side, at))) {
            (Scroll::Locked, Some(target)) => {
                if let Some(start) = self.span_start(other, target) {
                    self.pane_mut(other).place_at_row(start, row, there);
                    let reached = self.pane(other).row_of(start, there).unwrap_or(row);
                    if linked.is_some() && reached < row {
                        self.raise_cursor(at, reached, here);
                    }
                }
            }
            (Scroll::Free, Some(target)) if linked.is_some() => {
                let passage = self.pane(other).document.sentences.get(target).map(|sentence| sentence.span);
                if let Some(passage) = passage {
                    self.pane_mut(other).reveal(passage, there);
                }
            }
            _ => {}
        }
        self.pane_mut(other).chosen = linked.or(self.pane(other).chosen);
    }

    /// A counterpart near the beginning of its text cannot come down to the cursor's row, so the
    /// cursor comes up to it.
    fn raise_cursor(&mut self, sentence: usize, row: usize, area: &TextArea) {
        let side = self.side;
        if let Some(start) = self.span_start(side, sentence) {
            self.pane_mut(side).place_at_row(start, row, area);
        }
    }

    /// The sentence of the other side that lies between the counterparts of the neighbours.
    fn between(&self, side: Side, at: usize) -> Option<usize> {
        let other = side.other();
        let count = self.pane(side).document.sentences.len();
        let best = |sentence: usize| Some((sentence, self.best(side, sentence)?.on(other)));
        let before = (0..at).rev().find_map(best);
        let after = (at + 1..count).find_map(best);
        let last = self.pane(other).document.sentences.len().checked_sub(1)?;
        let (from, to) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (None, Some(after)) => ((0, 0), after),
            (Some(before), None) => (before, (count.saturating_sub(1), last)),
            (None, None) => ((0, 0), (count.saturating_sub(1), last)),
        };
        let share = (at - from.0) as f64 / (to.0 - from.0).max(1) as f64;
        let target = from.1 as f64 + share * (to.1 as f64 - from.1 as f64);
        Some((target.round() as usize).min(last))
    }
}
