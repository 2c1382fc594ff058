//! A document that was read: for the first time, because it was asked for again, or because its file
//! changed under it.

use std::sync::Arc;

use crate::document::{Document, Position};
use crate::tasks::entry::EntryId;
use crate::tasks::onscreen::Rest;
use crate::tasks::unread::Unread;
use crate::text::Grounds;
use crate::ui::app::{App, Focus, Reading};
use crate::ui::keys::motion;
use crate::ui::list::{arranging, survey};
use crate::ui::message::Effect;
use crate::ui::reader::finding::Goal;
use crate::ui::reader::long::Long;
use crate::ui::reader::text_pane::{Fate, TextPane};
use crate::ui::reader::{arrivals, following, texts};
use crate::ui::reader::{opened_at, search};
use crate::ui::settings::Opening;

/// Takes a whole document, or why there is none.
pub(crate) fn loaded(app: &mut App, entry: EntryId, loaded: Result<Arc<Document>, Unread>) -> Vec<Effect> {
    let document = match loaded {
        Ok(document) => document,
        Err(why) => return lost(app, entry, why),
    };
    if following::keeps(app, entry, &document) {
        return Vec::new();
    }
    app.library.keep(entry, &document);
    let followed = app.followed.take() == Some(entry);
    texts::put_away(app);
    if let Reading::Text(pane) = &app.reading
        && pane.entry == entry
        && pane.long.is_some()
        && !followed
        && !is_read_otherwise(&pane.document, &document)
    {
        return arrivals::completed(app, &document);
    }
    let before = app.shelf.pane(entry);
    let new = || TextPane::new(entry, Arc::clone(&document));
    let pane = before.as_ref().map_or_else(new, |before| before.anew(&document));
    take(app, pane, before.as_ref(), followed)
}

/// Tells whether a document is another one because the user wants it in this encoding; that all of it
/// tells more than its beginning is no such reason.
fn is_read_otherwise(before: &Document, now: &Document) -> bool {
    now.charset.grounds == Grounds::Chosen && now.charset != before.charset
}

/// Takes the beginning of a long text, which is shown at the place where it was left.
pub(crate) fn opened(app: &mut App, entry: EntryId, mut long: Long, window: Arc<Document>) -> Vec<Effect> {
    let followed = app.followed == Some(entry);
    // All of it comes next and tells whether what is there may stay; until then it does.
    if followed && long.rest() == Rest::Follows || following::keeps(app, entry, &window) {
        return Vec::new();
    }
    app.followed = None;
    texts::put_away(app);
    if let Reading::Text(before) = &app.reading
        && before.entry == entry
        && app.following == Some(entry)
        && let Some(known) = &before.long
    {
        long.go_on_from(known);
    }
    let before = app.shelf.pane(entry);
    let mut pane = TextPane::of_long(entry, window, long);
    let place = |before: &TextPane| before.document.place_in(&pane.document, before.top);
    pane.top = before.as_ref().map_or(pane.top, place);
    take(app, pane, before.as_ref(), followed)
}

fn take(app: &mut App, pane: TextPane, before: Option<&TextPane>, followed: bool) -> Vec<Effect> {
    let entry = pane.entry;
    let again = before.is_some();
    if let Some(before) = before {
        let (was, is) = (before.document.charset, pane.document.charset);
        app.reading = Reading::Nothing;
        if !followed {
            app.say(if was == is { "read again".into() } else { format!("read as {is}") });
        }
    }
    let mut effects = texts::show(app, pane);
    if app.library.forgive(entry) || again {
        effects.extend(survey::again(app, entry));
    }
    effects.extend(open_at(app));
    effects.extend(following::keep_at_the_end(app));
    effects
}

fn lost(app: &mut App, entry: EntryId, why: Unread) -> Vec<Effect> {
    if app.followed.take() == Some(entry)
        && let Reading::Text(pane) = &mut app.reading
    {
        pane.fate = Fate::Unreadable(why.to_string());
        return Vec::new();
    }
    app.library.learn(entry, Err(why.clone()));
    app.reading = Reading::Failed(entry, why);
    Vec::new()
}

/// Opens a document of the list at a place.
pub(crate) fn open(app: &mut App, entry: EntryId, at: Opening) -> Vec<Effect> {
    app.opening = at;
    let mut effects = arranging::select(app, entry);
    effects.extend(texts::show_selected(app));
    match &app.reading {
        Reading::Text(_) => effects.extend(open_at(app)),
        Reading::Awaited(_) => {}
        Reading::Failed(..) | Reading::Nothing => app.opening = Opening::Beginning,
    }
    effects
}

/// Goes where the document that was asked for opens.
pub(crate) fn open_at(app: &mut App) -> Vec<Effect> {
    match std::mem::take(&mut app.opening) {
        Opening::Beginning => Vec::new(),
        Opening::Comparison => {
            app.opening = Opening::Comparison;
            Vec::new()
        }
        Opening::Line(line) => {
            app.focus = Focus::Text;
            motion::move_to_line(app, line)
        }
        Opening::Hit(hit) => {
            app.focus = Focus::Text;
            opened_at::arrive(app, hit)
        }
        Opening::Bookmark(bookmark) => {
            app.focus = Focus::Text;
            opened_at::bookmark(app, &bookmark)
        }
        Opening::Match(query) => {
            app.focus = Focus::Text;
            app.histories.search.push(query.to_string());
            search::find(app, query, Goal::FirstFrom(Position::default())).unwrap_or_else(|why| {
                app.trouble(why);
                Vec::new()
            })
        }
    }
}
