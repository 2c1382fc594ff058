//! One text on the screen: its scroll position, its current sentence and its marks.
//!
//! The reader and both sides of a comparison are text panes. Every place is a byte offset, so
//! nothing here has to change when the window does.

use std::sync::Arc;

use crate::document::{Block, CodeToken, Document, Flow, Position, Row};
use crate::search::{Hits, Keywords};
use crate::tasks::{EntryId, OnScreen, PassageNote, Window};
use crate::text::Span;
use crate::text::safe::Hidden;
use crate::text::width::width;
use crate::text::wrap::{RowGlyphs, kept, shown};
use crate::ui::bookmarks::Bookmark;
use crate::ui::input::Motion;
use crate::ui::input::motion::Course;
use crate::ui::layout::TextArea;
use crate::ui::reader::windowed::WindowedText;

/// How the file of a text is read and has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FileStatus {
    /// It has not.
    #[default]
    Unchanged,
    /// Its last pages are still being read; a warning of the document says so.
    BeingRead,
    /// Its last pages were not read, because the user did not want to wait for them.
    Stopped,
    /// It was removed.
    Removed,
    /// Only its beginning is left.
    Shortened,
    /// It was written and cannot be read; the words say why.
    Unreadable(String),
}

impl FileStatus {
    /// Tells whether only the first pages have been read.
    pub fn is_unfinished(&self) -> bool {
        matches!(self, FileStatus::BeingRead | FileStatus::Stopped)
    }

    /// Returns the words for the header, `None` when it has not changed.
    pub fn words(&self) -> Option<String> {
        match self {
            FileStatus::Unchanged | FileStatus::BeingRead => None,
            FileStatus::Stopped => Some("first pages only".into()),
            FileStatus::Removed => Some("the file is gone".into()),
            FileStatus::Shortened => Some("the file was cut off".into()),
            FileStatus::Unreadable(why) => Some(format!("the file cannot be read: {why}")),
        }
    }
}

/// The hits whose sentences a pane shows alone.
#[derive(Clone, Debug)]
pub struct HitFilter {
    pub(crate) source: FilterHits,
    /// Whether there is any hit: without one the text is shown whole.
    pub(crate) is_partial: bool,
}

/// The hits, and the lists they come from.
#[derive(Clone, Debug)]
pub(crate) enum FilterHits {
    Matches(Arc<[Span]>),
    Keywords(Arc<Hits>, Arc<Keywords>),
}

impl FilterHits {
    /// Tells whether both are the same lists; nothing in them is looked at.
    pub(crate) fn is_same(&self, other: &FilterHits) -> bool {
        match (self, other) {
            (FilterHits::Matches(one), FilterHits::Matches(two)) => Arc::ptr_eq(one, two),
            (FilterHits::Keywords(hits, keywords), FilterHits::Keywords(other_hits, other_keywords)) => {
                Arc::ptr_eq(hits, other_hits) && Arc::ptr_eq(keywords, other_keywords)
            }
            (FilterHits::Matches(_), FilterHits::Keywords(..))
            | (FilterHits::Keywords(..), FilterHits::Matches(_)) => false,
        }
    }

    /// Returns the hits in the order of the text.
    pub(crate) fn spans(&self) -> Vec<Span> {
        match self {
            FilterHits::Matches(matches) => matches.to_vec(),
            FilterHits::Keywords(hits, keywords) => {
                let shown = hits.all().into_iter().filter(|hit| keywords.is_shown(hit.keyword));
                shown.map(|hit| hit.span).collect()
            }
        }
    }
}

/// The selected part of a text: from one grapheme to another, both included. Its ends are the bytes at which
/// these graphemes begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    /// The end that stays.
    pub(crate) anchor: usize,
    /// The end that moves.
    pub(crate) head: usize,
    /// Whether keys move the head; else they scroll, as after the mouse.
    pub(crate) is_by_keys: bool,
}

/// A document and how it is looked at.
#[derive(Clone, Debug)]
pub struct TextPane {
    /// Its entry in the library.
    pub entry: EntryId,
    /// The document.
    pub document: Arc<Document>,
    /// The blocks it is set in: its own, or those a comparison makes of its sentences.
    pub blocks: Arc<[Block]>,
    /// The place of the first row.
    pub top: Position,
    /// The sentence chosen by the user; without one the first wholly visible sentence is current.
    pub chosen: Option<usize>,
    /// Cells that code and tables are scrolled to the right by.
    pub sideways: usize,
    /// The keyword hits.
    pub hits: Arc<Hits>,
    /// The matches of the search.
    pub matches: Arc<[Span]>,
    /// The tokens of its code in order; `None` until they are looked for.
    pub(crate) code_tokens: Option<Arc<[CodeToken]>>,
    /// The keyword hit last gone to, by its start.
    pub last_hit: Option<usize>,
    /// The hidden character last gone to.
    pub last_hidden: Option<Hidden>,
    /// How its file has changed since it was read.
    pub file: FileStatus,
    /// The hits whose sentences are shown alone.
    pub(crate) filter: Option<HitFilter>,
    /// The user's notes on it by place; `None` until they are looked for.
    pub(crate) user_notes: Option<Arc<[PassageNote]>>,
    /// The selected part.
    pub(crate) selection: Option<Selection>,
    /// All of the text, when the document is a window of it.
    pub long: Option<Box<WindowedText>>,
}

impl TextPane {
    /// Returns a pane at the beginning of a document, without marks.
    pub fn new(entry: EntryId, document: Arc<Document>) -> Self {
        let blocks = Arc::clone(&document.blocks);
        let (top, hits, matches) = (Position::default(), Arc::default(), Arc::default());
        Self {
            entry,
            document,
            blocks,
            top,
            chosen: None,
            sideways: 0,
            hits,
            matches,
            code_tokens: None,
            last_hit: None,
            last_hidden: None,
            file: FileStatus::Unchanged,
            filter: None,
            user_notes: None,
            selection: None,
            long: None,
        }
    }

    /// Returns a pane at the beginning of a window of a long text.
    pub fn windowed(entry: EntryId, window: Arc<Document>, long: WindowedText) -> Self {
        let top = Position(window.start);
        Self { top, long: Some(Box::new(long)), ..Self::new(entry, window) }
    }

    /// Returns the user's notes on passages that overlap a span.
    pub(crate) fn notes_on(&self, span: Span) -> impl Iterator<Item = &PassageNote> {
        let notes = self.user_notes.iter().flat_map(|notes| notes.iter());
        notes.filter(move |note| note.span.is_some_and(|passage| passage.overlaps(span)))
    }

    /// Returns its document for a task.
    pub fn on_screen(&self) -> OnScreen {
        let long = self.long.as_ref().map(|long| Arc::clone(&long.text));
        OnScreen { entry: self.entry, document: Arc::clone(&self.document), long }
    }

    /// Tells whether it shows this document, or the window of it that begins at this byte.
    pub(crate) fn is_at_window(&self, entry: EntryId, start: usize) -> bool {
        self.entry == entry && self.document.start == start
    }

    /// Returns the sentence that was chosen, by its place.
    pub fn chosen_place(&self) -> Option<usize> {
        self.chosen.and_then(|at| self.document.sentences.get(at)).map(|found| found.span.start)
    }

    /// Shows the same place of the text in another window.
    pub(crate) fn show_window(&mut self, window: Window) {
        let chosen = self.chosen_place();
        self.blocks = Arc::clone(&window.document.blocks);
        self.document = window.document;
        (self.hits, self.matches) = (window.hits, window.matches);
        self.user_notes = None;
        self.code_tokens = None;
        let held = self.document.extent();
        let is_held = |place: &usize| held.start <= *place && *place <= held.end;
        self.chosen = chosen.filter(is_held).and_then(|place| self.document.sentence_at(place));
    }

    /// Returns a pane at the same place of the document as it was read again, without marks.
    #[must_use]
    pub fn anew(&self, document: &Arc<Document>) -> Self {
        let chosen = self.chosen.and_then(|at| self.document.sentences.get(at));
        let place = |place| self.document.place_in(document, place);
        let chosen = chosen.map(|sentence| place(Position(sentence.span.start)).0);
        let chosen = chosen.and_then(|place| document.sentence_at(place));
        Self { top: place(self.top), chosen, ..Self::new(self.entry, Arc::clone(document)) }
    }

    /// Returns its rows, which are computed on demand.
    pub fn flow(&self, area: &TextArea) -> Flow<'_> {
        Flow::new(&self.document, &self.blocks, area.cells())
    }

    /// Returns the rows to be shown.
    pub fn page(&self, area: &TextArea) -> Vec<Row> {
        self.flow(area).page(self.top, area.rows())
    }

    /// Moves through the text as far as it is held; `count` is the number typed before the key.
    /// The error says why a motion leads nowhere.
    pub(crate) fn move_by(
        &mut self,
        motion: Motion,
        count: Option<usize>,
        area: &TextArea,
    ) -> Result<(), &'static str> {
        match motion.course(count, area.rows()) {
            Course::Rows(by) | Course::Pages(by) => self.scroll(by, area),
            Course::Sentences(by) => self.step_shown_sentence(by, area),
            Course::Paragraphs(by) => self.step_paragraph(by, area),
            Course::Headings(by) => self.step_heading(by, area)?,
            Course::Cells(by) => self.scroll_sideways(by, area),
            Course::Beginning => self.to_top(),
            Course::End => self.to_bottom(area),
            Course::Line(line) => self.to_place(self.document.place_of(line), area),
            Course::Percent(percent) => self.to_place(self.top_at(percent, area), area),
        }
        Ok(())
    }

    /// Scrolls by rows, stopping at the beginning and where the last page is full.
    pub fn scroll(&mut self, by: isize, area: &TextArea) {
        let before = self.top;
        self.top = self.flow(area).step(before, by);
        self.chosen = None;
        if by > 0 {
            self.top = self.top.min(self.last_top(area).max(before));
        }
    }

    /// Scrolls so that the current sentence is in the middle of the page, as far as the text goes.
    pub(crate) fn centre_current(&mut self, area: &TextArea) {
        let current = self.current();
        let Some(sentence) = current.and_then(|at| self.document.sentences.get(at)) else { return };
        let flow = self.flow(area);
        let top = flow.step(Position(sentence.span.start), -(area.rows() as isize / 2));
        self.top = top.min(flow.last_top(area.rows()));
        self.chosen = current;
    }

    /// Scrolls to the beginning.
    pub fn to_top(&mut self) {
        self.top = Position::default();
        self.chosen = None;
    }

    /// Scrolls to the last page.
    pub fn to_bottom(&mut self, area: &TextArea) {
        self.chosen = None;
        let whole = area.with_notes(0);
        self.top = self.flow(&whole).last_top(whole.rows());
        self.top = self.last_top(area);
    }

    /// Returns where the last page begins if it needs as many rows for notes as the page at the top.
    fn last_top(&self, area: &TextArea) -> Position {
        let area = self.with_room_for_notes(area);
        self.flow(&area).last_top(area.rows())
    }

    /// Scrolls so that the row of `place` is the first one, as far as the text goes.
    pub fn to_place(&mut self, place: Position, area: &TextArea) {
        self.chosen = None;
        self.top = self.flow(area).row_of(place);
        self.top = self.top.min(self.last_top(area));
    }

    /// Brings a passage into view: not at all when it is there already, by a few rows when it is
    /// near, else to the upper third.
    pub fn reveal(&mut self, passage: Span, area: &TextArea) {
        let flow = self.flow(area);
        let rows = area.rows();
        let (start, end) =
            (Position(passage.start), Position(passage.end.saturating_sub(1).max(passage.start)));
        let below = flow.rows_between(self.top, end, rows).is_none() || start < self.top;
        if !below {
            return;
        }
        let near = rows as isize / 4;
        let above = flow.rows_between(start, self.top, rows / 2);
        if start < self.top && above.is_some() {
            self.top = flow.step(start, -near.min(2));
        } else if start >= self.top && flow.rows_between(self.top, end, rows + rows / 2).is_some() {
            let foot = flow.step(end, 1 - rows as isize + near.min(2));
            self.top = foot.min(flow.row_of(start)).min(flow.last_top(rows).max(self.top));
        } else {
            self.top = flow.step(start, -(rows as isize) / 3).min(flow.last_top(rows));
        }
    }

    /// Scrolls code and tables sideways so that a passage is in view, if it is on one.
    pub fn reveal_sideways(&mut self, passage: Span, area: &TextArea) {
        let at = self.blocks.partition_point(|block| block.span.start <= passage.start).saturating_sub(1);
        let Some(block) = self.blocks.get(at).filter(|block| block.kind.keeps_lines()) else { return };
        let document = &self.document;
        let above = document.passage(Span::new(block.span.start, passage.start));
        let line = block.span.start + above.rfind('\n').map_or(0, |end| end + 1);
        let room = area.cells().saturating_sub(block.frame.cells()).max(1);
        let [from, to] =
            [passage.start, passage.end].map(|end| width(document.passage(Span::new(line, end))));
        if from < self.sideways || to > self.sideways + room {
            self.sideways = if to <= room { 0 } else { from.saturating_sub(room / 3) };
        }
    }

    /// Returns the place `by` headings on, else pages, chapters or times; the error says why there is none.
    pub(crate) fn next_heading(&self, by: isize) -> Result<Position, &'static str> {
        self.document.next_heading(self.here(), by)
    }

    /// Goes `by` headings on, if there are any in that direction; the error says why there are none.
    fn step_heading(&mut self, by: isize, area: &TextArea) -> Result<(), &'static str> {
        self.show_heading(self.next_heading(by)?, area);
        Ok(())
    }

    /// Scrolls to a heading or a page and chooses the first sentence below it.
    pub(crate) fn show_heading(&mut self, place: Position, area: &TextArea) {
        self.to_place(place, area);
        self.chosen = self.document.first_sentence_below(place.0);
    }

    /// Scrolls so that `place` is `rows` rows below the top, even past the end of the text.
    pub fn place_at_row(&mut self, place: Position, rows: usize, area: &TextArea) {
        self.top = self.flow(area).step(place, -(rows as isize));
    }

    /// Returns the row of `place`, counted from the top, if it is in view.
    pub fn row_of(&self, place: Position, area: &TextArea) -> Option<usize> {
        self.flow(area).rows_between(self.top, place, area.rows())
    }

    /// Returns the current sentence: the chosen one, else the first that begins in view.
    pub fn current(&self) -> Option<usize> {
        let last = self.document.sentences.len().checked_sub(1)?;
        Some(self.chosen.unwrap_or_else(|| self.first_in_view()).min(last))
    }

    /// Returns the first shown sentence that begins in view; a filter may hide others.
    fn first_in_view(&self) -> usize {
        let sentences = &self.document.sentences;
        let first = sentences.partition_point(|sentence| sentence.span.start < self.top.0);
        let Some(place) = sentences.get(first).map(|sentence| sentence.span.start) else { return first };
        let next = self.blocks.get(self.blocks.partition_point(|block| block.span.end <= place));
        let left_out = next.filter(|block| block.span.start > place);
        left_out.and_then(|block| self.document.sentence_at(block.span.start)).unwrap_or(first)
    }

    /// Returns the place from which a search continues: the chosen sentence, else the top.
    pub fn here(&self) -> usize {
        self.chosen_place().unwrap_or(self.top.0)
    }

    /// Returns where the current sentence begins, without one the top.
    pub(crate) fn current_place(&self) -> usize {
        let current = self.current().and_then(|at| self.document.sentences.get(at));
        current.map_or(self.top.0, |found| found.span.start)
    }

    /// Returns a bookmark of the current sentence.
    pub fn bookmark(&self) -> Bookmark {
        Bookmark::at(self.entry, &self.document, self.current_place())
    }

    /// Tells whether the user has not moved away from `place` since going there.
    pub fn is_at(&self, place: usize) -> bool {
        self.chosen == self.document.sentence_at(place)
    }

    /// Chooses the sentence `by` sentences on and brings it into view.
    pub fn step_sentence(&mut self, by: isize, area: &TextArea) {
        let Some(current) = self.current() else { return };
        let last = self.document.sentences.len().saturating_sub(1);
        self.choose(current.saturating_add_signed(by).min(last), area);
    }

    /// Chooses a sentence and brings it into view.
    pub fn choose(&mut self, sentence: usize, area: &TextArea) {
        if let Some(found) = self.document.sentences.get(sentence) {
            let passage = found.span;
            self.reveal(passage, area);
            self.chosen = Some(sentence);
            // Its notes may take the rows it is on.
            let area = self.with_room_for_notes(area);
            self.reveal(passage, &area);
        }
    }

    /// Scrolls to the paragraph `by` paragraphs on.
    pub fn step_paragraph(&mut self, by: isize, area: &TextArea) {
        let at = self.blocks.partition_point(|block| block.span.start <= self.top.0).saturating_sub(1);
        let inside = self.blocks.get(at).is_some_and(|block| block.span.start < self.top.0);
        let to =
            if by < 0 && inside { at.saturating_add_signed(by + 1) } else { at.saturating_add_signed(by) };
        if let Some(block) = self.blocks.get(to.min(self.blocks.len().saturating_sub(1))) {
            self.to_place(Position(block.span.start), area);
        }
    }

    /// Scrolls code and tables sideways, not beyond the widest row in view.
    pub fn scroll_sideways(&mut self, by: isize, area: &TextArea) {
        let wide = |row: &Row| {
            let block = self.blocks.get(row.block)?;
            block.kind.keeps_lines().then(|| width(self.document.passage(row.span)) + block.frame.cells())
        };
        let widest = self.page(area).iter().filter_map(wide).max().unwrap_or(0);
        let most = widest.saturating_sub(area.cells());
        self.sideways = self.sideways.saturating_add_signed(by).min(most);
    }

    /// Returns the place a share of the text is above of, in percent.
    pub fn percent(&self, percent: usize) -> Position {
        Position((self.document.whole as u128 * percent.min(100) as u128 / 100) as usize)
    }

    /// Returns the top of the page of which `progress_on` returns `percent`, if it is as long as this one.
    pub(crate) fn top_at(&self, percent: usize, area: &TextArea) -> Position {
        let page = self.page(area);
        let shown = page.first().zip(page.last()).map_or(0, |(first, last)| last.span.end - first.span.start);
        let rest = self.document.whole.saturating_sub(shown);
        match percent {
            ..100 => Position((rest as u128 * percent as u128 / 100) as usize),
            100.. => Position(self.document.whole),
        }
    }

    /// Tells whether the end of the text is on the page.
    pub(crate) fn shows_end(&self, area: &TextArea) -> bool {
        self.bytes_around(&self.page(area)).1 == 0
    }

    /// Returns where a page is in the text, in percent: 0 at the beginning, 100 at the end; `None` when all
    /// of the text is on it.
    pub fn progress_on(&self, page: &[Row]) -> Option<usize> {
        match self.bytes_around(page) {
            (0, 0) => None,
            (0, _) => Some(0),
            (_, 0) => Some(100),
            (above, below) => {
                let (above, both) = (above as u128, (above + below) as u128);
                Some(((above * 100 + both / 2) / both).clamp(1, 99) as usize)
            }
        }
    }

    /// Returns the minutes it takes to read what `progress_on` says is left: all of the text at 0 %, nothing
    /// at 100 %.
    pub fn minutes_left(&self, page: &[Row]) -> usize {
        let held = self.document.text.len().max(1) as u128;
        let words = self.document.words as u128 * self.document.whole as u128 / held;
        let left = match self.bytes_around(page) {
            (0, _) => words,
            (above, below) => words * below as u128 / (above + below) as u128,
        };
        Document::minutes(left as usize)
    }

    /// Returns how many bytes of the text are above a page and below it.
    fn bytes_around(&self, page: &[Row]) -> (usize, usize) {
        let end = self.end();
        let first = self.blocks.first().filter(|_| self.holds_start());
        let start = first.map_or(0, |block| block.span.start);
        let (top, foot) = match (page.first(), page.last()) {
            (Some(first), Some(last)) => (first.span.start, last.span.end),
            (None, _) | (_, None) => (start, end),
        };
        (top.saturating_sub(start), end.saturating_sub(foot))
    }

    /// Returns where the text ends.
    pub fn end(&self) -> usize {
        match &self.long {
            Some(_) if self.document.extent().end < self.document.whole => self.document.whole,
            _ => self.blocks.last().map_or(0, |block| block.span.end),
        }
    }

    /// Returns the sentence whose words are at a column and a row of the window.
    pub(crate) fn sentence_under(&self, area: &TextArea, at: (u16, u16)) -> Option<usize> {
        self.document.sentence_at(self.place_under(area, at)?)
    }
}

/// Returns the glyphs of a row of `block`, `text` being its words: every one where lines are kept,
/// else without the indentation after a soft break.
pub fn row_glyphs<'a>(block: &Block, text: &'a str) -> RowGlyphs<'a> {
    if block.kind.keeps_lines() { kept(text) } else { shown(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Draft, Frame};
    use crate::ui::layout::{Dimensions, Layout, Panes};
    use ratatui::layout::Size;

    fn pane(paragraphs: usize) -> TextPane {
        let mut draft = Draft::default();
        for number in 0..paragraphs {
            let start = draft.text.len();
            draft.text.extend(["Paragraph ", &number.to_string(), " begins here and goes on for a while."]);
            let span = Span::new(start, draft.text.len());
            draft.blocks.push(Block { span, kind: BlockKind::Paragraph, frame: Frame::default(), gap: true });
            draft.text.push('\n');
        }
        TextPane::new(EntryId(0), Arc::new(draft.into()))
    }

    fn area() -> TextArea {
        let dimensions = Dimensions { size: Size { width: 40, height: 12 }, measure: 80, legend: false };
        match Layout::of(dimensions, Panes::Reading(None)) {
            Layout::Reading { text, .. } => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        let (mut pane, area) = (pane(30), area());
        pane.scroll(-5, &area);
        assert_eq!(pane.top, Position(0));
        pane.scroll(10_000, &area);
        assert_eq!(pane.page(&area).len(), area.rows());
        assert!(pane.shows_end(&area));
    }

    #[test]
    fn places_go_from_0_at_the_beginning_to_100_at_the_end() {
        let (mut pane, area) = (pane(30), area());
        let place = |pane: &TextPane| {
            let page = pane.page(&area);
            (pane.progress_on(&page), pane.minutes_left(&page))
        };
        let all = Document::minutes(pane.document.words);
        assert_eq!(place(&pane), (Some(0), all));
        let mut last = 0;
        while !pane.shows_end(&area) {
            pane.scroll(1, &area);
            let (here, _) = place(&pane);
            assert!(here.is_some_and(|here| here >= last), "{here:?} after {last}");
            last = here.unwrap_or_default();
        }
        assert_eq!(place(&pane), (Some(100), 0));
        for percent in [0, 20, 50, 80, 100] {
            pane.move_by(Motion::Percent, Some(percent), &area).unwrap();
            let here = place(&pane).0.unwrap();
            assert!(here.abs_diff(percent) < 5, "{here} for {percent}");
        }
        let short = self::pane(2);
        assert_eq!(short.progress_on(&short.page(&area)), None);
    }

    #[test]
    fn a_short_text_does_not_scroll() {
        let (mut pane, area) = (pane(2), area());
        pane.scroll(3, &area);
        pane.to_bottom(&area);
        assert_eq!(pane.top, Position(0));
    }

    #[test]
    fn a_revealed_passage_is_in_view() {
        let area = area();
        for from in [0, 5, 20, 29] {
            for to in 0..30 {
                let mut pane = pane(30);
                pane.to_place(Position(pane.blocks[from].span.start), &area);
                let passage = pane.blocks[to].span;
                pane.reveal(passage, &area);
                assert!(pane.row_of(Position(passage.start), &area).is_some(), "{from} {to}");
                assert!(pane.row_of(Position(passage.end - 1), &area).is_some(), "{from} {to}");
            }
        }
    }

    #[test]
    fn steps_go_from_sentence_to_sentence() {
        let (mut pane, area) = (pane(30), area());
        pane.step_sentence(1, &area);
        assert_eq!(pane.current(), Some(1));
        pane.step_sentence(100, &area);
        assert_eq!(pane.current(), Some(29));
        pane.scroll(-1, &area);
        assert!(pane.current() < Some(29));
    }

    #[test]
    fn steps_go_from_paragraph_to_paragraph() {
        let (mut pane, area) = (pane(30), area());
        pane.step_paragraph(3, &area);
        assert_eq!(pane.top.0, pane.blocks[3].span.start);
        pane.scroll(1, &area);
        pane.step_paragraph(-1, &area);
        assert_eq!(pane.top.0, pane.blocks[3].span.start);
    }
}
