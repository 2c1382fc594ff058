//! Two texts side by side: the cursor, its counterparts, what is shown, how both scroll together.

use std::sync::Arc;

use super::layout::{Layout, TextArea};
use super::message::Two;
use super::sentence_blocks::blocks;
use super::shown::{Scroll, Shown};
use super::text_pane::TextPane;
use crate::compare::{Comparison, Level, Levels, Link, Side};
use crate::document::{Document, Position};

/// How far one key press moves both levels.
const STEP: f64 = 0.05;

/// A comparison on the screen.
#[derive(Clone, Debug)]
pub struct Comparing {
    /// The two texts; the chosen sentence of each is its cursor.
    pub panes: Two<TextPane>,
    /// The side with the cursor.
    pub side: Side,
    /// The links, once they are worked out.
    pub comparison: Option<Arc<Comparison>>,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// Whether both sides scroll together.
    pub scroll: Scroll,
    /// Which sentences are shown.
    pub shown: Shown,
    /// Where the cursor was before a view moved it.
    home: Option<Home>,
}

/// Where the cursor goes back to when all is shown again, unless it was moved meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Home {
    from: (Side, usize),
    moved_to: (Side, usize),
}

impl Comparing {
    /// Returns a comparison whose links are still to come, with the cursor on the first sentences.
    pub fn new(left: TextPane, right: TextPane, levels: Levels) -> Self {
        let mut comparing = Self {
            panes: Two { left, right },
            side: Side::Left,
            comparison: None,
            levels,
            scroll: Scroll::Locked,
            shown: Shown::All,
            home: None,
        };
        comparing.set();
        comparing
    }

    /// Returns one of the two texts.
    pub fn pane(&self, side: Side) -> &TextPane {
        match side {
            Side::Left => &self.panes.left,
            Side::Right => &self.panes.right,
        }
    }

    /// Returns one of the two texts, to be changed.
    pub fn pane_mut(&mut self, side: Side) -> &mut TextPane {
        match side {
            Side::Left => &mut self.panes.left,
            Side::Right => &mut self.panes.right,
        }
    }

    /// Returns the sentence the cursor of a side is on.
    pub fn cursor(&self, side: Side) -> Option<usize> {
        self.pane(side).current()
    }

    /// Returns the links of a sentence, the surest first.
    pub fn counterparts(&self, side: Side, sentence: usize) -> Vec<&Link> {
        let comparison = self.comparison.as_deref();
        comparison.map(|known| known.counterparts(side, sentence, self.levels).collect()).unwrap_or_default()
    }

    /// Returns how surely a sentence is linked to anything.
    pub fn level(&self, side: Side, sentence: usize) -> Option<Level> {
        self.levels.of(self.best(side, sentence)?.score)
    }

    /// Returns the surest link of a sentence, if it has one.
    pub fn best(&self, side: Side, sentence: usize) -> Option<&Link> {
        self.comparison.as_deref()?.best(side, sentence, self.levels)
    }

    /// Keeps the links and shows what they say.
    pub fn align(&mut self, comparison: Arc<Comparison>, layout: &Layout) {
        self.comparison = Some(comparison);
        self.set();
        self.follow(layout);
    }

    /// Moves the cursor by sentences that are shown.
    pub fn step(&mut self, by: isize, layout: &Layout) {
        let Some(mut at) = self.cursor(self.side) else { return };
        for _ in 0..by.unsigned_abs() {
            match self
                .next_where(at, by.signum(), |comparing, sentence| comparing.keeps(comparing.side, sentence))
            {
                Some(next) => at = next,
                None => break,
            }
        }
        self.go(at, layout);
    }

    /// Moves the cursor by paragraphs, to the first of their sentences that is shown.
    pub fn step_paragraph(&mut self, by: isize, layout: &Layout) {
        let Some(mut at) = self.cursor(self.side) else { return };
        for _ in 0..by.unsigned_abs() {
            let Some(next) = self.next_paragraph(at, by) else { break };
            at = next;
        }
        self.go(at, layout);
    }

    fn next_paragraph(&self, from: usize, by: isize) -> Option<usize> {
        let sentences = &self.pane(self.side).document.sentences;
        let block = |at: usize| sentences.get(at).map(|sentence| sentence.block);
        let inside = self.next_where(from, by, |comparing, at| {
            block(at) != block(from) && comparing.keeps(comparing.side, at)
        })?;
        let first = sentences.partition_point(|sentence| Some(sentence.block) < block(inside));
        (first..=inside).find(|at| self.keeps(self.side, *at))
    }

    /// Moves the cursor to the next linked sentence (the previous one when `by` is negative);
    /// tells whether there is one.
    pub fn step_link(&mut self, by: isize, layout: &Layout) -> bool {
        let Some(at) = self.cursor(self.side) else { return false };
        let linked = |comparing: &Self, sentence| comparing.level(comparing.side, sentence).is_some();
        let Some(to) = self
            .next_where(at, by, |comparing, s| linked(comparing, s) && comparing.keeps(comparing.side, s))
        else {
            return false;
        };
        self.go(to, layout);
        true
    }

    /// Puts the cursor on a sentence of its side and brings it and its counterpart into view.
    pub fn go(&mut self, sentence: usize, layout: &Layout) {
        let side = self.side;
        if let Some(area) = area(layout, side) {
            self.pane_mut(side).choose(sentence, area);
        }
        self.follow(layout);
    }

    /// Scrolls the side of the cursor by rows and takes the cursor along.
    pub fn scroll(&mut self, by: isize, layout: &Layout) {
        let side = self.side;
        let Some(area) = area(layout, side) else { return };
        let pane = self.pane_mut(side);
        let (before, was) = (pane.top, pane.chosen);
        pane.scroll(by, area);
        if pane.top == before {
            pane.chosen = was;
            return self.step(by, layout);
        }
        let first = pane.current();
        pane.chosen = was.filter(|at| is_in_view(pane, *at, area)).or(first);
        self.settle_cursor();
        self.follow(layout);
    }

    /// Goes to the surest counterpart of the cursor on the other side; on the way back, to where
    /// it came from. Tells whether there is one.
    pub fn cross(&mut self, layout: &Layout) -> bool {
        let Some(at) = self.cursor(self.side) else { return false };
        let other = self.side.other();
        let there = self.pane(other).chosen;
        let targets: Vec<usize> =
            self.counterparts(self.side, at).iter().map(|link| link.on(other)).collect();
        let Some(best) = targets.first().filter(|_| !matches!(self.shown, Shown::Only(_))) else {
            return false;
        };
        let to = there.filter(|there| targets.contains(there)).unwrap_or(*best);
        self.side = other;
        self.go(to, layout);
        true
    }

    /// Moves the cursor to the other side without moving either text.
    pub fn change_side(&mut self, side: Side) {
        if !matches!(self.shown, Shown::Only(_)) {
            self.side = side;
            let at = self.cursor(side);
            self.pane_mut(side).chosen = at;
            self.settle_cursor();
        }
    }

    /// Shows the next selection of sentences; the layout changes with it.
    pub fn next_view(&mut self) {
        let before = self.cursor(self.side).map(|at| (self.side, at));
        self.shown = self.shown.next();
        if let Shown::Only(side) = self.shown {
            self.side = side;
        }
        self.set();
        let home = self.home.filter(|home| Some(home.moved_to) == before).map(|home| home.from).or(before);
        if let (Shown::All, Some((side, at))) = (self.shown, home) {
            self.side = side;
            self.pane_mut(side).chosen = Some(at);
        }
        self.settle_cursor();
        let now = self.cursor(self.side).map(|at| (self.side, at));
        self.home = home.zip(now).map(|(from, moved_to)| Home { from, moved_to });
    }

    /// Returns the same comparison of documents that were read again.
    #[must_use]
    pub fn again(&self, left: &Arc<Document>, right: &Arc<Document>) -> Self {
        let left = self.panes.left.anew(left);
        let right = self.panes.right.anew(right);
        let mut again = Self { panes: Two { left, right }, comparison: None, home: None, ..self.clone() };
        again.set();
        again
    }

    /// Brings the cursor and its counterpart into view.
    pub fn reveal(&mut self, layout: &Layout) {
        if let Some(at) = self.cursor(self.side) {
            self.go(at, layout);
        }
    }

    /// Puts the cursor on a sentence, or on the nearest one that is shown.
    pub fn go_near(&mut self, sentence: usize, layout: &Layout) {
        let side = self.side;
        self.pane_mut(side).chosen = Some(sentence);
        self.settle_cursor();
        self.reveal(layout);
    }

    /// Asks more of a link, or less when `by` is negative: both levels move.
    pub fn tighten(&mut self, by: isize, layout: &Layout) {
        let step = STEP * by as f64;
        let round = |level: f64| (level * 100.0).round() / 100.0;
        let weak = round((self.levels.weak + step).clamp(0.05, 0.95));
        let strong = round((self.levels.strong + step).clamp(weak, 0.98));
        self.levels = Levels { strong, weak };
        self.set();
        self.settle_cursor();
        self.follow(layout);
    }

    /// Turns the scroll lock on or off.
    pub fn toggle_lock(&mut self, layout: &Layout) {
        self.scroll = match self.scroll {
            Scroll::Locked => Scroll::Free,
            Scroll::Free => Scroll::Locked,
        };
        self.follow(layout);
    }

    /// Swaps the sides; the cursor stays on its sentence.
    pub fn swap(&mut self, layout: &Layout) {
        std::mem::swap(&mut self.panes.left, &mut self.panes.right);
        self.side = self.side.other();
        self.comparison = self.comparison.as_ref().map(|comparison| Arc::new(comparison.mirrored()));
        if let Shown::Only(side) = self.shown {
            self.shown = Shown::Only(side.other());
        }
        self.set();
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

    /// Tells whether the sentence at `offset` of a side is shown.
    pub fn shows(&self, side: Side, offset: usize) -> bool {
        self.pane(side).document.sentence_at(offset).is_none_or(|sentence| self.keeps(side, sentence))
    }

    /// Tells whether a sentence is shown.
    fn keeps(&self, side: Side, sentence: usize) -> bool {
        match self.shown {
            Shown::All => true,
            Shown::Linked => self.level(side, sentence).is_some(),
            Shown::Only(_) => self.level(side, sentence).is_none(),
        }
    }

    fn next_where(&self, from: usize, by: isize, is: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let count = self.pane(self.side).document.sentences.len();
        if by < 0 {
            (0..from).rev().find(|at| is(self, *at))
        } else {
            (from + 1..count).find(|at| is(self, *at))
        }
    }

    /// Sets both texts anew after what is shown changed.
    fn set(&mut self) {
        for side in [Side::Left, Side::Right] {
            let keeps: Vec<bool> =
                (0..self.pane(side).document.sentences.len()).map(|at| self.keeps(side, at)).collect();
            let blocks = blocks(&self.pane(side).document, self.shown, &keeps);
            self.pane_mut(side).blocks = blocks.into();
        }
    }

    /// Moves the cursor to the nearest sentence that is shown.
    fn settle_cursor(&mut self) {
        let Some(at) = self.cursor(self.side) else { return };
        let keeps = |comparing: &Self, sentence: usize| comparing.keeps(comparing.side, sentence);
        let nearest = if keeps(self, at) {
            Some(at)
        } else {
            self.next_where(at, 1, keeps).or_else(|| self.next_where(at, -1, keeps))
        };
        let side = self.side;
        self.pane_mut(side).chosen = nearest.or(Some(at));
    }

    fn span_start(&self, side: Side, sentence: usize) -> Option<Position> {
        self.pane(side).document.sentences.get(sentence).map(|sentence| Position(sentence.span.start))
    }
}

/// Returns where the text of a side stands.
pub fn area(layout: &Layout, side: Side) -> Option<&TextArea> {
    match (layout, side) {
        (Layout::Comparing { left, .. }, Side::Left) => left.as_ref(),
        (Layout::Comparing { right, .. }, Side::Right) => right.as_ref(),
        _ => None,
    }
}

fn is_in_view(pane: &TextPane, sentence: usize, area: &TextArea) -> bool {
    let start = pane.document.sentences.get(sentence).map(|sentence| Position(sentence.span.start));
    start.is_some_and(|start| pane.row_of(start, area).is_some())
}
