//! How the cursor moves from sentence to sentence and from side to side.

use crate::compare::{Change, Side};
use crate::document::Position;
use crate::ui::comparison::shown::Shown;
use crate::ui::comparison::state::{ComparisonView, area};
use crate::ui::layout::{Layout, TextArea};
use crate::ui::reader::text_pane::TextPane;

impl ComparisonView {
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

    /// Moves the cursor to the next linked sentence, of two versions of one text to the next change
    /// (to the previous one when `by` is negative); tells whether there is one.
    pub fn step_link(&mut self, by: isize, layout: &Layout) -> bool {
        let Some(at) = self.cursor(self.side) else { return false };
        let linked = |comparing: &Self, sentence| match comparing.findings.edition() {
            Some(edition) => !matches!(edition.change(comparing.side, sentence), Change::Unchanged(_)),
            None => comparing.level(comparing.side, sentence).is_some(),
        };
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
        self.select(self.row_of_cursor());
    }

    fn next_where(&self, from: usize, by: isize, is: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let count = self.pane(self.side).document.sentences.len();
        if by < 0 {
            (0..from).rev().find(|at| is(self, *at))
        } else {
            (from + 1..count).find(|at| is(self, *at))
        }
    }

    /// Moves the cursor to the nearest sentence that is shown.
    pub(crate) fn settle_cursor(&mut self) {
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
}

fn is_in_view(pane: &TextPane, sentence: usize, area: &TextArea) -> bool {
    let start = pane.document.sentences.get(sentence).map(|sentence| Position(sentence.span.start));
    start.is_some_and(|start| pane.row_of(start, area).is_some())
}
