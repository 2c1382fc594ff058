//! `&`: only the sentences with matches are shown, or without a search those with keyword hits.
//!
//! The text and its places stay as they are; the pane shows other blocks, one for each of these
//! sentences. They are made again only when the hits, the search or the keywords change. Of a text
//! that is read in windows the hits are listed instead.

use crate::document::Position;
use crate::ui::layout::TextArea;
use crate::ui::reader::text_pane::{Filter, FilterHits, TextPane};

impl TextPane {
    /// Tells whether only the sentences with hits are shown.
    pub fn is_partial(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.is_partial)
    }

    /// Chooses the sentence `by` sentences on among those shown.
    pub(crate) fn step_shown_sentence(&mut self, by: isize, area: &TextArea) {
        if !self.is_partial() {
            return self.step_sentence(by, area);
        }
        let current = self.current().and_then(|at| self.document.sentences.get(at));
        let current = current.map_or(0, |found| found.span.start);
        let Some(last) = self.blocks.len().checked_sub(1) else { return };
        let at = self.blocks.partition_point(|block| block.span.start <= current).saturating_sub(1);
        let start = self.blocks[at.saturating_add_signed(by).min(last)].span.start;
        if let Some(sentence) = self.document.sentence_at(start) {
            self.choose(sentence, area);
        }
    }

    /// Shows the sentences with hits of this source alone, or everything; the current sentence stays
    /// on its row.
    pub(crate) fn show_only(&mut self, source: Option<FilterHits>, area: &TextArea) {
        let spans = source.as_ref().map_or(Vec::new(), FilterHits::spans);
        let was_partial = self.is_partial();
        self.filter = source.map(|source| Filter { source, is_partial: !spans.is_empty() });
        if !was_partial && spans.is_empty() {
            return;
        }
        let current = self.current().and_then(|at| self.document.sentences.get(at));
        let place = Position(current.map_or(self.top.0, |found| found.span.start));
        let row = self.row_of(place, area).unwrap_or(0);
        let document = &self.document;
        let blocks = if spans.is_empty() { document.blocks.clone() } else { document.blocks_with(&spans) };
        self.blocks = blocks.into();
        self.place_at_row(place, row, area);
        self.top = self.top.min(self.flow(area).last_top(area.rows()));
    }
}
