//! Searching every document: a search begins, is continued, and is returned to from a document opened
//! from its results.

use std::mem::replace;
use std::sync::Arc;

use crate::search::{Patterns, Query};
use crate::tasks::entry::EntryId;
use crate::tasks::found::Found;
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::{App, Focus, View};
use crate::ui::message::Effect;
use crate::ui::prompt::Prompt;
use crate::ui::search::state::{SearchView, Subject};
use crate::ui::settings::Opening;
use crate::ui::update::bookmarks;
use crate::ui::update::{loading, texts};

/// The least characters looked for while more may be typed.
const LEAST: usize = 2;

/// Opens the prompt of a search of every document.
pub(crate) fn begin(app: &mut App) -> Vec<Effect> {
    if app.panel.take().is_some() {
        return keywords(app);
    }
    if app.library.is_empty() {
        app.trouble("there is no document to search");
    } else {
        app.prompt = Some(Prompt::everywhere());
    }
    Vec::new()
}

/// Looks for what is typed so far; too little brings back what was on the screen.
pub(crate) fn typed(app: &mut App, query: Query) -> Result<Vec<Effect>, String> {
    if query.text.chars().count() < LEAST {
        return Ok(go_back(app));
    }
    let patterns = Patterns::of_query(&query).map_err(|error| error.to_string())?;
    Ok(look_for(app, Subject::Query(query), patterns))
}

fn look_for(app: &mut App, subject: Subject, patterns: Patterns) -> Vec<Effect> {
    let documents = app.library.to_search();
    let empty = SearchView::new(subject, patterns.clone(), documents.clone());
    let before = replace(&mut app.view, View::Reading);
    app.view = View::Search(Box::new(match (&app.before, before) {
        (Some(_), View::Search(typed)) => typed.replaced(empty),
        (Some(_), _) => empty,
        (None, before) => {
            app.before = Some(before);
            empty
        }
    }));
    vec![app.start(Task::Everywhere { documents, done: (0, 0), patterns })]
}

/// Brings back what was on the screen before a search began to be typed.
pub(crate) fn go_back(app: &mut App) -> Vec<Effect> {
    let Some(before) = app.before.take() else { return Vec::new() };
    app.view = before;
    let mut effects = vec![app.cancel(TaskKind::Everywhere)];
    effects.extend(go_on(app));
    effects
}

/// Goes to what the typed query found.
pub(crate) fn accept(app: &mut App, query: Query) -> Result<Vec<Effect>, String> {
    let is_there = app.before.is_some() && matches!(&app.view, View::Search(found) if found.is_for(&query));
    let effects = if is_there {
        Vec::new()
    } else {
        let patterns = Patterns::of_query(&query).map_err(|error| error.to_string())?;
        look_for(app, Subject::Query(query), patterns)
    };
    settle(app);
    announce(app);
    Ok(effects)
}

/// What was on the screen before is not gone back to any longer.
fn settle(app: &mut App) {
    app.before = None;
    app.results = None;
}

/// With nothing typed: back to what a document was opened from, else to all keywords.
pub(crate) fn accept_empty(app: &mut App) -> Vec<Effect> {
    let mut effects = go_back(app);
    effects.extend(if app.results.is_some() { reopen(app) } else { keywords(app) });
    effects
}

/// Looks for all keywords at once.
fn keywords(app: &mut App) -> Vec<Effect> {
    let keywords = Arc::clone(&app.keywords);
    let patterns = Patterns::of_keywords(&keywords);
    if patterns.numbers().is_empty() {
        app.trouble("no keyword is shown: . adds one");
        return Vec::new();
    }
    let effects = look_for(app, Subject::Keywords(keywords), patterns);
    settle(app);
    effects
}

/// Lists the hits in the document of the reader: those of the search, else of all keywords.
pub(crate) fn in_document(app: &mut App) -> Vec<Effect> {
    let Some(entry) = app.shown_entry() else { return Vec::new() };
    let (subject, patterns) = match &app.search {
        Some(search) => match Patterns::of_query(&search.query) {
            Ok(patterns) => (Subject::Query(search.query.clone()), patterns),
            Err(error) => {
                app.trouble(error.to_string());
                return Vec::new();
            }
        },
        None => (Subject::Keywords(Arc::clone(&app.keywords)), Patterns::of_keywords(&app.keywords)),
    };
    let documents = app.library.to_search().single(entry);
    let found = SearchView::new(subject, patterns.clone(), documents.clone());
    app.view = View::Search(Box::new(found));
    settle(app);
    vec![app.start(Task::Everywhere { documents, done: (0, 0), patterns })]
}

/// Returns the results on the screen, or those that the document on the screen was opened from.
fn open_results(app: &mut App) -> Option<&mut SearchView> {
    match &mut app.view {
        View::Search(found) => Some(found),
        _ => app.results.as_deref_mut(),
    }
}

/// Takes in what was found in more documents.
pub(crate) fn learn(app: &mut App, found: Vec<Found>, searched: usize) {
    if let Some(open) = open_results(app) {
        open.learn(found, searched);
    }
}

/// Every document given was searched: there may be more by now.
pub(crate) fn done(app: &mut App) -> Vec<Effect> {
    let effects = go_on(app);
    if effects.is_empty() {
        announce(app);
    }
    effects
}

/// Searches the documents that were not searched yet; when others have come between, all of them.
pub(crate) fn go_on(app: &mut App) -> Vec<Effect> {
    let count = app.library.len();
    let is_done = |open: &mut SearchView| open.documents.is_single() || open.searched == count;
    if app.is_busy(TaskKind::Everywhere) || open_results(app).is_none_or(is_done) {
        return Vec::new();
    }
    let documents = app.library.to_search();
    let Some(open) = open_results(app) else { return Vec::new() };
    if !documents.continue_from(&open.documents) {
        open.begin_anew();
    }
    open.documents = documents.clone();
    let (done, patterns) = ((open.searched, open.lines), open.patterns.clone());
    vec![app.start(Task::Everywhere { documents, done, patterns })]
}

/// Says when there is nothing to be found.
fn announce(app: &mut App) {
    let View::Search(found) = &app.view else { return };
    if found.hits > 0 || !found.is_done() {
        return;
    }
    let words = match (&found.subject, &app.prompt) {
        (Subject::Query(query), None) => format!("not found: {query}"),
        _ => "not found".into(),
    };
    app.trouble(words);
}

/// Shows a document at a place. The results of a search that it was chosen from are returned to.
pub(crate) fn show_document(app: &mut App, entry: EntryId, at: Opening) -> Vec<Effect> {
    if matches!(app.view, View::Search(_))
        && let View::Search(results) = replace(&mut app.view, View::Reading)
    {
        app.results = Some(results);
        bookmarks::leave(app);
    }
    app.focus = Focus::Text;
    loading::open(app, entry, at)
}

/// Returns from a document to what it was opened from, at the same row.
pub(crate) fn reopen(app: &mut App) -> Vec<Effect> {
    let Some(found) = app.results.take() else { return Vec::new() };
    app.search = None;
    let effects = vec![texts::forget_matches(app)];
    app.view = View::Search(found);
    app.opening = Opening::Beginning;
    effects
}
