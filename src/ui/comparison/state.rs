//! Two texts side by side: the cursor, its counterparts, the view, and the scrolling of both sides.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compare::{Change, Edition, Level, Levels, Link, Side};
use crate::document::{Block, BlockKind, Document, Position};
use crate::tasks::{ComparisonResult, ComparisonResults, EntryId, HandLinks, OnScreen, Two};
use crate::ui::comparison::shown::{ComparisonScreen, Scroll};
use crate::ui::layout::{Dimensions, Layout, Panes, Sides};
use crate::ui::reader::text_pane::TextPane;

/// A comparison on the screen.
#[derive(Clone, Debug)]
pub struct ComparisonView {
    /// The two texts; the chosen sentence of each is its cursor.
    pub panes: Two<TextPane>,
    /// The side with the cursor.
    pub side: Side,
    /// The results of comparing the two.
    pub findings: ComparisonResults,
    /// From which probabilities on a link is strong and weak.
    pub levels: Levels,
    /// Whether both sides scroll together.
    pub scroll: Scroll,
    /// What of the comparison is shown.
    pub shown: ComparisonScreen,
    /// Whether only strong links are shown.
    pub strong_only: bool,
    /// Whether of two versions of one text only the changed sentences are shown.
    pub is_folded: bool,
    /// The sentence for which a counterpart is being chosen by hand.
    pub begun_link: Option<(Side, usize)>,
    /// Where the cursor was before a view moved it.
    pub(crate) saved_cursor: Option<SavedCursor>,
    /// The table, with its row, from which the cursor came to both texts.
    pub back: Option<ComparisonScreen>,
    /// The fact selected last.
    pub(crate) fact: usize,
    /// How much of the work is done, in percent, while the texts are compared.
    pub progress: Option<u8>,
}

/// What is kept from one comparison to the next.
#[derive(Clone, Debug, Default)]
pub struct Comparisons {
    /// The sentences linked by hand.
    pub hand_links: HandLinks,
    /// The levels of links that were chosen for two documents in an earlier run, the earlier in the list first.
    levels: BTreeMap<(EntryId, EntryId), Levels>,
    /// The sentence on which the next comparison opens; taken when it does.
    pub(crate) arrival: Option<(EntryId, usize)>,
}

impl Comparisons {
    /// Sets the levels with which the comparison of two documents opens.
    pub(crate) fn set_levels(&mut self, one: EntryId, other: EntryId, levels: Levels) {
        self.levels.insert((one.min(other), one.max(other)), levels);
    }

    /// Returns the levels with which the comparison of two documents opens, if they are not the usual ones.
    pub(crate) fn levels_of(&self, one: EntryId, other: EntryId) -> Option<Levels> {
        self.levels.get(&(one.min(other), one.max(other))).copied()
    }
}

/// Where the cursor goes back to when all is shown again, unless it was moved meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SavedCursor {
    from: (Side, usize),
    moved_to: (Side, usize),
}

impl ComparisonView {
    /// Returns a comparison whose links are still to come, with the cursor on the first sentences.
    pub fn new(left: TextPane, right: TextPane, levels: Levels) -> Self {
        let mut comparing = Self {
            panes: Two { left, right },
            side: Side::Left,
            findings: ComparisonResults::default(),
            levels,
            scroll: Scroll::Locked,
            shown: ComparisonScreen::Both,
            strong_only: false,
            is_folded: false,
            begun_link: None,
            saved_cursor: None,
            back: None,
            fact: 0,
            progress: None,
        };
        comparing.set();
        comparing
    }

    /// Returns the areas of its panes.
    pub fn layout(&self, dimensions: Dimensions) -> Layout {
        let sides = match self.shown {
            ComparisonScreen::Both => Sides::Linked(self.side),
            ComparisonScreen::Only(side) => Sides::One(side),
            ComparisonScreen::Overview(_) | ComparisonScreen::Summary(_) => Sides::One(Side::Left),
            ComparisonScreen::Pairs(_) | ComparisonScreen::Facts(_) | ComparisonScreen::Terms(_) => {
                Sides::Columns
            }
        };
        let layout = Layout::of(dimensions, Panes::Comparison(sides));
        let notes = |side: Side| layout.side(side).map_or(0, |area| self.pane(side).rows_of_notes(area));
        match self.shown {
            ComparisonScreen::Both => layout.with_notes(notes(Side::Left).max(notes(Side::Right))),
            ComparisonScreen::Only(side) => layout.with_notes(notes(side)),
            ComparisonScreen::Overview(_)
            | ComparisonScreen::Summary(_)
            | ComparisonScreen::Pairs(_)
            | ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_) => layout,
        }
    }

    /// Returns one of the two texts.
    pub fn pane(&self, side: Side) -> &TextPane {
        match side {
            Side::Left => &self.panes.left,
            Side::Right => &self.panes.right,
        }
    }

    /// Returns one of the two texts, for changes.
    pub fn pane_mut(&mut self, side: Side) -> &mut TextPane {
        match side {
            Side::Left => &mut self.panes.left,
            Side::Right => &mut self.panes.right,
        }
    }

    /// Returns the side that has the document of an entry, the side of the cursor first.
    pub(crate) fn side_of(&self, entry: EntryId) -> Option<Side> {
        [self.side, self.side.other()].into_iter().find(|side| self.pane(*side).entry == entry)
    }

    /// Returns both documents with their entries.
    pub fn two(&self) -> Two<OnScreen> {
        let of = TextPane::on_screen;
        Two { left: of(&self.panes.left), right: of(&self.panes.right) }
    }

    /// Returns the sentence the cursor of a side is on.
    pub fn cursor(&self, side: Side) -> Option<usize> {
        self.pane(side).current()
    }

    /// Returns the links of a sentence, the surest first; of two versions of one text each sentence
    /// has one at most.
    pub fn counterparts(&self, side: Side, sentence: usize) -> Vec<Link> {
        let Some(comparison) = self.findings.comparison() else { return Vec::new() };
        match self.findings.edition() {
            Some(edition) => self.pair_of(edition, side, sentence).into_iter().collect(),
            None => comparison.counterparts(side, sentence, self.shown_levels()).copied().collect(),
        }
    }

    /// Returns the surest link of a sentence, if it has one.
    pub fn best(&self, side: Side, sentence: usize) -> Option<Link> {
        match self.findings.edition() {
            Some(edition) => self.pair_of(edition, side, sentence),
            None => self.findings.comparison()?.best(side, sentence, self.shown_levels()).copied(),
        }
    }

    /// Returns the levels of the links that are shown.
    pub(crate) fn shown_levels(&self) -> Levels {
        let Levels { strong, weak } = self.levels;
        Levels { strong, weak: if self.strong_only { strong.max(weak) } else { weak } }
    }

    /// Returns how surely a sentence is linked to anything, whether the link is shown or not.
    pub fn level(&self, side: Side, sentence: usize) -> Option<Level> {
        if self.findings.edition().is_some() {
            return self.best(side, sentence).map(|_| Level::Strong);
        }
        let best = self.findings.comparison()?.best(side, sentence, self.levels)?;
        self.levels.of(best.score)
    }

    /// Returns how sure a link that is shown is.
    pub fn level_of(&self, link: &Link) -> Option<Level> {
        match self.findings.edition() {
            Some(_) => Some(Level::Strong),
            None => self.levels.of(link.score),
        }
    }

    /// Returns the link of a sentence to its counterpart in the other version. A link that rests only on its
    /// neighbours gets the lowest probability of a strong link.
    pub(crate) fn pair_of(&self, edition: &Edition, side: Side, sentence: usize) -> Option<Link> {
        let across = edition.change(side, sentence).counterpart()?;
        let (left, right) = if side == Side::Left { (sentence, across) } else { (across, sentence) };
        let known = self.findings.comparison()?.link(left, right);
        Some(known.copied().unwrap_or(Link { left, right, score: self.levels.strong }))
    }

    /// Keeps a result and shows it.
    pub fn learn(&mut self, finding: ComparisonResult, layout: &Layout) {
        let links = matches!(finding, ComparisonResult::Links(..));
        if let ComparisonResult::Links(alignment) = &finding {
            self.take_documents(&alignment.documents);
        }
        self.findings.keep(finding);
        self.progress = None;
        if links {
            self.set();
            if self.panes.left.chosen.is_none() && self.panes.right.chosen.is_none() {
                self.open_at_first_link(layout);
            }
            self.follow(layout);
        }
        // A table whose rows are still to come keeps its place.
        if self.rows() > 0 {
            self.select(self.selected());
        }
    }

    /// Shows the documents as they were compared, in which lines outside sentences may count as sentences. Their
    /// text is the same, and the cursors stay at their places.
    fn take_documents(&mut self, documents: &[Arc<Document>; 2]) {
        for (side, document) in [Side::Left, Side::Right].into_iter().zip(documents) {
            let before = Arc::clone(&self.pane(side).document);
            if Arc::ptr_eq(&before, document) {
                continue;
            }
            let moved = |at: usize| document.sentence_at(before.sentences.get(at)?.span.start);
            let pane = self.pane_mut(side);
            pane.chosen = pane.chosen.and_then(moved);
            pane.document = Arc::clone(document);
            self.begun_link = match self.begun_link {
                Some((begun, at)) if begun == side => moved(at).map(|at| (side, at)),
                other => other,
            };
            self.saved_cursor = None;
        }
    }

    /// Changes the view; the layout may change with it. A table begins where the cursor is, and a
    /// cursor that a view had to move is back in its place when both texts are shown again.
    pub fn show(&mut self, shown: ComparisonScreen) {
        let before = self.cursor(self.side).map(|at| (self.side, at));
        self.back = None;
        self.shown = match shown {
            ComparisonScreen::Facts(0) => ComparisonScreen::Facts(self.fact),
            other => other,
        };
        if let ComparisonScreen::Only(side) = self.shown {
            self.side = side;
        }
        self.set();
        let saved = self.saved_cursor.filter(|saved| Some(saved.moved_to) == before);
        let saved = saved.map(|saved| saved.from).or(before);
        if let (ComparisonScreen::Both, Some((side, at))) = (self.shown, saved) {
            self.side = side;
            self.pane_mut(side).chosen = Some(at);
        }
        self.settle_cursor();
        self.select(self.row_of_cursor());
        let now = self.cursor(self.side).map(|at| (self.side, at));
        self.saved_cursor = saved.zip(now).map(|(from, moved_to)| SavedCursor { from, moved_to });
    }

    /// Returns the same comparison of documents that were read again.
    #[must_use]
    pub fn again(&self, left: &Arc<Document>, right: &Arc<Document>) -> Self {
        let left = self.panes.left.anew(left);
        let right = self.panes.right.anew(right);
        let mut again = Self {
            panes: Two { left, right },
            findings: ComparisonResults::default(),
            begun_link: None,
            saved_cursor: None,
            back: None,
            ..self.clone()
        };
        again.set();
        again
    }

    /// Changes the levels of links.
    pub fn set_levels(&mut self, levels: Levels, layout: &Layout) {
        self.levels = levels;
        self.set();
        self.settle_cursor();
        self.follow(layout);
        self.select(self.row_of_cursor());
    }

    /// Swaps the sides; the cursor stays on its sentence.
    pub fn swap(&mut self, layout: &Layout) {
        std::mem::swap(&mut self.panes.left, &mut self.panes.right);
        self.side = self.side.other();
        self.findings = self.findings.mirrored();
        self.begun_link = self.begun_link.map(|(side, sentence)| (side.other(), sentence));
        self.shown = match self.shown {
            ComparisonScreen::Only(side) => ComparisonScreen::Only(side.other()),
            ComparisonScreen::Terms([left, right]) => ComparisonScreen::Terms([right, left]),
            same => same,
        };
        self.set();
        self.follow(layout);
        self.select(self.row_of_cursor());
    }

    /// Tells whether the place at `offset` of a side is shown.
    pub fn shows(&self, side: Side, offset: usize) -> bool {
        let blocks = &self.pane(side).blocks;
        let block = blocks.partition_point(|block| block.span.start <= offset).checked_sub(1);
        let is_partial = match self.shown {
            ComparisonScreen::Pairs(_) | ComparisonScreen::Only(_) => true,
            ComparisonScreen::Both => self.is_folded,
            ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Overview(_)
            | ComparisonScreen::Summary(_) => false,
        };
        !is_partial || block.is_some_and(|block| blocks[block].span.contains(offset))
    }

    /// Tells whether a sentence is shown.
    pub(crate) fn keeps(&self, side: Side, sentence: usize) -> bool {
        match self.shown {
            ComparisonScreen::Only(_) => self.level(side, sentence).is_none(),
            ComparisonScreen::Pairs(_) => self.level(side, sentence).is_some(),
            ComparisonScreen::Both => !self.is_left_out(side, sentence),
            ComparisonScreen::Facts(_)
            | ComparisonScreen::Terms(_)
            | ComparisonScreen::Overview(_)
            | ComparisonScreen::Summary(_) => true,
        }
    }

    /// Tells whether a sentence is an unchanged one of two versions of one text and those are folded.
    fn is_left_out(&self, side: Side, sentence: usize) -> bool {
        let change = self.findings.edition().map(|edition| edition.change(side, sentence));
        self.is_folded && matches!(change, Some(Change::Unchanged(_)))
    }

    /// Shows of two versions of one text only what changed, or all again; tells whether they are such.
    pub(crate) fn fold_unchanged(&mut self) -> bool {
        let is_edition = self.findings.edition().is_some();
        self.is_folded = is_edition && !self.is_folded;
        self.set();
        self.settle_cursor();
        is_edition
    }

    /// Makes the blocks of both texts again after the view changed.
    pub(crate) fn set(&mut self) {
        for side in [Side::Left, Side::Right] {
            let keeps: Vec<bool> =
                (0..self.pane(side).document.sentences.len()).map(|at| self.keeps(side, at)).collect();
            let is_whole = self.shown == ComparisonScreen::Both && !self.is_folded;
            let blocks = blocks(&self.pane(side).document, is_whole, &keeps);
            self.pane_mut(side).blocks = blocks.into();
        }
    }

    pub(crate) fn span_start(&self, side: Side, sentence: usize) -> Option<Position> {
        self.pane(side).document.sentences.get(sentence).map(|sentence| Position(sentence.span.start))
    }
}

/// Returns one block for each sentence, so that it begins on a row of its own and the marks in the
/// margin belong to one sentence each. Only sentences for which `keeps` is true have a block; blocks without
/// sentences, such as code and rules, stay when the whole text is shown.
fn blocks(document: &Document, is_whole: bool, keeps: &[bool]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(document.sentences.len());
    let mut last: Option<usize> = None;
    let mut sentences = document.sentences.iter().enumerate().peekable();
    for (index, block) in document.blocks.iter().enumerate() {
        let mut number = 0;
        while let Some((at, sentence)) = sentences.next_if(|(_, sentence)| sentence.block == index) {
            if keeps.get(at).copied().unwrap_or(true) {
                let skipped = last.is_some_and(|last| last + 1 != at);
                let gap = skipped || (number == 0 && block.gap);
                let frame = if number == 0 { block.frame.clone() } else { block.frame.without_markers() };
                blocks.push(Block { span: sentence.span, kind: prose(&block.kind), frame, gap });
                last = Some(at);
            }
            number += 1;
        }
        if number == 0 && is_whole {
            blocks.push(block.clone());
        }
    }
    blocks
}

/// Returns the kind of block for a single sentence: code becomes running text.
fn prose(kind: &BlockKind) -> BlockKind {
    let stays = matches!(kind, BlockKind::Heading(_) | BlockKind::TableRow { .. });
    if stays { kind.clone() } else { BlockKind::Paragraph }
}
