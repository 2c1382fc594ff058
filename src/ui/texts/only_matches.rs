//! `&`: only the sentences with matches are shown, or without a search those with keyword hits.
//!
//! The text and its places stay as they are; the pane shows other blocks, one for each of these
//! sentences. They are made again only when the hits, the search or the keywords change. Of a text
//! that is read in windows the hits are listed instead.

use std::sync::Arc;

use crate::document::Position;
use crate::tasks::{Counted, Rest};
use crate::ui::input::{OpenAction, TextAction};
use crate::ui::layout::TextArea;
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::{FilterHits, HitFilter, TextPane};
use crate::ui::texts::{Focus, Texts};

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
        self.filter = source.map(|source| HitFilter { source, is_partial: !spans.is_empty() });
        if !was_partial && spans.is_empty() {
            return;
        }
        let current = self.current().and_then(|at| self.document.sentences.get(at));
        let place = Position(current.map_or(self.top.0, |found| found.span.start));
        let row = self.row_of(place, area).unwrap_or(0);
        let document = &self.document;
        let all = || Arc::clone(&document.blocks);
        self.blocks = if spans.is_empty() { all() } else { document.blocks_with(&spans).into() };
        self.place_at_row(place, row, area);
        self.top = self.top.min(self.flow(area).last_top(area.rows()));
    }
}

impl Texts<'_> {
    /// Shows the sentences with hits alone, or everything again. The hits of a text that is too long to be held
    /// have to be listed instead: it tells whether that is so.
    pub(crate) fn toggle_only_matches(&mut self) -> bool {
        let Some(pane) = self.pane() else {
            self.trouble("there is no text here");
            return false;
        };
        if pane.is_partial() {
            self.show_all_text();
        } else if self.reader.search.is_none() && self.keywords.is_empty() {
            let search = self.hint(TextAction::Search, "searches");
            let add = self.hint(OpenAction::Keywords, "adds a keyword");
            self.trouble(format!("nothing to match{search}{add}"));
        } else {
            match pane.long.as_ref().map(|long| long.rest) {
                Some(Rest::Follows) => self.reader.only_matches = !self.reader.only_matches,
                Some(Rest::Stays) | None if self.has_no_hits(pane) => {
                    self.reader.only_matches = false;
                    self.trouble("not found in this text");
                }
                Some(Rest::Stays) => return true,
                None => self.reader.only_matches = true,
            }
            self.refresh_only_matches();
        }
        false
    }

    /// Tells whether it is certain that the text has no hit.
    fn has_no_hits(&self, pane: &TextPane) -> bool {
        let has_none = |counted| pane.counted(counted) == 100 && pane.count_of(counted) == 0;
        if self.reader.search.is_some() {
            return has_none(Counted::Matches);
        }
        let mut shown = self.keywords.iter().filter(|(number, _)| self.keywords.is_shown(*number));
        shown.all(|(number, _)| has_none(Counted::Keyword(number)))
    }

    /// Shows everything again.
    pub(super) fn show_all_text(&mut self) {
        self.reader.only_matches = false;
        self.refresh_only_matches();
    }

    /// Sets the text again if other hits are to be shown than those it was set for.
    pub(super) fn refresh_only_matches(&mut self) {
        let (Focus::Reader, Reading::Text(pane)) = (&self.focus, &self.reader.reading) else { return };
        if pane.long.is_some() {
            return;
        }
        let source = self.reader.only_matches.then(|| match self.reader.search {
            Some(_) => FilterHits::Matches(Arc::clone(&pane.matches)),
            None => FilterHits::Keywords(Arc::clone(&pane.hits), Arc::clone(self.keywords)),
        });
        let is_same = match (&pane.filter, &source) {
            (Some(filter), Some(source)) => filter.source.is_same(source),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if is_same {
            return;
        }
        if let Some((pane, area)) = self.pane_and_area() {
            pane.show_only(source, &area);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::formats::{SourceBytes, parse};
    use crate::search::{Defaults, Query};
    use crate::tasks::EntryId;
    use crate::text::Span;
    use crate::ui::app::App;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::reader::pending::NextHit;
    use crate::ui::settings::Settings;
    use crate::ui::update::update;
    use ratatui::layout::Size;
    use std::path::Path;

    /// The blocks of the pane, which are new ones whenever it is filtered.
    fn blocks(app: &App) -> Arc<[Block]> {
        Arc::clone(&app.pane().unwrap().blocks)
    }

    #[test]
    fn a_pane_is_filtered_only_when_its_hits_change() {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::default());
        let text = "A line.\n".repeat(100);
        let document = parse(&SourceBytes::new(Path::new("a.txt"), text.as_bytes())).unwrap();
        app.reader.reading = Reading::Text(TextPane::new(EntryId(0), Arc::new(document)));
        app.list.has_focus = false;
        let press = |app: &mut App, keys: &str| {
            for key in Key::sequence(keys).unwrap() {
                update(app, Message::Key(key));
            }
        };
        let all = blocks(&app);
        press(&mut app, "ljjjkkk");
        assert!(Arc::ptr_eq(&all, &blocks(&app)));
        app.texts().find(Query::parse("line", Defaults::default()), NextHit::first_match(0)).unwrap();
        let find = |app: &mut App, at: usize| {
            let Reading::Text(pane) = &mut app.reader.reading else { unreachable!() };
            pane.matches = [Span::new(at + 2, at + 6)].into();
        };
        find(&mut app, 8);
        press(&mut app, "&");
        let first = blocks(&app);
        assert!(!Arc::ptr_eq(&all, &first));
        press(&mut app, "jkjkjkjk");
        assert!(Arc::ptr_eq(&first, &blocks(&app)));
        find(&mut app, 16);
        press(&mut app, "j");
        let second = blocks(&app);
        assert!(!Arc::ptr_eq(&first, &second));
        press(&mut app, "kjk");
        assert!(Arc::ptr_eq(&second, &blocks(&app)));
        press(&mut app, "&jk");
        assert_eq!(blocks(&app), all);
    }
}
