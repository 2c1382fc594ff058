//! `&`: the reader shows only the sentences with hits, or everything again.

use crate::tasks::onscreen::{Counted, Rest};
use crate::ui::app::{App, Reading, View};
use crate::ui::message::Effect;
use crate::ui::reader::only_matches::Source;
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::{keys, searching};

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
    let source = app.only_matches.then(|| Source::of(app.search.is_some(), &app.keywords, pane));
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
    use crate::text::Span;
    use crate::ui::app::Focus;
    use crate::ui::input::{Key, Keymap};
    use crate::ui::message::Message;
    use crate::ui::reader::pending::NextHit;
    use crate::ui::settings::Settings;
    use crate::ui::update::text_search;
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
        text_search::find(&mut app, Query::parse("line", Defaults::default()), NextHit::first_match(0))
            .unwrap();
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
