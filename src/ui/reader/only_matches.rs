//! `&`: only the sentences with matches are shown, or without a search those with keyword hits.
//!
//! The text and its places stay as they are; the pane shows other blocks, one for each of these
//! sentences. They are made again only when the hits, the search or the keywords change. Of a text
//! that is read in windows the hits are listed instead.

use std::sync::Arc;

use crate::document::Position;
use crate::search::{Hits, Keywords};
use crate::tasks::onscreen::{Counted, Rest};
use crate::text::Span;
use crate::ui::app::{App, Reading, View};
use crate::ui::layout::TextArea;
use crate::ui::message::Effect;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::{keys, searching};

/// The hits whose sentences a pane shows alone.
#[derive(Clone, Debug)]
pub struct Filter {
    source: Source,
    /// Whether there is any hit: without one the text is shown whole.
    is_partial: bool,
    /// How often the pane was filtered since only sentences with hits are shown.
    passes: usize,
}

#[derive(Clone, Debug)]
enum Source {
    Matches(Arc<[Span]>),
    Keywords(Arc<Hits>, Arc<Keywords>),
}

impl Source {
    fn of(app: &App, pane: &TextPane) -> Self {
        match app.search {
            Some(_) => Source::Matches(Arc::clone(&pane.matches)),
            None => Source::Keywords(Arc::clone(&pane.hits), Arc::clone(&app.keywords)),
        }
    }

    /// Tells whether both are the same lists; nothing in them is looked at.
    fn is_same(&self, other: &Source) -> bool {
        match (self, other) {
            (Source::Matches(one), Source::Matches(two)) => Arc::ptr_eq(one, two),
            (Source::Keywords(hits, keywords), Source::Keywords(other_hits, other_keywords)) => {
                Arc::ptr_eq(hits, other_hits) && Arc::ptr_eq(keywords, other_keywords)
            }
            (Source::Matches(_), Source::Keywords(..)) | (Source::Keywords(..), Source::Matches(_)) => false,
        }
    }

    /// Returns the hits in the order of the text.
    fn spans(&self) -> Vec<Span> {
        match self {
            Source::Matches(matches) => matches.to_vec(),
            Source::Keywords(hits, keywords) => {
                let shown = hits.all().into_iter().filter(|hit| keywords.is_shown(hit.keyword));
                shown.map(|hit| hit.span).collect()
            }
        }
    }
}

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
    fn show_only(&mut self, source: Option<Source>, area: &TextArea) {
        let spans = source.as_ref().map_or(Vec::new(), Source::spans);
        let was_partial = self.is_partial();
        let passes = self.filter.as_ref().map_or(0, |filter| filter.passes) + 1;
        self.filter = source.map(|source| Filter { source, is_partial: !spans.is_empty(), passes });
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

/// Shows the sentences with hits alone, or everything again.
pub(crate) fn toggle(app: &mut App) -> Vec<Effect> {
    if let View::Search(found) = &app.view
        && found.documents.is_single()
    {
        return keys::leave(app);
    }
    let Some(pane) = app.pane() else {
        app.trouble("there is no text");
        return Vec::new();
    };
    if pane.is_partial() {
        app.only_matches = false;
        refresh(app);
    } else if app.search.is_none() && app.keywords.is_empty() {
        app.trouble("nothing to match: / searches, . adds a keyword");
    } else {
        match pane.long.as_ref().map(|long| long.rest) {
            Some(Rest::Follows) => app.only_matches = !app.only_matches,
            _ if has_none(app, pane) => {
                app.only_matches = false;
                app.trouble("not found in this text");
            }
            Some(Rest::Stays) => return searching::in_document(app),
            None => app.only_matches = true,
        }
        refresh(app);
    }
    Vec::new()
}

/// Tells whether it is certain that the text has no hit.
fn has_none(app: &App, pane: &TextPane) -> bool {
    let has_none = |counted| pane.counted(counted) == 100 && pane.count_of(counted) == 0;
    if app.search.is_some() {
        return has_none(Counted::Matches);
    }
    let mut shown = app.keywords.iter().filter(|(number, _)| app.keywords.is_shown(*number));
    shown.all(|(number, _)| has_none(Counted::Keyword(number)))
}

/// Shows everything again.
pub(crate) fn show_all(app: &mut App) {
    app.only_matches = false;
    refresh(app);
}

/// Sets the text again if other hits are to be shown than those it was set for.
pub(crate) fn refresh(app: &mut App) {
    let (View::Reading, Reading::Text(pane)) = (&app.view, &app.reading) else { return };
    if pane.long.is_some() {
        return;
    }
    let source = app.only_matches.then(|| Source::of(app, pane));
    let is_same = match (&pane.filter, &source) {
        (Some(filter), Some(source)) => filter.source.is_same(source),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_same {
        return;
    }
    if let Some((pane, area)) = app.pane_and_area() {
        pane.show_only(source, &area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Draft};
    use crate::search::{Defaults, Query};
    use crate::tasks::entry::EntryId;
    use crate::ui::app::Focus;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::reader::next_hit::NextHit;
    use crate::ui::reader::search;
    use crate::ui::settings::Settings;
    use crate::ui::update::update;
    use ratatui::layout::Size;

    fn passes(app: &App) -> Option<usize> {
        app.pane().unwrap().filter.as_ref().map(|filter| filter.passes)
    }

    #[test]
    fn a_pane_is_filtered_only_when_its_hits_change() {
        let keymap = Arc::new(Keymap::with(None).unwrap());
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(size, Settings::default(), keymap, Arc::default());
        let document: Document = Draft { text: "A line.\n".repeat(100), ..Draft::default() }.into();
        app.reading = Reading::Text(TextPane::new(EntryId(0), Arc::new(document)));
        app.focus = Focus::Text;
        let press = |app: &mut App, keys: &str| {
            for key in Key::sequence(keys).unwrap() {
                update(app, Message::Key(key));
            }
        };
        press(&mut app, "ljjjkkk");
        assert_eq!(passes(&app), None);
        search::find(&mut app, Query::parse("line", Defaults::default()), NextHit::first_match(0)).unwrap();
        let find = |app: &mut App, at: usize| {
            let Reading::Text(pane) = &mut app.reading else { unreachable!() };
            pane.matches = [Span::new(at + 2, at + 6)].into();
        };
        find(&mut app, 8);
        press(&mut app, "&jkjkjkjk");
        assert_eq!(passes(&app), Some(1));
        find(&mut app, 16);
        press(&mut app, "jkjk");
        assert_eq!(passes(&app), Some(2));
        press(&mut app, "&jk");
        assert_eq!(passes(&app), None);
    }
}
