//! `&`: the reader shows only the sentences with hits, or everything again.

use std::sync::Arc;

use crate::tasks::onscreen::{Counted, Rest};
use crate::ui::app::App;
use crate::ui::reader::state::Reading;
use crate::ui::reader::text_pane::{FilterHits, TextPane};
use crate::ui::views::View;

impl App {
    /// Shows the sentences with hits alone, or everything again.
    pub(crate) fn toggle_only_matches(&mut self) {
        if let View::Search(found) = &self.views.top
            && found.documents.is_single()
        {
            self.leave_view();
            return;
        }
        let Some(pane) = self.pane() else {
            return self.trouble("there is no text");
        };
        if pane.is_partial() {
            self.reader.only_matches = false;
            self.refresh_only_matches();
        } else if self.reader.search.is_none() && self.keywords.is_empty() {
            self.trouble("nothing to match: / searches, . adds a keyword");
        } else {
            match pane.long.as_ref().map(|long| long.rest) {
                Some(Rest::Follows) => self.reader.only_matches = !self.reader.only_matches,
                _ if self.has_no_hits(pane) => {
                    self.reader.only_matches = false;
                    self.trouble("not found in this text");
                }
                Some(Rest::Stays) => return self.list_hits_of_document(),
                None => self.reader.only_matches = true,
            }
            self.refresh_only_matches();
        }
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
    pub(crate) fn show_all_text(&mut self) {
        self.reader.only_matches = false;
        self.refresh_only_matches();
    }

    /// Sets the text again if other hits are to be shown than those it was set for.
    pub(crate) fn refresh_only_matches(&mut self) {
        let (View::Reading, Reading::Text(pane)) = (&self.views.top, &self.reader.reading) else { return };
        if pane.long.is_some() {
            return;
        }
        let source = self.reader.only_matches.then(|| match self.reader.search {
            Some(_) => FilterHits::Matches(Arc::clone(&pane.matches)),
            None => FilterHits::Keywords(Arc::clone(&pane.hits), Arc::clone(&self.keywords)),
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
    use crate::formats::{Source, parse_as_text};
    use crate::search::{Defaults, Query};
    use crate::tasks::entry::EntryId;
    use crate::text::Span;

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
        let document = parse_as_text(&Source::new(Path::new("a.txt"), text.as_bytes()));
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
        app.find(Query::parse("line", Defaults::default()), NextHit::first_match(0)).unwrap();
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
