//! Searching the texts on the screen: the search begins, moves while it is typed, and tells which of
//! how many matches is gone to.

use std::sync::Arc;

use crate::compare::Side;
use crate::search::{Pattern, Query};
use crate::tasks::onscreen::Counted;
use crate::ui::app::{App, Reading, View};
use crate::ui::comparison::shown::Shown;
use crate::ui::message::Effect;
use crate::ui::prompt::{Place, Prompt, Purpose};
use crate::ui::reader::pending::{NextHit, Pending, Target, TextSearch, Then, Wrapped};
use crate::ui::reader::text_pane::TextPane;
use crate::ui::update::next_hit;
use crate::ui::update::texts::{find as find_in, realign};

/// Opens the prompt of a search.
pub(crate) fn begin(app: &mut App) -> Vec<Effect> {
    show_texts(app);
    let from = match (app.pane(), &app.reading) {
        (Some(pane), _) => Some(Place::of(pane)),
        // What is typed ahead is meant for the document that is being read.
        (None, Reading::Awaited(entry)) => Some(Place::beginning(*entry)),
        (None, _) => None,
    };
    match from {
        Some(from) => app.prompt = Some(Prompt::search(from)),
        None => app.trouble("there is no text to search"),
    }
    Vec::new()
}

/// A search goes through texts: tables that show none make way for both texts.
fn show_texts(app: &mut App) {
    if let View::Comparison(comparing) = &mut app.view
        && comparing.shown.is_table()
        && !matches!(comparing.shown, Shown::Pairs(_))
    {
        comparing.show(Shown::Both);
        realign(app);
    }
}

/// Looks for a query in the texts on the screen, and goes to the match that `next` says as soon as the
/// matches are known. An error says what is wrong with the query.
pub(crate) fn find(app: &mut App, query: Query, next: NextHit) -> Result<Vec<Effect>, String> {
    let pattern = Arc::new(Pattern::compile(&query).map_err(|error| error.to_string())?);
    app.search = Some(TextSearch { query, pattern: Arc::clone(&pattern), at: None, wrapped: None });
    app.pending = Pending::Hits(next);
    let texts = app.on_screen();
    Ok(find_in(app, texts, pattern))
}

/// Goes on by `by` matches, back when it is negative; without a search the last one of the history
/// begins again.
pub(crate) fn step(app: &mut App, by: isize) -> Vec<Effect> {
    show_texts(app);
    if app.search.is_some() {
        return next_hit::step(app, Target::Match, by);
    }
    let Some(last) = app.histories.search.last() else {
        app.trouble("there is no search yet: / begins one");
        return Vec::new();
    };
    let query = Query::parse(last, app.settings.defaults);
    let here = app.pane().map_or(0, TextPane::here);
    find(app, query, NextHit::of(Target::Match, here, by)).unwrap_or_else(|why| {
        app.trouble(why);
        Vec::new()
    })
}

/// Takes the text back to where it was before a search began to be typed, if one is being typed.
pub(crate) fn restore_place(app: &mut App) {
    if let Some(Purpose::Search { from, .. }) = app.prompt.as_ref().map(|prompt| &prompt.purpose) {
        go_back(app, *from);
    }
}

/// Takes the text the keys go to back to where a search began.
pub(crate) fn go_back(app: &mut App, to: Place) {
    if let Some((pane, _)) = app.pane_and_area() {
        to.restore(pane);
    }
    realign(app);
}

/// Tells which match of how many this is; while the query is typed it is shown beside it already.
pub(crate) fn announce(app: &mut App) {
    let (Some(search), Some(pane)) = (&app.search, app.pane()) else { return };
    let (all, reached) = (pane.count_of(Counted::Matches), pane.counted(Counted::Matches));
    let is_waiting = match app.pending {
        Pending::Hits(next) | Pending::Window(Then::Look(next)) => next.target == Target::Match,
        Pending::Nothing | Pending::Window(_) => false,
    };
    if is_waiting && reached == 100 {
        return;
    }
    let typing = app.prompt.is_some();
    let query = if typing { String::new() } else { format!("/{}  ", search.query) };
    let number = search.at.and_then(|at| pane.match_number(at));
    let place = match number {
        _ if is_waiting => format!("{query}searching … {reached} %"),
        Some(number) => format!("{query}{number}/{all}{}", if reached < 100 { " …" } else { "" }),
        None if search.at.is_some() => format!("{query}{all} so far, {reached} % searched"),
        None => {
            let words = if typing { "not found".into() } else { format!("not found: {}", search.query) };
            return app.trouble(words);
        }
    };
    let wrapped = search.wrapped.map_or("", Wrapped::words);
    let place = format!("{place}{}{wrapped}", side(app));
    app.say(place);
}

/// In a comparison the search goes through one side.
fn side(app: &App) -> &'static str {
    match &app.view {
        View::Comparison(comparing) if comparing.side == Side::Left => " on the left",
        View::Comparison(_) => " on the right",
        View::Reading | View::Claims(_) | View::Search(_) => "",
    }
}
