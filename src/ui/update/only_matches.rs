//! `&`: the reader shows only the sentences with hits, or everything again.

use crate::tasks::onscreen::{Counted, Rest};
use crate::ui::app::{App, Reading, View};
use crate::ui::reader::only_matches::Source;
use crate::ui::reader::text_pane::TextPane;

impl App {
    /// Shows the sentences with hits alone, or everything again.
    pub(crate) fn toggle_only_matches(&mut self) {
        if let View::Search(found) = &self.view
            && found.documents.is_single()
        {
            return self.leave_view();
        }
        let Some(pane) = self.pane() else {
            return self.trouble("there is no text");
        };
        if pane.is_partial() {
            self.only_matches = false;
            self.refresh_only_matches();
        } else if self.search.is_none() && self.keywords.is_empty() {
            self.trouble("nothing to match: / searches, . adds a keyword");
        } else {
            match pane.long.as_ref().map(|long| long.rest) {
                Some(Rest::Follows) => self.only_matches = !self.only_matches,
                _ if self.has_no_hits(pane) => {
                    self.only_matches = false;
                    self.trouble("not found in this text");
                }
                Some(Rest::Stays) => return self.list_hits_of_document(),
                None => self.only_matches = true,
            }
            self.refresh_only_matches();
        }
    }

    /// Tells whether it is certain that the text has no hit.
    fn has_no_hits(&self, pane: &TextPane) -> bool {
        let has_none = |counted| pane.counted(counted) == 100 && pane.count_of(counted) == 0;
        if self.search.is_some() {
            return has_none(Counted::Matches);
        }
        let mut shown = self.keywords.iter().filter(|(number, _)| self.keywords.is_shown(*number));
        shown.all(|(number, _)| has_none(Counted::Keyword(number)))
    }

    /// Shows everything again.
    pub(crate) fn show_all_text(&mut self) {
        self.only_matches = false;
        self.refresh_only_matches();
    }

    /// Sets the text again if other hits are to be shown than those it was set for.
    pub(crate) fn refresh_only_matches(&mut self) {
        let (View::Reading, Reading::Text(pane)) = (&self.view, &self.reading) else { return };
        if pane.long.is_some() {
            return;
        }
        let source = self.only_matches.then(|| Source::of(self.search.is_some(), &self.keywords, pane));
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
    use crate::document::{Document, Draft};
    use crate::search::{Defaults, Query};
    use crate::tasks::entry::EntryId;
    use crate::text::Span;
    use crate::ui::app::Focus;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::reader::pending::NextHit;
    use crate::ui::settings::Settings;
    use crate::ui::update::update;
    use ratatui::layout::Size;
    use std::sync::Arc;

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
        app.find(Query::parse("line", Defaults::default()), NextHit::first_match(0)).unwrap();
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
