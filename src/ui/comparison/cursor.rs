//! Moving the cursor from sentence to sentence and from side to side, and scrolling the other side along
//! although the two texts wrap differently.

use crate::compare::{Change, Level, Side};
use crate::document::Position;
use crate::tasks::EntryId;
use crate::ui::comparison::changes::{ChangeRun, change_runs, next_run};
use crate::ui::comparison::shown::{ComparisonScreen, Scroll};
use crate::ui::comparison::state::ComparisonView;
use crate::ui::layout::{Dimensions, Layout, TextArea};
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

    /// Moves the cursor to the next linked sentence, of two versions of one text to the next run of changes
    /// (to the previous one when `by` is negative); tells whether there is one.
    pub fn step_link(&mut self, by: isize, layout: &Layout) -> bool {
        let Some(at) = self.cursor(self.side) else { return false };
        if let (ComparisonScreen::Both, Some(edition)) = (self.shown, self.findings.edition()) {
            let runs = change_runs(edition);
            let next = next_run(&runs, self.side, at, by).and_then(|next| runs.get(next));
            return next.map(|run| self.go_to_run(run, layout)).is_some();
        }
        let linked = |comparing: &Self, sentence| match comparing.findings.edition() {
            Some(edition) => !matches!(edition.change(comparing.side, sentence), Change::Unchanged(_)),
            None => comparing.best(comparing.side, sentence).is_some(),
        };
        let Some(to) = self
            .next_where(at, by, |comparing, s| linked(comparing, s) && comparing.keeps(comparing.side, s))
        else {
            return false;
        };
        self.go(to, layout);
        true
    }

    /// Puts the cursor on the first sentence of a run of changes, with the run in the middle of the page.
    fn go_to_run(&mut self, run: &ChangeRun, layout: &Layout) {
        let (side, sentence) = run.first(self.side);
        self.side = side;
        let Some(area) = layout.side(side) else { return };
        let end = run.on(side).end.saturating_sub(1);
        let pane = self.pane_mut(side);
        pane.choose(sentence, area);
        let sentences = &pane.document.sentences;
        if let (Some(first), Some(last)) = (sentences.get(sentence), sentences.get(end)) {
            let (start, end) = (Position(first.span.start), Position(last.span.end.saturating_sub(1)));
            let tall =
                pane.flow(area).rows_between(start, end, area.rows()).map_or(area.rows(), |rows| rows + 1);
            pane.place_at_row(start, area.rows().saturating_sub(tall) / 2, area);
        }
        self.follow(layout);
    }

    /// Puts the cursor on the first strong link from the top of the page on, else on the first of all; of two
    /// versions of one text on the first change. Without any it stays where it is.
    pub(crate) fn open_at_first_link(&mut self, layout: &Layout) {
        let Some(from) = self.cursor(self.side) else { return };
        if let Some(edition) = self.findings.edition() {
            let runs = change_runs(edition);
            let below = runs.iter().find(|run| run.on(self.side).end > from);
            if let Some(run) = below.or(runs.first()) {
                self.go_to_run(run, layout);
            }
            return;
        }
        let is_strong = |at: &usize| self.level(self.side, *at) == Some(Level::Strong);
        let count = self.pane(self.side).document.sentences.len();
        if let Some(first) = (from..count).find(is_strong).or_else(|| (0..from).find(is_strong)) {
            self.go(first, layout);
        }
    }

    /// Puts the cursor on a sentence of its side and brings it and its counterpart into view.
    pub fn go(&mut self, sentence: usize, layout: &Layout) {
        let side = self.side;
        if let Some(area) = layout.side(side) {
            self.pane_mut(side).choose(sentence, area);
        }
        self.follow(layout);
    }

    /// Scrolls the side of the cursor by rows and takes the cursor along.
    pub fn scroll(&mut self, by: isize, layout: &Layout) {
        let side = self.side;
        let Some(area) = layout.side(side) else { return };
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
        let Some(best) = targets.first().filter(|_| !matches!(self.shown, ComparisonScreen::Only(_))) else {
            return false;
        };
        let to = there.filter(|there| targets.contains(there)).unwrap_or(*best);
        self.side = other;
        self.go(to, layout);
        true
    }

    /// Moves the cursor to the other side without moving either text.
    pub fn change_side(&mut self, side: Side) {
        if !matches!(self.shown, ComparisonScreen::Only(_)) {
            self.side = side;
            let at = self.cursor(side);
            self.pane_mut(side).chosen = at;
            self.settle_cursor();
        }
    }

    /// Puts the cursor on a sentence of a document, on the side that has it; without one on the first sentences.
    pub(crate) fn place_cursor(&mut self, at: Option<(EntryId, Option<usize>)>) {
        for side in [Side::Right, Side::Left] {
            let here = at.filter(|(entry, _)| self.pane(side).entry == *entry);
            if here.is_some() {
                self.side = side;
            }
            self.pane_mut(side).chosen = here.and_then(|(_, sentence)| sentence);
        }
    }

    /// Brings the cursor and its counterpart into view.
    pub fn reveal(&mut self, layout: &Layout) {
        match self.pane(self.side).chosen {
            Some(at) => self.go(at, layout),
            // Before the links are known there may be no cursor yet; they decide where it begins.
            None => self.follow(layout),
        }
    }

    /// Puts the cursor on a sentence, or on the nearest shown sentence.
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
        let (Some(here), Some(there)) = (layout.side(side), layout.side(other)) else { return };
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
            (Scroll::Free, _) => {
                let target = linked.and_then(|target| self.pane(other).document.sentences.get(target));
                if let Some(passage) = target.map(|sentence| sentence.span) {
                    self.pane_mut(other).reveal(passage, there);
                }
            }
            (Scroll::Locked, None) => {}
        }
        self.pane_mut(other).chosen = linked.or(self.pane(other).chosen);
    }

    /// Scrolls the cursor up to the row of its counterpart: one near the beginning of its text cannot be
    /// scrolled down to the row of the cursor.
    fn raise_cursor(&mut self, sentence: usize, row: usize, area: &TextArea) {
        let side = self.side;
        if let Some(start) = self.span_start(side, sentence) {
            self.pane_mut(side).place_at_row(start, row, area);
        }
    }

    /// Returns the sentence of the other side between the counterparts of the neighbours.
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

    /// Shows both texts in place of a table without texts; returns the areas of the panes.
    pub(crate) fn show_texts(&mut self, dimensions: Dimensions) -> Layout {
        if self.shown.is_table() && !matches!(self.shown, ComparisonScreen::Pairs(_)) {
            self.show(ComparisonScreen::Both);
            self.reveal(&self.layout(dimensions));
        }
        self.layout(dimensions)
    }
}

fn is_in_view(pane: &TextPane, sentence: usize, area: &TextArea) -> bool {
    let start = pane.document.sentences.get(sentence).map(|sentence| Position(sentence.span.start));
    start.is_some_and(|start| pane.row_of(start, area).is_some())
}
