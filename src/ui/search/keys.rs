//! Searching every document: the search begins, what it finds is looked through, a hit is opened and
//! returned from.

use std::mem::replace;
use std::sync::Arc;

use crate::search::{Patterns, Query};
use crate::tasks::entry::EntryId;
use crate::tasks::found::Found;
use crate::tasks::task::{Task, TaskKind};
use crate::ui::app::{App, Focus, View};
use crate::ui::input::motion::Rows;
use crate::ui::input::{Action, Motion, RowAction};
use crate::ui::layout::Layout;
use crate::ui::message::Effect;
use crate::ui::panels::bookmarks::keys as bookmark;
use crate::ui::prompt::state::Prompt;
use crate::ui::reader::{loading, texts};
use crate::ui::search::rows::Row;
use crate::ui::search::state::{SearchView, Subject};
use crate::ui::settings::{Hit, Opening};

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
    let is_there = app.before.is_some() && matches!(&app.view, View::Search(found) if is_for(found, &query));
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

fn is_for(found: &SearchView, query: &Query) -> bool {
    matches!(&found.subject, Subject::Query(known) if known == query)
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

/// Returns what was found, on the screen or under a document opened from it.
fn open(app: &mut App) -> Option<&mut SearchView> {
    match &mut app.view {
        View::Search(found) => Some(found),
        _ => app.results.as_deref_mut(),
    }
}

/// Takes in what was found in more documents.
pub(crate) fn learn(app: &mut App, found: Vec<Found>, searched: usize) {
    if let Some(open) = open(app) {
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
    if app.is_busy(TaskKind::Everywhere) || open(app).is_none_or(is_done) {
        return Vec::new();
    }
    let documents = app.library.to_search();
    let Some(open) = open(app) else { return Vec::new() };
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

/// Does what an action means in a concordance, if it means anything there.
pub(crate) fn act(app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as isize;
    let page = match app.layout() {
        Layout::Table { table, .. } => usize::from(table.height),
        _ => 1,
    };
    let View::Search(found) = &mut app.view else { return None };
    match action {
        Action::Motion(Motion::NextParagraph) => found.step_document(times),
        Action::Motion(Motion::PreviousParagraph) => found.step_document(-times),
        Action::Motion(motion) => {
            let rows = Rows { count: found.rows.len(), selected: found.selected, page };
            found.select(motion.row(count, rows)?);
        }
        Action::Row(RowAction::Sort) => found.next_order(),
        Action::Row(RowAction::Fold) => found.toggle_fold(),
        Action::Row(RowAction::Choose) => return Some(choose(app)),
        _ => return None,
    }
    Some(Vec::new())
}

/// Opens the document of the selected row at its hit.
fn choose(app: &mut App) -> Vec<Effect> {
    let View::Search(found) = &app.view else { return Vec::new() };
    let Some((entry, hit)) = found.chosen().and_then(|row| target(found, row)) else { return Vec::new() };
    if let View::Search(found) = replace(&mut app.view, View::Reading) {
        app.results = Some(found);
    }
    bookmark::leave(app);
    app.focus = Focus::Text;
    loading::open(app, entry, Opening::Hit(hit))
}

/// The document a row stands for, and where it opens.
fn target(found: &SearchView, row: Row) -> Option<(EntryId, Hit)> {
    let group = found.groups.get(row.group())?;
    let span = match row {
        Row::Hit(..) => found.line(row)?.excerpt.hit,
        Row::Heading(_) => group.first().unwrap_or_default(),
        Row::More(..) => (group.rest()..group.rest()).into(),
    };
    let query = match &found.subject {
        Subject::Query(query) => Some(query.clone()),
        Subject::Keywords(_) => None,
    };
    let entry = group.found.entry;
    Some((entry, Hit { entry, query, span }))
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

/// Leaves what was found; the reader stands where it stood.
pub(crate) fn close(app: &mut App) -> Vec<Effect> {
    app.view = View::Reading;
    vec![app.cancel(TaskKind::Everywhere)]
}
