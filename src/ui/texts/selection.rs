//! The selected part of a text, and how keys and the mouse change it.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Block, BlockKind, Position, Row, RowKind};
use crate::text::Span;
use crate::text::words::words;
use crate::ui::input::motion::Course;
use crate::ui::input::{Motion, SelectionAction};
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::{Selection, TextPane, row_glyphs};
use crate::ui::texts::Texts;

/// Words, sentences or paragraphs of a text.
type Units<'a> = Box<dyn Iterator<Item = Span> + 'a>;

/// Returns those that go on after a place, in order; or those that begin before it, the last first.
type UnitsNear = dyn Fn(&TextPane, usize) -> Units<'_>;

/// A movement of the head of a selection; a negative distance goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadMotion {
    /// By graphemes.
    Characters(isize),
    /// Forward to the ends of words, back to their beginnings.
    Words(isize),
    /// As a motion through the text goes.
    Course(Course),
}

impl TextPane {
    /// Begins a selection by keys at the current sentence, else at the first place in view.
    pub(crate) fn begin_selection(&mut self) {
        if let Some(at) = self.place_from(self.current_place()) {
            self.selection = Some(Selection { anchor: at, head: at, is_by_keys: true });
        }
    }

    /// Selects a passage, as the mouse does.
    pub(crate) fn select(&mut self, passage: Span) {
        let (first, last) = (self.place_from(passage.start), self.place_before(passage.end));
        self.selection = first.zip(last).map(|(anchor, head)| Selection { anchor, head, is_by_keys: false });
    }

    /// Returns the bytes of the selection.
    pub fn selected(&self) -> Option<Span> {
        let Selection { anchor, head, .. } = self.selection?;
        Some(Span::new(anchor.min(head), self.grapheme_end(anchor.max(head))))
    }

    /// Returns the place of the head after a motion, `None` when it stays.
    fn moved_head(&self, motion: HeadMotion, area: &TextArea) -> Option<usize> {
        let head = self.selection?.head;
        let to = match motion {
            HeadMotion::Characters(by) => {
                repeat(head, by, |at| if by > 0 { self.next_place(at) } else { self.place_before(at) })
            }
            HeadMotion::Words(by) => self.step_units(by, &Self::words_from, &Self::words_until),
            HeadMotion::Course(course) => match course {
                Course::Rows(by) | Course::Pages(by) => self.place_rows_on(head, by, area),
                Course::Sentences(by) => self.step_units(by, &Self::sentences_from, &Self::sentences_until),
                Course::Paragraphs(by) => self.step_units(by, &Self::blocks_from, &Self::blocks_until),
                Course::Headings(by) => {
                    let next = self.document.next_heading(head, by).ok();
                    next.and_then(|place| self.place_from(place.0))
                }
                Course::Beginning => self.place_from(0),
                Course::End => self.place_before(usize::MAX),
                Course::Line(line) => self.place_near(self.document.place_of(line)),
                Course::Percent(percent) => self.place_near(self.percent(percent)),
                Course::Cells(_) => None,
            },
        };
        to.filter(|to| *to != head)
    }

    /// Returns the place of the head after this many words, sentences or paragraphs. The right end of the selection
    /// goes to the ends of them, the left end to their beginnings.
    fn step_units(&self, by: isize, from: &UnitsNear, until: &UnitsNear) -> Option<usize> {
        let Selection { anchor, head, .. } = self.selection?;
        let last = |unit: Span| self.place_before(unit.end);
        let first = |unit: Span| self.place_from(unit.start);
        repeat(head, by, |at| match (by > 0, at < anchor, at > anchor) {
            (true, true, _) => from(self, at).filter_map(first).find(|to| *to > at).map(|to| to.min(anchor)),
            (true, false, _) => from(self, at).filter_map(last).find(|to| *to > at),
            (false, _, true) => until(self, at).filter_map(last).find(|to| *to < at).map(|to| to.max(anchor)),
            (false, _, false) => until(self, at).filter_map(first).find(|to| *to < at),
        })
    }

    fn place_near(&self, place: Position) -> Option<usize> {
        self.place_from(place.0).or_else(|| self.place_before(usize::MAX))
    }

    /// Returns the byte after the grapheme that begins at `at`.
    fn grapheme_end(&self, at: usize) -> usize {
        let rest = self.document.passage(Span::new(at, self.document.extent().end));
        at + rest.graphemes(true).next().map_or(0, str::len)
    }

    fn next_place(&self, at: usize) -> Option<usize> {
        self.place_from(self.grapheme_end(at))
    }

    /// Returns the first visible grapheme that begins at or after `at`. White space after white space in running
    /// text is not visible, because it may be a line break.
    fn place_from(&self, at: usize) -> Option<usize> {
        let first = self.blocks.partition_point(|block| block.span.end <= at);
        self.blocks.get(first..)?.iter().filter(|block| is_selectable(block)).find_map(|block| {
            let at = at.max(block.span.start);
            if block.kind.keeps_lines() {
                return Some(at);
            }
            let is_after_space = self.passage_in(block, block.span.start, at).ends_with(char::is_whitespace);
            let rest = self.passage_in(block, at, block.span.end);
            let skipped = if is_after_space { rest.len() - rest.trim_start().len() } else { 0 };
            (skipped < rest.len()).then_some(at + skipped)
        })
    }

    /// Returns the last visible grapheme that begins before `at`.
    fn place_before(&self, at: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start < at);
        self.blocks.get(..after)?.iter().rev().filter(|block| is_selectable(block)).find_map(|block| {
            let before = self.passage_in(block, block.span.start, at.min(block.span.end));
            let last = before.graphemes(true).next_back()?;
            let start = before.len() - last.len();
            let words = before[..start].trim_end();
            let is_break = last.chars().all(char::is_whitespace) && words.len() < start;
            // The first character of white space replaces the rest of it.
            let start = if is_break && !block.kind.keeps_lines() { words.len() } else { start };
            Some(block.span.start + start)
        })
    }

    fn passage_in(&self, block: &Block, from: usize, to: usize) -> &str {
        self.document.passage(Span::new(from.max(block.span.start), to.min(block.span.end)))
    }

    /// Returns the word at a place, without one the grapheme there.
    pub(crate) fn word_at(&self, at: usize) -> Span {
        let word = self.words_from(at).take_while(|word| word.start <= at).find(|word| word.contains(at));
        word.unwrap_or_else(|| Span::new(at, self.grapheme_end(at)))
    }

    fn blocks_from(&self, at: usize) -> Units<'_> {
        let first = self.blocks.partition_point(|block| block.span.end <= at);
        Box::new(self.blocks[first..].iter().filter(|block| is_selectable(block)).map(|block| block.span))
    }

    fn blocks_until(&self, at: usize) -> Units<'_> {
        let after = self.blocks.partition_point(|block| block.span.start < at);
        let before = self.blocks[..after].iter().rev();
        Box::new(before.filter(|block| is_selectable(block)).map(|block| block.span))
    }

    fn sentences_from(&self, at: usize) -> Units<'_> {
        let sentences = &self.document.sentences;
        let first = sentences.partition_point(|sentence| sentence.span.end <= at);
        Box::new(sentences[first..].iter().map(|sentence| sentence.span))
    }

    fn sentences_until(&self, at: usize) -> Units<'_> {
        let after = self.document.sentences.partition_point(|sentence| sentence.span.start < at);
        Box::new(self.document.sentences[..after].iter().rev().map(|sentence| sentence.span))
    }

    fn words_from(&self, at: usize) -> Units<'_> {
        Box::new(self.blocks_from(at).flat_map(|block| self.words_in(block)))
    }

    fn words_until(&self, at: usize) -> Units<'_> {
        let reversed = |block| self.words_in(block).collect::<Vec<_>>().into_iter().rev();
        Box::new(self.blocks_until(at).flat_map(reversed))
    }

    fn words_in(&self, block: Span) -> impl Iterator<Item = Span> + '_ {
        words(self.document.passage(block)).map(move |word| word.shifted(block.start))
    }

    /// Returns the place in the same column this many rows of words on.
    fn place_rows_on(&self, at: usize, by: isize, area: &TextArea) -> Option<usize> {
        let flow = self.flow(area);
        let row_at = |place: Position| flow.page(place, 1).first().copied();
        let here = row_at(flow.row_of(Position(at)))?;
        let column = self.column_in(&here, at, area);
        let mut to = row_at(flow.step(here.position(), by))?;
        while matches!(to.kind, RowKind::Gap | RowKind::Rule) {
            let next = row_at(flow.step(to.position(), by.signum())).filter(|next| *next != to)?;
            to = next;
        }
        self.place_in_row(&to, column, area)
    }

    /// Returns the column at which a place of a row is drawn, counted from the words of the row.
    fn column_in(&self, row: &Row, at: usize, area: &TextArea) -> usize {
        let Some(block) = self.blocks.get(row.block) else { return 0 };
        let pieces = self.flow(area).pieces(row);
        let holds = |(_, piece): &&(usize, Span)| piece.start <= at;
        let Some((left, piece)) = pieces.iter().rev().find(holds) else { return 0 };
        let glyphs = row_glyphs(block, self.document.passage(*piece));
        let before = glyphs.take_while(|glyph| piece.start + glyph.span.start < at);
        left + before.map(|glyph| glyph.width).sum::<usize>()
    }

    /// Returns the place that is drawn at a column of a row, of a shorter row its last one; `None` for a row
    /// without words. Columns count from the words of the row, and those scrolled out of view count.
    pub(crate) fn place_in_row(&self, row: &Row, column: usize, area: &TextArea) -> Option<usize> {
        if row.kind == RowKind::Gap {
            return None;
        }
        let block = self.blocks.get(row.block)?;
        let pieces = self.flow(area).pieces(row);
        let piece = pieces.iter().rev().find(|(left, _)| *left <= column).or(pieces.first());
        let (left, span) = *piece?;
        let mut cells = left;
        let under = row_glyphs(block, self.document.passage(span)).find(|glyph| {
            cells += glyph.width;
            cells > column
        });
        let last = || self.place_before(span.end).map_or(span.start, |last| last.max(span.start));
        Some(under.map_or_else(last, |glyph| span.start + glyph.span.start))
    }

    /// Returns the place drawn at a column and a row of the window, of a shorter row its last one.
    pub(crate) fn place_under(&self, area: &TextArea, (column, row): (u16, u16)) -> Option<usize> {
        let page = self.page(area);
        let row = page.get(usize::from(row.checked_sub(area.area.y)?))?;
        let block = self.blocks.get(row.block)?;
        let skipped = if block.kind.keeps_lines() { self.sideways } else { 0 };
        let column = usize::from(column.saturating_sub(area.text.x)).saturating_sub(block.frame.cells());
        self.place_in_row(row, column + skipped, area)
    }
}

/// Returns the place that this many steps lead to, as far as there are steps.
fn repeat(from: usize, by: isize, step: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let steps = std::iter::successors(Some(from), |at| step(*at));
    steps.take(by.unsigned_abs() + 1).last()
}

/// Tells whether a block has anything to select.
fn is_selectable(block: &Block) -> bool {
    block.kind != BlockKind::Rule && !block.span.is_empty()
}

impl Texts<'_> {
    /// Begins a selection in the text that has the focus, or ends the one that keys move. One made with the mouse
    /// is moved by keys from now on.
    pub(crate) fn toggle_selection(&mut self) {
        let Some((pane, _)) = self.pane_and_area() else { return self.trouble("there is no text here") };
        match &mut pane.selection {
            Some(selection) if selection.is_by_keys => pane.selection = None,
            Some(selection) => selection.is_by_keys = true,
            None => pane.begin_selection(),
        }
    }

    /// Moves the end of the selection, or swaps its ends, and brings the end that moves into view.
    pub(crate) fn move_selection(&mut self, action: SelectionAction, times: isize) {
        match action {
            SelectionAction::NextCharacter => self.move_head(HeadMotion::Characters(times)),
            SelectionAction::PreviousCharacter => self.move_head(HeadMotion::Characters(-times)),
            SelectionAction::NextWord => self.move_head(HeadMotion::Words(times)),
            SelectionAction::PreviousWord => self.move_head(HeadMotion::Words(-times)),
            SelectionAction::OtherEnd => {
                let pane = self.pane_and_area().map(|(pane, _)| pane);
                if let Some(selection) = pane.and_then(|pane| pane.selection.as_mut()) {
                    std::mem::swap(&mut selection.anchor, &mut selection.head);
                    let head = selection.head;
                    self.go_to_passage(Span::new(head, head + 1));
                }
            }
        }
    }

    /// Moves the end of the selection as a motion goes through the text.
    pub(crate) fn extend_selection(&mut self, motion: Motion, count: Option<usize>) {
        if let Some((_, area)) = self.pane_and_area() {
            self.move_head(HeadMotion::Course(motion.course(count, area.rows())));
        }
    }

    fn move_head(&mut self, motion: HeadMotion) {
        let Some((pane, area)) = self.pane_and_area() else { return };
        let Some(to) = pane.moved_head(motion, &area) else { return };
        if let Some(selection) = &mut pane.selection {
            selection.head = to;
        }
        self.go_to_passage(Span::new(to, to + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Draft, Frame};
    use crate::tasks::EntryId;
    use crate::ui::layout::{Dimensions, Layout, Panes};
    use ratatui::layout::Size;
    use std::sync::Arc;

    const TEXT: &str = "One tide.\n  Two e\u{301}bbs rise.\n\nfn a() {\n  b()\n}\n\n\nThe end, 潮汐.";

    fn pane() -> TextPane {
        let block = |words: &str, kind: BlockKind| {
            let start = TEXT.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            Block { span, kind, frame: Frame::default(), gap: true }
        };
        let blocks = vec![
            block("One tide.\n  Two e\u{301}bbs rise.", BlockKind::Paragraph),
            block("fn a() {\n  b()\n}", BlockKind::Code(None)),
            block("The end, 潮汐.", BlockKind::Paragraph),
        ];
        let draft = Draft { text: TEXT.into(), blocks, ..Draft::default() };
        TextPane::new(EntryId(0), Arc::new(draft.into()))
    }

    fn area() -> TextArea {
        let dimensions = Dimensions { size: Size { width: 40, height: 16 }, measure: 80, legend: false };
        *Layout::of(dimensions, Panes::Reading(None)).text().unwrap()
    }

    /// Returns the text selected by the motions from the beginning of a word.
    fn selected(from: &str, motions: &[HeadMotion]) -> String {
        let mut pane = pane();
        let at = TEXT.find(from).unwrap();
        pane.selection = Some(Selection { anchor: at, head: at, is_by_keys: true });
        for motion in motions {
            if let (Some(to), Some(selection)) = (pane.moved_head(*motion, &area()), &mut pane.selection) {
                selection.head = to;
            }
        }
        pane.selected().unwrap().of(TEXT).to_owned()
    }

    #[test]
    fn motions_move_the_head() {
        use HeadMotion::{Characters, Words};
        let course = HeadMotion::Course;
        for (from, motions, text) in [
            ("One", &[][..], "O"),
            ("One", &[Characters(2)], "One"),
            ("tide", &[Characters(-2)], "e t"),
            ("Two", &[Characters(4)], "Two e\u{301}"),
            ("bbs", &[Characters(-1)], "e\u{301}b"),
            // The break between two lines of a paragraph is one step.
            ("tide.", &[Characters(5)], "tide.\n"),
            ("tide.", &[Characters(6)], "tide.\n  T"),
            ("Two", &[Characters(-1)], "\n  T"),
            ("Two", &[Characters(-2)], ".\n  T"),
            ("rise", &[Characters(5)], "rise.\n\nf"),
            ("One", &[Words(1)], "One"),
            ("One", &[Words(3)], "One tide.\n  Two"),
            ("rise", &[Words(-1)], "e\u{301}bbs r"),
            // The end that moves back stays at the ends of words, and does not pass the other one.
            ("One", &[Words(3), Words(-1)], "One tide"),
            ("ide", &[Words(2), Words(-9)], "One ti"),
            ("rise", &[Words(-2), Words(1)], "e\u{301}bbs r"),
            ("One", &[course(Course::Sentences(1))], "One tide."),
            ("One", &[course(Course::Sentences(2))], "One tide.\n  Two e\u{301}bbs rise."),
            ("rise", &[course(Course::Sentences(-1))], "Two e\u{301}bbs r"),
            ("One", &[course(Course::Paragraphs(1))], "One tide.\n  Two e\u{301}bbs rise."),
            ("rise", &[course(Course::Paragraphs(-9))], "One tide.\n  Two e\u{301}bbs r"),
            ("汐", &[course(Course::End)], "汐."),
            ("ide", &[course(Course::Beginning)], "One ti"),
            // The row above the code belongs to the paragraph, and its column is kept.
            ("fn", &[Characters(3), course(Course::Rows(-1))], " tide.\n  Two e\u{301}bbs rise.\n\nf"),
            ("fn", &[course(Course::Rows(1))], "fn a() {\n "),
            ("fn", &[course(Course::Rows(2))], "fn a() {\n  b()\n}"),
            ("汐", &[Characters(9)], "汐."),
        ] {
            assert_eq!(selected(from, motions), text, "{from} {motions:?}");
        }
    }

    #[test]
    fn the_mouse_selects_words_and_passages() {
        let mut pane = pane();
        let at = TEXT.find("bbs").unwrap();
        assert_eq!(pane.word_at(at).of(TEXT), "e\u{301}bbs");
        assert_eq!(pane.word_at(TEXT.find(", 潮").unwrap()).of(TEXT), ",");
        pane.select(pane.document.sentences[0].span);
        assert_eq!(pane.selected().unwrap().of(TEXT), "One tide.");
    }
}
