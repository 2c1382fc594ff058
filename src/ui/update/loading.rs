//! Reading the document of the reader: for the first time, again, or in another encoding; and going
//! to the place it opens at.

use std::sync::Arc;

use crate::document::{Document, Position};
use crate::tasks::entry::{EntryId, Unreadable};
use crate::tasks::onscreen::{Rest, Spot};
use crate::tasks::task::{Task, TaskKind};
use crate::text::{Grounds, ReadAs};
use crate::ui::app::{App, Focus, Reading, View};
use crate::ui::bookmarks::Bookmark;
use crate::ui::list::{arranging, summaries};
use crate::ui::message::Effect;
use crate::ui::prompt::{Prompt, Purpose};
use crate::ui::reader::pending::{NextHit, Pending, Then};
use crate::ui::reader::text_pane::{FileStatus, TextPane};
use crate::ui::reader::windowed::WindowedText;
use crate::ui::settings::{Hit, Opening};
use crate::ui::update::motion;
use crate::ui::update::{following, only_matches, text_search, texts, windows};

/// What is said where no document is shown.
const NO_DOCUMENT: &str = "there is no document here to be read anew";

/// Reads the document of an entry for the reader.
pub(crate) fn load(app: &mut App, entry: EntryId) -> Vec<Effect> {
    app.followed = None;
    app.library.wanted(entry).map(|wanted| app.start(Task::Load(wanted))).into_iter().collect()
}

/// Reads the document of the reader again; its text stays on the screen until then.
pub(crate) fn read_again(app: &mut App, entry: EntryId) -> Vec<Effect> {
    texts::put_away(app);
    load(app, entry)
}

/// Takes a whole document, or why there is none.
pub(crate) fn loaded(
    app: &mut App,
    entry: EntryId,
    loaded: Result<Arc<Document>, Unreadable>,
) -> Vec<Effect> {
    let document = match loaded {
        Ok(document) => document,
        Err(why) => return lost(app, entry, why),
    };
    if following::keeps(app, entry, &document) {
        return Vec::new();
    }
    let followed = app.followed.take() == Some(entry);
    texts::put_away(app);
    if let Reading::Text(pane) = &app.reading
        && pane.entry == entry
        && pane.long.is_some()
        && !followed
        && !is_read_otherwise(&pane.document, &document)
    {
        return completed(app, &document);
    }
    let before = app.cache.pane(entry);
    let new = || TextPane::new(entry, Arc::clone(&document));
    let pane = before.as_ref().map_or_else(new, |before| before.anew(&document));
    take(app, pane, before.as_ref(), followed)
}

/// Tells whether the user chose the encoding in which a document is read now; that all of it tells more
/// than its beginning does not count.
fn is_read_otherwise(before: &Document, now: &Document) -> bool {
    now.charset.grounds == Grounds::Chosen && now.charset != before.charset
}

/// Takes all of a text of which a window was shown until now; what waited for another window is done
/// in it.
fn completed(app: &mut App, document: &Arc<Document>) -> Vec<Effect> {
    let Reading::Text(before) = &app.reading else { return Vec::new() };
    let asked = before.long.as_ref().and_then(|long| long.asked.as_ref()).and_then(|asked| asked.byte);
    let moved = |place: usize| before.document.decoded_place(document, place);
    let mut pane = before.anew(document);
    pane.top = Position(moved(before.top.0));
    let place = asked.map_or(pane.top, |place| Position(moved(place)));
    let pending = match app.pending {
        // The hits in all of it come next.
        Pending::Hits(next) | Pending::Window(Then::Look(next)) => {
            Pending::Hits(NextHit { from: moved(next.from), ..next })
        }
        other @ (Pending::Nothing | Pending::Window(_)) => other,
    };
    app.reading = Reading::Text(pane);
    texts::put_away(app);
    let mut effects = vec![app.cancel(TaskKind::Window)];
    app.pending = pending;
    if let Pending::Window(then) = pending {
        app.pending = Pending::Nothing;
        effects.extend(windows::go_on(app, then, place));
    }
    effects.extend(texts::mark(app));
    effects
}

/// Takes the beginning of a long text, which is shown at the place where it was left.
pub(crate) fn opened(
    app: &mut App,
    entry: EntryId,
    mut long: WindowedText,
    window: Arc<Document>,
) -> Vec<Effect> {
    let followed = app.followed == Some(entry);
    // All of it comes next and tells whether what is there may stay; until then it does.
    if followed && long.rest == Rest::Follows || following::keeps(app, entry, &window) {
        return Vec::new();
    }
    app.followed = None;
    texts::put_away(app);
    if let Reading::Text(before) = &app.reading
        && before.entry == entry
        && app.following == Some(entry)
        && let Some(known) = &before.long
    {
        long.continue_from(known);
    }
    let before = app.cache.pane(entry);
    let mut pane = TextPane::windowed(entry, window, long);
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
        effects.extend(summaries::read_again(app, entry));
    }
    effects.extend(open_at(app));
    effects.extend(following::keep_at_the_end(app));
    effects
}

fn lost(app: &mut App, entry: EntryId, why: Unreadable) -> Vec<Effect> {
    if app.followed.take() == Some(entry)
        && let Reading::Text(pane) = &mut app.reading
    {
        pane.file = FileStatus::Unreadable(why.to_string());
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
            at_hit(app, hit)
        }
        Opening::Bookmark(bookmark) => {
            app.focus = Focus::Text;
            at_bookmark(app, &bookmark)
        }
        Opening::Match(query) => {
            app.focus = Focus::Text;
            app.histories.search.push(query.to_string());
            text_search::find(app, query, NextHit::first_match(0)).unwrap_or_else(|why| {
                app.trouble(why);
                Vec::new()
            })
        }
    }
}

/// Goes to the hit that the document was opened at.
fn at_hit(app: &mut App, hit: Hit) -> Vec<Effect> {
    let place = hit.span.start;
    let Some(pane) = app.pane().filter(|pane| pane.entry == hit.entry) else { return Vec::new() };
    let is_held = pane.holds_around(place);
    let Some(query) = hit.query else {
        let effects = windows::reveal(app, hit.span);
        if let Some((pane, _)) = app.pane_and_area() {
            pane.last_hit = Some(place);
        }
        return effects;
    };
    let next = NextHit::first_match(place);
    let mut effects = text_search::find(app, query, next).unwrap_or_else(|why| {
        app.trouble(why);
        Vec::new()
    });
    if is_held {
        texts::go_to(app, hit.span);
    } else {
        effects.extend(windows::request(app, Spot::Byte(place), Then::Look(next)));
    }
    effects
}

/// Goes to a bookmark of the text on the screen.
pub(crate) fn at_bookmark(app: &mut App, bookmark: &Bookmark) -> Vec<Effect> {
    let Some(pane) = app.pane().filter(|pane| pane.entry == bookmark.entry) else { return Vec::new() };
    let passage = bookmark.place_in(&pane.document);
    let is_shown = pane.blocks.iter().any(|block| block.span.contains(passage.start));
    if pane.is_partial() && !is_shown {
        only_matches::show_all(app);
    }
    windows::reveal(app, passage)
}

/// Asks in which encoding the document is to be read.
pub(crate) fn ask_encoding(app: &mut App) -> Vec<Effect> {
    if target(app).is_none() {
        app.trouble(NO_DOCUMENT);
        return Vec::new();
    }
    let now = app.pane().map(|pane| pane.document.charset);
    app.prompt = Some(Prompt::new(Purpose::Encoding { now, offers: Vec::new() }));
    Vec::new()
}

/// Reads the document in the encoding of this name, without one as it says itself; an unknown name is
/// an error with what may have been meant.
pub(crate) fn choose_encoding(app: &mut App, name: &str) -> Result<Vec<Effect>, String> {
    let choice = if name.trim().is_empty() { ReadAs::Guessed } else { ReadAs::Exactly(name.parse()?) };
    let Some(entry) = target(app) else { return Err(NO_DOCUMENT.into()) };
    Ok(read_as(app, entry, Some(choice)))
}

/// Shows the document as plain text, whatever it is, or as what it is again.
pub(crate) fn toggle_text(app: &mut App) -> Vec<Effect> {
    let Some(entry) = target(app) else {
        app.trouble(NO_DOCUMENT);
        return Vec::new();
    };
    let is_text = app.library.sources.chosen(entry) == Some(ReadAs::Text);
    read_as(app, entry, (!is_text).then_some(ReadAs::Text))
}

/// The document the keys go to.
fn target(app: &App) -> Option<EntryId> {
    match &app.view {
        View::Comparison(comparing) => Some(comparing.pane(comparing.side).entry),
        View::Reading => app.shown_entry(),
        View::Claims(_) | View::Search(_) => None,
    }
}

fn read_as(app: &mut App, entry: EntryId, choice: Option<ReadAs>) -> Vec<Effect> {
    app.library.sources.choose(entry, choice);
    match app.view {
        View::Comparison(_) => texts::reload(app),
        View::Reading | View::Claims(_) | View::Search(_) => read_again(app, entry),
    }
}
